//! Every stable code that this crate adds to [those of the core](crm_core::codes): what scripts may branch on.
//!
//! Codes are append-only. A released one never changes its meaning and never goes away.

/// The codes of refusals over HTTP: what [`Problem::code`](crate::Problem::code) holds.
pub const PROBLEMS: &[&str] = &[
    "auth.token_missing",
    "database.not_told",
    "export.not_a_spreadsheet",
    "export.unavailable",
    "internal",
    "metrics.not_local",
    "metrics.token",
    "request.bad_id",
    "request.bad_idempotency_key",
    "request.bad_if_match",
    "request.bad_path",
    "request.bad_query",
    "request.bad_session_header",
    "request.foreign_origin",
    "request.malformed",
    "request.method_not_allowed",
    "request.no_such_path",
    "request.not_json",
    "request.timeout",
    "request.too_large",
    "request.too_often",
    "server.overloaded",
    "server.stopping",
    "telephony.refused",
];

/// The codes of single fields: what [`ProblemField::code`](crate::ProblemField::code) holds.
pub const FIELDS: &[&str] = &[
    "city.bad_visit_hours",
    "field.missing",
    "field.unknown",
    "field.wrong_type",
    "order.begins_as_new",
    "query.bad_value",
    "query.contradicts",
    "query.missing",
    "query.repeated",
    "query.unknown",
    "request.bad_value",
    "search.no_words",
    "version.missing",
];

/// The codes with which the program `crm` fails, and those of the rows that `crm import` does not take.
pub const COMMANDS: &[&str] = &[
    "cli.expires_in",
    "cli.file",
    "cli.file_exists",
    "cli.filter",
    "cli.in_use",
    "cli.listen",
    "cli.log",
    "cli.no_database",
    "cli.no_file",
    "cli.no_password",
    "cli.no_random",
    "cli.no_secret",
    "cli.not_a_recording",
    "cli.old_schema",
    "cli.openapi",
    "cli.output",
    "cli.password_mismatch",
    "cli.password_unreadable",
    "cli.plain_http",
    "cli.provider",
    "cli.runtime",
    "cli.same_database",
    "cli.secret_exposed",
    "cli.tls",
    "cli.usage",
    "cli.weak_secret",
    "demo.file",
    "demo.impossible",
    "demo.needs_file",
    "demo.not_loopback",
    "demo.occupied",
    "import.ambiguous",
    "import.bad_number",
    "import.differs",
    "import.foreign_number",
    "import.inactive",
    "import.missing_column",
    "import.no_legacy",
    "import.order_not_new",
    "import.other_than_line",
    "import.password_hash",
    "import.repeated_column",
    "import.required",
    "import.row_length",
    "import.unknown_column",
    "simulate.client",
    "simulate.server",
    "simulate.too_long",
];

/// The reasons in the report of `crm import legacy`, beside those of the core: why rows were left out, and what was guessed.
pub const LEGACY: &[&str] = &[
    "call.direction_unknown",
    "call.never_ended",
    "call.no_duration",
    "call.no_time",
    "call.no_wait",
    "call.of_line",
    "call.unknown_operator",
    "call.unknown_status",
    "call.unreadable_phone",
    "id.bad",
    "mango.no_call",
    "order.city_of_operator",
    "order.closing_moved",
    "order.no_city",
    "order.no_closing",
    "order.no_create_date",
    "order.no_master",
    "order.no_meeting",
    "order.no_phone",
    "order.no_result",
    "order.no_time",
    "order.open_with_closing",
    "order.other_clean",
    "order.status_of_closing",
    "order.unknown_call",
    "order.unknown_equipment",
    "order.unknown_master",
    "order.unknown_operator",
    "order.unknown_status",
    "order.unknown_type",
    "order.waits_with_master",
    "table.no_key",
    "text.cut",
    "text.missing",
    "time.skipped",
    "time.twice",
    "user.bad_login",
    "user.joined",
    "user.login_renamed",
    "user.no_login",
    "user.no_password",
    "user.unknown_status",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::{COMMANDS, FIELDS, LEGACY, PROBLEMS};

    /// Every literal of the crate that reads like a code.
    fn written(folder: &Path, into: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                written(&path, into);
            } else if !path.ends_with("codes.rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                into.extend(source.split('"').filter(|literal| is_code(literal)).map(str::to_owned));
            }
        }
    }

    fn is_code(literal: &str) -> bool {
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        let is_file = |end: &str| ["db", "example", "html", "json", "local", "ndjson", "svg"].contains(&end);
        let pair = literal.split_once('.');
        literal == "internal" || pair.is_some_and(|(area, end)| is_word(area) && is_word(end) && !is_file(end))
    }

    #[test]
    fn the_lists_hold_exactly_the_codes_that_the_sources_write() {
        let mut found = BTreeSet::new();
        written(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        let is_of_the_core = |code: &str| [crm_core::codes::ERRORS, crm_core::codes::FIELDS].concat().contains(&code);
        found.retain(|code| !is_of_the_core(code));
        let listed = [PROBLEMS, FIELDS, COMMANDS, LEGACY].concat().into_iter().map(str::to_owned).collect();
        let unlisted: Vec<_> = found.difference(&listed).collect();
        assert!(unlisted.is_empty(), "not in the lists: {unlisted:?}");
        let unwritten: Vec<_> = listed.difference(&found).collect();
        assert!(unwritten.is_empty(), "written nowhere: {unwritten:?}");
    }

    #[test]
    fn the_lists_are_sorted_and_name_nothing_twice() {
        assert!([PROBLEMS, FIELDS, COMMANDS, LEGACY].iter().all(|list| list.is_sorted_by(|a, b| a < b)));
    }
}
