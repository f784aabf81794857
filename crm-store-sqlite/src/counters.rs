//! Counters: added to in place, by the one writer.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use crm_core::counters::{Cell, Count, CounterRepo, Days, Family, Measure, Recount, Subject, Tally};
use crm_core::kernel::Zone;
use crm_core::settings::Settings;
use crm_core::store::StoreError;
use rusqlite::{Connection, Result, Row};

use crate::column::day;
use crate::tx::SqliteTx;
use crate::{calls, column, operators, orders, settings};

fn tally(row: &Row<'_>, index: usize) -> Result<Tally> {
    Ok(Tally { count: row.get(index)?, amount: row.get(index + 1)?, wait: row.get(index + 2)? })
}

fn subject(row: &Row<'_>, index: usize) -> Result<Subject> {
    let code = column::text(row, index)?;
    Subject::from_code(code).ok_or_else(|| column::unreadable(index, format!("{code:?} is no subject")))
}

#[async_trait]
impl CounterRepo for SqliteTx {
    async fn totals(&mut self, subjects: &[Subject], days: Days) -> Result<Vec<(Subject, Measure, Tally)>, StoreError> {
        const SQL: &str = "SELECT measure, sum(count), sum(amount), sum(wait) FROM counters \
            WHERE subject = ?1 AND day >= ?2 AND day < ?3 GROUP BY measure";
        let subjects = subjects.to_vec();
        self.read_on_thread("counters.totals", move |c| {
            let mut statement = c.prepare_cached(SQL)?;
            let mut totals = Vec::new();
            for subject in subjects {
                let of_subject = (subject.code(), days.first.to_epoch_days(), days.next.to_epoch_days());
                let rows = statement.query_map(of_subject, |row| {
                    Ok((subject, Measure::from_code(column::text(row, 0)?), tally(row, 1)?))
                })?;
                for row in rows {
                    totals.push(row?);
                }
            }
            Ok(totals)
        })
        .await
    }

    async fn ever(&mut self, subjects: &[Subject], of: Family) -> Result<Vec<(Subject, Measure, Tally)>, StoreError> {
        // A semicolon comes after the colon: a family's codes are a range.
        const SQL: &str = "SELECT measure, count, amount, wait FROM counters_ever \
            WHERE subject = ?1 AND measure >= ?2 || ':' AND measure < ?2 || ';'";
        let subjects = subjects.to_vec();
        self.read("counters.ever", move |c| {
            let mut statement = c.prepare_cached(SQL)?;
            let mut totals = Vec::new();
            for subject in &subjects {
                let rows = statement.query_map((subject.code(), of.code()), |row| {
                    Ok((*subject, Measure::from_code(column::text(row, 0)?), tally(row, 1)?))
                })?;
                for row in rows {
                    totals.push(row?);
                }
            }
            Ok(totals)
        })
        .await
    }

    async fn by_day(&mut self, subject: Subject, days: Days) -> Result<Vec<(NaiveDate, Measure, Tally)>, StoreError> {
        // The codes of what is daily are two ranges.
        const SQL: &str = "SELECT day, measure, count, amount, wait FROM counters \
            WHERE subject = ?1 AND day >= ?2 AND day < ?3 \
            AND (measure >= 'calls:' AND measure < 'calls;' OR measure >= 'orders:' AND measure < 'orders;') \
            ORDER BY day";
        self.read_on_thread("counters.by_day", move |c| {
            let of_subject = (subject.code(), days.first.to_epoch_days(), days.next.to_epoch_days());
            let mut statement = c.prepare_cached(SQL)?;
            let mut rows = statement.query(of_subject)?;
            // The same few codes come again every day.
            let mut known: HashMap<String, Measure> = HashMap::new();
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let code = column::text(row, 1)?;
                let measure = match known.get(code) {
                    Some(measure) => measure.clone(),
                    None => known.entry(code.to_owned()).or_insert_with(|| Measure::from_code(code)).clone(),
                };
                found.push((day(row, 0)?, measure, tally(row, 2)?));
            }
            Ok(found)
        })
        .await
    }

    async fn after(&mut self, after: Option<&Cell>, limit: u32) -> Result<Vec<Count>, StoreError> {
        const SQL: &str = "SELECT subject, day, measure, count, amount, wait FROM counters \
            WHERE (subject, day, measure) > (?1, ?2, ?3) ORDER BY subject, day, measure LIMIT ?4";
        let (subject_after, day_after, measure_after) = match after {
            Some(cell) => (cell.subject.code(), cell.day.to_epoch_days(), cell.measure.code()),
            None => (String::new(), i32::MIN, String::new()),
        };
        self.read_on_thread("counters.after", move |c| {
            let read = |row: &Row<'_>| {
                let cell = Cell {
                    subject: subject(row, 0)?,
                    day: day(row, 1)?,
                    measure: Measure::from_code(column::text(row, 2)?),
                };
                Ok(Count { cell, tally: tally(row, 3)? })
            };
            c.prepare_cached(SQL)?.query_map((subject_after, day_after, measure_after, limit), read)?.collect()
        })
        .await
    }
}

/// Adds to counters, with statements that are looked up once for all of them: one change adds to some twenty.
pub(crate) fn add<'c>(connection: &Connection, counts: impl IntoIterator<Item = &'c Count>) -> Result<usize> {
    let mut on_day = connection.prepare_cached(
        "INSERT INTO counters (subject, day, measure, count, amount, wait) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (subject, day, measure) DO UPDATE \
         SET count = count + excluded.count, amount = amount + excluded.amount, wait = wait + excluded.wait",
    )?;
    let mut ever = connection.prepare_cached(
        "INSERT INTO counters_ever (subject, measure, count, amount, wait) \
         VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (subject, measure) DO UPDATE \
         SET count = count + excluded.count, amount = amount + excluded.amount, wait = wait + excluded.wait",
    )?;
    let mut added = 0;
    for Count { cell, tally: Tally { count, amount, wait } } in counts {
        let (subject, measure) = (cell.subject.code(), cell.measure.code());
        if cell.measure.family().is_some() {
            ever.execute((&subject, &measure, count, amount, wait))?;
        }
        added += on_day.execute((&subject, cell.day.to_epoch_days(), &measure, count, amount, wait))?;
    }
    Ok(added)
}

/// Counts every row anew.
pub(crate) fn recount(connection: &Connection, zone: Zone) -> Result<usize> {
    let mut recount = Recount::new(zone);
    calls::each(connection, |call| recount.call(&call))?;
    orders::each(connection, |order| recount.order(&order))?;
    operators::each_stretch(connection, |entry| recount.work(&entry))?;
    connection.execute_batch("DELETE FROM counters; DELETE FROM counters_ever")?;
    add(connection, &recount.into_counts().collect::<Vec<_>>())
}

/// Counts the rows of a schema that had no counters.
pub(crate) fn first_count(connection: &Connection) -> Result<()> {
    let rows = settings::all(connection)?;
    recount(connection, Settings::from_rows(&rows).office_zone).map(drop)
}
