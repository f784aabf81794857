//! Self-hosted SIP servers: one neutral JSON webhook that any of them can post.
//!
//! A source posts an event per change of a dialog: `start`, `ringing` (once a phone), `confirmed`, and `end` or `failed`.
//! Fields: `event`, `call_id`, `seq` (from 1, per call), `ts` (`"seconds.micros"`, taken at the event), `from`, `to`,
//! `callee`, `sip_status`, `ended_by`, and optionally `direction` and `line`. A whole conversation is one leg here, since
//! a group ring is one dialog with one end. The `call_id` is chosen by the caller, so it only means something per source.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::loose::{self, Loose};
use super::seal::{self, Delivery, MAX_BODY, SignedDelivery};
use super::{
    BadAccount, Ended, EndedBy, Fact, IngestRefusal, LegEvent, LegState, NotUnderstood, Party, Place, Understood,
};
use crate::calls::CallDirection;
use crate::kernel::{CallerId, LineNumber, Secret, Text, Timestamp};

/// A SIP server that may post events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SipSource {
    id: Text<64>,
    key: Secret,
    salt: Secret,
    extensions: BTreeSet<String>,
    groups: BTreeSet<String>,
    line: Option<LineNumber>,
}

impl SipSource {
    /// A source by its id in the webhook's address, and the secrets it signs with.
    ///
    /// # Errors
    /// [`BadAccount::EmptySecret`].
    pub fn new(id: Text<64>, key: Secret, salt: Secret) -> Result<Self, BadAccount> {
        seal::check_secrets(&key, &salt)?;
        Ok(Self { id, key, salt, extensions: BTreeSet::new(), groups: BTreeSet::new(), line: None })
    }
    /// The employees' extensions. With extensions or groups given, a number that is neither is a client's; with none
    /// given, every short number or name that cannot be a client's phone is taken for an employee's.
    #[must_use]
    pub fn with_extensions<T: Into<String>>(mut self, extensions: impl IntoIterator<Item = T>) -> Self {
        self.extensions = extensions.into_iter().map(Into::into).collect();
        self
    }
    /// The numbers that ring several employees.
    #[must_use]
    pub fn with_groups<T: Into<String>>(mut self, groups: impl IntoIterator<Item = T>) -> Self {
        self.groups = groups.into_iter().map(Into::into).collect();
        self
    }
    /// The company's number to assume when an event names none.
    #[must_use]
    pub fn with_line(mut self, line: LineNumber) -> Self {
        self.line = Some(line);
        self
    }
    /// Its id in the webhook's address.
    pub fn id(&self) -> &Text<64> {
        &self.id
    }

    /// Whose number it is.
    fn owner(&self, number: &str) -> Owner {
        if self.extensions.contains(number) {
            return Owner::Employee;
        }
        if self.groups.contains(number) {
            return Owner::Group;
        }
        // A foreign SIP address must not turn a client's call into an internal one, which no total counts.
        let short = || matches!(CallerId::from_provider(Some(number)), CallerId::Other(_));
        let unlisted = self.extensions.is_empty() && self.groups.is_empty();
        let likely = unlisted && short() && loose::extension(number).is_some() && !number.contains(['@', ':']);
        if likely { Owner::Likely } else { Owner::Foreign }
    }
}

/// Whose a number is, by the source's configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Owner {
    /// A listed extension.
    Employee,
    /// A listed group.
    Group,
    /// Nothing is listed, and it looks like an employee's.
    Likely,
    /// None of ours.
    Foreign,
}

/// What the source's configuration says of one post: all that reading it depends on, beside the post itself.
#[derive(Debug, Serialize, Deserialize)]
struct Context {
    from: Owner,
    to: Owner,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    line: Option<LineNumber>,
}

/// What an HMAC signature begins with in the `X-Sign` header.
const HMAC: &str = "hmac-sha256=";

/// Opens a delivery posted to the address of source `source_id`, with the `X-Sign` header as it came.
///
/// The header holds either `hex(sha256(key ‖ body ‖ salt))`, which any server script can compute, or the better
/// `hmac-sha256=` followed by the hex HMAC-SHA256 of the body under the salt. Both are over the raw bytes and compared in
/// constant time. The opened delivery's path is `/sip`.
///
/// # Errors
/// [`IngestRefusal`]: too long, an unknown source, not signed (or not UTF-8), a wrong signature.
pub fn open(
    sources: &[SipSource],
    source_id: &str,
    body: &[u8],
    x_sign: Option<&str>,
) -> Result<Delivery, IngestRefusal> {
    if body.len() > MAX_BODY {
        return Err(IngestRefusal::TooLong);
    }
    let (account, source) = sources
        .iter()
        .enumerate()
        .find(|(_, source)| source.id.as_str() == source_id)
        .ok_or(IngestRefusal::UnknownSource)?;
    let sign = x_sign.map(str::trim).filter(|sign| !sign.is_empty()).ok_or(IngestRefusal::Unsigned)?;
    let json = str::from_utf8(body).map_err(|_| IngestRefusal::Unsigned)?;
    let holds = match sign.strip_prefix(HMAC) {
        Some(mac) => seal::hmac_holds(body, &source.salt, mac.as_bytes()),
        None => seal::holds(&source.key, body, &source.salt, sign.as_bytes()),
    };
    if !holds {
        return Err(IngestRefusal::WrongSignature);
    }
    Ok(Delivery::Signed(SignedDelivery { account, path: "/sip".into(), json: json.into() }))
}

/// The plain `X-Sign` header of a body.
pub fn sign(source: &SipSource, body: &str) -> String {
    seal::sign(&source.key, body.as_bytes(), &source.salt)
}

/// The HMAC `X-Sign` header of a body.
pub fn hmac_sign(source: &SipSource, body: &str) -> String {
    format!("{HMAC}{}", seal::hmac_sign(body.as_bytes(), &source.salt))
}

/// Reads the payload of a signed delivery.
///
/// Without `direction`, a call to an extension or group of the source is inbound, one from its extension outbound, one
/// between two of them internal.
///
/// # Errors
/// [`NotUnderstood`]; the delivery is then kept as it is and has no effect.
pub fn read(json: &str, source: &SipSource) -> Result<Understood, NotUnderstood> {
    let post = loose::payload::<Post<'_>>(json)?;
    post.understand(&post.context(source))
}

/// What [`read`] has to know of the source to read the payload, to be kept with it; `None` when the payload is not readable.
pub(super) fn context(json: &str, source: &SipSource) -> Option<Box<str>> {
    let context = loose::payload::<Post<'_>>(json).ok()?.context(source);
    serde_json::to_string(&context).ok().map(Into::into)
}

/// As [`read`], with the [`context`] that was kept.
pub(super) fn reread(json: &str, context: &str) -> Option<Fact> {
    let context = serde_json::from_str(context).ok()?;
    Some(loose::payload::<Post<'_>>(json).ok()?.understand(&context).ok()?.fact)
}

#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Post<'a> {
    event: Loose<'a>,
    call_id: Loose<'a>,
    seq: Loose<'a>,
    ts: Loose<'a>,
    from: Loose<'a>,
    to: Loose<'a>,
    callee: Loose<'a>,
    sip_status: Loose<'a>,
    ended_by: Loose<'a>,
    direction: Loose<'a>,
    line: Loose<'a>,
}

impl Post<'_> {
    fn context(&self, source: &SipSource) -> Context {
        let owner = |side: &Loose<'_>| side.text().map_or(Owner::Foreign, |number| source.owner(&number));
        Context { from: owner(&self.from), to: owner(&self.to), line: source.line.clone() }
    }

    fn understand(&self, context: &Context) -> Result<Understood, NotUnderstood> {
        let conversation = self.call_id.id("call_id")?;
        let event = self.event.text().ok_or(NotUnderstood::MissingField("event"))?;
        let (state, place) = match event.as_ref() {
            // No phone rings yet: the server has the call.
            "start" => (LegState::Appeared, Place::Queue),
            "ringing" => (LegState::Appeared, Place::Phone),
            "confirmed" => (LegState::Connected, Place::Phone),
            "end" => (LegState::Disconnected, Place::Phone),
            "failed" => (LegState::Disconnected, Place::Queue),
            other => return Err(NotUnderstood::unknown("event", other)),
        };
        let seq = self.seq.whole("seq")?.ok_or(NotUnderstood::MissingField("seq"))?;
        if seq < 1 {
            return Err(NotUnderstood::BadNumber("seq"));
        }
        let direction = self.direction(context)?;
        let (from, to) = self.parties(context, &direction, place);
        let leg = LegEvent {
            leg: conversation.clone(),
            seq,
            at: instant(&self.ts)?,
            state,
            place,
            from,
            to,
            line: LineNumber::from_provider(self.line.number().as_deref()).or_else(|| context.line.clone()),
            taken_from: None,
            code: if state == LegState::Disconnected { self.sip_status.code() } else { None },
            transfer: None,
            commanded: false,
            direction: Some(direction),
        };
        let fact = match state {
            LegState::Disconnected => Fact::Ended(Ended { last: leg, talked: event == "end", by: self.ended_by() }),
            _ => Fact::Leg(leg),
        };
        Ok(Understood { conversation, fact })
    }

    fn direction(&self, context: &Context) -> Result<CallDirection, NotUnderstood> {
        if let Some(word) = self.direction.text() {
            return CallDirection::parse(&word).map_err(|_| NotUnderstood::unknown("direction", &word));
        }
        Ok(match (context.from, context.to) {
            (Owner::Foreign, _) => CallDirection::In,
            (_, Owner::Foreign) => CallDirection::Out,
            _ => CallDirection::Internal,
        })
    }

    /// Which side is an employee follows from the direction. What an inbound call was sent to may be a group, so only the
    /// phone that rings or answers (`callee`) is a person, or `to` where it is known as an extension.
    fn parties(&self, context: &Context, direction: &CallDirection, place: Place) -> (Party, Party) {
        let mut from = Party { extension: None, number: self.from.number() };
        let mut to = Party { extension: None, number: self.to.number() };
        if *direction != CallDirection::In {
            let person = matches!(context.from, Owner::Employee | Owner::Likely);
            from.extension = self.from.extension().filter(|_| person);
        }
        if *direction != CallDirection::Out && place == Place::Phone {
            let called = || self.to.extension().filter(|_| context.to == Owner::Employee);
            to.extension = self.callee.extension().or_else(called);
        }
        (from, to)
    }

    fn ended_by(&self) -> EndedBy {
        match self.ended_by.text().as_deref() {
            Some("caller") => EndedBy::Caller,
            Some("callee") => EndedBy::Callee,
            Some("timeout") => EndedBy::Timeout,
            _ => EndedBy::Unknown,
        }
    }
}

/// `"1795335178.205990"`, or the same as a number: seconds since the epoch, kept to the microsecond.
fn instant(value: &Loose<'_>) -> Result<Timestamp, NotUnderstood> {
    let bad = NotUnderstood::BadTime("ts");
    let text = match value {
        Loose::Real(seconds) => format!("{seconds:.6}"),
        other => other.text().ok_or(bad.clone())?.into_owned(),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return Err(bad);
    }
    let micros = format!("{fraction:0<6}");
    let micros: i64 = micros.get(..6).and_then(|digits| digits.parse().ok()).ok_or(bad.clone())?;
    let seconds: i64 = whole.parse().map_err(|_| bad.clone())?;
    seconds
        .checked_mul(1_000_000)
        .and_then(|seconds| seconds.checked_add(micros))
        .filter(|total| *total > 0)
        .and_then(Timestamp::from_micros)
        .ok_or(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> SipSource {
        SipSource::new(Text::new("office").unwrap(), "key".into(), "salt".into()).unwrap()
    }

    fn post(change: &str) -> String {
        format!(r#"{{"event":"ringing","call_id":"c@x","seq":2,"ts":"1795335178.205990",{change}}}"#)
    }

    fn leg(json: &str, source: &SipSource) -> LegEvent {
        match read(json, source).unwrap().fact {
            Fact::Leg(leg) | Fact::Ended(Ended { last: leg, .. }) => leg,
            other => panic!("{other:?}"),
        }
    }

    fn extensions(leg: &LegEvent) -> (Option<&str>, Option<&str>) {
        (leg.from.extension.as_ref().map(Text::as_str), leg.to.extension.as_ref().map(Text::as_str))
    }

    #[test]
    fn both_signatures_open_and_neither_opens_another_body() {
        let sources = [source()];
        for sign in [sign(&sources[0], "{}"), hmac_sign(&sources[0], "{}"), sign(&sources[0], "{}").to_uppercase()] {
            assert!(matches!(open(&sources, "office", b"{}", Some(&sign)), Ok(Delivery::Signed(_))));
            assert_eq!(open(&sources, "office", b"{ }", Some(&sign)), Err(IngestRefusal::WrongSignature));
        }
    }

    #[test]
    fn the_hmac_is_the_standard_one() {
        // RFC 4231, test case 2.
        let source = SipSource::new(Text::new("rfc").unwrap(), "unused".into(), "Jefe".into()).unwrap();
        let expected = "hmac-sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hmac_sign(&source, "what do ya want for nothing?"), expected);
    }

    #[test]
    fn every_refusal_has_its_own_reason() {
        let sources = [source()];
        assert_eq!(open(&sources, "office", &vec![0; MAX_BODY + 1], None), Err(IngestRefusal::TooLong));
        assert_eq!(open(&sources, "elsewhere", b"{}", Some("00")), Err(IngestRefusal::UnknownSource));
        assert_eq!(open(&sources, "office", b"{}", None), Err(IngestRefusal::Unsigned));
        assert_eq!(open(&sources, "office", b"{}", Some(" ")), Err(IngestRefusal::Unsigned));
        assert_eq!(open(&sources, "office", b"\xff", Some("00")), Err(IngestRefusal::Unsigned));
        assert_eq!(open(&sources, "office", b"{}", Some("hmac-sha256=zz")), Err(IngestRefusal::WrongSignature));
    }

    #[test]
    fn fractions_of_seconds_are_kept() {
        let at = |ts: &str| instant(&serde_json::from_str(ts).unwrap()).map(Timestamp::micros);
        assert_eq!(at("\"1795335178.205990\""), Ok(1_795_335_178_205_990));
        assert_eq!(at("1795335178.205990"), Ok(1_795_335_178_205_990));
        assert_eq!(at("\"1795335178.5\""), Ok(1_795_335_178_500_000));
        assert_eq!(at("1795335178"), Ok(1_795_335_178_000_000));
        for bad in ["\"-1.5\"", "0", "\"\"", "\"1.5.2\"", "1e300", "null", "\"+5\""] {
            assert_eq!(at(bad), Err(NotUnderstood::BadTime("ts")), "{bad}");
        }
    }

    #[test]
    fn which_side_is_ours_gives_the_direction() {
        let listed = source().with_extensions(["101", "102"]).with_groups(["200"]);
        let way = |source: &SipSource, from: &str, to: &str| {
            leg(&post(&format!(r#""from":"{from}","to":"{to}""#)), source).direction.unwrap()
        };
        for source in [source(), listed] {
            assert_eq!(way(&source, "79000000101", "200"), CallDirection::In);
            assert_eq!(way(&source, "101", "79000000101"), CallDirection::Out);
            assert_eq!(way(&source, "101", "102"), CallDirection::Internal);
        }
        let told = post(r#""from":"79000000101","to":"200","direction":"outbound""#);
        assert_eq!(leg(&told, &source()).direction, Some(CallDirection::Out));
        assert_eq!(read(&post(r#""direction":"up""#), &source()).unwrap_err().code(), "unknown_state");
    }

    #[test]
    fn the_phone_that_rings_is_a_person_and_the_number_that_was_called_may_be_a_group() {
        let ringing = post(r#""from":"79000000101","to":"200","callee":"102""#);
        assert_eq!(extensions(&leg(&ringing, &source())), (None, Some("102")));
        let nobody = post(r#""from":"79000000101","to":"200","callee":"""#);
        assert_eq!(extensions(&leg(&nobody, &source())), (None, None));
        let known = source().with_extensions(["101"]);
        assert_eq!(extensions(&leg(&nobody.replace("200", "101"), &known)), (None, Some("101")));
        let out = post(r#""from":"101","to":"79000000101","callee":"79000000101""#);
        assert_eq!(extensions(&leg(&out, &source())), (Some("101"), None));
        let trunk = post(r#""from":"74950000001","to":"79000000101","direction":"out""#);
        assert_eq!(extensions(&leg(&trunk, &source())), (None, None));
        let odd = post(r#""from":"79000000101","to":"200","callee":"a, b""#);
        assert_eq!(extensions(&leg(&odd, &source())), (None, None));
    }

    #[test]
    fn a_post_is_read_again_as_the_source_was_when_it_came() {
        let line = LineNumber::parse("74950000001").unwrap();
        let listed = source().with_extensions(["101", "300"]).with_groups(["200"]).with_line(line);
        for source in [source(), listed] {
            for (from, to) in [("79000000101", "200"), ("101", "200"), ("300", "101"), ("79000000101", "101"), ("", "")]
            {
                let json = post(&format!(r#""from":"{from}","to":"{to}","callee":"""#));
                let kept = context(&json, &source).unwrap();
                assert_eq!(reread(&json, &kept), Some(read(&json, &source).unwrap().fact), "{json} {kept}");
            }
        }
        assert_eq!(context("[]", &source()), None);
    }

    #[test]
    fn the_sources_line_stands_in_for_a_missing_one() {
        let source = source().with_line(LineNumber::parse("74950000001").unwrap());
        assert_eq!(leg(&post(r#""to":"200""#), &source).line, LineNumber::parse("74950000001").ok());
        assert_eq!(leg(&post(r#""line":"74950000002""#), &source).line, LineNumber::parse("74950000002").ok());
    }
}
