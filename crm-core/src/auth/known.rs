//! Who bears a session, read once between two commits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{AuthError, Session};
use crate::access::Actor;
use crate::kernel::{Error, OperatorId, SessionId, Timestamp};
use crate::operators::Operator;
use crate::store::ChangeMark;

/// Far more sessions than an office has at once.
const MOST: usize = 10_000;

/// A session and its user, as one read of the store found them.
#[derive(Debug)]
pub(super) struct Bearer {
    session: Session,
    is_active: bool,
    actor: Actor,
}

impl Bearer {
    pub(super) fn new(session: Session, operator: &Operator) -> Self {
        let actor = Actor::user(operator, Some(session.id));
        Self { session, is_active: operator.is_active(), actor }
    }

    /// The actor, if the session is this user's and alive now, and the user may work.
    ///
    /// # Errors
    /// `auth.session_*`, `auth.deactivated`.
    pub(super) fn actor(&self, claimed: OperatorId, now: Timestamp) -> Result<Actor, Error> {
        if self.session.operator != claimed {
            return Err(AuthError::SessionUnknown.into());
        }
        self.session.check_alive(now)?;
        if !self.is_active {
            return Err(AuthError::Deactivated.into());
        }
        Ok(self.actor.clone())
    }
}

/// The bearers that were read since the last commit of anybody. What time decides is looked at anew each time.
#[derive(Debug, Default)]
pub(crate) struct Bearers(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    mark: Option<ChangeMark>,
    bearers: HashMap<SessionId, Arc<Bearer>>,
}

impl Bearers {
    /// What was read under this mark.
    pub(super) fn get(&self, mark: ChangeMark, session: SessionId) -> Option<Arc<Bearer>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bearers.get(&session).filter(|_| kept.mark == Some(mark)).cloned()
    }

    /// Keeps what was read; the mark was taken before. Of two marks nobody knows which is later, so what came last stays: at
    /// worst something is read again.
    pub(super) fn keep(&self, mark: ChangeMark, bearer: Arc<Bearer>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.mark != Some(mark) || kept.bearers.len() >= MOST {
            kept.mark = Some(mark);
            kept.bearers.clear();
        }
        kept.bearers.insert(bearer.session.id, bearer);
    }
}
