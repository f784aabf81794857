//! Whether everything that is derived follows from the facts it is derived from.

use crate::access::Actor;
use crate::audit::AuditReport;
use crate::callbacks::CallbackCheck;
use crate::counters::CounterCheck;
use crate::crm::Crm;
use crate::kernel::Error;
use crate::orders::OrderCheck;
use crate::telephony::CallCheck;

/// A part of the check, as progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CheckPart {
    /// Calls against the provider's events.
    Calls,
    /// Orders against their history and ledger.
    Orders,
    /// Call-backs against calls.
    Callbacks,
    /// Counters against calls, orders and work time.
    Counters,
    /// The audit's chain.
    Audit,
}

/// What [`Crm::check`] found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeCheck {
    /// Calls that their events do not derive.
    pub calls: CallCheck,
    /// Orders that do not fit their history or ledger.
    pub orders: OrderCheck,
    /// Phones whose call-backs do not follow from their calls.
    pub callbacks: CallbackCheck,
    /// Counters that do not hold what the rows add up to.
    pub counters: CounterCheck,
    /// Whether the audit's chain is whole.
    pub audit: AuditReport,
}

impl OfficeCheck {
    /// Whether nothing differs.
    pub fn is_clean(&self) -> bool {
        self.calls.differences.is_empty()
            && self.orders.differences.is_empty()
            && self.callbacks.differences.is_empty()
            && self.counters.differences.is_empty()
            && self.audit.broken.is_none()
    }
}

impl Crm {
    /// Derives everything again: calls, orders' money, call-backs, counters; and verifies the audit. Each part also stands
    /// alone, as `check` of its handle. `progress` is told a part and how many of its rows were looked at.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. A difference is a finding, not an error.
    #[tracing::instrument(name = "check", level = "debug", skip_all)]
    pub async fn check(
        &self,
        actor: &Actor,
        mut progress: impl FnMut(CheckPart, u64) + Send,
    ) -> Result<OfficeCheck, Error> {
        let calls = self.telephony().check(actor, |done| progress(CheckPart::Calls, done)).await?;
        let orders = self.orders().check(actor, |done| progress(CheckPart::Orders, done)).await?;
        let callbacks = self.callbacks().check(actor, |done| progress(CheckPart::Callbacks, done)).await?;
        let counters = self.counters().check(actor, |done| progress(CheckPart::Counters, done)).await?;
        let audit = self.audit().verify(actor).await?;
        progress(CheckPart::Audit, audit.sealed.unsigned_abs());
        Ok(OfficeCheck { calls, orders, callbacks, counters, audit })
    }
}
