//! What a new password must be. Verification of an old one never asks this.

use super::AuthError;
use crate::kernel::{Code, FieldError, Invalid, Secret};

/// What a new password must be: 8 to 128 characters, not the login, not one everybody tries first. There are no rules
/// about kinds of characters and none about age: both make passwords worse (NIST SP 800-63B, section 3.1.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordPolicy {
    min: usize,
    max: usize,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self { min: 8, max: 128 }
    }
}

/// One way in which a password does not meet the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFlaw {
    /// Fewer characters than the policy asks for.
    #[error("must have at least {min} characters")]
    TooShort {
        /// The least number of characters.
        min: usize,
    },
    /// More characters than the policy allows.
    #[error("must have at most {max} characters")]
    TooLong {
        /// The largest number of characters.
        max: usize,
    },
    /// Nothing but blanks.
    #[error("must not be blank")]
    Blank,
    /// The login itself, in any case.
    #[error("must not be the login")]
    SameAsLogin,
    /// Among the first that anybody would try.
    #[error("is one of the passwords that are tried first")]
    Common,
}

impl PasswordFlaw {
    /// The stable code.
    pub fn code(self) -> Code {
        match self {
            Self::TooShort { .. } => "password.too_short",
            Self::TooLong { .. } => "password.too_long",
            Self::Blank => "password.blank",
            Self::SameAsLogin => "password.same_as_login",
            Self::Common => "password.common",
        }
    }

    /// The flaw as a finding about the wire field `field`.
    pub fn into_field(self, field: &'static str) -> FieldError {
        FieldError { field, code: self.code(), message: self.to_string() }
    }
}

impl PasswordPolicy {
    /// Every way in which `password` does not suit the owner of `login`; empty when it does.
    pub fn flaws(&self, login: &str, password: &Secret) -> Vec<PasswordFlaw> {
        let password = password.expose();
        let length = password.chars().count();
        let folded = password.trim().to_lowercase();
        let mut flaws = Vec::new();
        if folded.is_empty() {
            flaws.push(PasswordFlaw::Blank);
        }
        if length < self.min {
            flaws.push(PasswordFlaw::TooShort { min: self.min });
        }
        if length > self.max {
            flaws.push(PasswordFlaw::TooLong { max: self.max });
        }
        if !folded.is_empty() && folded == login.trim().to_lowercase() {
            flaws.push(PasswordFlaw::SameAsLogin);
        }
        if COMMON.contains(&folded.as_str()) || is_one_character_repeated(&folded) {
            flaws.push(PasswordFlaw::Common);
        }
        flaws
    }

    /// Checks a new password sent in the wire field `field`.
    ///
    /// # Errors
    /// [`AuthError::PasswordPolicy`] with every flaw at once.
    pub fn check(&self, field: &'static str, login: &str, password: &Secret) -> Result<(), AuthError> {
        let findings = self.flaws(login, password).into_iter().map(|flaw| flaw.into_field(field)).collect();
        Invalid::check(findings).map_err(AuthError::PasswordPolicy)
    }
}

fn is_one_character_repeated(text: &str) -> bool {
    let mut characters = text.chars();
    characters.next().is_some_and(|first| characters.all(|other| other == first))
}

// Those of eight characters and more, lower-case: shorter ones are refused anyway. Latin and Russian keyboards.
const COMMON: &[&str] = &[
    "00000000",
    "0123456789",
    "0987654321",
    "11111111",
    "1111111111",
    "11223344",
    "112233445566",
    "12341234",
    "12344321",
    "123456654321",
    "1234567",
    "12345678",
    "123456789",
    "1234567890",
    "12345678910",
    "1234qwer",
    "123qweasd",
    "1q2w3e4r",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "1qazxsw2",
    "87654321",
    "987654321",
    "9876543210",
    "aa123456",
    "abc12345",
    "abcd1234",
    "admin123",
    "admin1234",
    "admin12345",
    "administrator",
    "asdfghjk",
    "asdfghjkl",
    "baseball",
    "changeme",
    "football",
    "iloveyou",
    "letmein1",
    "operator",
    "operator1",
    "operator123",
    "parol123",
    "passw0rd",
    "password",
    "password1",
    "password12",
    "password123",
    "princess",
    "q1w2e3r4",
    "q1w2e3r4t5",
    "qazwsxedc",
    "qwer1234",
    "qwertyui",
    "qwertyuiop",
    "qwerty12",
    "qwerty123",
    "qwerty1234",
    "qwerty12345",
    "qwerty123456",
    "sunshine",
    "superman",
    "trustno1",
    "welcome1",
    "zaq12wsx",
    "zxcvbnm1",
    "zxcvbnm123",
    "администратор",
    "йцукенгш",
    "йцукенгшщз",
    "оператор",
    "пароль12",
    "пароль123",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn flaws(login: &str, password: &str) -> Vec<&'static str> {
        PasswordPolicy::default().flaws(login, &Secret::new(password)).into_iter().map(PasswordFlaw::code).collect()
    }

    #[test]
    fn an_ordinary_phrase_is_accepted_whatever_its_alphabet() {
        for password in ["correct horse battery", "тёплый чай в семь", "x7#kPq2v", &"я1".repeat(64)] {
            assert_eq!(flaws("anna", password), [""; 0], "{password}");
        }
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        assert_eq!(flaws("anna", "чайник"), ["password.too_short"]);
        assert_eq!(flaws("anna", "чайник77"), [""; 0]);
        assert_eq!(flaws("anna", &"ab".repeat(65)), ["password.too_long"]);
    }

    #[test]
    fn the_login_and_the_first_guesses_are_refused_in_any_case() {
        assert_eq!(flaws("Anna.Petrova", "anna.petrova"), ["password.same_as_login"]);
        assert_eq!(flaws("anna", "Admin123"), ["password.common"]);
        assert_eq!(flaws("anna", "12345678"), ["password.common"]);
        assert_eq!(flaws("anna", "zzzzzzzzz"), ["password.common"]);
        assert_eq!(flaws("anna", "         "), ["password.blank"]);
        assert_eq!(flaws("", ""), ["password.blank", "password.too_short"]);
    }

    #[test]
    fn the_message_never_repeats_the_password() {
        let error = PasswordPolicy::default().check("newPassword", "anna", &"secret7".into()).unwrap_err();
        assert_eq!(error.to_string(), "newPassword: must have at least 8 characters");
    }
}
