//! Every stable code, in one list: what scripts and faces may branch on.
//!
//! Codes are append-only. A released one never changes its meaning and never goes away.

use crate::kernel::Code;

/// The codes of errors: what [`Error::code`](crate::Error::code) answers.
pub const ERRORS: &[Code] = &[
    "access.forbidden",
    "access.other_city",
    "auth.busy",
    "auth.damaged_hash",
    "auth.deactivated",
    "auth.failed",
    "auth.password_policy",
    "auth.session_expired",
    "auth.session_revoked",
    "auth.session_unknown",
    "auth.ticket_invalid",
    "auth.token_expired",
    "auth.token_invalid",
    "auth.token_reused",
    "auth.token_wrong_type",
    "auth.too_many_attempts",
    "auth.wrong_credentials",
    "call.not_found",
    "call.version_conflict",
    "callback.not_found",
    "callback.not_open",
    "callback.version_conflict",
    "campaign.cost_cancelled",
    "campaign.cost_not_found",
    "campaign.cost_version_conflict",
    "campaign.name_taken",
    "campaign.not_found",
    "campaign.version_conflict",
    "cash.already_decided",
    "cash.not_found",
    "cash.version_conflict",
    "city.archived",
    "city.name_taken",
    "city.not_found",
    "city.version_conflict",
    "copy.differs",
    "copy.occupied",
    "copy.other_source",
    "copy.source_changed",
    "idempotency.reused",
    "invalid",
    "job.lease_lost",
    "job.not_dead",
    "job.not_found",
    "line.not_found",
    "line.number_taken",
    "line.version_conflict",
    "operator.automatic_state",
    "operator.extension_taken",
    "operator.inactive",
    "operator.last_admin",
    "operator.login_taken",
    "operator.not_found",
    "operator.period_too_long",
    "operator.version_conflict",
    "order.city_fixed",
    "order.closed",
    "order.not_deferred",
    "order.not_found",
    "order.slot_full",
    "order.transition_not_allowed",
    "order.version_conflict",
    "order.visit_begun",
    "page.bad_cursor",
    "shift.cancelled",
    "shift.not_found",
    "shift.overlaps",
    "shift.period_too_long",
    "shift.version_conflict",
    "stats.amount_out_of_range",
    "stats.bad_agents",
    "stats.bad_handle_time",
    "stats.bad_interval",
    "stats.bad_load",
    "stats.bad_patience",
    "stats.bad_probability",
    "stats.bad_share",
    "stats.bad_shrinkage",
    "stats.bad_threshold",
    "stats.period_too_long",
    "stats.unreachable_target",
    "store.bad_url",
    "store.busy",
    "store.closed",
    "store.contended",
    "store.corrupt",
    "store.foreign",
    "store.nested",
    "store.not_migrated",
    "store.outcome_unknown",
    "store.schema_too_new",
    "store.timeout",
    "store.unavailable",
    "store.unfinished_copy",
    "telephony.foreign_key",
    "telephony.too_long",
    "telephony.unknown_source",
    "telephony.unsigned",
    "telephony.wrong_signature",
];

/// The codes of single fields: what [`FieldError::code`](crate::kernel::FieldError) holds under the error `invalid` or
/// `auth.password_policy`.
pub const FIELDS: &[Code] = &[
    "call.bad_direction",
    "call.bad_status",
    "call.in_the_future",
    "call.talk_without_answer",
    "campaign.bad_days",
    "code.unknown",
    "id.out_of_range",
    "money.bad",
    "money.negative",
    "money.not_positive",
    "operator.bad_extension",
    "operator.city_required",
    "order.city_required",
    "order.master_required",
    "order.not_a_slot",
    "order.not_with_this_move",
    "order.other_operator",
    "order.phone_required",
    "order.reason_required",
    "order.result_required",
    "order.unfit_master",
    "page.bad_limit",
    "page.not_a_page",
    "page.too_deep",
    "password.blank",
    "password.common",
    "password.same_as_login",
    "password.too_long",
    "password.too_short",
    "past.closed_before_written",
    "past.closed_without_time",
    "past.in_the_future",
    "past.open_with_closing_time",
    "past.same_id_twice",
    "past.too_many_rows",
    "past.unreadable_hash",
    "past.waits_with_master",
    "period.reversed",
    "phone.bad",
    "setting.bad_value",
    "setting.unknown",
    "shift.bad_length",
    "text.control",
    "text.empty",
    "text.too_long",
    "time.bad",
    "zone.bad",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::{ERRORS, FIELDS};

    /// Every literal inside a `fn code(` of the crate: what an error can answer.
    fn written(folder: &Path, into: &mut BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                written(&path, into);
                continue;
            }
            if path.ends_with("codes.rs") {
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            for body in source.split("fn code(").skip(1) {
                let body = body.split("\n    }\n").next().unwrap();
                into.extend(body.split('"').skip(1).step_by(2).map(str::to_owned));
            }
        }
    }

    #[test]
    fn the_lists_hold_exactly_the_codes_that_the_sources_write() {
        let mut found = BTreeSet::new();
        written(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        // Reasons of events that are not understood are words of a list, not codes of errors.
        found.retain(|code| {
            code == "invalid"
                || code.split('.').all(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
                    && code.contains('.')
        });
        let listed: BTreeSet<String> = ERRORS.iter().chain(FIELDS).map(|code| (*code).to_owned()).collect();
        let unlisted: Vec<_> = found.difference(&listed).collect();
        assert!(unlisted.is_empty(), "not in the lists: {unlisted:?}");
        let errors: BTreeSet<String> = ERRORS.iter().map(|code| (*code).to_owned()).collect();
        let unwritten: Vec<_> = errors.difference(&found).collect();
        assert!(unwritten.is_empty(), "written nowhere: {unwritten:?}");
    }

    #[test]
    fn the_lists_are_sorted_and_name_nothing_twice() {
        assert!(ERRORS.is_sorted_by(|a, b| a < b) && FIELDS.is_sorted_by(|a, b| a < b));
    }
}
