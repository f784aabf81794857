//! Users, their time, their sessions and the throttles of signing in.

use std::cmp::Reverse;

use async_trait::async_trait;

use super::{MemoryTx, slice_of};
use crate::access::OperatorScope;
use crate::auth::{PasswordHash, Session, SessionRepo, Throttle, ThrottleKey};
use crate::calls::Extension;
use crate::kernel::{OperatorId, Period, SessionId, Slice};
use crate::operators::{Operator, OperatorFilter, OperatorRepo, WorkStateEntry};
use crate::store::{Listed, Loaded, StoreError};

/// The most sessions that are listed of one user.
const MOST_SESSIONS: usize = 1000;

#[async_trait]
impl OperatorRepo for MemoryTx {
    async fn get(&mut self, id: OperatorId) -> Result<Option<Loaded<Operator>>, StoreError> {
        Ok(self.state("operators.get")?.rows.find(|operator: &Operator| operator.id == id))
    }
    async fn by_login(&mut self, key: &str) -> Result<Option<Loaded<Operator>>, StoreError> {
        Ok(self.state("operators.by_login")?.rows.find(|operator: &Operator| operator.login.key() == key))
    }
    async fn by_extension(&mut self, extension: &Extension) -> Result<Option<Loaded<Operator>>, StoreError> {
        let has_it = |operator: &Operator| operator.extension.as_ref() == Some(extension) && operator.is_active();
        Ok(self.state("operators.by_extension")?.rows.find(has_it))
    }
    async fn password(&mut self, id: OperatorId) -> Result<Option<PasswordHash>, StoreError> {
        Ok(self.state("operators.password")?.passwords.get(&id).cloned())
    }
    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &OperatorFilter,
        slice: Slice,
    ) -> Result<Listed<Operator>, StoreError> {
        let state = self.state("operators.list")?;
        let wanted = state.rows.all().filter(|operator| sees(scope, operator) && passes(filter, operator));
        Ok(slice_of(wanted.cloned().collect(), &slice, false, |operator: &Operator| {
            (operator.id.get(), operator.id.get())
        }))
    }
    async fn work_log(&mut self, id: OperatorId, period: Period) -> Result<Vec<WorkStateEntry>, StoreError> {
        let touches = |entry: &&WorkStateEntry| {
            entry.operator == id && entry.from < period.to() && entry.to.is_none_or(|to| to > period.from())
        };
        let mut entries: Vec<WorkStateEntry> =
            self.state("operators.work_log")?.work_log.iter().filter(touches).cloned().collect();
        entries.sort_by_key(|entry| entry.from);
        Ok(entries)
    }
}

fn sees(scope: &OperatorScope, operator: &Operator) -> bool {
    match scope {
        OperatorScope::All => true,
        OperatorScope::Some { cities, own } => {
            *own == Some(operator.id) || operator.cities().any(|city| cities.contains(&city))
        }
    }
}

fn passes(filter: &OperatorFilter, operator: &Operator) -> bool {
    filter.role.as_ref().is_none_or(|role| operator.role == *role)
        && filter.city.is_none_or(|wanted| operator.cities().any(|city| city == wanted))
        && filter.status.as_ref().is_none_or(|status| operator.status == *status)
}

#[async_trait]
impl SessionRepo for MemoryTx {
    async fn get(&mut self, id: SessionId) -> Result<Option<Loaded<Session>>, StoreError> {
        Ok(self.state("sessions.get")?.rows.find(|session: &Session| session.id == id))
    }
    async fn of_operator(&mut self, id: OperatorId) -> Result<Vec<Session>, StoreError> {
        let state = self.state("sessions.of_operator")?;
        let mut sessions: Vec<Session> =
            state.rows.all().filter(|row: &&Session| row.operator == id).cloned().collect();
        sessions.sort_by_key(|session| Reverse((session.created_at, session.id)));
        sessions.truncate(MOST_SESSIONS);
        Ok(sessions)
    }
    async fn throttle(&mut self, key: &ThrottleKey) -> Result<Option<Loaded<Throttle>>, StoreError> {
        Ok(self.state("sessions.throttle")?.rows.find(|throttle: &Throttle| throttle.key == *key))
    }
}
