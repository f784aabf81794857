//! Calls, with what the telephony provider said of them.

use std::collections::{BTreeMap, BTreeSet};

use crm_core::calls::{CallDirection, CallStatus, Classification, NewCall};
use crm_core::kernel::{LineNumber, OperatorId, Text};
use crm_core::lines::Attribution;
use crm_core::past::{PastCall, PastId};
use crm_store_postgres::legacy::{LegacyKind, LegacyRow};

use super::values::{Note, Reading, note};
use super::{Import, Mapped};
use crate::cli::failure::Failure;

pub(super) async fn take_over(import: &mut Import<'_>) -> Result<(), Failure> {
    let kind = LegacyKind::Calls;
    let mut told = BTreeSet::new();
    if import.begin(kind, "id").await? {
        loop {
            let rows = import.next().await?;
            if rows.is_empty() {
                break;
            }
            let ids: Vec<String> = rows.iter().filter_map(|row| row.get("mango_id")).map(str::to_owned).collect();
            let mango = import.old.by_id(LegacyKind::Mango, &ids).await?;
            batch(import, &rows, &mango).await?;
            told.extend(mango.into_keys());
        }
    }
    if let Some(table) = import.old.table(LegacyKind::Mango) {
        let (rows, used) = (table.rows, told.len() as u64);
        import.report.joined(LegacyKind::Mango, rows, used, &note("mango.no_call", "no call names it"));
    }
    Ok(())
}

async fn batch(
    import: &mut Import<'_>,
    rows: &[LegacyRow],
    mango: &BTreeMap<String, LegacyRow>,
) -> Result<(), Failure> {
    let kind = LegacyKind::Calls;
    let (mut calls, mut mapped) = (Vec::new(), Vec::new());
    for row in rows {
        import.report.read(kind);
        let id = row.get("id").unwrap_or("-").to_owned();
        let mut read = Reading::of(row, import.zone);
        let mut attribution = import.places.attribution(import.crm, &import.actor, &mut read).await?;
        let line = read.get("phone_ats").and_then(|text| LineNumber::parse(text).ok());
        of_line(&mut attribution, line.as_ref().and_then(|line| import.places.of_line(line)), &mut read);
        let operator = read.get("operator_id").map(|id| import.people.operators.get(id).copied());
        if operator == Some(None) {
            read.guess("call.unknown_operator", "its operator is not there: nobody");
        }
        let said = row.get("mango_id").and_then(|id| mango.get(id));
        match call(&mut read, said, line, operator.flatten(), attribution) {
            Ok(call) => {
                calls.push(call);
                mapped.push(Mapped { id, guesses: read.guesses });
            }
            Err(fault) => import.report.left_out(kind, &id, &fault),
        }
    }
    let fates = import.crm.past().calls(&import.actor, &import.source, &calls).await?;
    import.book(kind, &mapped, &fates);
    Ok(())
}

/// What a row leaves blank is what its line has.
fn of_line(attribution: &mut Attribution, line: Option<&Attribution>, read: &mut Reading<'_>) {
    let Some(line) = line else { return };
    if (attribution.city.is_none() && line.city.is_some())
        || (attribution.campaign.is_none() && line.campaign.is_some())
    {
        read.guess("call.of_line", "without city or campaign: that of its line");
        attribution.city = attribution.city.or(line.city);
        attribution.campaign = attribution.campaign.or(line.campaign);
    }
}

fn call(
    read: &mut Reading<'_>,
    mango: Option<&LegacyRow>,
    line: Option<LineNumber>,
    operator: Option<OperatorId>,
    attribution: Attribution,
) -> Result<PastCall, Note> {
    let id = read
        .get("id")
        .and_then(|id| PastId::new(id).ok())
        .ok_or_else(|| note("id.bad", "an id that cannot be kept"))?;
    let started_at = read.instant("date_create")?.ok_or_else(|| note("call.no_time", "it has no time"))?;
    let word = read.get("direction").or_else(|| mango?.get("direction"));
    let direction = word.and_then(|word| CallDirection::parse(word).ok()).unwrap_or_else(|| {
        read.guess("call.direction_unknown", "nothing says which way it went: inbound");
        CallDirection::In
    });
    let talk = mango.and_then(|mango| mango.get("duration")?.parse::<f64>().ok()).filter(|seconds| *seconds >= 0.0);
    let status = match read.get("status") {
        Some(word) => CallStatus::parse(word).map_err(|_| note("call.unknown_status", "a status that is not known"))?,
        None => mango.and_then(|mango| CallStatus::parse(mango.get("status")?).ok()).unwrap_or(CallStatus::New),
    };
    let status = ended(status, &direction, operator.is_some() || talk.is_some_and(|talk| talk > 0.0), read);
    let is_answered = status == CallStatus::Answered;
    if is_answered && talk.is_none() {
        read.guess("call.no_duration", "nothing says how long they talked: 0 seconds");
    }
    if is_answered && direction == CallDirection::In {
        read.guess("call.no_wait", "nothing says how long the client waited: 0 seconds");
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole seconds of a number not below zero"
    )]
    let talk_seconds = if is_answered { talk.unwrap_or_default() as u32 } else { 0 };
    let (client, note) = client(read);
    let classification = Classification { category: None, note };
    Ok(PastCall {
        id,
        call: NewCall { direction, status, client, line, started_at, wait_seconds: 0, talk_seconds, classification },
        attribution,
        operator,
    })
}

/// The status of a call that is over, in its direction.
fn ended(status: CallStatus, direction: &CallDirection, was_talked: bool, read: &mut Reading<'_>) -> CallStatus {
    let is_out = *direction == CallDirection::Out;
    let unreached = if is_out { CallStatus::NoAnswer } else { CallStatus::Missed };
    match status {
        CallStatus::New => {
            read.guess(
                "call.never_ended",
                "it never got a status: answered where an operator or a talk is known, else not",
            );
            if was_talked { CallStatus::Answered } else { unreached }
        }
        CallStatus::Missed if is_out => unreached,
        CallStatus::Busy | CallStatus::NoAnswer if !is_out => unreached,
        status => status,
    }
}

/// The client's phone; one that cannot be read stays readable for people.
fn client(read: &mut Reading<'_>) -> (Option<crm_core::kernel::Phone>, Option<Text<2000>>) {
    let Some(text) = read.get("phone_client") else { return (None, None) };
    let phone = read.phone("phone_client");
    if phone.is_some() {
        return (phone, None);
    }
    read.guess("call.unreadable_phone", "a phone that cannot be read: hidden, and kept in the note");
    (None, Text::new(&format!("phone_client: {text}")).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIME: (&str, &str) = ("date_create", "2026-01-12T09:00:00.000000");

    fn read(
        values: &[(&'static str, &str)],
        mango: &[(&'static str, &str)],
        operator: bool,
    ) -> (Result<PastCall, Note>, Vec<&'static str>) {
        let row = LegacyRow::of(&[&[("id", "7"), TIME], values].concat());
        let mango = (!mango.is_empty()).then(|| LegacyRow::of(mango));
        let mut read = Reading::of(&row, crm_core::kernel::Zone::UTC);
        let operator = operator.then(|| OperatorId::new(1).unwrap());
        let call = call(&mut read, mango.as_ref(), None, operator, Attribution::default());
        (call, read.guesses.iter().map(|note| note.code).collect())
    }

    #[test]
    fn direction_and_talk_are_those_of_the_provider() {
        let mango = [("direction", "outbound"), ("duration", "95"), ("status", "success")];
        let (call, guesses) = read(&[("status", "принят"), ("phone_client", "8 900 000-01-01")], &mango, true);
        let call = call.unwrap().call;
        assert_eq!((call.direction, call.status, call.talk_seconds), (CallDirection::Out, CallStatus::Answered, 95));
        assert_eq!(guesses, [""; 0]);
    }

    #[test]
    fn a_call_that_never_got_a_status_is_guessed_from_what_is_known() {
        let status = |mango: &[(&'static str, &str)], operator| {
            read(&[("status", "new")], mango, operator).0.unwrap().call.status
        };
        assert_eq!(status(&[], false), CallStatus::Missed);
        assert_eq!(status(&[], true), CallStatus::Answered);
        assert_eq!(status(&[("duration", "3.5")], false), CallStatus::Answered);
        assert_eq!(status(&[("direction", "out"), ("duration", "0")], false), CallStatus::NoAnswer);
    }

    #[test]
    fn a_status_goes_with_its_direction() {
        let status = |word: &str, direction: &str| {
            read(&[("status", word), ("direction", direction)], &[], false).0.unwrap().call.status
        };
        assert_eq!(status("missed", "out"), CallStatus::NoAnswer);
        assert_eq!(status("busy", "in"), CallStatus::Missed);
        assert_eq!(status("busy", "out"), CallStatus::Busy);
    }

    #[test]
    fn a_phone_that_cannot_be_read_is_kept_in_the_note() {
        let (call, guesses) = read(&[("status", "missed"), ("phone_client", "спросить Анну")], &[], false);
        let call = call.unwrap().call;
        assert_eq!(
            (call.client, call.classification.note.unwrap().as_str().to_owned()),
            (None, "phone_client: спросить Анну".to_owned())
        );
        assert_eq!(guesses, ["call.direction_unknown", "call.unreadable_phone"]);
    }

    #[test]
    fn a_row_without_a_time_or_with_a_strange_status_is_no_call() {
        assert_eq!(read(&[("status", "?")], &[], false).0.unwrap_err().code, "call.unknown_status");
        let row = LegacyRow::of(&[("id", "7"), ("status", "missed")]);
        let mut read = Reading::of(&row, crm_core::kernel::Zone::UTC);
        assert_eq!(call(&mut read, None, None, None, Attribution::default()).unwrap_err().code, "call.no_time");
    }
}
