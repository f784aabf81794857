//! A phone's time line, read around an instant.
//!
//! Talks and missed calls are two ranges of one index, so that the nearest talk is found however many missed calls lie
//! between, and missed calls are counted without being read. The index is partial: statuses are written out.

use crm_core::callbacks::{Contact, MOST_COUNTED, Mark, MissedCall, Piece, Run, Stretch};
use crm_core::kernel::{CallId, LineNumber, Phone, Timestamp};
use sqlx::postgres::PgRow;

use crate::column::{self, Result};
use crate::statement::Statement;

macro_rules! missed {
    () => {
        " FROM calls WHERE phone_client = $1 AND status = 'missed'"
    };
}

// Calls between employees are no talks with a client.
macro_rules! talks {
    () => {
        " FROM calls WHERE phone_client = $1 AND status = 'answered' AND direction <> 'internal'"
    };
}

macro_rules! closings {
    () => {
        " FROM callback_closings WHERE phone = $1"
    };
}

macro_rules! missed_columns {
    () => {
        "id, date_create, coalesce(ended_at, date_create) AS ended_at, city, rk, phone_ats"
    };
}
const MISSED: usize = 6;

macro_rules! talk_columns {
    () => {
        "date_create AS at, coalesce(answered_at, date_create) AS reached_at, id AS call_id, operator_id, \
         NULL::text AS reason"
    };
}

macro_rules! closing_columns {
    () => {
        "at, at AS reached_at, NULL::bigint AS call_id, operator_id, reason"
    };
}

macro_rules! missed_in_piece {
    () => {
        concat!(
            missed!(),
            " AND date_create > coalesce(piece.after, '-9223372036854775808'::bigint) \
              AND date_create <= coalesce(piece.until, 9223372036854775807) AND id <> $2"
        )
    };
}

/// A row for each piece of a stretch: where the stretch begins, where the piece ends, how many were missed in it, the first
/// and the last of them, and the first contact at its very end. A closing comes before any talk there: it was reached when
/// it began. The first and the last are looked up by their instant: sorted by more than the index has, all would be read.
const STRETCH: &str = concat!(
    "WITH ends AS MATERIALIZED (SELECT greatest( \
        (SELECT date_create",
    talks!(),
    " AND date_create < ($3::bigint[])[1] AND id <> $2 ORDER BY date_create DESC LIMIT 1), \
        (SELECT at",
    closings!(),
    " AND at < ($3::bigint[])[1] ORDER BY at DESC LIMIT 1)) AS before, least( \
        (SELECT date_create",
    talks!(),
    " AND date_create > ($3::bigint[])[cardinality($3::bigint[])] AND id <> $2 ORDER BY date_create LIMIT 1), \
        (SELECT at",
    closings!(),
    " AND at > ($3::bigint[])[cardinality($3::bigint[])] ORDER BY at LIMIT 1)) AS next) \
    SELECT ends.before, piece.until, counted.missed, first.*, last.*, \
        contact.at, contact.reached_at, contact.call_id, contact.operator_id, contact.reason \
    FROM ends CROSS JOIN LATERAL unnest(array_prepend(ends.before, $3::bigint[]), array_append($3::bigint[], ends.next)) \
        WITH ORDINALITY AS piece (after, until, place) \
    CROSS JOIN LATERAL (SELECT count(*) AS missed FROM (SELECT 1",
    missed_in_piece!(),
    " LIMIT $4) found) counted \
    LEFT JOIN LATERAL (SELECT ",
    missed_columns!(),
    missed!(),
    " AND id <> $2 AND date_create = (SELECT min(date_create)",
    missed_in_piece!(),
    ") ORDER BY 3, id LIMIT 1) first ON true \
    LEFT JOIN LATERAL (SELECT ",
    missed_columns!(),
    missed!(),
    " AND id <> $2 AND date_create = (SELECT max(date_create)",
    missed_in_piece!(),
    ") ORDER BY 3 DESC, id DESC LIMIT 1) last ON true \
    LEFT JOIN LATERAL ((SELECT 1 AS rank, ",
    closing_columns!(),
    closings!(),
    " AND at = piece.until ORDER BY id LIMIT 1) UNION ALL (SELECT 2 AS rank, ",
    talk_columns!(),
    talks!(),
    " AND date_create = piece.until AND id <> $2 ORDER BY 3, id LIMIT 1) ORDER BY rank LIMIT 1) contact ON true \
    ORDER BY piece.place"
);

/// Every mark of a phone: missed calls have no instant of a contact.
pub(super) const MARKS: &str = concat!(
    "SELECT ",
    missed_columns!(),
    ", NULL::bigint AS at, NULL::bigint AS reached_at, NULL::bigint AS call_id, NULL::bigint AS operator_id, \
     NULL::text AS reason",
    missed!(),
    " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, ",
    talk_columns!(),
    talks!(),
    " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, ",
    closing_columns!(),
    closings!()
);

/// Phones with a mark or a head row, in the order of their text.
pub(super) const PHONES: &str = "(SELECT DISTINCT phone_client AS phone FROM calls \
    WHERE status IN ('missed', 'answered') AND (status = 'missed' OR direction <> 'internal') AND phone_client > $1 \
    ORDER BY phone LIMIT $2) \
    UNION (SELECT phone FROM client_heads WHERE phone > $1 ORDER BY phone LIMIT $2) ORDER BY phone LIMIT $2";

/// The stretch around the cuts, with the call `except` left out.
pub(super) fn stretch(phone: &Phone, cuts: &[Timestamp], except: CallId) -> Statement {
    let mut cuts: Vec<i64> = cuts.iter().map(|cut| cut.micros()).collect();
    cuts.sort_unstable();
    cuts.dedup();
    Statement::new(STRETCH).with(phone.as_str()).with(except.get()).with(cuts).with(MOST_COUNTED)
}

pub(super) fn read_stretch(rows: &[PgRow]) -> Result<Stretch> {
    let first = rows.first().ok_or(sqlx::Error::RowNotFound)?;
    Ok(Stretch { after: column::optional_time(first, 0)?, pieces: rows.iter().map(read_piece).collect::<Result<_>>()? })
}

fn read_piece(row: &PgRow) -> Result<Piece> {
    const FIRST: usize = 3;
    const LAST: usize = FIRST + MISSED;
    let count = column::number(row, 2)?;
    let missed = match (read_missed(row, FIRST)?, read_missed(row, LAST)?) {
        (Some(first), Some(last)) => Some(Run { first, last, count }),
        _ => None,
    };
    Ok(Piece { missed, to: column::optional_time(row, 1)?, contact: read_contact(row, LAST + MISSED)? })
}

fn read_missed(row: &PgRow, from: usize) -> Result<Option<MissedCall>> {
    let Some(call) = column::optional_id(row, from)? else { return Ok(None) };
    Ok(Some(MissedCall {
        call,
        at: column::time(row, from + 1)?,
        ended_at: column::time(row, from + 2)?,
        city: column::optional_id(row, from + 3)?,
        campaign: column::optional_id(row, from + 4)?,
        line: column::optional_text(row, from + 5)?.map(LineNumber::from_stored),
    }))
}

fn read_contact(row: &PgRow, from: usize) -> Result<Option<Contact>> {
    let Some(at) = column::optional_time(row, from)? else { return Ok(None) };
    Ok(Some(Contact {
        at,
        reached_at: column::time(row, from + 1)?,
        call: column::optional_id(row, from + 2)?,
        by: column::optional_id(row, from + 3)?,
        reason: column::optional_bounded(row, from + 4)?,
    }))
}

pub(super) fn read_mark(row: &PgRow) -> Result<Mark> {
    match (read_missed(row, 0)?, read_contact(row, MISSED)?) {
        (Some(missed), _) => Ok(Mark::Missed(missed)),
        (None, Some(contact)) => Ok(Mark::Contact(contact)),
        (None, None) => Err(column::unreadable(0, "no mark")),
    }
}
