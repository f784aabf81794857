//! Use cases of a new password: one's own, and another's.

use super::attempt::forgive;
use super::session::sessions_ended;
use super::{Auth, AuthError, PasswordHash, PasswordPolicy, RevokeReason, ThrottleKey};
use crate::access::{AccessError, Actor, Policy, Right};
use crate::audit;
use crate::kernel::{Error, OperatorId, Secret};
use crate::operators::{Operator, OperatorError};
use crate::store::{Effects, Outcome, Read, Write};

/// What lets users replace their own password.
struct Proof {
    /// The hash the present password was verified against; it must still be the stored one.
    verified: PasswordHash,
    /// What the attempt was counted under.
    key: ThrottleKey,
}

impl Auth<'_> {
    /// Changes the actor's own password and ends the other sessions. Wrong present passwords are slowed down like wrong
    /// sign-ins. A password that is replaced meanwhile, or a session that ends meanwhile, refuses the change.
    ///
    /// # Errors
    /// `auth.wrong_credentials`, `auth.too_many_attempts`, `auth.password_policy`, `auth.session_*`, `access.forbidden`
    /// for the program itself; storage errors.
    #[tracing::instrument(name = "auth.change_password", level = "debug", skip_all)]
    pub async fn change_password(&self, actor: &Actor, present: &Secret, new: &Secret) -> Result<(), Error> {
        let id = actor.id().ok_or(AccessError::Forbidden)?;
        let login = self.operator(id).await?.login.key();
        let key = ThrottleKey::password_change(&login);
        self.count_attempt(std::slice::from_ref(&key)).await?;

        // Again when the hash was replaced meanwhile: by a sign-in that renewed it, or by a new password.
        loop {
            let hash = self.core.read(Read::Each).await?.operators().password(id).await?;
            let verdict = self.core.passwords.verify(present.clone(), hash.as_ref()).await?;
            let Some(verified) = hash.filter(|_| verdict.matches) else {
                return Err(self.refuse_login(&login, AuthError::WrongCredentials).await);
            };
            let proof = Proof { verified, key: key.clone() };
            if self.store_password(actor, id, new, Some(&proof)).await? {
                return Ok(());
            }
        }
    }

    /// Sets another user's password and ends every session of that user.
    ///
    /// # Errors
    /// `access.forbidden`, `operator.not_found`, `auth.password_policy`; storage errors.
    #[tracing::instrument(name = "auth.set_password", level = "debug", skip_all)]
    pub async fn set_password(&self, actor: &Actor, id: OperatorId, new: &Secret) -> Result<(), Error> {
        Policy::require(actor, Right::ManagePeople)?;
        self.store_password(actor, id, new, None).await.map(drop)
    }

    async fn operator(&self, id: OperatorId) -> Result<Operator, Error> {
        let found = self.core.read(Read::Each).await?.operators().get(id).await?;
        Ok(found.ok_or(OperatorError::NotFound)?.into_inner())
    }

    /// Stores a password; `false`, and nothing is stored, when the proof was overtaken by another hash.
    async fn store_password(
        &self,
        actor: &Actor,
        id: OperatorId,
        new: &Secret,
        proof: Option<&Proof>,
    ) -> Result<bool, Error> {
        PasswordPolicy::default().check("password", self.operator(id).await?.login.as_str(), new)?;
        let hash = &self.core.passwords.hash(new.clone()).await?;
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let operator = a.tx.operators().get(id).await?.ok_or(OperatorError::NotFound)?;
                    let mut effects = Effects::none();
                    if let Some(proof) = proof {
                        if let Some(session) = actor.session() {
                            let session = a.tx.sessions().get(session).await?.ok_or(AuthError::SessionUnknown)?;
                            session.check_alive(a.now)?;
                            effects.depends_on(&session);
                        }
                        if a.tx.operators().password(id).await?.as_ref() != Some(&proof.verified) {
                            return Ok(Outcome::unchanged(false));
                        }
                        forgive(a.tx, std::slice::from_ref(&proof.key), &mut effects).await?;
                    }
                    // The row's version moves on with the password, so whatever was decided on the old one is refused.
                    let mut touched = operator.to_changed();
                    touched.updated_at = a.now;
                    effects.update(&operator, touched);
                    effects.write(Write::Password { operator: id, hash: hash.clone() });
                    effects.write(Write::RevokeSessions {
                        operator: id,
                        except: actor.session().filter(|_| actor.id() == Some(id)),
                        at: a.now,
                        reason: RevokeReason::PasswordChanged,
                    });
                    effects.event(sessions_ended(id, a.now));
                    let subject = format!("operator:{id}");
                    let payload = serde_json::json!({});
                    effects.audit(audit::entry(actor, a.now, "auth.password_changed", subject, &payload));
                    Ok(Outcome::done(true, effects))
                })
            })
            .await
    }
}
