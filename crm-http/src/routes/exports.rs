//! Lists and reports as files, sent as they are read.

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use crm_core::exports::Export;
use crm_core::kernel::Lang;
use futures_util::TryStreamExt as _;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::openapi::path::{Parameter, ParameterIn};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::calls::CallsQuery;
use super::orders::OrdersQuery;
use super::stats::ReportQuery;
use crate::app::App;
use crate::session::Signed;
use crate::sheet::{self, Report, SheetFormat, SheetOptions};
use crate::wire::{Problem, present, read_query};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(calls_csv))
        .routes(routes!(calls_xlsx))
        .routes(routes!(orders_csv))
        .routes(routes!(orders_xlsx))
        .routes(routes!(stats_csv))
        .routes(routes!(stats_xlsx))
}

/// How a file is written. Beside these a list takes its own parameters, except those of its pages: a file has every row.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileQuery {
    /// The language of headings and words.
    #[param(default = "ru")]
    #[param(inline)]
    lang: Option<Language>,
    /// For scripts: wire names, codes and RFC 3339 instead of words and local times; in CSV `,` instead of `;`.
    #[serde(default, deserialize_with = "present")]
    for_scripts: Option<bool>,
}

/// Which report, and which part of the office's work is counted.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ReportFileQuery {
    /// What the report has a row for.
    #[param(default = "days")]
    #[param(inline)]
    by: Option<By>,
    /// From when: a date of the zone, or RFC 3339. From the first data on when left out.
    start_date: Option<String>,
    /// Until when: a date, that day included, or RFC 3339, excluded. Up to now when left out.
    end_date: Option<String>,
    /// By the days of which IANA zone, such as `Europe/Moscow`; the office's when left out.
    zone: Option<String>,
    /// Only this city, by name.
    city: Option<String>,
}

/// A language.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Language {
    Ru,
    En,
}

/// What a report has a row for.
#[derive(Debug, Clone, Copy, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    #[default]
    Days,
    Cities,
    Campaigns,
    Masters,
    Operators,
}

impl From<By> for Report {
    fn from(by: By) -> Self {
        match by {
            By::Days => Self::Days,
            By::Cities => Self::Cities,
            By::Campaigns => Self::Campaigns,
            By::Masters => Self::Masters,
            By::Operators => Self::Operators,
        }
    }
}

/// What a list knows and a file does not.
const OF_PAGES: [&str; 3] = ["page", "limit", "cursor"];

/// The two parts of an export's query: how the file is written, and what is in it.
#[derive(Debug)]
struct Wanted<T> {
    file: FileQuery,
    filter: T,
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Wanted<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let mut file = form_urlencoded::Serializer::new(String::new());
        let mut filter = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()) {
            let is_of_file = ["lang", "forScripts"].contains(&name.as_ref());
            // A file's own part refuses them.
            let is_of_pages = OF_PAGES.contains(&name.as_ref());
            let part = if is_of_file || is_of_pages { &mut file } else { &mut filter };
            part.append_pair(&name, &value);
        }
        Ok(Self { file: read_query(&file.finish())?, filter: read_query(&filter.finish())? })
    }
}

impl<T: IntoParams> IntoParams for Wanted<T> {
    fn into_params(place: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let filter =
            T::into_params(&place).into_iter().filter(|parameter| !OF_PAGES.contains(&parameter.name.as_str()));
        filter.chain(FileQuery::into_params(&place)).collect()
    }
}

/// The file of an export. What goes wrong after its first bytes breaks it off: a client sees that it is not whole.
async fn file(
    app: &App,
    name: &str,
    export: Export,
    format: SheetFormat,
    query: &FileQuery,
) -> Result<Response, Problem> {
    let zone = app.directory.names().await?.office_zone;
    let lang = match query.lang.unwrap_or(Language::Ru) {
        Language::Ru => Lang::Ru,
        Language::En => Lang::En,
    };
    let options = match query.for_scripts {
        Some(true) => SheetOptions::for_scripts(zone),
        _ => SheetOptions::for_people(lang, zone),
    };
    let today = zone.day_of(app.crm.now());
    let pieces = sheet::stream(export, format, options).inspect_err(|error| {
        tracing::error!(code = error.code(), error = error as &dyn std::error::Error, "an export is broken off");
    });
    let disposition = format!("attachment; filename=\"{name}-{today}.{}\"", format.extension());
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

async fn calls(app: App, actor: Signed, wanted: Wanted<CallsQuery>, format: SheetFormat) -> Result<Response, Problem> {
    let (filter, sort) = wanted.filter.filter(&app).await?;
    let export = app.crm.exports().calls(&actor, &filter, sort).await?;
    file(&app, "calls", export, format, &wanted.file).await
}

async fn orders(
    app: App,
    actor: Signed,
    wanted: Wanted<OrdersQuery>,
    format: SheetFormat,
) -> Result<Response, Problem> {
    let filter = wanted.filter.filter(&app).await?;
    let export = app.crm.exports().orders(&actor, &filter).await?;
    file(&app, "orders", export, format, &wanted.file).await
}

async fn stats(
    app: App,
    actor: Signed,
    wanted: Wanted<ReportFileQuery>,
    format: SheetFormat,
) -> Result<Response, Problem> {
    let said = json!({ "query": wanted.filter });
    let ReportFileQuery { by, start_date, end_date, zone, city } = wanted.filter;
    let report = Report::from(by.unwrap_or_default());
    let query = ReportQuery { start_date, end_date, zone, city }.read(&app).await?;
    let table = sheet::report(&app.crm, &actor, report, &query).await?;
    let export = app.crm.exports().table(&actor, report.name(), &said, table).await?;
    file(&app, report.name(), export, format, &wanted.file).await
}

macro_rules! files {
    ($(#[doc = $about:literal] $make:ident($query:ty): $csv:ident $csv_path:literal, $xlsx:ident $xlsx_path:literal;)+) => { $(
        #[doc = $about]
        #[utoipa::path(get, path = $csv_path, tag = "exports", params(Wanted<$query>),
            responses((status = 200, description = "The file", body = String, content_type = "text/csv")))]
        async fn $csv(app: App, actor: Signed, wanted: Wanted<$query>) -> Result<Response, Problem> {
            $make(app, actor, wanted, SheetFormat::Csv).await
        }

        #[doc = $about]
        #[utoipa::path(get, path = $xlsx_path, tag = "exports", params(Wanted<$query>),
            responses((status = 200, description = "The file", body = Vec<u8>,
                content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
        async fn $xlsx(app: App, actor: Signed, wanted: Wanted<$query>) -> Result<Response, Problem> {
            $make(app, actor, wanted, SheetFormat::Xlsx).await
        }
    )+ };
}

files! {
    /// Calls as a file: every one that the user may see and the filter lets through.
    calls(CallsQuery): calls_csv "/export/calls.csv", calls_xlsx "/export/calls.xlsx";
    /// Orders as a file, in the order they were written.
    orders(OrdersQuery): orders_csv "/export/orders.csv", orders_xlsx "/export/orders.xlsx";
    /// A report as a file.
    stats(ReportFileQuery): stats_csv "/export/stats.csv", stats_xlsx "/export/stats.xlsx";
}
