//! The API document, OpenAPI 3.1: made of the routes themselves, completed with what all of them share.

mod headers;

use crm_core::kernel::LAST_ID;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn, PathItem};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, SchemaType, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi as Document, Ref, RefOr, Schema};
use utoipa::{OpenApi, ToSchema};

use crate::cache::KnownTags;
use crate::wire::{Problem, ProblemField, codes};

/// What people read in place of codes, in Russian and English; the screens are built with it.
const LABELS: &str = "x-labels";
/// The name of the security scheme in the document.
const BEARER: &str = "bearer";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Call-centre CRM",
        description = "Operators, calls, call-backs, orders, masters, statistics. Times are RFC 3339 in UTC, money is a decimal \
                       string in roubles, ids are integers. A refusal is `application/problem+json` with a stable `code`. \
                       Every answer has its name in `X-Request-Id`, by which the server's log is searched.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem, ProblemField)),
    tags(
        (name = "auth", description = "Signing in, sessions, one's own profile"),
        (name = "operators", description = "Users of every role, work states and working time"),
        (name = "calls", description = "Calls, as the provider reported them"),
        (name = "clients", description = "Everything of one phone"),
        (name = "callbacks", description = "Missed clients who wait for a call"),
        (name = "orders", description = "Orders, their statuses, masters and visits"),
        (name = "lines", description = "The company's own numbers"),
        (name = "masters", description = "Technicians and their cash"),
        (name = "campaigns", description = "Advertising campaigns and what they cost"),
        (name = "cities", description = "Cities, zones, visit hours, capacities"),
        (name = "settings", description = "The office's settings"),
        (name = "shifts", description = "Who is to work when"),
        (name = "stats", description = "Figures and reports"),
        (name = "exports", description = "Lists and reports as files"),
        (name = "events", description = "The live feed"),
        (name = "telephony", description = "What providers post"),
        (name = "admin", description = "Audit, jobs, unknown lines, integrations"),
        (name = "health", description = "Whether it runs, and how")
    )
)]
struct Base;

/// The document before routes are added.
pub(crate) fn base() -> Document {
    let mut document = Base::openapi();
    document
        .components
        .get_or_insert_default()
        .security_schemes
        .insert(BEARER.to_owned(), SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)).into());
    document.security = Some(vec![SecurityRequirement::new(BEARER, [""; 0])]);
    document
}

/// Completes every operation: a name of its own, such as `orders_list`, and the refusals and headers that its shape allows,
/// so that no handler has to repeat them.
pub(crate) fn complete(document: &mut Document) {
    without_stars(document);
    for (path, item) in &mut document.paths.paths {
        let with_id = path.contains('{');
        for (operation, is_change) in operations(item) {
            name(operation);
            ids(operation);
            left_out_is_not_null(operation);
            refusals(operation, with_id, is_change);
        }
    }
    headers::add(document);
    document.extensions.get_or_insert_default().insert(LABELS.to_owned(), codes::labels());
}

/// The operations of a path, and whether each changes something.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&mut Operation, bool)> {
    let PathItem { get, post, put, patch, delete, .. } = item;
    [(get, false), (post, true), (put, true), (patch, true), (delete, true)]
        .into_iter()
        .filter_map(|(operation, is_change)| Some((operation.as_mut()?, is_change)))
}

/// The router writes the rest of a path as `{*path}`; to OpenAPI it is a parameter like any other.
fn without_stars(document: &mut Document) {
    let paths = &mut document.paths.paths;
    let starred: Vec<String> = paths.keys().filter(|path| path.contains("{*")).cloned().collect();
    for path in starred {
        if let Some(item) = paths.remove(&path) {
            paths.insert(path.replace("{*", "{"), item);
        }
    }
}

/// A handler is named within its file; the document has one name space.
fn name(operation: &mut Operation) {
    let tag = operation.tags.as_ref().and_then(|tags| tags.first());
    if let (Some(tag), Some(name)) = (tag, &operation.operation_id) {
        operation.operation_id = Some(format!("{tag}_{name}"));
    }
}

/// Ids in paths are within the range of the core.
fn ids(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(Parameter {
            parameter_in: ParameterIn::Path, schema: Some(RefOr::T(Schema::Object(id))), ..
        }) = parameter
            && id.schema_type == SchemaType::Type(Type::Integer)
        {
            id.format = Some(SchemaFormat::KnownFormat(KnownFormat::Int64));
            id.minimum = Some(1.into());
            id.maximum = Some(LAST_ID.into());
        }
    }
}

/// A body or a parameter that may be left out is left out: there is no way to send it as `null`.
fn left_out_is_not_null(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        if let RefOr::T(Parameter { schema: Some(RefOr::T(Schema::Object(value))), .. }) = parameter
            && let SchemaType::Array(types) = &value.schema_type
            && let [given, Type::Null] | [Type::Null, given] = types.as_slice()
        {
            value.schema_type = SchemaType::Type(given.clone());
        }
    }
    let Some(RefOr::T(body)) = &mut operation.request_body else { return };
    for content in body.content.values_mut() {
        if let RefOr::T(content) = content
            && let Some(RefOr::T(Schema::OneOf(either))) = &content.schema
            && let [body @ RefOr::Ref(_), RefOr::T(Schema::Object(other))]
            | [RefOr::T(Schema::Object(other)), body @ RefOr::Ref(_)] = either.items.as_slice()
            && other.schema_type == SchemaType::Type(Type::Null)
        {
            content.schema = Some(body.clone());
        }
    }
}

fn refusals(operation: &mut Operation, with_id: bool, is_change: bool) {
    let has_parameters = with_id || is_change || operation.parameters.as_ref().is_some_and(|all| !all.is_empty());
    let has_body = operation.request_body.is_some();
    // An operation that needs no signing in says so with `security(())`.
    let is_signed = operation.security.is_none();
    if operation.parameters.iter().flatten().any(is_known_tags) {
        let unchanged = ResponseBuilder::new().description("The client has this answer").build();
        operation.responses.responses.insert("304".to_owned(), unchanged.into());
    }
    let mut add = |status: u16, description: &str, wanted: bool| {
        if wanted {
            operation.responses.responses.entry(status.to_string()).or_insert_with(|| problem(description));
        }
    };
    add(400, "The request cannot be read", has_parameters || has_body);
    add(401, "Nobody is signed in, or no longer", is_signed);
    add(403, "Signed in, but not allowed", is_signed);
    add(404, "There is no such thing, or not for this user", with_id);
    add(408, "The request took too long to arrive or to serve", true);
    add(409, "The record has moved on, or its state forbids it", is_change);
    add(413, "The body is larger than is taken", has_body);
    add(415, "The body is not of a kind that is taken", has_body);
    add(422, "A field does not hold", has_parameters || has_body);
    add(429, "Asked too often: Retry-After says when again", true);
    add(503, "Overloaded, or the database is away: Retry-After says when again", true);
}

fn is_known_tags(parameter: &RefOr<Parameter>) -> bool {
    matches!(parameter, RefOr::T(parameter) if parameter.name == KnownTags::HEADER)
}

fn problem(description: &str) -> RefOr<utoipa::openapi::Response> {
    let body = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", body).build().into()
}
