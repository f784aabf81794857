//! The interpreter of effects: guards first, then every write, or an error that undoes them all.

use crm_core::store::{Effects, Guard, Row, RowKey, UniqueKey, Write};
use rusqlite::{Connection, OptionalExtension, Params, Result};

use crate::error::{Failure, is_taken};
use crate::{
    audit, auth, callbacks, calls, campaigns, cash, cities, counters, events, idempotency, jobs, ledger, lines,
    operators, orders, past, settings, shifts, telephony,
};

/// Checks every guard, but those that their own write checks.
pub(crate) fn guards(connection: &Connection, effects: &Effects) -> Result<(), Failure> {
    for guard in &effects.guards {
        if effects.writes.iter().any(|write| is_checked_by(guard, write)) {
            continue;
        }
        let holds = match guard {
            Guard::Version(key, version) => version_of(connection, key).map(|found| found == Some(version.get())),
            Guard::Absent(key) => is_absent(connection, key),
            Guard::Below(place) => {
                orders::taken(connection, &place.slot).map(|taken| taken < u64::from(place.capacity))
            }
            Guard::Free(span) => shifts::in_the_way(connection, span).map(|taken| taken.is_none()),
        };
        match holds {
            Ok(true) => {}
            Ok(false) => return Err(Failure::Stale),
            Err(error) => return Err(Failure::in_unit(&error)),
        }
    }
    Ok(())
}

/// Makes every write, in order.
pub(crate) fn writes(connection: &Connection, writes: &[Write]) -> Result<(), Failure> {
    let is_count = |write: &Write| matches!(write, Write::Count(_));
    for run in writes.chunk_by(|one, next| is_count(one) && is_count(next)) {
        match run {
            [Write::Count(_), ..] => {
                let counts =
                    run.iter().filter_map(|write| if let Write::Count(count) = write { Some(count) } else { None });
                done(counters::add(connection, counts))?;
            }
            other => other.iter().try_for_each(|write| apply(connection, write))?,
        }
    }
    Ok(())
}

/// Whether a write fails by itself when the guard does not hold: an index keeps the key unique, or the version is a condition
/// of the update. For the rows that every provider event writes; the others are looked at beforehand.
fn is_checked_by(guard: &Guard, write: &Write) -> bool {
    match (guard, write) {
        (Guard::Absent(UniqueKey::RawEvent(digest)), Write::RawEvent(event)) => event.digest == *digest,
        (Guard::Version(RowKey::Conversation(id), version), Write::Update(Row::Conversation(row))) => {
            row.id == *id && row.version == version.next()
        }
        (Guard::Version(RowKey::Call(id), version), Write::Update(Row::Call(row))) => {
            row.id == *id && row.version == version.next()
        }
        (Guard::Absent(UniqueKey::Past { source, kind, id }), Write::Past(mark)) => {
            (&mark.id, mark.kind, &mark.source) == (id, *kind, source)
        }
        (Guard::Absent(UniqueKey::ClientHead(phone)), Write::Insert(Row::ClientHead(row))) => row.phone == *phone,
        (Guard::Version(RowKey::ClientHead(phone), version), Write::Update(Row::ClientHead(row))) => {
            row.phone == *phone && row.version == version.next()
        }
        _ => false,
    }
}

fn version_of(connection: &Connection, key: &RowKey) -> Result<Option<i64>> {
    fn find(connection: &Connection, sql: &str, key: impl Params) -> Result<Option<i64>> {
        connection.prepare_cached(sql)?.query_row(key, |row| row.get(0)).optional()
    }
    match key {
        RowKey::City(id) => find(connection, "SELECT version FROM cities WHERE id = ?1", [id.get()]),
        RowKey::Campaign(id) => find(connection, "SELECT version FROM campaigns WHERE id = ?1", [id.get()]),
        RowKey::Setting(key) => find(connection, "SELECT version FROM settings WHERE key = ?1", [key.code()]),
        RowKey::Operator(id) => find(connection, "SELECT version FROM callcentre_operator WHERE id = ?1", [id.get()]),
        RowKey::Line(id) => find(connection, "SELECT version FROM lines WHERE id = ?1", [id.get()]),
        RowKey::Conversation(id) => find(connection, "SELECT version FROM conversations WHERE id = ?1", [id.get()]),
        RowKey::Call(id) => find(connection, "SELECT version FROM calls WHERE id = ?1", [id.get()]),
        RowKey::Session(id) => find(connection, "SELECT version FROM sessions WHERE id = ?1", [id.get()]),
        RowKey::Throttle(key) => find(connection, "SELECT version FROM login_throttles WHERE key = ?1", [key.as_str()]),
        RowKey::Job(id) => find(connection, "SELECT version FROM jobs WHERE id = ?1", [id.get()]),
        RowKey::Order(id) => find(connection, "SELECT version FROM orders WHERE id = ?1", [id.get()]),
        RowKey::CampaignCost(id) => find(connection, "SELECT version FROM campaign_costs WHERE id = ?1", [id.get()]),
        RowKey::CashHandover(id) => find(connection, "SELECT version FROM cash_handovers WHERE id = ?1", [id.get()]),
        RowKey::Shift(id) => find(connection, "SELECT version FROM shifts WHERE id = ?1", [id.get()]),
        RowKey::Callback(id) => find(connection, "SELECT version FROM callbacks WHERE id = ?1", [id.get()]),
        RowKey::ClientHead(phone) => {
            find(connection, "SELECT version FROM client_heads WHERE phone = ?1", [phone.as_str()])
        }
    }
}

fn is_absent(connection: &Connection, key: &UniqueKey) -> Result<bool> {
    let exists = |sql: &str, key: &dyn rusqlite::ToSql| connection.prepare_cached(sql)?.exists([key]);
    let found = match key {
        UniqueKey::CityName(name) => exists("SELECT 1 FROM cities WHERE name_key = ?1", name),
        UniqueKey::CampaignName(name) => exists("SELECT 1 FROM campaigns WHERE name_key = ?1", name),
        UniqueKey::Setting(key) => exists("SELECT 1 FROM settings WHERE key = ?1", &key.code()),
        UniqueKey::OperatorLogin(key) => exists("SELECT 1 FROM callcentre_operator WHERE login_key = ?1", key),
        UniqueKey::OperatorExtension(extension) => {
            exists("SELECT 1 FROM callcentre_operator WHERE extension = ?1", &extension.as_str())
        }
        UniqueKey::LineNumber(number) => exists("SELECT 1 FROM lines WHERE number = ?1", &number.as_str()),
        UniqueKey::Conversation(key) => connection
            .prepare_cached("SELECT 1 FROM conversations WHERE provider = ?1 AND account = ?2 AND provider_id = ?3")?
            .exists((key.provider.code(), key.account.as_str(), &*key.id)),
        UniqueKey::CallOfConversation(id) => exists("SELECT 1 FROM calls WHERE conversation_id = ?1", &id.get()),
        UniqueKey::RawEvent(digest) => telephony::has_event(connection, digest),
        UniqueKey::Throttle(key) => exists("SELECT 1 FROM login_throttles WHERE key = ?1", &key.as_str()),
        UniqueKey::ClientHead(phone) => exists("SELECT 1 FROM client_heads WHERE phone = ?1", &phone.as_str()),
        UniqueKey::AuditBlock(number) => exists("SELECT 1 FROM audit_blocks WHERE number = ?1", number),
        UniqueKey::AuditAnchor(number) => exists("SELECT 1 FROM audit_anchors WHERE number = ?1", number),
        UniqueKey::Idempotency { actor, operation, key } => connection
            .prepare_cached("SELECT 1 FROM idempotency WHERE actor = ?1 AND operation = ?2 AND key = ?3")?
            .exists((actor, operation, key)),
        UniqueKey::Past { source, kind, id } => connection
            .prepare_cached("SELECT 1 FROM past WHERE source = ?1 AND kind = ?2 AND source_id = ?3")?
            .exists((source.as_str(), kind.code(), id.as_str())),
    };
    found.map(|found| !found)
}

fn apply(connection: &Connection, write: &Write) -> Result<(), Failure> {
    match write {
        // Its id is its one unique key, and another job with the same id is a defect.
        Write::Insert(Row::Job(job)) => done(jobs::insert(connection, job)),
        Write::Insert(row) => added(insert(connection, row)),
        Write::Update(Row::Conversation(row)) => changed_from_read(telephony::update(connection, row)),
        Write::Update(Row::Call(row)) => changed_from_read(calls::update(connection, row)),
        Write::Update(Row::ClientHead(row)) => changed_from_read(callbacks::update_head(connection, row)),
        Write::Update(row) => changed_one(update(connection, row)),
        Write::Password { operator, hash } => changed_one(operators::set_password(connection, *operator, hash)),
        Write::WorkState(entry) => done(operators::log_work_state(connection, entry)),
        Write::RawEvent(event) => added_one(telephony::insert_event(connection, event)),
        Write::CallParticipants { call, started_at, operators } => {
            done(calls::participate(connection, *call, *started_at, operators))
        }
        Write::UnknownLine { number, at } => done(lines::count_unknown(connection, number, *at)),
        Write::Refusal { provider, reason, day } => done(telephony::count_refusal(connection, provider, reason, *day)),
        Write::RevokeSessions { operator, except, at, reason } => {
            done(auth::revoke(connection, *operator, *except, *at, reason))
        }
        Write::Audit(entry) => done(audit::insert(connection, entry)),
        Write::AuditBlock(block) => added(audit::seal(connection, block)),
        Write::AuditAnchor(anchor) => added(audit::insert_anchor(connection, anchor)),
        Write::Event(event) => done(events::insert(connection, event)),
        Write::OrderHistory(entry) => done(orders::log(connection, entry)),
        Write::OrderWords { order, words } => done(orders::set_words(connection, *order, words)),
        Write::Ledger(entry) => done(ledger::post(connection, entry)),
        Write::Count(count) => done(counters::add(connection, [count])),
        Write::Recount(zone) => done(counters::recount(connection, *zone)),
        Write::CallbackClosing(closing) => done(callbacks::close_by_hand(connection, closing)),
        Write::Idempotency(record) => added(idempotency::insert(connection, record)),
        // Nothing is added for a row that has become something.
        Write::Past(mark) => changed_from_read(past::insert(connection, mark)),
    }
}

fn insert(connection: &Connection, row: &Row) -> Result<usize> {
    match row {
        Row::City(city) => cities::insert(connection, city),
        Row::Campaign(campaign) => campaigns::insert(connection, campaign),
        Row::Setting(setting) => settings::insert(connection, setting),
        Row::Operator(operator) => operators::insert(connection, operator),
        Row::Line(line) => lines::insert(connection, line),
        Row::Conversation(conversation) => telephony::insert(connection, conversation),
        Row::Call(call) => calls::insert(connection, call),
        Row::Session(session) => auth::insert_session(connection, session),
        Row::Throttle(throttle) => auth::insert_throttle(connection, throttle),
        Row::Job(job) => jobs::insert(connection, job),
        Row::Order(order) => orders::insert(connection, order),
        Row::CampaignCost(cost) => campaigns::insert_cost(connection, cost),
        Row::CashHandover(handover) => cash::insert(connection, handover),
        Row::Shift(shift) => shifts::insert(connection, shift),
        Row::Callback(callback) => callbacks::insert(connection, callback),
        Row::ClientHead(head) => callbacks::insert_head(connection, head),
    }
}

fn update(connection: &Connection, row: &Row) -> Result<usize> {
    match row {
        Row::City(city) => cities::update(connection, city),
        Row::Campaign(campaign) => campaigns::update(connection, campaign),
        Row::Setting(setting) => settings::update(connection, setting),
        Row::Operator(operator) => operators::update(connection, operator),
        Row::Line(line) => lines::update(connection, line),
        Row::Conversation(conversation) => telephony::update(connection, conversation),
        Row::Call(call) => calls::update(connection, call),
        Row::Session(session) => auth::update_session(connection, session),
        Row::Throttle(throttle) => auth::update_throttle(connection, throttle),
        Row::Job(job) => jobs::update(connection, job),
        Row::Order(order) => orders::update(connection, order),
        Row::CampaignCost(cost) => campaigns::update_cost(connection, cost),
        Row::CashHandover(handover) => cash::update(connection, handover),
        Row::Shift(shift) => shifts::update(connection, shift),
        Row::Callback(callback) => callbacks::update(connection, callback),
        Row::ClientHead(head) => callbacks::update_head(connection, head),
    }
}

fn done(result: Result<usize>) -> Result<(), Failure> {
    result.map(drop).map_err(|error| Failure::in_unit(&error))
}

// Somebody else was first: the unit reads again and decides again.
fn added(result: Result<usize>) -> Result<(), Failure> {
    match result {
        Err(error) if is_taken(&error) => Err(Failure::Stale),
        result => done(result),
    }
}

// Its key may also be taken by what is gone.
fn added_one(result: Result<usize>) -> Result<(), Failure> {
    match result {
        Ok(0) => Err(Failure::Stale),
        result => added(result),
    }
}

// The version is a condition of these updates, and absence of a mark: without a row, somebody else was first.
fn changed_from_read(result: Result<usize>) -> Result<(), Failure> {
    match result {
        Ok(0) => Err(Failure::Stale),
        result => changed_one(result),
    }
}

fn changed_one(result: Result<usize>) -> Result<(), Failure> {
    match result {
        Ok(1) => Ok(()),
        Ok(_) => Err(Failure::Corrupt("the row to change is not there".to_owned())),
        Err(error) => Err(Failure::in_unit(&error)),
    }
}
