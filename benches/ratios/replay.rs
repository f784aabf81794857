//! The statements that the store runs, written down with their values, and run again without it.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::trace::TraceEvent;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::Result;

/// A statement and its values.
struct Step {
    sql: Arc<str>,
    values: Vec<Value>,
}

/// What the store ran for one event, reads and writes in their order; how it groups them into transactions is left out.
pub(crate) struct Script(Vec<Step>);

// A trace is a plain function: what it sees has to be kept beside it.
static SEEN: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

fn seen() -> Vec<(String, String)> {
    mem::take(&mut *SEEN.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Writes down what a connection runs; for [`crm_store_sqlite::Options::trace`].
pub(crate) fn watch(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(statement, sql) = event
        && let Some(expanded) = statement.expanded_sql()
    {
        SEEN.lock().unwrap_or_else(PoisonError::into_inner).push((sql.to_owned(), expanded));
    }
}

/// Forgets what was seen so far.
pub(crate) fn forget() {
    drop(seen());
}

/// What was seen since the last time.
pub(crate) fn script(texts: &mut Vec<Arc<str>>) -> Result<Script> {
    const OF_THE_STORE: [&str; 6] = ["BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA"];
    let mut steps = Vec::new();
    for (sql, expanded) in seen() {
        if OF_THE_STORE.iter().any(|word| sql.starts_with(word)) {
            continue;
        }
        let values = values(&sql, &expanded).ok_or_else(|| format!("cannot read back: {expanded}"))?;
        let known = texts.iter().find(|text| ***text == *sql).cloned();
        let sql = known.unwrap_or_else(|| {
            texts.push(sql.into());
            texts.last().cloned().unwrap_or_default()
        });
        steps.push(Step { sql, values });
    }
    Ok(Script(steps))
}

impl Script {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Runs it as one durable transaction.
    pub(crate) fn run(&self, connection: &Connection) -> rusqlite::Result<()> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for Step { sql, values } in &self.0 {
            let mut statement = connection.prepare_cached(sql)?;
            let columns = statement.column_count();
            if columns == 0 {
                statement.execute(params_from_iter(values))?;
                continue;
            }
            let mut rows = statement.query(params_from_iter(values))?;
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    std::hint::black_box(row.get::<_, Value>(column)?);
                }
            }
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }
}

/// The values that turned `sql`, whose parameters are numbered, into `expanded`.
fn values(sql: &str, expanded: &str) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = Vec::new();
    let mut rest = expanded;
    for (place, piece) in sql.split('?').enumerate() {
        let mut text = piece;
        if place > 0 {
            text = piece.trim_start_matches(|c: char| c.is_ascii_digit());
            let number: usize = piece.strip_suffix(text)?.parse().ok()?;
            let (value, after) = literal(rest)?;
            if values.len() < number {
                values.resize(number, Value::Null);
            }
            *values.get_mut(number.checked_sub(1)?)? = value;
            rest = after;
        }
        rest = rest.strip_prefix(text)?;
    }
    rest.is_empty().then_some(values)
}

/// An SQL literal and what follows it.
fn literal(text: &str) -> Option<(Value, &str)> {
    if let Some(rest) = text.strip_prefix("NULL") {
        return Some((Value::Null, rest));
    }
    if let Some(blob) = text.strip_prefix("x'") {
        let (hex, rest) = blob.split_once('\'')?;
        let digits: Option<Vec<u8>> = hex.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
        let bytes = digits?.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
        return Some((Value::Blob(bytes), rest));
    }
    if let Some(mut rest) = text.strip_prefix('\'') {
        let mut whole = String::new();
        loop {
            let (part, after) = rest.split_once('\'')?;
            whole.push_str(part);
            let Some(more) = after.strip_prefix('\'') else { return Some((Value::Text(whole), after)) };
            whole.push('\'');
            rest = more;
        }
    }
    let rest = text.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    Some((Value::Integer(text.strip_suffix(rest)?.parse().ok()?), rest))
}
