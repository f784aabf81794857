//! Use case of signing in.

use std::net::IpAddr;

use super::attempt::forgive;
use super::{Auth, AuthError, PasswordHash, Session, SignIn, SignedIn, ThrottleKey, TokenId};
use crate::access::Actor;
use crate::audit;
use crate::kernel::{Error, OperatorId, Secret, SessionId, Text};
use crate::operators::{Login, Operator};
use crate::store::{Effects, Outcome, Read, Write};

/// A wish to sign in.
#[derive(Debug, Clone)]
pub struct SignInRequest {
    /// The login as typed.
    pub login: String,
    /// The password.
    pub password: Secret,
    /// The network address it comes from, never a port: the delay after failures is per login and address.
    ///
    /// **A face that serves strangers must give it.** With `None` the delay is per login alone, and whoever guesses at a
    /// login delays its owner too. `None` is for a program that signs its own user in.
    pub address: Option<IpAddr>,
    /// The browser or program, for the list of sessions.
    pub agent: Option<Text<256>>,
}

impl SignInRequest {
    /// A sign-in from the program itself, without an address.
    pub fn new(login: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self { login: login.into(), password: password.into(), address: None, agent: None }
    }
}

/// A right password: whose, the hash it was verified against, and its present hash where that one is of an older kind.
struct Proof {
    operator: OperatorId,
    verified: PasswordHash,
    rehashed: Option<PasswordHash>,
}

impl Auth<'_> {
    /// Signs in. The attempt is counted before the password is looked at, so parallel guesses are counted too. A hash of an
    /// earlier system or of weaker parameters is replaced by a present one.
    ///
    /// # Errors
    /// `auth.wrong_credentials` (which of the two is not told), `auth.too_many_attempts`, `auth.deactivated`, `auth.busy`;
    /// storage errors.
    #[tracing::instrument(name = "auth.login", level = "debug", skip_all)]
    pub async fn login(&self, request: &SignInRequest) -> Result<SignedIn, Error> {
        let login = Login::new(&request.login).ok();
        let key = login.as_ref().map(Login::key);
        let keys =
            [ThrottleKey::pair(key.as_deref().unwrap_or(""), request.address), ThrottleKey::address(request.address)];
        self.count_attempt(&keys).await?;

        // Again when the hash was replaced meanwhile: by a sign-in at the same moment, or by a new password.
        loop {
            let Some(proof) = self.prove(key.as_deref(), &request.password).await? else {
                return Err(self.refuse_login(&request.login, AuthError::WrongCredentials).await);
            };
            if let Some((operator, session)) = self.begin_session(request, &keys, &proof).await? {
                return Ok(self.issue(operator, &session, TokenId::random()?));
            }
        }
    }

    /// Whose password it is; `None` when there is no such login or the password is wrong.
    async fn prove(&self, key: Option<&str>, password: &Secret) -> Result<Option<Proof>, Error> {
        let mut found = None;
        if let Some(key) = key {
            let mut tx = self.core.read(Read::Each).await?;
            if let Some(operator) = tx.operators().by_login(key).await? {
                found = tx.operators().password(operator.id).await?.map(|hash| (operator.id, hash));
            }
        }
        let verdict = self.core.passwords.verify(password.clone(), found.as_ref().map(|(_, hash)| hash)).await?;
        let Some((operator, verified)) = found.filter(|_| verdict.matches) else { return Ok(None) };
        let rehashed = if verdict.rehash { Some(self.core.passwords.hash(password.clone()).await?) } else { None };
        Ok(Some(Proof { operator, verified, rehashed }))
    }

    /// Begins the session; `None` when the proof was overtaken by another hash.
    async fn begin_session(
        &self,
        request: &SignInRequest,
        keys: &[ThrottleKey],
        proof: &Proof,
    ) -> Result<Option<(Operator, Session)>, Error> {
        let session_id: SessionId = self.core.ids.next().await?;
        let refresh_id = &TokenId::random()?;
        let (id, core) = (proof.operator, self.core);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let operator = a.tx.operators().get(id).await?.ok_or(AuthError::WrongCredentials)?;
                    let subject = format!("operator:{id}");
                    let actor = Actor::user(&operator, Some(session_id));
                    let trace = |action, payload| audit::entry(&actor, a.now, action, subject.clone(), &payload);
                    if a.tx.operators().password(id).await?.as_ref() != Some(&proof.verified) {
                        return Ok(Outcome::unchanged(None));
                    }
                    let mut effects = Effects::none();
                    if !operator.is_active() {
                        effects.audit(trace("auth.login_refused", serde_json::json!({ "reason": "deactivated" })));
                        return Ok(Outcome::refused(AuthError::Deactivated, effects));
                    }
                    effects.depends_on(&operator);
                    let sign_in = SignIn {
                        id: session_id,
                        operator: id,
                        refresh_id: refresh_id.clone(),
                        address: request.address,
                        agent: request.agent.clone(),
                    };
                    let session = Session::begin(sign_in, a.now, &core.lifetimes);
                    effects.insert(session.clone());
                    if let Some(hash) = &proof.rehashed {
                        effects.write(Write::Password { operator: id, hash: hash.clone() });
                    }
                    forgive(a.tx, keys, &mut effects).await?;
                    let payload = serde_json::json!({ "session": session_id, "address": session.address });
                    effects.audit(trace("auth.login", payload));
                    Ok(Outcome::done(Some((operator.into_inner(), session)), effects))
                })
            })
            .await
    }
}
