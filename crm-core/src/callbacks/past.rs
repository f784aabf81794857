//! Calls of the past on the time lines of their clients.

use super::{Callback, CallbackState, Closed, Closing, Mark, TimeLine, decide, follow};
use crate::calls::Call;
use crate::crm::Core;
use crate::kernel::{Error, Phone, Timestamp, Version};
use crate::store::{Effects, Loaded, Tx, Write};

/// Puts calls of one client, which the unit writes, on the client's time line. The tasks are those that
/// [`follow`](super::follow()) would derive call by call, but nobody is told of each, and nobody waits who was last missed
/// [`Closing::LONG_AGO`]: what is closed for that is closed as of that long ago, so that a client who was missed since then
/// does wait.
pub(crate) async fn take_in(
    core: &Core,
    tx: &mut dyn Tx,
    phone: &Phone,
    calls: &[&Call],
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    follow::touch(tx, phone, effects).await?;
    let mut marks = tx.callbacks().marks(phone).await?;
    marks.extend(calls.iter().filter_map(|call| Mark::of(call)).map(|(_, mark)| mark));
    let stored = tx.callbacks().of_phone(phone, None, None).await?;
    let matched = decide::match_up(stored, TimeLine::new(marks).episodes());
    for gone in &matched.gone {
        change(gone, now, effects, |task| task.state = CallbackState::Withdrawn);
    }
    for (task, episode) in matched.pairs {
        let state = decide::state_of(&episode);
        if let Some(read) = task {
            change(&read, now, effects, |task| (task.episode, task.state) = (episode, state));
            continue;
        }
        let id = core.ids.next().await?;
        let (version, phone) = (Version::FIRST, phone.clone());
        let task = Callback { id, version, phone, state, episode, taken: None, created_at: now, updated_at: now };
        open(task, now, effects);
    }
    Ok(())
}

fn change(read: &Loaded<Callback>, now: Timestamp, effects: &mut Effects, change: impl FnOnce(&mut Callback)) {
    let mut task = read.to_changed();
    change(&mut task);
    if task != **read {
        task.updated_at = now;
        effects.update(read, task);
    }
}

fn open(mut task: Callback, now: Timestamp, effects: &mut Effects) {
    let closing = Closing::of_long_ago(&task, now).map(|it| Closing { at: now.minus(Closing::LONG_AGO), ..it });
    if let Some(Closing { at, by, reason, .. }) = closing.clone() {
        task.state = CallbackState::Closed;
        task.episode.closed = Some(Closed { at, by_call: None, by, reason: Some(reason) });
    }
    effects.insert(task);
    effects.writes.extend(closing.map(Write::CallbackClosing));
}
