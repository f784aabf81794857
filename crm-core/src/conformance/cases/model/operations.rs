//! The operations. Ids and keys are few, so that they meet often.

mod callbacks;
mod cash;
mod orders;
mod shifts;

use std::collections::HashSet;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::sample::{select, subsequence};

use crate::access::CallScope;
use crate::audit::seal;
use crate::auth::{PasswordHash, RevokeReason};
use crate::calls::CallStatus;
use crate::conformance::cases::sample::{
    at, audit_entry, call, campaign, city, client_head, conversation, digest, event, id, job, line, number, operator,
    raw_event, session, setting, text, throttle, token,
};
use crate::jobs::JobState;
use crate::kernel::{Period, SessionId, Timestamp};
use crate::operators::{Login, OperatorStatus, WorkState, WorkStateEntry};
use crate::store::{Effects, Guard, IdempotencyRecord, Loaded, Row, RowKey, Stored, Tx, UniqueKey, Write};
use crate::telephony::Provider;

/// How many of each kind of row there can be.
pub(super) const MOST: i64 = 4;

/// A unit that is being put together.
#[derive(Default)]
pub(super) struct Pitch {
    /// What it writes.
    pub(super) effects: Effects,
    /// Rows it changes already: a decision writes a row once.
    changed: HashSet<RowKey>,
}

impl Pitch {
    /// Changes a row that was read, with the version that was read or with one that never was.
    fn update<T: Stored>(&mut self, read: Option<Loaded<T>>, stale: bool, change: impl FnOnce(&mut T)) {
        let Some(read) = read.filter(|read| self.changed.insert(read.row_key())) else { return };
        let mut changed = read.to_changed();
        change(&mut changed);
        let mut seen = read.into_inner();
        if stale {
            seen.set_version(seen.version().next());
        }
        self.effects.update(&Loaded::new(seen), changed);
    }
    /// Adds a row, with or without the guards that its keys are free.
    fn insert<T: Stored>(&mut self, row: T, guarded: bool) {
        let kept = self.effects.guards.len();
        self.effects.insert(row);
        if !guarded {
            self.effects.guards.truncate(kept);
        }
    }
}

/// One thing that is done. `n` and `m` pick rows, names and instants.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    what: What,
    n: i64,
    m: i64,
    /// A guard fails, or is left out.
    careless: bool,
}

#[derive(Debug, Clone, Copy)]
enum What {
    AddCity,
    RenameCity,
    AddCampaign,
    AddSetting,
    ChangeSetting,
    AddOperator,
    ChangeOperator,
    Password,
    WorkState,
    AddLine,
    ChangeLine,
    UnknownLine,
    AddConversation,
    ChangeConversation,
    RawEvent,
    AddCall,
    ChangeCall,
    Participants,
    AddSession,
    RotateSession,
    RevokeSessions,
    AddThrottle,
    ChangeThrottle,
    AddOrder,
    ChangeOrder,
    OrderWords,
    OrderHistory,
    Posting,
    Place,
    AddCost,
    AddHandover,
    AddShift,
    ChangeCost,
    ChangeHandover,
    ChangeShift,
    TakeTime,
    AddCallback,
    ChangeCallback,
    CallbackClosing,
    AddHead,
    ChangeHead,
    AddJob,
    ChangeJob,
    Refusal,
    Audit,
    Seal,
    Event,
    Idempotency,
    OnlyGuard,
}

/// What belongs together: a sequence keeps to a few of these groups, so that its operations meet.
const GROUPS: [&[What]; 12] = [
    &[What::AddCity, What::RenameCity, What::AddCampaign, What::AddSetting, What::ChangeSetting, What::OnlyGuard],
    &[What::AddLine, What::ChangeLine, What::UnknownLine, What::Refusal],
    &[What::AddOperator, What::ChangeOperator, What::Password, What::WorkState],
    &[What::AddSession, What::RotateSession, What::RevokeSessions, What::AddThrottle, What::ChangeThrottle],
    &[What::AddConversation, What::ChangeConversation, What::RawEvent],
    &[What::AddCall, What::ChangeCall, What::Participants],
    &[What::AddOrder, What::ChangeOrder, What::OrderWords, What::OrderHistory, What::Posting, What::Place],
    &[What::AddHandover, What::ChangeHandover, What::AddCost, What::ChangeCost],
    &[What::AddShift, What::ChangeShift, What::TakeTime],
    &[
        What::AddCall,
        What::ChangeCall,
        What::AddCallback,
        What::ChangeCallback,
        What::CallbackClosing,
        What::AddHead,
        What::ChangeHead,
    ],
    &[What::AddJob, What::ChangeJob],
    &[What::Audit, What::Seal, What::Event, What::Idempotency],
];

/// Units of one to `operations` operations, at most `units` of them; one operation in eight is careless.
pub(super) fn sequences(units: usize, operations: usize) -> impl Strategy<Value = Vec<Vec<Operation>>> {
    subsequence(GROUPS.to_vec(), 1..=3).prop_flat_map(move |groups| {
        let careless = prop_oneof![7 => Just(false), 1 => Just(true)];
        let operation = (select(groups.concat()), 1..=MOST, 0..=40_i64, careless)
            .prop_map(|(what, n, m, careless)| Operation { what, n, m, careless });
        vec(vec(operation, 1..=operations), 1..=units)
    })
}

/// What every sequence begins with, so that what rows refer to is there.
pub(super) fn opening(effects: &mut Effects) {
    for n in 1..=2 {
        effects.insert(city(n));
        effects.insert(campaign(n));
        effects.insert(operator(n));
        effects.insert(conversation(n));
        effects.insert(call(n));
    }
}

impl Operation {
    /// One of the rows that the opening made.
    fn known(&self) -> i64 {
        1 + self.m % 2
    }
    fn instant(&self) -> Timestamp {
        at(self.m.unsigned_abs())
    }

    /// Adds this operation to a unit that reads from `tx`.
    pub(super) async fn decide(&self, tx: &mut dyn Tx, pitch: &mut Pitch) {
        match self.what {
            What::AddCity
            | What::RenameCity
            | What::AddCampaign
            | What::AddSetting
            | What::ChangeSetting
            | What::AddLine
            | What::ChangeLine
            | What::UnknownLine => self.office(tx, pitch).await,
            What::AddOperator | What::ChangeOperator | What::Password | What::WorkState => self.people(tx, pitch).await,
            What::AddSession
            | What::RotateSession
            | What::RevokeSessions
            | What::AddThrottle
            | What::ChangeThrottle => self.sessions(tx, pitch).await,
            What::AddConversation
            | What::ChangeConversation
            | What::RawEvent
            | What::AddCall
            | What::ChangeCall
            | What::Participants
            | What::Refusal => self.telephony(tx, pitch).await,
            What::AddOrder
            | What::ChangeOrder
            | What::OrderWords
            | What::OrderHistory
            | What::Posting
            | What::Place => orders::decide(self, tx, pitch).await,
            What::AddHandover | What::ChangeHandover | What::AddCost | What::ChangeCost => {
                cash::decide(self, tx, pitch).await;
            }
            What::AddShift | What::ChangeShift | What::TakeTime => shifts::decide(self, tx, pitch).await,
            What::AddCallback | What::ChangeCallback | What::CallbackClosing | What::AddHead | What::ChangeHead => {
                callbacks::decide(self, tx, pitch).await;
            }
            What::AddJob
            | What::ChangeJob
            | What::Audit
            | What::Seal
            | What::Event
            | What::Idempotency
            | What::OnlyGuard => {
                self.logs(tx, pitch).await;
            }
        }
    }

    async fn office(&self, tx: &mut dyn Tx, pitch: &mut Pitch) {
        let name = if self.m % 2 == 0 { format!("имя {}", self.m % 5) } else { format!("ИМЯ {}", self.m % 5) };
        match self.what {
            What::AddCity => {
                let mut row = city(self.n);
                row.name = text(name);
                pitch.insert(row, !self.careless);
            }
            What::RenameCity => {
                let read = tx.cities().get(id(self.n)).await.unwrap();
                pitch.update(read, self.careless, |row| row.name = text(name));
            }
            What::AddCampaign => {
                let mut row = campaign(self.n);
                row.name = text(name);
                pitch.insert(row, !self.careless);
            }
            What::AddSetting => pitch.insert(setting(self.n), !self.careless),
            What::ChangeSetting => {
                let all = tx.settings().all().await.unwrap();
                let read = all.into_iter().find(|row| row.key == setting(self.n).key);
                pitch.update(read, self.careless, |row| row.value = name);
            }
            What::AddLine => {
                let mut row = line(self.n);
                row.number = number(self.m % 5);
                row.attribution.city = (self.m % 3 == 0).then(|| id(self.known()));
                pitch.insert(row, !self.careless);
            }
            What::ChangeLine => {
                let read = tx.lines().get(id(self.n)).await.unwrap();
                pitch.update(read, self.careless, |row| {
                    row.archived = !row.archived;
                    row.attribution.campaign = Some(id(self.known()));
                });
            }
            _ => pitch.effects.write(Write::UnknownLine { number: number(self.m % 5), at: self.instant() }),
        }
    }

    async fn people(&self, tx: &mut dyn Tx, pitch: &mut Pitch) {
        let extension = (self.m % 4 > 0).then(|| text(format!("10{}", self.m % 4)));
        match self.what {
            What::AddOperator => {
                let mut row = operator(self.n);
                row.login =
                    Login::new(["Анна", "АННА", "boris", "Boris2"][usize::try_from(self.m % 4).unwrap()]).unwrap();
                (row.extension, row.city) = (extension, Some(id(self.known())));
                pitch.insert(row, !self.careless);
            }
            What::ChangeOperator => {
                let read = tx.operators().get(id(self.n)).await.unwrap();
                pitch.update(read, self.careless, |row| {
                    row.extension = extension;
                    row.status = OperatorStatus::ALL[usize::try_from(self.m % 2).unwrap()].clone();
                    row.city = (self.m % 3 == 0).then(|| id(1));
                    row.more_cities = if self.m % 5 == 0 { Vec::new() } else { vec![id(2)] };
                });
            }
            What::Password => {
                let hash = PasswordHash::from_stored(format!("$2b$12${}", self.m));
                pitch.effects.write(Write::Password { operator: id(self.known()), hash });
            }
            _ => {
                let operator = id(self.known());
                let read = tx.operators().get(operator).await.unwrap();
                let last = tx.operators().work_log(operator, Period::everything()).await.unwrap().pop();
                // Time goes on: an entry begins after the one before it.
                let from =
                    last.map_or(at(0), |last| last.from).plus(std::time::Duration::from_secs(self.n.unsigned_abs()));
                let state = WorkState::ALL[usize::try_from(self.m % 5).unwrap()].clone();
                let kept = pitch.effects.writes.len();
                pitch.update(read, self.careless, |row| (row.work_state, row.work_state_since) = (state.clone(), from));
                if pitch.effects.writes.len() > kept {
                    pitch.effects.write(Write::WorkState(WorkStateEntry {
                        operator,
                        state,
                        reason: None,
                        from,
                        to: None,
                    }));
                }
            }
        }
    }

    async fn sessions(&self, tx: &mut dyn Tx, pitch: &mut Pitch) {
        match self.what {
            What::AddSession => {
                let mut row = session(self.n, self.known());
                (row.created_at, row.last_seen_at) = (self.instant(), self.instant());
                pitch.insert(row, !self.careless);
            }
            What::RotateSession => {
                let read = tx.sessions().get(id(self.n)).await.unwrap();
                pitch.update(read, self.careless, |row| {
                    row.previous_refresh_id = Some(row.refresh_id.clone());
                    row.refresh_id = token(self.m);
                });
            }
            What::RevokeSessions => {
                // It changes rows by itself, so no other operation of the unit may.
                for n in 1..=MOST {
                    if let Some(read) = tx.sessions().get(id(n)).await.unwrap()
                        && !pitch.changed.insert(read.row_key())
                    {
                        return;
                    }
                }
                let except: Option<SessionId> = (self.m % 3 > 0).then(|| id(self.n));
                let reason = RevokeReason::Admin;
                let write = Write::RevokeSessions { operator: id(self.known()), except, at: self.instant(), reason };
                if !pitch.effects.writes.iter().any(|write| matches!(write, Write::Insert(Row::Session(_)))) {
                    pitch.effects.write(write);
                }
            }
            What::AddThrottle => pitch.insert(throttle(self.n), !self.careless),
            _ => {
                let read = tx.sessions().throttle(&throttle(self.n).key).await.unwrap();
                pitch.update(read, self.careless, |row| row.failures += 1);
            }
        }
    }

    async fn telephony(&self, tx: &mut dyn Tx, pitch: &mut Pitch) {
        match self.what {
            What::AddConversation => {
                let mut row = conversation(self.n);
                row.key = conversation(1 + self.m % 5).key;
                pitch.insert(row, !self.careless);
            }
            What::ChangeConversation => {
                let read = tx.telephony().conversation_by_id(id(self.n)).await.unwrap();
                pitch.update(read, self.careless, |row| {
                    (row.open, row.last_event_at) = (self.m % 3 > 0, self.instant());
                    row.legs_over_at = (self.m % 2 == 0).then(|| self.instant());
                });
            }
            What::RawEvent => {
                let event = raw_event(self.m % 12, (self.n > 1).then(|| self.known()));
                pitch.effects.raw_event(event);
                if self.careless {
                    pitch.effects.guards.pop();
                }
            }
            What::AddCall => {
                let mut row = call(self.n);
                row.conversation = (self.m % 2 == 0).then(|| id(self.known()));
                (row.facts.started_at, row.facts.complete) = (self.instant(), self.m % 3 == 0);
                row.attribution.city = (self.m % 5 > 0).then(|| id(self.known()));
                row.facts.client = (self.m % 4 > 0).then(|| client_head(self.known()).phone);
                row.facts.status = CallStatus::ALL[usize::try_from(self.m % 3).unwrap()].clone();
                pitch.insert(row, !self.careless);
            }
            What::ChangeCall => {
                let read = tx.calls().get(id(self.n), &CallScope::All).await.unwrap();
                let operators = tx.calls().participants(id(self.n)).await.unwrap();
                let kept = pitch.effects.writes.len();
                pitch.update(read, self.careless, |row| {
                    row.facts.started_at = self.instant();
                    row.facts.status = CallStatus::ALL[usize::try_from(self.m % 5).unwrap()].clone();
                    row.attribution.campaign = (self.m % 3 > 0).then(|| id(self.known()));
                    row.operator = (self.m % 4 > 0).then(|| id(self.known()));
                    row.final_operator = (self.m % 3 > 0).then(|| id(self.known()));
                    row.facts.answered_at = (self.m % 2 == 0).then(|| self.instant());
                });
                if pitch.effects.writes.len() > kept && !operators.is_empty() {
                    let started_at = self.instant();
                    pitch.effects.write(Write::CallParticipants { call: id(self.n), started_at, operators });
                }
            }
            What::Participants => {
                let call = id(self.known());
                let read = tx.calls().get(call, &CallScope::All).await.unwrap().expect("the opening made it");
                if pitch.changed.insert(read.row_key()) {
                    let started_at = read.facts.started_at;
                    let operators = if self.n > 2 { vec![id(1), id(2)] } else { vec![id(self.n)] };
                    pitch.effects.write(Write::CallParticipants { call, started_at, operators });
                }
            }
            _ => {
                let reason = if self.n % 2 == 0 { "wrong_signature" } else { "too_long" };
                let provider = if self.m % 2 == 0 { Provider::Mango } else { Provider::Sip };
                pitch.effects.write(Write::Refusal { provider, reason, day: self.m % 2 });
            }
        }
    }

    async fn logs(&self, tx: &mut dyn Tx, pitch: &mut Pitch) {
        match self.what {
            What::AddJob => {
                let mut row = job(self.n);
                (row.subject, row.run_at) = (text(format!("call:{}", self.m % 2)), self.instant());
                pitch.insert(row, !self.careless);
            }
            What::ChangeJob => {
                let read = tx.jobs().get(id(self.n)).await.unwrap();
                pitch.update(read, self.careless, |row| {
                    row.state = if self.m % 4 == 0 { JobState::Done } else { JobState::Queued };
                    row.lease_until = (self.m % 4 > 1).then(|| self.instant());
                });
            }
            What::Audit => pitch.effects.audit(audit_entry(self.n)),
            What::Seal => {
                let previous = tx.audit().last_block().await.unwrap();
                let waiting = tx.audit().unsealed(u32::try_from(self.n).unwrap()).await.unwrap();
                if let Ok(block) = seal(previous.as_ref(), &waiting, at(99)) {
                    pitch.effects.depends_on_absence(UniqueKey::AuditBlock(block.number));
                    pitch.effects.write(Write::AuditBlock(block));
                }
            }
            What::Event => pitch.effects.event(event(self.m)),
            What::Idempotency => {
                pitch.effects.idempotency(IdempotencyRecord {
                    actor: format!("operator:{}", self.n % 2),
                    operation: "calls.record",
                    key: text(format!("{}", self.m % 4)),
                    fingerprint: digest(self.m),
                    result: self.m + 1,
                    expires_at: self.instant(),
                });
                if self.careless {
                    pitch.effects.guards.pop();
                }
            }
            _ => {
                let key = if self.m % 2 == 0 {
                    UniqueKey::CityName(format!("имя {}", self.m % 5))
                } else {
                    UniqueKey::OperatorExtension(text(format!("10{}", self.m % 4)))
                };
                pitch.effects.guards.push(Guard::Absent(key));
                pitch.effects.event(event(self.m));
            }
        }
    }
}
