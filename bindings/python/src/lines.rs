//! Lines: the company's own numbers.

use crm_core::kernel::{CityId, LineId, LineNumber, Version};
use crm_core::lines::{self, Attribution, LinePatch, NewLine};
use pyo3::prelude::*;

use crate::record::record;
use crate::session::desk;
use crate::values::{At, Id, Out, Patch, key, maybe, patch, read};

record! {
    /// One of the company's own numbers.
    Line of lines::Line as (lines::Line {
        id, version, number, attribution: Attribution { campaign, city, advert_account }, archived, created_at, updated_at
    }) {
        /// Its id.
        id: i64 = id,
        /// How often it has been written.
        version: i64 = version,
        /// The number, unique.
        number: String = number,
        /// The id of the campaign that its calls are attributed to.
        campaign_id: Option<i64> = campaign,
        /// The id of the city that they are attributed to.
        city_id: Option<i64> = city,
        /// The advert account behind the number.
        advert_account: Option<String> = advert_account,
        /// Whether it was put away. A late call to it is still attributed.
        archived: bool = archived,
        /// When it was added.
        created_at: At = created_at,
        /// When it last changed.
        updated_at: At = updated_at,
    }
}

record! {
    /// A number that calls came to and that is no line. Adding the line attributes the calls that follow.
    UnknownLine of lines::UnknownLine as (lines::UnknownLine { number, first_seen, last_seen, calls }) {
        /// The number.
        number: String = number,
        /// When the first such call was taken in.
        first_seen: At = first_seen,
        /// When the latest was.
        last_seen: At = last_seen,
        /// How many calls.
        calls: u64 = calls,
    }
}

desk! {
    /// Lines. Operators and directors read those of the served cities; admins read and change all.
    Lines
}

#[pymethods]
impl Lines {
    /// Every line in scope by number, archived ones included.
    fn list(&self, py: Python<'_>) -> PyResult<Vec<Line>> {
        self.0.with(py, async |crm, actor| crm.lines().list(actor).await).map(Out::out)
    }

    /// One line.
    ///
    /// Raises NotFoundError (`line.not_found`), also for one out of scope.
    fn get(&self, py: Python<'_>, id: Id<LineId>) -> PyResult<Line> {
        self.0.with(py, async |crm, actor| crm.lines().get(actor, id.0).await).map(Out::out)
    }

    /// The line with that number, in whatever way it is written.
    ///
    /// Raises InvalidError, NotFoundError (`line.not_found`).
    fn by_number(&self, py: Python<'_>, number: &str) -> PyResult<Line> {
        let number: LineNumber = read(py, "number", number)?;
        self.0.with(py, async |crm, actor| crm.lines().by_number(actor, &number).await).map(Out::out)
    }

    /// Numbers that calls came to and that are no line, latest first, at most 1 000.
    ///
    /// Raises ForbiddenError.
    fn unknown(&self, py: Python<'_>) -> PyResult<Vec<UnknownLine>> {
        self.0.with(py, async |crm, actor| crm.lines().unknown(actor).await).map(Out::out)
    }

    /// Adds a line. `campaign` is a name; an unknown one creates the campaign. With an idempotency key, the same request again
    /// gives the same line.
    ///
    /// Raises ForbiddenError, InvalidError (`city.archived`), ConflictError (`line.number_taken`, `idempotency.reused`),
    /// NotFoundError (`city.not_found`).
    #[pyo3(signature = (number, *, campaign=None, city=None, advert_account=None, idempotency_key=None))]
    fn create(
        &self,
        py: Python<'_>,
        number: &str,
        campaign: Option<String>,
        city: Option<Id<CityId>>,
        advert_account: Option<String>,
        idempotency_key: Option<String>,
    ) -> PyResult<Line> {
        let new = NewLine {
            number: read(py, "number", number)?,
            campaign: maybe(py, "rk", campaign)?,
            city: city.map(|id| id.0),
            advert_account: maybe(py, "avitoName", advert_account)?,
        };
        let key = key(py, idempotency_key)?;
        self.0.with(py, async |crm, actor| crm.lines().create(actor, &new, key.as_ref()).await).map(Out::out)
    }

    /// Changes a line that was read at `version`; what is left out stays, and `None` empties. Calls that are attributed
    /// already stay as they are. `campaign` is a name, as in `create`.
    ///
    /// Raises ForbiddenError, InvalidError (`city.archived`), NotFoundError (`line.not_found`, `city.not_found`),
    /// ConflictError (`line.version_conflict`).
    #[pyo3(signature = (id, version, *, campaign=Patch::Keep, city=Patch::Keep, advert_account=Patch::Keep, archived=None))]
    fn change(
        &self,
        py: Python<'_>,
        id: Id<LineId>,
        version: i64,
        campaign: Patch<String>,
        city: Patch<Id<CityId>>,
        advert_account: Patch<String>,
        archived: Option<bool>,
    ) -> PyResult<Line> {
        let patch = LinePatch {
            campaign: patch(py, "rk", campaign)?,
            city: city.map(|id| id.0),
            advert_account: patch(py, "avitoName", advert_account)?,
            archived,
        };
        let version = Version::new(version);
        self.0.with(py, async |crm, actor| crm.lines().change(actor, id.0, version, &patch).await).map(Out::out)
    }
}
