//! Mango's payloads, read into facts.

use serde::Deserialize;

use super::super::loose::{self, Loose};
use super::super::{
    DtmfEvent, Fact, LegEvent, LegState, NotUnderstood, Party, Place, RecordReady, RecordingEvent, RecordingState,
    Summary, Transfer, Understood,
};
use crate::calls::CallDirection;
use crate::kernel::LineNumber;

/// Reads the payload of a signed delivery. `path` as in [`SignedDelivery`](super::SignedDelivery); `clock_offset_seconds`
/// is added to every time.
///
/// Types are taken as the vendor's own samples show them: numbers as text, empty text for missing, `locaton`. Fields that
/// are not needed are ignored.
///
/// # Errors
/// [`NotUnderstood`]; the delivery is then kept as it is and has no effect.
pub fn read(path: &str, json: &str, clock_offset_seconds: i64) -> Result<Understood, NotUnderstood> {
    let offset = clock_offset_seconds;
    match path {
        "/events/call" => loose::payload::<Change<'_>>(json)?.understand(offset),
        "/events/summary" => loose::payload::<Closing<'_>>(json)?.understand(offset),
        "/events/recording" => loose::payload::<Record<'_>>(json)?.understand(offset),
        "/events/record/added" => loose::payload::<Added<'_>>(json)?.understand(offset),
        "/events/dtmf" => loose::payload::<Keys<'_>>(json)?.understand(offset),
        _ => Err(NotUnderstood::UnknownPath),
    }
}

/// Whether this version reads what comes by the path.
pub(crate) fn reads(path: &str) -> bool {
    !matches!(read(path, "", 0), Err(NotUnderstood::UnknownPath))
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Side<'a> {
    extension: Loose<'a>,
    number: Loose<'a>,
    line_number: Loose<'a>,
    taken_from_call_id: Loose<'a>,
}

impl Side<'_> {
    fn party(&self) -> Party {
        Party { extension: self.extension.extension(), number: self.number.number() }
    }
}

fn line(value: &Loose<'_>) -> Option<LineNumber> {
    LineNumber::from_provider(value.number().as_deref())
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Change<'a> {
    entry_id: Loose<'a>,
    call_id: Loose<'a>,
    timestamp: Loose<'a>,
    seq: Loose<'a>,
    call_state: Loose<'a>,
    location: Loose<'a>,
    locaton: Loose<'a>,
    #[serde(deserialize_with = "loose::object")]
    from: Side<'a>,
    #[serde(deserialize_with = "loose::object")]
    to: Side<'a>,
    disconnect_reason: Loose<'a>,
    transfer: Loose<'a>,
    command_id: Loose<'a>,
    task_id: Loose<'a>,
    callback_initiator: Loose<'a>,
}

impl Change<'_> {
    fn understand(&self, offset: i64) -> Result<Understood, NotUnderstood> {
        let taken_from = self.from.taken_from_call_id.maybe_id("taken_from_call_id")?;
        // A `route` command's leg has a command and an earlier leg: that call stays the client's own.
        let commanded = self.callback_initiator.text().is_some()
            || self.task_id.text().is_some_and(|task| task != "0")
            || (self.command_id.text().is_some() && taken_from.is_none());
        let event = LegEvent {
            leg: self.call_id.id("call_id")?,
            seq: sequence(&self.seq)?,
            at: self.timestamp.time("timestamp", offset)?,
            state: self.state()?,
            place: self.place()?,
            from: self.from.party(),
            to: self.to.party(),
            line: line(&self.to.line_number),
            taken_from,
            code: self.disconnect_reason.code(),
            transfer: self.transfer(),
            commanded,
            direction: None,
        };
        Ok(Understood { conversation: self.entry_id.id("entry_id")?, fact: Fact::Leg(event) })
    }

    fn state(&self) -> Result<LegState, NotUnderstood> {
        let word = self.call_state.text().ok_or(NotUnderstood::MissingField("call_state"))?;
        match word.as_ref() {
            "Appeared" => Ok(LegState::Appeared),
            "Connected" => Ok(LegState::Connected),
            "OnHold" => Ok(LegState::OnHold),
            "Disconnected" => Ok(LegState::Disconnected),
            other => Err(NotUnderstood::unknown("call_state", other)),
        }
    }

    fn place(&self) -> Result<Place, NotUnderstood> {
        let word = self.location.text().or_else(|| self.locaton.text());
        match word.ok_or(NotUnderstood::MissingField("location"))?.as_ref() {
            "ivr" => Ok(Place::Menu),
            "queue" => Ok(Place::Queue),
            "abonent" => Ok(Place::Phone),
            other => Err(NotUnderstood::unknown("location", other)),
        }
    }

    /// A kind of transfer this version does not know says nothing, and must not cost the whole event.
    fn transfer(&self) -> Option<Transfer> {
        match self.transfer.text()?.as_ref() {
            "consultative" => Some(Transfer::Consultative),
            "blind" => Some(Transfer::Blind),
            "return_blind" => Some(Transfer::ReturnBlind),
            _ => None,
        }
    }
}

fn sequence(value: &Loose<'_>) -> Result<i64, NotUnderstood> {
    match value.whole("seq")? {
        Some(seq) if seq >= 0 => Ok(seq),
        Some(_) => Err(NotUnderstood::BadNumber("seq")),
        None => Err(NotUnderstood::MissingField("seq")),
    }
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Closing<'a> {
    entry_id: Loose<'a>,
    call_direction: Loose<'a>,
    #[serde(deserialize_with = "loose::object")]
    from: Side<'a>,
    #[serde(deserialize_with = "loose::object")]
    to: Side<'a>,
    line_number: Loose<'a>,
    create_time: Loose<'a>,
    forward_time: Loose<'a>,
    talk_time: Loose<'a>,
    end_time: Loose<'a>,
    disconnect_reason: Loose<'a>,
}

impl Closing<'_> {
    fn understand(&self, offset: i64) -> Result<Understood, NotUnderstood> {
        let direction = match self.call_direction.text().as_deref() {
            None => None,
            Some("0") => Some(CallDirection::Internal),
            Some("1") => Some(CallDirection::In),
            Some("2") => Some(CallDirection::Out),
            Some(other) => return Err(NotUnderstood::unknown("call_direction", other)),
        };
        let started = self.create_time.time("create_time", offset)?;
        let ended = self.end_time.time("end_time", offset)?;
        let talked = self.talk_time.maybe_time("talk_time", offset)?;
        if ended < started {
            return Err(NotUnderstood::BadTime("end_time"));
        }
        if talked.is_some_and(|talked| !(started..=ended).contains(&talked)) {
            return Err(NotUnderstood::BadTime("talk_time"));
        }
        // Only a help for the service wait, and wrong in the vendor's own sample: never worth the whole summary.
        let forwarded = self.forward_time.maybe_time("forward_time", offset).unwrap_or_default();
        let fact = Fact::Summary(Summary {
            ended,
            started,
            forwarded: forwarded.filter(|forwarded| (started..=ended).contains(forwarded)),
            talked,
            direction,
            from: self.from.party(),
            to: self.to.party(),
            line: line(&self.line_number),
            code: self.disconnect_reason.code(),
        });
        Ok(Understood { conversation: self.entry_id.id("entry_id")?, fact })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Record<'a> {
    entry_id: Loose<'a>,
    recording_id: Loose<'a>,
    recording_state: Loose<'a>,
    seq: Loose<'a>,
    call_id: Loose<'a>,
    timestamp: Loose<'a>,
    completion_code: Loose<'a>,
}

impl Record<'_> {
    fn understand(&self, offset: i64) -> Result<Understood, NotUnderstood> {
        let word = self.recording_state.text().ok_or(NotUnderstood::MissingField("recording_state"))?;
        let state = match word.as_ref() {
            "Started" => RecordingState::Started,
            "Continued" => RecordingState::Continued,
            "Completed" => RecordingState::Completed,
            other => return Err(NotUnderstood::unknown("recording_state", other)),
        };
        let fact = Fact::Recording(RecordingEvent {
            recording: self.recording_id.id("recording_id")?,
            seq: sequence(&self.seq)?,
            at: self.timestamp.time("timestamp", offset)?,
            state,
            leg: self.call_id.maybe_id("call_id")?,
            code: self.completion_code.code(),
        });
        Ok(Understood { conversation: self.entry_id.id("entry_id")?, fact })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Added<'a> {
    entry_id: Loose<'a>,
    recording_id: Loose<'a>,
    timestamp: Loose<'a>,
}

impl Added<'_> {
    fn understand(&self, offset: i64) -> Result<Understood, NotUnderstood> {
        let fact = Fact::RecordReady(RecordReady {
            recording: self.recording_id.id("recording_id")?,
            at: self.timestamp.time("timestamp", offset)?,
        });
        Ok(Understood { conversation: self.entry_id.id("entry_id")?, fact })
    }
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Keys<'a> {
    entry_id: Loose<'a>,
    call_id: Loose<'a>,
    seq: Loose<'a>,
    timestamp: Loose<'a>,
    dtmf: Loose<'a>,
}

impl Keys<'_> {
    fn understand(&self, offset: i64) -> Result<Understood, NotUnderstood> {
        let fact = Fact::Dtmf(DtmfEvent {
            leg: self.call_id.maybe_id("call_id")?,
            seq: sequence(&self.seq)?,
            at: self.timestamp.time("timestamp", offset)?,
            keys: self.dtmf.maybe_id("dtmf")?.unwrap_or_default(),
        });
        Ok(Understood { conversation: self.entry_id.id("entry_id")?, fact })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Timestamp;

    fn call(change: &str) -> String {
        let base = r#""entry_id":"e","call_id":"c","timestamp":1767261600,"seq":1,"call_state":"Appeared","location":"abonent""#;
        if change.is_empty() { format!("{{{base}}}") } else { format!("{{{base},{change}}}") }
    }

    fn leg(json: &str) -> LegEvent {
        match read("/events/call", json, 0).unwrap().fact {
            Fact::Leg(leg) => leg,
            other => panic!("{other:?}"),
        }
    }

    fn code(path: &str, json: &str) -> &'static str {
        read(path, json, 0).unwrap_err().code()
    }

    #[test]
    fn numbers_may_be_text_and_text_may_be_numbers() {
        let plain = leg(
            r#"{"entry_id":"e","call_id":"c","timestamp":1767261600,"seq":1,"call_state":"Disconnected","location":"queue",
                "to":{"extension":"101","acd_group":"200"},"disconnect_reason":1119}"#,
        );
        let loose = leg(
            r#"{"entry_id":"e","call_id":"c","timestamp":"1767261600","seq":"1","call_state":"Disconnected","locaton":"queue",
                "from":null,"to":{"extension":101,"acd_group":""},"disconnect_reason":"1119","brand_new":{"x":[1]}}"#,
        );
        assert_eq!(plain, loose);
        assert_eq!(loose.to.extension.unwrap().as_str(), "101");
    }

    #[test]
    fn fields_of_an_unexpected_shape_count_as_missing() {
        let odd = leg(&call(
            r#""from":"79000000101","to":[{"extension":"101"}],"task_id":{},"command_id":true,"transfer":"new kind""#,
        ));
        assert_eq!((odd.from, odd.to, odd.transfer, odd.commanded), (Party::default(), Party::default(), None, false));
    }

    #[test]
    fn an_extension_that_cannot_be_one_is_dropped_not_cut() {
        let odd = leg(&call(r#""from":{"extension":"1 01"},"to":{"extension":"101,102"}"#));
        assert!(!odd.from.is_employee() && !odd.to.is_employee());
    }

    #[test]
    fn what_makes_a_call_the_offices_own() {
        assert!(leg(&call(r#""callback_initiator":"СС""#)).commanded);
        assert!(leg(&call(r#""task_id":7"#)).commanded);
        assert!(leg(&call(r#""command_id":"crm-1""#)).commanded);
        assert!(!leg(&call(r#""command_id":"crm-1","from":{"taken_from_call_id":"b"}"#)).commanded);
        assert!(!leg(&call(r#""command_id":"","callback_initiator":null"#)).commanded);
    }

    #[test]
    fn times_move_by_the_clock_offset() {
        let moved = read("/events/call", &call(""), -10_800).unwrap();
        let Fact::Leg(moved) = moved.fact else { panic!() };
        assert_eq!(moved.at, Timestamp::from_seconds(1_767_250_800).unwrap());
    }

    #[test]
    fn what_is_not_understood_says_why() {
        let path = "/events/call";
        assert_eq!(code(path, r#"{"entry_id":"e""#), "not_json");
        assert_eq!(code(path, "[]"), "not_json");
        assert_eq!(code(path, "{}"), "missing_field");
        assert_eq!(code(path, &call("").replace("\"e\"", "\"\"")), "missing_field");
        assert_eq!(code(path, &call("").replace("Appeared", "Teleported")), "unknown_state");
        assert_eq!(code(path, &call("").replace("abonent", "moon")), "unknown_state");
        assert_eq!(code(path, &call("").replace("\"c\"", "\"c\\u0000\"")), "unknown_state");
        assert_eq!(code(path, &call("").replace("1767261600", "-5")), "bad_time");
        assert_eq!(code(path, &call("").replace("1767261600", "0")), "bad_time");
        assert_eq!(code(path, &call("").replace("1767261600", "\"soon\"")), "bad_time");
        assert_eq!(code(path, &call("").replace("1767261600", "9223372036854775807")), "bad_time");
        assert_eq!(code(path, &call("").replace("\"seq\":1", "\"seq\":-1")), "bad_number");
        assert_eq!(code(path, &call("").replace("\"c\"", &format!("\"{}\"", "c".repeat(129)))), "too_long_field");
        assert_eq!(code("/events/sms", "{}"), "unknown_path");
    }

    #[test]
    fn a_summary_whose_times_run_backwards_is_not_understood() {
        let summary = |create, talk, end| {
            format!(
                r#"{{"entry_id":"e","call_direction":1,"create_time":{create},"talk_time":{talk},"end_time":{end}}}"#
            )
        };
        let path = "/events/summary";
        assert!(read(path, &summary(100, 0, 100), 0).is_ok());
        assert!(read(path, &summary(100, 100, 120), 0).is_ok());
        assert_eq!(code(path, &summary(100, 0, 99)), "bad_time");
        assert_eq!(code(path, &summary(100, 99, 120)), "bad_time");
        assert_eq!(code(path, &summary(100, 121, 120)), "bad_time");
        assert_eq!(code(path, &summary(100, -1, 120)), "bad_time");
        assert_eq!(code(path, &summary(0, 0, 120)), "bad_time");
        assert_eq!(code(path, &summary(100, 0, 100).replace(":1,", ":9,")), "unknown_state");
    }
}
