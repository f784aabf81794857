//! Shifts: who is to work when, and who did.

use crm_core::access::Actor;
use crm_core::kernel::{OperatorId, Page, PageRequest, ShiftId, Version};
use crm_core::shifts::{self, NewShift, ShiftFilter, ShiftPatch};
use crm_core::{Crm, Error};
use pyo3::prelude::*;

use crate::listing::{Listing, Pages, listing};
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Out, Patch, Span, Within, key, maybe, patch};

record! {
    /// The planned working time of a user.
    Shift of shifts::Shift as (shifts::Shift {
        id, version, operator, from, to, note, cancelled, created_at, updated_at
    }) {
        /// Its id.
        id: i64 = id,
        /// How often the row has been written.
        version: i64 = version,
        /// Who is to work: the user's id.
        operator_id: i64 = operator,
        /// When it begins.
        since: At = from,
        /// The first instant after it.
        until: At = to,
        /// A note.
        note: Option<String> = note,
        /// Whether it was called off. It is kept, and stands in nobody's way.
        cancelled: bool = cancelled,
        /// When it was planned.
        created_at: At = created_at,
        /// When the row last changed.
        updated_at: At = updated_at,
    }
}

record! {
    /// How a user kept a shift, as far as it has passed.
    Attendance of shifts::Attendance as (shifts::Attendance {
        shift, arrived, late_by, left_early_by, worked, on_break, absent
    }) {
        /// The shift.
        shift: Shift = shift,
        /// The first instant at work, from two hours before the shift on.
        arrived: Option<At> = arrived,
        /// How long after the beginning that was; while nobody has come, how long the shift has lasted. Zero for an absence.
        late_by: Span = late_by,
        /// How long before the end of a shift that is over the user was at work last. Zero for an absence.
        left_early_by: Span = left_early_by,
        /// How long of the shift the user was online, on a call or wrapping up.
        worked: Span = worked,
        /// How long of the shift the user was on a break.
        on_break: Span = on_break,
        /// Whether the shift is over and the user was never at work in it.
        absent: bool = absent,
    }
}

pub(crate) struct ShiftPages(ShiftFilter);

impl Pages for ShiftPages {
    type Row = shifts::Shift;
    async fn page(&self, crm: &Crm, actor: &Actor, page: &PageRequest) -> Result<Page<Self::Row>, Error> {
        crm.shifts().list(actor, &self.0, page).await
    }
}

listing! {
    /// Shifts that pass a filter, by beginning.
    ShiftList, ShiftPage of Shift: ShiftPages
}

desk! {
    /// Shifts. A user sees the own ones; directors plan those of users of their cities, admins everybody's.
    Shifts
}

#[pymethods]
impl Shifts {
    /// One shift.
    ///
    /// Raises NotFoundError (`shift.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<ShiftId>) -> PyResult<Shift> {
        self.0.with(py, async |crm, actor| crm.shifts().get(actor, id.0).await).map(Out::out)
    }

    /// Shifts that pass every filter given, by beginning. One that touches `period` is in it; `cancelled` asks for those that
    /// were called off, or for the others.
    #[pyo3(signature = (*, period=None, operator=None, cancelled=None))]
    fn list(&self, period: Option<Within>, operator: Option<Id<OperatorId>>, cancelled: Option<bool>) -> ShiftList {
        let filter =
            ShiftFilter { period: period.map(|period| period.0), operator: operator.map(|id| id.0), cancelled };
        ShiftList(Listing::new(&self.0, ShiftPages(filter)))
    }

    /// Plans a shift of 15 minutes to 24 hours, `until` being the first instant after it. With an idempotency key, the same
    /// request again gives the same shift.
    ///
    /// Raises ForbiddenError, InvalidError, NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`,
    /// `shift.overlaps`, `idempotency.reused`).
    #[pyo3(signature = (operator, since, until, *, note=None, idempotency_key=None))]
    fn add(
        &self,
        py: Python<'_>,
        operator: Id<OperatorId>,
        since: At,
        until: At,
        note: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Shift> {
        let new = NewShift { operator: operator.0, from: since.0, to: until.0, note: maybe(py, "note", note)? };
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.shifts().add(actor, &new, key.as_ref()).await).map(Out::out)
    }

    /// Changes a shift that was read at `version`; what is left out stays, and `None` empties the note.
    ///
    /// Raises ForbiddenError, InvalidError, NotFoundError (`shift.not_found`), ConflictError (`shift.version_conflict`,
    /// `shift.cancelled`, `shift.overlaps`).
    #[pyo3(signature = (id, version, *, since=None, until=None, note=Patch::Keep))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<ShiftId>,
        version: i64,
        since: Option<At>,
        until: Option<At>,
        note: Patch<String>,
    ) -> PyResult<Shift> {
        let patch = ShiftPatch { from: since.map(|at| at.0), to: until.map(|at| at.0), note: patch(py, "note", note)? };
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.shifts().change(actor, id.0, version, &patch).await).map(Out::out)
    }

    /// Calls off a shift that was read at `version`. It is kept; one that is called off stays so.
    ///
    /// Raises ForbiddenError, NotFoundError (`shift.not_found`), ConflictError (`shift.version_conflict`).
    fn cancel(&self, py: Python<'_>, id: Id<ShiftId>, version: i64) -> PyResult<Shift> {
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.shifts().cancel(actor, id.0, version).await).map(Out::out)
    }

    /// How the shifts that stand and touch the period were kept, by user and beginning; of one user if one is named. The
    /// period has at most 92 days.
    ///
    /// Raises InvalidError (`shift.period_too_long`).
    #[pyo3(signature = (period, *, operator=None))]
    fn attendance(
        &self,
        py: Python<'_>,
        period: Within,
        operator: Option<Id<OperatorId>>,
    ) -> PyResult<Vec<Attendance>> {
        let operator = operator.map(|id| id.0);
        self.0.with(py, async |crm, actor| crm.shifts().attendance(actor, period.0, operator).await).map(Out::out)
    }
}
