//! Values that must not be printed, logged or sent.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A password, key, salt or token. `Debug` hides it, it does not serialise, and its memory is wiped when dropped.
/// Comparing two takes a time that tells their length and no more.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the secret in.
    pub fn new(value: impl Into<String>) -> Self {
        Self(Zeroizing::new(value.into()))
    }
    /// The secret itself. Each use is a place to look at in a review.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self::new(value)
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_secret_is_compared_and_used_but_not_shown() {
        let secret = Secret::from("salt-1");
        assert_eq!(format!("{secret:?} {:#?}", Some(&secret)).matches("salt").count(), 0);
        assert_eq!(secret.expose(), "salt-1");
        assert!(secret == Secret::new("salt-1") && secret != Secret::new("salt-2") && secret != Secret::new("salt"));
    }
}
