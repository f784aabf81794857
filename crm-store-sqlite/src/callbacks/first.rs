//! The call-backs of a schema that had none.

use crm_core::callbacks::{Callback, CallbackState, Closed, Closing, Episode, TimeLine};
use crm_core::kernel::{CallbackId, IdKind, Phone, Timestamp, Version};
use rusqlite::{Connection, Result};

use super::{close_by_hand, insert, time_line};
use crate::column::{self, unreadable};

/// How many phones are listed at once.
const BATCH: u32 = 1_000;

/// Derives the call-backs of every phone from the calls that are there. Clients missed long before the last call that was
/// written do not wait: see [`Closing::of_long_ago`].
pub(crate) fn first_derivation(connection: &Connection) -> Result<()> {
    // By the office's clock, as calls have it: a provider's may be years ahead.
    let begun = connection.query_row("SELECT max(created_at) FROM calls", [], |row| column::optional_time(row, 0))?;
    let mut after: Option<Phone> = None;
    let mut next = 1;
    loop {
        let phones = missed_after(connection, after.as_ref())?;
        if phones.is_empty() {
            break;
        }
        for phone in phones {
            for episode in TimeLine::new(time_line::marks(connection, &phone)?).episodes() {
                let id = CallbackId::new(next).map_err(|error| unreadable(0, error))?;
                let (callback, closing) = first(id, phone.clone(), episode, begun);
                insert(connection, &callback)?;
                if let Some(closing) = closing {
                    close_by_hand(connection, &closing)?;
                }
                next += 1;
            }
            after = Some(phone);
        }
    }
    if next > 1 {
        let sql = "INSERT INTO id_sequences (kind, next) VALUES (?1, ?2)";
        connection.execute(sql, (IdKind::Callback.name(), next))?;
    }
    Ok(())
}

/// Phones of missed clients after this one, in the order of their text. Others have no call-back, and the head row of a phone
/// is added when its next call ends.
fn missed_after(connection: &Connection, after: Option<&Phone>) -> Result<Vec<Phone>> {
    const SQL: &str = "SELECT DISTINCT phone_client FROM calls INDEXED BY calls_on_time_line \
        WHERE phone_client > ?1 AND status IN ('missed', 'answered') AND status = 'missed' \
        ORDER BY phone_client LIMIT ?2";
    connection
        .prepare_cached(SQL)?
        .query_map((after.map_or("", Phone::as_str), BATCH), |row| Ok(Phone::from_stored(column::text(row, 0)?)))?
        .collect()
}

/// The call-back of an episode, closed when it is long ago.
fn first(id: CallbackId, phone: Phone, episode: Episode, begun: Option<Timestamp>) -> (Callback, Option<Closing>) {
    let mut callback = Callback {
        id,
        version: Version::FIRST,
        phone,
        state: if episode.closed.is_none() { CallbackState::Open } else { CallbackState::Closed },
        created_at: episode.opened_at,
        updated_at: episode.opened_at,
        episode,
        taken: None,
    };
    let closing = begun.and_then(|begun| Closing::of_long_ago(&callback, begun));
    if let Some(Closing { at, by, reason, .. }) = closing.clone() {
        callback.state = CallbackState::Closed;
        callback.episode.closed = Some(Closed { at, by_call: None, by, reason: Some(reason) });
        callback.updated_at = at;
    }
    (callback, closing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrations;

    const WEEK: i64 = 7 * 24 * 3600 * 1_000_000;

    /// An office whose clients were missed and reached at these instants: phone, status, beginning.
    fn office(calls: &[(&str, &str, i64)]) -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        migrations::migrate(&mut connection).unwrap();
        let sql = "INSERT INTO calls (id, version, phone_client, date_create, status, direction, answered_at, \
            ended_at, transferred, leg_count, complete, classified_version, created_at, updated_at) \
            VALUES (?1, 1, ?2, ?4, ?3, 'in', ?4 + 5, ?4 + 9, 0, 1, 1, 1, ?4, ?4)";
        for ((phone, status, began), id) in calls.iter().zip(1..) {
            connection.execute(sql, (id, phone, status, began)).unwrap();
        }
        first_derivation(&connection).unwrap();
        connection
    }

    /// State, how often missed, when opened and closed, why.
    type Task = (String, u32, i64, Option<i64>, Option<String>);

    fn tasks(connection: &Connection) -> Vec<Task> {
        let sql = "SELECT state, missed, opened_at, closed_at, close_reason FROM callbacks ORDER BY id";
        let mut statement = connection.prepare(sql).unwrap();
        let task = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
        statement.query_map([], task).unwrap().map(Result::unwrap).collect()
    }

    fn count(connection: &Connection, sql: &str) -> i64 {
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn the_calls_of_an_older_office_get_their_call_backs() {
        let waits = "+79000000101";
        let calls = [(waits, "missed", 100), (waits, "missed", 200), (waits, "answered", 300), (waits, "missed", 400)];
        let connection = office(&[&calls[..], &[("+79000000102", "answered", 100)]].concat());
        let closed = ("closed".to_owned(), 2, 109, Some(305), None);
        assert_eq!(tasks(&connection), [closed, ("open".to_owned(), 1, 409, None, None)]);
        assert_eq!(count(&connection, "SELECT next FROM id_sequences WHERE kind = 'callback'"), 3);
        assert_eq!(count(&connection, "SELECT count(*) FROM callback_closings"), 0);
    }

    #[test]
    fn who_was_missed_long_ago_does_not_wait() {
        let (recent, old) = ("+79000000101", "+79000000102");
        let connection = office(&[
            (recent, "missed", 0),
            (recent, "missed", 100),
            (old, "missed", 99),
            (recent, "missed", 100 + WEEK),
        ]);
        let begun = 100 + WEEK;
        let closed = ("closed".to_owned(), 1, 108, Some(begun), Some(Closing::MISSED_LONG_AGO.to_owned()));
        assert_eq!(tasks(&connection), [("open".to_owned(), 3, 9, None, None), closed]);
        // The closing is a mark of the time line, so that the tasks still follow from it.
        let marks = time_line::marks(&connection, &Phone::from_stored(old)).unwrap();
        let episodes = TimeLine::new(marks).episodes();
        assert_eq!(episodes.len(), 1);
        assert_eq!(episodes[0].closed.as_ref().map(|closed| closed.at.micros()), Some(begun));
    }

    #[test]
    fn an_office_without_calls_has_no_call_backs() {
        assert_eq!(tasks(&office(&[])), []);
    }
}
