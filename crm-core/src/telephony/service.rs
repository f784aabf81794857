//! Use cases of telephony.

use std::collections::BTreeMap;
use std::time::Duration;

use super::bounds::{out_of_time, surely_in_time};
use super::decide::{self, LineLookup, NewIds, Past, Present, Taken};
use super::{
    Conversation, ConversationKey, Delivery, Fact, IngestRefusal, MAX_EVENTS, NewRawEvent, NotUnderstood, Provider,
    RawEvent, RefusalCount, Understood, fact, fold, legs_over, mango, reread, sip,
};
use crate::access::{Actor, Policy, Right};
use crate::calls::{self, Call, CallChange, CallFacts};
use crate::crm::Core;
use crate::kernel::{CallId, ConversationId, Error, Text, Timestamp};
use crate::settings::Settings;
use crate::store::{Attempt, Effects, Loaded, Outcome, Progress, Read, StoreError, Task, Tx, UnitFuture, Write};

/// Conversations one sweep closes at most.
const SWEEP: u32 = 100;
/// Conversations read at a time while re-deriving.
const PAGE: u32 = 200;
/// One UTC day, in seconds.
const DAY: i64 = 86_400;
/// A conversation that began less than this ago is not sealed: settings keep events for longer.
const NEVER_SEALED: Duration = Duration::from_hours(31 * 24);

/// Provider events: taken in, kept, folded into calls.
#[derive(Clone, Copy)]
pub struct Telephony<'c> {
    core: &'c Core,
    // Whether event times are taken whatever they are.
    any_time: bool,
}

/// What became of a delivery that was not refused. Answer it with success: it is durable, or there was nothing to store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipt {
    /// A connection check: nothing to store.
    Probe,
    /// Stored already: a repeated delivery changes nothing.
    Duplicate,
    /// Stored, and understood.
    Taken {
        /// The call it belongs to, once there is evidence of one.
        call: Option<CallId>,
    },
    /// Stored as it came and listed for the admin; without effect.
    Unread,
}

/// A call that its events do not derive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Underivable {
    /// The conversation.
    pub conversation: ConversationId,
    /// The stored call, if there is one.
    pub call: Option<CallId>,
    /// What is stored.
    pub stored: Option<CallFacts>,
    /// What the events say.
    pub derived: Option<CallFacts>,
}

/// What re-deriving every call found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallCheck {
    /// Conversations looked at.
    pub conversations: u64,
    /// Those of them that are sealed: their first events are no longer kept, so nothing can be said of their calls.
    pub sealed: u64,
    /// Those whose stored call differs, at most 1,000 of them.
    pub differences: Vec<Underivable>,
}

impl<'c> Telephony<'c> {
    pub(crate) fn new(core: &'c Core) -> Self {
        Self { core, any_time: false }
    }

    /// The door for deliveries of an archive, which the program plays again long after they came: their times are taken
    /// whatever they are, and everything else is as ever. What an office has stored already stays as it is, listed events
    /// without effect included.
    ///
    /// # Errors
    /// `access.forbidden`.
    pub fn archive(self, actor: &Actor) -> Result<Self, Error> {
        Policy::require(actor, Right::Maintain)?;
        Ok(Self { any_time: true, ..self })
    }

    /// Takes in a POST of Mango Office: `path` below the base address (such as `/events/call`), `body` as received. An event
    /// whose times lie too far from the office's clock (settings) is stored, listed and without effect.
    ///
    /// # Errors
    /// `telephony.*` for what is not signed by a configured account or is too long: it is only counted. Storage errors: the
    /// delivery is not stored and must not be acknowledged.
    #[tracing::instrument(name = "telephony.mango", level = "debug", skip_all)]
    pub async fn mango(&self, path: &str, body: &[u8]) -> Result<Receipt, Error> {
        let signed = match mango::open(&self.core.mango, path, body) {
            Ok(Delivery::Signed(signed)) => signed,
            Ok(Delivery::Probe) => return Ok(Receipt::Probe),
            Err(refusal) => return Err(self.refuse(Provider::Mango, refusal).await),
        };
        let Some(account) = self.core.mango.get(signed.account) else { return Ok(Receipt::Probe) };
        let offset = account.clock_offset_seconds();
        let read = mango::read(&signed.path, &signed.json, offset);
        let body = signed.json.into_bytes();
        let now = self.core.now();
        let raw = NewRawEvent::new(Provider::Mango, account.name().clone(), &signed.path, body, offset, now);
        self.take(raw, read).await
    }

    /// Takes in a POST of a SIP server: `source` is the configured source's id, `sign` the `X-Sign` header, `body` as
    /// received.
    ///
    /// # Errors
    /// As [`Telephony::mango`].
    #[tracing::instrument(name = "telephony.sip", level = "debug", skip_all)]
    pub async fn sip(&self, source: &str, sign: Option<&str>, body: &[u8]) -> Result<Receipt, Error> {
        let signed = match sip::open(&self.core.sip, source, body, sign) {
            Ok(Delivery::Signed(signed)) => signed,
            Ok(Delivery::Probe) => return Ok(Receipt::Probe),
            Err(refusal) => return Err(self.refuse(Provider::Sip, refusal).await),
        };
        let Some(source) = self.core.sip.get(signed.account) else { return Ok(Receipt::Probe) };
        let read = sip::read(&signed.json, source);
        let context = sip::context(&signed.json, source);
        let body = signed.json.into_bytes();
        let mut raw = NewRawEvent::new(Provider::Sip, source.id().clone(), &signed.path, body, 0, self.core.now());
        raw.context = context;
        self.take(raw, read).await
    }

    async fn refuse(&self, provider: Provider, refusal: IngestRefusal) -> Error {
        let provider = &provider;
        let counted: Result<(), Error> = self
            .core
            .unit(move |a| {
                Box::pin(async move {
                    let mut effects = Effects::none();
                    let day = a.now.seconds().div_euclid(DAY);
                    effects.write(Write::Refusal { provider: provider.clone(), reason: refusal.reason(), day });
                    Ok(Outcome::refused(refusal, effects))
                })
            })
            .await;
        counted.err().unwrap_or_else(|| refusal.into())
    }

    async fn take(&self, raw: NewRawEvent, read: Result<Understood, NotUnderstood>) -> Result<Receipt, Error> {
        let (raw, read, core) = (&raw, &read, self.core);
        let in_time = |understood: &Understood| self.any_time || surely_in_time(&understood.fact, raw.received_at);
        let unsure = read.as_ref().is_ok_and(|understood| !in_time(understood));
        core.unit(move |a| match read {
            Ok(understood) => take_understood(core, a, raw, understood, unsure),
            Err(problem) => take_unread(a, raw, problem),
        })
        .await
    }

    /// Closes conversations whose closing account never came: some time after their last leg ended, or after long silence
    /// (settings). Their calls are decided by their legs and stay incomplete; a later account corrects them.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. One conversation that cannot be closed does not keep the others open: the first
    /// such error is answered when all were tried.
    #[tracing::instrument(name = "telephony.sweep", level = "debug", skip_all)]
    pub async fn sweep(&self, actor: &Actor) -> Result<Progress, Error> {
        Policy::require(actor, Right::Maintain)?;
        let (core, now) = (self.core, self.core.now());
        let mut tx = core.read(Read::Each).await?;
        let settings = Settings::from_rows(tx.settings().all().await?.iter().map(|row| &**row));
        let legs_over_by = now.minus(settings.close_after_legs);
        let silent_since = now.minus(settings.close_after_silence);
        let due = tx.telephony().due(legs_over_by, silent_since, SWEEP).await?;
        drop(tx);
        let more = u32::try_from(due.len()).is_ok_and(|n| n >= SWEEP);
        let mut rows = 0;
        let mut failed = None;
        for id in due {
            let closed: Result<bool, Error> = core
                .unit(move |a| {
                    Box::pin(async move {
                        // An event may have come since, and the conversation goes on.
                        let still_due = |known: &Loaded<Conversation>| known.is_due(legs_over_by, silent_since);
                        let found = a.tx.telephony().conversation_by_id(id).await?.filter(still_due);
                        let Some(conversation) = found else { return Ok(Outcome::unchanged(false)) };
                        let Some(events) = whole_events(a.tx, &conversation, a.now).await? else {
                            // It cannot be told how its call ended.
                            let mut effects = Effects::none();
                            effects.update(&conversation, Conversation { open: false, ..conversation.to_changed() });
                            return Ok(Outcome::done(true, effects));
                        };
                        let mut facts = facts_of(&events);
                        facts.push(Fact::Closed { at: a.now });
                        let raw = decide::closed(&conversation, a.now);
                        let (_, effects) = bring_up_to_date(core, a.tx, Ok(conversation), &facts, raw, a.now).await?;
                        Ok(Outcome::done(true, effects))
                    })
                })
                .await;
            match closed {
                Ok(closed) => rows += u64::from(closed),
                Err(error) => failed = failed.or(Some(error)),
            }
        }
        failed.map_or(Ok(Progress { rows, more }), Err)
    }

    /// Lets go of events that have been kept for as long as the settings say, a part at a time. Conversations that began
    /// with them are sealed first: what still comes for one is stored and listed, and its call stays as it is. Repeated
    /// deliveries are known for ever. Close what is silent before ([`Telephony::sweep`]).
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "telephony.purge", level = "debug", skip_all)]
    pub async fn purge(&self, actor: &Actor) -> Result<Progress, Error> {
        Policy::require(actor, Right::Maintain)?;
        match self.core.settings().await?.raw_events_kept.ended_before(self.core.now()) {
            Some(before) => Ok(self.core.purge("provider events", Task::PurgeRawEvents { before }).await?),
            None => Ok(Progress::default()),
        }
    }

    /// Whose events are taken: the accounts and sources, by provider and the name this office gave them.
    ///
    /// # Errors
    /// `access.forbidden`.
    pub fn accounts(&self, actor: &Actor) -> Result<Vec<(Provider, Text<64>)>, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        let mango = self.core.mango.iter().map(|account| (Provider::Mango, account.name().clone()));
        Ok(mango.chain(self.core.sip.iter().map(|source| (Provider::Sip, source.id().clone()))).collect())
    }

    /// Signed events without effect, latest first, below `before`, at most 100.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "telephony.unread", level = "debug", skip_all)]
    pub async fn unread(&self, actor: &Actor, before: Option<i64>) -> Result<Vec<RawEvent>, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        Ok(self.core.read(Read::Each).await?.telephony().unread(before, 100).await?)
    }

    /// How many deliveries were refused, per provider, day and reason, latest day first.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors.
    #[tracing::instrument(name = "telephony.refusals", level = "debug", skip_all)]
    pub async fn refusals(&self, actor: &Actor) -> Result<Vec<RefusalCount>, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        Ok(self.core.read(Read::Each).await?.telephony().refusals().await?)
    }

    /// Derives every call again from its events and tells which stored call differs. `progress` is told after each batch
    /// how many conversations were looked at.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. A difference is a finding, not an error.
    #[tracing::instrument(name = "telephony.check", level = "debug", skip_all)]
    pub async fn check(&self, actor: &Actor, mut progress: impl FnMut(u64) + Send) -> Result<CallCheck, Error> {
        Policy::require(actor, Right::ReadOperations)?;
        let mut check = CallCheck::default();
        let mut after = None;
        loop {
            // One view per batch: a call and its events must be of one moment.
            let mut tx = self.core.read(Read::Snapshot).await?;
            let batch = tx.telephony().conversations_after(after, PAGE).await?;
            let Some(last) = batch.last() else { return Ok(check) };
            after = Some(last.id);
            let sealed_before = tx.telephony().sealed_before().await?;
            for conversation in batch {
                check.conversations += 1;
                if conversation.first_event_at < sealed_before {
                    check.sealed += 1;
                    continue;
                }
                let derived = fold(&facts_of(&tx.telephony().events(conversation.id).await?));
                let call = tx.calls().of_conversation(conversation.id).await?;
                let stored = call.as_ref().map(|call| call.facts.clone());
                if stored != derived && check.differences.len() < 1000 {
                    let call = call.map(|call| call.id);
                    check.differences.push(Underivable { conversation: conversation.id, call, stored, derived });
                }
            }
            progress(check.conversations);
        }
    }
}

fn take_unread<'t>(a: Attempt<'t, '_>, raw: &'t NewRawEvent, problem: &'t NotUnderstood) -> UnitFuture<'t, Receipt> {
    Box::pin(async move {
        if a.tx.telephony().has_event(&raw.digest).await? {
            return Ok(Outcome::unchanged(Receipt::Duplicate));
        }
        let mut raw = raw.clone();
        raw.problem = Some(problem_text(&format!("{}: {problem}", problem.code())));
        let mut effects = Effects::none();
        effects.raw_event(raw);
        Ok(Outcome::done(Receipt::Unread, effects))
    })
}

fn take_understood<'t>(
    core: &'t Core,
    a: Attempt<'t, '_>,
    raw: &'t NewRawEvent,
    understood: &'t Understood,
    unsure: bool,
) -> UnitFuture<'t, Receipt> {
    Box::pin(async move {
        if unsure {
            let settings = Settings::from_rows(a.tx.settings().all().await?.iter().map(|row| &**row));
            if let Some(problem) = out_of_time(&understood.fact, raw.received_at, &settings) {
                return take_unread(a, raw, problem).await;
            }
        }
        let key = ConversationKey {
            provider: raw.provider.clone(),
            account: raw.account.clone(),
            id: understood.conversation.as_str().into(),
        };
        // Also among events of no conversation, where the write found it: an earlier version did not understand it.
        if a.number > 1 && a.tx.telephony().has_event(&raw.digest).await? {
            return Ok(Outcome::unchanged(Receipt::Duplicate));
        }
        let mut event = raw.clone();
        let mut facts = Vec::new();
        let conversation = match a.tx.telephony().conversation(&key).await? {
            None => Err(key),
            Some(known) => {
                let Some(events) = whole_events(a.tx, &known, a.now).await? else {
                    return take_unread(a, raw, &NotUnderstood::Sealed).await;
                };
                if events.iter().any(|stored| stored.event.digest == raw.digest) {
                    return Ok(Outcome::unchanged(Receipt::Duplicate));
                }
                if events.len() >= MAX_EVENTS {
                    return take_unread(a, raw, &NotUnderstood::TooMany).await;
                }
                facts = facts_of(&events);
                if fact::contradicts(understood, &facts) {
                    event.problem = Some(problem_text("conflict: an earlier event of the same name says otherwise"));
                }
                Ok(known)
            }
        };
        facts.push(understood.fact.clone());
        let (call, effects) = bring_up_to_date(core, a.tx, conversation, &facts, event, a.now).await?;
        Ok(Outcome::done(Receipt::Taken { call }, effects))
    })
}

fn problem_text(text: &str) -> Text<200> {
    let cut: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    Text::from_stored(cut.trim())
}

/// Every event of a conversation; `None` once it is sealed, when some may be gone.
async fn whole_events(
    tx: &mut dyn Tx,
    conversation: &Conversation,
    now: Timestamp,
) -> Result<Option<Vec<RawEvent>>, StoreError> {
    let events = tx.telephony().events(conversation.id).await?;
    // Asked after they were read: that events go is noted before the first one does.
    let is_sealed = conversation.first_event_at < now.minus(NEVER_SEALED)
        && conversation.first_event_at < tx.telephony().sealed_before().await?;
    Ok((!is_sealed).then_some(events))
}

fn facts_of(events: &[RawEvent]) -> Vec<Fact> {
    events.iter().filter_map(|stored| reread(&stored.event)).collect()
}

/// What follows from the facts, the last of which is the event that is taken in.
async fn bring_up_to_date(
    core: &Core,
    tx: &mut dyn Tx,
    conversation: Result<Loaded<Conversation>, ConversationKey>,
    facts: &[Fact],
    raw: NewRawEvent,
    now: Timestamp,
) -> Result<(Option<CallId>, Effects), Error> {
    let call: Option<Loaded<Call>> = match &conversation {
        Ok(known) => tx.calls().of_conversation(known.id).await?,
        Err(_) => None,
    };
    let derived = fold(facts);
    // Whoever takes part is told of a change; without one there is nobody to tell.
    let participants = match &call {
        Some(call) if derived.as_ref() != Some(&call.facts) => tx.calls().participants(call.id).await?,
        _ => Vec::new(),
    };
    let mut present = Present {
        legs_over: legs_over(facts),
        of_leg: matches!(facts.last(), Some(Fact::Leg(_) | Fact::Ended(_))),
        facts: None,
        line: LineLookup::Skipped,
        operators: BTreeMap::new(),
        job_ids: Vec::new(),
    };
    if let Some(derived) = derived {
        if decide::needs_attribution(call.as_ref(), &derived) {
            let line = match &derived.line {
                Some(number) => tx.lines().by_number(number).await?,
                None => None,
            };
            present.line = line.map_or(LineLookup::Unknown, |line| LineLookup::Known(line.attribution.clone()));
        }
        for extension in decide::extensions(call.as_ref(), &derived) {
            if let Some(operator) = tx.operators().by_extension(extension).await? {
                present.operators.insert(extension.clone(), operator.id);
            }
        }
        for _ in decide::newly_ready(call.as_ref(), &derived) {
            present.job_ids.push(core.ids.next().await?);
        }
        present.facts = Some(derived);
    }
    // Ids are leased only for what is about to begin; the other is never used.
    let ids = NewIds {
        conversation: match &conversation {
            Ok(known) => known.id,
            Err(_) => core.ids.next().await?,
        },
        call: match &call {
            Some(known) => known.id,
            None => core.ids.next().await?,
        },
    };
    let past = Past { conversation, call, participants };
    let Taken { call, changed, mut effects } = decide::take(&past, present, raw, ids, now);
    if let Some(after) = &changed {
        let change = CallChange { before: past.call.as_deref(), after };
        calls::follow(core, tx, change, now, &mut effects).await?;
    }
    Ok((call, effects))
}
