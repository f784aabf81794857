//! A demonstration: an office with a year behind it, and accounts to look at it with.
//!
//! Nothing comes in by a back door. An office is opened over the store with a clock of its own, and the year is lived
//! through by the same use cases that people and providers have: calls as signed posts of a telephony provider, orders
//! written from them, visits, money, shifts and work states. So every rule holds, and `crm check` finds nothing.
//!
//! When the year ends by day, from 9 to 21 on a city's clocks, the city's operator on duty has signed in and is at work or at
//! lunch. Nobody sits there to give a further sign of life, so half an hour later housekeeping puts the operator offline, as
//! it does with anybody. At night everybody is offline.
//!
//! | room | what it holds |
//! |---|---|
//! | `prepare` | the file that is filled once, and the accounts kept beside it |
//! | `office` | cities, lines, campaigns and people |
//! | `season`, `words` | when clients call, and what they say |
//! | `branch` | a city at work: its agenda, shifts and costs |
//! | `traffic`, `visits` | its calls; its orders and money |
//! | `phone` | what the provider posts about a call |
//! | `ring` | calls that come in while somebody looks |
//! | `clock` | the time of the year that is filled in |

mod branch;
mod clock;
mod office;
mod phone;
mod prepare;
mod ring;
mod season;
mod traffic;
mod visits;
mod words;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use crm_core::access::Actor;
use crm_core::audit::Audit;
use crm_core::kernel::{PageRequest, Secret, Text, Timestamp, Zone};
use crm_core::operators::{Login, OperatorFilter, Role};
use crm_core::store::Store;
use crm_core::telephony::BadAccount;
use crm_core::{Crm, Error};
use tokio::task::JoinSet;

pub use prepare::{Prepared, prepare, require_loopback};
pub use ring::{account, ring};

use branch::BranchWork;
use clock::TaskClock;
use season::Season;

/// How much happens, and by which chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Year {
    /// The same seed gives the same figures.
    pub seed: u64,
    /// How many days lie behind the office; 365 unless said otherwise.
    pub days: u16,
    /// About how many clients call in them; those who are missed are called back beside.
    pub calls: u32,
}

impl Default for Year {
    fn default() -> Self {
        Self { seed: 1, days: 365, calls: 3_400 }
    }
}

/// An account to sign in with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What it may do.
    pub role: Role,
    /// The login.
    pub login: Login,
    /// Whose it is.
    pub name: Text<255>,
    /// The password: random, of this file alone.
    pub password: Secret,
}

/// What was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOffice {
    /// One account of each role, the admin's first.
    pub accounts: Vec<Account>,
    /// How many calls there were.
    pub calls: u64,
    /// How many orders were written.
    pub orders: u64,
}

/// How far the year has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearProgress {
    /// Days lived through.
    pub days: u64,
    /// Days there are.
    pub of: u64,
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DemoError {
    /// There are users already: this is somebody's office.
    #[error(
        "this database has users already; a demonstration needs one of its own, such as --database sqlite://demo.db"
    )]
    Occupied,
    /// A demonstration is an SQLite file.
    #[error("a demonstration needs an SQLite file, such as --database sqlite://demo.db")]
    NeedsFile,
    /// Others could reach the server.
    #[error("a demonstration listens on this machine only: give a loopback address, such as 127.0.0.1:5000")]
    NotLoopback,
    /// A file cannot be read or written.
    #[error("{file}: {source}")]
    File {
        /// Which.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The office refused what the year wanted, or storage failed.
    #[error(transparent)]
    Office(#[from] Error),
    /// The program contradicts itself.
    #[error("the demonstration cannot be filled in: {0}")]
    Impossible(String),
}

impl DemoError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Occupied => "demo.occupied",
            Self::NeedsFile => "demo.needs_file",
            Self::NotLoopback => "demo.not_loopback",
            Self::File { .. } => "demo.file",
            Self::Office(error) => error.code(),
            Self::Impossible(_) => "demo.impossible",
        }
    }
}

impl From<BadAccount> for DemoError {
    fn from(error: BadAccount) -> Self {
        Self::Impossible(error.to_string())
    }
}

/// Fills an empty store with a year that ends at `until`, with whoever is on duty then at work. `progress` is told after each day.
///
/// # Errors
/// [`DemoError::Occupied`] when there are users; storage errors. What was filled in so far stays in the store.
pub async fn fill(
    store: Arc<dyn Store>,
    until: Timestamp,
    year: &Year,
    mut progress: impl FnMut(YearProgress) + Send,
) -> Result<DemoOffice, DemoError> {
    let account = account()?;
    let crm = Crm::builder_shared(store)
        .clock(Arc::new(TaskClock { elsewhere: until }))
        .mango(account.clone())
        .open()
        .await?;
    let program = Actor::system("demo");
    let one = PageRequest::first().limit(1).map_err(Error::from)?;
    if !crm.operators().list(&program, &OperatorFilter::default(), &one).await?.items.is_empty() {
        return Err(DemoError::Occupied);
    }
    let (last, days) = (Zone::MOSCOW.day_of(until), u64::from(year.days.max(1)));
    let first = last - chrono::Days::new(days - 1);
    // The people are there before the first call.
    let opened = Zone::MOSCOW.start_of_day(first).minus(Duration::from_hours(12));
    let (branches, accounts) = clock::from(opened, office::found(&crm)).await?;
    let season = Season::new(first, last, year.calls);
    let mut work = Vec::with_capacity(branches.len());
    for (branch, nth) in branches.into_iter().zip(0..) {
        work.push(BranchWork::new(crm.clone(), account.clone(), branch, season, year.seed, nth, opened, until));
    }
    for (day, done) in first.iter_days().take_while(|day| *day <= last).zip(1..) {
        let end = day.succ_opt().map_or(until, |next| Zone::MOSCOW.start_of_day(next)).min(until);
        work = live_until(work, end).await?;
        clock::from(end, seal(crm.audit(), &program)).await?;
        progress(YearProgress { days: done, of: days });
    }
    for branch in &work {
        clock::from(until, branch.is_there()).await?;
    }
    let (calls, orders) = work.iter().map(BranchWork::count).fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
    Ok(DemoOffice { accounts, calls, orders })
}

/// The cities work at the same time, and wait for one another at the end of the day: what the office writes down as one,
/// such as its audit, is then in the order of days.
async fn live_until(work: Vec<BranchWork>, end: Timestamp) -> Result<Vec<BranchWork>, DemoError> {
    let mut cities = JoinSet::new();
    for mut branch in work {
        cities.spawn(clock::from(end, async move {
            branch.live_until(end).await?;
            Ok::<_, DemoError>(branch)
        }));
    }
    let mut done = Vec::new();
    while let Some(ended) = cities.join_next().await {
        done.push(ended.map_err(|error| DemoError::Impossible(error.to_string()))??);
    }
    Ok(done)
}

async fn seal(audit: Audit<'_>, program: &Actor) -> Result<(), Error> {
    while audit.seal(program).await?.more {}
    Ok(())
}
