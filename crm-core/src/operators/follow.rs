//! What follows elsewhere from calls and sessions, in the units that write them; and that ended work time is counted.

use std::time::Duration;

use super::Operator;
use super::automatic::{self, Talk};
use crate::calls::CallChange;
use crate::counters;
use crate::crm::Core;
use crate::kernel::{Error, OperatorId, Timestamp};
use crate::settings::Settings;
use crate::store::{Effects, Loaded, StoreError, Tx, Write};

/// Adds to the effects of a changed call what it does to the work states of who talks in it. Reads nothing unless somebody
/// began to talk or ceased to.
pub(crate) async fn follow(
    core: &Core,
    tx: &mut dyn Tx,
    change: CallChange<'_>,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    for (id, talk) in automatic::talks(change.before, change.after, now) {
        let Some(read) = tx.operators().get(id).await?.filter(|operator| automatic::heeds(operator)) else { continue };
        let elsewhere = automatic::asks_elsewhere(&read, talk) && tx.calls().talking(id, change.after.id).await?;
        let wrap_up = match talk {
            Talk::Begun(_) => Duration::ZERO,
            Talk::Ended(_) | Talk::Passed(..) => {
                Settings::from_rows(tx.settings().all().await?.iter().map(|row| &**row)).wrap_up
            }
        };
        if let Some(more) = automatic::talk(&read, talk, elsewhere, wrap_up, now) {
            add(core, tx, &read, more, effects).await?;
        }
    }
    Ok(())
}

/// Adds to the effects of a user's last session that ends by hand what it does to the user's work state.
pub(crate) async fn signed_out(
    core: &Core,
    tx: &mut dyn Tx,
    id: OperatorId,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    let Some(read) = tx.operators().get(id).await? else { return Ok(()) };
    match automatic::signed_out(&read, now) {
        Some(more) => add(core, tx, &read, more, effects).await,
        None => Ok(()),
    }
}

/// Adds what changes a user's work state, with what it counts.
pub(super) async fn add(
    core: &Core,
    tx: &mut dyn Tx,
    read: &Loaded<Operator>,
    mut more: Effects,
    effects: &mut Effects,
) -> Result<(), Error> {
    count(core, tx, read, &mut more).await?;
    *effects = std::mem::take(effects).then(more);
    Ok(())
}

/// Counts every stretch that the entries among the effects end. Whoever writes entries of a user calls it, once.
pub(super) async fn count(
    core: &Core,
    tx: &mut dyn Tx,
    read: &Operator,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let entered = |write: &Write| match write {
        Write::WorkState(entry) if entry.operator == read.id => Some((entry.state.clone(), entry.from)),
        _ => None,
    };
    let entries: Vec<_> = effects.writes.iter().filter_map(entered).collect();
    if entries.is_empty() {
        return Ok(());
    }
    let zone = core.office_zone.counted_by(tx, effects).await?;
    let mut open = (read.work_state.clone(), read.work_state_since);
    for next in entries {
        effects.count(counters::work_ended(zone, read.id, &open.0, open.1, next.1));
        open = next;
    }
    Ok(())
}
