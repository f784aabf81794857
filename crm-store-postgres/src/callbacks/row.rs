//! A call-back as a row.

use crm_core::callbacks::{Callback, CallbackState, CallbackView, Closed, Episode, Taken};
use crm_core::kernel::{LineNumber, Phone, Timestamp};
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};

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
pub(super) const BY_ID: &str = concat!("SELECT ", columns!(), " FROM callbacks b WHERE b.id = $1");
pub(super) const VIEW_BY_ID: &str =
    concat!("SELECT ", view_columns!(), " FROM callbacks b", names!(), " WHERE b.id = $1");
pub(super) const OF_PHONE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM callbacks b WHERE b.phone = $1 AND b.first_at > $2 AND b.first_at <= $3 ORDER BY b.first_at, b.id"
);

pub(super) fn read(row: &PgRow) -> Result<Callback> {
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
            missed: column::number(row, 9)?,
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

pub(super) fn read_view(row: &PgRow) -> Result<CallbackView> {
    Ok(CallbackView {
        callback: read(row)?,
        city: column::optional_text(row, NAMES)?.map(Into::into),
        campaign: column::optional_text(row, NAMES + 1)?.map(Into::into),
        taken_by: column::optional_text(row, NAMES + 2)?.map(Into::into),
    })
}

pub(crate) fn row(callback: &Callback) -> Value {
    let Callback { episode, taken, .. } = callback;
    let closed = episode.closed.as_ref();
    json!({
        "id": callback.id.get(),
        "version": callback.version.get(),
        "phone": callback.phone.as_str(),
        "state": callback.state.code(),
        "first_call_id": episode.first_call.get(),
        "first_at": episode.first_at.micros(),
        "opened_at": episode.opened_at.micros(),
        "last_call_id": episode.last_call.get(),
        "last_at": episode.last_at.micros(),
        "missed": episode.missed,
        "city": episode.city.map(i64::from),
        "rk": episode.campaign.map(i64::from),
        "phone_ats": episode.line.as_ref().map(LineNumber::as_str),
        "closed_at": closed.map(|closed| closed.at.micros()),
        "closed_by_call": closed.and_then(|closed| closed.by_call).map(i64::from),
        "closed_by": closed.and_then(|closed| closed.by).map(i64::from),
        "close_reason": closed.and_then(|closed| closed.reason.as_ref()).map(AsRef::<str>::as_ref),
        "taken_by": taken.map(|taken| taken.by.get()),
        "taken_at": taken.map(|taken| taken.at).map(Timestamp::micros),
        "created_at": callback.created_at.micros(),
        "updated_at": callback.updated_at.micros(),
    })
}
