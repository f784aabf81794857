//! What a unit reads: each question is one look through everything.

mod callbacks;
mod calls;
mod cash;
mod counters;
mod logs;
mod office;
mod orders;
mod people;
mod shifts;
mod stats;
mod telephony;

use std::sync::Arc;

use async_trait::async_trait;

use super::MemoryStore;
use super::state::State;
use crate::audit::AuditRepo;
use crate::auth::SessionRepo;
use crate::callbacks::CallbackRepo;
use crate::calls::CallRepo;
use crate::campaigns::CampaignRepo;
use crate::cities::CityRepo;
use crate::counters::CounterRepo;
use crate::events::EventRepo;
use crate::jobs::JobRepo;
use crate::kernel::{Seek, Slice, Total, TotalMode};
use crate::lines::LineRepo;
use crate::masters::MasterRepo;
use crate::money::{CashRepo, LedgerRepo};
use crate::operators::OperatorRepo;
use crate::orders::OrderRepo;
use crate::past::PastRepo;
use crate::settings::SettingRepo;
use crate::shifts::ShiftRepo;
use crate::stats::StatsRepo;
use crate::store::{CommitError, Effects, IdempotencyRepo, Listed, StoreError, Tx};
use crate::telephony::TelephonyRepo;

/// A unit: the state it began with, or the latest at each question.
#[derive(Debug)]
pub(super) struct MemoryTx {
    store: MemoryStore,
    view: Option<Arc<State>>,
}

impl MemoryTx {
    pub(super) fn new(store: MemoryStore, view: Option<Arc<State>>) -> Self {
        Self { store, view }
    }

    fn state(&self, operation: &'static str) -> Result<Arc<State>, StoreError> {
        let latest = self.store.latest(operation)?;
        Ok(self.view.clone().unwrap_or(latest))
    }
}

#[async_trait]
impl Tx for MemoryTx {
    fn cities(&mut self) -> &mut dyn CityRepo {
        self
    }
    fn campaigns(&mut self) -> &mut dyn CampaignRepo {
        self
    }
    fn settings(&mut self) -> &mut dyn SettingRepo {
        self
    }
    fn operators(&mut self) -> &mut dyn OperatorRepo {
        self
    }
    fn lines(&mut self) -> &mut dyn LineRepo {
        self
    }
    fn calls(&mut self) -> &mut dyn CallRepo {
        self
    }
    fn telephony(&mut self) -> &mut dyn TelephonyRepo {
        self
    }
    fn sessions(&mut self) -> &mut dyn SessionRepo {
        self
    }
    fn audit(&mut self) -> &mut dyn AuditRepo {
        self
    }
    fn events(&mut self) -> &mut dyn EventRepo {
        self
    }
    fn jobs(&mut self) -> &mut dyn JobRepo {
        self
    }
    fn orders(&mut self) -> &mut dyn OrderRepo {
        self
    }
    fn shifts(&mut self) -> &mut dyn ShiftRepo {
        self
    }
    fn ledger(&mut self) -> &mut dyn LedgerRepo {
        self
    }
    fn cash(&mut self) -> &mut dyn CashRepo {
        self
    }
    fn masters(&mut self) -> &mut dyn MasterRepo {
        self
    }
    fn counters(&mut self) -> &mut dyn CounterRepo {
        self
    }
    fn stats(&mut self) -> &mut dyn StatsRepo {
        self
    }
    fn callbacks(&mut self) -> &mut dyn CallbackRepo {
        self
    }
    fn past(&mut self) -> &mut dyn PastRepo {
        self
    }
    fn idempotency(&mut self) -> &mut dyn IdempotencyRepo {
        self
    }

    async fn commit(self: Box<Self>, effects: Effects) -> Result<(), CommitError> {
        self.store.commit(effects)
    }
}

fn at_most(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// Cuts a slice out of a whole list. `place` is a row's key and id, ascending in the order of the list.
fn slice_of<T>(mut all: Vec<T>, slice: &Slice, descending: bool, place: impl Fn(&T) -> (i64, i64)) -> Listed<T> {
    all.sort_by_key(&place);
    if descending {
        all.reverse();
    }
    let total = match slice.total {
        TotalMode::Bounded => Some(Total::of(all.len() as u64)),
        TotalMode::Skip => None,
    };
    let is_after = |row: &T, mark| if descending { place(row) < mark } else { place(row) > mark };
    let is_before = |row: &T, mark| if descending { place(row) > mark } else { place(row) < mark };
    let fetch = at_most(slice.fetch());
    let rows = match slice.seek {
        Seek::Offset(skipped) => {
            all.into_iter().skip(usize::try_from(skipped).unwrap_or(usize::MAX)).take(fetch).collect()
        }
        Seek::After { key, id } => all.into_iter().filter(|row| is_after(row, (key, id))).take(fetch).collect(),
        Seek::Before { key, id } => all.into_iter().filter(|row| is_before(row, (key, id))).rev().take(fetch).collect(),
    };
    Listed { rows, total }
}
