//! What a changed call brings about elsewhere, in the same unit.

use super::Call;
use crate::callbacks;
use crate::counters;
use crate::crm::Core;
use crate::kernel::{Error, Timestamp};
use crate::operators;
use crate::store::{Effects, Tx};

/// A call that is about to be written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CallChange<'a> {
    /// As it is stored; `None` for a new one.
    pub(crate) before: Option<&'a Call>,
    /// As it is written.
    pub(crate) after: &'a Call,
}

/// Adds to the effects of a changed call what follows from it. Whoever writes a call calls it.
pub(crate) async fn follow(
    core: &Core,
    tx: &mut dyn Tx,
    change: CallChange<'_>,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    let CallChange { before, after } = change;
    count(core, tx, before, after, effects).await?;
    operators::follow(core, tx, change, now, effects).await?;
    callbacks::follow(core, tx, change, now, effects).await?;
    Ok(())
}

/// Counters follow ended calls only.
async fn count(
    core: &Core,
    tx: &mut dyn Tx,
    before: Option<&Call>,
    after: &Call,
    effects: &mut Effects,
) -> Result<(), Error> {
    if after.facts.is_ended() || before.is_some_and(|before| before.facts.is_ended()) {
        let zone = core.office_zone.counted_by(tx, effects).await?;
        effects.count(counters::call_changed(zone, before, after));
    }
    Ok(())
}
