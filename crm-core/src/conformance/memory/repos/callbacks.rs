//! Call-backs and the time lines they are derived from.

use async_trait::async_trait;

use super::{MemoryTx, at_most, slice_of};
use crate::access::CallbackScope;
use crate::callbacks::{
    Callback, CallbackFilter, CallbackQuery, CallbackRepo, CallbackSort, CallbackState, CallbackView, ClientHead,
    Contact, Mark, OpenCallbacks, Stretch, TimeLine,
};
use crate::campaigns::Campaign;
use crate::cities::City;
use crate::conformance::memory::state::State;
use crate::kernel::{CallId, CallbackId, Phone, Timestamp};
use crate::operators::Operator;
use crate::store::{Listed, Loaded, StoreError};

#[async_trait]
impl CallbackRepo for MemoryTx {
    async fn view(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<CallbackView>, StoreError> {
        let state = self.state("callbacks.view")?;
        let found = state.rows.find(|row: &Callback| row.id == id && scope.includes(row.episode.city));
        Ok(found.map(|row| view(&state, row.into_inner())))
    }
    async fn get(&mut self, id: CallbackId, scope: &CallbackScope) -> Result<Option<Loaded<Callback>>, StoreError> {
        let state = self.state("callbacks.get")?;
        Ok(state.rows.find(|row: &Callback| row.id == id && scope.includes(row.episode.city)))
    }
    async fn list(&mut self, query: &CallbackQuery) -> Result<Listed<CallbackView>, StoreError> {
        let state = self.state("callbacks.list")?;
        let wanted = |row: &&Callback| query.scope.includes(row.episode.city) && passes(&query.filter, row);
        let all = state.rows.all().filter(wanted).cloned().collect();
        let place = |row: &Callback| (row.episode.opened_at.micros(), row.id.get());
        let Listed { rows, total } = slice_of(all, &query.slice, query.sort == CallbackSort::Latest, place);
        Ok(Listed { rows: rows.into_iter().map(|row| view(&state, row)).collect(), total })
    }
    async fn open(&mut self, scope: &CallbackScope) -> Result<OpenCallbacks, StoreError> {
        let state = self.state("callbacks.open")?;
        let is_open = |row: &&Callback| row.state == CallbackState::Open && scope.includes(row.episode.city);
        let open = || state.rows.all().filter(is_open).map(|row: &Callback| row.episode.opened_at);
        Ok(OpenCallbacks { count: open().count() as u64, oldest: open().min() })
    }
    async fn head(&mut self, phone: &Phone) -> Result<Option<Loaded<ClientHead>>, StoreError> {
        Ok(self.state("callbacks.head")?.rows.find(|row: &ClientHead| row.phone == *phone))
    }
    async fn stretch(&mut self, phone: &Phone, cuts: &[Timestamp], except: CallId) -> Result<Stretch, StoreError> {
        let state = self.state("callbacks.stretch")?;
        let others = marks(&state, phone).into_iter().filter(|mark| mark.call() != Some(except));
        Ok(TimeLine::new(others).stretch(cuts))
    }
    async fn of_phone(
        &mut self,
        phone: &Phone,
        after: Option<Timestamp>,
        to: Option<Timestamp>,
    ) -> Result<Vec<Loaded<Callback>>, StoreError> {
        let state = self.state("callbacks.of_phone")?;
        let begins_in = |at: Timestamp| after.is_none_or(|after| at > after) && to.is_none_or(|to| at <= to);
        let wanted = |row: &&Callback| row.phone == *phone && begins_in(row.episode.first_at);
        let mut rows: Vec<Callback> = state.rows.all().filter(wanted).cloned().collect();
        rows.sort_by_key(|row| (row.episode.first_at, row.id));
        Ok(rows.into_iter().map(Loaded::new).collect())
    }
    async fn phones_after(&mut self, after: Option<&Phone>, limit: u32) -> Result<Vec<Phone>, StoreError> {
        let state = self.state("callbacks.phones_after")?;
        let marked = state.rows.all().filter_map(Mark::of).map(|(phone, _)| phone);
        let headed = state.rows.all().map(|head: &ClientHead| &head.phone);
        let mut phones: Vec<Phone> =
            marked.chain(headed).filter(|phone| after.is_none_or(|after| *phone > after)).cloned().collect();
        phones.sort_unstable();
        phones.dedup();
        phones.truncate(at_most(limit));
        Ok(phones)
    }
    async fn marks(&mut self, phone: &Phone) -> Result<Vec<Mark>, StoreError> {
        Ok(marks(&*self.state("callbacks.marks")?, phone))
    }
}

fn marks(state: &State, phone: &Phone) -> Vec<Mark> {
    let of_calls = state.rows.all().filter_map(Mark::of).filter(|(of, _)| *of == phone).map(|(_, mark)| mark);
    let closings = state.closings.iter().filter(|closing| closing.phone == *phone);
    of_calls.chain(closings.map(|closing| Mark::Contact(Contact::from(closing)))).collect()
}

fn passes(filter: &CallbackFilter, row: &Callback) -> bool {
    let CallbackFilter { state, city, taken_by, phone, opened } = filter;
    state.as_ref().map_or(row.state != CallbackState::Withdrawn, |state| row.state == *state)
        && city.is_none_or(|city| row.episode.city == Some(city))
        && taken_by.is_none_or(|by| row.taken.is_some_and(|taken| taken.by == by))
        && phone.as_ref().is_none_or(|phone| row.phone == *phone)
        && opened.is_none_or(|period| period.contains(row.episode.opened_at))
}

fn view(state: &State, callback: Callback) -> CallbackView {
    let city = callback.episode.city.and_then(|id| state.rows.find(|city: &City| city.id == id));
    let campaign = callback.episode.campaign.and_then(|id| state.rows.find(|row: &Campaign| row.id == id));
    let user = callback.taken.and_then(|taken| state.rows.find(|user: &Operator| user.id == taken.by));
    CallbackView {
        callback,
        city: city.map(|city| city.name.as_str().into()),
        campaign: campaign.map(|campaign| campaign.name.as_str().into()),
        taken_by: user.map(|user| user.name.as_str().into()),
    }
}
