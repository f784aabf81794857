//! Lists, single rows and reports: through the library, beside hand-written SQL on the same database.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::calls::{CallFilter, CallSort};
use crm_core::kernel::{CallId, OrderId, PageRequest, Period, Zone};
use crm_core::orders::OrderFilter;
use crm_core::stats::{ServiceTarget, StatsQuery};
use crm_core::telephony::sample::Rng;
use tokio::runtime::Runtime;

use crate::Result;
use crate::office::{Office, Pool};
use crate::plan::Plan;
use crate::raw::{self, Bound};
use crate::rounds::{Target, Unit, head, how_many, interleave, row};
use crate::staff::administrator;

/// What is asked for, by whoever asks for it most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ask {
    Calls { is_operator: bool, with_total: bool },
    Orders { with_total: bool },
    Call,
    Order,
    My,
    Overall,
}

/// 2026-05-02 up to 2026-06-01, and 2025-06-01 up to the same, in days since 1970-01-01.
const MONTH: (i64, i64) = (20_575, 20_605);
const YEAR: (i64, i64) = (20_240, 20_605);

/// Who asks, and of what office.
#[derive(Clone)]
pub(crate) struct Side {
    crm: Crm,
    operator: Actor,
    operator_id: i64,
    cities: (i64, i64),
    calls: usize,
    raw: Arc<Pool>,
}

impl Side {
    pub(crate) fn of(office: &Office) -> Result<Self> {
        let [one, other] = office.operator.cities() else { return Err("the operator serves two cities".into()) };
        Ok(Self {
            crm: office.crm.clone(),
            operator: office.operator.clone(),
            operator_id: office.operator_id,
            cities: (one.get(), other.get()),
            calls: usize::try_from(office.calls)?,
            raw: Arc::clone(&office.raw),
        })
    }

    /// The ids that an answer holds, through the library.
    async fn ours(&self, ask: Ask, rng: &mut Rng) -> Result<Vec<i64>> {
        let admin = administrator();
        let page = |with_total| if with_total { PageRequest::first() } else { PageRequest::first().without_total() };
        let period = |from, to| Period::from_input(Zone::MOSCOW, Some(from), Some(to)).unwrap_or(Period::everything());
        match ask {
            Ask::Calls { is_operator, with_total } => {
                let actor = if is_operator { &self.operator } else { &admin };
                let filter = CallFilter::default();
                let found = self.crm.calls().list(actor, &filter, CallSort::Latest, &page(with_total)).await?;
                Ok(found.items.iter().map(|view| view.call.id.get()).collect())
            }
            Ask::Orders { with_total } => {
                let found = self.crm.orders().list(&admin, &OrderFilter::default(), &page(with_total)).await?;
                Ok(found.items.iter().map(|view| view.order.id.get()).collect())
            }
            Ask::Call => {
                let id = CallId::new(1 + i64::try_from(rng.below(self.calls))?)?;
                Ok(vec![self.crm.calls().get(&admin, id).await?.call.id.get()])
            }
            Ask::Order => {
                let id = OrderId::new(1 + i64::try_from(rng.below(self.calls / 10 * 3))?)?;
                Ok(vec![self.crm.orders().get(&admin, id).await?.order.id.get()])
            }
            Ask::My => {
                let figures = self.crm.stats().my(&self.operator, period("2026-05-02", "2026-05-31"), None).await?;
                drop(black_box(figures));
                Ok(Vec::new())
            }
            Ask::Overall => {
                let query = StatsQuery::new(period("2025-06-01", "2026-05-31"));
                drop(black_box(self.crm.stats().overall(&admin, &query, &ServiceTarget::default()).await?));
                Ok(Vec::new())
            }
        }
    }

    /// The same by hand.
    async fn by_hand(&self, ask: Ask, rng: &mut Rng) -> Result<Vec<i64>> {
        let (one, other) = self.cities;
        let scope = [Bound::Int(one), Bound::Int(other), Bound::Int(self.operator_id)];
        let (page, count, bound, with_total) = match ask {
            Ask::Calls { is_operator: true, with_total } => {
                (raw::CALLS_OF_OPERATOR, raw::COUNT_OF_OPERATOR, scope.to_vec(), with_total)
            }
            Ask::Calls { with_total, .. } => (raw::CALLS, raw::COUNT_CALLS, Vec::new(), with_total),
            Ask::Orders { with_total } => (raw::ORDERS, raw::COUNT_ORDERS, Vec::new(), with_total),
            Ask::Call => (raw::CALL, "", vec![Bound::Int(1 + i64::try_from(rng.below(self.calls))?)], false),
            Ask::Order => (raw::ORDER, "", vec![Bound::Int(1 + i64::try_from(rng.below(self.calls / 10 * 3))?)], false),
            Ask::My => {
                let subject = format!("operator:{}", self.operator_id);
                let days = || vec![Bound::Int(MONTH.0), Bound::Int(MONTH.1), Bound::Text(&subject)];
                let statements = [
                    (raw::SETTINGS, Vec::new()),
                    (raw::PERSON, vec![Bound::Int(self.operator_id)]),
                    (raw::SUMS, days()),
                    (raw::BY_DAY, days()),
                ];
                black_box(raw::ask_at_once(&self.raw, &statements).await?);
                return Ok(Vec::new());
            }
            Ask::Overall => {
                let days = vec![Bound::Int(YEAR.0), Bound::Int(YEAR.1), Bound::Text("office")];
                let statements = [(raw::SETTINGS, Vec::new()), (raw::SUMS, days), (raw::PEOPLE, Vec::new())];
                black_box(raw::ask_at_once(&self.raw, &statements).await?);
                return Ok(Vec::new());
            }
        };
        let mut held = self.raw.take().await?;
        let connection = held.connection()?;
        let rows = raw::ask(connection, page, &bound).await?;
        if with_total {
            black_box(raw::ask(connection, count, &bound).await?);
        }
        Ok(raw::ids(&rows))
    }

    pub(crate) async fn ours_many(self, ask: Ask, round: usize, many: usize) -> Result<Duration> {
        let mut rng = Rng::new(u64::try_from(round)?);
        let begun = Instant::now();
        for _ in 0..many {
            black_box(self.ours(ask, &mut rng).await?);
        }
        Ok(begun.elapsed())
    }

    async fn by_hand_many(self, ask: Ask, round: usize, many: usize) -> Result<Duration> {
        let mut rng = Rng::new(u64::try_from(round)?);
        let begun = Instant::now();
        for _ in 0..many {
            black_box(self.by_hand(ask, &mut rng).await?);
        }
        Ok(begun.elapsed())
    }
}

/// On a worker of the runtime, as a request is.
pub(crate) fn spawn(
    runtime: &Runtime,
    work: impl Future<Output = Result<Duration>> + Send + 'static,
) -> Result<Duration> {
    runtime.block_on(async { tokio::spawn(work).await })?
}

pub(crate) fn measure(plan: &Plan, runtime: &Runtime, office: &Office) -> Result<()> {
    let side = Arc::new(Side::of(office)?);
    head(&format!("read out of {} calls", office.calls), "ours", "raw");
    for (name, ask) in [
        ("admin: 20 calls", Ask::Calls { is_operator: false, with_total: false }),
        ("admin: 20 calls and their total", Ask::Calls { is_operator: false, with_total: true }),
        ("operator: 20 calls", Ask::Calls { is_operator: true, with_total: false }),
        ("operator: 20 calls and their total", Ask::Calls { is_operator: true, with_total: true }),
        ("admin: 20 orders", Ask::Orders { with_total: false }),
        ("admin: 20 orders and their total", Ask::Orders { with_total: true }),
        ("one call, any id", Ask::Call),
        ("one order, any id", Ask::Order),
        ("my figures and days, 30 days", Ask::My),
        ("the office's figures, a year", Ask::Overall),
    ] {
        let (ours, theirs) = runtime.block_on(async {
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>((
                side.ours(ask, &mut Rng::new(1)).await?,
                side.by_hand(ask, &mut Rng::new(1)).await?,
            ))
        })?;
        if ours != theirs {
            return Err(format!("{name}: the sides differ: {ours:?} {theirs:?}").into());
        }
        let ours = |round, many| spawn(runtime, Side::clone(&side).ours_many(ask, round, many));
        let raw = |round, many| spawn(runtime, Side::clone(&side).by_hand_many(ask, round, many));
        ours(0, 20)?;
        let many = how_many(plan.slice, || raw(0, 1).map(drop))?;
        // The same ids in all rounds, read once before: else whoever is first reads them from the disk for the other.
        raw(0, many)?;
        let rounds = interleave(plan.rounds, |_| ours(0, many), |_| raw(0, many))?;
        row(name, Unit::Each, many, &rounds, Target::AtLeast(0.8));
    }
    Ok(())
}
