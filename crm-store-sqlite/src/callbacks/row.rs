//! A call-back as a row.

use crm_core::callbacks::{Callback, CallbackState, CallbackView, Closed, Episode, Taken};
use crm_core::kernel::{LineNumber, Phone, Timestamp};
use rusqlite::{Connection, Result, Row, params};

use crate::column;

macro_rules! columns {
    () => {
        "b.id, b.version, b.phone, b.state, b.first_call_id, b.first_at, b.opened_at, b.last_call_id, b.last_at, \
         b.missed, b.city, b.rk, b.phone_ats, b.closed_at, b.closed_by_call, b.closed_by, b.close_reason, b.taken_by, \
         b.taken_at, b.created_at, b.updated_at"
    };
}
// How many the above are: the names of a view follow them.
const NAMES: usize = 21;

macro_rules! view_columns {
    () => {
        concat!(columns!(), ", city.name, rk.name, operator.name")
    };
}

macro_rules! names {
    () => {
        " LEFT JOIN cities city ON city.id = b.city LEFT JOIN campaigns rk ON rk.id = b.rk \
         LEFT JOIN callcentre_operator operator ON operator.id = b.taken_by"
    };
}

/// The columns of a view, and the tables of its names.
pub(super) const COLUMNS: &str = view_columns!();
pub(super) const NAMES_OF: &str = names!();
pub(super) const BY_ID: &str = concat!("SELECT ", columns!(), " FROM callbacks b WHERE b.id = ?1");
pub(super) const VIEW_BY_ID: &str =
    concat!("SELECT ", view_columns!(), " FROM callbacks b", names!(), " WHERE b.id = ?1");
pub(super) const OF_PHONE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM callbacks b WHERE b.phone = ?1 AND b.first_at > ?2 AND b.first_at <= ?3 ORDER BY b.first_at, b.id"
);

pub(super) fn read(row: &Row<'_>) -> Result<Callback> {
    let closed_at = column::optional_time(row, 13)?;
    let closed = match closed_at {
        Some(at) => Some(Closed {
            at,
            by_call: column::optional_id(row, 14)?,
            by: column::optional_id(row, 15)?,
            reason: column::optional_bounded(row, 16)?,
        }),
        None => None,
    };
    let taken = match (column::optional_id(row, 17)?, column::optional_time(row, 18)?) {
        (Some(by), Some(at)) => Some(Taken { by, at }),
        _ => None,
    };
    Ok(Callback {
        id: column::id(row, 0)?,
        version: column::version(row, 1)?,
        phone: Phone::from_stored(column::text(row, 2)?),
        state: CallbackState::from_stored(column::text(row, 3)?),
        episode: Episode {
            first_call: column::id(row, 4)?,
            first_at: column::time(row, 5)?,
            opened_at: column::time(row, 6)?,
            last_call: column::id(row, 7)?,
            last_at: column::time(row, 8)?,
            missed: row.get(9)?,
            city: column::optional_id(row, 10)?,
            campaign: column::optional_id(row, 11)?,
            line: column::optional_text(row, 12)?.map(LineNumber::from_stored),
            closed,
        },
        taken,
        created_at: column::time(row, 19)?,
        updated_at: column::time(row, 20)?,
    })
}

pub(super) fn read_view(row: &Row<'_>) -> Result<CallbackView> {
    Ok(CallbackView {
        callback: read(row)?,
        city: column::optional_text(row, NAMES)?.map(Into::into),
        campaign: column::optional_text(row, NAMES + 1)?.map(Into::into),
        taken_by: column::optional_text(row, NAMES + 2)?.map(Into::into),
    })
}

pub(crate) fn insert(connection: &Connection, callback: &Callback) -> Result<usize> {
    const SQL: &str = "INSERT INTO callbacks (id, version, phone, state, first_call_id, first_at, opened_at, \
        last_call_id, last_at, missed, city, rk, phone_ats, closed_at, closed_by_call, closed_by, close_reason, taken_by, \
        taken_at, created_at, updated_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
    put(connection, SQL, callback)
}

pub(crate) fn update(connection: &Connection, callback: &Callback) -> Result<usize> {
    const SQL: &str = "UPDATE callbacks SET version = ?2, phone = ?3, state = ?4, first_call_id = ?5, first_at = ?6, \
        opened_at = ?7, last_call_id = ?8, last_at = ?9, missed = ?10, city = ?11, rk = ?12, phone_ats = ?13, \
        closed_at = ?14, closed_by_call = ?15, closed_by = ?16, close_reason = ?17, taken_by = ?18, taken_at = ?19, \
        created_at = ?20, updated_at = ?21 WHERE id = ?1";
    put(connection, SQL, callback)
}

fn put(connection: &Connection, sql: &str, callback: &Callback) -> Result<usize> {
    let Callback { episode, taken, .. } = callback;
    let closed = episode.closed.as_ref();
    connection.prepare_cached(sql)?.execute(params![
        callback.id.get(),
        callback.version.get(),
        callback.phone.as_str(),
        callback.state.code(),
        episode.first_call.get(),
        episode.first_at.micros(),
        episode.opened_at.micros(),
        episode.last_call.get(),
        episode.last_at.micros(),
        episode.missed,
        episode.city.map(i64::from),
        episode.campaign.map(i64::from),
        episode.line.as_ref().map(LineNumber::as_str),
        closed.map(|closed| closed.at.micros()),
        closed.and_then(|closed| closed.by_call).map(i64::from),
        closed.and_then(|closed| closed.by).map(i64::from),
        closed.and_then(|closed| closed.reason.as_ref()).map(AsRef::<str>::as_ref),
        taken.map(|taken| taken.by.get()),
        taken.map(|taken| taken.at).map(Timestamp::micros),
        callback.created_at.micros(),
        callback.updated_at.micros(),
    ])
}
