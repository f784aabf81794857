//! The office: opening a database, and who works in it.

use std::path::PathBuf;
use std::sync::Arc;

use crm_core::access::Actor;
use crm_core::auth::{TokenKeys, TokenLifetimes};
use crm_core::kernel::{LineNumber, OperatorId};
use crm_core::store::{self, DatabaseUrl};
use crm_core::{Error, telephony};
use pyo3::prelude::*;
use tokio::sync::Mutex;

use crate::auth::{Auth, wish};
use crate::backup::{self, ChangeMark, Pressure, Report};
use crate::errors;
use crate::office::{Hears, Office, Opened, Plan};
use crate::record::record;
use crate::session::{Session, Who};
use crate::telephony::Ingest;
use crate::values::{At, Hidden, Id, Out, Span, maybe, read};

record! {
    /// What bringing a schema up to date did.
    Migrated of store::Migrated as (store::Migrated { from, to }) {
        /// The version it had; 0 for a new database.
        before: u32 = from,
        /// The version it has.
        after: u32 = to,
    }
}

record! {
    /// That storage answers.
    Health of store::Health as (store::Health { schema, queued, queue_limit }) {
        /// The version of its schema.
        schema: u32 = schema,
        /// How many writes wait.
        queued: u64 = queued,
        /// How many may wait; one more is refused (`store.busy`).
        queue_limit: u64 = queue_limit,
    }
}

record! {
    /// How far some work got.
    Progress of store::Progress as (store::Progress { rows, more }) {
        /// How many rows it concerned.
        rows: u64 = rows,
        /// Whether another round is due at once.
        more: bool = more,
    }
}

/// An account of Mango Office whose events are taken.
#[pyclass(frozen, from_py_object, module = "crm_core")]
#[derive(Clone)]
pub(crate) struct MangoAccount(telephony::MangoAccount);

#[pymethods]
impl MangoAccount {
    /// `key` and `salt` are the account's secrets; `clock_offset_seconds` is added to the provider's times.
    ///
    /// Raises ValueError for an empty secret or an offset of more than a day.
    #[new]
    #[pyo3(signature = (name, *, key, salt, clock_offset_seconds=0))]
    fn new(py: Python<'_>, name: &str, key: Hidden, salt: Hidden, clock_offset_seconds: i64) -> PyResult<Self> {
        let name = read(py, "name", name)?;
        telephony::MangoAccount::new(name, key.0, salt.0, clock_offset_seconds)
            .map(Self)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }

    fn __repr__(&self) -> String {
        format!("MangoAccount({:?})", self.0.name().as_str())
    }
}

/// A SIP server whose events are taken.
#[pyclass(frozen, from_py_object, module = "crm_core")]
#[derive(Clone)]
pub(crate) struct SipSource(telephony::SipSource);

#[pymethods]
impl SipSource {
    /// `extensions` and `groups` are the server's own names of phones and of queues; `line` is the number of calls that name
    /// none.
    ///
    /// Raises ValueError for an empty secret; InvalidError (field code `phone.bad`).
    #[new]
    #[pyo3(signature = (id, *, key, salt, extensions=None, groups=None, line=None))]
    fn new(
        py: Python<'_>,
        id: &str,
        key: Hidden,
        salt: Hidden,
        extensions: Option<Vec<String>>,
        groups: Option<Vec<String>>,
        line: Option<String>,
    ) -> PyResult<Self> {
        let mut source = telephony::SipSource::new(read(py, "id", id)?, key.0, salt.0)
            .map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))?
            .with_extensions(extensions.unwrap_or_default())
            .with_groups(groups.unwrap_or_default());
        if let Some(line) = maybe::<LineNumber>(py, "line", line)? {
            source = source.with_line(line);
        }
        Ok(Self(source))
    }

    fn __repr__(&self) -> String {
        format!("SipSource({:?})", self.0.id().as_str())
    }
}

/// An office over one database. Threads may share it, and so may what it gave; a `fork` of the process opens its own.
#[pyclass(frozen, module = "crm_core")]
pub(crate) struct Crm {
    pub(crate) office: Arc<Office>,
}

/// Opens a database: `sqlite://office.db`, `sqlite:///absolute/office.db`, `sqlite::memory:` or `postgresql://…`. An SQLite
/// file is made if it is not there, unless `create` is false. The schema is brought up to date unless `migrate` is false.
///
/// `token_secret`, of 32 bytes or more, signs the tokens of those who sign in; without one a random secret is made, and
/// tokens end with the process. `earlier_token_secrets` are accepted too. An access token lives for `access_lifetime` (15 minutes),
/// a session that is not used for `idle_lifetime` (30 days), and one that is for `session_lifetime` (90 days).
///
/// Raises MalformedError (`store.bad_url`), FileNotFoundError, ValueError for a short secret, UnavailableError, InternalError (`store.schema_too_new`, `store.foreign`,
/// `store.corrupt`).
#[pyfunction]
#[pyo3(signature = (url, *, create=true, migrate=true, token_secret=None, earlier_token_secrets=None, mango=None, sip=None,
    access_lifetime=None, idle_lifetime=None, session_lifetime=None))]
pub(crate) fn open(
    py: Python<'_>,
    url: &str,
    create: bool,
    migrate: bool,
    token_secret: Option<Hidden>,
    earlier_token_secrets: Option<Vec<Hidden>>,
    mango: Option<Vec<MangoAccount>>,
    sip: Option<Vec<SipSource>>,
    access_lifetime: Option<Span>,
    idle_lifetime: Option<Span>,
    session_lifetime: Option<Span>,
) -> PyResult<Crm> {
    let weak = |error: crm_core::auth::WeakSecret| pyo3::exceptions::PyValueError::new_err(error.to_string());
    let url = DatabaseUrl::parse(url).map_err(|error| errors::raise(py, &error.into()))?;
    if let DatabaseUrl::SqliteFile(file) = &url
        && !create
        && !file.exists()
    {
        return Err(backup::missing(file));
    }
    let mut tokens = match token_secret {
        Some(secret) => TokenKeys::new(secret.0).map_err(weak)?,
        None => TokenKeys::random().map_err(|error| errors::raise(py, &error.into()))?,
    };
    for secret in earlier_token_secrets.unwrap_or_default() {
        tokens = tokens.accept_also(secret.0).map_err(weak)?;
    }
    let usual = TokenLifetimes::default();
    let plan = Plan {
        url,
        tokens,
        lifetimes: TokenLifetimes {
            access: access_lifetime.map_or(usual.access, |span| span.0),
            idle: idle_lifetime.map_or(usual.idle, |span| span.0),
            absolute: session_lifetime.map_or(usual.absolute, |span| span.0),
        },
        mango: mango.into_iter().flatten().map(|account| account.0).collect(),
        sip: sip.into_iter().flatten().map(|source| source.0).collect(),
        migrate,
    };
    Ok(Crm { office: Office::open(py, plan)? })
}

impl Crm {
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl AsyncFnOnce(&crm_core::Crm) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        self.office.with(py, async |Opened { crm, .. }| work(crm).await)
    }
}

#[pymethods]
impl Crm {
    /// The program itself at work, by the name of the part that acts, such as `import`: the audit keeps it. It may do
    /// everything, as whoever holds the database may.
    fn system(&self, name: &str) -> Session {
        Session::new(&self.office, Who::System(Actor::system(name)))
    }

    /// A user at work, by the word of the program, which has made sure of it.
    ///
    /// Raises NotFoundError (`operator.not_found`), ConflictError (`operator.inactive`).
    fn operator(&self, py: Python<'_>, id: Id<OperatorId>) -> PyResult<Session> {
        self.with(py, async |crm| crm.operators().actor(id.0).await)?;
        Ok(Session::new(&self.office, Who::Operator(id.0)))
    }

    /// A user who signs in. The session goes on by itself for as long as it may; leaving its `with` block signs out.
    ///
    /// `address` is the network address that strangers come from: the delay after failures is per login and address.
    ///
    /// Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.deactivated`), TooManyRequestsError
    /// (`auth.too_many_attempts`).
    #[pyo3(signature = (login, password, *, address=None, agent=None))]
    fn sign_in(
        &self,
        py: Python<'_>,
        login: &str,
        password: Hidden,
        address: Option<&str>,
        agent: Option<String>,
    ) -> PyResult<Session> {
        let request = wish(py, login, password, address, agent)?;
        let signed_in = self.with(py, async |crm| crm.auth().login(&request).await)?;
        Ok(Session::new(&self.office, Who::SignedIn(Box::new(Mutex::new(signed_in)))))
    }

    /// Whoever holds an access token, as it comes with a request.
    ///
    /// Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
    fn bearer(&self, py: Python<'_>, access_token: Hidden) -> PyResult<Session> {
        let token = access_token.0;
        self.with(py, async |crm| crm.auth().authenticate(token.expose()).await)?;
        Ok(Session::new(&self.office, Who::Bearer(token)))
    }

    /// Signing in by tokens, for a service that keeps them itself.
    #[getter]
    fn auth(&self) -> Auth {
        Auth(Arc::clone(&self.office))
    }

    /// The present instant of the office's clock.
    fn now(&self, py: Python<'_>) -> PyResult<At> {
        self.with(py, async |crm| Ok(crm.now().out()))
    }

    /// Brings the schema to this version's.
    ///
    /// Raises UnavailableError, InternalError (`store.schema_too_new`).
    fn migrate(&self, py: Python<'_>) -> PyResult<Migrated> {
        self.with(py, async |crm| crm.migrate().await).map(Out::out)
    }

    /// Whether storage answers.
    ///
    /// Raises UnavailableError.
    fn health(&self, py: Python<'_>) -> PyResult<Health> {
        self.with(py, async |crm| crm.health().await).map(Out::out)
    }

    /// One round of housekeeping: closes silent calls, moves on users who do not, seals the audit, forgets what has served.
    /// Call it every few seconds where no `crm serve` runs on the same database; `more` says that another round is due at
    /// once.
    fn housekeeping(&self, py: Python<'_>) -> PyResult<Progress> {
        self.with(py, async |crm| crm.housekeeping().await).map(Out::out)
    }

    /// The door for what providers of telephony post.
    #[getter]
    fn telephony(&self) -> Ingest {
        Ingest::new(&self.office)
    }

    /// Copies an SQLite database into the new file `path` while it is in use. The copy is one view, as of the beginning of the
    /// call, and appears under its name only when it is whole and on the disk. `progress` is told now and then how many pages
    /// were copied, and how many there are; what it raises ends the waiting, and then the copy is not kept.
    ///
    /// Raises FileExistsError when there is a file of that name already, UnavailableError when the copy cannot be written, NotImplementedError
    /// over PostgreSQL, which has copies of its own.
    #[pyo3(signature = (path, progress=None))]
    fn backup(&self, py: Python<'_>, path: PathBuf, progress: Option<Hears<(u64, u64)>>) -> PyResult<()> {
        backup::backup(&self.office, py, path, progress)
    }

    /// What the store tells of itself: its size and version; of PostgreSQL also sessions, tables and what waits.
    ///
    /// Raises UnavailableError.
    fn report(&self, py: Python<'_>) -> PyResult<Report> {
        backup::report(&self.office, py)
    }

    /// How busy the store is at this moment; quick.
    ///
    /// Raises UnavailableError.
    fn pressure(&self, py: Python<'_>) -> PyResult<Pressure> {
        backup::pressure(&self.office, py)
    }

    /// A mark that differs from every earlier one if anybody has committed since, in this process or another: what a cache of
    /// answers asks before each one. Take it before reading what is kept. `None` where the store cannot tell: then nothing
    /// that is kept may be answered.
    ///
    /// Raises UnavailableError.
    fn changes(&self, py: Python<'_>) -> PyResult<Option<ChangeMark>> {
        backup::changes(&self.office, py)
    }

    /// Finishes what is being written and closes the database. Whatever is asked for later raises UnavailableError
    /// (`store.closed`).
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        self.office.close(py)
    }

    /// Whether it was closed.
    #[getter]
    fn closed(&self) -> bool {
        self.office.is_closed()
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_raised: "object"))]
    fn __exit__(&self, py: Python<'_>, _raised: &Bound<'_, pyo3::types::PyTuple>) -> PyResult<()> {
        self.close(py)
    }

    fn __repr__(&self) -> String {
        format!("<Crm over {}{}>", self.office.kind(), if self.office.is_closed() { ", closed" } else { "" })
    }
}
