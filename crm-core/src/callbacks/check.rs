//! Whether the stored call-backs are those that follow from the facts.

use super::{Callback, CallbackState, Episode, TimeLine};
use crate::crm::Core;
use crate::kernel::{Error, Phone};
use crate::store::{Loaded, Read};

/// How many phones one view is held for.
const BATCH: u32 = 100;
/// The most differences that are told.
const MOST: usize = 1_000;

/// A phone whose stored call-backs are not those that follow from its calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackDifference {
    /// The phone.
    pub phone: Phone,
    /// What is stored, withdrawn ones left out.
    pub stored: Vec<Callback>,
    /// What follows from its calls and closings.
    pub derived: Vec<Episode>,
}

/// What [`Callbacks::check`](super::Callbacks::check) found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CallbackCheck {
    /// Phones looked at.
    pub phones: u64,
    /// Those whose call-backs differ, at most 1,000 of them.
    pub differences: Vec<CallbackDifference>,
}

/// Whether a stored task says what its episode says.
fn stands_for(task: &Callback, episode: &Episode) -> bool {
    let is_closed = task.state == CallbackState::Closed;
    task.episode == *episode && is_closed == episode.closed.is_some()
}

pub(super) async fn check(core: &Core, mut progress: impl FnMut(u64) + Send) -> Result<CallbackCheck, Error> {
    let mut check = CallbackCheck::default();
    let mut after: Option<Phone> = None;
    loop {
        // One view per batch: tasks and marks must be of one moment.
        let mut tx = core.read(Read::Snapshot).await?;
        let phones = tx.callbacks().phones_after(after.as_ref(), BATCH).await?;
        if phones.is_empty() {
            return Ok(check);
        }
        for phone in phones {
            check.phones += 1;
            let derived = TimeLine::new(tx.callbacks().marks(&phone).await?).episodes();
            let stored = tx.callbacks().of_phone(&phone, None, None).await?.into_iter().map(Loaded::into_inner);
            let stored: Vec<_> = stored.filter(|task| task.state != CallbackState::Withdrawn).collect();
            let agree =
                stored.len() == derived.len() && stored.iter().zip(&derived).all(|(task, it)| stands_for(task, it));
            if !agree && check.differences.len() < MOST {
                check.differences.push(CallbackDifference { phone: phone.clone(), stored, derived });
            }
            after = Some(phone);
        }
        progress(check.phones);
    }
}
