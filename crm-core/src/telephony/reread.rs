//! What stored events say.

use super::{Fact, NewRawEvent, Provider, mango, sip};

/// What a stored event says; `None` when it is not understood, now as then. It is read with what was known when it
/// arrived, never with today's configuration.
pub(crate) fn reread(raw: &NewRawEvent) -> Option<Fact> {
    let body = std::str::from_utf8(&raw.body).ok()?;
    match raw.provider {
        Provider::Mango => Some(mango::read(&raw.path, body, raw.clock_offset_seconds).ok()?.fact),
        Provider::Sip => sip::reread(body, raw.context.as_deref()?),
        Provider::Crm => Some(Fact::Closed { at: raw.received_at }),
        Provider::Unknown(_) => None,
    }
}
