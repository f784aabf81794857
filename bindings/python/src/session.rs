//! Who asks.

use std::fmt;
use std::sync::Arc;

use crm_core::access::Actor;
use crm_core::auth::SignedIn;
use crm_core::kernel::{OperatorId, Secret};
use crm_core::{CheckPart, Crm, Error, ErrorKind};
use pyo3::prelude::*;
use tokio::sync::Mutex;

use crate::check::OfficeCheck;
use crate::codes::Code;
use crate::office::{Heard, Hears, Office, Opened, Telling};
use crate::values::Out;

/// Somebody at work in an office: what they may see and do is asked of the database with each call, so a user who is
/// deactivated, or whose cities change, is so at once.
#[pyclass(frozen, from_py_object, module = "crm_core")]
#[derive(Clone)]
pub(crate) struct Session(Arc<Inner>);

struct Inner {
    office: Arc<Office>,
    who: Who,
}

pub(crate) enum Who {
    /// A part of the program itself.
    System(Actor),
    /// A user, by the word of the program.
    Operator(OperatorId),
    /// Whoever holds this access token.
    Bearer(Secret),
    /// A user who signed in here: the tokens are renewed as they run out.
    SignedIn(Box<Mutex<SignedIn>>),
}

impl Who {
    async fn actor(&self, crm: &Crm) -> Result<Actor, Error> {
        match self {
            Self::System(actor) => Ok(actor.clone()),
            Self::Operator(id) => crm.operators().actor(*id).await,
            Self::Bearer(token) => crm.auth().authenticate(token.expose()).await,
            Self::SignedIn(tokens) => {
                let mut tokens = tokens.lock().await;
                match crm.auth().authenticate(tokens.access_token.expose()).await {
                    Err(error) if error.code() == "auth.token_expired" => {}
                    answer => return answer,
                }
                *tokens = crm.auth().refresh(tokens.refresh_token.expose()).await?;
                Ok(tokens.actor())
            }
        }
    }
}

impl Session {
    pub(crate) fn new(office: &Arc<Office>, who: Who) -> Self {
        Self(Arc::new(Inner { office: Arc::clone(office), who }))
    }

    /// Runs a use case as whoever this is.
    pub(crate) fn with<T: Send>(
        &self,
        py: Python<'_>,
        work: impl AsyncFnOnce(&Crm, &Actor) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        self.0.office.with(py, async |Opened { crm, .. }| work(crm, &self.0.who.actor(crm).await?).await)
    }

    /// The same for work that tells a callable how far it is; see [`Office::with_progress`].
    pub(crate) fn with_progress<T: Send, A: Heard>(
        &self,
        py: Python<'_>,
        hears: Option<Hears<A>>,
        work: impl AsyncFnOnce(&Crm, &Actor, &Telling<A>) -> Result<T, Error> + Send,
    ) -> PyResult<T> {
        self.0.office.with_progress(py, hears, async |Opened { crm, .. }, telling| {
            work(crm, &self.0.who.actor(crm).await?, telling).await
        })
    }

    pub(crate) fn office(&self) -> &Arc<Office> {
        &self.0.office
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match &self.0.who {
            Who::System(actor) => format!("<Session of {actor}>"),
            Who::Operator(id) => format!("<Session of operator {id}>"),
            Who::Bearer(_) => "<Session of whoever holds a token>".to_owned(),
            Who::SignedIn(_) => "<Session of a user who signed in>".to_owned(),
        })
    }
}

/// Declares a class of use cases, and the property of a session that gives it.
macro_rules! desk {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[pyo3::pyclass(frozen, module = "crm_core")]
        pub(crate) struct $name(pub(crate) $crate::session::Session);
    };
}
pub(crate) use desk;

/// Whether a refusal says that there is nothing to sign out of any more.
fn is_over(py: Python<'_>, error: &PyErr) -> PyResult<bool> {
    let code = error.value(py).getattr_opt("code")?.map(|code| code.extract::<String>()).transpose()?;
    Ok(code.is_some_and(|code| code == "store.closed" || code.starts_with("auth.")))
}

macro_rules! desks {
    ($($(#[$note:meta])* $property:ident: $desk:path,)+) => {
        #[pymethods]
        impl Session {
            $(
                $(#[$note])*
                #[getter]
                fn $property(&self) -> $desk {
                    $desk(self.clone())
                }
            )+

            /// Who this is for the audit, such as `operator:7` or `system:import`.
            #[getter]
            fn actor(&self, py: Python<'_>) -> PyResult<String> {
                self.with(py, async |_, actor| Ok(actor.to_string()))
            }

            /// The user's id; `None` for the program itself.
            #[getter]
            fn operator_id(&self, py: Python<'_>) -> PyResult<Option<i64>> {
                self.with(py, async |_, actor| Ok(actor.id().map(OperatorId::get)))
            }

            /// Derives everything again: calls, orders' money, call-backs, counters; and verifies the audit. Each part also
            /// stands alone, as `check` of its desk. `progress` is told a part and how many of its rows were looked at; what it
            /// raises ends the check.
            ///
            /// Audit entries of the last moments are not sealed yet and not looked at; `Crm.housekeeping` seals them.
            ///
            /// Raises ForbiddenError (`access.forbidden`). A difference is a finding, not an error.
            #[pyo3(signature = (progress=None))]
            fn check(&self, py: Python<'_>, progress: Option<Hears<(Code<CheckPart>, u64)>>) -> PyResult<OfficeCheck> {
                self.with_progress(py, progress, async |crm, actor, telling| {
                    crm.check(actor, |part, rows| telling.tell((Code(part), rows))).await
                })
                .map(Out::out)
            }

            fn __repr__(&self) -> String {
                format!("{self:?}")
            }

            fn __enter__(slf: Py<Self>) -> Py<Self> {
                slf
            }

            /// Signs out whoever signed in, unless the session has ended already.
            #[pyo3(signature = (*raised: "object"))]
            fn __exit__(&self, py: Python<'_>, raised: &Bound<'_, pyo3::types::PyTuple>) -> PyResult<()> {
                let Who::SignedIn(_) = &self.0.who else { return Ok(()) };
                let signed_out = self.with(py, async |crm, actor| match crm.auth().logout(actor).await {
                    Err(error) if error.kind() != ErrorKind::Unauthenticated => Err(error),
                    _ => Ok(()),
                });
                match signed_out {
                    // What ended the block is what its user has to hear of.
                    Err(_) if !raised.is_empty() && !raised.get_item(0)?.is_none() => Ok(()),
                    Err(error) if is_over(py, &error)? => Ok(()),
                    answer => answer,
                }
            }
        }
    };
}

desks! {
    /// Cities.
    cities: crate::cities::Cities,
    /// Calls.
    calls: crate::calls::Calls,
    /// Users of every role.
    operators: crate::operators::Operators,
    /// The company's own numbers.
    lines: crate::lines::Lines,
    /// Campaigns, and what they cost.
    campaigns: crate::campaigns::Campaigns,
    /// The office's settings.
    settings: crate::settings::SettingsDesk,
    /// Passwords and sessions.
    auth: crate::auth::SessionAuth,
    /// Who is to work when, and who did.
    shifts: crate::shifts::Shifts,
    /// Work that is done later.
    jobs: crate::jobs::Jobs,
    /// Who did what.
    audit: crate::audit::Audit,
    /// What happens, as it happens.
    events: crate::events::Events,
    /// Counters.
    counters: crate::counters::Counters,
    /// Statistics.
    stats: crate::stats::Stats,
    /// Provider events.
    telephony: crate::telephony::Telephony,
    /// Call-backs.
    callbacks: crate::callbacks::Callbacks,
    /// Clients.
    clients: crate::clients::Clients,
    /// Exports.
    exports: crate::exports::Exports,
    /// Masters.
    masters: crate::masters::Masters,
    /// Masters' cash.
    money: crate::money::CashDesk,
    /// Orders.
    orders: crate::orders::Orders,
    /// The past.
    past: crate::past::Past,
}
