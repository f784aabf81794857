//! Shifts.

use async_trait::async_trait;

use super::{MemoryTx, slice_of};
use crate::access::OperatorScope;
use crate::conformance::memory::state::State;
use crate::kernel::{OperatorId, Period, ShiftId};
use crate::operators::Operator;
use crate::shifts::{Shift, ShiftQuery, ShiftRepo, Span};
use crate::store::{Listed, Loaded, StoreError};

#[async_trait]
impl ShiftRepo for MemoryTx {
    async fn get(&mut self, id: ShiftId, scope: &OperatorScope) -> Result<Option<Loaded<Shift>>, StoreError> {
        let state = self.state("shifts.get")?;
        Ok(state.rows.find(|shift: &Shift| shift.id == id && sees(&state, scope, shift)))
    }
    async fn in_the_way(&mut self, span: Span) -> Result<Option<ShiftId>, StoreError> {
        let state = self.state("shifts.in_the_way")?;
        let taking = state.rows.all().filter(|shift: &&Shift| span.is_taken_by(shift));
        Ok(taking.min_by_key(|shift| (shift.from, shift.id)).map(|shift| shift.id))
    }
    async fn list(&mut self, query: &ShiftQuery) -> Result<Listed<Shift>, StoreError> {
        let state = self.state("shifts.list")?;
        let filter = &query.filter;
        let passes = |shift: &Shift| {
            filter.period.is_none_or(|period| shift.touches(period))
                && filter.operator.is_none_or(|operator| shift.operator == operator)
                && filter.cancelled.is_none_or(|cancelled| shift.cancelled == cancelled)
        };
        let wanted = state.rows.all().filter(|shift| passes(shift) && sees(&state, &query.scope, shift)).cloned();
        let place = |shift: &Shift| (shift.from.micros(), shift.id.get());
        Ok(slice_of(wanted.collect(), &query.slice, false, place))
    }
    async fn standing(
        &mut self,
        scope: &OperatorScope,
        operator: Option<OperatorId>,
        period: Period,
    ) -> Result<Vec<Shift>, StoreError> {
        let state = self.state("shifts.standing")?;
        let is_wanted = |shift: &&Shift| {
            !shift.cancelled
                && shift.touches(period)
                && operator.is_none_or(|operator| shift.operator == operator)
                && sees(&state, scope, shift)
        };
        let mut standing: Vec<Shift> = state.rows.all().filter(is_wanted).cloned().collect();
        standing.sort_by_key(|shift| (shift.operator, shift.from, shift.id));
        Ok(standing)
    }
}

fn sees(state: &State, scope: &OperatorScope, shift: &Shift) -> bool {
    state.rows.all().any(|operator: &Operator| operator.id == shift.operator && scope.includes(operator))
}
