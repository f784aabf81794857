//! Signatures of deliveries, and what an opened delivery is. One scheme serves Mango and scripted SIP servers:
//! `hex(sha256(key ‖ text ‖ salt))`, plain concatenation.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::BadAccount;
use crate::kernel::Secret;

/// The longest body that is looked at, in bytes.
pub const MAX_BODY: usize = 256 * 1024;
/// The longest provider id that is taken, in bytes: what Mango documents for its own.
pub const MAX_ID: usize = 128;
/// The longest path that is kept, in characters.
pub const MAX_PATH: usize = 128;

/// A delivery that may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// A provider's connection check: answer it, keep nothing.
    Probe,
    /// Signed by one of the accounts: store it before answering.
    Signed(SignedDelivery),
}

/// A delivery whose signature holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedDelivery {
    /// The account that signed it: its place in the slice that was given.
    pub account: usize,
    /// The path below the base, such as `/events/call`: no slash at the end, at most [`MAX_PATH`] characters.
    pub path: String,
    /// The payload exactly as it was signed.
    pub json: String,
}

/// The path as it is stored and compared: no control characters, one slash in front, none at the end, cut to [`MAX_PATH`]
/// characters.
pub(super) fn normal_path(path: &str) -> String {
    let printable = path.replace(char::is_control, "");
    std::iter::once('/').chain(printable.trim_matches('/').chars()).take(MAX_PATH).collect()
}

/// Refuses a key or salt that would let anyone sign.
pub(super) fn check_secrets(key: &Secret, salt: &Secret) -> Result<(), BadAccount> {
    if key.expose().is_empty() || salt.expose().is_empty() { Err(BadAccount::EmptySecret) } else { Ok(()) }
}

fn concatenated(key: &Secret, text: &[u8], salt: &Secret) -> [u8; 32] {
    Sha256::new().chain_update(key.expose()).chain_update(text).chain_update(salt.expose()).finalize().into()
}

/// The signature as it is sent: lower-case hex.
pub(super) fn sign(key: &Secret, text: &[u8], salt: &Secret) -> String {
    hex::encode(concatenated(key, text, salt))
}

/// Whether `given`, hex in either case, signs `text`. Takes the same time wherever they differ.
pub(super) fn holds(key: &Secret, text: &[u8], salt: &Secret, given: &[u8]) -> bool {
    let mut claimed = [0_u8; 32];
    hex::decode_to_slice(given, &mut claimed).is_ok() && claimed.ct_eq(&concatenated(key, text, salt)).into()
}

/// Whether `given`, hex in either case, is the HMAC-SHA256 of `text` under the salt.
pub(super) fn hmac_holds(text: &[u8], salt: &Secret, given: &[u8]) -> bool {
    let mut claimed = [0_u8; 32];
    hex::decode_to_slice(given, &mut claimed).is_ok()
        && hmac(text, salt).is_some_and(|mac| mac.verify_slice(&claimed).is_ok())
}

/// The HMAC-SHA256 of `text` under the salt, lower-case hex.
pub(super) fn hmac_sign(text: &[u8], salt: &Secret) -> String {
    hmac(text, salt).map(|mac| hex::encode(mac.finalize().into_bytes())).unwrap_or_default()
}

fn hmac(text: &[u8], salt: &Secret) -> Option<Hmac<Sha256>> {
    let mac = Hmac::<Sha256>::new_from_slice(salt.expose().as_bytes()).ok()?;
    Some(mac.chain_update(text))
}
