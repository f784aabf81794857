//! Reading as a careful program without the library would: its own SQL, prepared statements, every column taken out of its
//! row.

use sqlx::postgres::PgRow;
use sqlx::{Column, Connection, PgConnection, Row, TypeInfo};

use crate::Result;
use crate::office::Pool;

macro_rules! calls {
    () => {
        "SELECT c.id, c.version, c.conversation_id, c.provider_id, c.rk, c.city, c.avito_name, c.phone_client, \
         c.phone_ats, c.date_create, c.operator_id, c.final_operator_id, c.status, c.direction, c.miss_reason, \
         c.end_reason, c.operator_extension, c.final_operator_extension, c.operators_rung, c.offered_at, c.answered_at, \
         c.ended_at, c.transferred, c.disconnect_code, c.leg_count, c.recordings, c.complete, c.category, c.note, \
         c.classified_version, c.created_at, c.updated_at, ci.name, ca.name, o.name "
    };
}
macro_rules! names_of_calls {
    () => {
        "LEFT JOIN cities ci ON ci.id = c.city LEFT JOIN campaigns ca ON ca.id = c.rk \
         LEFT JOIN callcentre_operator o ON o.id = c.operator_id "
    };
}
macro_rules! orders {
    () => {
        "SELECT o.id, o.version, o.rk, o.city, o.avito_name, o.call_id, o.phone, o.type_order, o.client_name, o.address, \
         o.date_meeting, o.meeting_zone, o.type_equipment, o.problem, o.status_order, o.master_id, o.result, \
         o.expenditure, o.promised_date, o.closing, o.closing_data, o.operator_name_id, o.create_date, o.updated_at, \
         city.name, rk.name, operator.name, master.name FROM orders o LEFT JOIN cities city ON city.id = o.city \
         LEFT JOIN campaigns rk ON rk.id = o.rk LEFT JOIN callcentre_operator operator ON operator.id = o.operator_name_id \
         LEFT JOIN callcentre_operator master ON master.id = o.master_id "
    };
}

pub(crate) const CALLS: &str =
    concat!(calls!(), "FROM calls c ", names_of_calls!(), "ORDER BY c.date_create DESC, c.id DESC LIMIT 20");
pub(crate) const COUNT_CALLS: &str = "SELECT count(*) FROM (SELECT 1 FROM calls LIMIT 10001) found";
// The served cities and the own calls elsewhere, each by its index, merged: an OR would read everything.
pub(crate) const CALLS_OF_OPERATOR: &str = concat!(
    calls!(),
    "FROM (SELECT * FROM (SELECT date_create AS at, id FROM calls WHERE city = $1 \
     ORDER BY date_create DESC, id DESC LIMIT 20) one UNION ALL \
     SELECT * FROM (SELECT date_create AS at, id FROM calls WHERE city = $2 \
     ORDER BY date_create DESC, id DESC LIMIT 20) other UNION ALL \
     SELECT * FROM (SELECT p.date_create AS at, p.call_id AS id FROM call_participants p \
     JOIN calls c ON c.id = p.call_id WHERE p.operator_id = $3 AND (c.city IS NULL OR c.city NOT IN ($1, $2)) \
     ORDER BY p.date_create DESC, p.call_id DESC LIMIT 20) own ORDER BY 1 DESC, 2 DESC LIMIT 20) hit \
     JOIN calls c ON c.id = hit.id ",
    names_of_calls!(),
    "ORDER BY hit.at DESC, hit.id DESC"
);
pub(crate) const COUNT_OF_OPERATOR: &str = "SELECT count(*) FROM (SELECT 1 FROM calls WHERE city IN ($1, $2) UNION ALL \
    SELECT 1 FROM call_participants p JOIN calls c ON c.id = p.call_id WHERE p.operator_id = $3 \
    AND (c.city IS NULL OR c.city NOT IN ($1, $2)) LIMIT 10001) found";
pub(crate) const CALL: &str = concat!(calls!(), "FROM calls c ", names_of_calls!(), "WHERE c.id = $1");
pub(crate) const ORDERS: &str = concat!(orders!(), "ORDER BY o.list_key, o.id LIMIT 20");
pub(crate) const COUNT_ORDERS: &str = "SELECT count(*) FROM (SELECT 1 FROM orders LIMIT 10001) found";
pub(crate) const ORDER: &str = concat!(orders!(), "WHERE o.id = $1");

pub(crate) const SETTINGS: &str = "SELECT key, version, value FROM settings ORDER BY key";
pub(crate) const PERSON: &str = "SELECT o.*, ARRAY(SELECT city_id FROM callcentre_operator_city c WHERE c.operator_id = o.id \
    ORDER BY city_id)::text FROM callcentre_operator o WHERE o.id = $1";
pub(crate) const PEOPLE: &str = "SELECT o.*, ARRAY(SELECT city_id FROM callcentre_operator_city c WHERE c.operator_id = o.id \
    ORDER BY city_id)::text FROM callcentre_operator o ORDER BY o.id";
/// Of the subject in $3, from one day up to another.
pub(crate) const SUMS: &str = "SELECT measure, sum(count)::bigint, sum(amount)::bigint, sum(wait)::bigint FROM ( \
    SELECT measure, count, amount, wait FROM counters WHERE subject = $3 AND day >= $1 AND day < $2 UNION ALL \
    SELECT measure, count, amount, wait FROM counter_deltas WHERE subject = $3 AND day >= $1 AND day < $2) counted \
    GROUP BY measure";
pub(crate) const BY_DAY: &str = "SELECT day, measure, sum(count)::bigint, sum(amount)::bigint, sum(wait)::bigint FROM ( \
    SELECT day, measure, count, amount, wait FROM counters WHERE subject = $3 AND day >= $1 AND day < $2 UNION ALL \
    SELECT day, measure, count, amount, wait FROM counter_deltas WHERE subject = $3 AND day >= $1 AND day < $2) counted \
    WHERE measure LIKE 'calls:%' OR measure LIKE 'orders:%' GROUP BY day, measure ORDER BY day";

/// A column that was taken out of its row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Int(Option<i64>),
    Text(Option<String>),
    Flag(Option<bool>),
}

fn cells(row: &PgRow) -> Result<Vec<Cell>> {
    let take = |index: usize| {
        Ok(match row.column(index).type_info().name() {
            "INT8" => Cell::Int(row.try_get(index)?),
            "BOOL" => Cell::Flag(row.try_get(index)?),
            _ => Cell::Text(row.try_get(index)?),
        })
    };
    (0..row.len()).map(take).collect()
}

/// A value that is bound.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bound<'b> {
    Int(i64),
    Text(&'b str),
}

/// The rows of one statement.
pub(crate) async fn ask(
    connection: &mut PgConnection,
    sql: &'static str,
    bound: &[Bound<'_>],
) -> Result<Vec<Vec<Cell>>> {
    let mut query = sqlx::query(sql);
    for value in bound {
        query = match *value {
            Bound::Int(value) => query.bind(value),
            Bound::Text(value) => query.bind(value),
        };
    }
    query.fetch_all(connection).await?.iter().map(cells).collect()
}

/// The rows of several statements of one view.
pub(crate) async fn ask_at_once(
    pool: &Pool,
    statements: &[(&'static str, Vec<Bound<'_>>)],
) -> Result<Vec<Vec<Vec<Cell>>>> {
    let mut held = pool.take().await?;
    let mut view = held.connection()?.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
    let mut answers = Vec::with_capacity(statements.len());
    for (sql, bound) in statements {
        answers.push(ask(&mut view, sql, bound).await?);
    }
    view.commit().await?;
    Ok(answers)
}

/// The ids of rows, which come first.
pub(crate) fn ids(rows: &[Vec<Cell>]) -> Vec<i64> {
    rows.iter().filter_map(|row| if let Some(Cell::Int(id)) = row.first() { *id } else { None }).collect()
}
