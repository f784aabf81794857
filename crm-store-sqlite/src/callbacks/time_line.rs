//! A phone's time line, read around an instant.
//!
//! Talks and missed calls are two ranges of one index, so that the nearest talk is found however many missed calls lie
//! between, and missed calls are counted without being read. The condition on the status stands twice: once to look up, once
//! in the very words of the index, which is partial.

use crm_core::callbacks::{Closing, Contact, MOST_COUNTED, Mark, MissedCall, Piece, Run, Stretch};
use crm_core::kernel::{CallId, LineNumber, Phone, Timestamp};
use rusqlite::{Connection, OptionalExtension, Params, Result, Row};

use super::bounds;
use crate::column;

macro_rules! indexed {
    ($status:literal) => {
        concat!(" FROM calls WHERE phone_client = ?1 AND status = '", $status, "' AND status IN ('missed', 'answered')")
    };
}

// Calls between employees are no talks with a client.
macro_rules! talks {
    () => {
        concat!(indexed!("answered"), " AND +direction <> 'internal'")
    };
}

macro_rules! missed {
    () => {
        concat!(indexed!("missed"), " AND date_create > ?2 AND date_create <= ?3 AND id <> ?4")
    };
}

macro_rules! missed_columns {
    () => {
        "SELECT id, date_create, coalesce(ended_at, date_create), city, rk, phone_ats"
    };
}

macro_rules! talk_columns {
    () => {
        "SELECT date_create, coalesce(answered_at, date_create), id, operator_id"
    };
}

pub(super) const TALK_BEFORE: &str =
    concat!("SELECT date_create", talks!(), " AND date_create < ?2 AND id <> ?3 ORDER BY date_create DESC LIMIT 1");
pub(super) const TALK_AFTER: &str =
    concat!("SELECT date_create", talks!(), " AND date_create > ?2 AND id <> ?3 ORDER BY date_create LIMIT 1");
pub(super) const TALK_AT: &str =
    concat!(talk_columns!(), talks!(), " AND date_create = ?2 AND id <> ?3 ORDER BY 2, id LIMIT 1");
pub(super) const FIRST_MISSED: &str = concat!(missed_columns!(), missed!(), " ORDER BY date_create, 3, id LIMIT 1");
pub(super) const LAST_MISSED: &str =
    concat!(missed_columns!(), missed!(), " ORDER BY date_create DESC, 3 DESC, id DESC LIMIT 1");
pub(super) const COUNT_MISSED: &str = concat!("SELECT count(*) FROM (SELECT 1", missed!(), " LIMIT ?5)");
pub(super) const CLOSING_BEFORE: &str =
    "SELECT at FROM callback_closings WHERE phone = ?1 AND at < ?2 ORDER BY at DESC LIMIT 1";
pub(super) const CLOSING_AFTER: &str =
    "SELECT at FROM callback_closings WHERE phone = ?1 AND at > ?2 ORDER BY at LIMIT 1";
pub(super) const CLOSING_AT: &str = "SELECT callback_id, phone, at, operator_id, reason FROM callback_closings \
    WHERE phone = ?1 AND at = ?2 ORDER BY id LIMIT 1";

fn read_missed(row: &Row<'_>) -> Result<MissedCall> {
    Ok(MissedCall {
        call: column::id(row, 0)?,
        at: column::time(row, 1)?,
        ended_at: column::time(row, 2)?,
        city: column::optional_id(row, 3)?,
        campaign: column::optional_id(row, 4)?,
        line: column::optional_text(row, 5)?.map(LineNumber::from_stored),
    })
}

fn read_talk(row: &Row<'_>) -> Result<Contact> {
    Ok(Contact {
        at: column::time(row, 0)?,
        reached_at: column::time(row, 1)?,
        call: Some(column::id(row, 2)?),
        by: column::optional_id(row, 3)?,
        reason: None,
    })
}

fn read_closing(row: &Row<'_>) -> Result<Closing> {
    Ok(Closing {
        callback: column::id(row, 0)?,
        phone: Phone::from_stored(column::text(row, 1)?),
        at: column::time(row, 2)?,
        by: column::optional_id(row, 3)?,
        reason: column::bounded(row, 4)?,
    })
}

fn instant(connection: &Connection, sql: &str, place: impl Params) -> Result<Option<Timestamp>> {
    connection.prepare_cached(sql)?.query_row(place, |row| column::time(row, 0)).optional()
}

/// What is read of one phone, with one call left out.
struct Reader<'c> {
    connection: &'c Connection,
    phone: &'c str,
    except: i64,
}

impl Reader<'_> {
    fn contact_before(&self, at: Timestamp) -> Result<Option<Timestamp>> {
        let talk = instant(self.connection, TALK_BEFORE, (self.phone, at.micros(), self.except))?;
        let closing = instant(self.connection, CLOSING_BEFORE, (self.phone, at.micros()))?;
        Ok(talk.max(closing))
    }

    fn contact_after(&self, at: Timestamp) -> Result<Option<Timestamp>> {
        let talk = instant(self.connection, TALK_AFTER, (self.phone, at.micros(), self.except))?;
        let closing = instant(self.connection, CLOSING_AFTER, (self.phone, at.micros()))?;
        Ok(talk.into_iter().chain(closing).min())
    }

    /// The first contact at an instant. A closing comes before any talk: it was reached when it began.
    fn contact_at(&self, at: Timestamp) -> Result<Option<Contact>> {
        let place = (self.phone, at.micros());
        let closing = self.connection.prepare_cached(CLOSING_AT)?.query_row(place, read_closing).optional()?;
        if let Some(closing) = closing {
            return Ok(Some(Contact::from(&closing)));
        }
        let place = (self.phone, at.micros(), self.except);
        self.connection.prepare_cached(TALK_AT)?.query_row(place, read_talk).optional()
    }

    fn missed(&self, after: Option<Timestamp>, to: Option<Timestamp>) -> Result<Option<Run>> {
        let (after, to) = bounds(after, to);
        let place = (self.phone, after, to, self.except);
        let first = self.connection.prepare_cached(FIRST_MISSED)?.query_row(place, read_missed).optional()?;
        let Some(first) = first else { return Ok(None) };
        let count: u32 = self
            .connection
            .prepare_cached(COUNT_MISSED)?
            .query_row((self.phone, after, to, self.except, MOST_COUNTED), |row| row.get(0))?;
        // Calls may be corrected between these statements. Then the unit is stale and reads again: no reason to fail.
        let last = if count > 1 {
            self.connection.prepare_cached(LAST_MISSED)?.query_row(place, read_missed).optional()?
        } else {
            None
        };
        Ok(Some(Run { last: last.unwrap_or_else(|| first.clone()), first, count: count.max(1) }))
    }
}

/// The stretch around the cuts, with the call `except` left out.
pub(super) fn stretch(connection: &Connection, phone: &Phone, cuts: &[Timestamp], except: CallId) -> Result<Stretch> {
    let reader = Reader { connection, phone: phone.as_str(), except: except.get() };
    let mut ends: Vec<_> = cuts.iter().copied().map(Some).collect();
    ends.sort_unstable();
    ends.dedup();
    let first = ends.first().copied().flatten();
    let after = first.map(|cut| reader.contact_before(cut)).transpose()?.flatten();
    let last = ends.last().copied().flatten();
    ends.push(last.map(|cut| reader.contact_after(cut)).transpose()?.flatten());
    let mut pieces = Vec::with_capacity(ends.len());
    let mut from = after;
    for to in ends {
        let contact = to.map(|to| reader.contact_at(to)).transpose()?.flatten();
        pieces.push(Piece { missed: reader.missed(from, to)?, to, contact });
        from = to;
    }
    Ok(Stretch { after, pieces })
}

/// Every mark of a phone.
pub(super) fn marks(connection: &Connection, phone: &Phone) -> Result<Vec<Mark>> {
    const MISSED: &str = concat!(missed_columns!(), indexed!("missed"));
    const TALKS: &str = concat!(talk_columns!(), talks!());
    const CLOSINGS: &str =
        "SELECT callback_id, phone, at, operator_id, reason FROM callback_closings WHERE phone = ?1 ORDER BY at, id";
    let mut marks = Vec::new();
    let mut missed = connection.prepare_cached(MISSED)?;
    for call in missed.query_map([phone.as_str()], read_missed)? {
        marks.push(Mark::Missed(call?));
    }
    let mut talks = connection.prepare_cached(TALKS)?;
    for talk in talks.query_map([phone.as_str()], read_talk)? {
        marks.push(Mark::Contact(talk?));
    }
    let mut closings = connection.prepare_cached(CLOSINGS)?;
    for closing in closings.query_map([phone.as_str()], read_closing)? {
        marks.push(Mark::Contact(Contact::from(&closing?)));
    }
    Ok(marks)
}

/// Phones with a mark or a head row, in the order of their text.
pub(super) fn phones_after(connection: &Connection, after: Option<&Phone>, limit: u32) -> Result<Vec<Phone>> {
    const MARKED: &str = "SELECT DISTINCT phone_client FROM calls INDEXED BY calls_on_time_line WHERE status IN ('missed', 'answered') \
        AND (status = 'missed' OR direction <> 'internal') AND phone_client > ?1 ORDER BY phone_client LIMIT ?2";
    const HEADED: &str = "SELECT phone FROM client_heads WHERE phone > ?1 ORDER BY phone LIMIT ?2";
    let mut phones = Vec::new();
    for sql in [MARKED, HEADED] {
        let mut statement = connection.prepare_cached(sql)?;
        let place = (after.map_or("", Phone::as_str), limit);
        for phone in statement.query_map(place, |row| column::text(row, 0).map(Phone::from_stored))? {
            phones.push(phone?);
        }
    }
    phones.sort_unstable();
    phones.dedup();
    phones.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(phones)
}
