//! Plays recorded deliveries into an office, as the provider posted them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crm_core::access::Actor;
use crm_core::audit::AuditReport;
use crm_core::calls::{CallFilter, CallSort, CallView};
use crm_core::kernel::{Error, ManualClock, Page, PageRequest, Text, Timestamp};
use crm_core::lines::UnknownLine;
use crm_core::operators::Operator;
use crm_core::settings::Settings;
use crm_core::store::Store;
use crm_core::telephony::{self, CallCheck, IngestRefusal, MangoAccount, RawEvent, Receipt, mango};
use crm_core::{Crm, CrmBuilder};
use sha2::{Digest, Sha256};

use crate::books::Books;
use crate::deliveries::{Delivery, DeliveryFile};
use crate::office;
use crate::work::{self, Work};

/// What a day came to.
#[derive(Debug)]
pub struct Day {
    /// The settings in force: times are shown in the office's zone.
    pub settings: Settings,
    /// The calls of the replayed conversations, earliest first.
    pub calls: Vec<CallView>,
    /// Everybody who works in the office.
    pub operators: Vec<Operator>,
    /// Refused bodies, repetitions left out, by reason.
    pub refused: BTreeMap<IngestRefusal, BTreeSet<String>>,
    /// What became of the deliveries that were not refused, in this replay.
    pub taken: Taken,
    /// Signed events without effect that the office keeps, latest first.
    pub unread: Vec<RawEvent>,
    /// Numbers that calls came to and that are no line.
    pub unknown_lines: Vec<UnknownLine>,
    /// What verifying the audit found.
    pub audit: AuditReport,
    /// What deriving every call again from its stored events found.
    pub check: CallCheck,
    /// What the office made of the calls.
    pub books: Books,
    refused_beside: BTreeMap<String, BTreeSet<String>>,
}

/// Deliveries by what became of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Stored for the first time.
    pub new: u64,
    /// Stored before: nothing changed.
    pub repeated: u64,
}

impl Day {
    /// How many distinct bodies were refused in the files that brought the call's conversation.
    pub fn refused_beside(&self, call: &CallView) -> usize {
        let id = call.call.provider_id.as_deref();
        id.and_then(|id| self.refused_beside.get(id)).map_or(0, BTreeSet::len)
    }
    /// Whether the audit is unbroken, every call is what its events say, and counters and call-backs are what the facts say.
    pub fn is_sound(&self) -> bool {
        self.audit.broken.is_none() && self.check.differences.is_empty() && self.books.are_sound()
    }
}

/// Plays the files into an office over `store`, in the order of arrival, by a clock that shows when each one arrived. Then
/// the clock moves on to the end of the working day, and silent calls are closed on the way. `progress` is told after each
/// delivery how many are done.
///
/// # Errors
/// Storage errors. A refused delivery is part of the day, not an error.
pub async fn replay(
    store: Arc<dyn Store>,
    files: &[DeliveryFile],
    mut progress: impl FnMut(u64),
) -> Result<Day, Box<dyn std::error::Error>> {
    let actor = Actor::system("office_day");
    let mut arrivals: Vec<(&Delivery, &DeliveryFile)> =
        files.iter().flat_map(|file| file.deliveries.iter().map(move |delivery| (delivery, file))).collect();
    // A stable sort: what arrived in one second stays in the order of the files.
    arrivals.sort_by_key(|(delivery, _)| delivery.received_at);
    let at = |arrival: Option<&(&Delivery, _)>| arrival.map_or(Timestamp::EPOCH, |(delivery, _)| delivery.received_at);
    let (first, last) = (at(arrivals.first()), at(arrivals.last()));
    let clock = Arc::new(ManualClock::at(first.minus(work::BEFORE_CALLS)));
    let accounts = accounts(files)?;
    let builder = Crm::builder_shared(store).clock(Arc::<ManualClock>::clone(&clock));
    let crm = accounts.iter().cloned().fold(builder, CrmBuilder::mango).open().await?;
    let office = office::set_up(&crm, &actor).await?;
    let mut work = Work::new(&crm, &clock, &office);
    work.begin_shift().await?;

    let mut taken = Taken::default();
    let mut refused: BTreeMap<IngestRefusal, BTreeSet<String>> = BTreeMap::new();
    for ((delivery, _), done) in arrivals.iter().zip(1..) {
        clock.set(delivery.received_at);
        match crm.telephony().mango(&delivery.path, delivery.raw_body.as_bytes()).await {
            Ok(Receipt::Duplicate) => taken.repeated += 1,
            Ok(Receipt::Taken { .. } | Receipt::Unread) => taken.new += 1,
            Ok(Receipt::Probe) => {}
            Err(error) => {
                let Some(reason) = error.refusal::<IngestRefusal>().copied() else { return Err(error.into()) };
                refused.entry(reason).or_default().insert(delivery.raw_body.clone());
            }
        }
        progress(done);
    }

    let refused_beside = refused_beside(&accounts, files);
    let calls_of_files = async || {
        let page = async |request| crm.calls().list(&actor, &CallFilter::default(), CallSort::Earliest, &request).await;
        let mut calls = every(page).await?;
        calls.retain(|view| view.call.provider_id.as_deref().is_some_and(|id| refused_beside.contains_key(id)));
        Ok::<_, Box<dyn std::error::Error>>(calls)
    };
    work.write_orders(&calls_of_files().await?, last).await?;
    let settings = crm.settings().get(&actor).await?;
    clock.set(crm.now().max(last.plus(settings.close_after_silence)));
    while crm.telephony().sweep(&actor).await?.more {}
    work.visit_clients().await?;
    work.settle(first).await?;
    while crm.audit().seal(&actor).await?.more {}

    let calls = calls_of_files().await?;
    let day = Day {
        settings,
        calls,
        operators: office.people,
        refused,
        taken,
        unread: crm.telephony().unread(&actor, None).await?,
        unknown_lines: crm.lines().unknown(&actor).await?,
        audit: crm.audit().verify(&actor).await?,
        check: crm.telephony().check(&actor, |_| {}).await?,
        books: Books::read(&crm, &actor, first).await?,
        refused_beside,
    };
    crm.close().await?;
    Ok(day)
}

/// One account per distinct pair of key and salt. Its name comes from the key alone, so that a conversation stays the same
/// one in whatever company its file is replayed, and a changed salt does not make another account.
fn accounts(files: &[DeliveryFile]) -> Result<Vec<MangoAccount>, Box<dyn std::error::Error>> {
    let pairs: BTreeSet<(&str, &str)> = files.iter().map(|file| (file.key.as_str(), file.salt.as_str())).collect();
    let account = |(key, salt): (&str, &str)| {
        let digest = hex::encode(Sha256::digest(key));
        let name = format!("mango-{}", digest.get(..8).unwrap_or_default());
        Ok(MangoAccount::new(Text::new(&name)?, key.into(), salt.into(), 0)?)
    };
    pairs.into_iter().map(account).collect()
}

/// For each conversation of the files, the distinct refused bodies of the files it is in.
fn refused_beside(accounts: &[MangoAccount], files: &[DeliveryFile]) -> BTreeMap<String, BTreeSet<String>> {
    let mut beside: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let mut conversations = BTreeSet::new();
        let mut refused = BTreeSet::new();
        for delivery in &file.deliveries {
            match mango::open(accounts, &delivery.path, delivery.raw_body.as_bytes()) {
                Ok(telephony::Delivery::Signed(signed)) => {
                    conversations.extend(mango::read(&signed.path, &signed.json, 0).map(|read| read.conversation));
                }
                Ok(telephony::Delivery::Probe) => {}
                Err(_) => {
                    refused.insert(delivery.raw_body.clone());
                }
            }
        }
        for conversation in conversations {
            beside.entry(conversation).or_default().extend(refused.iter().cloned());
        }
    }
    beside
}

/// Every page of a list.
pub(crate) async fn every<T>(
    list: impl AsyncFn(PageRequest) -> Result<Page<T>, Error>,
) -> Result<Vec<T>, Box<dyn std::error::Error>> {
    let mut all = Vec::new();
    let mut request = PageRequest::first().limit(PageRequest::MAX_LIMIT)?.without_total();
    loop {
        let page = list(request).await?;
        all.extend(page.items);
        match page.next {
            Some(cursor) => request = PageRequest::cursor(cursor, PageRequest::MAX_LIMIT)?.without_total(),
            None => return Ok(all),
        }
    }
}
