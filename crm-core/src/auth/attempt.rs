//! Attempts at a password: counting them, refusing them, and taking their count back.

use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{
    Attempt, Auth, AuthError, Throttle, ThrottleKey, after_success_from_address, after_success_of_pair, decide_attempt,
};
use crate::access::Actor;
use crate::audit;
use crate::kernel::Error;
use crate::operators::Login;
use crate::store::{Effects, Loaded, Outcome, Tx};

impl Auth<'_> {
    /// Counts an attempt under each of the keys, or refuses it.
    pub(super) async fn count_attempt(&self, keys: &[ThrottleKey]) -> Result<(), Error> {
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let mut effects = Effects::none();
                    for key in keys {
                        let found = a.tx.sessions().throttle(key).await?;
                        match decide_attempt(key, found.as_deref(), a.now) {
                            Attempt::Delayed { retry_after } => {
                                return Err(AuthError::TooManyAttempts { retry_after }.into());
                            }
                            Attempt::Allowed(counted) => write_throttle(found.as_ref(), counted, &mut effects),
                        }
                    }
                    Ok(Outcome::done((), effects))
                })
            })
            .await
    }

    /// Leaves the refusal in the audit, and gives the error to answer: the refusal, or that it could not be written.
    ///
    /// What was typed is kept only if it is somebody's login, for people type passwords into the wrong field.
    pub(super) async fn refuse_login(&self, typed: &str, refusal: AuthError) -> Error {
        let refusal = &refusal;
        let login = &Login::new(typed).map(|login| login.key()).ok();
        let written: Result<(), Error> = self
            .core
            .unit(move |a| {
                Box::pin(async move {
                    let known = match login {
                        Some(key) => a.tx.operators().by_login(key).await?.map(|operator| operator.login.key()),
                        None => None,
                    };
                    let payload = match known {
                        Some(login) => json!({ "login": login }),
                        None => json!({ "unknown_login": short_digest(typed) }),
                    };
                    let mut effects = Effects::none();
                    effects.audit(audit::entry(&Actor::system("auth"), a.now, "auth.login_failed", "auth", &payload));
                    Ok(Outcome::refused(refusal.clone(), effects))
                })
            })
            .await;
        written.err().unwrap_or_else(|| refusal.clone().into())
    }
}

/// Enough to recognise guesses that repeat, too little to tell what was typed.
fn short_digest(typed: &str) -> String {
    let mut digest = hex::encode(Sha256::digest(typed.trim().to_lowercase()));
    digest.truncate(8);
    digest
}

/// Takes back what the attempt counted. The first key is the pair of login and address, a second one the address.
pub(super) async fn forgive(tx: &mut dyn Tx, keys: &[ThrottleKey], effects: &mut Effects) -> Result<(), Error> {
    for (n, key) in keys.iter().enumerate() {
        if let Some(row) = tx.sessions().throttle(key).await? {
            let forgiven = if n == 0 {
                after_success_of_pair(row.to_changed())
            } else {
                after_success_from_address(row.to_changed())
            };
            effects.update(&row, forgiven);
        }
    }
    Ok(())
}

fn write_throttle(found: Option<&Loaded<Throttle>>, counted: Throttle, effects: &mut Effects) {
    match found {
        Some(found) => effects.update(found, counted),
        None => effects.insert(counted),
    }
}
