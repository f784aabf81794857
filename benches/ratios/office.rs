//! The office that is measured: cities, staff and lines through the library, calls in bulk through SQL.

use std::path::Path;

use crm_core::Crm;
use crm_core::kernel::{CampaignId, CityId, Money, OperatorId, OrderId, Phone, Text, Timestamp, Version, Zone};
use crm_core::orders::{Equipment, Meeting, Order, OrderStatus, OrderType};
use crm_core::telephony::sample::Rng;
use crm_store_sqlite::{Options, SqliteStore};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};

use crate::Result;
use crate::staff::founded;
pub(crate) use crate::staff::{account, administrator};

/// Two years.
const SPAN: i64 = 730 * 86_400 * 1_000_000;
/// 2026-07-01.
const END: i64 = 1_782_864_000 * 1_000_000;

pub(crate) fn open(path: &Path, options: Options) -> Result<Crm> {
    Ok(Crm::builder(SqliteStore::open_with(path, options)?).mango(account()?).build()?)
}

/// A connection as a careful program without the library opens it: with the store's settings. Without the first, which few
/// know of, SQLite compiles most cached statements anew each time they are bound, and the other side looks ten times slower.
pub(crate) fn connect(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 8000)?;
    connection.pragma_update(None, "cache_size", -8192)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// Makes an office without calls; answers its operators.
pub(crate) async fn found(path: &Path) -> Result<Vec<OperatorId>> {
    let crm = open(path, Options::default())?;
    let staff = founded(&crm).await?;
    crm.close().await?;
    Ok(staff)
}

/// Fills a copy of the office with calls of two years, in one transaction, straight into its tables.
pub(crate) fn fill(path: &Path, calls: u32, staff: &[OperatorId]) -> Result<()> {
    bulk(path, "'calls', 'conversations', 'call_participants'", |connection| insert_calls(connection, calls, staff))
}

/// Fills a copy of the office with orders of two years, in one transaction, straight into its tables.
pub(crate) fn fill_orders(path: &Path, orders: u32, staff: &[OperatorId]) -> Result<()> {
    bulk(path, "'orders', 'order_words'", |connection| insert_orders(connection, orders, staff))
}

/// Fills tables in one transaction; their indexes are made afterwards.
fn bulk(path: &Path, tables: &str, insert: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    let mut connection = connect(path)?;
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "cache_size", -256 * 1024)?;
    let transaction = connection.transaction()?;
    let indexes: Vec<(String, String)> = transaction
        .prepare(&format!(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables})"
        ))?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, _) in &indexes {
        transaction.execute_batch(&format!("DROP INDEX {name}"))?;
    }
    insert(&transaction)?;
    for (_, sql) in &indexes {
        transaction.execute_batch(sql)?;
    }
    transaction.commit()?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn insert_calls(connection: &Connection, calls: u32, staff: &[OperatorId]) -> Result<()> {
    let mut conversation = connection.prepare(
        "INSERT INTO conversations (id, version, provider, account, provider_id, first_event_at, last_event_at, legs_over_at, \
         open) VALUES (?1, 6, 'mango', 'office', ?2, ?3, ?3, ?3, 0)",
    )?;
    let mut call = connection.prepare(
        "INSERT INTO calls (id, version, conversation_id, provider_id, rk, city, avito_name, phone_client, phone_ats, \
         date_create, operator_id, final_operator_id, status, direction, miss_reason, end_reason, operator_extension, \
         final_operator_extension, operators_rung, offered_at, answered_at, ended_at, transferred, disconnect_code, \
         leg_count, recordings, complete, category, note, classified_version, created_at, updated_at) VALUES (?1, 5, ?1, ?2, 1, ?3, \
         'мастерская', ?4, '+74950000001', ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12, ?13, ?14, ?15, 0, 1110, 2, ?16, \
         1, NULL, NULL, 1, ?5, ?15)",
    )?;
    let mut participant =
        connection.prepare("INSERT INTO call_participants (operator_id, date_create, call_id) VALUES (?1, ?2, ?3)")?;
    let mut rng = Rng::new(1);
    for id in 1..=i64::from(calls) {
        let started = END - SPAN + SPAN / i64::from(calls) * id + rng.seconds(0, 999_999);
        let (direction, status, miss, end) = match rng.below(100) {
            0..=59 => ("in", "answered", None, None),
            60..=79 => ("in", "missed", Some("no_answer"), None),
            80..=91 => ("out", "answered", None, None),
            92..=95 => ("out", "busy", None, Some("busy")),
            _ => ("out", "no_answer", None, Some("no_answer")),
        };
        let answered = (status == "answered").then(|| started + rng.seconds(2, 20) * 1_000_000);
        let ended = answered.unwrap_or(started) + rng.seconds(5, 300) * 1_000_000;
        let nth = rng.below(staff.len());
        let operator = staff.get(nth).map(|operator| operator.get());
        let talked = answered.and(operator);
        let provider_id = format!("MToxMDAwMDAwMDo{id}:1");
        let recording = answered.map(|_| format!("[{{\"id\":\"MToxMDAwMDAwMDo{id}:2\",\"leg\":null,\"ready\":true}}]"));
        let extensions = (direction == "in").then(|| format!("[\"{}\"]", 101 + nth));
        // Some cities have many calls and some have few.
        let city = 1 + rng.below(10).min(rng.below(10));
        conversation.execute(params![id, provider_id, ended])?;
        call.execute(params![
            id,
            provider_id,
            i64::try_from(city)?,
            format!("+7900{:07}", rng.below(calls as usize / 3 + 1)),
            started,
            talked,
            status,
            direction,
            miss,
            end,
            talked.map(|_| (101 + nth).to_string()),
            extensions,
            (direction == "in").then_some(started + 1_000_000),
            answered,
            ended,
            recording,
        ])?;
        participant.execute(params![operator, started, id])?;
    }
    Ok(())
}

/// A surname that 20 clients have, however many there are.
pub(crate) const RARE: &str = "Крузенштерн";
/// A surname that 1,000 clients have, however many there are.
pub(crate) const KNOWN: &str = "Соколинский";
/// A client who comes again and again, in every table as often.
pub(crate) const REGULAR: &str = "+79012345678";

/// The nth city, from 1.
pub(crate) fn city(nth: i64) -> Result<CityId> {
    Ok(CityId::new(nth)?)
}

/// The one campaign.
pub(crate) fn campaign() -> Result<CampaignId> {
    Ok(CampaignId::new(1)?)
}

fn insert_orders(connection: &Connection, orders: u32, staff: &[OperatorId]) -> Result<()> {
    let mut insert = connection.prepare(
        "INSERT INTO orders (id, version, rk, city, avito_name, call_id, phone, type_order, client_name, address, \
         date_meeting, meeting_zone, type_equipment, problem, status_order, master_id, result, expenditure, promised_date, \
         closing, closing_data, operator_name_id, create_date, updated_at, list_key, holds_place, words) VALUES (?1, ?2, 1, ?3, \
         'мастерская', NULL, ?4, ?5, ?6, ?7, ?8, 'Europe/Moscow', ?9, 'Не включается после грозы', ?10, ?11, ?12, ?13, \
         NULL, ?14, ?15, ?16, ?17, ?17, ?18, ?19, ?20)",
    )?;
    let mut word = connection.prepare("INSERT INTO order_words (word, order_id) VALUES (?1, ?2)")?;
    let mut rng = Rng::new(3);
    for id in 1..=i64::from(orders) {
        let order = an_order(&mut rng, id, orders, staff)?;
        let words = order.search_words();
        insert.execute(params![
            id,
            order.version.get(),
            order.city.get(),
            order.phone.as_str(),
            order.order_type.code(),
            order.client_name.as_str(),
            order.address.as_str(),
            order.meeting.at.micros(),
            order.equipment.code(),
            order.status.code(),
            order.master.map(i64::from),
            order.result.map(Money::kopecks),
            order.expenditure.map(Money::kopecks),
            order.closing,
            order.closed_at.map(Timestamp::micros),
            order.operator.map(i64::from),
            order.created_at.micros(),
            order.list_key().get(),
            order.status.holds_place(),
            format!(" {} ", words.join(" ")),
        ])?;
        for found_by in words {
            word.execute(params![found_by, id])?;
        }
    }
    Ok(())
}

/// Orders come evenly over the two years; nearly all of them are closed, the latest are not.
fn an_order(rng: &mut Rng, id: i64, orders: u32, staff: &[OperatorId]) -> Result<Order> {
    const HALF_HOUR: i64 = 1_800 * 1_000_000;
    const SURNAMES: [&str; 8] = ["Иванов", "Петров", "Сидоров", "Кузнецова", "Смирнова", "Попов", "Волкова", "Новиков"];
    const NAMES: [&str; 6] = ["Иван", "Мария", "Пётр", "Анна", "Сергей", "Ольга"];
    const STREETS: [&str; 6] = ["Ленина", "Садовая", "Мира", "Лесная", "Гагарина", "Заречная"];
    let created = END - SPAN + SPAN / i64::from(orders) * id + rng.seconds(0, 999_999);
    let meeting = (created + rng.seconds(6, 90) * 3_600 * 1_000_000) / HALF_HOUR * HALF_HOUR;
    let status = match (i64::from(orders) - id) * 100 / i64::from(orders) {
        0..=2 => OrderStatus::OPEN.get(rng.below(5)).cloned().unwrap_or(OrderStatus::New),
        _ => match rng.below(10) {
            0..=6 => OrderStatus::Completed,
            7..=8 => OrderStatus::Cancelled,
            _ => OrderStatus::Void,
        },
    };
    let is_completed = status == OrderStatus::Completed;
    let kopecks = |amount: i64| Money::from_kopecks(amount * 10_000).filter(|_| is_completed);
    let every = |count: u32| id % (i64::from(orders) / i64::from(count)).max(1) == 0;
    let surname = match () {
        () if every(20) => RARE.to_owned(),
        () if every(1_000) => KNOWN.to_owned(),
        () => format!("{}{}", SURNAMES.get(rng.below(8)).unwrap_or(&""), rng.below(5_000)),
    };
    let name = NAMES.get(rng.below(6)).unwrap_or(&"");
    let street = STREETS.get(rng.below(6)).unwrap_or(&"");
    let phone = if every(50) { REGULAR.to_owned() } else { format!("+7900{:07}", rng.below(orders as usize / 2 + 1)) };
    let person = |rng: &mut Rng| staff.get(rng.below(staff.len())).copied();
    let at = |micros| Timestamp::from_micros(micros).ok_or("a time out of range");
    Ok(Order {
        id: OrderId::new(id)?,
        version: Version::new(4),
        phone: Phone::parse(&phone)?,
        order_type: OrderType::ALL.get(rng.below(3)).cloned().unwrap_or(OrderType::FirstTime),
        equipment: Equipment::ALL.get(rng.below(3)).cloned().unwrap_or(Equipment::Computers),
        city: city(1 + i64::try_from(rng.below(10).min(rng.below(10)))?)?,
        campaign: Some(campaign()?),
        advert_account: None,
        call: None,
        client_name: Text::new(&format!("{surname} {name}"))?,
        address: Text::new(&format!("ул. {street}, д. {}, кв. {}", rng.below(200), rng.below(300)))?,
        problem: Text::new("Не включается")?,
        meeting: Meeting { at: at(meeting)?, zone: Zone::MOSCOW },
        master: person(rng).filter(|_| status != OrderStatus::New),
        result: kopecks(rng.seconds(0, 90)),
        expenditure: kopecks(rng.seconds(0, 20)),
        promised: None,
        closing: u32::from(is_completed),
        closed_at: Some(at(meeting + HALF_HOUR * 3)?).filter(|_| status.is_terminal()),
        status,
        operator: person(rng),
        created_at: at(created)?,
        updated_at: at(created)?,
    })
}
