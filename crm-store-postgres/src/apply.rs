//! Effects as the one call that checks and writes them.

use std::collections::BTreeMap;

use crm_core::shifts::Shift;
use crm_core::store::{Effects, Guard, Row, RowKey, UniqueKey, Write};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::statement::Statement;
use crate::{
    audit, auth, callbacks, calls, campaigns, cash, cities, counters, events, idempotency, jobs, json, ledger, lines,
    operators, orders, past, settings, shifts, telephony,
};

/// The id a unit has in the database: whoever lost its answer looks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UnitId([u8; 16]);

impl UnitId {
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map(|()| Self(bytes))
    }

    pub(crate) fn text(self) -> String {
        hex::encode(self.0)
    }
}

/// The call of a unit.
pub(crate) fn call(unit: UnitId, effects: &Effects) -> Statement {
    let locks = locks(effects);
    let shared: Vec<i64> = locks.iter().filter(|(_, lock)| **lock == Lock::Shared).map(|(number, _)| *number).collect();
    Statement::new("SELECT crm_apply_v1($1::text::uuid, $2, $3, $4::text::jsonb, $5::text::jsonb)")
        .with(unit.text())
        .with(locks.into_keys().collect::<Vec<_>>())
        .with(shared)
        .with(guards(effects))
        .with(writes(&effects.writes))
}

/// Who may hold a lock beside the unit. The greater of two is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lock {
    /// Others that only look.
    Shared,
    Alone,
}

/// What no row stands for is locked by a number: keys that must stay free, slots and users' shifts. Ascending, so that two
/// units never wait for each other.
fn locks(effects: &Effects) -> BTreeMap<i64, Lock> {
    let mut locks = BTreeMap::new();
    let mut take = |number: i64, lock: Lock| {
        locks.entry(number).and_modify(|held: &mut Lock| *held = lock.max(*held)).or_insert(lock);
    };
    for guard in &effects.guards {
        if let Some((number, lock)) = lock_of_guard(guard, &effects.writes) {
            take(number, lock);
        }
    }
    for write in &effects.writes {
        match write {
            Write::Insert(Row::Order(order)) | Write::Update(Row::Order(order)) if order.status.holds_place() => {
                take(slot_lock(order.city.get(), order.equipment.code(), order.meeting.at.micros()), Lock::Alone);
            }
            Write::Insert(Row::Shift(shift)) | Write::Update(Row::Shift(shift)) => {
                take(shifts_lock(shift), Lock::Alone);
            }
            _ => {}
        }
    }
    locks
}

fn lock_of_guard(guard: &Guard, writes: &[Write]) -> Option<(i64, Lock)> {
    match guard {
        Guard::Version(..) => None,
        Guard::Absent(key) => Some((number(&lock_name(&absent(key))), lock_of_key(key, writes))),
        Guard::Below(place) => {
            let slot = &place.slot;
            Some((slot_lock(slot.city.get(), slot.equipment.code(), slot.start.micros()), Lock::Alone))
        }
        Guard::Free(span) => Some((number(&format!("shifts {}", span.operator.get())), Lock::Alone)),
    }
}

// Programs of different versions lock the same: the name is what the guard says, in one order.
fn lock_name(guard: &Value) -> String {
    let parts = ["on", "key", "provider", "account", "actor", "operation", "source", "kind", "id"];
    let said: Vec<String> = parts.iter().filter_map(|part| guard.get(part)).map(Value::to_string).collect();
    said.join("\n")
}

// Every unit that counts looks at the office's zone, which most offices leave as it is: they must not wait for each other's
// commits, only for whoever sets it.
fn lock_of_key(key: &UniqueKey, writes: &[Write]) -> Lock {
    let UniqueKey::Setting(key) = key else { return Lock::Alone };
    let is_set = writes.iter().any(|write| matches!(write, Write::Insert(Row::Setting(row)) if row.key == *key));
    if is_set { Lock::Alone } else { Lock::Shared }
}

fn slot_lock(city: i64, equipment: &str, start: i64) -> i64 {
    number(&format!("slot {city} {equipment} {start}"))
}

fn shifts_lock(shift: &Shift) -> i64 {
    number(&format!("shifts {}", shift.operator.get()))
}

// Two things with one number only wait for each other.
fn number(of: &str) -> i64 {
    let digest: [u8; 32] = Sha256::digest(of.as_bytes()).into();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}

/// Rows first, in one order for all units; then what only looks.
fn guards(effects: &Effects) -> Value {
    let mut rows: Vec<_> = effects
        .guards
        .iter()
        .filter_map(|guard| if let Guard::Version(key, version) = guard { Some((key, version)) } else { None })
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let rows = rows.into_iter().map(|(key, version)| {
        let (table, id) = named(key);
        json!({ "on": table, "key": id, "version": version.get(), "changes": is_changed(key, &effects.writes) })
    });
    let others = effects.guards.iter().filter_map(|guard| match guard {
        Guard::Version(..) => None,
        Guard::Absent(key) => Some(absent(key)),
        Guard::Below(place) => Some(json!({
            "on": "slot",
            "city": place.slot.city.get(),
            "equipment": place.slot.equipment.code(),
            "start": place.slot.start.micros(),
            "capacity": place.capacity,
        })),
        Guard::Free(span) => Some(json!({
            "on": "span",
            "operator": span.operator.get(),
            "from": span.from.micros(),
            "to": span.to.micros(),
            "earliest": span.from.minus(Shift::LONGEST).micros(),
            "except": span.except.map(i64::from),
        })),
    });
    rows.chain(others).collect()
}

fn named(key: &RowKey) -> (&'static str, Value) {
    match key {
        RowKey::City(id) => ("cities", id.get().into()),
        RowKey::Campaign(id) => ("campaigns", id.get().into()),
        RowKey::Setting(key) => ("settings", key.code().into()),
        RowKey::Operator(id) => ("callcentre_operator", id.get().into()),
        RowKey::Line(id) => ("lines", id.get().into()),
        RowKey::Conversation(id) => ("conversations", id.get().into()),
        RowKey::Call(id) => ("calls", id.get().into()),
        RowKey::Session(id) => ("sessions", id.get().into()),
        RowKey::Throttle(key) => ("login_throttles", key.as_str().into()),
        RowKey::Job(id) => ("jobs", id.get().into()),
        RowKey::Order(id) => ("orders", id.get().into()),
        RowKey::CampaignCost(id) => ("campaign_costs", id.get().into()),
        RowKey::CashHandover(id) => ("cash_handovers", id.get().into()),
        RowKey::Shift(id) => ("shifts", id.get().into()),
        RowKey::Callback(id) => ("callbacks", id.get().into()),
        RowKey::ClientHead(phone) => ("client_heads", phone.as_str().into()),
    }
}

fn key_of(row: &Row) -> RowKey {
    match row {
        Row::City(row) => RowKey::City(row.id),
        Row::Campaign(row) => RowKey::Campaign(row.id),
        Row::Setting(row) => RowKey::Setting(row.key.clone()),
        Row::Operator(row) => RowKey::Operator(row.id),
        Row::Line(row) => RowKey::Line(row.id),
        Row::Conversation(row) => RowKey::Conversation(row.id),
        Row::Call(row) => RowKey::Call(row.id),
        Row::Session(row) => RowKey::Session(row.id),
        Row::Throttle(row) => RowKey::Throttle(row.key.clone()),
        Row::Job(row) => RowKey::Job(row.id),
        Row::Order(row) => RowKey::Order(row.id),
        Row::CampaignCost(row) => RowKey::CampaignCost(row.id),
        Row::CashHandover(row) => RowKey::CashHandover(row.id),
        Row::Shift(row) => RowKey::Shift(row.id),
        Row::Callback(row) => RowKey::Callback(row.id),
        Row::ClientHead(row) => RowKey::ClientHead(row.phone.clone()),
    }
}

// A row that is only looked at may be looked at by others meanwhile.
fn is_changed(key: &RowKey, writes: &[Write]) -> bool {
    writes.iter().any(|write| match write {
        Write::Update(row) => key_of(row) == *key,
        Write::Password { operator, .. } => *key == RowKey::Operator(*operator),
        Write::OrderWords { order, .. } => *key == RowKey::Order(*order),
        _ => false,
    })
}

fn absent(key: &UniqueKey) -> Value {
    let one = |on: &str, key: Value| json!({ "on": format!("absent {on}"), "key": key });
    match key {
        UniqueKey::CityName(name) => one("city_name", name.as_str().into()),
        UniqueKey::CampaignName(name) => one("campaign_name", name.as_str().into()),
        UniqueKey::Setting(key) => one("setting", key.code().into()),
        UniqueKey::OperatorLogin(login) => one("operator_login", login.as_str().into()),
        UniqueKey::OperatorExtension(extension) => one("operator_extension", extension.as_str().into()),
        UniqueKey::LineNumber(number) => one("line_number", number.as_str().into()),
        UniqueKey::Throttle(key) => one("throttle", key.as_str().into()),
        UniqueKey::ClientHead(phone) => one("client_head", phone.as_str().into()),
        UniqueKey::CallOfConversation(id) => one("call_of_conversation", id.get().into()),
        UniqueKey::AuditBlock(number) => one("audit_block", (*number).into()),
        UniqueKey::AuditAnchor(number) => one("audit_anchor", (*number).into()),
        UniqueKey::RawEvent(digest) => one("raw_event", json::bytes(digest)),
        UniqueKey::Conversation(key) => json!({
            "on": "absent conversation",
            "provider": key.provider.code(),
            "account": key.account.as_str(),
            "id": &*key.id,
        }),
        UniqueKey::Past { source, kind, id } => json!({
            "on": "absent past", "source": source.as_str(), "kind": kind.code(), "id": id.as_str(),
        }),
        UniqueKey::Idempotency { actor, operation, key } => json!({
            "on": "absent idempotency", "actor": actor, "operation": operation, "key": key,
        }),
    }
}

fn writes(writes: &[Write]) -> Value {
    let is_count = |write: &Write| matches!(write, Write::Count(_));
    writes
        .chunk_by(|one, next| is_count(one) && is_count(next))
        .flat_map(|run| match run {
            [Write::Count(_), ..] => {
                let rows: Vec<Value> = run
                    .iter()
                    .filter_map(|write| if let Write::Count(count) = write { Some(counters::row(count)) } else { None })
                    .collect();
                vec![json!({ "to": "add counts", "row": rows })]
            }
            others => others.iter().filter_map(|write| written(write, writes)).collect(),
        })
        .collect()
}

/// One write, which may depend on the others of its unit.
fn written(write: &Write, all: &[Write]) -> Option<Value> {
    let (to, row) = match write {
        Write::Insert(Row::Order(order)) => {
            // With its words, so that the row is not written twice.
            let words = all.iter().find_map(|write| match write {
                Write::OrderWords { order: of, words } if *of == order.id => Some(together(words)),
                _ => None,
            });
            let mut row = orders::row(order);
            if let Some(columns) = row.as_object_mut() {
                columns.insert("words".to_owned(), words.unwrap_or_else(|| " ".to_owned()).into());
            }
            ("insert orders", row)
        }
        Write::Insert(row) => return Some(row_of("insert", row)),
        Write::Update(row) => return Some(row_of("update", row)),
        // Counted in Rust, in the transaction of the call.
        Write::Recount(_) | Write::Count(_) => return None,
        Write::Password { operator, hash } => {
            ("set password", json!({ "operator": operator.get(), "hash": hash.expose_for_storage() }))
        }
        Write::WorkState(entry) => ("add work_state", operators::work_state_row(entry)),
        Write::RawEvent(event) => ("add raw_event", telephony::event_row(event)),
        Write::CallParticipants { call, started_at, operators } => {
            let operators: Vec<i64> = operators.iter().map(|operator| operator.get()).collect();
            let row = json!({ "call": call.get(), "at": started_at.micros(), "operators": operators });
            ("add participants", row)
        }
        Write::UnknownLine { number, at } => {
            ("count unknown_line", json!({ "number": number.as_str(), "at": at.micros() }))
        }
        Write::Refusal { provider, reason, day } => {
            ("count refusal", json!({ "provider": provider.code(), "reason": reason, "day": day }))
        }
        Write::RevokeSessions { operator, except, at, reason } => {
            let except = except.map(i64::from);
            let (at, reason) = (at.micros(), reason.code());
            let row = json!({ "operator": operator.get(), "except": except, "at": at, "reason": reason });
            ("revoke sessions", row)
        }
        Write::Audit(entry) => ("add audit", audit::row(entry)),
        Write::AuditBlock(block) => ("add audit_block", audit::block_row(block)),
        Write::AuditAnchor(anchor) => ("add audit_anchor", audit::anchor_row(anchor)),
        Write::Event(event) => ("add event", events::row(event)),
        Write::OrderHistory(entry) => ("add order_history", orders::history_row(entry)),
        Write::OrderWords { order, words } => {
            let is_new = all.iter().any(|write| matches!(write, Write::Insert(Row::Order(new)) if new.id == *order));
            let how = if is_new { "add order_words" } else { "set order_words" };
            (how, json!({ "order": order.get(), "words": words, "together": together(words) }))
        }
        Write::Ledger(entry) => ("add ledger", ledger::row(entry)),
        Write::CallbackClosing(closing) => ("add callback_closing", callbacks::closing_row(closing)),
        Write::Past(mark) => ("add past", past::row(mark)),
        Write::Idempotency(record) => ("add idempotency", idempotency::row(record)),
    };
    Some(json!({ "to": to, "row": row }))
}

/// Words as they stand beside their order.
fn together(words: &[String]) -> String {
    format!(" {} ", words.join(" "))
}

fn row_of(how: &str, row: &Row) -> Value {
    let columns = match row {
        Row::City(row) => cities::row(row),
        Row::Campaign(row) => campaigns::row(row),
        Row::Setting(row) => settings::row(row),
        Row::Operator(row) => operators::row(row),
        Row::Line(row) => lines::row(row),
        Row::Conversation(row) => telephony::row(row),
        Row::Call(row) => calls::row(row),
        Row::Session(row) => auth::session_row(row),
        Row::Throttle(row) => auth::throttle_row(row),
        Row::Job(row) => jobs::row(row),
        Row::Order(row) => orders::row(row),
        Row::CampaignCost(row) => campaigns::cost_row(row),
        Row::CashHandover(row) => cash::row(row),
        Row::Shift(row) => shifts::row(row),
        Row::Callback(row) => callbacks::row(row),
        Row::ClientHead(row) => json!({ "phone": row.phone.as_str(), "version": row.version.get() }),
    };
    let (table, _) = named(&key_of(row));
    json!({ "to": format!("{how} {table}"), "row": columns })
}
