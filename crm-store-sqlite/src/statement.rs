//! Statements that are put together, and what every list shares.

use crm_core::kernel::{CityId, Seek, Slice, Total};
use rusqlite::types::Value;
use rusqlite::{Connection, Result, params_from_iter};

/// A statement as it grows.
#[derive(Default)]
pub(crate) struct Statement {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Statement {
    pub(crate) fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    pub(crate) fn bind(&mut self, value: impl Into<Value>) -> &mut Self {
        self.sql.push('?');
        self.values.push(value.into());
        self
    }

    pub(crate) fn bind_list(&mut self, cities: &[CityId]) -> &mut Self {
        for (place, city) in cities.iter().enumerate() {
            if place > 0 {
                self.push(", ");
            }
            self.bind(city.get());
        }
        self
    }

    /// The one number it answers.
    pub(crate) fn number(&self, connection: &Connection) -> Result<i64> {
        connection.prepare_cached(&self.sql)?.query_row(params_from_iter(&self.values), |row| row.get(0))
    }
}

/// The total when the end of the list is on this page: nothing has to be counted then.
pub(crate) fn known_total(slice: &Slice, rows: usize) -> Option<Total> {
    let rows = u64::try_from(rows).ok()?;
    match slice.seek {
        Seek::Offset(skipped) if rows < u64::from(slice.fetch()) && (rows > 0 || skipped == 0) => {
            Some(Total::of(skipped.saturating_add(rows)))
        }
        _ => None,
    }
}
