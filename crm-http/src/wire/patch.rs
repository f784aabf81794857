//! Fields of a patch: left out, `null` and set are three things.

use crm_core::kernel::Change;
use serde::{Deserialize, Deserializer};

/// Reads a field that is there: `null` empties it. With `#[serde(default)]` a field that is not there is kept.
pub(crate) fn patched<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Change<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.map_or(Change::Clear, Change::To))
}

/// Reads a field that may be left out and may not be `null`.
pub(crate) fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}
