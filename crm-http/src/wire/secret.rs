//! Secrets in bodies.

use crm_core::kernel::Secret;
use serde::{Deserialize, Deserializer};

/// Reads a password or a token into a type that is never printed.
pub(crate) fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Secret, D::Error> {
    String::deserialize(deserializer).map(Secret::new)
}
