//! What a decision wants written, and the facts it relied on.

use super::{IdempotencyRecord, Loaded, Row, RowKey, StoreError, StoreErrorKind, Stored};
use crate::audit::{Anchor, BlockHeader, NewAuditEntry};
use crate::auth::{PasswordHash, RevokeReason, ThrottleKey};
use crate::callbacks::Closing;
use crate::calls::Extension;
use crate::counters::Count;
use crate::events::NewEvent;
use crate::kernel::{
    CallId, ConversationId, LineNumber, OperatorId, OrderId, Phone, SessionId, Timestamp, Version, Zone,
};
use crate::money::LedgerEntry;
use crate::operators::WorkStateEntry;
use crate::orders::{HistoryEntry, Place};
use crate::past::{PastId, PastKind, PastMark, Source};
use crate::settings::SettingKey;
use crate::shifts::Span;
use crate::telephony::{ConversationKey, NewRawEvent, Provider};

/// A key that at most one row may have. Names are compared as given here: already in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UniqueKey {
    /// A city's name in lower case.
    CityName(String),
    /// A campaign's name in lower case.
    CampaignName(String),
    /// A setting.
    Setting(SettingKey),
    /// A login's key.
    OperatorLogin(String),
    /// An extension.
    OperatorExtension(Extension),
    /// A line's number.
    LineNumber(LineNumber),
    /// A conversation.
    Conversation(ConversationKey),
    /// The call of a conversation.
    CallOfConversation(ConversationId),
    /// A raw event's digest.
    RawEvent([u8; 32]),
    /// A login throttle.
    Throttle(ThrottleKey),
    /// The head of a client's phone.
    ClientHead(Phone),
    /// An audit block's number.
    AuditBlock(i64),
    /// An audit anchor's block.
    AuditAnchor(i64),
    /// An idempotency key of an actor and an operation.
    Idempotency {
        /// Who, as the audit names the actor.
        actor: String,
        /// Which operation.
        operation: &'static str,
        /// The client's key.
        key: String,
    },
    /// What a row of another system has become.
    Past {
        /// Which system.
        source: Source,
        /// What the row is.
        kind: PastKind,
        /// Its id there.
        id: PastId,
    },
}

/// A fact that must still hold when the effects are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guard {
    /// The row is there with this version.
    Version(RowKey, Version),
    /// No row has this key.
    Absent(UniqueKey),
    /// Fewer orders than its capacity hold a place in the slot, before anything of this unit is written.
    Below(Place),
    /// No shift that stands takes time of the span, before anything of this unit is written.
    Free(Span),
}

/// One write. Exhaustive on purpose: a backend unaware of a variant must not compile.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// Adds a row. Its unique keys are among the guards.
    Insert(Row),
    /// Replaces a row; the version that was read is among the guards, the row carries the next one.
    Update(Row),
    /// Sets a user's password hash, first or anew.
    Password {
        /// Whose.
        operator: OperatorId,
        /// The hash.
        hash: PasswordHash,
    },
    /// Ends the user's open work-state entry at `from` of this one and adds it. The user's row is the head: its version is
    /// guarded.
    WorkState(WorkStateEntry),
    /// Adds a provider event to the ledger.
    RawEvent(NewRawEvent),
    /// Adds users to a call's participants, and moves the whole list to the call's start where that changed. Nobody is ever
    /// taken off.
    CallParticipants {
        /// The call.
        call: CallId,
        /// Its start: the sort key of "own" lists.
        started_at: Timestamp,
        /// Everybody it rang or talked with, ascending.
        operators: Vec<OperatorId>,
    },
    /// Counts a call to a number that is no line.
    UnknownLine {
        /// The number.
        number: LineNumber,
        /// When.
        at: Timestamp,
    },
    /// Counts a refused delivery.
    Refusal {
        /// Who it claimed to come from.
        provider: Provider,
        /// Why.
        reason: &'static str,
        /// The UTC day, as days since 1970-01-01.
        day: i64,
    },
    /// Revokes every live session of a user.
    RevokeSessions {
        /// Whose.
        operator: OperatorId,
        /// But not this one.
        except: Option<SessionId>,
        /// When.
        at: Timestamp,
        /// Why.
        reason: RevokeReason,
    },
    /// Adds an audit entry. The store gives it the next `seq`.
    Audit(NewAuditEntry),
    /// Adds a block header and marks entries `first_seq ..= last_seq` as sealed in it.
    AuditBlock(BlockHeader),
    /// Adds an anchor: entries up to its block may go.
    AuditAnchor(Anchor),
    /// Adds an event to the feed.
    Event(NewEvent),
    /// Adds a row to an order's history.
    OrderHistory(HistoryEntry),
    /// Replaces the words an order is found by.
    OrderWords {
        /// The order.
        order: OrderId,
        /// The words, ascending, each once.
        words: Vec<String>,
    },
    /// Adds an entry to the ledger: at most one of an order, a closing and a kind.
    Ledger(LedgerEntry),
    /// Adds to a counter.
    Count(Count),
    /// Forgets every counter and counts every row anew by days of this zone, with [`Recount`](crate::counters::Recount).
    /// Nothing else is written meanwhile: it takes seconds for a million rows.
    Recount(Zone),
    /// Adds a closing by hand to a phone's time line.
    CallbackClosing(Closing),
    /// Remembers what an idempotency key made.
    Idempotency(IdempotencyRecord),
    /// Remembers for ever what a row of another system has become.
    Past(PastMark),
}

/// Everything a unit writes, with every fact it relied on. Never stored: it is the language between core and store.
#[derive(Debug, Clone, PartialEq, Default)]
#[must_use = "effects do nothing until they are committed"]
pub struct Effects {
    /// The facts, in the order they were relied on.
    pub guards: Vec<Guard>,
    /// The writes, in order.
    pub writes: Vec<Write>,
}

impl Effects {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
    /// Adds a row, guarding that its unique keys are free.
    pub fn insert<T: Stored>(&mut self, row: T) {
        self.guards.extend(row.unique_keys().into_iter().map(Guard::Absent));
        self.writes.push(Write::Insert(row.into()));
    }
    /// Replaces a row that was read, guarding the version that was read.
    pub fn update<T: Stored>(&mut self, read: &Loaded<T>, mut changed: T) {
        self.depends_on(read);
        changed.set_version(read.version().next());
        self.writes.push(Write::Update(changed.into()));
    }
    /// Guards that a row that was read has not changed.
    pub fn depends_on<T: Stored>(&mut self, read: &Loaded<T>) {
        self.guards.push(Guard::Version(read.row_key(), read.version()));
    }
    /// Guards that no row has this key.
    pub fn depends_on_absence(&mut self, key: UniqueKey) {
        self.guards.push(Guard::Absent(key));
    }
    /// Adds another write.
    pub fn write(&mut self, write: Write) {
        self.writes.push(write);
    }
    /// Adds an audit entry.
    pub fn audit(&mut self, entry: NewAuditEntry) {
        self.writes.push(Write::Audit(entry));
    }
    /// Adds an event to the feed.
    pub fn event(&mut self, event: NewEvent) {
        self.writes.push(Write::Event(event));
    }
    /// Adds a raw event, guarding that it is not stored yet.
    pub fn raw_event(&mut self, event: NewRawEvent) {
        self.guards.push(Guard::Absent(UniqueKey::RawEvent(event.digest)));
        self.writes.push(Write::RawEvent(event));
    }
    /// Adds to counters.
    pub fn count(&mut self, counts: impl IntoIterator<Item = Count>) {
        self.writes.extend(counts.into_iter().map(Write::Count));
    }
    /// Remembers what an idempotency key made, guarding that the key is free.
    pub fn idempotency(&mut self, record: IdempotencyRecord) {
        self.guards.push(Guard::Absent(UniqueKey::Idempotency {
            actor: record.actor.clone(),
            operation: record.operation,
            key: record.key.as_str().to_owned(),
        }));
        self.writes.push(Write::Idempotency(record));
    }
    /// Remembers what a row of another system has become, guarding that it has become nothing yet.
    pub fn past(&mut self, mark: PastMark) {
        let (source, kind, id) = (mark.source.clone(), mark.kind, mark.id.clone());
        self.guards.push(Guard::Absent(UniqueKey::Past { source, kind, id }));
        self.writes.push(Write::Past(mark));
    }
    /// These effects, then others: one unit.
    pub fn then(mut self, other: Self) -> Self {
        self.guards.extend(other.guards);
        self.writes.extend(other.writes);
        self
    }
    /// Gives every audit payload its random salt.
    pub(crate) fn salt(&mut self) -> Result<(), StoreError> {
        for write in &mut self.writes {
            if let Write::Audit(entry) = write {
                getrandom::fill(&mut entry.payload.salt)
                    .map_err(|e| StoreError::new(StoreErrorKind::Unavailable, "audit.salt").context(e.to_string()))?;
            }
        }
        Ok(())
    }
    /// Whether the feed grows.
    pub fn has_events(&self) -> bool {
        self.writes.iter().any(|write| matches!(write, Write::Event(_)))
    }
}
