//! Lists that page by themselves: nothing is read before somebody looks.

use std::collections::VecDeque;
use std::future::Future;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use crm_core::access::Actor;
use crm_core::kernel::{Page, PageRequest};
use crm_core::{Crm, Error};
use pyo3::exceptions::PyRuntimeError;
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::{IntoPyObjectExt, type_hint_identifier, type_hint_subscript};

use crate::errors;
use crate::session::Session;
use crate::values::Out;

/// A list of the core, with its filter.
pub(crate) trait Pages: Send + Sync + 'static {
    /// What its rows are.
    type Row: Out<Out: for<'py> IntoPyObject<'py, Error: Into<PyErr>> + Send> + Send;

    /// Reads a page.
    fn page(
        &self,
        crm: &Crm,
        actor: &Actor,
        page: &PageRequest,
    ) -> impl Future<Output = Result<Page<Self::Row>, Error>>;
}

/// A list that somebody may look at.
pub(crate) struct Listing<P> {
    pub(crate) session: Session,
    pub(crate) pages: Arc<P>,
}

impl<P> Clone for Listing<P> {
    fn clone(&self) -> Self {
        Self { session: self.session.clone(), pages: Arc::clone(&self.pages) }
    }
}

impl<P: Pages> Listing<P> {
    pub(crate) fn new(session: &Session, pages: P) -> Self {
        Self { session: session.clone(), pages: Arc::new(pages) }
    }

    /// Every row, read as the walk goes.
    pub(crate) fn rows(&self) -> RowsOf<<P::Row as Out>::Out> {
        let walk = Walk { listing: self.clone(), read: VecDeque::new(), next: Next::Begin };
        RowsOf::new(walk)
    }

    /// The first rows of the list.
    pub(crate) fn take(&self, py: Python<'_>, count: usize) -> PyResult<Vec<<P::Row as Out>::Out>> {
        self.session.with(py, async |crm, actor| {
            let mut rows = Vec::new();
            let mut next = Next::Begin;
            while rows.len() < count {
                let left = u32::try_from(count - rows.len()).unwrap_or(u32::MAX).min(PageRequest::MAX_LIMIT);
                let Some(request) = next.page(left)? else { break };
                let page = self.pages.page(crm, actor, &request).await?;
                rows.extend(page.items.into_iter().map(Out::out));
                next = Next::after(page.next);
            }
            Ok(rows)
        })
    }

    /// One page, by its number or by a cursor.
    pub(crate) fn page(
        &self,
        py: Python<'_>,
        number: Option<u32>,
        limit: u32,
        cursor: Option<String>,
        total: bool,
    ) -> PyResult<Page<P::Row>> {
        let request = match cursor {
            Some(cursor) => PageRequest::cursor(cursor, limit),
            None => PageRequest::page(number.unwrap_or(1), limit),
        };
        let mut request = request.map_err(|error| errors::raise(py, &error.into()))?;
        if !total {
            request = request.without_total();
        }
        self.session.with(py, async |crm, actor| self.pages.page(crm, actor, &request).await)
    }
}

/// A walk along a list. It belongs to one thread at a time.
#[pyclass(frozen, module = "crm_core")]
pub(crate) struct Rows(pub(crate) Mutex<Box<dyn Source>>);

/// A walk of which the type is told: Python's classes are not generic.
pub(crate) struct RowsOf<R>(Rows, PhantomData<fn() -> R>);

impl<R> RowsOf<R> {
    /// A walk along what a source gives, which must be what is told.
    pub(crate) fn new(source: impl Source + 'static) -> Self {
        Self(Rows(Mutex::new(Box::new(source))), PhantomData)
    }
}

impl<'py, R: IntoPyObject<'py>> IntoPyObject<'py> for RowsOf<R> {
    type Target = Rows;
    type Output = Bound<'py, Rows>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("collections.abc", "Iterator"), R::OUTPUT_TYPE);

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Bound::new(py, self.0)
    }
}

impl Rows {
    fn source(&self) -> PyResult<MutexGuard<'_, Box<dyn Source>>> {
        match self.0.try_lock() {
            Ok(source) => Ok(source),
            Err(TryLockError::Poisoned(source)) => Ok(source.into_inner()),
            // Its holder waits for this very thread to let the interpreter go.
            Err(TryLockError::WouldBlock) => Err(PyRuntimeError::new_err("another thread is walking along this list")),
        }
    }
}

/// Where a walk's rows come from.
pub(crate) trait Source: Send {
    /// The next one; `None` at the end.
    fn next<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>>;

    /// How many rows can be given without reading.
    fn ready(&self) -> usize {
        0
    }

    /// Whether the next one is not there yet, after it was waited for a moment. Most sources never wait.
    fn is_waiting(&mut self, _py: Python<'_>) -> PyResult<bool> {
        Ok(false)
    }
}

struct Walk<P: Pages> {
    listing: Listing<P>,
    read: VecDeque<P::Row>,
    next: Next,
}

/// Where to read on.
enum Next {
    Begin,
    After(String),
    Nowhere,
}

impl Next {
    fn after(cursor: Option<String>) -> Self {
        cursor.map_or(Self::Nowhere, Self::After)
    }

    /// The page to ask for; `None` at the end.
    fn page(&self, limit: u32) -> Result<Option<PageRequest>, Error> {
        let request = match self {
            Self::Begin => PageRequest::first().limit(limit)?,
            Self::After(cursor) => PageRequest::cursor(cursor, limit)?,
            Self::Nowhere => return Ok(None),
        };
        Ok(Some(request.without_total()))
    }
}

impl<P: Pages> Source for Walk<P> {
    fn next<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        while self.read.is_empty() {
            let request = self.next.page(PageRequest::MAX_LIMIT).map_err(|error| errors::raise(py, &error))?;
            let Some(request) = request else { return Ok(None) };
            let Listing { session, pages } = &self.listing;
            let page = session.with(py, async |crm, actor| pages.page(crm, actor, &request).await)?;
            self.read.extend(page.items);
            self.next = Next::after(page.next);
        }
        self.read.pop_front().map(|row| row.out().into_bound_py_any(py)).transpose()
    }

    fn ready(&self) -> usize {
        self.read.len()
    }
}

/// A part of the core that is read backwards, a part at a time, below a number.
pub(crate) trait Backwards: Send + Sync + 'static {
    /// What its rows are.
    type Row: Out<Out: for<'py> IntoPyObject<'py, Error: Into<PyErr>> + Send> + Send;

    /// The latest rows below a number; none at the end.
    fn below(
        &self,
        crm: &Crm,
        actor: &Actor,
        before: Option<i64>,
    ) -> impl Future<Output = Result<Vec<Self::Row>, Error>>;

    /// The number of a row.
    fn number(row: &Self::Row) -> i64;
}

/// Every row from the latest one, or from below a number, back to the first.
pub(crate) fn back<B: Backwards>(session: &Session, rows: B, before: Option<i64>) -> RowsOf<<B::Row as Out>::Out> {
    RowsOf::new(Back { session: session.clone(), rows, read: VecDeque::new(), before, is_over: false })
}

struct Back<B: Backwards> {
    session: Session,
    rows: B,
    read: VecDeque<B::Row>,
    /// Where to read on: below a number, or at the latest row.
    before: Option<i64>,
    is_over: bool,
}

impl<B: Backwards> Source for Back<B> {
    fn next<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if self.read.is_empty() && !self.is_over {
            let (rows, before) = (&self.rows, self.before);
            let read = self.session.with(py, async |crm, actor| rows.below(crm, actor, before).await)?;
            self.before = read.last().map(B::number);
            self.is_over = read.is_empty();
            self.read.extend(read);
        }
        self.read.pop_front().map(|row| row.out().into_bound_py_any(py)).transpose()
    }

    fn ready(&self) -> usize {
        self.read.len()
    }
}

#[pymethods]
impl Rows {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.source()?.next(py)
    }

    /// The next row and whatever was read with it; none where it is not there yet, and nothing at the end. For who must not
    /// read on every turn, nor wait for long.
    fn _batch<'py>(&self, py: Python<'py>) -> PyResult<Option<Vec<Bound<'py, PyAny>>>> {
        let mut source = self.source()?;
        if source.is_waiting(py)? {
            return Ok(Some(Vec::new()));
        }
        let Some(first) = source.next(py)? else { return Ok(None) };
        let mut rows = vec![first];
        while source.ready() > 0 {
            rows.extend(source.next(py)?);
        }
        Ok(Some(rows))
    }
}

/// Declares the classes of a list and of its pages. `Pages` is the type that reads them.
macro_rules! listing {
    (
        $(#[$meta:meta])* $list:ident, $page:ident of $row:ident: $pages:ty
        $(, columns $table:path, |$crm:ident, $actor:ident, $filter:ident| $export:block)?
    ) => {
        $(#[$meta])*
        ///
        /// Nothing is read before somebody looks: iterate for every row, `take` the first ones, or ask for a `page`.
        #[pyo3::pyclass(frozen, module = "crm_core")]
        pub(crate) struct $list(pub(crate) $crate::listing::Listing<$pages>);

        #[pyo3::pymethods]
        impl $list {
            /// Every row, a hundred read at a time: rows that are added meanwhile may or may not come, no row comes twice.
            fn __iter__(&self) -> $crate::listing::RowsOf<$row> {
                self.0.rows()
            }

            /// The first rows of the list, at most so many.
            fn take(&self, py: pyo3::Python<'_>, count: usize) -> pyo3::PyResult<Vec<$row>> {
                self.0.take(py, count)
            }

            /// One page of at most `limit` rows (1 to 100): by its number from 1, or by the cursor `next` or `prev` of
            /// another page of the same list. Without `total` nothing is counted, which is quicker.
            ///
            /// Raises InvalidError (`page.not_a_page`, `page.bad_limit`, `page.too_deep`), MalformedError
            /// (`page.bad_cursor`).
            #[pyo3(signature = (number=None, *, limit=20, cursor=None, total=true))]
            fn page(
                &self,
                py: pyo3::Python<'_>,
                number: Option<u32>,
                limit: u32,
                cursor: Option<String>,
                total: bool,
            ) -> pyo3::PyResult<$page> {
                self.0.page(py, number, limit, cursor, total).map($crate::values::Out::out)
            }

            $(
                /// Every row as Arrow columns: give the list itself to `polars.DataFrame`, `pyarrow.table`,
                /// `pandas.DataFrame.from_arrow` or DuckDB. It is an export: who asks needs that right (ForbiddenError), and the
                /// audit keeps that it was begun.
                #[pyo3(signature = (requested_schema=None))]
                fn __arrow_c_stream__<'py>(
                    &self,
                    py: pyo3::Python<'py>,
                    requested_schema: Option<pyo3::Bound<'py, pyo3::PyAny>>,
                ) -> pyo3::PyResult<pyo3::Bound<'py, pyo3::types::PyCapsule>> {
                    // Readers cast for themselves where they want other types.
                    drop(requested_schema);
                    let $filter = &*self.0.pages;
                    let export = self.0.session.with(py, async |$crm, $actor| $export)?;
                    $crate::arrow::capsule(py, self.0.session.office(), export, &$table)
                }
            )?
        }

        $crate::record::record! {
            /// A page of a list.
            $page of crm_core::kernel::Page<<$pages as $crate::listing::Pages>::Row>
            as (crm_core::kernel::Page { items, limit, page, total, next, prev }) {
                /// The rows.
                items: Vec<$row> = items,
                /// How many rows were asked for.
                limit: u32 = limit,
                /// Its number, where it has one.
                number: Option<u32> = page,
                /// How many rows the list has, where they were counted.
                total: Option<$crate::values::Total> = total,
                /// The cursor of the page after it; `None` at the end.
                next: Option<String> = next,
                /// The cursor of the page before it; `None` at the beginning.
                prev: Option<String> = prev,
            }
        }
    };
}
pub(crate) use listing;
