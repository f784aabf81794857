//! Calls.

use async_trait::async_trait;

use super::{MemoryTx, at_most, slice_of};
use crate::access::CallScope;
use crate::calls::{Call, CallFilter, CallQuery, CallRepo, CallSort, CallStatus, CallView};
use crate::campaigns::Campaign;
use crate::cities::City;
use crate::conformance::memory::state::State;
use crate::kernel::{CallId, ConversationId, OperatorId};
use crate::operators::Operator;
use crate::store::{Listed, Loaded, StoreError};

#[async_trait]
impl CallRepo for MemoryTx {
    async fn view(&mut self, id: CallId, scope: &CallScope) -> Result<Option<CallView>, StoreError> {
        let state = self.state("calls.view")?;
        let call = state.rows.find(|call: &Call| call.id == id && sees(&state, scope, call));
        Ok(call.map(|call| view(&state, call.into_inner())))
    }
    async fn get(&mut self, id: CallId, scope: &CallScope) -> Result<Option<Loaded<Call>>, StoreError> {
        let state = self.state("calls.get")?;
        Ok(state.rows.find(|call: &Call| call.id == id && sees(&state, scope, call)))
    }
    async fn of_conversation(&mut self, id: ConversationId) -> Result<Option<Loaded<Call>>, StoreError> {
        Ok(self.state("calls.of_conversation")?.rows.find(|call: &Call| call.conversation == Some(id)))
    }
    async fn list(&mut self, query: &CallQuery) -> Result<Listed<CallView>, StoreError> {
        let state = self.state("calls.list")?;
        let wanted =
            state.rows.all().filter(|call| sees(&state, &query.scope, call) && passes(&query.filter, call)).cloned();
        let descending = query.sort == CallSort::Latest;
        let place = |call: &Call| (call.facts.started_at.micros(), call.id.get());
        let Listed { rows, total } = slice_of(wanted.collect(), &query.slice, descending, place);
        Ok(Listed { rows: rows.into_iter().map(|call| view(&state, call)).collect(), total })
    }
    async fn participants(&mut self, id: CallId) -> Result<Vec<OperatorId>, StoreError> {
        let state = self.state("calls.participants")?;
        let mut operators: Vec<_> =
            state.participants.iter().filter(|(call, _)| *call == id).map(|(_, o)| *o).collect();
        operators.sort_unstable();
        Ok(operators)
    }
    async fn after(&mut self, after: Option<CallId>, limit: u32) -> Result<Vec<Call>, StoreError> {
        let state = self.state("calls.after")?;
        let mut calls: Vec<Call> = state.rows.all().filter(|row: &&Call| Some(row.id) > after).cloned().collect();
        calls.sort_by_key(|call| call.id);
        calls.truncate(at_most(limit));
        Ok(calls)
    }
    async fn talking(&mut self, operator: OperatorId, except: CallId) -> Result<bool, StoreError> {
        let goes_on = |call: &Call| call.facts.status == CallStatus::New && call.facts.answered_at.is_some();
        let talks = |call: &Call| call.final_operator == Some(operator) && call.id != except && goes_on(call);
        Ok(self.state("calls.talking")?.rows.all().any(talks))
    }
}

fn sees(state: &State, scope: &CallScope, call: &Call) -> bool {
    match scope {
        CallScope::All => true,
        CallScope::Some { cities, own } => {
            let of_a_city = call.attribution.city.is_some_and(|city| cities.contains(&city));
            of_a_city || own.is_some_and(|own| state.participants.iter().any(|pair| *pair == (call.id, own)))
        }
    }
}

fn passes(filter: &CallFilter, call: &Call) -> bool {
    filter.period.is_none_or(|period| period.contains(call.facts.started_at))
        && filter.operator.is_none_or(|operator| call.operator == Some(operator))
        && filter.status.as_ref().is_none_or(|status| call.facts.status == *status)
        && filter.city.is_none_or(|city| call.attribution.city == Some(city))
        && filter.campaign.is_none_or(|campaign| call.attribution.campaign == Some(campaign))
        && filter.direction.as_ref().is_none_or(|direction| call.facts.direction == *direction)
        && filter.client.as_ref().is_none_or(|client| call.facts.client.as_ref() == Some(client))
        && filter.complete.is_none_or(|complete| call.facts.complete == complete)
}

fn view(state: &State, call: Call) -> CallView {
    let city = call.attribution.city.and_then(|id| state.rows.find(|city: &City| city.id == id));
    let campaign = call.attribution.campaign.and_then(|id| state.rows.find(|campaign: &Campaign| campaign.id == id));
    let operator = call.operator.and_then(|id| state.rows.find(|operator: &Operator| operator.id == id));
    CallView {
        call,
        city: city.map(|city| city.name.as_str().into()),
        campaign: campaign.map(|campaign| campaign.name.as_str().into()),
        operator: operator.map(|operator| operator.name.as_str().into()),
    }
}
