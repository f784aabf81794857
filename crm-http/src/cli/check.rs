//! `crm check`.

use std::io::{self, Write};
use std::process::ExitCode;

use crm_core::access::Actor;
use crm_core::audit::Signed;
use crm_core::counters::Tally;
use crm_core::kernel::Phone;
use crm_core::orders::OrderFlaw;
use crm_core::store::DatabaseUrl;
use crm_core::{CheckPart, OfficeCheck};

use super::failure::Failure;
use super::office;
use super::progress::Progress;

pub(super) const EXAMPLES: &str = "\
Examples:
  crm check
  crm check --database sqlite:///mnt/copies/crm.db && echo whole

Derives calls, call-backs, counters and orders' money again from the facts, and verifies the audit's chain. Changes
nothing and may run beside the server. Exit status 1 when something differs; each difference is a line.";

/// Derives everything again and prints what differs.
pub(super) async fn run(url: &DatabaseUrl) -> Result<ExitCode, Failure> {
    let crm = office::existing(url).await?;
    let progress = Progress::new("check", None);
    let bar = progress.clone();
    let checked = crm
        .check(&Actor::system("check"), move |part, done| {
            bar.part(name(part));
            bar.at(done);
        })
        .await;
    progress.end();
    let closed = crm.close().await;
    let found = checked?;
    closed?;
    print(&mut io::stdout().lock(), &found)?;
    Ok(if found.is_clean() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

const fn name(part: CheckPart) -> &'static str {
    match part {
        CheckPart::Calls => "calls",
        CheckPart::Orders => "orders",
        CheckPart::Callbacks => "call-backs",
        CheckPart::Counters => "counters",
        CheckPart::Audit => "audit",
    }
}

fn print(out: &mut impl Write, found: &OfficeCheck) -> io::Result<()> {
    let OfficeCheck { calls, orders, callbacks, counters, audit } = found;
    for different in &calls.differences {
        match different.call {
            Some(call) => writeln!(out, "call {call}: not what its events say")?,
            None => writeln!(out, "conversation {}: has events and no call", different.conversation)?,
        }
    }
    for (order, flaw) in &orders.differences {
        writeln!(out, "order {order}: {}", said(*flaw))?;
    }
    for different in &callbacks.differences {
        let (stored, derived) = (different.stored.len(), different.derived.len());
        let phone = Phone::redacted(&different.phone);
        writeln!(out, "call-backs of {phone}: {stored} stored, {derived} follow from the calls")?;
    }
    for different in &counters.differences {
        let day = different.day.map_or_else(|| "in all".to_owned(), |day| day.to_string());
        let (subject, measure) = (different.subject.code(), different.measure.code());
        let (stored, derived) = (told(different.stored), told(different.derived));
        writeln!(out, "counter {measure} of {subject}, {day}: holds {stored}, should hold {derived}")?;
    }
    if let Some(broken) = &audit.broken {
        writeln!(out, "audit: {broken}")?;
    }
    let count = |found: usize| match found {
        0 => "all as the facts say".to_owned(),
        1_000.. => "1000 or more differences".to_owned(),
        1 => "1 difference".to_owned(),
        many => format!("{many} differences"),
    };
    if calls.sealed > 0 {
        writeln!(out, "calls: {} more are as they were when their events were let go", calls.sealed)?;
    }
    if let Some(signed) = audit.anchor {
        let signer = match signed {
            Signed::ByKnownKey => "signed by this office",
            Signed::ByUnknownKey | Signed::Falsely => "signed by whom cannot be told without JWT_SECRET",
        };
        writeln!(out, "audit: {} entries were let go, {signer}", audit.purged)?;
    }
    let sealed = audit.sealed.unsigned_abs();
    let chain = if audit.broken.is_some() { "broken" } else { "whole" };
    for (part, rows, result) in [
        (CheckPart::Calls, calls.conversations - calls.sealed, count(calls.differences.len())),
        (CheckPart::Orders, orders.orders, count(orders.differences.len())),
        (CheckPart::Callbacks, callbacks.phones, count(callbacks.differences.len())),
        (CheckPart::Counters, counters.rows, count(counters.differences.len())),
        (CheckPart::Audit, sealed, chain.to_owned()),
    ] {
        writeln!(out, "{:<10} {rows:>12}  {result}", name(part))?;
    }
    Ok(())
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
