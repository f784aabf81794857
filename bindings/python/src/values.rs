//! Python's times, amounts and zones against the core's. An answer's value goes out by [`Out`]; an argument comes in as one of
//! the types below, or as text that one of the readers at the end reads.

use std::fmt;
use std::time::Duration;

use chrono::{DateTime, Datelike, Days, NaiveDate, Timelike, Utc};
use crm_core::audit::{AuditActor, AuditPayload, Digest};
use crm_core::kernel::{
    self, Change, EntityId, FieldError, LineNumber, Money, OutOfRange, Phone, Secret, Text, Timestamp, Version, Zone,
};
use crm_core::operators::Login;
use crm_core::stats::{BasisPoints, Ratio};
use crm_core::store::IdempotencyKey;
use pyo3::conversion::FromPyObjectOwned;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::inspect::PyStaticExpr;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBool, PyDateTime, PyDict, PyEllipsis, PyString, PyTuple, PyType, PyTzInfo};
use pyo3::{type_hint_identifier, type_hint_subscript, type_hint_union};

use crate::errors;

/// What Python sees of a value of the core.
pub(crate) trait Out {
    type Out;
    fn out(self) -> Self::Out;
}

macro_rules! out {
    ($($from:ty => $to:ty: |$value:ident| $body:expr;)+) => { $(
        impl Out for $from {
            type Out = $to;
            fn out(self) -> $to {
                let $value = self;
                $body
            }
        }
    )+ };
}

macro_rules! as_it_is {
    ($($plain:ty)+) => { out! { $($plain => $plain: |value| value;)+ } };
}
as_it_is! { bool i32 i64 u8 u16 u32 u64 f64 String NaiveDate Json }

out! {
    Box<str> => String: |text| text.into();
    &str => String: |text| text.to_owned();
    usize => u64: |count| count as u64;
    Timestamp => At: |at| At(at);
    Duration => Span: |span| Span(span);
    Zone => Place: |zone| Place(zone);
    Money => Amount: |money| Amount(money);
    Phone => String: |phone| phone.as_str().to_owned();
    LineNumber => String: |line| line.as_str().to_owned();
    Login => String: |login| login.as_str().to_owned();
    Version => i64: |version| version.get();
    AuditActor => String: |actor| actor.to_string();
    Digest => String: |digest| digest.to_string();
    Secret => String: |secret| secret.expose().to_owned();
    Ratio => f64: |ratio| ratio.to_f64();
    BasisPoints => f64: |share| share.ratio().to_f64();
}

macro_rules! ids {
    ($($id:ident)+) => { $(
        impl Out for kernel::$id {
            type Out = i64;
            fn out(self) -> i64 {
                self.get()
            }
        }
    )+ };
}
ids! {
    CallId CallbackId CampaignCostId CampaignId CashHandoverId CityId ConversationId JobId LineId OperatorId OrderId SessionId
    ShiftId
}

impl<const MAX: usize> Out for Text<MAX> {
    type Out = String;
    fn out(self) -> String {
        self.as_str().to_owned()
    }
}

impl<T: Out> Out for Option<T> {
    type Out = Option<T::Out>;
    fn out(self) -> Option<T::Out> {
        self.map(Out::out)
    }
}

impl<T: Out> Out for Vec<T> {
    type Out = Vec<T::Out>;
    fn out(self) -> Vec<T::Out> {
        self.into_iter().map(Out::out).collect()
    }
}

impl<A: Out, B: Out> Out for (A, B) {
    type Out = (A::Out, B::Out);
    fn out(self) -> (A::Out, B::Out) {
        (self.0.out(), self.1.out())
    }
}

/// An instant: a `datetime` that knows its zone. It goes out in UTC.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct At(pub(crate) Timestamp);

impl<'py> IntoPyObject<'py> for At {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let time = self.0.to_chrono();
        let utc = PyTzInfo::utc(py)?;
        let field = |value: u32| u8::try_from(value).unwrap_or_default();
        PyDateTime::new(
            py,
            time.year(),
            field(time.month()),
            field(time.day()),
            field(time.hour()),
            field(time.minute()),
            field(time.second()),
            time.timestamp_subsec_micros(),
            Some(&utc),
        )
    }
}

impl<'py> FromPyObject<'_, 'py> for At {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let time = given.cast::<PyDateTime>().map_err(|_| PyTypeError::new_err("a datetime is needed"))?;
        if time.call_method0("utcoffset")?.is_none() {
            return Err(PyTypeError::new_err(
                "a datetime with a zone is needed, such as datetime.now(timezone.utc): without one it is no instant",
            ));
        }
        let utc = time.call_method1("astimezone", (PyTzInfo::utc(given.py())?,))?;
        let time: DateTime<Utc> = utc.extract()?;
        let at = Timestamp::from_chrono(time).ok_or_else(|| PyValueError::new_err("a time from year 1 to 9999"))?;
        Ok(Self(at))
    }
}

/// A length of time: a `timedelta`, or a number of seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Span(pub(crate) Duration);

impl<'py> IntoPyObject<'py> for Span {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("datetime", "timedelta");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(self.0.into_pyobject(py)?.into_any())
    }
}

impl<'py> FromPyObject<'_, 'py> for Span {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("datetime", "timedelta"), type_hint_identifier!("builtins", "float"));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(seconds) = given.extract::<f64>() {
            let span = Duration::try_from_secs_f64(seconds);
            return span.map(Self).map_err(|_| PyValueError::new_err("a number of seconds from 0 is needed"));
        }
        Ok(Self(given.extract()?))
    }
}

/// Roubles: a `Decimal` with two places. Never a `float`, which has no tenth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Amount(pub(crate) Money);

static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();

impl<'py> IntoPyObject<'py> for Amount {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("decimal", "Decimal");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        decimal(py, &self.0.to_string())
    }
}

/// Digits as a `Decimal`.
pub(crate) fn decimal<'py>(py: Python<'py>, digits: &str) -> PyResult<Bound<'py, PyAny>> {
    DECIMAL.import(py, "decimal", "Decimal")?.call1((digits,))
}

impl<'py> FromPyObject<'_, 'py> for Amount {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(
        type_hint_identifier!("decimal", "Decimal"),
        type_hint_identifier!("builtins", "int"),
        type_hint_identifier!("builtins", "str")
    );

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = given.py();
        let decimal = DECIMAL.import(py, "decimal", "Decimal")?;
        let text = if given.is_instance_of::<PyString>() {
            given.to_owned()
        } else if given.is_instance(decimal)? {
            // Written out, a number of a million places takes its time.
            let is_huge = given.call_method0("adjusted")?.extract::<i64>().map_or(true, |places| places > 15);
            if is_huge { given.str()?.into_any() } else { given.call_method1("__format__", ("f",))? }
        } else if let (false, Ok(whole)) = (given.is_instance_of::<PyBool>(), given.extract::<i64>()) {
            whole.into_pyobject(py)?.str()?.into_any()
        } else {
            return Err(PyTypeError::new_err(
                "an amount is a Decimal, an int or text such as '1500.00', never a float",
            ));
        };
        let money = Money::parse(&text.cast::<PyString>()?.to_cow()?);
        money.map(Self).map_err(|error| errors::bad(py, error.at("amount")))
    }
}

/// A zone: a `ZoneInfo`; its IANA name is read too.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Place(pub(crate) Zone);

impl<'py> IntoPyObject<'py> for Place {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("zoneinfo", "ZoneInfo");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(PyTzInfo::timezone(py, self.0.name())?.into_any())
    }
}

impl<'py> FromPyObject<'_, 'py> for Place {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_union!(type_hint_identifier!("zoneinfo", "ZoneInfo"), type_hint_identifier!("builtins", "str"));

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let key = if given.is_instance_of::<PyString>() { Ok(given.to_owned()) } else { given.getattr("key") };
        let key =
            key.map_err(|_| PyTypeError::new_err("a ZoneInfo or the name of one is needed, such as Europe/Moscow"))?;
        let zone = Zone::parse(&key.cast::<PyString>()?.to_cow()?);
        zone.map(Self).map_err(|error| errors::bad(given.py(), error.at("zone")))
    }
}

/// A JSON object: a `dict`, made anew each time it is looked at, so nobody changes what others see.
#[derive(Clone)]
pub(crate) struct Json(pub(crate) Box<str>);

impl Json {
    fn value(&self) -> Option<serde_json::Value> {
        serde_json::from_str(&self.0).ok()
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.value().is_some_and(|value| Some(value) == other.value())
    }
}

/// What is equal shows the same.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value() {
            Some(value) => f.write_str(&AuditPayload::new(&value, [0; 16]).json),
            None => f.write_str(&self.0),
        }
    }
}

static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

impl<'py> IntoPyObject<'py> for Json {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_subscript!(
        type_hint_identifier!("builtins", "dict"),
        type_hint_identifier!("builtins", "str"),
        type_hint_identifier!("typing", "Any")
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        LOADS.import(py, "json", "loads")?.call1((&*self.0,))
    }
}

impl<'py> FromPyObject<'_, 'py> for Json {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = Self::OUTPUT_TYPE;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let py = given.py();
        let object = given.cast::<PyDict>().map_err(|_| PyTypeError::new_err("a dict is needed"))?;
        let how = PyDict::new(py);
        // No store keeps what is not JSON, and every one keeps text of any script.
        how.set_item("allow_nan", false)?;
        how.set_item("ensure_ascii", false)?;
        how.set_item("separators", (",", ":"))?;
        let text = py.import("json")?.call_method("dumps", (object,), Some(&how))?;
        Ok(Self(text.extract::<String>()?.into()))
    }
}

/// Text of the core, kept as the core holds it: it becomes a `str` when somebody reads it. For records of which many are made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said<T>(pub(crate) T);

impl<T> Out for Said<T> {
    type Out = Self;
    fn out(self) -> Self {
        self
    }
}

/// What a record that comes out of a pickle is made of again: the core wrote it.
pub(crate) trait FromStored: AsRef<str> {
    fn from_stored(text: &str) -> Self;
}

impl<const MAX: usize> FromStored for Text<MAX> {
    fn from_stored(text: &str) -> Self {
        Self::from_stored(text)
    }
}

impl FromStored for Phone {
    fn from_stored(text: &str) -> Self {
        Self::from_stored(text)
    }
}

impl FromStored for LineNumber {
    fn from_stored(text: &str) -> Self {
        Self::from_stored(text)
    }
}

impl<'py, T: FromStored> IntoPyObject<'py> for &Said<T> {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        Ok(PyString::new(py, self.0.as_ref()))
    }
}

impl<'py, T: FromStored> IntoPyObject<'py> for Said<T> {
    type Target = PyString;
    type Output = Bound<'py, PyString>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        (&self).into_pyobject(py)
    }
}

impl<'py, T: FromStored> FromPyObject<'_, 'py> for Said<T> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(T::from_stored(&given.cast::<PyString>()?.to_cow()?)))
    }
}

/// A field that does not hold, as a value: a `FieldError`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Finding {
    field: String,
    code: String,
    message: String,
}

out! {
    FieldError => Finding: |finding| Finding {
        field: finding.field.to_owned(),
        code: finding.code.to_owned(),
        message: finding.message,
    };
}

impl<'py> IntoPyObject<'py> for Finding {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = type_hint_identifier!("crm_core.errors", "FieldError");

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        py.import("crm_core.errors")?.getattr("FieldError")?.call1((self.field, self.code, self.message))
    }
}

impl<'py> FromPyObject<'_, 'py> for Finding {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("crm_core.errors", "FieldError");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let (field, code, message) = given.extract()?;
        Ok(Self { field, code, message })
    }
}

/// A password, a token or a key as an argument: what is wrong with it is told without it.
pub(crate) struct Hidden(pub(crate) Secret);

impl<'py> FromPyObject<'_, 'py> for Hidden {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "str");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let text = given.cast::<PyString>().map_err(|_| PyTypeError::new_err("a text is needed"))?;
        let text =
            text.to_cow().map_err(|_| PyValueError::new_err("a secret of whole Unicode characters is needed"))?;
        Ok(Self(Secret::new(&*text)))
    }
}

/// An id of a row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Id<I>(pub(crate) I);

impl<'py, I: EntityId> FromPyObject<'_, 'py> for Id<I> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("builtins", "int");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let bad = |error: OutOfRange| errors::bad(given.py(), error.at("id"));
        I::new(given.extract()?).map(Self).map_err(bad)
    }
}

/// Pairs that are a `dict`, in their order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dict<K, V>(pub(crate) Vec<(K, V)>);

impl<K: Out, V: Out> Out for Dict<K, V> {
    type Out = Dict<K::Out, V::Out>;
    fn out(self) -> Self::Out {
        Dict(self.0.out())
    }
}

impl<'py, K: IntoPyObject<'py>, V: IntoPyObject<'py>> IntoPyObject<'py> for Dict<K, V> {
    type Target = PyDict;
    type Output = Bound<'py, PyDict>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("builtins", "dict"), K::OUTPUT_TYPE, V::OUTPUT_TYPE);

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let dict = PyDict::new(py);
        for (key, value) in self.0 {
            dict.set_item(key, value)?;
        }
        Ok(dict)
    }
}

impl<'py, K: FromPyObjectOwned<'py>, V: FromPyObjectOwned<'py>> FromPyObject<'_, 'py> for Dict<K, V> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("builtins", "dict"), K::INPUT_TYPE, V::INPUT_TYPE);

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let pairs = given
            .cast::<PyDict>()?
            .iter()
            .map(|(key, value)| Ok((key.extract().map_err(Into::into)?, value.extract().map_err(Into::into)?)));
        pairs.collect::<PyResult<_>>().map(Self)
    }
}

/// What a change does to a field that may be empty: left out keeps it, `None` empties it.
#[derive(Debug, Clone)]
pub(crate) enum Patch<T> {
    Keep,
    Clear,
    To(T),
}

impl<T> Patch<T> {
    /// The core's change, its value read by `read`.
    pub(crate) fn read<U, E>(self, read: impl FnOnce(T) -> Result<U, E>) -> Result<Change<U>, E> {
        Ok(match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::To(value) => Change::To(read(value)?),
        })
    }
    /// The core's change.
    pub(crate) fn map<U>(self, into: impl FnOnce(T) -> U) -> Change<U> {
        match self {
            Self::Keep => Change::Keep,
            Self::Clear => Change::Clear,
            Self::To(value) => Change::To(into(value)),
        }
    }
}

impl<'a, 'py, T: FromPyObject<'a, 'py>> FromPyObject<'a, 'py> for Patch<T> {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_union!(T::INPUT_TYPE, type_hint_identifier!("builtins", "None"));

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if given.is_none() {
            Ok(Self::Clear)
        } else if given.is(PyEllipsis::get(given.py())) {
            Ok(Self::Keep)
        } else {
            given.extract().map(Self::To).map_err(Into::into)
        }
    }
}

/// Instants from `since` up to, but not including, `until`.
#[pyclass(frozen, eq, from_py_object, module = "crm_core")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Period {
    pub(crate) span: kernel::Period,
    /// Whose days it was made of, where it was.
    zone: Option<Place>,
}

out! { kernel::Period => Period: |span| Period { span, zone: None }; }

#[pymethods]
impl Period {
    /// From `since` up to, not including, `until`.
    ///
    /// Raises InvalidError (`period.reversed`).
    #[new]
    #[pyo3(signature = (since, until, zone=None))]
    fn new(py: Python<'_>, since: At, until: At, zone: Option<Place>) -> PyResult<Self> {
        let span = kernel::Period::new(since.0, until.0);
        span.map(|span| Self { span, zone }).map_err(|error| errors::bad(py, error.at("since", "until")))
    }

    /// One calendar day of a zone, which is 23 to 25 hours long.
    #[staticmethod]
    fn day(zone: Place, date: NaiveDate) -> Self {
        Self { span: kernel::Period::day(zone.0, date), zone: Some(zone) }
    }

    /// Calendar days of a zone, both included.
    ///
    /// Raises InvalidError (`period.reversed`).
    #[staticmethod]
    fn days(py: Python<'_>, zone: Place, first: NaiveDate, last: NaiveDate) -> PyResult<Self> {
        let span =
            kernel::Period::days(zone.0, first, last).map_err(|error| errors::bad(py, error.at("first", "last")))?;
        Ok(Self { span, zone: Some(zone) })
    }

    /// A calendar month of a zone; `month` is 1 to 12.
    #[staticmethod]
    fn month(py: Python<'_>, zone: Place, year: i32, month: u32) -> PyResult<Self> {
        let first =
            NaiveDate::from_ymd_opt(year, month, 1).ok_or_else(|| PyValueError::new_err("there is no such month"))?;
        let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
        Self::days(py, zone, first, next.checked_sub_days(Days::new(1)).unwrap_or(first))
    }

    /// All of time.
    #[staticmethod]
    fn everything() -> Self {
        Self { span: kernel::Period::everything(), zone: None }
    }

    /// Its first instant.
    #[getter]
    fn since(&self) -> At {
        At(self.span.from())
    }

    /// The first instant after it.
    #[getter]
    fn until(&self) -> At {
        At(self.span.to())
    }

    /// The zone whose days it was made of; `None` for a period of instants. Reports go by its days, unless they are given another.
    #[getter]
    fn zone(&self) -> Option<Place> {
        self.zone
    }

    fn __contains__(&self, at: At) -> bool {
        self.span.contains(at.0)
    }

    fn __repr__(&self) -> String {
        let zone = self.zone.map(|zone| format!(", '{}'", zone.0)).unwrap_or_default();
        format!("Period('{}', '{}'{zone})", self.span.from(), self.span.to())
    }

    fn __hash__(&self) -> i64 {
        self.span.from().micros() ^ self.span.to().micros().rotate_left(21)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        Ok((py.get_type::<Self>(), (self.since(), self.until(), self.zone).into_pyobject(py)?))
    }
}

/// A period as an argument: a `Period`, or a pair of instants.
pub(crate) struct Within(pub(crate) kernel::Period, pub(crate) Option<Place>);

impl<'py> FromPyObject<'_, 'py> for Within {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = type_hint_identifier!("crm_core", "Period");

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(period) = given.cast::<Period>() {
            let Period { span, zone } = *period.get();
            return Ok(Self(span, zone));
        }
        let (since, until): (At, At) = given
            .extract()
            .map_err(|_| PyTypeError::new_err("a Period, or a pair of datetimes with zones, is needed"))?;
        Period::new(given.py(), since, until, None).map(|period| Self(period.span, None))
    }
}

crate::record::record! {
    /// How many rows a list has.
    Total of kernel::Total as (kernel::Total { count, is_bound }) {
        /// The number of rows; at least so many where it is a bound.
        count: u64 = count,
        /// Whether there are more rows than `count` says: a long list is counted up to 10 000.
        is_bound: bool = is_bound,
    }
}

/// What an argument that is text must be read as; the error says which field.
pub(crate) trait Reads: Sized {
    fn read(text: &str, field: &'static str) -> Result<Self, FieldError>;
}

macro_rules! reads {
    ($($type:ty: $read:path;)+) => { $(
        impl Reads for $type {
            fn read(text: &str, field: &'static str) -> Result<Self, FieldError> {
                $read(text).map_err(|error| error.at(field))
            }
        }
    )+ };
}
reads! {
    Phone: Phone::parse;
    LineNumber: LineNumber::parse;
    Login: Login::new;
}

impl<const MAX: usize> Reads for Text<MAX> {
    fn read(text: &str, field: &'static str) -> Result<Self, FieldError> {
        Self::new(text).map_err(|error| error.at(field))
    }
}

/// Reads text as what is needed. `field` is the wire name, as in every other face.
pub(crate) fn read<T: Reads>(py: Python<'_>, field: &'static str, text: &str) -> PyResult<T> {
    T::read(text, field).map_err(|finding| errors::bad(py, finding))
}

/// The same for what may be left out.
pub(crate) fn maybe<T: Reads>(py: Python<'_>, field: &'static str, text: Option<String>) -> PyResult<Option<T>> {
    text.map(|text| read(py, field, &text)).transpose()
}

/// The same for a change.
pub(crate) fn patch<T: Reads>(py: Python<'_>, field: &'static str, text: Patch<String>) -> PyResult<Change<T>> {
    text.read(|text| read(py, field, &text))
}

/// A key that makes a request repeatable.
pub(crate) fn key(py: Python<'_>, text: Option<String>) -> PyResult<Option<IdempotencyKey>> {
    maybe(py, "Idempotency-Key", text)
}
