//! What a changed call brings about among the call-backs of its client, in the same unit.

use super::{ClientHead, Mark, Stretch, decide};
use crate::calls::CallChange;
use crate::crm::Core;
use crate::kernel::{CallId, Error, Phone, Timestamp, Version};
use crate::store::{Effects, StoreError, Tx};

/// Derives anew what the change of a call touches. A call that is not over, or means nothing here, reads nothing.
pub(crate) async fn follow(
    core: &Core,
    tx: &mut dyn Tx,
    change: CallChange<'_>,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    let call = change.after.id;
    let (was, is) = (change.before.and_then(Mark::of), Mark::of(change.after));
    if was == is {
        return Ok(());
    }
    let (left, left_at) = was.as_ref().map(|(phone, mark)| (*phone, mark.at())).unzip();
    if let (Some(left), Some(left_at)) = (left, left_at)
        && is.as_ref().is_none_or(|(phone, _)| *phone != left)
    {
        derive(core, tx, left, call, &[left_at], None, now, effects).await?;
    }
    if let Some((phone, mark)) = is {
        let moved_from = left_at.filter(|at| left == Some(phone) && *at != mark.at());
        let cuts: Vec<_> = moved_from.into_iter().chain([mark.at()]).collect();
        derive(core, tx, phone, call, &cuts, Some(mark), now, effects).await?;
    }
    Ok(())
}

/// Bumps the head of a phone: the unit has read, or writes, its time line. To be read before anything else of the phone, so
/// that whatever is written meanwhile makes the unit stale.
pub(super) async fn touch(tx: &mut dyn Tx, phone: &Phone, effects: &mut Effects) -> Result<(), StoreError> {
    match tx.callbacks().head(phone).await? {
        Some(head) => effects.update(&head, head.to_changed()),
        None => effects.insert(ClientHead { phone: phone.clone(), version: Version::FIRST }),
    }
    Ok(())
}

/// Derives the episodes around the instants at which the mark of `call` was and is, and brings their tasks up to date.
#[expect(clippy::too_many_arguments, reason = "a unit's surroundings, and one change of one phone")]
async fn derive(
    core: &Core,
    tx: &mut dyn Tx,
    phone: &Phone,
    call: CallId,
    cuts: &[Timestamp],
    mark: Option<Mark>,
    now: Timestamp,
    effects: &mut Effects,
) -> Result<(), Error> {
    touch(tx, phone, effects).await?;
    for mut stretch in stretches(tx, phone, cuts, call).await? {
        let stored = tx.callbacks().of_phone(phone, stretch.after, stretch.to()).await?;
        if let Some(mark) = mark.clone().filter(|mark| is_within(&stretch, mark.at())) {
            stretch.put(mark);
        }
        let matched = decide::match_up(stored, stretch.episodes());
        for gone in &matched.gone {
            decide::withdraw(gone, now, effects);
        }
        for (task, episode) in matched.pairs {
            match task {
                Some(read) => decide::follow(&read, episode, now, effects),
                None => decide::open(core.ids.next().await?, phone.clone(), episode, now, effects),
            }
        }
    }
    Ok(())
}

fn is_within(stretch: &Stretch, at: Timestamp) -> bool {
    stretch.after.is_none_or(|after| at > after) && stretch.to().is_none_or(|to| at <= to)
}

/// The stretches around the cuts: one when they share it, else one for each. So no more than a few marks are read, however
/// far a call has moved.
async fn stretches(
    tx: &mut dyn Tx,
    phone: &Phone,
    cuts: &[Timestamp],
    call: CallId,
) -> Result<Vec<Stretch>, StoreError> {
    let (Some(first), Some(last)) = (cuts.iter().min(), cuts.iter().max()) else { return Ok(Vec::new()) };
    let around_first = tx.callbacks().stretch(phone, &[*first], call).await?;
    if first == last {
        return Ok(vec![around_first]);
    }
    if around_first.to().is_some_and(|to| to < *last) {
        return Ok(vec![around_first, tx.callbacks().stretch(phone, &[*last], call).await?]);
    }
    Ok(vec![tx.callbacks().stretch(phone, cuts, call).await?])
}
