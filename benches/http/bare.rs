//! What a careful program without the library would do: one route, one prepared statement on a pooled read-only
//! connection, the same JSON. It signs nobody in, checks nothing, counts no total and limits nothing.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use chrono::{DateTime, NaiveDate};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Row, params};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::{Result, stats_days};

/// Connections that nobody uses at the moment.
#[derive(Clone)]
struct Pool {
    file: Arc<PathBuf>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Pool {
    fn with<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let lock = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.file)?,
        };
        let answer = read(&connection);
        lock().push(connection);
        answer
    }
}

/// With the settings of the store's readers.
fn connect(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "cache_size", -8192)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

type Answer = Result<Json<Body>, StatusCode>;

#[derive(Serialize)]
struct Body {
    success: bool,
    data: Data,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Data {
    Calls(Vec<Call>),
    Orders(Vec<Order>),
    Stats(Stats),
}

/// Serves until it is killed.
pub(crate) async fn serve(file: PathBuf) -> Result<()> {
    let pool = Pool { file: Arc::new(file), idle: Arc::default() };
    let router = Router::new()
        .route("/calls", get(async |State(pool): State<Pool>| answer(pool.with(all_calls).map(Data::Calls))))
        .route("/calls/mine", get(async |State(pool): State<Pool>| answer(pool.with(calls_in_scope).map(Data::Calls))))
        .route("/orders", get(async |State(pool): State<Pool>| answer(pool.with(orders).map(Data::Orders))))
        .route("/stats/my", get(async |State(pool): State<Pool>| answer(pool.with(stats).map(Data::Stats))))
        .with_state(pool);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, router).await?)
}

fn answer(data: rusqlite::Result<Data>) -> Answer {
    match data {
        Ok(data) => Ok(Json(Body { success: true, data })),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

#[derive(Serialize)]
struct Person {
    id: i64,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Call {
    id: i64,
    version: i64,
    rk: Option<String>,
    campaign: Option<String>,
    city: Option<String>,
    phone_client: Option<String>,
    phone_ats: Option<String>,
    date_create: String,
    status: String,
    direction: String,
    miss_reason: Option<String>,
    end_reason: Option<String>,
    operator: Option<Person>,
    avito_name: Option<String>,
    conversation_id: Option<String>,
    answered_at: Option<String>,
    ended_at: Option<String>,
    wait_seconds: Option<i64>,
    talk_seconds: Option<i64>,
    transferred: bool,
    recordings: Box<RawValue>,
    complete: bool,
    category: Option<String>,
    note: Option<String>,
}

macro_rules! calls {
    ($from:literal, $order:literal) => {
        concat!(
            "SELECT c.id, c.version, ca.name, ci.name, c.phone_client, c.phone_ats, c.date_create, c.status, c.direction, \
             c.miss_reason, c.end_reason, c.operator_id, o.name, c.avito_name, c.provider_id, c.answered_at, c.ended_at, \
             c.transferred, c.recordings, c.complete, c.category, c.note FROM ",
            $from,
            " LEFT JOIN cities ci ON ci.id = c.city LEFT JOIN campaigns ca ON ca.id = c.rk \
             LEFT JOIN callcentre_operator o ON o.id = c.operator_id ORDER BY ",
            $order
        )
    };
}

fn all_calls(connection: &Connection) -> rusqlite::Result<Vec<Call>> {
    const SQL: &str = concat!(calls!("calls c", "c.date_create DESC, c.id DESC"), " LIMIT 20");
    connection.prepare_cached(SQL)?.query_map([], call)?.collect()
}

/// Two served cities and the own calls elsewhere, each by its index, merged.
fn calls_in_scope(connection: &Connection) -> rusqlite::Result<Vec<Call>> {
    const SQL: &str = calls!(
        "(SELECT * FROM (SELECT date_create AS at, id FROM calls WHERE city = ?1 ORDER BY 1 DESC, 2 DESC LIMIT 20) \
         UNION ALL SELECT * FROM (SELECT date_create AS at, id FROM calls WHERE city = ?2 ORDER BY 1 DESC, 2 DESC LIMIT 20) \
         UNION ALL SELECT * FROM (SELECT p.date_create AS at, p.call_id AS id FROM call_participants p \
         CROSS JOIN calls c ON c.id = p.call_id WHERE p.operator_id = ?3 AND (c.city IS NULL OR c.city NOT IN (?1, ?2)) \
         ORDER BY 1 DESC, 2 DESC LIMIT 20) ORDER BY 1 DESC, 2 DESC LIMIT 20) hit CROSS JOIN calls c ON c.id = hit.id",
        "hit.at DESC, hit.id DESC"
    );
    connection.prepare_cached(SQL)?.query_map(params![1, 2, 1], call)?.collect()
}

fn instant(micros: i64) -> String {
    let time = DateTime::from_timestamp_micros(micros).unwrap_or_default();
    let format = if micros % 1_000_000 == 0 { chrono::SecondsFormat::Secs } else { chrono::SecondsFormat::Micros };
    time.to_rfc3339_opts(format, true)
}

fn maybe_raw(json: Option<&str>) -> Box<RawValue> {
    RawValue::from_string(json.unwrap_or("[]").to_owned()).unwrap_or_default()
}

fn call(row: &Row<'_>) -> rusqlite::Result<Call> {
    let (started, answered, ended): (i64, Option<i64>, Option<i64>) = (row.get(6)?, row.get(15)?, row.get(16)?);
    let campaign: Option<String> = row.get(2)?;
    let operator: Option<i64> = row.get(11)?;
    Ok(Call {
        id: row.get(0)?,
        version: row.get(1)?,
        rk: campaign.clone(),
        campaign,
        city: row.get(3)?,
        phone_client: row.get(4)?,
        phone_ats: row.get(5)?,
        date_create: instant(started),
        status: row.get(7)?,
        direction: row.get(8)?,
        miss_reason: row.get(9)?,
        end_reason: row.get(10)?,
        operator: match operator {
            Some(id) => Some(Person { id, name: row.get(12)? }),
            None => None,
        },
        avito_name: row.get(13)?,
        conversation_id: row.get(14)?,
        answered_at: answered.map(instant),
        ended_at: ended.map(instant),
        wait_seconds: answered.or(ended).map(|until| (until - started) / 1_000_000),
        talk_seconds: ended.map(|ended| (ended - answered.unwrap_or(ended)) / 1_000_000),
        transferred: row.get(17)?,
        recordings: maybe_raw(row.get_ref(18)?.as_str_or_null()?),
        complete: row.get(19)?,
        category: row.get(20)?,
        note: row.get(21)?,
    })
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Order {
    id: i64,
    version: i64,
    rk: Option<String>,
    city: String,
    phone: String,
    #[serde(rename = "typeOrder")]
    kind: String,
    client_name: String,
    address: String,
    date_meeting: String,
    meeting_zone: String,
    type_equipment: String,
    problem: String,
    #[serde(rename = "statusOrder")]
    status: String,
    master_id: Option<i64>,
    master: Option<Person>,
    result: Option<String>,
    expenditure: Option<String>,
    clean: Option<String>,
    promised_date: Option<String>,
    operator_name_id: Option<i64>,
    operator: Option<Person>,
    avito_name: Option<String>,
    call_id: Option<i64>,
    create_date: String,
    update_date: String,
    closing_data: Option<String>,
}

fn orders(connection: &Connection) -> rusqlite::Result<Vec<Order>> {
    const SQL: &str = "SELECT r.id, r.version, ca.name, ci.name, r.phone, r.type_order, r.client_name, r.address, \
        r.date_meeting, r.meeting_zone, r.type_equipment, r.problem, r.status_order, r.master_id, m.name, r.result, \
        r.expenditure, r.promised_date, r.operator_name_id, o.name, r.avito_name, r.call_id, r.create_date, r.updated_at, \
        r.closing_data FROM orders r JOIN cities ci ON ci.id = r.city LEFT JOIN campaigns ca ON ca.id = r.rk \
        LEFT JOIN callcentre_operator m ON m.id = r.master_id \
        LEFT JOIN callcentre_operator o ON o.id = r.operator_name_id ORDER BY r.list_key, r.id LIMIT 20";
    connection.prepare_cached(SQL)?.query_map([], order)?.collect()
}

fn roubles(kopecks: i64) -> String {
    let sign = if kopecks < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", kopecks.abs() / 100, kopecks.abs() % 100)
}

fn order(row: &Row<'_>) -> rusqlite::Result<Order> {
    let (master_id, operator_id): (Option<i64>, Option<i64>) = (row.get(13)?, row.get(18)?);
    let (result, expenditure): (Option<i64>, Option<i64>) = (row.get(15)?, row.get(16)?);
    let person = |id: Option<i64>, column: usize| -> rusqlite::Result<Option<Person>> {
        id.map(|id| Ok(Person { id, name: row.get(column)? })).transpose()
    };
    Ok(Order {
        id: row.get(0)?,
        version: row.get(1)?,
        rk: row.get(2)?,
        city: row.get(3)?,
        phone: row.get(4)?,
        kind: row.get(5)?,
        client_name: row.get(6)?,
        address: row.get(7)?,
        date_meeting: instant(row.get(8)?),
        meeting_zone: row.get(9)?,
        type_equipment: row.get(10)?,
        problem: row.get(11)?,
        status: row.get(12)?,
        master_id,
        master: person(master_id, 14)?,
        result: result.map(roubles),
        expenditure: expenditure.map(roubles),
        clean: result.map(|result| roubles(result - expenditure.unwrap_or(0))),
        promised_date: row.get(17)?,
        operator_name_id: operator_id,
        operator: person(operator_id, 19)?,
        avito_name: row.get(20)?,
        call_id: row.get(21)?,
        create_date: instant(row.get(22)?),
        update_date: instant(row.get(23)?),
        closing_data: row.get::<_, Option<i64>>(24)?.map(instant),
    })
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Stats {
    calls: CallFigures,
    orders: OrderFigures,
    #[serde(rename = "dailyStats")]
    days: Vec<Day>,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct CallFigures {
    total: u64,
    accepted: u64,
    missed: u64,
    acceptance_rate: u64,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct OrderFigures {
    total: u64,
    by_status: std::collections::BTreeMap<String, u64>,
}

#[derive(Serialize)]
struct Day {
    date: NaiveDate,
    calls: u64,
    orders: u64,
}

/// The first operator's thirty days, by days of Moscow, which has had one offset for long.
fn stats(connection: &Connection) -> rusqlite::Result<Stats> {
    const SQL: &str = "SELECT 0, (date_create + 10800000000) / 86400000000, status, count(*) FROM calls \
        WHERE operator_id = ?1 AND date_create >= ?2 AND date_create < ?3 AND direction <> 'internal' GROUP BY 2, 3 \
        UNION ALL SELECT 1, (create_date + 10800000000) / 86400000000, status_order, count(*) FROM orders \
        WHERE operator_name_id = ?1 AND create_date >= ?2 AND create_date < ?3 GROUP BY 2, 3";
    const DAY: i64 = 86_400_000_000;
    const OFFSET: i64 = 10_800_000_000;
    let (first, last) = stats_days();
    let days = |date: NaiveDate| (date - NaiveDate::default()).num_days();
    let empty = first.iter_days().take_while(|date| *date <= last).map(|date| Day { date, calls: 0, orders: 0 });
    let mut told = Stats { days: empty.collect(), ..Stats::default() };
    let mut statement = connection.prepare_cached(SQL)?;
    let mut rows = statement.query(params![1, days(first) * DAY - OFFSET, (days(last) + 1) * DAY - OFFSET])?;
    while let Some(row) = rows.next()? {
        let (kind, day, count): (i64, i64, u32) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let count = u64::from(count);
        let status = row.get_ref(2)?.as_str()?;
        let place = usize::try_from(day - days(first)).unwrap_or(usize::MAX);
        let Some(of_day) = told.days.get_mut(place) else { continue };
        if kind == 0 {
            of_day.calls += count;
            told.calls.total += count;
            if status == "answered" { told.calls.accepted += count } else { told.calls.missed += count }
        } else {
            of_day.orders += count;
            told.orders.total += count;
            *told.orders.by_status.entry(status.to_owned()).or_default() += count;
        }
    }
    let total = told.calls.total.max(1);
    told.calls.acceptance_rate = (told.calls.accepted * 100 + total / 2) / total;
    Ok(told)
}
