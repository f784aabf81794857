//! Counters.

use chrono::NaiveDate;
use crm_core::counters;
use pyo3::prelude::*;

use crate::office::Hears;
use crate::record::record;
use crate::session::desk;
use crate::values::Out;

record! {
    /// What a counter holds.
    Tally of counters::Tally as (counters::Tally { count, amount, wait }) {
        /// How many.
        count: i64 = count,
        /// Their sum: talk or time in microseconds, amounts in kopecks.
        amount: i64 = amount,
        /// Their wait for service in microseconds; of offered calls only.
        wait: i64 = wait,
    }
}

record! {
    /// A counter that does not hold what the rows say.
    CounterDifference of counters::CounterDifference
    as (counters::CounterDifference { subject, day, measure, stored, derived }) {
        /// Whose: `office`, `operator:7`, `city:3`, `campaign:2` or `master:9`.
        subject: String = subject.code(),
        /// On which day; `None` for the sum over all of them.
        day: Option<NaiveDate> = day,
        /// Of what, such as `orders:new` or `time:talking`.
        measure: String = measure.code(),
        /// What it holds.
        stored: Tally = stored,
        /// What the rows add up to.
        derived: Tally = derived,
    }
}

record! {
    /// What counting everything anew found.
    CounterCheck of counters::CounterCheck as (counters::CounterCheck { rows, counters, differences }) {
        /// Rows counted.
        rows: u64 = rows,
        /// Counters that should hold something.
        counters: u64 = counters,
        /// Those that differ, at most 1,000 of them.
        differences: Vec<CounterDifference> = differences,
    }
}

desk! {
    /// Counters: figures ask them, nobody sets them.
    Counters
}

#[pymethods]
impl Counters {
    /// Counts every call, order and stretch of work time anew and tells which counters differ. `progress` is told now and then
    /// how many rows were counted; what it raises ends the check.
    ///
    /// Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
    #[pyo3(signature = (progress=None))]
    fn check(&self, py: Python<'_>, progress: Option<Hears<(u64,)>>) -> PyResult<CounterCheck> {
        self.0
            .with_progress(py, progress, async |crm, actor, telling| {
                crm.counters().check(actor, |rows| telling.tell((rows,))).await
            })
            .map(Out::out)
    }

    /// Sets every counter to what the rows add up to. Nothing else is written meanwhile: seconds for a million rows.
    ///
    /// Raises ForbiddenError (`access.forbidden`).
    fn recount(&self, py: Python<'_>) -> PyResult<()> {
        self.0.with(py, async |crm, actor| crm.counters().recount(actor).await)
    }
}
