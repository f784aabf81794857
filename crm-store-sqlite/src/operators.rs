//! Users of every role, their passwords and their time.

use std::time::Duration;

use async_trait::async_trait;
use crm_core::access::OperatorScope;
use crm_core::auth::PasswordHash;
use crm_core::calls::Extension;
use crm_core::kernel::{CityId, OperatorId, Period, Seek, Slice, Timestamp, Total, TotalMode};
use crm_core::operators::{
    Login, Operator, OperatorFilter, OperatorRepo, OperatorStatus, Role, WorkState, WorkStateEntry,
};
use crm_core::store::{Listed, Loaded, StoreError};
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Result, Row, params, params_from_iter};

use crate::column;
use crate::tx::SqliteTx;
use crate::view::View;

/// A month of somebody's work states is some hundred entries: what is longer is read on a thread of its own.
const SHORT_LOG: Duration = Duration::from_secs(31 * 24 * 60 * 60);

macro_rules! columns {
    () => {
        "o.id, o.version, o.name, o.login, o.role, o.city, o.status, o.status_work, o.status_work_since, \
         o.sip_address, o.extension, o.created_at, o.updated_at, \
         (SELECT group_concat(s.city_id) FROM callcentre_operator_city s \
          WHERE s.operator_id = o.id AND s.city_id IS NOT o.city), o.profile_version"
    };
}

/// What [`read`] reads of the table `o`, and how many columns that is.
pub(crate) const COLUMNS: (&str, usize) = (columns!(), 15);

pub(crate) fn read(row: &Row<'_>) -> Result<Operator> {
    Ok(Operator {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        profile_version: column::version(row, 14)?,
        name: column::bounded(row, 2)?,
        login: Login::from_stored(column::text(row, 3)?),
        role: Role::from_stored(column::text(row, 4)?),
        city: column::optional_id(row, 5)?,
        more_cities: column::optional_text(row, 13)?.map_or_else(|| Ok(Vec::new()), read_cities)?,
        status: OperatorStatus::from_stored(column::text(row, 6)?),
        work_state: WorkState::from_stored(column::text(row, 7)?),
        work_state_since: column::time(row, 8)?,
        sip_address: column::optional_bounded(row, 9)?,
        extension: column::optional_bounded(row, 10)?,
        created_at: column::time(row, 11)?,
        updated_at: column::time(row, 12)?,
    })
}

fn read_cities(text: &str) -> Result<Vec<CityId>> {
    let city = |raw: &str| raw.parse().ok().and_then(|raw| CityId::new(raw).ok());
    let mut cities = text
        .split(',')
        .map(|raw| city(raw).ok_or_else(|| column::unreadable(13, "not ids")))
        .collect::<Result<Vec<_>>>()?;
    cities.sort_unstable();
    Ok(cities)
}

fn read_entry(row: &Row<'_>) -> Result<WorkStateEntry> {
    Ok(WorkStateEntry {
        operator: column::id(row, 0)?,
        state: WorkState::from_stored(column::text(row, 1)?),
        reason: column::optional_bounded(row, 2)?,
        from: column::time(row, 3)?,
        to: column::optional_time(row, 4)?,
    })
}

const WRAPPING_UP: &str = "SELECT id FROM callcentre_operator \
    WHERE status_work = 'wrap_up' AND status_work_since <= ?1 ORDER BY status_work_since, id LIMIT ?2";

// As the core's `Presence` decides it.
const VANISHED: &str = "SELECT o.id FROM callcentre_operator o \
    WHERE o.status_work IN ('online', 'break', 'wrap_up') \
    AND EXISTS (SELECT 1 FROM sessions s WHERE s.operator_id = o.id) \
    AND (NOT EXISTS (SELECT 1 FROM sessions s WHERE s.operator_id = o.id AND s.revoked_at IS NULL AND s.expires_at > ?1) \
        OR (o.status_work_since <= ?2 AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.operator_id = o.id \
            AND max(s.last_seen_at, coalesce(s.revoked_at, s.last_seen_at)) > ?2))) \
    ORDER BY o.id LIMIT ?3";

#[async_trait]
impl OperatorRepo for SqliteTx {
    async fn get(&mut self, id: OperatorId) -> Result<Option<Loaded<Operator>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM callcentre_operator o WHERE o.id = ?1");
        self.read("operators.get", move |c| c.prepare_cached(SQL)?.query_row([id.get()], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_login(&mut self, key: &str) -> Result<Option<Loaded<Operator>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM callcentre_operator o WHERE o.login_key = ?1");
        let key = key.to_owned();
        self.read("operators.by_login", move |c| c.prepare_cached(SQL)?.query_row([&key], read).optional())
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_extension(&mut self, extension: &Extension) -> Result<Option<Loaded<Operator>>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            columns!(),
            " FROM callcentre_operator o WHERE o.extension = ?1 AND o.status = 'active'"
        );
        let extension = extension.clone();
        self.read("operators.by_extension", move |c| {
            c.prepare_cached(SQL)?.query_row([extension.as_str()], read).optional()
        })
        .await
        .map(|found| found.map(Loaded::new))
    }

    async fn password(&mut self, id: OperatorId) -> Result<Option<PasswordHash>, StoreError> {
        const SQL: &str = "SELECT password FROM callcentre_operator WHERE id = ?1 AND password IS NOT NULL";
        self.read("operators.password", move |c| {
            let hash = |row: &Row<'_>| row.get::<_, String>(0).map(PasswordHash::from_stored);
            c.prepare_cached(SQL)?.query_row([id.get()], hash).optional()
        })
        .await
    }

    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &OperatorFilter,
        slice: Slice,
    ) -> Result<Listed<Operator>, StoreError> {
        let wanted = Wanted::new(scope, filter);
        if wanted.values.is_empty() {
            self.read("operators.list", move |c| wanted.list(c, &slice)).await
        } else {
            self.read_on_thread("operators.list", move |c| wanted.list(c, &slice)).await
        }
    }

    async fn work_log(&mut self, id: OperatorId, period: Period) -> Result<Vec<WorkStateEntry>, StoreError> {
        let log = move |c: &Connection| work_log(c, id, period);
        if period.to().since(period.from()) <= SHORT_LOG {
            self.read("operators.work_log", log).await
        } else {
            self.read_on_thread("operators.work_log", log).await
        }
    }

    async fn everybody(&mut self) -> Result<Vec<OperatorId>, StoreError> {
        const SQL: &str = "SELECT id FROM callcentre_operator ORDER BY id";
        self.read_on_thread("operators.everybody", |c| {
            c.prepare_cached(SQL)?.query_map([], |row| column::id(row, 0))?.collect()
        })
        .await
    }

    async fn wrapping_up(&mut self, begun_by: Timestamp, limit: u32) -> Result<Vec<OperatorId>, StoreError> {
        self.read_up_to(limit, "operators.wrapping_up", move |c| {
            c.prepare_cached(WRAPPING_UP)?.query_map((begun_by.micros(), limit), |row| column::id(row, 0))?.collect()
        })
        .await
    }

    async fn vanished(
        &mut self,
        now: Timestamp,
        seen_by: Timestamp,
        limit: u32,
    ) -> Result<Vec<OperatorId>, StoreError> {
        self.read_on_thread("operators.vanished", move |c| {
            c.prepare_cached(VANISHED)?
                .query_map((now.micros(), seen_by.micros(), limit), |row| column::id(row, 0))?
                .collect()
        })
        .await
    }
}

/// The work-state entries of a user that touch the period, oldest first.
pub(crate) fn work_log(connection: &Connection, id: OperatorId, period: Period) -> Result<Vec<WorkStateEntry>> {
    // The entries tile the time, so the first that touches the period is the last that begins before it.
    const SQL: &str = "SELECT operator_id, state, reason, from_at, to_at FROM work_state_log \
        WHERE operator_id = ?1 AND from_at < ?3 AND (to_at IS NULL OR to_at > ?2) \
        AND from_at >= coalesce((SELECT max(from_at) FROM work_state_log \
            WHERE operator_id = ?1 AND from_at <= ?2), ?2) \
        ORDER BY from_at, id";
    let range = (id.get(), period.from().micros(), period.to().micros());
    connection.prepare_cached(SQL)?.query_map(range, read_entry)?.collect()
}

/// The conditions of a list: users are few, so their scope and filter need no branches.
pub(crate) struct Wanted {
    conditions: String,
    values: Vec<Value>,
}

impl Wanted {
    pub(crate) fn new(scope: &OperatorScope, filter: &OperatorFilter) -> Self {
        let mut wanted = Self { conditions: "1".to_owned(), values: Vec::new() };
        if let OperatorScope::Some { cities, own } = scope {
            let marks = vec!["?"; cities.len()].join(", ");
            wanted.and(
                &format!(
                    "(o.id = ? OR o.id IN (SELECT s.operator_id FROM callcentre_operator_city s \
                     WHERE s.city_id IN ({marks})))"
                ),
                std::iter::once(own.map_or(0, OperatorId::get)).chain(cities.iter().map(|city| city.get())),
            );
        }
        if let Some(role) = &filter.role {
            wanted.and("o.role = ?", [role.code().to_owned()]);
        }
        if let Some(status) = &filter.status {
            wanted.and("o.status = ?", [status.code().to_owned()]);
        }
        if let Some(city) = filter.city {
            wanted.and(
                "o.id IN (SELECT s.operator_id FROM callcentre_operator_city s WHERE s.city_id = ?)",
                [city.get()],
            );
        }
        wanted
    }

    fn and<V: Into<Value>>(&mut self, condition: &str, values: impl IntoIterator<Item = V>) {
        self.conditions.push_str(" AND ");
        self.conditions.push_str(condition);
        self.values.extend(values.into_iter().map(Into::into));
    }

    fn list(&self, connection: &Connection, slice: &Slice) -> Result<Listed<Operator>> {
        self.list_with(connection, slice, "", read)
    }

    // Rows and total in one statement each, seen in one transaction. `beside` are further columns, each after a comma.
    pub(crate) fn list_with<T>(
        &self,
        connection: &Connection,
        slice: &Slice,
        beside: &str,
        read: fn(&Row<'_>) -> Result<T>,
    ) -> Result<Listed<T>> {
        let view = View::begin(connection)?;
        let (seek, key, order, offset) = match slice.seek {
            Seek::Offset(rows) => ("", None, "", i64::try_from(rows).unwrap_or(i64::MAX)),
            // Both are the id; a cursor in which they differ is one nobody was given, and still names one place.
            Seek::After { key, id } => (if id < key { " AND o.id >= ?" } else { " AND o.id > ?" }, Some(key), "", 0),
            Seek::Before { key, id } => {
                (if key < id { " AND o.id <= ?" } else { " AND o.id < ?" }, Some(key), " DESC", 0)
            }
        };
        let sql = format!(
            concat!("SELECT ", columns!(), "{} FROM callcentre_operator o WHERE {}{} ORDER BY o.id{} LIMIT ? OFFSET ?"),
            beside, self.conditions, seek, order
        );
        let bounds = key.into_iter().chain([i64::from(slice.fetch()), offset]).map(Value::from);
        let values = self.values.iter().cloned().chain(bounds);
        let rows =
            connection.prepare_cached(&sql)?.query_map(params_from_iter(values), read)?.collect::<Result<_>>()?;
        let total = match slice.total {
            TotalMode::Skip => None,
            TotalMode::Bounded => {
                let sql = format!("SELECT count(*) FROM callcentre_operator o WHERE {}", self.conditions);
                let counted: i64 =
                    connection.prepare_cached(&sql)?.query_row(params_from_iter(&self.values), |row| row.get(0))?;
                Some(Total::of(counted.unsigned_abs()))
            }
        };
        view.end()?;
        Ok(Listed { rows, total })
    }
}

pub(crate) fn insert(connection: &Connection, operator: &Operator) -> Result<usize> {
    const SQL: &str = "INSERT INTO callcentre_operator (id, version, name, login, login_key, role, city, status, \
        status_work, status_work_since, sip_address, extension, created_at, updated_at, profile_version) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let inserted = put(connection, SQL, operator)?;
    serve(connection, operator)?;
    Ok(inserted)
}

pub(crate) fn update(connection: &Connection, operator: &Operator) -> Result<usize> {
    const SQL: &str = "UPDATE callcentre_operator SET version = ?2, name = ?3, login = ?4, login_key = ?5, role = ?6, \
        city = ?7, status = ?8, status_work = ?9, status_work_since = ?10, sip_address = ?11, extension = ?12, \
        created_at = ?13, updated_at = ?14, profile_version = ?15 WHERE id = ?1";
    let updated = put(connection, SQL, operator)?;
    // Work states change all day, cities hardly ever.
    let mut cities: Vec<i64> = operator.cities().map(CityId::get).collect();
    cities.sort_unstable();
    cities.dedup();
    let served: Vec<i64> = connection
        .prepare_cached("SELECT city_id FROM callcentre_operator_city WHERE operator_id = ?1 ORDER BY city_id")?
        .query_map([operator.id.get()], |row| row.get(0))?
        .collect::<Result<_>>()?;
    if served != cities {
        connection
            .prepare_cached("DELETE FROM callcentre_operator_city WHERE operator_id = ?1")?
            .execute([operator.id.get()])?;
        serve(connection, operator)?;
    }
    Ok(updated)
}

fn put(connection: &Connection, sql: &str, operator: &Operator) -> Result<usize> {
    connection.prepare_cached(sql)?.execute(params![
        operator.id.get(),
        operator.version.get(),
        operator.name.as_str(),
        operator.login.as_str(),
        operator.login.key(),
        operator.role.code(),
        operator.city.map(i64::from),
        operator.status.code(),
        operator.work_state.code(),
        operator.work_state_since.micros(),
        operator.sip_address.as_ref().map(AsRef::<str>::as_ref),
        operator.extension.as_ref().map(AsRef::<str>::as_ref),
        operator.created_at.micros(),
        operator.updated_at.micros(),
        operator.profile_version.get(),
    ])
}

fn serve(connection: &Connection, operator: &Operator) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO callcentre_operator_city (operator_id, city_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    )?;
    operator.cities().try_for_each(|city| statement.execute((operator.id.get(), city.get())).map(drop))
}

pub(crate) fn set_password(connection: &Connection, operator: OperatorId, hash: &PasswordHash) -> Result<usize> {
    connection
        .prepare_cached("UPDATE callcentre_operator SET password = ?2 WHERE id = ?1")?
        .execute((operator.get(), hash.expose_for_storage()))
}

/// Every stretch of work time, in no particular order.
pub(crate) fn each_stretch(connection: &Connection, mut visit: impl FnMut(WorkStateEntry)) -> Result<()> {
    let mut statement = connection.prepare("SELECT operator_id, state, reason, from_at, to_at FROM work_state_log")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        visit(read_entry(row)?);
    }
    Ok(())
}

pub(crate) fn log_work_state(connection: &Connection, entry: &WorkStateEntry) -> Result<usize> {
    connection
        .prepare_cached("UPDATE work_state_log SET to_at = ?2 WHERE operator_id = ?1 AND to_at IS NULL")?
        .execute((entry.operator.get(), entry.from.micros()))?;
    connection
        .prepare_cached(
            "INSERT INTO work_state_log (operator_id, state, reason, from_at, to_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            entry.operator.get(),
            entry.state.code(),
            entry.reason.as_ref().map(AsRef::<str>::as_ref),
            entry.from.micros(),
            entry.to.map(Timestamp::micros),
        ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn users_to_move_on_are_found_by_an_index() {
        let mut connection = Connection::open_in_memory().unwrap();
        crate::migrations::migrate(&mut connection).unwrap();
        let plan = |sql: &str, values: usize| -> Vec<String> {
            let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let values = vec![Value::Integer(1); values];
            explained.query_map(params_from_iter(values), |row| row.get(3)).unwrap().map(Result::unwrap).collect()
        };
        let steps = plan(WRAPPING_UP, 2);
        assert!(steps.iter().all(|step| step.contains("callcentre_operator_by_status_work")), "{steps:#?}");
        let steps = plan(VANISHED, 3);
        assert!(!steps.iter().any(|step| step.starts_with("SCAN")), "{steps:#?}");
    }
}
