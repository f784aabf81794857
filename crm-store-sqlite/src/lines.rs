//! Lines, and numbers that are no line yet.

use async_trait::async_trait;
use crm_core::access::LineScope;
use crm_core::kernel::{LineId, LineNumber, Timestamp};
use crm_core::lines::{Attribution, Line, LineRepo, UnknownLine};
use crm_core::store::{Loaded, StoreError};
use rusqlite::{Connection, OptionalExtension, Result, Row, params, params_from_iter};

use crate::column;
use crate::statement::Statement;
use crate::tx::SqliteTx;

macro_rules! columns {
    () => {
        "id, version, number, rk, city, avito_name, archived, created_at, updated_at"
    };
}

fn read(row: &Row<'_>) -> Result<Line> {
    Ok(Line {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        number: LineNumber::from_stored(column::text(row, 2)?),
        attribution: Attribution {
            campaign: column::optional_id(row, 3)?,
            city: column::optional_id(row, 4)?,
            advert_account: column::optional_bounded(row, 5)?,
        },
        archived: row.get(6)?,
        created_at: column::time(row, 7)?,
        updated_at: column::time(row, 8)?,
    })
}

fn read_unknown(row: &Row<'_>) -> Result<UnknownLine> {
    Ok(UnknownLine {
        number: LineNumber::from_stored(column::text(row, 0)?),
        first_seen: column::time(row, 1)?,
        last_seen: column::time(row, 2)?,
        calls: row.get::<_, i64>(3)?.unsigned_abs(),
    })
}

#[async_trait]
impl LineRepo for SqliteTx {
    async fn get(&mut self, id: LineId) -> Result<Option<Loaded<Line>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM lines WHERE id = ?1");
        self.read("lines.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_number(&mut self, number: &LineNumber) -> Result<Option<Loaded<Line>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM lines WHERE number = ?1");
        let number = number.clone();
        self.read("lines.by_number", move |c| c.prepare_cached(SQL)?.query_row([number.as_str()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn all(&mut self, scope: &LineScope) -> Result<Vec<Line>, StoreError> {
        let mut statement = Statement::default();
        statement.push(concat!("SELECT ", columns!(), " FROM lines"));
        if let LineScope::Cities(cities) = scope {
            statement.push(" WHERE city IN (").bind_list(cities).push(")");
        }
        statement.push(" ORDER BY number");
        self.read_on_thread("lines.all", move |c| {
            c.prepare_cached(&statement.sql)?.query_map(params_from_iter(&statement.values), read)?.collect()
        })
        .await
    }

    async fn unknown(&mut self, limit: u32) -> Result<Vec<UnknownLine>, StoreError> {
        const SQL: &str = "SELECT number, first_seen, last_seen, calls FROM unknown_lines u \
            WHERE NOT EXISTS (SELECT 1 FROM lines l WHERE l.number = u.number) \
            ORDER BY last_seen DESC, number LIMIT ?1";
        self.read_up_to(limit, "lines.unknown", move |c| {
            c.prepare_cached(SQL)?.query_map([limit], read_unknown)?.collect()
        })
        .await
    }
}

pub(crate) fn insert(connection: &Connection, line: &Line) -> Result<usize> {
    const SQL: &str = "INSERT INTO lines (id, version, number, rk, city, avito_name, archived, created_at, updated_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    put(connection, SQL, line)
}

pub(crate) fn update(connection: &Connection, line: &Line) -> Result<usize> {
    const SQL: &str = "UPDATE lines SET version = ?2, number = ?3, rk = ?4, city = ?5, avito_name = ?6, \
        archived = ?7, created_at = ?8, updated_at = ?9 WHERE id = ?1";
    put(connection, SQL, line)
}

fn put(connection: &Connection, sql: &str, line: &Line) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        line.id.get(),
        line.version.get(),
        line.number.as_str(),
        line.attribution.campaign.map(i64::from),
        line.attribution.city.map(i64::from),
        line.attribution.advert_account.as_ref().map(AsRef::<str>::as_ref),
        line.archived,
        line.created_at.micros(),
        line.updated_at.micros(),
    ])
}

pub(crate) fn count_unknown(connection: &Connection, number: &LineNumber, at: Timestamp) -> Result<usize> {
    const SQL: &str = "INSERT INTO unknown_lines (number, first_seen, last_seen, calls) VALUES (?1, ?2, ?2, 1) \
        ON CONFLICT (number) DO UPDATE SET first_seen = min(first_seen, excluded.first_seen), \
        last_seen = max(last_seen, excluded.last_seen), calls = calls + 1";
    connection.prepare_cached(SQL)?.execute((number.as_str(), at.micros()))
}
