//! Users, their time, their sessions and the throttles of signing in.

use std::cmp::Reverse;

use async_trait::async_trait;

use super::{MemoryTx, at_most, slice_of};
use crate::access::OperatorScope;
use crate::auth::{PasswordHash, Session, SessionRepo, Throttle, ThrottleKey};
use crate::calls::Extension;
use crate::conformance::memory::state::State;
use crate::kernel::{OperatorId, Period, SessionId, Slice, Timestamp};
use crate::masters::{MasterFilter, MasterRepo, MasterView};
use crate::operators::{Operator, OperatorFilter, OperatorRepo, Presence, Role, WorkState, WorkStateEntry};
use crate::orders::Order;
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
        Ok(listed(&*self.state("operators.list")?, scope, filter, &slice))
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
    async fn wrapping_up(&mut self, begun_by: Timestamp, limit: u32) -> Result<Vec<OperatorId>, StoreError> {
        let state = self.state("operators.wrapping_up")?;
        let is_due = |row: &&Operator| row.work_state == WorkState::WrapUp && row.work_state_since <= begun_by;
        let mut due: Vec<_> = state.rows.all().filter(is_due).map(|row| (row.work_state_since, row.id)).collect();
        due.sort_unstable();
        Ok(due.into_iter().map(|(_, id)| id).take(at_most(limit)).collect())
    }
    async fn vanished(
        &mut self,
        now: Timestamp,
        seen_by: Timestamp,
        limit: u32,
    ) -> Result<Vec<OperatorId>, StoreError> {
        let state = self.state("operators.vanished")?;
        let is_gone = |operator: &&Operator| {
            let sessions: Vec<Session> =
                state.rows.all().filter(|row: &&Session| row.operator == operator.id).cloned().collect();
            Presence::gone_since(operator, &sessions, now, seen_by).is_some()
        };
        let mut gone: Vec<_> = state.rows.all().filter(is_gone).map(|operator| operator.id).collect();
        gone.sort_unstable();
        gone.truncate(at_most(limit));
        Ok(gone)
    }
    async fn everybody(&mut self) -> Result<Vec<OperatorId>, StoreError> {
        let state = self.state("operators.everybody")?;
        let mut ids: Vec<_> = state.rows.all().map(|operator: &Operator| operator.id).collect();
        ids.sort_unstable();
        Ok(ids)
    }
}

fn listed(state: &State, scope: &OperatorScope, filter: &OperatorFilter, slice: &Slice) -> Listed<Operator> {
    let wanted = state.rows.all().filter(|operator| scope.includes(operator) && passes(filter, operator));
    slice_of(wanted.cloned().collect(), slice, false, |operator: &Operator| (operator.id.get(), operator.id.get()))
}

fn passes(filter: &OperatorFilter, operator: &Operator) -> bool {
    filter.role.as_ref().is_none_or(|role| operator.role == *role)
        && filter.city.is_none_or(|wanted| operator.cities().any(|city| city == wanted))
        && filter.status.as_ref().is_none_or(|status| operator.status == *status)
}

#[async_trait]
impl MasterRepo for MemoryTx {
    async fn view(&mut self, id: OperatorId, scope: &OperatorScope) -> Result<Option<MasterView>, StoreError> {
        let state = self.state("masters.view")?;
        let is_it = |user: &Operator| user.id == id && user.role == Role::Master && scope.includes(user);
        Ok(state.rows.find(is_it).map(|user| master(&state, user.into_inner())))
    }
    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &MasterFilter,
        slice: Slice,
    ) -> Result<Listed<MasterView>, StoreError> {
        let state = self.state("masters.list")?;
        let Listed { rows, total } = listed(&state, scope, &filter.among_users(), &slice);
        Ok(Listed { rows: rows.into_iter().map(|user| master(&state, user)).collect(), total })
    }
}

fn master(state: &State, master: Operator) -> MasterView {
    let is_open = |order: &&Order| order.master == Some(master.id) && order.status.is_open();
    let open_orders = state.rows.all().filter(is_open).count() as u64;
    MasterView { master, open_orders }
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
