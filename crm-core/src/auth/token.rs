//! The kinds of token: JSON Web Tokens signed with HMAC-SHA-256 (RFC 7519, RFC 7515).
//!
//! Signing is done here and not by `jsonwebtoken::encode`, because that crate takes its cryptography from a provider of
//! the whole process: with none installed, or with two enabled by different crates of one program, it panics. A library
//! that others embed may neither rely on that provider nor install one. The crate reads what does not need it.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::AuthError;
use crate::kernel::{Code, OperatorId, Secret, SessionId, Timestamp};

/// Longest text that is looked at, in bytes. Ours have some 300.
const MAX_LENGTH: usize = 4096;
/// How far ahead of this clock the issuer's clock may be, in microseconds: 60 s.
const MAX_AHEAD: i64 = 60_000_000;
const ISSUER: &str = "crm";
const ACCESS: &str = "access";
const REFRESH: &str = "refresh";
const TICKET: &str = "ticket";

/// What an access token says: who asks, and by which session. Times count in whole seconds; issuing rounds them down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessClaims {
    /// Who asks.
    pub sub: OperatorId,
    /// The session that vouches for it.
    pub sid: SessionId,
    /// This token's own name.
    pub jti: TokenId,
    /// When it was issued.
    pub iat: Timestamp,
    /// The first instant at which it no longer holds.
    pub exp: Timestamp,
}

/// What a refresh token says: which session may go on, and by which of its tokens. Times count in whole seconds; issuing
/// rounds them down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefreshClaims {
    /// Whose session it is.
    pub sub: OperatorId,
    /// The session.
    pub sid: SessionId,
    /// This token's own name: it holds while the session names it.
    pub jti: TokenId,
    /// When it was issued.
    pub iat: Timestamp,
    /// The first instant at which it no longer holds.
    pub exp: Timestamp,
}

/// What a ticket says: that it may be exchanged, soon, for an access token. It carries that token's claims, so any process with
/// the same keys can exchange it. Times count in whole seconds; issuing rounds them down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketClaims {
    /// What the access token will say; its name is the ticket's too.
    pub access: AccessClaims,
    /// The first instant at which the ticket no longer holds.
    pub until: Timestamp,
}

/// A token's own name: 128 random bits as 32 hexadecimal digits. It identifies and proves nothing, so it may be stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(Box<str>);

impl TokenId {
    /// A fresh one from the system's random source.
    ///
    /// # Errors
    /// [`AuthError::Failed`] when that source fails.
    pub fn random() -> Result<Self, AuthError> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes).map_err(|_| AuthError::Failed("the system's random source"))?;
        Ok(Self::from_bytes(bytes))
    }
    /// The name made of these bits.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(hex::encode(bytes).into())
    }
    /// A stored name, taken as it is.
    pub fn from_stored(text: &str) -> Self {
        Self(text.into())
    }
    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a token does not hold. Callers learn expired, wrong kind or invalid; the finer reason is for the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not a token of ours: too long, not three parts, or without a claim that ours have.
    #[error("this is not a token")]
    Malformed,
    /// Signed in a way other than HS256, or not at all.
    #[error("the token is not signed with HS256")]
    WrongAlgorithm,
    /// It names no key, or one that this ring does not hold.
    #[error("the token is signed with an unknown key")]
    UnknownKey,
    /// The signature does not belong to the text.
    #[error("the token's signature does not hold")]
    BadSignature,
    /// A refresh token where an access token is asked for, or the reverse, or a token made for something else.
    #[error("this kind of token is not accepted here")]
    WrongType,
    /// It was issued in the future: a clock is wrong.
    #[error("the token was issued in the future; check the clocks")]
    NotYetValid,
    /// Its time is over.
    #[error("the token has expired; sign in again or refresh it")]
    Expired,
}

impl TokenError {
    /// The stable code.
    pub fn code(self) -> Code {
        match self {
            Self::Expired => "auth.token_expired",
            Self::WrongType => "auth.token_wrong_type",
            Self::Malformed | Self::WrongAlgorithm | Self::UnknownKey | Self::BadSignature | Self::NotYetValid => {
                "auth.token_invalid"
            }
        }
    }
}

/// A signing secret that is too short to sign with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a signing secret needs at least 32 bytes, not {given}; make one with `openssl rand -hex 32`")]
pub struct WeakSecret {
    /// How many bytes were given.
    pub given: usize,
}

/// The keys that tokens are signed and read with: one that signs, and any number of earlier ones that still verify while
/// the tokens they signed are alive. `Debug` shows the keys' names, never the keys.
#[derive(Clone)]
pub struct TokenKeys {
    current: Key,
    earlier: Vec<Key>,
    // Not known to this process alone.
    lasting: bool,
}

#[derive(Clone)]
struct Key {
    kid: String,
    secret: Secret,
}

impl Key {
    // RFC 7518, section 3.2: a key at least as long as the hash.
    fn new(secret: Secret) -> Result<Self, WeakSecret> {
        let given = secret.expose().len();
        if given < 32 {
            return Err(WeakSecret { given });
        }
        let digest = Sha256::new().chain_update(b"crm token key id 1\0").chain_update(secret.expose()).finalize();
        let mut kid = hex::encode(digest);
        kid.truncate(16);
        Ok(Self { kid, secret })
    }

    fn mac(&self, message: &[u8]) -> Option<Hmac<Sha256>> {
        let mac = Hmac::<Sha256>::new_from_slice(self.secret.expose().as_bytes()).ok()?;
        Some(mac.chain_update(message))
    }
}

impl fmt::Debug for TokenKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let earlier: Vec<&str> = self.earlier.iter().map(|key| key.kid.as_str()).collect();
        f.debug_struct("TokenKeys")
            .field("current", &self.current.kid)
            .field("earlier", &earlier)
            .finish_non_exhaustive()
    }
}

impl TokenKeys {
    /// A ring of one key.
    ///
    /// # Errors
    /// [`WeakSecret`] below 32 bytes.
    pub fn new(current: impl Into<Secret>) -> Result<Self, WeakSecret> {
        Ok(Self { current: Key::new(current.into())?, earlier: Vec::new(), lasting: true })
    }

    /// A ring of one random key that only this process knows: its tokens end with the process.
    ///
    /// # Errors
    /// [`AuthError::Failed`] when the system's random source fails.
    pub fn random() -> Result<Self, AuthError> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(|_| AuthError::Failed("the system's random source"))?;
        let keys = Self::new(hex::encode(bytes)).map_err(|_| AuthError::Failed("making a signing key"))?;
        Ok(Self { lasting: false, ..keys })
    }

    /// Also reads tokens signed with an earlier secret, so that changing the secret signs nobody out.
    ///
    /// # Errors
    /// [`WeakSecret`] below 32 bytes.
    pub fn accept_also(mut self, earlier: impl Into<Secret>) -> Result<Self, WeakSecret> {
        self.earlier.push(Key::new(earlier.into())?);
        Ok(self)
    }

    /// The name of the key that signs.
    pub(crate) fn current_id(&self) -> &str {
        &self.current.kid
    }

    /// Whether the keys outlive this process.
    pub(crate) const fn are_lasting(&self) -> bool {
        self.lasting
    }

    /// Signs bytes that no token looks like.
    pub(crate) fn sign_bytes(&self, bytes: &[u8]) -> Option<[u8; 32]> {
        self.current.mac(bytes).map(|mac| mac.finalize().into_bytes().into())
    }

    /// Whether the key of that name signed the bytes; `None` when the ring has no such key.
    pub(crate) fn has_signed(&self, key_id: &str, bytes: &[u8], signature: &[u8]) -> Option<bool> {
        let key = self.keys().find(|key| key.kid == key_id)?;
        key.mac(bytes).map(|mac| mac.verify_slice(signature).is_ok())
    }

    fn keys(&self) -> impl Iterator<Item = &Key> {
        std::iter::once(&self.current).chain(&self.earlier)
    }

    /// Signs an access token. Equal claims give the equal token.
    pub fn issue_access(&self, claims: &AccessClaims) -> Secret {
        let AccessClaims { sub, sid, jti, iat, exp } = claims;
        self.sign(claims_of(ACCESS, *sub, *sid, jti, *iat, *exp))
    }

    /// Signs a refresh token. Equal claims give the equal token, so it can be issued again without being stored.
    pub fn issue_refresh(&self, claims: &RefreshClaims) -> Secret {
        let RefreshClaims { sub, sid, jti, iat, exp } = claims;
        self.sign(claims_of(REFRESH, *sub, *sid, jti, *iat, *exp))
    }

    /// Signs a ticket.
    pub fn issue_ticket(&self, claims: &TicketClaims) -> Secret {
        let TicketClaims { access: AccessClaims { sub, sid, jti, iat, exp }, until } = claims;
        let mut json = claims_of(TICKET, *sub, *sid, jti, *iat, *until);
        json.insert("access_exp".to_owned(), exp.seconds().into());
        self.sign(json)
    }

    /// Reads an access token as of `now`.
    ///
    /// # Errors
    /// [`TokenError`] for anything but a live access token signed with a key of this ring.
    pub fn read_access(&self, token: &str, now: Timestamp) -> Result<AccessClaims, TokenError> {
        let Claims { sub, sid, jti, iat, exp, .. } = self.read(token, ACCESS, now)?;
        Ok(AccessClaims { sub, sid, jti, iat, exp })
    }

    /// Reads a refresh token as of `now`.
    ///
    /// # Errors
    /// [`TokenError`] for anything but a live refresh token signed with a key of this ring.
    pub fn read_refresh(&self, token: &str, now: Timestamp) -> Result<RefreshClaims, TokenError> {
        let Claims { sub, sid, jti, iat, exp, .. } = self.read(token, REFRESH, now)?;
        Ok(RefreshClaims { sub, sid, jti, iat, exp })
    }

    /// Reads a ticket as of `now`. Whether it was used before is not looked at.
    ///
    /// # Errors
    /// [`TokenError`] for anything but a live ticket signed with a key of this ring.
    pub fn read_ticket(&self, token: &str, now: Timestamp) -> Result<TicketClaims, TokenError> {
        let Claims { sub, sid, jti, iat, exp: until, access_exp } = self.read(token, TICKET, now)?;
        let exp = access_exp.ok_or(TokenError::Malformed)?;
        Ok(TicketClaims { access: AccessClaims { sub, sid, jti, iat, exp }, until })
    }

    fn sign(&self, claims: Map<String, Value>) -> Secret {
        let header = json!({ "alg": "HS256", "kid": self.current.kid, "typ": "JWT" });
        let encode = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let message = format!("{}.{}", encode(&header), encode(&Value::Object(claims)));
        self.current.sign(message)
    }

    fn read(&self, token: &str, kind: &str, now: Timestamp) -> Result<Claims, TokenError> {
        if token.len() > MAX_LENGTH {
            return Err(TokenError::Malformed);
        }
        let (message, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let key = self.key_of(token)?;
        let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Malformed)?;
        let mac = key.mac(message.as_bytes()).ok_or(TokenError::BadSignature)?;
        mac.verify_slice(&signature).map_err(|_| TokenError::BadSignature)?;

        let wire: WireClaims =
            jsonwebtoken::dangerous::insecure_decode_claims(token).map_err(|_| TokenError::Malformed)?;
        if wire.typ != kind || wire.iss != ISSUER || wire.aud != ISSUER {
            return Err(TokenError::WrongType);
        }
        let claims = wire.parse().ok_or(TokenError::Malformed)?;
        if now >= claims.exp {
            return Err(TokenError::Expired);
        }
        if claims.iat.micros().saturating_sub(now.micros()) > MAX_AHEAD {
            return Err(TokenError::NotYetValid);
        }
        Ok(claims)
    }

    // The header is not trusted: it only picks a key of the ring, and every key of the ring is for HS256.
    fn key_of(&self, token: &str) -> Result<&Key, TokenError> {
        let header = jsonwebtoken::decode_header(token).map_err(|_| reason_of_bad_header(token))?;
        if header.alg != Algorithm::HS256 {
            return Err(TokenError::WrongAlgorithm);
        }
        if header.crit.is_some() {
            return Err(TokenError::Malformed);
        }
        let kid = header.kid.ok_or(TokenError::UnknownKey)?;
        self.keys().find(|key| key.kid == kid).ok_or(TokenError::UnknownKey)
    }
}

// The keys of each object are in alphabetical order, so the text does not depend on whether another crate of the program makes
// serde_json keep insertion order.
fn claims_of(
    kind: &str,
    sub: OperatorId,
    sid: SessionId,
    jti: &TokenId,
    iat: Timestamp,
    exp: Timestamp,
) -> Map<String, Value> {
    let claims = [
        ("aud", ISSUER.into()),
        ("exp", exp.seconds().into()),
        ("iat", iat.seconds().into()),
        ("iss", ISSUER.into()),
        ("jti", jti.as_str().into()),
        ("sid", sid.get().into()),
        ("sub", sub.to_string().into()),
        ("typ", kind.into()),
    ];
    claims.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

impl Key {
    fn sign(&self, message: String) -> Secret {
        // HMAC takes a key of any length; the empty signature of an impossible failure verifies nowhere.
        let signature = self.mac(message.as_bytes()).map(|mac| URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()));
        Secret::new(message + "." + &signature.unwrap_or_default())
    }
}

/// `none` and other unknown algorithms make the header unreadable for the crate; they are told apart from noise here.
fn reason_of_bad_header(token: &str) -> TokenError {
    #[derive(Deserialize)]
    struct AnyHeader {
        alg: String,
    }
    let header = token.split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    match header.and_then(|json| serde_json::from_slice::<AnyHeader>(&json).ok()) {
        Some(header) if header.alg != "HS256" => TokenError::WrongAlgorithm,
        _ => TokenError::Malformed,
    }
}

struct Claims {
    sub: OperatorId,
    sid: SessionId,
    jti: TokenId,
    iat: Timestamp,
    exp: Timestamp,
    /// Of tickets alone.
    access_exp: Option<Timestamp>,
}

#[derive(Deserialize)]
struct WireClaims {
    iss: String,
    aud: String,
    typ: String,
    sub: String,
    sid: i64,
    jti: String,
    iat: i64,
    exp: i64,
    access_exp: Option<i64>,
}

impl WireClaims {
    fn parse(&self) -> Option<Claims> {
        Some(Claims {
            sub: OperatorId::new(self.sub.parse().ok()?).ok()?,
            sid: SessionId::new(self.sid).ok()?,
            jti: TokenId::from_stored(&self.jti),
            iat: Timestamp::from_seconds(self.iat)?,
            exp: Timestamp::from_seconds(self.exp)?,
            access_exp: self.access_exp.and_then(Timestamp::from_seconds),
        })
    }
}

#[cfg(test)]
#[path = "token_tests.rs"]
mod tests;
