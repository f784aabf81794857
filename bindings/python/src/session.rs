//! Who asks.

use std::fmt;
use std::sync::Arc;

use crm_core::access::Actor;
use crm_core::auth::SignedIn;
use crm_core::kernel::{OperatorId, Secret};
use crm_core::{Crm, Error};
use pyo3::prelude::*;
use tokio::sync::Mutex;

use crate::office::{Office, Opened};

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

            fn __repr__(&self) -> String {
                format!("{self:?}")
            }

            fn __enter__(slf: Py<Self>) -> Py<Self> {
                slf
            }

            /// Signs out whoever signed in.
            #[pyo3(signature = (*_raised: "object"))]
            fn __exit__(&self, py: Python<'_>, _raised: &Bound<'_, pyo3::types::PyTuple>) -> PyResult<()> {
                match &self.0.who {
                    Who::SignedIn(_) => self.with(py, async |crm, actor| crm.auth().logout(actor).await),
                    Who::System(_) | Who::Operator(_) | Who::Bearer(_) => Ok(()),
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
}
