//! The facade: one handle per family of use cases.

use std::fmt;
use std::sync::Arc;

use tokio::sync::watch;

use crate::access::Actor;
use crate::audit::Audit;
use crate::auth::{Auth, Bearers, Passwords, TokenKeys, TokenLifetimes};
use crate::callbacks::Callbacks;
use crate::calls::Calls;
use crate::campaigns::Campaigns;
use crate::cities::Cities;
use crate::clients::Clients;
use crate::counters::{Counters, OfficeZone};
use crate::events::Events;
use crate::exports::Exports;
use crate::jobs::Jobs;
use crate::kernel::{Clock, Error, SystemClock, Timestamp};
use crate::lines::Lines;
use crate::masters::Masters;
use crate::money::CashDesk;
use crate::operators::Operators;
use crate::orders::Orders;
use crate::past::Past;
use crate::settings::{Settings, SettingsDesk};
use crate::shifts::Shifts;
use crate::stats::Stats;
use crate::store::{
    Attempt, ChangeMark, Health, IdSource, IdempotencyKey, Migrated, Progress, Read, Store, StoreError, Task, Tx,
    UnitFuture, run,
};
use crate::telephony::{MangoAccount, SipSource, Telephony};

/// An office: the use cases over one store. Cheap to clone; every clone is the same office.
#[derive(Clone)]
pub struct Crm {
    core: Arc<Core>,
}

/// What every service works with.
pub(crate) struct Core {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) ids: IdSource,
    pub(crate) passwords: Passwords,
    pub(crate) tokens: TokenKeys,
    pub(crate) lifetimes: TokenLifetimes,
    pub(crate) bearers: Bearers,
    pub(crate) mango: Vec<MangoAccount>,
    pub(crate) sip: Vec<SipSource>,
    pub(crate) office_zone: OfficeZone,
    pub(crate) committed: watch::Sender<()>,
}

impl Core {
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
    /// The settings in force.
    pub(crate) async fn settings(&self) -> Result<Settings, StoreError> {
        let rows = self.read(Read::Each).await?.settings().all().await?;
        Ok(Settings::from_rows(rows.iter().map(|row| &**row)))
    }
    /// Lets something go, many parts at a time, and tells how much.
    pub(crate) async fn purge(&self, what: &'static str, task: Task) -> Result<Progress, StoreError> {
        const PARTS: usize = 100;
        let mut all = Progress::default();
        for _ in 0..PARTS {
            let part = self.store.maintain(task).await?;
            all = Progress { rows: all.rows + part.rows, more: part.more };
            if !part.more {
                break;
            }
        }
        if all.rows > 0 {
            tracing::info!(what, rows = all.rows, ?task, "kept for as long as the settings say, and let go");
        }
        Ok(all)
    }
    pub(crate) async fn read(&self, read: Read) -> Result<Box<dyn Tx>, StoreError> {
        self.store.begin(read).await
    }
    /// Runs a unit and wakes whoever waits for the feed.
    pub(crate) async fn unit<'a, T, F>(&self, body: F) -> Result<T, Error>
    where
        T: Send,
        F: for<'t> FnMut(Attempt<'t, 'a>) -> UnitFuture<'t, T> + Send,
    {
        self.unit_over(Read::Each, body).await
    }
    /// Runs a unit that a key may make repeatable. With a key it reads one view: else what the first request with it wrote
    /// could come between the look for the key and a later read, and look like a stranger's, such as a taken place.
    pub(crate) async fn unit_once<'a, T, F>(&self, key: Option<&IdempotencyKey>, body: F) -> Result<T, Error>
    where
        T: Send,
        F: for<'t> FnMut(Attempt<'t, 'a>) -> UnitFuture<'t, T> + Send,
    {
        self.unit_over(if key.is_some() { Read::Snapshot } else { Read::Each }, body).await
    }

    async fn unit_over<'a, T, F>(&self, read: Read, mut body: F) -> Result<T, Error>
    where
        T: Send,
        F: for<'t> FnMut(Attempt<'t, 'a>) -> UnitFuture<'t, T> + Send,
    {
        let answer = run(&*self.store, &*self.clock, read, |attempt| {
            if attempt.number > 1 {
                self.office_zone.forget();
            }
            body(attempt)
        })
        .await;
        self.committed.send_replace(());
        answer
    }
}

impl fmt::Debug for Crm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Crm").field("store", &self.core.store).finish_non_exhaustive()
    }
}

impl Crm {
    /// Starts to put an office together over a store.
    pub fn builder(store: impl Store) -> CrmBuilder {
        Self::builder_shared(Arc::new(store))
    }
    /// The same over a store that is shared already.
    pub fn builder_shared(store: Arc<dyn Store>) -> CrmBuilder {
        CrmBuilder {
            store,
            clock: Arc::new(SystemClock),
            token_keys: None,
            lifetimes: TokenLifetimes::default(),
            passwords: Passwords::owasp(),
            mango: Vec::new(),
            sip: Vec::new(),
        }
    }

    /// Cities.
    pub fn cities(&self) -> Cities<'_> {
        Cities::new(&self.core)
    }
    /// Advertising campaigns.
    pub fn campaigns(&self) -> Campaigns<'_> {
        Campaigns::new(&self.core)
    }
    /// Settings.
    pub fn settings(&self) -> SettingsDesk<'_> {
        SettingsDesk::new(&self.core)
    }
    /// Users of every role.
    pub fn operators(&self) -> Operators<'_> {
        Operators::new(&self.core)
    }
    /// The company's own numbers.
    pub fn lines(&self) -> Lines<'_> {
        Lines::new(&self.core)
    }
    /// Calls.
    pub fn calls(&self) -> Calls<'_> {
        Calls::new(&self.core)
    }
    /// Call-backs.
    pub fn callbacks(&self) -> Callbacks<'_> {
        Callbacks::new(&self.core)
    }
    /// Orders.
    pub fn orders(&self) -> Orders<'_> {
        Orders::new(&self.core)
    }
    /// Masters.
    pub fn masters(&self) -> Masters<'_> {
        Masters::new(&self.core)
    }
    /// Masters' cash: what they hold, and what they hand over.
    pub fn money(&self) -> CashDesk<'_> {
        CashDesk::new(&self.core)
    }
    /// Clients.
    pub fn clients(&self) -> Clients<'_> {
        Clients::new(&self.core)
    }
    /// Exports.
    pub fn exports(&self) -> Exports<'_> {
        Exports::new(&self.core)
    }
    /// Shifts.
    pub fn shifts(&self) -> Shifts<'_> {
        Shifts::new(&self.core)
    }
    /// Provider events.
    pub fn telephony(&self) -> Telephony<'_> {
        Telephony::new(&self.core)
    }
    /// Rows of another system.
    pub fn past(&self) -> Past<'_> {
        Past::new(&self.core)
    }
    /// Counters.
    pub fn counters(&self) -> Counters<'_> {
        Counters::new(&self.core)
    }
    /// Statistics.
    pub fn stats(&self) -> Stats<'_> {
        Stats::new(&self.core)
    }
    /// Sign-in.
    pub fn auth(&self) -> Auth<'_> {
        Auth::new(&self.core)
    }
    /// The audit.
    pub fn audit(&self) -> Audit<'_> {
        Audit::new(&self.core)
    }
    /// The feed.
    pub fn events(&self) -> Events<'_> {
        Events::new(&self.core)
    }
    /// Jobs.
    pub fn jobs(&self) -> Jobs<'_> {
        Jobs::new(&self.core)
    }

    #[cfg(all(test, feature = "conformance"))]
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }
    /// The present instant of the office's clock.
    pub fn now(&self) -> Timestamp {
        self.core.now()
    }
    /// The store. For what is a backend's own, such as a backup, keep an `Arc` of it and give the builder a clone.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.core.store
    }
    /// Brings the schema to this version's.
    ///
    /// # Errors
    /// As [`Store::migrate`].
    pub async fn migrate(&self) -> Result<Migrated, Error> {
        Ok(self.core.store.migrate().await?)
    }
    /// Whether storage answers.
    ///
    /// # Errors
    /// As [`Store::health`].
    pub async fn health(&self) -> Result<Health, Error> {
        Ok(self.core.store.health().await?)
    }
    /// A mark that differs from every earlier one if anybody has committed since, in this process or another: what a cache of
    /// answers asks before each one. Take it before reading what is kept. `None` where the store cannot tell: then nothing
    /// that is kept may be answered.
    pub async fn changes(&self) -> Option<ChangeMark> {
        self.core.store.changes().await
    }
    /// One round of housekeeping: closes silent calls, moves on users who do not, seals the audit, forgets what has served.
    /// Call it every few seconds; [`Progress::more`] says that another round is due at once.
    ///
    /// # Errors
    /// The first storage error, after every part was tried.
    pub async fn housekeeping(&self) -> Result<Progress, Error> {
        let actor = Actor::system("housekeeping");
        // Each is done whatever became of the others: a call that cannot be closed must not keep the audit unsealed.
        let closed = self.telephony().sweep(&actor).await;
        // Before sessions are purged: they tell who has vanished.
        let moved = self.operators().sweep(&actor).await;
        let sealed = self.audit().seal(&actor).await;
        // A call that is still open is decided by its events.
        let is_closed = closed.as_ref().is_ok_and(|closed| !closed.more);
        let let_go = self.let_go(&actor, is_closed).await;
        let purged = self.core.store.maintain(Task::Purge { before: self.now() }).await;
        let tidied = self.core.store.maintain(Task::Tidy).await;
        let parts = [closed?, moved?, sealed?, let_go?, purged?, Progress { more: false, ..tidied? }];
        Ok(parts.into_iter().fold(Progress::default(), Progress::and))
    }
    /// What the settings keep for some time only; events of providers where no call that has long ended is open any more.
    async fn let_go(&self, actor: &Actor, is_closed: bool) -> Result<Progress, Error> {
        let events = if is_closed { self.telephony().purge(actor).await } else { Ok(Progress::default()) };
        let feed = self.events().purge(actor).await;
        let audit = self.audit().purge(actor).await;
        Ok(events?.and(feed?).and(audit?))
    }
    /// Finishes what is being written and closes the store.
    ///
    /// # Errors
    /// As [`Store::close`].
    pub async fn close(&self) -> Result<(), Error> {
        Ok(self.core.store.close().await?)
    }
}

/// Puts an office together.
#[derive(Debug)]
pub struct CrmBuilder {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    token_keys: Option<TokenKeys>,
    lifetimes: TokenLifetimes,
    passwords: Passwords,
    mango: Vec<MangoAccount>,
    sip: Vec<SipSource>,
}

impl CrmBuilder {
    /// Another clock than the system's.
    #[must_use]
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }
    /// The keys that sign tokens. Without them a random secret is made, and every token ends with the process.
    #[must_use]
    pub fn tokens(mut self, keys: TokenKeys) -> Self {
        self.token_keys = Some(keys);
        self
    }
    /// How long tokens live.
    #[must_use]
    pub fn lifetimes(mut self, lifetimes: TokenLifetimes) -> Self {
        self.lifetimes = lifetimes;
        self
    }
    /// How passwords are hashed; the OWASP parameters unless said otherwise.
    #[must_use]
    pub fn passwords(mut self, passwords: Passwords) -> Self {
        self.passwords = passwords;
        self
    }
    /// Takes events of this Mango Office account.
    #[must_use]
    pub fn mango(mut self, account: MangoAccount) -> Self {
        self.mango.push(account);
        self
    }
    /// Takes events of this SIP server.
    #[must_use]
    pub fn sip(mut self, source: SipSource) -> Self {
        self.sip.push(source);
        self
    }
    /// The office, over a store whose schema is current already.
    ///
    /// # Errors
    /// `auth.failed` when no token keys were given and the system gives no random bytes.
    pub fn build(self) -> Result<Crm, Error> {
        let tokens = match self.token_keys {
            Some(keys) => keys,
            None => TokenKeys::random()?,
        };
        let core = Core {
            ids: IdSource::new(Arc::clone(&self.store)),
            store: self.store,
            clock: self.clock,
            passwords: self.passwords,
            tokens,
            lifetimes: self.lifetimes,
            bearers: Bearers::default(),
            mango: self.mango,
            sip: self.sip,
            office_zone: OfficeZone::default(),
            committed: watch::Sender::new(()),
        };
        Ok(Crm { core: Arc::new(core) })
    }
    /// Migrates the store and gives the office.
    ///
    /// # Errors
    /// As [`CrmBuilder::build`] and [`Crm::migrate`].
    pub async fn open(self) -> Result<Crm, Error> {
        let crm = self.build()?;
        crm.migrate().await?;
        Ok(crm)
    }
}
