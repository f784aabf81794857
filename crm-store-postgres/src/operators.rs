//! Users of every role, their passwords and their time.

use std::collections::BTreeSet;

use async_trait::async_trait;
use crm_core::access::OperatorScope;
use crm_core::auth::PasswordHash;
use crm_core::calls::Extension;
use crm_core::kernel::{CityId, OperatorId, Period, Slice, Timestamp};
use crm_core::operators::{
    Login, Operator, OperatorFilter, OperatorRepo, OperatorStatus, Role, WorkState, WorkStateEntry,
};
use crm_core::store::{Listed, Loaded, StoreError};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::listing::{Walk, counted};
use crate::statement::Statement;
use crate::tx::PostgresTx;

macro_rules! columns {
    () => {
        "o.id, o.version, o.name, o.login, o.role, o.city, o.status, o.status_work, o.status_work_since, \
         o.sip_address, o.extension, o.created_at, o.updated_at, \
         ARRAY(SELECT s.city_id FROM callcentre_operator_city s WHERE s.operator_id = o.id \
               AND s.city_id IS DISTINCT FROM o.city ORDER BY s.city_id), o.profile_version"
    };
}

/// What [`read`] reads of the table `o`, and how many columns that is.
pub(crate) const COLUMNS: (&str, usize) = (columns!(), 15);

pub(crate) fn read(row: &PgRow) -> Result<Operator> {
    let more_cities: Vec<i64> = row.try_get(13)?;
    let city = |raw| CityId::new(raw).map_err(|error| column::unreadable(13, error.to_string()));
    Ok(Operator {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        profile_version: column::version(row, 14)?,
        name: column::bounded(row, 2)?,
        login: Login::from_stored(column::text(row, 3)?),
        role: Role::from_stored(column::text(row, 4)?),
        city: column::optional_id(row, 5)?,
        more_cities: more_cities.into_iter().map(city).collect::<Result<_>>()?,
        status: OperatorStatus::from_stored(column::text(row, 6)?),
        work_state: WorkState::from_stored(column::text(row, 7)?),
        work_state_since: column::time(row, 8)?,
        sip_address: column::optional_bounded(row, 9)?,
        extension: column::optional_bounded(row, 10)?,
        created_at: column::time(row, 11)?,
        updated_at: column::time(row, 12)?,
    })
}

macro_rules! stretches {
    () => {
        "SELECT w.id, w.operator_id, w.state, w.reason, w.from_at, w.to_at FROM work_state_log w"
    };
}

/// Every stretch of work time, as [`read_stretch`] wants it.
pub(crate) const STRETCHES: &str = stretches!();

/// A stretch of work time, and the id of its row.
pub(crate) fn read_stretch(row: &PgRow) -> Result<(i64, WorkStateEntry)> {
    let entry = WorkStateEntry {
        operator: column::id(row, 1)?,
        state: WorkState::from_stored(column::text(row, 2)?),
        reason: column::optional_bounded(row, 3)?,
        from: column::time(row, 4)?,
        to: column::optional_time(row, 5)?,
    };
    Ok((column::int(row, 0)?, entry))
}

fn read_id(row: &PgRow) -> Result<OperatorId> {
    column::id(row, 0)
}

#[async_trait]
impl OperatorRepo for PostgresTx {
    async fn get(&mut self, id: OperatorId) -> Result<Option<Loaded<Operator>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM callcentre_operator o WHERE o.id = $1");
        self.fetch_optional("operators.get", Statement::new(SQL).with(id.get()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_login(&mut self, key: &str) -> Result<Option<Loaded<Operator>>, StoreError> {
        const SQL: &str = concat!("SELECT ", columns!(), " FROM callcentre_operator o WHERE o.login_key = $1");
        self.fetch_optional("operators.by_login", Statement::new(SQL).with(key), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn by_extension(&mut self, extension: &Extension) -> Result<Option<Loaded<Operator>>, StoreError> {
        const SQL: &str = concat!(
            "SELECT ",
            columns!(),
            " FROM callcentre_operator o WHERE o.extension = $1 AND o.status = 'active'"
        );
        self.fetch_optional("operators.by_extension", Statement::new(SQL).with(extension.as_str()), read)
            .await
            .map(|found| found.map(Loaded::new))
    }

    async fn password(&mut self, id: OperatorId) -> Result<Option<PasswordHash>, StoreError> {
        const SQL: &str = "SELECT password FROM callcentre_operator WHERE id = $1 AND password IS NOT NULL";
        let read = |row: &PgRow| Ok(PasswordHash::from_stored(column::text(row, 0)?.to_owned()));
        self.fetch_optional("operators.password", Statement::new(SQL).with(id.get()), read).await
    }

    async fn list(
        &mut self,
        scope: &OperatorScope,
        filter: &OperatorFilter,
        slice: Slice,
    ) -> Result<Listed<Operator>, StoreError> {
        self.fetch_list("operators.list", list(scope, filter, &slice, ""), &slice, read).await
    }

    async fn work_log(&mut self, id: OperatorId, period: Period) -> Result<Vec<WorkStateEntry>, StoreError> {
        // The entries tile the time, so the first that touches the period is the last that begins before it.
        const SQL: &str = concat!(
            stretches!(),
            " WHERE w.operator_id = $1 AND w.from_at < $3 AND (w.to_at IS NULL OR w.to_at > $2) \
             AND w.from_at >= coalesce((SELECT max(from_at) FROM work_state_log \
                WHERE operator_id = $1 AND from_at <= $2), $2) \
             ORDER BY w.from_at, w.id"
        );
        let log = Statement::new(SQL).with(id.get()).with(period.from().micros()).with(period.to().micros());
        self.fetch_all("operators.work_log", log, |row| read_stretch(row).map(|(_, entry)| entry)).await
    }

    async fn everybody(&mut self) -> Result<Vec<OperatorId>, StoreError> {
        const SQL: &str = "SELECT id FROM callcentre_operator ORDER BY id";
        self.fetch_all("operators.everybody", Statement::new(SQL), read_id).await
    }

    async fn wrapping_up(&mut self, begun_by: Timestamp, limit: u32) -> Result<Vec<OperatorId>, StoreError> {
        const SQL: &str = "SELECT id FROM callcentre_operator \
            WHERE status_work = 'wrap_up' AND status_work_since <= $1 ORDER BY status_work_since, id LIMIT $2";
        self.fetch_all("operators.wrapping_up", Statement::new(SQL).with(begun_by.micros()).with(limit), read_id).await
    }

    async fn vanished(
        &mut self,
        now: Timestamp,
        seen_by: Timestamp,
        limit: u32,
    ) -> Result<Vec<OperatorId>, StoreError> {
        // As the core's `Presence` decides it.
        const SQL: &str = "SELECT o.id FROM callcentre_operator o \
            WHERE o.status_work IN ('online', 'break', 'wrap_up') \
            AND EXISTS (SELECT FROM sessions s WHERE s.operator_id = o.id) \
            AND (NOT EXISTS (SELECT FROM sessions s \
                    WHERE s.operator_id = o.id AND s.revoked_at IS NULL AND s.expires_at > $1) \
                OR (o.status_work_since <= $2 AND NOT EXISTS (SELECT FROM sessions s \
                    WHERE s.operator_id = o.id AND greatest(s.last_seen_at, s.revoked_at) > $2))) \
            ORDER BY o.id LIMIT $3";
        let vanished = Statement::new(SQL).with(now.micros()).with(seen_by.micros()).with(limit);
        self.fetch_all("operators.vanished", vanished, read_id).await
    }
}

/// A page of users. `beside` are further columns, each after a comma.
pub(crate) fn list(scope: &OperatorScope, filter: &OperatorFilter, slice: &Slice, beside: &str) -> Statement {
    let walk = Walk::new(slice, false);
    let page = |statement: &mut Statement| {
        statement.push(concat!("SELECT ", columns!())).push(beside).push(", o.id AS sort_key, o.id AS sort_id");
        wanted(statement, scope, filter);
        statement.walk("o.id", "o.id", &walk).limit(walk.fetch).push(" OFFSET ").push(&walk.offset.to_string());
    };
    let found = |statement: &mut Statement| {
        statement.push("SELECT 1");
        wanted(statement, scope, filter);
    };
    counted(slice, &walk, page, found)
}

/// `FROM … WHERE …`: users are few, so their scope and filter need no branches.
fn wanted(statement: &mut Statement, scope: &OperatorScope, filter: &OperatorFilter) {
    const SERVING: &str = "o.id IN (SELECT s.operator_id FROM callcentre_operator_city s WHERE s.city_id";
    statement.push(" FROM callcentre_operator o WHERE true");
    if let OperatorScope::Some { cities, own } = scope {
        statement.push(" AND (o.id = ").bind(own.map_or(0, OperatorId::get));
        statement.push(" OR ").push(SERVING).push(" = ANY (").bind(cities.as_slice()).push(")))");
    }
    if let Some(role) = &filter.role {
        statement.push(" AND o.role = ").bind(role.code());
    }
    if let Some(status) = &filter.status {
        statement.push(" AND o.status = ").bind(status.code());
    }
    if let Some(city) = filter.city {
        statement.push(" AND ").push(SERVING).push(" = ").bind(city.get()).push(")");
    }
}

pub(crate) fn row(operator: &Operator) -> Value {
    let cities: BTreeSet<i64> = operator.cities().map(CityId::get).collect();
    json!({
        "id": operator.id.get(),
        "version": operator.version.get(),
        "name": operator.name.as_str(),
        "login": operator.login.as_str(),
        "login_key": operator.login.key(),
        "role": operator.role.code(),
        "city": operator.city.map(i64::from),
        "status": operator.status.code(),
        "status_work": operator.work_state.code(),
        "status_work_since": operator.work_state_since.micros(),
        "sip_address": operator.sip_address.as_ref().map(AsRef::<str>::as_ref),
        "extension": operator.extension.as_ref().map(AsRef::<str>::as_ref),
        "created_at": operator.created_at.micros(),
        "updated_at": operator.updated_at.micros(),
        "profile_version": operator.profile_version.get(),
        "cities": cities,
    })
}

pub(crate) fn work_state_row(entry: &WorkStateEntry) -> Value {
    json!({
        "operator_id": entry.operator.get(),
        "state": entry.state.code(),
        "reason": entry.reason.as_ref().map(AsRef::<str>::as_ref),
        "from_at": entry.from.micros(),
        "to_at": entry.to.map(Timestamp::micros),
    })
}
