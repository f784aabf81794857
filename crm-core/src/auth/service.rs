//! Use cases of tokens and sessions.

use std::sync::Arc;
use std::time::Duration;

use super::known::Bearer;
use super::session::sessions_ended;
use super::{AuthError, RefreshDecision, RevokeReason, Session, TokenId, decide_refresh};
use crate::access::{Actor, Policy, Right};
use crate::audit;
use crate::crm::Core;
use crate::kernel::{Error, OperatorId, Secret, SessionId};
use crate::operators::{self, Operator};
use crate::store::{Effects, Outcome, Read};

/// Signing in, and what follows from it.
#[derive(Clone, Copy)]
pub struct Auth<'c> {
    pub(super) core: &'c Core,
}

/// A pair of tokens, and whom they stand for.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Proves the session to every request.
    pub access_token: Secret,
    /// Exchanged, once, for the next pair.
    pub refresh_token: Secret,
    /// How long the access token holds.
    pub expires_in: Duration,
    /// Who signed in.
    pub operator: Operator,
    /// The session.
    pub session: SessionId,
}

impl SignedIn {
    /// The actor the tokens stand for.
    pub fn actor(&self) -> Actor {
        Actor::user(&self.operator, Some(self.session))
    }
}

impl<'c> Auth<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core }
    }

    /// Exchanges a refresh token for the next pair. Two tabs that send the same token within 10 s get the same answer; an
    /// older token that comes back ends the session.
    ///
    /// # Errors
    /// `auth.token_*`, `auth.session_*`, `auth.token_reused`, `auth.deactivated`; storage errors.
    #[tracing::instrument(name = "auth.refresh", level = "debug", skip_all)]
    pub async fn refresh(&self, token: &str) -> Result<SignedIn, Error> {
        let claims = self.core.tokens.read_refresh(token, self.core.now()).map_err(AuthError::from)?;
        let (fresh, access_id) = (TokenId::random()?, TokenId::random()?);
        let (claims, fresh, core) = (&claims, &fresh, self.core);
        let (operator, session) = self
            .core
            .unit(move |a| {
                Box::pin(async move {
                    let session = a.tx.sessions().get(claims.sid).await?.ok_or(AuthError::SessionUnknown)?;
                    let operator = a.tx.operators().get(session.operator).await?.ok_or(AuthError::SessionUnknown)?;
                    let operator = operator.into_inner();
                    if !operator.is_active() {
                        return Err(AuthError::Deactivated.into());
                    }
                    let mut effects = Effects::none();
                    match decide_refresh(&session, claims, a.now, fresh.clone(), &core.lifetimes) {
                        RefreshDecision::Rotate(next) => {
                            effects.update(&session, next.clone());
                            Ok(Outcome::done((operator, next), effects))
                        }
                        RefreshDecision::Repeat => Ok(Outcome::unchanged((operator, session.into_inner()))),
                        RefreshDecision::Reuse(revoked) => {
                            effects.update(&session, revoked);
                            effects.event(sessions_ended(session.operator, a.now));
                            let actor = Actor::user(&operator, Some(session.id));
                            let subject = format!("session:{}", session.id);
                            let payload = serde_json::json!({});
                            effects.audit(audit::entry(&actor, a.now, "auth.token_reused", subject, &payload));
                            Ok(Outcome::refused(AuthError::TokenReused, effects))
                        }
                        RefreshDecision::Refused(error) => Err(error.into()),
                    }
                })
            })
            .await?;
        Ok(self.issue(operator, &session, access_id))
    }

    /// The actor behind an access token. The session and the user are those of the last commit, whoever made it: a revoked
    /// session or a deactivated user is refused at once. Where the store tells of commits ([`Store::changes`]), they are read
    /// once between two of them.
    ///
    /// [`Store::changes`]: crate::store::Store::changes
    ///
    /// # Errors
    /// `auth.token_*`, `auth.session_*`, `auth.deactivated`; storage errors.
    #[tracing::instrument(name = "auth.authenticate", level = "debug", skip_all)]
    pub async fn authenticate(&self, token: &str) -> Result<Actor, Error> {
        let now = self.core.now();
        let claims = self.core.tokens.read_access(token, now).map_err(AuthError::from)?;
        // Before anything is read: what is committed meanwhile makes a new mark.
        let mark = self.core.store.changes().await;
        let kept = mark.and_then(|mark| self.core.bearers.get(mark, claims.sid));
        if let Some(bearer) = kept {
            return bearer.actor(claims.sub, now);
        }
        let bearer = Arc::new(self.bearer(claims.sid).await?);
        if let Some(mark) = mark {
            self.core.bearers.keep(mark, Arc::clone(&bearer));
        }
        bearer.actor(claims.sub, now)
    }

    async fn bearer(&self, session: SessionId) -> Result<Bearer, Error> {
        let mut tx = self.core.read(Read::Each).await?;
        let session = tx.sessions().get(session).await?.ok_or(AuthError::SessionUnknown)?;
        let operator = tx.operators().get(session.operator).await?.ok_or(AuthError::SessionUnknown)?;
        Ok(Bearer::new(session.into_inner(), &operator))
    }

    /// Notes that the actor's session is in use: without such signs of life a user is put offline (see
    /// [`Operators::sweep`](crate::operators::Operators::sweep)). Call it on every request and, while a live stream is open,
    /// every minute: it is one read, and writes at most once a minute. Without a session, or with one that has ended, there
    /// is nothing to note.
    ///
    /// # Errors
    /// Storage errors.
    #[tracing::instrument(name = "auth.seen", level = "debug", skip_all)]
    pub async fn seen(&self, actor: &Actor) -> Result<(), Error> {
        let Some(id) = actor.session() else { return Ok(()) };
        let is_due = |session: &Session, now| session.check_alive(now).is_ok() && session.seen(now).is_some();
        let now = self.core.now();
        let session = self.core.read(Read::Each).await?.sessions().get(id).await?;
        if !session.is_some_and(|session| is_due(&session, now)) {
            return Ok(());
        }
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let mut effects = Effects::none();
                    let session = a.tx.sessions().get(id).await?;
                    if let Some(session) = session.filter(|session| session.check_alive(a.now).is_ok())
                        && let Some(seen) = session.seen(a.now)
                    {
                        effects.update(&session, seen);
                    }
                    Ok(Outcome::done((), effects))
                })
            })
            .await
    }

    /// Ends the actor's own session. Ending a user's last one also ends the work: the user is offline from then on, unless
    /// on a call.
    ///
    /// # Errors
    /// Storage errors. Without a session there is nothing to end, which is fine.
    #[tracing::instrument(name = "auth.logout", level = "debug", skip_all)]
    pub async fn logout(&self, actor: &Actor) -> Result<(), Error> {
        match actor.session() {
            Some(session) => self.revoke(actor, session, RevokeReason::Logout).await,
            None => Ok(()),
        }
    }

    /// The sessions of the actor, or of another user for who may manage people; latest first.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "auth.sessions", level = "debug", skip_all)]
    pub async fn sessions(&self, actor: &Actor, operator: OperatorId) -> Result<Vec<Session>, Error> {
        if actor.id() != Some(operator) {
            Policy::require(actor, Right::ManagePeople)?;
        }
        Ok(self.core.read(Read::Each).await?.sessions().of_operator(operator).await?)
    }

    /// Ends one session of the actor, or of another user for who may manage people; the last one as [`Auth::logout`] does.
    ///
    /// # Errors
    /// `auth.session_unknown`, also for somebody else's without the right; storage errors.
    #[tracing::instrument(name = "auth.revoke_session", level = "debug", skip_all)]
    pub async fn revoke_session(&self, actor: &Actor, session: SessionId) -> Result<(), Error> {
        self.revoke(actor, session, RevokeReason::Admin).await
    }

    async fn revoke(&self, actor: &Actor, id: SessionId, reason: RevokeReason) -> Result<(), Error> {
        let (reason, core) = (&reason, self.core);
        self.core
            .unit(move |a| {
                Box::pin(async move {
                    let session = a.tx.sessions().get(id).await?.ok_or(AuthError::SessionUnknown)?;
                    let own = actor.id() == Some(session.operator);
                    if !own && !Policy::has(actor, Right::ManagePeople) {
                        return Err(AuthError::SessionUnknown.into());
                    }
                    if session.revoked.is_some() {
                        return Ok(Outcome::unchanged(()));
                    }
                    let reason = if own { RevokeReason::Logout } else { reason.clone() };
                    let payload = serde_json::json!({ "reason": reason });
                    let mut effects = Effects::none();
                    effects.update(&session, session.to_changed().revoke(reason, a.now));
                    effects.event(sessions_ended(session.operator, a.now));
                    let subject = format!("session:{id}");
                    effects.audit(audit::entry(actor, a.now, "auth.session_revoked", subject, &payload));
                    // Two last sessions that end at once each see the other: housekeeping finds that user a moment later.
                    let sessions = a.tx.sessions().of_operator(session.operator).await?;
                    if !sessions.iter().any(|other| other.id != id && other.check_alive(a.now).is_ok()) {
                        operators::signed_out(core, a.tx, session.operator, a.now, &mut effects).await?;
                    }
                    Ok(Outcome::done((), effects))
                })
            })
            .await
    }

    pub(super) fn issue(self, operator: Operator, session: &Session, access_id: TokenId) -> SignedIn {
        let now = self.core.now();
        let claims = session.access_claims(access_id, now, &self.core.lifetimes);
        SignedIn {
            expires_in: claims.exp.since(now),
            access_token: self.core.tokens.issue_access(&claims),
            refresh_token: self.core.tokens.issue_refresh(&session.refresh_claims()),
            operator,
            session: session.id,
        }
    }
}
