//! Mango Office VPBX: signed form posts to one base URL, the event's path appended.
//!
//! What is known of the provider, and what is only inferred, is said beside the rule that depends on it.

mod read;

pub use read::read;
pub(super) use read::reads;

use std::borrow::Cow;

use subtle::ConstantTimeEq;

use super::seal::{self, Delivery, MAX_BODY, SignedDelivery};
use super::{BadAccount, IngestRefusal};
use crate::kernel::{Secret, Text};

/// An account at Mango Office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MangoAccount {
    name: Text<64>,
    key: Secret,
    salt: Secret,
    clock_offset_seconds: i64,
}

impl MangoAccount {
    /// An account by the name this office gives it, its `vpbx_api_key` and `vpbx_api_salt`, and the seconds to add to the
    /// provider's times (normally 0; the vendor's documents disagree about the zone of its clock).
    ///
    /// # Errors
    /// [`BadAccount`] when the key or salt is empty or the offset is beyond a day.
    pub fn new(name: Text<64>, key: Secret, salt: Secret, clock_offset_seconds: i64) -> Result<Self, BadAccount> {
        seal::check_secrets(&key, &salt)?;
        if !(-86_400..=86_400).contains(&clock_offset_seconds) {
            return Err(BadAccount::ClockOffset);
        }
        Ok(Self { name, key, salt, clock_offset_seconds })
    }
    /// The name this office gives it.
    pub fn name(&self) -> &Text<64> {
        &self.name
    }
    /// Seconds to add to the provider's times.
    pub fn clock_offset_seconds(&self) -> i64 {
        self.clock_offset_seconds
    }
}

/// The three fields of a form post.
#[derive(Default)]
struct Form<'a> {
    key: Option<Cow<'a, str>>,
    sign: Option<Cow<'a, str>>,
    json: Option<Cow<'a, str>>,
}

impl<'a> Form<'a> {
    /// Of a field sent twice the first one counts; the signature is checked over just what is kept.
    fn decode(body: &'a [u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            let field = match name.as_ref() {
                "vpbx_api_key" => &mut form.key,
                "sign" => &mut form.sign,
                "json" => &mut form.json,
                _ => continue,
            };
            field.get_or_insert(value);
        }
        form
    }
    fn is_empty(&self) -> bool {
        self.key.is_none() && self.sign.is_none() && self.json.is_none()
    }
}

/// Opens a delivery: whose is it, and is it signed? `path` is what the provider appended to the base URL.
///
/// An empty body, and an unsigned post to `/ping`, are the provider's connection check. The signature is checked over the
/// form-decoded `json` exactly as received, with the configured key and not the received one, and compared in constant
/// time. It carries no time, so a captured delivery can be sent again for ever: ingesting must be idempotent.
///
/// # Errors
/// [`IngestRefusal`]: too long, not signed, a foreign key or a wrong signature.
pub fn open(accounts: &[MangoAccount], path: &str, body: &[u8]) -> Result<Delivery, IngestRefusal> {
    if body.len() > MAX_BODY {
        return Err(IngestRefusal::TooLong);
    }
    let path = seal::normal_path(path);
    let form = Form::decode(body);
    if body.is_empty() || (form.is_empty() && path == "/ping") {
        return Ok(Delivery::Probe);
    }
    let (Some(key), Some(sign), Some(json)) = (form.key, form.sign, form.json) else {
        return Err(IngestRefusal::Unsigned);
    };
    let mut ours = accounts
        .iter()
        .enumerate()
        .filter(|(_, account)| account.key.expose().as_bytes().ct_eq(key.as_bytes()).into())
        .peekable();
    if ours.peek().is_none() {
        return Err(IngestRefusal::ForeignKey);
    }
    match ours.find(|(_, account)| seal::holds(&account.key, json.as_bytes(), &account.salt, sign.as_bytes())) {
        Some((account, _)) => Ok(Delivery::Signed(SignedDelivery { account, path, json: json.into_owned() })),
        // Bytes that are not UTF-8 decode to this character; no signature of theirs can be checked.
        None if json.contains(char::REPLACEMENT_CHARACTER) => Err(IngestRefusal::Unsigned),
        None => Err(IngestRefusal::WrongSignature),
    }
}

/// The signature of a payload, as Mango computes it: lower-case hex of `sha256(key ‖ json ‖ salt)`.
pub fn sign(account: &MangoAccount, json: &str) -> String {
    seal::sign(&account.key, json.as_bytes(), &account.salt)
}

/// The signed form body that delivers a payload: what simulators and tests post.
pub fn encode_form(account: &MangoAccount, json: &str) -> String {
    form_urlencoded::Serializer::new(String::with_capacity(json.len() * 2))
        .append_pair("vpbx_api_key", account.key.expose())
        .append_pair("sign", &sign(account, json))
        .append_pair("json", json)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str, key: &str) -> MangoAccount {
        MangoAccount::new(Text::new(name).unwrap(), key.into(), "salt".into(), 0).unwrap()
    }

    fn accounts() -> [MangoAccount; 2] {
        [account("first", "key-1"), account("second", "key-2")]
    }

    /// Base64 ids hold `+`, `/` and `=`; a careless decoder turns the plus into a blank.
    const JSON: &str = r#"{"entry_id":"a+b/c==","ты":"я"}"#;

    #[test]
    fn a_signed_delivery_opens_for_its_account_and_keeps_the_json_as_it_was() {
        let accounts = accounts();
        let body = encode_form(&accounts[1], JSON);
        let opened = open(&accounts, "events/call/", body.as_bytes()).unwrap();
        let expected = SignedDelivery { account: 1, path: "/events/call".into(), json: JSON.into() };
        assert_eq!(opened, Delivery::Signed(expected));
    }

    #[test]
    fn upper_case_hex_is_accepted() {
        let accounts = accounts();
        let sign = sign(&accounts[0], "{}").to_uppercase();
        let body = format!("json=%7B%7D&sign={sign}&vpbx_api_key=key-1");
        assert!(matches!(open(&accounts, "/events/call", body.as_bytes()), Ok(Delivery::Signed(_))));
    }

    #[test]
    fn every_refusal_has_its_own_reason() {
        let accounts = accounts();
        let good = encode_form(&accounts[0], JSON);
        let of = |body: &[u8]| open(&accounts, "/events/call", body).unwrap_err();
        assert_eq!(of(&vec![b'a'; MAX_BODY + 1]), IngestRefusal::TooLong);
        assert_eq!(of(b"hello"), IngestRefusal::Unsigned);
        assert_eq!(of(b"vpbx_api_key=key-1&json=%7B%7D"), IngestRefusal::Unsigned);
        assert_eq!(of(b"vpbx_api_key=key-1&sign=00&json=%ff"), IngestRefusal::Unsigned);
        assert_eq!(of(b"vpbx_api_key=key-1&sign=0&json=%7B%7D"), IngestRefusal::WrongSignature);
        assert_eq!(of(good.replace("json=%7B", "json=%7B+").as_bytes()), IngestRefusal::WrongSignature);
        let stranger = account("stranger", "key-3");
        assert_eq!(of(encode_form(&stranger, JSON).as_bytes()), IngestRefusal::ForeignKey);
    }

    #[test]
    fn signing_with_ones_own_key_under_the_name_of_another_account_is_refused() {
        let accounts = accounts();
        let body = encode_form(&accounts[0], JSON).replace("key-1", "key-2");
        assert_eq!(open(&accounts, "/events/call", body.as_bytes()), Err(IngestRefusal::WrongSignature));
    }

    #[test]
    fn a_connection_check_is_answered_but_not_kept() {
        let accounts = accounts();
        assert_eq!(open(&accounts, "/events/call", b""), Ok(Delivery::Probe));
        assert_eq!(open(&accounts, "/ping", b"a=b"), Ok(Delivery::Probe));
        let signed = encode_form(&accounts[0], "{}");
        assert!(matches!(open(&accounts, "/ping/", signed.as_bytes()), Ok(Delivery::Signed(_))));
    }

    #[test]
    fn an_account_anyone_could_sign_for_cannot_be_built() {
        let build = |key: &str, offset| MangoAccount::new(Text::new("x").unwrap(), key.into(), "s".into(), offset);
        assert_eq!(build("", 0), Err(BadAccount::EmptySecret));
        assert_eq!(build("k", 90_000), Err(BadAccount::ClockOffset));
        assert!(!format!("{:?}", build("hidden-key", 0)).contains("hidden-key"));
    }

    #[test]
    fn a_path_has_no_control_characters_and_no_slash_at_its_end() {
        let path = seal::normal_path;
        for written in ["/events/call\0", "/events/call/\n", "\u{7f}//events/\tcall//"] {
            assert_eq!(path(written), "/events/call", "{written:?}");
        }
        assert_eq!((path(""), path("\0")), ("/".into(), "/".into()));
    }

    #[test]
    fn a_long_path_is_cut() {
        let accounts = accounts();
        let body = encode_form(&accounts[0], "{}");
        let Ok(Delivery::Signed(opened)) = open(&accounts, &"я".repeat(500), body.as_bytes()) else { panic!() };
        assert_eq!(opened.path.chars().count(), super::super::MAX_PATH);
    }
}
