//! Counters: units append what they add, which is folded later. A counter is what is folded and what is not, read in one
//! statement.

use std::collections::HashMap;

use async_trait::async_trait;
use chrono::NaiveDate;
use crm_core::counters::{Cell, Count, CounterRepo, Days, Family, Measure, Recount, Subject, Tally};
use crm_core::kernel::Zone;
use crm_core::store::StoreError;
use serde_json::{Value, json};
use sqlx::postgres::PgRow;

use crate::column::{self, Result, day};
use crate::connections::Lease;
use crate::statement::Statement;
use crate::tx::PostgresTx;
use crate::{calls, operators, orders};

/// Rows that are read at a time when every one is counted anew.
const BATCH: i64 = 10_000;

fn tally(row: &PgRow, index: usize) -> Result<Tally> {
    Ok(Tally {
        count: column::int(row, index)?,
        amount: column::int(row, index + 1)?,
        wait: column::int(row, index + 2)?,
    })
}

fn subject(row: &PgRow, index: usize) -> Result<Subject> {
    let code = column::text(row, index)?;
    Subject::from_code(code).ok_or_else(|| column::unreadable(index, format!("{code:?} is no subject")))
}

/// A statement about subjects, `$1`; `one` is of a single one. PostgreSQL plans a list of them anew each time, for how many
/// there are decides how they are best found.
fn about(subjects: &[Subject], one: &'static str, many: &'static str) -> Statement {
    match subjects {
        [subject] => Statement::new(one).with(subject.code()),
        subjects => Statement::new(many).with(subjects.iter().map(|subject| subject.code()).collect::<Vec<_>>()),
    }
}

/// The sums of one subject and measure.
fn read_total(row: &PgRow) -> Result<(Subject, Measure, Tally)> {
    Ok((subject(row, 0)?, Measure::from_code(column::text(row, 1)?), tally(row, 2)?))
}

macro_rules! sums {
    () => {
        "sum(count)::bigint, sum(amount)::bigint, sum(wait)::bigint"
    };
}

macro_rules! totals_of {
    ($subjects:literal) => {
        concat!(
            "SELECT subject, measure, ",
            sums!(),
            " FROM (SELECT subject, measure, count, amount, wait FROM counters WHERE subject ",
            $subjects,
            " AND day >= $2 AND day < $3 \
              UNION ALL SELECT subject, measure, count, amount, wait FROM counter_deltas WHERE subject ",
            $subjects,
            " AND day >= $2 AND day < $3) counted GROUP BY subject, measure"
        )
    };
}

macro_rules! ever_of {
    // A semicolon comes after the colon: a family's codes are a range.
    ($subjects:literal) => {
        concat!(
            "SELECT subject, measure, ",
            sums!(),
            " FROM (SELECT subject, measure, count, amount, wait FROM counters_ever WHERE subject ",
            $subjects,
            " AND measure >= $2 || ':' AND measure < $2 || ';' \
              UNION ALL SELECT subject, measure, count, amount, wait FROM counter_deltas WHERE subject ",
            $subjects,
            " AND measure >= $2 || ':' AND measure < $2 || ';') counted GROUP BY subject, measure"
        )
    };
}

/// Rows of a day, a measure, its tally and whether it waits to be folded, which come last in their day: they are added to
/// what is folded.
fn added_by_day(rows: &[PgRow]) -> Result<Vec<(NaiveDate, Measure, Tally)>> {
    // The same few codes come again every day.
    let mut known: HashMap<&str, Measure> = HashMap::new();
    let mut added: Vec<(NaiveDate, Measure, Tally)> = Vec::with_capacity(rows.len());
    for row in rows {
        let (day, code, tally) = (day(row, 0)?, column::text(row, 1)?, tally(row, 2)?);
        let measure = known.entry(code).or_insert_with(|| Measure::from_code(code));
        let waits = column::flag(row, 5)?;
        let mut of_day = added.iter_mut().rev().take_while(|(other, ..)| waits && *other == day);
        match of_day.find(|(_, other, _)| other == measure) {
            Some((.., sum)) => *sum += tally,
            None => added.push((day, measure.clone(), tally)),
        }
    }
    Ok(added)
}

#[async_trait]
impl CounterRepo for PostgresTx {
    async fn totals(&mut self, subjects: &[Subject], days: Days) -> Result<Vec<(Subject, Measure, Tally)>, StoreError> {
        let totals = about(subjects, totals_of!("= $1"), totals_of!("= ANY ($1)"))
            .with(days.first.to_epoch_days())
            .with(days.next.to_epoch_days());
        self.fetch_all("counters.totals", totals, read_total).await
    }

    async fn ever(&mut self, subjects: &[Subject], of: Family) -> Result<Vec<(Subject, Measure, Tally)>, StoreError> {
        let ever = about(subjects, ever_of!("= $1"), ever_of!("= ANY ($1)")).with(of.code());
        self.fetch_all("counters.ever", ever, read_total).await
    }

    async fn by_day(&mut self, subject: Subject, days: Days) -> Result<Vec<(NaiveDate, Measure, Tally)>, StoreError> {
        // The codes of what is daily are two ranges. Only deltas are added up there: of a counter there is one row.
        const SQL: &str = "SELECT day, measure, count, amount, wait, waits FROM (\
              SELECT day, measure, count, amount, wait, false AS waits FROM counters \
                WHERE subject = $1 AND day >= $2 AND day < $3 \
              UNION ALL SELECT day, measure, sum(count)::bigint, sum(amount)::bigint, sum(wait)::bigint, true \
                FROM counter_deltas WHERE subject = $1 AND day >= $2 AND day < $3 GROUP BY day, measure) counted \
              WHERE measure >= 'calls:' AND measure < 'calls;' OR measure >= 'orders:' AND measure < 'orders;' \
              ORDER BY day, waits";
        let by_day =
            Statement::new(SQL).with(subject.code()).with(days.first.to_epoch_days()).with(days.next.to_epoch_days());
        let rows = self.rows("counters.by_day", by_day).await?;
        let added = added_by_day(&rows);
        added.map_err(|error| crate::error::store_error("counters.by_day", error))
    }

    async fn after(&mut self, after: Option<&Cell>, limit: u32) -> Result<Vec<Count>, StoreError> {
        const SQL: &str = concat!(
            "SELECT subject, day, measure, ",
            sums!(),
            " FROM (SELECT subject, day, measure, count, amount, wait FROM counters \
                WHERE (subject, day, measure) > ($1, $2, $3) \
              UNION ALL SELECT subject, day, measure, count, amount, wait FROM counter_deltas \
                WHERE (subject, day, measure) > ($1, $2, $3)) counted \
              GROUP BY subject, day, measure ORDER BY subject, day, measure LIMIT $4"
        );
        let (subject_after, day_after, measure_after) = match after {
            Some(cell) => (cell.subject.code(), cell.day.to_epoch_days(), cell.measure.code()),
            None => (String::new(), i32::MIN, String::new()),
        };
        let read = |row: &PgRow| {
            let cell = Cell {
                subject: subject(row, 0)?,
                day: day(row, 1)?,
                measure: Measure::from_code(column::text(row, 2)?),
            };
            Ok(Count { cell, tally: tally(row, 3)? })
        };
        let after = Statement::new(SQL).with(subject_after).with(day_after).with(measure_after.as_str()).with(limit);
        self.fetch_all("counters.after", after, read).await
    }
}

pub(crate) fn row(Count { cell, tally }: &Count) -> Value {
    json!({
        "subject": cell.subject.code(),
        "day": cell.day.to_epoch_days(),
        "measure": cell.measure.code(),
        "count": tally.count,
        "amount": tally.amount,
        "wait": tally.wait,
        "ever": cell.measure.family().is_some(),
    })
}

/// Counts every row anew, inside a transaction that is open. Whoever adds to counters waits, and nobody folds: what is being
/// folded meanwhile would be there twice.
pub(crate) async fn recount(lease: &mut Lease, zone: Zone) -> Result<()> {
    const ALONE: &str = "SET LOCAL statement_timeout = 0; SELECT pg_advisory_xact_lock(4870125230112002); \
        SELECT pg_advisory_xact_lock(4870125230112004)";
    lease.run(ALONE).await?;
    let mut recount = Recount::new(zone);
    each(lease, calls::SELECT, "c.id", calls::read, |call| {
        recount.call(&call);
        call.id.get()
    })
    .await?;
    each(lease, orders::SELECT, "o.id", orders::read, |order| {
        recount.order(&order);
        order.id.get()
    })
    .await?;
    each(lease, operators::STRETCHES, "w.id", operators::read_stretch, |(id, entry)| {
        recount.work(&entry);
        id
    })
    .await?;
    lease.run("DELETE FROM counters; DELETE FROM counters_ever; DELETE FROM counter_deltas").await?;
    let rows: Vec<Value> = recount.into_counts().map(|count| row(&count)).collect();
    for rows in rows.chunks(5_000) {
        const ADD: &str = "INSERT INTO counter_deltas (subject, day, measure, count, amount, wait, ever) \
            SELECT subject, day, measure, count, amount, wait, ever FROM jsonb_populate_recordset(NULL::counter_deltas, $1::text::jsonb)";
        lease.fetch(&Statement::new(ADD).with(Value::from(rows))).await?;
    }
    // At once: so many would make each read of counters slow until they are.
    lease.run("SELECT crm_fold_v1(9223372036854775807)").await
}

/// Every row of a table by its id, some at a time. `visit` answers the id.
async fn each<T>(
    lease: &mut Lease,
    select: &str,
    id: &str,
    read: fn(&PgRow) -> Result<T>,
    mut visit: impl FnMut(T) -> i64,
) -> Result<()> {
    let mut last = 0;
    loop {
        let mut statement = Statement::default();
        statement.push(select).push(" WHERE ").push(id).push(" > ").bind(last).push(" ORDER BY ").push(id).limit(BATCH);
        let rows = lease.fetch(&statement).await?;
        for row in &rows {
            last = visit(read(row)?);
        }
        if rows.is_empty() {
            return Ok(());
        }
    }
}
