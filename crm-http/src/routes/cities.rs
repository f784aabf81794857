//! Cities.

use axum::http::StatusCode;
use axum::response::Response;
use crm_core::cities::{City, CityError, CityPatch, NewCity, SlotCapacity, VisitHours};
use crm_core::kernel::{CityId, Refusal as _, Text, Timestamp, Zone};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::cache::{KnownTags, Question, Shared};
use crate::session::Signed;
use crate::wire::{
    AtVersion, Created, Data, Findings, Id, IfMatch, Json, ListOf, OnceKey, Problem, Query, flag, present,
};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(get, change, archive))
}

/// Which cities are listed.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CitiesQuery {
    /// Only archived cities, or only those that are not.
    #[serde(default, deserialize_with = "flag")]
    archived: Option<bool>,
}

/// A city.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = City)]
pub(crate) struct CityBody {
    id: i64,
    version: i64,
    name: String,
    /// Its IANA zone.
    #[schema(value_type = String)]
    zone: Zone,
    /// When the first visit of a day begins, by the city's clocks.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[03]0$|^24:00$")]
    visit_from: String,
    /// When the last visit of a day ends.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[03]0$|^24:00$")]
    visit_to: String,
    capacity: CapacityBody,
    /// Archived cities take nothing new and stay readable.
    archived: bool,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// How many visits fit into half an hour.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[schema(as = Capacity)]
pub(crate) struct CapacityBody {
    /// Computers.
    kp: u16,
    /// Appliances.
    bt: u16,
    /// Handyman jobs.
    mnch: u16,
}

fn clock(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes since midnight of a time such as `10:30`.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let two = |text: &str| {
        let is_two = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        is_two.then(|| text.parse::<u16>().ok()).flatten()
    };
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

impl From<City> for CityBody {
    fn from(city: City) -> Self {
        let SlotCapacity { kp, bt, mnch } = city.capacity;
        Self {
            id: city.id.get(),
            version: city.version.get(),
            name: city.name.to_string(),
            zone: city.zone,
            visit_from: clock(city.visit_hours.from()),
            visit_to: clock(city.visit_hours.to()),
            capacity: CapacityBody { kp, bt, mnch },
            archived: city.archived,
            created_at: city.created_at,
            updated_at: city.updated_at,
        }
    }
}

fn shown(city: City) -> Data<CityBody> {
    let version = city.version.get();
    Data::versioned(city.into(), version)
}

/// A city that is named in a body is a field that does not hold; one that is named by the address is not there.
fn at_address(error: crm_core::Error) -> Problem {
    match error.refusal() {
        Some(missing @ CityError::NotFound) => Problem::new(StatusCode::NOT_FOUND, missing.code(), missing.to_string()),
        _ => error.into(),
    }
}

/// Every city by name. Whoever is signed in may read them.
#[utoipa::path(get, path = "/cities", tag = "cities", params(CitiesQuery, KnownTags),
    responses((status = 200, description = "Every city", body = ListOf<CityBody>)))]
async fn list(
    app: App,
    actor: Signed,
    known: KnownTags,
    Query(query): Query<CitiesQuery>,
) -> Result<Response, Problem> {
    let question = Question { operation: "cities", actor: &actor, shared: Shared::WithinScope, known: &known };
    let answer = async {
        let cities = app.crm.cities().list(&actor).await?;
        let wanted = |city: &City| query.archived.is_none_or(|archived| city.archived == archived);
        Ok(ListOf::whole(cities.into_iter().filter(wanted).map(CityBody::from)))
    };
    app.answers.get(question, &query, answer).await
}

/// One city.
#[utoipa::path(get, path = "/cities/{id}", tag = "cities", params(("id" = i64, Path, minimum = 1)),
    responses((status = 200, description = "The city", body = Data<CityBody>)))]
async fn get(app: App, actor: Signed, Id(id): Id<CityId>) -> Result<Data<CityBody>, Problem> {
    Ok(shown(app.crm.cities().get(&actor, id).await.map_err(at_address)?))
}

/// A city to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewCity)]
pub(crate) struct NewCityBody {
    /// Unique in any case.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Its IANA zone, such as `Asia/Omsk`.
    zone: String,
    /// When the first visit of a day begins, by the city's clocks: a full or half hour; `10:00` unless said.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[03]0$")]
    visit_from: Option<String>,
    /// When the last visit of a day ends; `22:00` unless said.
    #[schema(pattern = "^([01][0-9]|2[0-3]):[03]0$|^24:00$")]
    visit_to: Option<String>,
    /// How many visits fit into half an hour; three of each unless said.
    capacity: Option<CapacityPatch>,
}

/// Capacities of a city. What is left out stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapacityPatch {
    /// Computers.
    kp: Option<u16>,
    /// Appliances.
    bt: Option<u16>,
    /// Handyman jobs.
    mnch: Option<u16>,
}

impl CapacityPatch {
    fn over(self, present: SlotCapacity) -> SlotCapacity {
        SlotCapacity {
            kp: self.kp.unwrap_or(present.kp),
            bt: self.bt.unwrap_or(present.bt),
            mnch: self.mnch.unwrap_or(present.mnch),
        }
    }
}

/// The visit hours with other ends, or findings about the fields.
fn hours(from: Option<&str>, to: Option<&str>, present: VisitHours, findings: &mut Findings) -> Option<VisitHours> {
    const BAD: &str = "city.bad_visit_hours";
    let mut read = |field, given: Option<&str>, present| match given.map(minutes) {
        None => Some(present),
        Some(Some(minutes)) if minutes % VisitHours::SLOT == 0 => Some(minutes),
        Some(_) => {
            findings.add(field, BAD, "must be a full or half hour of a day, such as 10:30");
            None
        }
    };
    let (from, to) = (read("visitFrom", from, present.from()), read("visitTo", to, present.to()));
    let (from, to) = from.zip(to)?;
    let hours = VisitHours::new(from, to);
    if hours.is_none() {
        findings.add("visitTo", BAD, "must be after visitFrom, and 24:00 at the latest");
    }
    hours
}

impl NewCityBody {
    fn read(self) -> Result<NewCity, Problem> {
        let mut findings = Findings::default();
        let name = findings.read("name", Text::new(&self.name));
        let zone = findings.read("zone", Zone::parse(&self.zone));
        let (from, to) = (self.visit_from.as_deref(), self.visit_to.as_deref());
        let visit_hours = hours(from, to, VisitHours::DEFAULT, &mut findings);
        let capacity = self.capacity.unwrap_or_default().over(SlotCapacity::DEFAULT);
        let ((name, zone), visit_hours) = findings.complete(name.zip(zone).zip(visit_hours))?;
        Ok(NewCity { name, zone, visit_hours, capacity })
    }
}

/// Adds a city. Only admins do.
#[utoipa::path(post, path = "/cities", tag = "cities", params(OnceKey), request_body = NewCityBody,
    responses((status = 201, description = "The city as added", body = Data<CityBody>)))]
async fn create(
    app: App,
    actor: Signed,
    key: OnceKey,
    Json(body): Json<NewCityBody>,
) -> Result<Created<CityBody>, Problem> {
    let city = app.crm.cities().create(&actor, &body.read()?, key.get()).await?;
    Ok(Created::at(format!("/cities/{}", city.id), shown(city)))
}

/// Changes to a city. A field left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = CityPatch)]
pub(crate) struct CityPatchBody {
    /// The version that was read, unless `If-Match` says it.
    version: Option<i64>,
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, min_length = 1, max_length = 100)]
    name: Option<String>,
    /// Another IANA zone.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    zone: Option<String>,
    /// When the first visit of a day begins, by the city's clocks: a full or half hour.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, pattern = "^([01][0-9]|2[0-3]):[03]0$")]
    visit_from: Option<String>,
    /// When the last visit of a day ends.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false, pattern = "^([01][0-9]|2[0-3]):[03]0$|^24:00$")]
    visit_to: Option<String>,
    /// How many visits fit into half an hour.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    capacity: Option<CapacityPatch>,
    /// Archive the city or bring it back.
    #[serde(default, deserialize_with = "present")]
    #[schema(nullable = false)]
    archived: Option<bool>,
}

impl CityPatchBody {
    fn read(self, present: &City) -> Result<CityPatch, Problem> {
        let mut findings = Findings::default();
        let name = findings.maybe("name", self.name.as_deref(), Text::new);
        let zone = findings.maybe("zone", self.zone.as_deref(), Zone::parse);
        let (from, to) = (self.visit_from.as_deref(), self.visit_to.as_deref());
        let visit_hours = hours(from, to, present.visit_hours, &mut findings);
        let capacity = self.capacity.map(|capacity| capacity.over(present.capacity));
        findings.check()?;
        Ok(CityPatch { name, zone, visit_hours, capacity, archived: self.archived })
    }
}

/// Changes a city: name, zone, visit hours, capacities. Only admins do.
#[utoipa::path(patch, path = "/cities/{id}", tag = "cities", params(("id" = i64, Path, minimum = 1), IfMatch),
    request_body = CityPatchBody,
    responses((status = 200, description = "The city as it is now", body = Data<CityBody>)))]
async fn change(
    app: App,
    actor: Signed,
    Id(id): Id<CityId>,
    version: IfMatch,
    Json(body): Json<CityPatchBody>,
) -> Result<Data<CityBody>, Problem> {
    let version = version.or(body.version)?;
    // What is kept of hours and capacities is what stands at the version that was read: a later one is refused below.
    let present = app.crm.cities().get(&actor, id).await.map_err(at_address)?;
    let patch = body.read(&present)?;
    Ok(shown(app.crm.cities().change(&actor, id, version, &patch).await.map_err(at_address)?))
}

/// Archives a city: it takes nothing new and stays readable. Only admins do.
#[utoipa::path(delete, path = "/cities/{id}", tag = "cities",
    params(("id" = i64, Path, minimum = 1), IfMatch, AtVersion),
    responses((status = 200, description = "The archived city", body = Data<CityBody>)))]
async fn archive(
    app: App,
    actor: Signed,
    Id(id): Id<CityId>,
    version: IfMatch,
    Query(at): Query<AtVersion>,
) -> Result<Data<CityBody>, Problem> {
    let version = version.or(at.version)?;
    let patch = CityPatch { archived: Some(true), ..CityPatch::default() };
    Ok(shown(app.crm.cities().change(&actor, id, version, &patch).await.map_err(at_address)?))
}

#[cfg(test)]
mod tests {
    use super::{clock, minutes};

    #[test]
    fn a_time_of_day_is_read_as_it_is_written() {
        for of_day in [0, 30, 600, 1320, 1440] {
            assert_eq!(minutes(&clock(of_day)), Some(of_day));
        }
        for bad in ["", "10", "9:00", "10:60", "25:00", "+1:00", "10:00:00", "10:0 "] {
            assert_eq!(minutes(bad), None, "{bad:?}");
        }
    }
}
