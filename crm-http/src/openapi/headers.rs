//! The headers of answers that tell a client something: for every operation, by the status and by what is answered.

use std::collections::BTreeMap;

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::Response;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{OpenApi as Document, Ref, RefOr, Schema};

use super::{is_known_tags, operations};

const CONTENT_DISPOSITION: &str = "content-disposition";
const ETAG: &str = "etag";
const LOCATION: &str = "location";
const RETRY_AFTER: &str = "retry-after";
const SET_COOKIE: &str = "set-cookie";
const WWW_AUTHENTICATE: &str = "www-authenticate";

const ALL: [(&str, Type, &str); 6] = [
    (CONTENT_DISPOSITION, Type::String, "The name to save the file under"),
    (ETAG, Type::String, "Of a record: its version, for If-Match. Of a report: its bytes, for If-None-Match"),
    (LOCATION, Type::String, "The path of what was created"),
    (RETRY_AFTER, Type::Integer, "After how many seconds trying again makes sense"),
    (SET_COOKIE, Type::String, "The refresh token, for a browser that sends X-Session: cookie, or its end"),
    (WWW_AUTHENTICATE, Type::String, "Bearer"),
];

/// Those whose answers set or end a browser's cookie.
const WITH_COOKIE: [&str; 3] = ["auth_login", "auth_refresh", "auth_logout"];

/// Adds them to every operation that has its name already.
pub(super) fn add(document: &mut Document) {
    let components = document.components.get_or_insert_default();
    for (name, kind, description) in ALL {
        let schema = ObjectBuilder::new().schema_type(kind).build();
        let header = HeaderBuilder::new().schema(Some(schema)).description(Some(description)).build();
        components.headers.insert(name.to_owned(), header.into());
    }
    for item in document.paths.paths.values_mut() {
        for (operation, _) in operations(item) {
            add_to(operation, &components.schemas);
        }
    }
}

fn add_to(operation: &mut Operation, schemas: &Schemas) {
    let has_kept_answers = operation.parameters.iter().flatten().any(is_known_tags);
    let sets_cookie = operation.operation_id.as_deref().is_some_and(|name| WITH_COOKIE.contains(&name));
    let is_file = operation.tags.iter().flatten().any(|tag| tag == "exports");
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        let is_tagged = has_kept_answers || is_versioned(response, schemas);
        let mut tell = |name: &str, wanted: bool| {
            if wanted {
                let header = Ref::new(format!("#/components/headers/{name}"));
                response.headers.insert(name.to_owned(), RefOr::Ref(header));
            }
        };
        match status.as_str() {
            "401" => tell(WWW_AUTHENTICATE, true),
            "429" | "503" => tell(RETRY_AFTER, true),
            "304" => tell(ETAG, true),
            "200" | "201" => {
                tell(LOCATION, status == "201");
                tell(CONTENT_DISPOSITION, is_file);
                tell(SET_COOKIE, sets_cookie);
                tell(ETAG, is_tagged);
            }
            _ => {}
        }
    }
}

type Schemas = BTreeMap<String, RefOr<Schema>>;

/// Whether it answers one record with its version.
fn is_versioned(response: &Response, schemas: &Schemas) -> bool {
    let bodies = response.content.values().filter_map(|content| match content {
        RefOr::T(content) => content.schema.as_ref(),
        RefOr::Ref(_) => None,
    });
    bodies.filter_map(|body| property(body, "data", schemas)).any(|data| property(data, "version", schemas).is_some())
}

/// The member of an object, wherever its schema stands.
fn property<'s>(schema: &'s RefOr<Schema>, name: &str, schemas: &'s Schemas) -> Option<&'s RefOr<Schema>> {
    match schema {
        RefOr::Ref(reference) => property(schemas.get(reference.ref_location.rsplit('/').next()?)?, name, schemas),
        RefOr::T(Schema::Object(object)) => object.properties.get(name),
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter().find_map(|part| property(part, name, schemas)),
        RefOr::T(_) => None,
    }
}
