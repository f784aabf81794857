//! A sign-in as the server keeps it, and the rule for going on with it.

use std::net::IpAddr;
use std::time::Duration;

use super::{AccessClaims, AuthError, RefreshClaims, TokenId};
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{OperatorId, SessionId, Text, Timestamp, Version, coded};

/// For how long after a rotation the refresh token it replaced still gets the same answer: two tabs of one browser share
/// a token and may send it at the same moment. A session does not rotate twice within it.
pub const GRACE: Duration = Duration::from_secs(10);

/// How often a session's sign of life is written at most.
pub const SEEN_EVERY: Duration = Duration::from_secs(60);

coded! {
    /// Why a session was ended before its time.
    pub enum RevokeReason: "revoke reason" {
        /// Its owner signed out.
        Logout = "logout", "Выход", "Signed out";
        /// An administrator ended it.
        Admin = "admin", "Завершена администратором", "Ended by an administrator";
        /// A refresh token came back after it had been exchanged: someone may have copied it.
        Reuse = "reuse", "Повторное использование токена", "Token used again";
        /// The password was changed.
        PasswordChanged = "password_changed", "Смена пароля", "Password changed";
        /// The account was switched off.
        Deactivated = "deactivated", "Учётная запись отключена", "Account deactivated";
        /// Its time was over and it was tidied away.
        Expired = "expired", "Истекла", "Expired";
    }
}

/// When and why a session was ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoked {
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: RevokeReason,
}

/// For how long tokens and sessions hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenLifetimes {
    /// An access token. Default 15 minutes: how long a stolen one is of use where nobody looks at the session.
    pub access: Duration,
    /// A session that is not used. Default 30 days; each rotation starts it anew.
    pub idle: Duration,
    /// A session in all, used or not. Default 90 days.
    pub absolute: Duration,
}

impl Default for TokenLifetimes {
    fn default() -> Self {
        const DAY: u64 = 24 * 60 * 60;
        Self {
            access: Duration::from_secs(15 * 60),
            idle: Duration::from_secs(30 * DAY),
            absolute: Duration::from_secs(90 * DAY),
        }
    }
}

impl TokenLifetimes {
    fn end(&self, created_at: Timestamp, used_at: Timestamp) -> Timestamp {
        used_at.plus(self.idle).min(created_at.plus(self.absolute))
    }
}

/// A sign-in as the server keeps it. It names the one refresh token that may continue it; the token itself is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// How often its row was written. The rules here leave it as read; a commit writes the next one.
    pub version: Version,
    /// Who signed in.
    pub operator: OperatorId,
    /// The refresh token that continues it.
    pub refresh_id: TokenId,
    /// When that token was issued.
    pub refresh_issued_at: Timestamp,
    /// The refresh token before that one; `None` before the first rotation.
    pub previous_refresh_id: Option<TokenId>,
    /// When the present token replaced the previous one; `None` before the first rotation.
    pub rotated_at: Option<Timestamp>,
    /// When it began.
    pub created_at: Timestamp,
    /// The first instant at which it no longer holds, unless it is continued before.
    pub expires_at: Timestamp,
    /// When it was last known to be used, a minute less at most.
    pub last_seen_at: Timestamp,
    /// Set when it was ended before its time.
    pub revoked: Option<Revoked>,
    /// The network address it began from, where known.
    pub address: Option<Text<64>>,
    /// The browser or program it began from, by its own account.
    pub agent: Option<Text<256>>,
}

/// What a new session is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The session's id.
    pub id: SessionId,
    /// Who signs in.
    pub operator: OperatorId,
    /// The name of its first refresh token.
    pub refresh_id: TokenId,
    /// The network address, where known.
    pub address: Option<IpAddr>,
    /// The browser or program, by its own account.
    pub agent: Option<Text<256>>,
}

impl Session {
    /// A session that begins now.
    pub fn begin(sign_in: SignIn, now: Timestamp, lifetimes: &TokenLifetimes) -> Self {
        let SignIn { id, operator, refresh_id, address, agent } = sign_in;
        Self {
            id,
            version: Version::FIRST,
            operator,
            refresh_id,
            refresh_issued_at: now,
            previous_refresh_id: None,
            rotated_at: None,
            created_at: now,
            expires_at: lifetimes.end(now, now),
            last_seen_at: now,
            revoked: None,
            address: address.map(|address| Text::from_stored(&address.to_canonical().to_string())),
            agent,
        }
    }

    /// Checks that it still holds. Every request with an access token asks this.
    ///
    /// # Errors
    /// [`AuthError::SessionRevoked`] or [`AuthError::SessionExpired`].
    pub fn check_alive(&self, now: Timestamp) -> Result<(), AuthError> {
        match &self.revoked {
            Some(revoked) => Err(AuthError::SessionRevoked { reason: revoked.reason.clone() }),
            None if now >= self.expires_at => Err(AuthError::SessionExpired),
            None => Ok(()),
        }
    }

    /// The same session, ended. One that was ended before keeps its first time and reason.
    #[must_use]
    pub fn revoke(mut self, reason: RevokeReason, at: Timestamp) -> Self {
        self.revoked.get_or_insert(Revoked { at, reason });
        self
    }

    /// What its present refresh token says. It follows from the row alone, so the token can be issued again.
    pub fn refresh_claims(&self) -> RefreshClaims {
        RefreshClaims {
            sub: self.operator,
            sid: self.id,
            jti: self.refresh_id.clone(),
            iat: self.refresh_issued_at,
            exp: self.expires_at,
        }
    }

    /// What a new access token says. It never outlives the session.
    pub fn access_claims(&self, jti: TokenId, now: Timestamp, lifetimes: &TokenLifetimes) -> AccessClaims {
        let exp = now.plus(lifetimes.access).min(self.expires_at);
        AccessClaims { sub: self.operator, sid: self.id, jti, iat: now, exp }
    }

    /// The session as a sign of life leaves it; `None` while the last one is less than a minute old.
    pub fn seen(&self, now: Timestamp) -> Option<Self> {
        (now.since(self.last_seen_at) >= SEEN_EVERY).then(|| Self { last_seen_at: now, ..self.clone() })
    }

    fn rotate(&self, refresh_id: TokenId, now: Timestamp, lifetimes: &TokenLifetimes) -> Self {
        Self {
            previous_refresh_id: Some(self.refresh_id.clone()),
            refresh_id,
            refresh_issued_at: now,
            rotated_at: Some(now),
            expires_at: lifetimes.end(self.created_at, now),
            last_seen_at: now,
            ..self.clone()
        }
    }

    fn rotated_within_grace(&self, now: Timestamp) -> bool {
        self.rotated_at.is_some_and(|rotated_at| now.since(rotated_at) < GRACE)
    }
}

/// What a refresh token leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum RefreshDecision {
    /// The session goes on under a new refresh token: write it, then issue both tokens from it.
    Rotate(Session),
    /// Another tab was just given the present token: issue it again from the session as it is. Nothing to write.
    Repeat,
    /// The token had been exchanged before: write the session, now revoked, and refuse with [`AuthError::TokenReused`].
    Reuse(Session),
    /// Nothing to write.
    Refused(AuthError),
}

/// Decides what a correctly signed, unexpired refresh token leads to. `fresh` names the token that a rotation would issue.
///
/// * The present token rotates, unless it is younger than [`GRACE`] itself: then it is repeated. So the token before it
///   stays the previous one for all of its grace, however often the tabs ask.
/// * The previous token gets the present one while the rotation is younger than [`GRACE`].
/// * Any other token of this session is an old one: its owner or a thief used it before, so the session ends.
///
/// A thief inside the grace gets the token that the owner has; whoever of them continues second, later, ends the session.
pub fn decide_refresh(
    session: &Session,
    claims: &RefreshClaims,
    now: Timestamp,
    fresh: TokenId,
    lifetimes: &TokenLifetimes,
) -> RefreshDecision {
    if claims.sid != session.id || claims.sub != session.operator {
        return RefreshDecision::Refused(AuthError::SessionUnknown);
    }
    if let Err(error) = session.check_alive(now) {
        return RefreshDecision::Refused(error);
    }
    let is_present = claims.jti == session.refresh_id;
    let is_previous = session.previous_refresh_id.as_ref() == Some(&claims.jti);
    if session.rotated_within_grace(now) && (is_present || is_previous) {
        RefreshDecision::Repeat
    } else if is_present {
        RefreshDecision::Rotate(session.rotate(fresh, now, lifetimes))
    } else {
        RefreshDecision::Reuse(session.clone().revoke(RevokeReason::Reuse, now))
    }
}

/// What the feed tells when sessions of a user were ended: those who serve the user's streams look again at once.
pub(super) fn sessions_ended(operator: OperatorId, at: Timestamp) -> NewEvent {
    NewEvent {
        at,
        kind: EventKind::SessionsEnded,
        subject: Text::from_stored(&format!("operator:{operator}")),
        scope: EventScope { operators: vec![operator], ..EventScope::default() },
        payload: serde_json::json!({ "id": operator }).to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const LIFETIMES: fn() -> TokenLifetimes = TokenLifetimes::default;

    fn at(seconds: u64) -> Timestamp {
        Timestamp::EPOCH.plus(Duration::from_secs(1_700_000_000 + seconds))
    }

    fn name(n: u64) -> TokenId {
        TokenId::from_bytes(u128::from(n).to_be_bytes())
    }

    fn session() -> Session {
        let sign_in = SignIn {
            id: SessionId::new(7).unwrap(),
            operator: OperatorId::new(12).unwrap(),
            refresh_id: name(0),
            address: None,
            agent: None,
        };
        Session::begin(sign_in, at(0), &LIFETIMES())
    }

    fn rotated(session: &Session, now: Timestamp, fresh: TokenId) -> Session {
        match decide_refresh(session, &session.refresh_claims(), now, fresh, &LIFETIMES()) {
            RefreshDecision::Rotate(session) => session,
            other => panic!("expected a rotation, not {other:?}"),
        }
    }

    #[test]
    fn a_refresh_replaces_the_token_and_prolongs_the_session() {
        let first = session();
        let second = rotated(&first, at(3600), name(1));
        assert_eq!(second.refresh_id, name(1));
        assert_eq!(second.previous_refresh_id, Some(name(0)));
        assert_eq!(second.expires_at, first.expires_at.plus(Duration::from_secs(3600)));
        assert_eq!(second.created_at, first.created_at);
    }

    #[test]
    fn no_session_outlives_ninety_days_however_busy() {
        let mut session = session();
        for day in 1..90 {
            session = rotated(&session, at(day * 86_400), name(day));
        }
        assert_eq!(session.expires_at, at(90 * 86_400));
        let decision = decide_refresh(&session, &session.refresh_claims(), at(90 * 86_400), name(99), &LIFETIMES());
        assert_eq!(decision, RefreshDecision::Refused(AuthError::SessionExpired));
    }

    #[test]
    fn a_second_tab_gets_the_same_new_token_for_ten_seconds() {
        let old = session().refresh_claims();
        let now = rotated(&session(), at(900), name(1));
        let at_last = Timestamp::from_micros(at(910).micros() - 1).unwrap();
        assert_eq!(decide_refresh(&now, &old, at_last, name(2), &LIFETIMES()), RefreshDecision::Repeat);
        let ended = now.clone().revoke(RevokeReason::Reuse, at(910));
        assert_eq!(decide_refresh(&now, &old, at(910), name(2), &LIFETIMES()), RefreshDecision::Reuse(ended));
    }

    #[test]
    fn a_revoked_session_stays_revoked_for_its_first_reason() {
        let ended = session().revoke(RevokeReason::Logout, at(5)).revoke(RevokeReason::Reuse, at(6));
        let decision = decide_refresh(&ended, &ended.refresh_claims(), at(7), name(1), &LIFETIMES());
        assert_eq!(decision, RefreshDecision::Refused(AuthError::SessionRevoked { reason: RevokeReason::Logout }));
    }

    #[test]
    fn a_token_of_another_session_or_person_continues_nothing_and_ends_nothing() {
        let session = session();
        let mut claims = session.refresh_claims();
        claims.sid = SessionId::new(8).unwrap();
        let decision = decide_refresh(&session, &claims, at(5), name(1), &LIFETIMES());
        assert_eq!(decision, RefreshDecision::Refused(AuthError::SessionUnknown));
        let mut claims = session.refresh_claims();
        claims.sub = OperatorId::new(13).unwrap();
        let decision = decide_refresh(&session, &claims, at(5), name(1), &LIFETIMES());
        assert_eq!(decision, RefreshDecision::Refused(AuthError::SessionUnknown));
    }

    #[test]
    fn an_access_token_does_not_outlive_its_session() {
        let session = session();
        let late = session.expires_at.minus(Duration::from_secs(60));
        assert_eq!(session.access_claims(name(1), late, &LIFETIMES()).exp, session.expires_at);
        assert_eq!(session.access_claims(name(1), at(0), &LIFETIMES()).exp, at(900));
    }

    proptest! {
        /// Two tabs share one stored token. Each step: time passes, and then both send what was stored, the second one
        /// up to just under the grace after the first, each possibly several times.
        #[test]
        fn tabs_that_refresh_at_about_the_same_moment_are_never_signed_out(
            rounds in prop::collection::vec((0_u64..7200, prop::collection::vec(0_u64..9_999_999, 1..6)), 1..30),
        ) {
            let mut session = session();
            let mut stored = session.refresh_claims();
            let mut now = at(0);
            let mut fresh = 0;
            for (pause, delays) in rounds {
                now = now.plus(Duration::from_secs(pause));
                let (read_then, sent) = (now, stored.clone());
                let mut delays = delays;
                delays.sort_unstable();
                for delay in delays {
                    now = read_then.plus(Duration::from_micros(delay));
                    fresh += 1;
                    // One tab sends what both had read, the other what is stored by now.
                    for claims in [sent.clone(), stored.clone()] {
                        match decide_refresh(&session, &claims, now, name(fresh), &LIFETIMES()) {
                            RefreshDecision::Rotate(next) => session = next,
                            RefreshDecision::Repeat => {}
                            other => prop_assert!(false, "signed out at {now}: {other:?}"),
                        }
                        stored = session.refresh_claims();
                    }
                }
            }
        }

        #[test]
        fn a_token_that_was_replaced_longer_ago_than_the_grace_ends_the_session(
            steps in prop::collection::vec(10_u64..86_400, 1..20), stolen in any::<prop::sample::Index>(), late in 10_u64..86_400,
        ) {
            let mut session = session();
            let mut now = at(0);
            let mut tokens = Vec::new();
            for (n, step) in (1..).zip(&steps) {
                now = now.plus(Duration::from_secs(*step));
                tokens.push(session.refresh_claims());
                session = rotated(&session, now, name(n));
            }
            let now = now.plus(Duration::from_secs(late));
            let old = &tokens[stolen.index(tokens.len())];
            let ended = session.clone().revoke(RevokeReason::Reuse, now);
            let decision = decide_refresh(&session, old, now, name(99), &LIFETIMES());
            prop_assert_eq!(decision, RefreshDecision::Reuse(ended));
        }
    }
}
