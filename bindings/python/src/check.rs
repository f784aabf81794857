//! Whether everything that is derived follows from the facts it is derived from.

use crm_core::counters::Tally;
use crm_core::kernel::CallId;
use crm_core::orders::OrderFlaw;
use crm_core::{self as core, CheckPart};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{type_hint_identifier, type_hint_subscript};

use crate::codes::Code;
use crate::office::Heard;
use crate::record::record;

/// Of which part how many rows were looked at.
impl Heard for (Code<CheckPart>, u64) {
    const CALLABLE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("collections.abc", "Callable"),
        PyStaticExpr::List {
            elts: &[type_hint_identifier!("crm_core.codes", "CheckPart"), type_hint_identifier!("builtins", "int")]
        },
        type_hint_identifier!("builtins", "object")
    );
}

/// What was found of a part.
#[derive(Clone, Copy)]
pub(crate) struct FoundPart {
    part: CheckPart,
    rows: u64,
    let_go: u64,
    differences: usize,
}

record! {
    /// A part of an office, looked through.
    CheckedPart of FoundPart as (FoundPart { part, rows, let_go, differences }) {
        /// Which.
        part: Code<CheckPart> = part,
        /// How many rows were looked at: conversations, orders, phones, rows that were counted, entries that are sealed.
        rows: u64 = rows,
        /// How many more nothing can be said of, for what they follow from was let go: conversations whose first events are
        /// gone, entries of the audit.
        let_go: u64 = let_go,
        /// How many differ, as far as they are told: at most 1,000; of the audit the first break.
        differences: u64 = differences,
    }
}

/// One of the findings.
pub(crate) struct Found {
    part: CheckPart,
    id: Option<i64>,
    message: String,
}

record! {
    /// Something that does not follow from the facts. `check` of the part's own desk tells what is stored and what follows.
    OfficeDifference of Found as (Found { part, id, message }) {
        /// The part it is in.
        part: Code<CheckPart> = part,
        /// The id of the call or order; `None` for what has none, such as a call that is missing.
        id: Option<i64> = id,
        /// A sentence for people.
        message: String = message,
    }
}

record! {
    /// Whether everything that is derived follows from the facts it is derived from.
    OfficeCheck of core::OfficeCheck as (found) {
        /// Whether nothing differs.
        is_clean: bool = found.is_clean(),
        /// Calls, orders, call-backs, counters and the audit.
        parts: Vec<CheckedPart> = parts(&found),
        /// What differs, by part.
        differences: Vec<OfficeDifference> = differences(&found),
    }
}

fn parts(found: &core::OfficeCheck) -> Vec<FoundPart> {
    let core::OfficeCheck { calls, orders, callbacks, counters, audit } = found;
    let part = |part, rows, let_go, differences| FoundPart { part, rows, let_go, differences };
    vec![
        part(CheckPart::Calls, calls.conversations - calls.sealed, calls.sealed, calls.differences.len()),
        part(CheckPart::Orders, orders.orders, 0, orders.differences.len()),
        part(CheckPart::Callbacks, callbacks.phones, 0, callbacks.differences.len()),
        part(CheckPart::Counters, counters.rows, 0, counters.differences.len()),
        part(
            CheckPart::Audit,
            audit.sealed.unsigned_abs(),
            audit.purged.unsigned_abs(),
            usize::from(audit.broken.is_some()),
        ),
    ]
}

fn differences(found: &core::OfficeCheck) -> Vec<Found> {
    let core::OfficeCheck { calls, orders, callbacks, counters, audit } = found;
    let mut all = Vec::new();
    let mut tell = |part, id, message| all.push(Found { part, id, message });
    for different in &calls.differences {
        let message = match different.call {
            Some(call) => format!("call {call}: not what its events say"),
            None => format!("conversation {}: has events and no call", different.conversation),
        };
        tell(CheckPart::Calls, different.call.map(CallId::get), message);
    }
    for (order, flaw) in &orders.differences {
        tell(CheckPart::Orders, Some(order.get()), format!("order {order}: {}", said(*flaw)));
    }
    for different in &callbacks.differences {
        let (phone, stored, derived) = (&different.phone, different.stored.len(), different.derived.len());
        let message = format!("call-backs of {}: {stored} stored, {derived} follow from the calls", phone.as_str());
        tell(CheckPart::Callbacks, None, message);
    }
    for different in &counters.differences {
        let day = different.day.map_or_else(|| "in all".to_owned(), |day| day.to_string());
        let (subject, measure) = (different.subject.code(), different.measure.code());
        let (stored, derived) = (told(different.stored), told(different.derived));
        let message = format!("counter {measure} of {subject}, {day}: holds {stored}, should hold {derived}");
        tell(CheckPart::Counters, None, message);
    }
    if let Some(broken) = &audit.broken {
        tell(CheckPart::Audit, None, format!("audit: {broken}"));
    }
    all
}

/// How many, and their sum and wait where there is one.
fn told(tally: Tally) -> String {
    let Tally { count, amount, wait } = tally;
    if amount == 0 && wait == 0 { count.to_string() } else { format!("{count}/{amount}/{wait}") }
}

const fn said(flaw: OrderFlaw) -> &'static str {
    match flaw {
        OrderFlaw::History => "its history does not lead to where it stands",
        OrderFlaw::Money => "its ledger does not add up to its money",
        OrderFlaw::Closings => "its ledger does not hold each closing once",
        OrderFlaw::ClosingDate => "closing date and status do not fit",
    }
}
