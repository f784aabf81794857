//! Applies effects: every guard holds and every write is made, or nothing is.

use super::state::State;
use super::table::NotWritten;
use crate::audit::BlockHeader;
use crate::auth::{Revoked, Session};
use crate::callbacks::{Callback, Closing};
use crate::events::FeedEvent;
use crate::kernel::{CallId, LineNumber, OperatorId, OrderId, Timestamp};
use crate::lines::UnknownLine;
use crate::money::LedgerEntry;
use crate::operators::{Operator, WorkStateEntry};
use crate::orders::{HistoryEntry, Order};
use crate::shifts::Shift;
use crate::store::{CommitError, Effects, Guard, IdempotencyRecord, StoreError, StoreErrorKind, UniqueKey, Write};
use crate::telephony::{NewRawEvent, Provider, RawEvent, RefusalCount};

impl State {
    /// The state after the effects.
    pub(super) fn after(&self, effects: Effects) -> Result<Self, CommitError> {
        if !effects.guards.iter().all(|guard| self.holds(guard)) {
            return Err(CommitError::Stale);
        }
        let mut next = self.clone();
        for write in effects.writes {
            next.apply(write)?;
        }
        Ok(next)
    }

    fn holds(&self, guard: &Guard) -> bool {
        match guard {
            Guard::Version(row, version) => self.rows.version_of(row) == Some(*version),
            Guard::Absent(key) => !self.has(key),
            Guard::Below(place) => self.taken(&place.slot) < u64::from(place.capacity),
            Guard::Free(span) => !self.rows.all().any(|shift: &Shift| span.is_taken_by(shift)),
        }
    }

    fn has(&self, key: &UniqueKey) -> bool {
        match key {
            UniqueKey::RawEvent(digest) => self.has_event(digest),
            UniqueKey::AuditBlock(number) => self.blocks.iter().any(|block| block.number == *number),
            UniqueKey::AuditAnchor(number) => self.anchors.iter().any(|anchor| anchor.number == *number),
            UniqueKey::Idempotency { actor, operation, key } => {
                let is_it = |record: &IdempotencyRecord| {
                    record.actor == *actor && record.operation == *operation && record.key.as_str() == key
                };
                self.idempotency.iter().any(is_it)
            }
            UniqueKey::Past { source, kind, id } => {
                self.past.iter().any(|mark| (&mark.source, &mark.kind, &mark.id) == (source, kind, id))
            }
            UniqueKey::CityName(_)
            | UniqueKey::CampaignName(_)
            | UniqueKey::Setting(_)
            | UniqueKey::OperatorLogin(_)
            | UniqueKey::OperatorExtension(_)
            | UniqueKey::LineNumber(_)
            | UniqueKey::Conversation(_)
            | UniqueKey::CallOfConversation(_)
            | UniqueKey::Throttle(_)
            | UniqueKey::ClientHead(_) => self.rows.has_unique(key),
        }
    }

    fn must_be_free(&self, key: &UniqueKey) -> Result<(), CommitError> {
        if self.has(key) { Err(CommitError::Stale) } else { Ok(()) }
    }

    fn apply(&mut self, write: Write) -> Result<(), CommitError> {
        match write {
            Write::Insert(row) => self.rows.insert(row)?,
            Write::Update(row) => self.rows.update(row)?,
            Write::Password { operator, hash } => {
                self.must_know(operator)?;
                self.passwords.insert(operator, hash);
            }
            Write::WorkState(entry) => self.work_state(entry)?,
            Write::RawEvent(event) => self.raw_event(event)?,
            // The start is the call's own here; a backend that keeps lists of "own" calls in order keeps it with them.
            Write::CallParticipants { call, started_at: _, operators } => self.participate(call, operators),
            Write::UnknownLine { number, at } => self.unknown_line(number, at),
            Write::Refusal { provider, reason, day } => self.refusal(provider, reason, day),
            Write::RevokeSessions { operator, except, at, reason } => self.rows.change(
                |session: &Session| {
                    session.operator == operator && session.revoked.is_none() && Some(session.id) != except
                },
                |session| session.revoked = Some(Revoked { at, reason: reason.clone() }),
            ),
            Write::Audit(entry) => {
                let seq = self.audit.next();
                self.audit.push(entry.numbered(seq));
            }
            Write::AuditBlock(header) => self.audit_block(header)?,
            Write::AuditAnchor(anchor) => {
                self.must_be_free(&UniqueKey::AuditAnchor(anchor.number))?;
                self.anchors.push(anchor);
            }
            Write::Event(event) => {
                let position = self.feed.next();
                self.feed.push(FeedEvent { position, event });
            }
            Write::OrderHistory(entry) => self.order_history(entry)?,
            Write::OrderWords { order, words } => {
                self.must_have_order(order)?;
                self.order_words.insert(order, words);
            }
            Write::Ledger(entry) => self.post(entry)?,
            Write::CallbackClosing(closing) => self.close_by_hand(closing)?,
            // No counters here: each question recounts.
            Write::Count(_) | Write::Recount(_) => {}
            Write::Idempotency(record) => {
                self.must_be_free(&UniqueKey::Idempotency {
                    actor: record.actor.clone(),
                    operation: record.operation,
                    key: record.key.as_str().to_owned(),
                })?;
                self.idempotency.push(record);
            }
            Write::Past(mark) => {
                let (source, kind, id) = (mark.source.clone(), mark.kind, mark.id.clone());
                self.must_be_free(&UniqueKey::Past { source, kind, id })?;
                self.past.push(mark);
            }
        }
        Ok(())
    }

    fn work_state(&mut self, entry: WorkStateEntry) -> Result<(), CommitError> {
        self.must_know(entry.operator)?;
        if let Some(open) = self.work_log.find_mut(|open| open.operator == entry.operator && open.to.is_none()) {
            open.to = Some(entry.from);
        }
        self.work_log.push(entry);
        Ok(())
    }

    fn raw_event(&mut self, event: NewRawEvent) -> Result<(), CommitError> {
        self.must_be_free(&UniqueKey::RawEvent(event.digest))?;
        let seq = self.raw_events.next();
        self.raw_events.push(RawEvent { seq, event });
        Ok(())
    }

    fn participate(&mut self, call: CallId, operators: Vec<OperatorId>) {
        for operator in operators {
            let pair = (call, operator);
            if !self.participants.iter().any(|known| *known == pair) {
                self.participants.push(pair);
            }
        }
    }

    fn unknown_line(&mut self, number: LineNumber, at: Timestamp) {
        let line = self.unknown_lines.entry(number.clone()).or_insert(UnknownLine {
            number,
            first_seen: at,
            last_seen: at,
            calls: 0,
        });
        line.first_seen = line.first_seen.min(at);
        line.last_seen = line.last_seen.max(at);
        line.calls += 1;
    }

    fn refusal(&mut self, provider: Provider, reason: &str, day: i64) {
        let same = |count: &RefusalCount| count.provider == provider && &*count.reason == reason && count.day == day;
        if let Some(known) = self.refusals.find_mut(same) {
            known.count += 1;
        } else {
            self.refusals.push(RefusalCount { provider, reason: reason.into(), day, count: 1 });
        }
    }

    fn audit_block(&mut self, header: BlockHeader) -> Result<(), CommitError> {
        self.must_be_free(&UniqueKey::AuditBlock(header.number))?;
        let sealed = header.first_seq..=header.last_seq;
        self.audit.change(|entry| sealed.contains(&entry.seq), |entry| entry.block_no = Some(header.number));
        self.blocks.push(header);
        Ok(())
    }

    fn order_history(&mut self, entry: HistoryEntry) -> Result<(), CommitError> {
        self.must_have_order(entry.order)?;
        if self.history.iter().any(|row| (row.order, row.version) == (entry.order, entry.version)) {
            return Err(corrupt("the order's history has a row of this version"));
        }
        self.history.push(entry);
        Ok(())
    }

    fn post(&mut self, entry: LedgerEntry) -> Result<(), CommitError> {
        self.must_have_order(entry.order)?;
        let is_same = |posted: &LedgerEntry| {
            (posted.order, posted.closing, &posted.kind) == (entry.order, entry.closing, &entry.kind)
        };
        if self.ledger.iter().any(is_same) {
            return Err(corrupt("the closing has an entry of this kind"));
        }
        self.ledger.push(entry);
        Ok(())
    }

    fn close_by_hand(&mut self, closing: Closing) -> Result<(), CommitError> {
        if !self.rows.all::<Callback>().any(|row| row.id == closing.callback) {
            return Err(corrupt(format!("there is no call-back {}", closing.callback)));
        }
        self.closings.push(closing);
        Ok(())
    }

    fn must_have_order(&self, order: OrderId) -> Result<(), CommitError> {
        if self.rows.all::<Order>().any(|row| row.id == order) {
            Ok(())
        } else {
            Err(corrupt(format!("there is no order {order}")))
        }
    }

    fn must_know(&self, operator: OperatorId) -> Result<(), CommitError> {
        if self.rows.all::<Operator>().any(|row| row.id == operator) {
            Ok(())
        } else {
            Err(corrupt(format!("there is no user {operator}")))
        }
    }
}

fn corrupt(context: impl Into<String>) -> CommitError {
    CommitError::Corrupt(StoreError::new(StoreErrorKind::Corrupt, "tx.commit").context(context))
}

impl From<NotWritten> for CommitError {
    fn from(why: NotWritten) -> Self {
        match why {
            NotWritten::Taken => Self::Stale,
            NotWritten::SameKey => corrupt("another row has this id"),
            NotWritten::Missing => corrupt("there is no row to replace"),
        }
    }
}
