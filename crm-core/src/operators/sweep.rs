//! Use case of housekeeping: wrap-ups that are over, and users who vanished.

use super::{Operators, automatic, follow};
use crate::access::{Actor, Policy, Right};
use crate::crm::Core;
use crate::kernel::{Error, OperatorId};
use crate::settings::Settings;
use crate::store::{Attempt, Effects, Outcome, Progress, Read, UnitFuture};

/// Users one sweep moves at most, of either kind.
const SWEEP: u32 = 100;

/// Why a user is looked at.
#[derive(Debug, Clone, Copy)]
enum Cause {
    WrapUpOver,
    Vanished,
}

impl Operators<'_> {
    /// Moves on who does not move: wrap-ups that are over end at their own time, and users who vanished are offline since
    /// their last sign of life. Both times are settings.
    ///
    /// # Errors
    /// `access.forbidden`; storage errors. One user who cannot be moved does not keep the others: the first such error is
    /// answered when all were tried.
    #[tracing::instrument(name = "operators.sweep", level = "debug", skip_all)]
    pub async fn sweep(&self, actor: &Actor) -> Result<Progress, Error> {
        Policy::require(actor, Right::Maintain)?;
        let (core, now) = (self.core, self.core.now());
        let rows = core.read(Read::Each).await?.settings().all().await?;
        let settings = Settings::from_rows(rows.iter().map(|row| &**row));
        let mut progress = Progress::default();
        let mut failed = None;
        // Who wraps up and has vanished is online in between, for the time that is left of the silence.
        for cause in [Cause::WrapUpOver, Cause::Vanished] {
            let mut tx = core.read(Read::Each).await?;
            let due = match cause {
                Cause::WrapUpOver => tx.operators().wrapping_up(now.minus(settings.wrap_up), SWEEP).await?,
                Cause::Vanished => tx.operators().vanished(now, now.minus(settings.offline_after), SWEEP).await?,
            };
            drop(tx);
            progress.more |= u32::try_from(due.len()).is_ok_and(|found| found >= SWEEP);
            for id in due {
                match core.unit(move |a| move_on(core, a, id, cause, settings)).await {
                    Ok(moved) => progress.rows += u64::from(moved),
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
        }
        failed.map_or(Ok(progress), Err)
    }
}

/// Moves a user on, unless something else has meanwhile.
fn move_on<'t>(
    core: &'t Core,
    a: Attempt<'t, '_>,
    id: OperatorId,
    cause: Cause,
    settings: Settings,
) -> UnitFuture<'t, bool> {
    Box::pin(async move {
        let Some(read) = a.tx.operators().get(id).await? else { return Ok(Outcome::unchanged(false)) };
        let moved = match cause {
            Cause::WrapUpOver => automatic::wrap_up_over(&read, settings.wrap_up, a.now),
            Cause::Vanished => {
                let sessions = a.tx.sessions().of_operator(id).await?;
                automatic::gone(&read, sessions, a.now, a.now.minus(settings.offline_after))
            }
        };
        let Some(more) = moved else { return Ok(Outcome::unchanged(false)) };
        let mut effects = Effects::none();
        follow::add(core, a.tx, &read, more, &mut effects).await?;
        Ok(Outcome::done(true, effects))
    })
}
