//! Writing an order from a call as a careful program without the library would: the same reads, locks and rows. It does not
//! note which units are written, so it never learns what became of a lost answer.

use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection, Row};

use crate::Result;
use crate::office::Pool;

/// An order to write.
#[derive(Debug, Clone)]
pub(crate) struct ToWrite {
    pub(crate) id: i64,
    pub(crate) call: i64,
    pub(crate) equipment: &'static str,
    pub(crate) meeting: i64,
}

/// In microseconds.
const DAY: i64 = 86_400_000_000;
const NAME: &str = "Иван Петров";
const ADDRESS: &str = "ул. Ленина, д. 1";
const PROBLEM: &str = "Не включается";

/// What is written beside the order itself, made from it.
struct Beside {
    now: i64,
    today: i64,
    subject: String,
    words: Vec<String>,
    together: String,
    event: String,
    audit: String,
    salt: [u8; 16],
    digest: Vec<u8>,
    list_key: i64,
}

impl Beside {
    fn of(new: &ToWrite, phone: &str, city: i64, campaign: Option<i64>) -> Self {
        // Written a month before the visit.
        let now = new.meeting - 30 * DAY;
        let digits = phone.trim_start_matches('+');
        let national = digits.get(1..).unwrap_or_default();
        let mut words = vec![new.id.to_string(), digits.to_owned(), national.to_owned(), format!("8{national}")];
        words.extend(["иван", "петров", "ул", "ленина", "д", "1"].map(str::to_owned));
        words.sort_unstable();
        let audit = json!({ "id": new.id, "call": new.call, "phone": phone, "city": city, "rk": campaign, "name": NAME,
            "address": ADDRESS, "problem": PROBLEM, "meeting": new.meeting, "equipment": new.equipment, "type": "first_time",
            "status": "new", "created": now })
        .to_string();
        let salt = new.id.to_le_bytes().repeat(2).try_into().unwrap_or_default();
        Self {
            now,
            today: now / DAY,
            subject: format!("order:{}", new.id),
            together: format!(" {} ", words.join(" ")),
            words,
            event: json!({ "id": new.id, "version": 1, "statusOrder": "new" }).to_string(),
            digest: Sha256::new().chain_update(salt).chain_update(&audit).finalize().to_vec(),
            audit,
            salt,
            list_key: 62_135_596_800_000_000 + new.meeting,
        }
    }

    fn counted(city: i64, campaign: Option<i64>, equipment: &str) -> (Vec<String>, Vec<String>) {
        let (new, from_calls) = ("orders:new".to_owned(), "orders_from_calls".to_owned());
        let mut subjects = vec!["office".to_owned(); 4];
        let mut measures = vec![
            new.clone(),
            from_calls.clone(),
            format!("orders_for_equipment:{equipment}:new"),
            "orders_of_type:first_time:new".to_owned(),
        ];
        for subject in [Some(format!("city:{city}")), campaign.map(|campaign| format!("campaign:{campaign}"))] {
            let Some(subject) = subject else { continue };
            subjects.extend([subject.clone(), subject]);
            measures.extend([new.clone(), from_calls.clone()]);
        }
        (subjects, measures)
    }
}

fn slot_lock(city: i64, new: &ToWrite) -> i64 {
    let digest: [u8; 32] = Sha256::digest(format!("slot {city} {} {}", new.equipment, new.meeting)).into();
    digest.iter().take(8).fold(0, |number, byte| (number << 8) | i64::from(*byte))
}

const CALL: &str = "SELECT id, version, conversation_id, provider_id, rk, city, avito_name, phone_client, phone_ats, \
    date_create, operator_id, final_operator_id, status, direction, miss_reason, end_reason, operator_extension, \
    final_operator_extension, operators_rung, offered_at, answered_at, ended_at, transferred, disconnect_code, leg_count, \
    recordings, complete, category, note, classified_version, created_at, updated_at FROM calls WHERE id = $1 FOR SHARE";
const CITY: &str = "SELECT id, version, name, zone, visit_from, visit_to, capacity_kp, capacity_bt, capacity_mnch, archived, \
    created_at, updated_at FROM cities WHERE id = $1 FOR SHARE";

/// What is read before an order is written.
struct Basis {
    campaign: Option<i64>,
    city: i64,
    account: Option<String>,
    phone: String,
    zone: String,
}

/// One statement after the other, in one transaction.
pub(crate) async fn one_by_one(pool: &Pool, new: &ToWrite) -> Result<()> {
    let mut held = pool.take().await?;
    let mut unit = held.connection()?.begin().await?;
    let basis = read(&mut unit, new).await?;
    insert(&mut unit, new, basis).await?;
    unit.commit().await?;
    Ok(())
}

async fn read(connection: &mut PgConnection, new: &ToWrite) -> Result<Basis> {
    let call = sqlx::query(CALL).bind(new.call).fetch_one(&mut *connection).await?;
    let (campaign, city): (Option<i64>, i64) = (call.try_get(4)?, call.try_get(5)?);
    let (account, phone): (Option<String>, String) = (call.try_get(6)?, call.try_get(7)?);
    let row = sqlx::query(CITY).bind(city).fetch_one(&mut *connection).await?;
    let (zone, capacity): (String, i64) = (row.try_get(3)?, row.try_get(6)?);
    // The program looks at the setting of the office's zone in each unit too.
    sqlx::query("SELECT version FROM settings WHERE key = $1 FOR SHARE")
        .bind("office.zone")
        .fetch_optional(&mut *connection)
        .await?;
    sqlx::query("SELECT id, status_order FROM orders WHERE phone = $1 ORDER BY id")
        .bind(&phone)
        .fetch_all(&mut *connection)
        .await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(slot_lock(city, new)).execute(&mut *connection).await?;
    let taken: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM orders WHERE holds_place AND city = $1 AND type_equipment = $2 AND date_meeting = $3",
    )
    .bind(city)
    .bind(new.equipment)
    .bind(new.meeting)
    .fetch_one(&mut *connection)
    .await?;
    if taken >= capacity {
        return Err("the slot is full".into());
    }
    Ok(Basis { campaign, city, account, phone, zone })
}

async fn insert(connection: &mut PgConnection, new: &ToWrite, basis: Basis) -> Result<()> {
    let Basis { campaign, city, account, phone, zone } = basis;
    let beside = Beside::of(new, &phone, city, campaign);
    sqlx::query(
        "INSERT INTO orders (id, version, rk, city, avito_name, call_id, phone, type_order, client_name, address, \
         date_meeting, meeting_zone, type_equipment, problem, status_order, closing, create_date, updated_at, list_key, \
         holds_place, words) VALUES ($1, 1, $2, $3, $4, $5, $6, 'first_time', $7, $8, $9, $10, $11, $12, 'new', 0, $13, $13, \
         $14, true, $15)",
    )
    .bind(new.id)
    .bind(campaign)
    .bind(city)
    .bind(account)
    .bind(new.call)
    .bind(&phone)
    .bind(NAME)
    .bind(ADDRESS)
    .bind(new.meeting)
    .bind(zone)
    .bind(new.equipment)
    .bind(PROBLEM)
    .bind(beside.now)
    .bind(beside.list_key)
    .bind(&beside.together)
    .execute(&mut *connection)
    .await?;
    let (subjects, measures) = Beside::counted(city, campaign, new.equipment);
    sqlx::query(
        "INSERT INTO counter_deltas (subject, day, measure, count, amount, wait, ever) \
         SELECT subject, $3, measure, 1, 0, 0, true FROM unnest($1, $2) added (subject, measure)",
    )
    .bind(subjects)
    .bind(measures)
    .bind(beside.today)
    .execute(&mut *connection)
    .await?;
    sqlx::query("INSERT INTO order_words (word, order_id) SELECT word, $2 FROM unnest($1) word")
        .bind(&beside.words)
        .bind(new.id)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO order_history (order_id, version, kind, to_code, at, actor) \
         VALUES ($1, 1, 'status', 'new', $2, 'system:raw')",
    )
    .bind(new.id)
    .bind(beside.now)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO events_waiting (at, kind, subject, city, everyone, payload) \
         VALUES ($1, 'order.created', $2, $3, false, $4)",
    )
    .bind(beside.now)
    .bind(&beside.subject)
    .bind(city)
    .bind(&beside.event)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO audit_waiting (at, actor, action, subject, salt, payload, payload_digest) \
         VALUES ($1, 'system:raw', 'order.create', $2, $3, $4, $5)",
    )
    .bind(beside.now)
    .bind(&beside.subject)
    .bind(beside.salt.as_slice())
    .bind(&beside.audit)
    .bind(&beside.digest)
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// The same rows by one statement, which one would write for this case alone. What decides (the call's client, the city's
/// room) is read before: by hand it has to be known to make the words, the event and the audit.
pub(crate) async fn by_one_statement(pool: &Pool, new: &ToWrite) -> Result<()> {
    const SQL: &str = "WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock($20)), \
        call AS MATERIALIZED (SELECT id FROM calls WHERE id = $5 AND version = $21 FOR SHARE), \
        place AS MATERIALIZED (SELECT c.id FROM cities c, locked WHERE c.id = $3 AND c.capacity_kp > (SELECT count(*) FROM orders \
            WHERE holds_place AND city = $3 AND type_equipment = $11 AND date_meeting = $9) FOR SHARE OF c), \
        made AS (INSERT INTO orders (id, version, rk, city, avito_name, call_id, phone, type_order, client_name, address, \
            date_meeting, meeting_zone, type_equipment, problem, status_order, closing, create_date, updated_at, list_key, \
            holds_place, words) SELECT $1, 1, $2, $3, $4, $5, $6, 'first_time', $7, $8, $9, $10, $11, $12, 'new', 0, $13, $13, \
            $14, true, $15 FROM call, place RETURNING id), \
        counts AS (INSERT INTO counter_deltas (subject, day, measure, count, amount, wait, ever) \
            SELECT subject, $13 / 86400000000, measure, 1, 0, 0, true FROM made, unnest($16::text[], $17::text[]) added (subject, measure)), \
        found_by AS (INSERT INTO order_words (word, order_id) SELECT word, made.id FROM made, unnest($18::text[]) word), \
        history AS (INSERT INTO order_history (order_id, version, kind, to_code, at, actor) \
            SELECT made.id, 1, 'status', 'new', $13, 'system:raw' FROM made), \
        told AS (INSERT INTO events_waiting (at, kind, subject, city, everyone, payload) \
            SELECT $13, 'order.created', $19, $3, false, $22 FROM made), \
        audited AS (INSERT INTO audit_waiting (at, actor, action, subject, salt, payload, payload_digest) \
            SELECT $13, 'system:raw', 'order.create', $19, $23, $24, $25 FROM made) \
        SELECT id FROM made";
    const READ: &str = "SELECT c.rk, c.city, c.avito_name, c.phone_client, c.version, t.zone, \
        ARRAY(SELECT id FROM orders o WHERE o.phone = c.phone_client AND o.list_key < 2882303761517117440) \
        FROM calls c JOIN cities t ON t.id = c.city WHERE c.id = $1";
    let mut held = pool.take().await?;
    let connection = held.connection()?;
    let read = sqlx::query(READ).bind(new.call).fetch_one(&mut *connection).await?;
    let (campaign, city): (Option<i64>, i64) = (read.try_get(0)?, read.try_get(1)?);
    let (account, phone): (Option<String>, String) = (read.try_get(2)?, read.try_get(3)?);
    let (version, zone): (i64, String) = (read.try_get(4)?, read.try_get(5)?);
    let beside = Beside::of(new, &phone, city, campaign);
    let (subjects, measures) = Beside::counted(city, campaign, new.equipment);
    sqlx::query(SQL)
        .bind(new.id)
        .bind(campaign)
        .bind(city)
        .bind(account)
        .bind(new.call)
        .bind(&phone)
        .bind(NAME)
        .bind(ADDRESS)
        .bind(new.meeting)
        .bind(zone)
        .bind(new.equipment)
        .bind(PROBLEM)
        .bind(beside.now)
        .bind(beside.list_key)
        .bind(&beside.together)
        .bind(subjects)
        .bind(measures)
        .bind(&beside.words)
        .bind(&beside.subject)
        .bind(slot_lock(city, new))
        .bind(version)
        .bind(&beside.event)
        .bind(beside.salt.as_slice())
        .bind(&beside.audit)
        .bind(&beside.digest)
        .fetch_one(&mut *connection)
        .await?;
    Ok(())
}
