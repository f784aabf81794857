//! Signing in: tokens and sessions, and passwords.

use std::sync::Arc;

use crm_core::access::{self, AccessError};
use crm_core::auth::{self, RevokeReason, Revoked, SignInRequest};
use crm_core::kernel::{OperatorId, SessionId};
use crm_core::operators::Role;
use crm_core::{Crm, Error};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::codes::Code;
use crate::office::{Office, Opened};
use crate::operators::Operator;
use crate::record::record;
use crate::session::desk;
use crate::values::{At, Hidden, Id, Out, Span, maybe};

record! {
    /// A pair of tokens, and whom they stand for. It does not show them.
    SignedIn of auth::SignedIn as (auth::SignedIn { access_token, refresh_token, expires_in, operator, session }) {
        /// Proves the session to every request.
        access_token: String = access_token,
        /// Exchanged, once, for the next pair.
        refresh_token: String = refresh_token,
        /// How long the access token holds.
        expires_in: Span = expires_in,
        /// Who signed in.
        operator: Operator = operator,
        /// The id of the session.
        session_id: i64 = session,
    }
}

record! {
    /// Who asks, as a token tells.
    Actor of access::Actor as (actor) {
        /// As the audit names it, such as `operator:7`.
        name: String = actor.audit_name(),
        /// The user's id; `None` for the program itself.
        operator_id: Option<i64> = actor.id(),
        /// The user's role; `None` for the program itself.
        role: Option<Code<Role>> = actor.role().cloned(),
        /// The ids of the cities that the user serves, ascending.
        city_ids: Vec<i64> = actor.cities().to_vec(),
        /// The id of the session.
        session_id: Option<i64> = actor.session(),
    }
}

record! {
    /// A session of a user who signed in.
    SessionInfo of auth::Session as (auth::Session {
        id, version, operator, rotated_at, created_at, expires_at, last_seen_at, revoked, address, agent, ..
    }) {
        /// Its id.
        id: i64 = id,
        /// How often its row has been written.
        version: i64 = version,
        /// Who signed in: the user's id.
        operator_id: i64 = operator,
        /// When it began.
        created_at: At = created_at,
        /// When its tokens were last exchanged for the next; `None` before the first time.
        rotated_at: Option<At> = rotated_at,
        /// The first instant at which it no longer holds, unless it is continued before.
        expires_at: At = expires_at,
        /// When it was last known to be used, a minute less at most.
        last_seen_at: At = last_seen_at,
        /// When it was ended before its time.
        revoked_at: Option<At> = revoked.as_ref().map(|revoked| revoked.at),
        /// Why it was.
        revoke_reason: Option<Code<RevokeReason>> = revoked.map(|Revoked { reason, .. }| reason),
        /// The network address it began from, where known.
        address: Option<String> = address,
        /// The browser or program it began from, by its own account.
        agent: Option<String> = agent,
    }
}

/// A wish to sign in.
pub(crate) fn wish(
    py: Python<'_>,
    login: &str,
    password: Hidden,
    address: Option<&str>,
    agent: Option<String>,
) -> PyResult<SignInRequest> {
    let mut request = SignInRequest::new(login, password.0);
    request.address = address
        .map(str::parse)
        .transpose()
        .map_err(|_| PyValueError::new_err("address: an IP address is needed, without a port"))?;
    request.agent = maybe(py, "agent", agent)?;
    Ok(request)
}

/// Signing in by tokens, for a service that hands them out and gets them back. A script that signs its own user in wants
/// `Crm.sign_in`, whose session goes on by itself.
#[pyclass(frozen, module = "crm_core")]
pub(crate) struct Auth(pub(crate) Arc<Office>);

impl Auth {
    fn with<T: Send>(&self, py: Python<'_>, work: impl AsyncFnOnce(&Crm) -> Result<T, Error> + Send) -> PyResult<T> {
        self.0.with(py, async |Opened { crm, .. }| work(crm).await)
    }
}

#[pymethods]
impl Auth {
    /// Signs in. `address` is the network address that the wish comes from, without a port: the delay after failures is per
    /// login and address, so a service that strangers reach must give it. `agent` is the browser or program.
    ///
    /// Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.deactivated`), TooManyRequestsError
    /// (`auth.too_many_attempts`), UnavailableError (`auth.busy`).
    #[pyo3(signature = (login, password, *, address=None, agent=None))]
    fn login(
        &self,
        py: Python<'_>,
        login: &str,
        password: Hidden,
        address: Option<&str>,
        agent: Option<String>,
    ) -> PyResult<SignedIn> {
        let request = wish(py, login, password, address, agent)?;
        self.with(py, async |crm| crm.auth().login(&request).await).map(Out::out)
    }

    /// Exchanges a refresh token for the next pair. The same token gives the same answer for 10 s, for two tabs that send it
    /// at one moment; an older one that comes back ends the session.
    ///
    /// Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.token_reused`, `auth.deactivated`).
    fn refresh(&self, py: Python<'_>, refresh_token: Hidden) -> PyResult<SignedIn> {
        let token = refresh_token.0;
        self.with(py, async |crm| crm.auth().refresh(token.expose()).await).map(Out::out)
    }

    /// Who is behind an access token, as of now. `Crm.bearer` gives a session to work in.
    ///
    /// Raises UnauthenticatedError (`auth.token_*`, `auth.session_*`, `auth.deactivated`).
    fn authenticate(&self, py: Python<'_>, access_token: Hidden) -> PyResult<Actor> {
        let token = access_token.0;
        self.with(py, async |crm| crm.auth().authenticate(token.expose()).await).map(Out::out)
    }

    /// A ticket for whoever has this access token: it stands for 30 s, and once, in an address where no header can be sent.
    ///
    /// Raises UnauthenticatedError (`auth.token_*`).
    fn ticket(&self, py: Python<'_>, access_token: Hidden) -> PyResult<String> {
        let token = access_token.0;
        self.with(py, async |crm| crm.auth().ticket(token.expose())).map(Out::out)
    }

    /// The access token for a ticket. It ends when the one that the ticket was made of does.
    ///
    /// Raises UnauthenticatedError (`auth.ticket_invalid`) for one that is unknown, used or too old.
    fn redeem(&self, py: Python<'_>, ticket: Hidden) -> PyResult<String> {
        let ticket = ticket.0;
        self.with(py, async |crm| crm.auth().redeem(ticket.expose()).await).map(Out::out)
    }

    fn __repr__(&self) -> String {
        format!("<Auth of an office over {}>", self.0.kind())
    }
}

desk! {
    /// Passwords and sessions.
    SessionAuth
}

#[pymethods]
impl SessionAuth {
    /// Changes one's own password, and ends one's other sessions.
    ///
    /// Raises UnauthenticatedError (`auth.wrong_credentials`, `auth.session_*`), TooManyRequestsError
    /// (`auth.too_many_attempts`), InvalidError (`auth.password_policy`), ForbiddenError for the program itself.
    fn change_password(&self, py: Python<'_>, present: Hidden, new: Hidden) -> PyResult<()> {
        let (present, new) = (present.0, new.0);
        self.0.with(py, async |crm, actor| crm.auth().change_password(actor, &present, &new).await)
    }

    /// Sets another user's password, and ends every session of that user.
    ///
    /// Raises ForbiddenError, NotFoundError (`operator.not_found`), InvalidError (`auth.password_policy`).
    fn set_password(&self, py: Python<'_>, operator: Id<OperatorId>, new: Hidden) -> PyResult<()> {
        let new = new.0;
        self.0.with(py, async |crm, actor| crm.auth().set_password(actor, operator.0, &new).await)
    }

    /// Notes that one's session is in use: without such signs of life a user is put offline. Call it on every request, and
    /// every minute while a stream is open. Without a session there is nothing to note.
    fn seen(&self, py: Python<'_>) -> PyResult<()> {
        self.0.with(py, async |crm, actor| crm.auth().seen(actor).await)
    }

    /// Ends one's own session. Ending the last one also puts the user offline, unless on a call. Without a session there is
    /// nothing to end.
    fn logout(&self, py: Python<'_>) -> PyResult<()> {
        self.0.with(py, async |crm, actor| crm.auth().logout(actor).await)
    }

    /// One's own sessions, or those of another user; latest first, those that have ended lately included.
    ///
    /// Raises ForbiddenError.
    #[pyo3(signature = (operator=None))]
    fn sessions(&self, py: Python<'_>, operator: Option<Id<OperatorId>>) -> PyResult<Vec<SessionInfo>> {
        self.0
            .with(py, async |crm, actor| {
                let whose = operator.map(|id| id.0).or(actor.id()).ok_or(AccessError::Forbidden)?;
                crm.auth().sessions(actor, whose).await
            })
            .map(Out::out)
    }

    /// Ends a session of one's own, or of another user; the last one as `logout` does.
    ///
    /// Raises UnauthenticatedError (`auth.session_unknown`), also for somebody else's without the right.
    fn revoke_session(&self, py: Python<'_>, session: Id<SessionId>) -> PyResult<()> {
        self.0.with(py, async |crm, actor| crm.auth().revoke_session(actor, session.0).await)
    }
}
