//! Rules of call-backs: which task an episode is, and what people do with a task.

use serde_json::{Value, json};

use super::{Callback, CallbackError, CallbackState, Closed, Closing, Episode, Reason, Taken};
use crate::access::{AccessError, Actor, Policy, Right};
use crate::audit;
use crate::events::{EventKind, EventScope, NewEvent};
use crate::kernel::{CallbackId, CityId, Error, OperatorId, Phone, Text, Timestamp, Version};
use crate::store::{Effects, Loaded, Write};

/// Whether a task is an episode's.
type Rule = fn(&Callback, &Episode) -> bool;

/// The stored task of each episode, where it has one. The tasks are all those of the same stretch.
///
/// A task goes with its first missed call. When that is another one now, because an earlier call came late or a talk was
/// corrected, it goes with the missed calls it stood for. A withdrawn task only comes back with its first call.
pub(super) fn match_up(stored: Vec<Loaded<Callback>>, episodes: Vec<Episode>) -> Matched {
    let mut left = stored;
    let mut pairs: Vec<(Option<Loaded<Callback>>, Episode)> =
        episodes.into_iter().map(|episode| (None, episode)).collect();
    let same_call: Rule = |task, episode| task.episode.first_call == episode.first_call;
    let overlap: Rule = |task, episode| {
        task.state != CallbackState::Withdrawn
            && task.episode.first_at <= episode.last_at
            && episode.first_at <= task.episode.last_at
    };
    let rules: [Rule; 2] = [same_call, overlap];
    for is_its in rules {
        for (task, episode) in pairs.iter_mut().filter(|(task, _)| task.is_none()) {
            *task = left.iter().position(|task| is_its(task, episode)).map(|place| left.remove(place));
        }
    }
    left.retain(|task| task.state != CallbackState::Withdrawn);
    Matched { pairs, gone: left }
}

/// Episodes with the tasks they have, and tasks that have no episode any more.
pub(super) struct Matched {
    pub(super) pairs: Vec<(Option<Loaded<Callback>>, Episode)>,
    pub(super) gone: Vec<Loaded<Callback>>,
}

/// How a call-back of the episode stands.
pub(super) fn state_of(episode: &Episode) -> CallbackState {
    if episode.closed.is_some() { CallbackState::Closed } else { CallbackState::Open }
}

/// A task for an episode that had none.
pub(super) fn open(id: CallbackId, phone: Phone, episode: Episode, now: Timestamp, effects: &mut Effects) {
    let callback = Callback {
        id,
        version: Version::FIRST,
        phone,
        state: state_of(&episode),
        episode,
        taken: None,
        created_at: now,
        updated_at: now,
    };
    effects.insert(callback.clone());
    let (action, kind) = match callback.state {
        CallbackState::Closed => ("callback.closed", EventKind::CallbackClosed),
        _ => ("callback.opened", EventKind::CallbackOpened),
    };
    tell(None, &callback, kind, now, effects);
    record(&callback, action, &system(), now, effects);
}

/// Brings a task up to date with its episode.
pub(super) fn follow(read: &Loaded<Callback>, episode: Episode, now: Timestamp, effects: &mut Effects) {
    let state = state_of(&episode);
    if read.episode == episode && read.state == state {
        return;
    }
    let mut callback = read.to_changed();
    (callback.episode, callback.state, callback.updated_at) = (episode, state, now);
    effects.update(read, callback.clone());
    callback.version = read.version.next();
    let (action, kind) = match (&read.state, &callback.state) {
        (CallbackState::Open, CallbackState::Closed) => ("callback.closed", EventKind::CallbackClosed),
        (CallbackState::Closed | CallbackState::Withdrawn, CallbackState::Open) => {
            ("callback.reopened", EventKind::CallbackOpened)
        }
        _ => ("callback.changed", EventKind::CallbackChanged),
    };
    tell(Some(read), &callback, kind, now, effects);
    record(&callback, action, &system(), now, effects);
}

/// Takes back a task that has no episode any more.
pub(super) fn withdraw(read: &Loaded<Callback>, now: Timestamp, effects: &mut Effects) {
    let mut callback = read.to_changed();
    (callback.state, callback.updated_at) = (CallbackState::Withdrawn, now);
    effects.update(read, callback.clone());
    callback.version = read.version.next();
    tell(Some(read), &callback, EventKind::CallbackWithdrawn, now, effects);
    record(&callback, "callback.withdrawn", &system(), now, effects);
}

fn is_open_at(read: &Callback, version: Version) -> Result<(), CallbackError> {
    if version != read.version {
        return Err(CallbackError::VersionConflict { current: read.version });
    }
    if read.state == CallbackState::Open { Ok(()) } else { Err(CallbackError::NotOpen) }
}

/// Taking what a colleague has taken is deliberate: it takes the present version. Taking one's own again changes nothing.
pub(super) fn take(
    read: &Loaded<Callback>,
    version: Version,
    by: OperatorId,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Callback, Effects), CallbackError> {
    let is_own = read.taken.is_some_and(|taken| taken.by == by);
    if is_own && read.state == CallbackState::Open {
        return Ok((read.to_changed(), Effects::none()));
    }
    is_open_at(read, version)?;
    Ok(changed(read, actor, "callback.taken", now, |callback| callback.taken = Some(Taken { by, at: now })))
}

/// Gives a task back that the actor took; an admin anybody's.
pub(super) fn release(
    read: &Loaded<Callback>,
    version: Version,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Callback, Effects), Error> {
    let Some(taken) = read.taken else { return Ok((read.to_changed(), Effects::none())) };
    if actor.id() != Some(taken.by) && !Policy::has(actor, Right::ManagePeople) {
        return Err(AccessError::Forbidden.into());
    }
    is_open_at(read, version)?;
    Ok(changed(read, actor, "callback.released", now, |callback| callback.taken = None))
}

/// Closes a task without a call. What is known of the phone now is behind it: a call of before that comes late is not
/// waited for again, one of later opens another task.
pub(super) fn close(
    read: &Loaded<Callback>,
    version: Version,
    reason: &Reason,
    actor: &Actor,
    now: Timestamp,
) -> Result<(Callback, Effects), CallbackError> {
    is_open_at(read, version)?;
    // A provider's clock may be ahead of ours, and the closing has to come after what it closes.
    let at = now.max(read.episode.last_at);
    let closing = Closing { callback: read.id, phone: read.phone.clone(), at, by: actor.id(), reason: reason.clone() };
    let closed = Closed { at, by_call: None, by: actor.id(), reason: Some(reason.clone()) };
    let (callback, mut effects) = changed(read, actor, "callback.closed", now, |callback| {
        (callback.state, callback.episode.closed) = (CallbackState::Closed, Some(closed));
    });
    effects.write(Write::CallbackClosing(closing));
    Ok((callback, effects))
}

fn changed(
    read: &Loaded<Callback>,
    actor: &Actor,
    action: &'static str,
    now: Timestamp,
    change: impl FnOnce(&mut Callback),
) -> (Callback, Effects) {
    let mut effects = Effects::none();
    let mut callback = read.to_changed();
    change(&mut callback);
    callback.updated_at = now;
    effects.update(read, callback.clone());
    callback.version = read.version.next();
    let is_closed = callback.state == CallbackState::Closed;
    let kind = if is_closed { EventKind::CallbackClosed } else { EventKind::CallbackChanged };
    tell(Some(read), &callback, kind, now, &mut effects);
    record(&callback, action, actor, now, &mut effects);
    (callback, effects)
}

fn system() -> Actor {
    Actor::system("callbacks")
}

/// Tells the people of its city, or every operator when it has none. Those of the city it left are told too: they have to
/// take it off their screens.
fn tell(before: Option<&Callback>, callback: &Callback, kind: EventKind, now: Timestamp, effects: &mut Effects) {
    let city = callback.episode.city;
    let left = before.map(|before| before.episode.city).filter(|left| *left != city);
    let to = |city: Option<CityId>, kind: EventKind| NewEvent {
        at: now,
        kind,
        subject: Text::from_stored(&format!("callback:{}", callback.id)),
        scope: EventScope { cities: city.into_iter().collect(), ..EventScope::default() },
        payload: json!({ "id": callback.id, "version": callback.version, "state": callback.state }).to_string().into(),
    };
    if let Some(left) = left {
        effects.event(to(left, EventKind::CallbackChanged));
    }
    effects.event(to(city, kind));
}

fn record(callback: &Callback, action: &'static str, actor: &Actor, now: Timestamp, effects: &mut Effects) {
    let subject = format!("callback:{}", callback.id);
    effects.audit(audit::entry(actor, now, action, subject, &summary(callback)));
}

/// What the audit keeps of a task.
fn summary(callback: &Callback) -> Value {
    let Callback { episode, taken, .. } = callback;
    let closed = episode.closed.as_ref();
    json!({
        "phoneClient": callback.phone.to_string(),
        "state": callback.state,
        "city": episode.city,
        "firstCall": episode.first_call,
        "lastCall": episode.last_call,
        "missed": episode.missed,
        "openedAt": episode.opened_at,
        "takenBy": taken.map(|taken| taken.by),
        "closedAt": closed.map(|closed| closed.at),
        "closedByCall": closed.and_then(|closed| closed.by_call),
        "closedBy": closed.and_then(|closed| closed.by),
        "reason": closed.and_then(|closed| closed.reason.as_ref()).map(AsRef::<str>::as_ref),
    })
}
