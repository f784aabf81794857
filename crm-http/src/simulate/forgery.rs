//! What a server must not believe: requests of somebody who knows the provider's form but not the account's salt.

use crm_core::telephony::{BadAccount, MangoAccount, mango};
use serde_json::{Value, json};

use super::story::Kind;
use crate::chance::Chance;

/// Which way a request is forged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ForgeryKind {
    /// Right key, altered payload, the signature of the original.
    BadSignature,
    /// Signed well, by another account.
    ForeignKey,
    /// No signature.
    Unsigned,
    /// What is no form, or no JSON.
    Garbage,
    /// A captured delivery, whose signature holds, posted to another path: the signature does not cover the path.
    WrongPath,
}

impl ForgeryKind {
    /// Every kind, with the word that reports name it by.
    pub(crate) const ALL: [(Self, &str); 5] = [
        (Self::BadSignature, "badSignature"),
        (Self::ForeignKey, "foreignKey"),
        (Self::Unsigned, "unsigned"),
        (Self::Garbage, "garbage"),
        (Self::WrongPath, "wrongPath"),
    ];

    /// Whether the server must refuse it. A captured delivery may be answered with success, as long as nothing comes of it.
    pub(crate) fn must_be_refused(self) -> bool {
        self != Self::WrongPath
    }
}

/// A request that is not the provider's.
#[derive(Debug, Clone)]
pub(crate) struct Forgery {
    /// Which way.
    pub(crate) kind: ForgeryKind,
    /// The path below the base address.
    pub(crate) path: &'static str,
    /// The body.
    pub(crate) body: String,
}

/// Makes forgeries of an account's deliveries.
#[derive(Debug)]
pub(crate) struct Forger {
    account: MangoAccount,
    stranger: MangoAccount,
}

impl Forger {
    /// Of deliveries of this account.
    ///
    /// # Errors
    /// None in practice: the stranger's secrets are not empty.
    pub(crate) fn new(account: MangoAccount) -> Result<Self, BadAccount> {
        let (key, salt) = ("another0account0another0account0".into(), "its salt".into());
        let stranger = MangoAccount::new(account.name().clone(), key, salt, 0)?;
        Ok(Self { account, stranger })
    }

    /// An altered copy of a delivery, with the signature of the original.
    pub(crate) fn badly_signed(&self, kind: Kind, json: &str) -> Forgery {
        let right = mango::sign(&self.account, json);
        let altered = altered(kind, json);
        let body = mango::encode_form(&self.account, &altered).replace(&mango::sign(&self.account, &altered), &right);
        Forgery { kind: ForgeryKind::BadSignature, path: kind.path(), body }
    }

    /// A forgery of another kind.
    pub(crate) fn any(&self, chance: &mut Chance, kind: Kind, json: &str) -> Forgery {
        let path = kind.path();
        match chance.between(0, 3) {
            0 => {
                let body = mango::encode_form(&self.stranger, &altered(kind, json));
                Forgery { kind: ForgeryKind::ForeignKey, path, body }
            }
            1 => {
                let signed = mango::encode_form(&self.account, &altered(kind, json));
                let fields = signed.split('&').filter(|field| !field.starts_with("sign="));
                Forgery { kind: ForgeryKind::Unsigned, path, body: fields.collect::<Vec<_>>().join("&") }
            }
            2 => {
                let bytes = hex::encode(chance.bytes::<24>());
                let body = if chance.happens(0.5) { bytes } else { format!("json=%7B{bytes}&vpbx_api_key={bytes}") };
                Forgery { kind: ForgeryKind::Garbage, path, body }
            }
            _ => {
                let wrong = ["/events/call", "/events/summary", "/events/record/added", "/events/nothing"];
                let path = wrong.into_iter().find(|&wrong| wrong != path && chance.happens(0.4));
                let path = path.unwrap_or("/events/nothing");
                Forgery { kind: ForgeryKind::WrongPath, path, body: mango::encode_form(&self.account, json) }
            }
        }
    }
}

/// What a forger would have the server believe: that somebody else talked, and for long.
fn altered(kind: Kind, json: &str) -> String {
    let Ok(Value::Object(mut payload)) = serde_json::from_str(json) else { return json.to_owned() };
    payload.insert("to".into(), json!({ "extension": "666" }));
    match kind {
        Kind::Summary => {
            let started = payload.get("create_time").cloned().unwrap_or_default();
            payload.insert("talk_time".into(), started);
        }
        Kind::RecordAdded => {
            payload.insert("recording_id".into(), "another".into());
        }
        _ => {
            payload.insert("call_state".into(), "Connected".into());
        }
    }
    Value::Object(payload).to_string()
}
