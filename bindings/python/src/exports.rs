//! Exports: what a list shows as rows for files and tables.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, Mutex, TryLockError};

use crm_core::calls::{CallDirection, CallSort, CallStatus};
use crm_core::exports::{self, Cell, Clocks, Column, Row};
use crm_core::kernel::{CampaignId, CityId, Lang, OperatorId, Zone};
use crm_core::orders::{Equipment, OrderStatus, OrderType};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::inspect::{PyStaticConstant, PyStaticExpr};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use pyo3::{IntoPyObjectExt, type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::codes::Code;
use crate::listing::{RowsOf, Source};
use crate::session::{Session, desk};
use crate::values::{Amount, At, Id, Place, Within, decimal};
use crate::{calls, orders};

/// The text made harmless as a cell of a spreadsheet: with an apostrophe before whatever a program might take for a formula.
/// Plain numbers and phones stay as they are.
#[pyfunction]
pub(crate) fn safe_text(text: &str) -> String {
    exports::safe_text(text).into_owned()
}

desk! {
    /// Exports. Who sees a list may take what it shows along, save masters. Each export leaves an entry in the audit when it
    /// begins.
    Exports
}

#[pymethods]
impl Exports {
    /// Calls that pass every filter given, as `calls.list` reads it, latest first unless `sort` says otherwise.
    ///
    /// Raises ForbiddenError, InvalidError (`phone.bad`).
    #[pyo3(signature = (*, period=None, operator=None, status=None, city=None, campaign=None, direction=None, client=None,
        complete=None, sort=None))]
    fn calls(
        &self,
        py: Python<'_>,
        period: Option<Within>,
        operator: Option<Id<OperatorId>>,
        status: Option<Code<CallStatus>>,
        city: Option<Id<CityId>>,
        campaign: Option<Id<CampaignId>>,
        direction: Option<Code<CallDirection>>,
        client: Option<String>,
        complete: Option<bool>,
        sort: Option<Code<CallSort>>,
    ) -> PyResult<Export> {
        let filter = calls::filter(py, period, operator, status, city, campaign, direction, client, complete)?;
        let sort = sort.map_or(CallSort::default(), |sort| sort.0);
        let begun = self.0.with(py, async |crm, actor| crm.exports().calls(actor, &filter, sort).await)?;
        Ok(Export::new(&self.0, begun))
    }

    /// Orders that pass every filter given, as `orders.list` reads it, in the order they were written in.
    ///
    /// Raises ForbiddenError, InvalidError (`phone.bad`), ValueError for a search without a letter or digit.
    #[pyo3(signature = (*, created=None, closed=None, meeting=None, status=None, city=None, operator=None, master=None,
        campaign=None, equipment=None, order_type=None, phone=None, search=None))]
    fn orders(
        &self,
        py: Python<'_>,
        created: Option<Within>,
        closed: Option<Within>,
        meeting: Option<Within>,
        status: Option<Code<OrderStatus>>,
        city: Option<Id<CityId>>,
        operator: Option<Id<OperatorId>>,
        master: Option<Id<OperatorId>>,
        campaign: Option<Id<CampaignId>>,
        equipment: Option<Code<Equipment>>,
        order_type: Option<Code<OrderType>>,
        phone: Option<String>,
        search: Option<String>,
    ) -> PyResult<Export> {
        let filter = orders::filter(
            py, created, closed, meeting, status, city, operator, master, campaign, equipment, order_type, phone,
            search,
        )?;
        let begun = self.0.with(py, async |crm, actor| crm.exports().orders(actor, &filter).await)?;
        Ok(Export::new(&self.0, begun))
    }
}

/// Rows on their way into a file or a table. They are walked along once, by one thread at a time: a second iterator goes on
/// where the first one stopped. Some hundred rows are read at a time, and nothing is held meanwhile.
///
/// A row is a tuple with a value a column: `int`, `str`, `datetime`, `Decimal` for roubles, `date`, or `None`. Words of closed
/// sets are their codes. Instants are in UTC, a visit is by the clocks of its city. Texts that a spreadsheet might take for a
/// formula have an apostrophe before them.
#[pyclass(frozen, module = "crm_core")]
pub(crate) struct Export {
    session: Session,
    columns: Vec<Column>,
    walk: Arc<Mutex<Walk>>,
}

struct Walk {
    // Taken only when it is dropped.
    export: Option<exports::Export>,
    read: VecDeque<Row>,
    // Of the process that began it.
    pid: u32,
}

impl Drop for Walk {
    fn drop(&mut self) {
        // A copy of what another process holds is not this one's to close.
        if self.pid != std::process::id() {
            mem::forget(self.export.take());
        }
    }
}

/// An iterator of an export.
struct Along {
    session: Session,
    walk: Arc<Mutex<Walk>>,
}

impl Source for Along {
    fn next<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let row = rows(py, &self.session, &self.walk, VecDeque::pop_front)?;
        row.map(|row| Cells(row).into_bound_py_any(py)).transpose()
    }

    fn ready(&self) -> usize {
        self.walk.try_lock().map_or(0, |walk| walk.read.len())
    }
}

/// Reads some rows, if none are left over, and gives what `take` takes of them.
fn rows<T>(
    py: Python<'_>,
    session: &Session,
    walk: &Mutex<Walk>,
    take: impl FnOnce(&mut VecDeque<Row>) -> T,
) -> PyResult<T> {
    let mut walk = match walk.try_lock() {
        Ok(walk) => walk,
        Err(TryLockError::Poisoned(walk)) => walk.into_inner(),
        // Its holder waits for this very thread to let the interpreter go.
        Err(TryLockError::WouldBlock) => {
            return Err(PyRuntimeError::new_err("another thread is walking along this export"));
        }
    };
    let Walk { export, read, .. } = &mut *walk;
    if read.is_empty()
        && let Some(export) = export
    {
        let rows = session.office().with(py, async |_| export.next().await)?;
        read.extend(rows.into_iter().flatten());
    }
    Ok(take(read))
}

impl Export {
    fn new(session: &Session, export: exports::Export) -> Self {
        let columns = export.columns().to_vec();
        let walk = Walk { export: Some(export), read: VecDeque::new(), pid: std::process::id() };
        Self { session: session.clone(), columns, walk: Arc::new(Mutex::new(walk)) }
    }

    fn reader(&self, py: Python<'_>, lang: Option<Lang>, zone: Option<Place>) -> PyResult<Reader> {
        let zone = match zone {
            Some(zone) => zone.0,
            None => self.session.with(py, async |crm, actor| Ok(crm.settings().get(actor).await?.office_zone))?,
        };
        Ok(Reader { lang, zone })
    }
}

#[pymethods]
impl Export {
    /// The names of the columns, as scripts go by them, such as `dateCreate`.
    #[getter]
    fn columns(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }

    /// The headings of the columns that people read, in Russian (`ru`, when left out) or English (`en`). Those of instants say by whose
    /// clocks a CSV tells them: by those of `zone`, the office's when left out, or of the row's own place.
    #[pyo3(signature = (lang=None, *, zone=None))]
    fn headings(&self, py: Python<'_>, lang: Option<Code<Lang>>, zone: Option<Place>) -> PyResult<Vec<String>> {
        let reader = self.reader(py, Some(lang.map_or(Lang::Ru, |lang| lang.0)), zone)?;
        Ok(self.columns.iter().map(|column| reader.heading(column)).collect())
    }

    /// The rows that are left.
    ///
    /// Raises UnavailableError where storage is away; the same row may be asked for again.
    fn __iter__(&self) -> RowsOf<Cells> {
        RowsOf::new(Along { session: self.session.clone(), walk: Arc::clone(&self.walk) })
    }

    /// Writes the rows that are left as CSV and tells how many. `file` is a path, or a text file that was opened with
    /// `newline=""`.
    ///
    /// It is for people: headings and words in `lang`, which is `ru` or `en` and `ru` when left out, times by the clocks of
    /// `zone`, the office's when left out, values separated by `;`, and at a path a byte order mark, so that Excel opens it
    /// with a double click. With `for_scripts` it has names of columns, codes, times as RFC 3339 and `,` instead. Either way
    /// no spreadsheet takes a text for a formula.
    ///
    /// Raises OSError; UnavailableError, after which the file is not whole.
    #[pyo3(signature = (file, *, lang=None, zone=None, for_scripts=false))]
    fn to_csv(
        &self,
        py: Python<'_>,
        file: Target<'_>,
        lang: Option<Code<Lang>>,
        zone: Option<Place>,
        for_scripts: bool,
    ) -> PyResult<u64> {
        let lang = (!for_scripts).then(|| lang.map_or(Lang::Ru, |lang| lang.0));
        let reader = self.reader(py, lang, zone)?;
        if file.0.hasattr("write")? {
            return self.write(&file.0, reader);
        }
        let options = PyDict::new(py);
        options.set_item("encoding", if reader.lang.is_some() { "utf-8-sig" } else { "utf-8" })?;
        options.set_item("newline", "")?;
        let opened = py.import("builtins")?.getattr("open")?.call((&file.0, "w"), Some(&options))?;
        let written = self.write(&opened, reader);
        opened.call_method0("close")?;
        written
    }

    fn __repr__(&self) -> String {
        format!("<Export of {} columns>", self.columns.len())
    }
}

impl Export {
    fn write(&self, file: &Bound<'_, PyAny>, reader: Reader) -> PyResult<u64> {
        let py = file.py();
        let options = PyDict::new(py);
        options.set_item("delimiter", if reader.lang.is_some() { ";" } else { "," })?;
        options.set_item("lineterminator", "\r\n")?;
        let writer = py.import("csv")?.getattr("writer")?.call((file,), Some(&options))?;
        let headings: Vec<_> = self.columns.iter().map(|column| reader.heading(column)).collect();
        writer.call_method1("writerow", (headings,))?;
        let mut written = 0;
        loop {
            let rows = rows(py, &self.session, &self.walk, mem::take)?;
            if rows.is_empty() {
                return Ok(written);
            }
            let texts: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| reader.text(cell)).collect()).collect();
            writer.call_method1("writerows", (texts,))?;
            written += rows.len() as u64;
        }
    }
}

/// Who reads a file: people in their language, or scripts.
#[derive(Clone, Copy)]
struct Reader {
    lang: Option<Lang>,
    zone: Zone,
}

impl Reader {
    fn heading(self, column: &Column) -> String {
        let Some(lang) = self.lang else { return column.name.to_owned() };
        let heading = column.heading(lang);
        match (column.clocks, lang) {
            (None, _) => heading.to_owned(),
            (Some(Clocks::Reader), _) => format!("{heading} ({})", self.zone),
            (Some(Clocks::Place), Lang::Ru) => format!("{heading} (местное время)"),
            (Some(Clocks::Place), Lang::En) => format!("{heading} (local time)"),
        }
    }

    fn text(self, cell: &Cell) -> String {
        match (self.lang, cell) {
            (Some(lang), cell) => cell.text(lang, self.zone).into_owned(),
            (None, Cell::Code { code, .. }) => code.as_str().to_owned(),
            (None, Cell::Time { at, zone }) => {
                zone.unwrap_or(self.zone).local(*at).to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)
            }
            (None, cell) => cell.text(Lang::En, self.zone).into_owned(),
        }
    }
}

/// A row on its way out.
struct Cells(Row);

impl<'py> IntoPyObject<'py> for Cells {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "tuple"),
        type_hint_identifier!("typing", "Any"),
        PyStaticExpr::Constant { value: PyStaticConstant::Ellipsis }
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let cells = self.0.iter().map(|cell| value(py, cell)).collect::<PyResult<Vec<_>>>()?;
        PyTuple::new(py, cells)
    }
}

fn value<'py>(py: Python<'py>, cell: &Cell) -> PyResult<Bound<'py, PyAny>> {
    match cell {
        Cell::Empty => Ok(py.None().into_bound(py)),
        Cell::Text(text) => text.as_str().into_bound_py_any(py),
        Cell::Integer(number) => number.into_bound_py_any(py),
        Cell::Decimal { .. } => decimal(py, &cell.text(Lang::En, Zone::UTC)),
        Cell::Money(amount) => Amount(*amount).into_bound_py_any(py),
        Cell::Time { at, zone: None } => At(*at).into_bound_py_any(py),
        Cell::Time { at, zone: Some(zone) } => {
            At(*at).into_pyobject(py)?.call_method1("astimezone", (Place(*zone).into_pyobject(py)?,))
        }
        Cell::Date(day) => day.into_bound_py_any(py),
        Cell::Code { code, .. } => code.as_str().into_bound_py_any(py),
    }
}

/// Where a file goes.
struct Target<'py>(Bound<'py, PyAny>);

impl<'py> FromPyObject<'_, 'py> for Target<'py> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("builtins", "str"),
        type_hint_subscript!(type_hint_identifier!("os", "PathLike"), type_hint_identifier!("builtins", "str")),
        type_hint_identifier!("io", "TextIOBase")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let is_path = given.is_instance_of::<PyString>() || given.hasattr("__fspath__")?;
        if is_path || given.hasattr("write")? {
            return Ok(Self(given.to_owned()));
        }
        Err(PyTypeError::new_err("a path or an opened text file is needed"))
    }
}
