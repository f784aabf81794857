//! The office at this moment.

use axum::response::Response;
use crm_core::kernel::Timestamp;
use crm_core::operators::WorkState;
use crm_core::stats::{PersonNow, Wallboard};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::figures::{CallsBody, QueueBody, mean_seconds};
use super::query::WallboardQuery;
use crate::app::App;
use crate::cache::{KnownTags, Question, Shared};
use crate::routes::calls::PersonBody;
use crate::session::Signed;
use crate::wire::{Data, Problem, Query, codes};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(wallboard))
}

/// The office at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Wallboard)]
pub(crate) struct WallboardBody {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Calls that are not over.
    now: NowBody,
    /// Who does what: operators, and whoever else is at work.
    people: Vec<PersonNowBody>,
    /// Clients who wait for a call.
    callbacks: CallbacksNowBody,
    /// Today's calls; today is the office's day.
    calls: CallsBody,
    /// What became of those offered.
    queue: QueueBody,
    /// Their ASA.
    average_answer_seconds: Option<f64>,
    /// Orders written today.
    orders: u64,
}

/// Calls that are not over.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallsNow)]
struct NowBody {
    /// Inbound ones that nobody has answered yet.
    waiting: u64,
    /// How long the longest of them has waited, in whole seconds.
    longest_wait_seconds: u64,
    /// Those in which a client talks.
    talking: u64,
}

/// What somebody does.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PersonNow)]
struct PersonNowBody {
    operator: PersonBody,
    #[schema(schema_with = codes::work_state)]
    state: WorkState,
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
}

/// Clients who wait for a call.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbacksNow)]
struct CallbacksNowBody {
    /// How many.
    open: u64,
    /// Since when the one waits who waits longest.
    #[schema(value_type = Option<String>, format = DateTime)]
    oldest: Option<Timestamp>,
}

impl From<PersonNow> for PersonNowBody {
    fn from(person: PersonNow) -> Self {
        let operator = PersonBody { id: person.operator.get(), name: person.name.into() };
        Self { operator, state: person.state, since: person.since }
    }
}

impl From<Wallboard> for WallboardBody {
    fn from(board: Wallboard) -> Self {
        Self {
            at: board.at,
            now: NowBody {
                waiting: board.now.waiting,
                longest_wait_seconds: board.now.longest_wait.as_secs(),
                talking: board.now.talking,
            },
            people: board.people.into_iter().map(PersonNowBody::from).collect(),
            callbacks: CallbacksNowBody { open: board.callbacks.count, oldest: board.callbacks.oldest },
            calls: board.calls.into(),
            queue: board.queue.into(),
            average_answer_seconds: board.average_speed_of_answer.value.map(mean_seconds),
            orders: board.orders.value,
        }
    }
}

/// The office at this moment: for admins all of it, for directors and operators their cities together; or one city.
#[utoipa::path(get, path = "/stats/wallboard", tag = "stats", params(WallboardQuery, KnownTags),
    responses((status = 200, description = "The office now, at most 5 s old", body = Data<WallboardBody>)))]
async fn wallboard(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<WallboardQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "stats_wallboard", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let (city, target) = query.read(&app).await?;
        Ok(Data::new(WallboardBody::from(app.crm.stats().wallboard(&actor, city, &target).await?)))
    };
    app.answers.get(question, &query, answer).await
}
