//! What the office's day came to: orders, figures, call-backs, cash, and whether all of it holds.

use std::time::Duration;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::callbacks::{CallbackCheck, CallbackFilter, CallbackSort, CallbackView};
use crm_core::counters::CounterCheck;
use crm_core::kernel::{Period, Timestamp};
use crm_core::money::{CashBalance, LedgerEntry};
use crm_core::orders::{OrderFilter, OrderView};
use crm_core::stats::{CampaignStats, MasterStats, OfficeStats, OperatorStats, ServiceTarget, StatsQuery};

use crate::replay::every;

/// The furthest that books look back: deliveries of a wrong clock must not make a report of decades.
const LOOK_BACK: Duration = Duration::from_hours(24 * 30);

/// The books of a day, from its first local day to the one on which its last work was done.
#[derive(Debug)]
pub struct Books {
    /// When they were closed.
    pub closed_at: Timestamp,
    /// Orders written in the period, by number.
    pub orders: Vec<OrderView>,
    /// What was posted to their ledgers, in the order of posting.
    pub ledger: Vec<LedgerEntry>,
    /// The office's figures.
    pub overall: OfficeStats,
    /// Those of each campaign.
    pub campaigns: Vec<CampaignStats>,
    /// Those of each master.
    pub masters: Vec<MasterStats>,
    /// Those of each operator.
    pub operators: Vec<OperatorStats>,
    /// Clients who were missed in the period, who waits longest first.
    pub callbacks: Vec<CallbackView>,
    /// What each master earned and handed over, by city; masters without money are left out.
    pub cash: Vec<(Box<str>, CashBalance)>,
    /// What counting everything anew found.
    pub counter_check: CounterCheck,
    /// What deriving the call-backs again found.
    pub callback_check: CallbackCheck,
}

impl Books {
    /// Reads what there is by now. `first` is an instant of the first day; at most 30 days are looked back.
    ///
    /// # Errors
    /// Storage errors.
    pub async fn read(crm: &Crm, actor: &Actor, first: Timestamp) -> Result<Self, Box<dyn std::error::Error>> {
        let closed_at = crm.now();
        let zone = crm.settings().get(actor).await?.office_zone;
        let period = Period::days(zone, zone.day_of(first.max(closed_at.minus(LOOK_BACK))), zone.day_of(closed_at))?;
        let query = StatsQuery::new(period);
        let written = OrderFilter { created: Some(period), ..OrderFilter::default() };
        let mut orders = every(async |request| crm.orders().list(actor, &written, &request).await).await?;
        orders.sort_by_key(|view| view.order.id);
        let mut ledger = Vec::new();
        for view in &orders {
            ledger.extend(crm.orders().ledger(actor, view.order.id).await?);
        }
        ledger.sort_by_key(|entry| (entry.at, entry.order));
        let missed = CallbackFilter { opened: Some(period), ..CallbackFilter::default() };
        let oldest = CallbackSort::Oldest;
        let callbacks = every(async |request| crm.callbacks().list(actor, &missed, oldest, &request).await).await?;
        let masters = crm.stats().by_master(actor, &query).await?;
        let mut cash = Vec::new();
        for master in &masters {
            let balances = crm.money().balance(actor, master.master).await?;
            cash.extend(balances.into_iter().map(|balance| (master.name.clone(), balance)));
        }
        Ok(Self {
            closed_at,
            orders,
            ledger,
            overall: crm.stats().overall(actor, &query, &ServiceTarget::default()).await?,
            campaigns: crm.stats().by_campaign(actor, &query).await?,
            masters,
            operators: crm.stats().by_operator(actor, &query).await?,
            callbacks,
            cash,
            counter_check: crm.counters().check(actor, |_| {}).await?,
            callback_check: crm.callbacks().check(actor, |_| {}).await?,
        })
    }

    /// Whether counters and call-backs are what the facts say.
    pub fn are_sound(&self) -> bool {
        self.counter_check.differences.is_empty() && self.callback_check.differences.is_empty()
    }
}
