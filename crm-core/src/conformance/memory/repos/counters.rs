//! Counters: counted anew at each question.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{MemoryTx, at_most};
use crate::conformance::memory::state::State;
use crate::counters::{Cell, Count, CounterRepo, Days, Family, Measure, Recount, Subject, Tally};
use crate::settings::Settings;
use crate::store::StoreError;

fn counts(state: &State) -> impl Iterator<Item = Count> + use<> {
    let zone = Settings::from_rows(state.rows.all()).office_zone;
    let mut recount = Recount::new(zone);
    state.rows.all().for_each(|call| recount.call(call));
    state.rows.all().for_each(|order| recount.order(order));
    state.work_log.iter().for_each(|entry| recount.work(entry));
    recount.into_counts()
}

fn lies_in(days: Days, cell: &Cell) -> bool {
    days.first <= cell.day && cell.day < days.next
}

#[async_trait]
impl CounterRepo for MemoryTx {
    async fn totals(&mut self, subjects: &[Subject], days: Days) -> Result<Vec<(Subject, Measure, Tally)>, StoreError> {
        let mut totals: BTreeMap<(Subject, Measure), Tally> = BTreeMap::new();
        for Count { cell, tally } in counts(&*self.state("counters.totals")?) {
            if subjects.contains(&cell.subject) && lies_in(days, &cell) {
                *totals.entry((cell.subject, cell.measure)).or_default() += tally;
            }
        }
        Ok(totals.into_iter().map(|((subject, measure), tally)| (subject, measure, tally)).collect())
    }
    async fn ever(&mut self, subjects: &[Subject], of: Family) -> Result<Vec<(Subject, Measure, Tally)>, StoreError> {
        let mut totals: BTreeMap<(Subject, Measure), Tally> = BTreeMap::new();
        for Count { cell, tally } in counts(&*self.state("counters.ever")?) {
            if subjects.contains(&cell.subject) && cell.measure.family() == Some(of) {
                *totals.entry((cell.subject, cell.measure)).or_default() += tally;
            }
        }
        Ok(totals.into_iter().map(|((subject, measure), tally)| (subject, measure, tally)).collect())
    }
    async fn by_day(&mut self, subject: Subject, days: Days) -> Result<Vec<(NaiveDate, Measure, Tally)>, StoreError> {
        let all = counts(&*self.state("counters.by_day")?);
        let is_wanted = |cell: &Cell| cell.subject == subject && lies_in(days, cell) && cell.measure.is_daily();
        let wanted = all.filter(|count| is_wanted(&count.cell));
        Ok(wanted.map(|count| (count.cell.day, count.cell.measure, count.tally)).collect())
    }
    async fn after(&mut self, after: Option<&Cell>, limit: u32) -> Result<Vec<Count>, StoreError> {
        let all = counts(&*self.state("counters.after")?);
        Ok(all.filter(|count| after.is_none_or(|after| count.cell > *after)).take(at_most(limit)).collect())
    }
}
