//! Work states that nobody sets by hand: those that follow from calls, from the end of a wrap-up and from silence.
//!
//! A user on a break or offline is left alone. Late news never rewrites the log: an entry may begin in the past, but never
//! before the open entry did.

use std::time::Duration;

use super::decide::{enter, told};
use super::{Operator, WorkState, WorkStateEntry};
use crate::auth::Session;
use crate::calls::Call;
use crate::kernel::{OperatorId, Text, Timestamp};
use crate::store::{Effects, Loaded};

/// What a changed call tells of somebody who talks in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Talk {
    /// It goes on, since then.
    Begun(Timestamp),
    /// It was known to go on, and is over since then.
    Ended(Timestamp),
    /// It was not known, and is over already.
    Passed(Timestamp, Timestamp),
}

/// What the change of a call tells of who talks in it: at most one talk a user.
///
/// A call knows when it was answered and when it ended, not when it was handed on. So a hand-over is dated to the moment it
/// is heard of, and of a handed-on call that is heard of late nobody's time is guessed. A call written by hand tells
/// nothing: who wrote it was not asked to be on the phone meanwhile.
pub(super) fn talks(before: Option<&Call>, after: &Call, now: Timestamp) -> Vec<(OperatorId, Talk)> {
    if after.conversation.is_none() {
        return Vec::new();
    }
    let (was, is) = (before.and_then(talker), talker(after));
    let mut talks = Vec::new();
    if let Some(left) = was.filter(|_| was != is) {
        talks.push((left, Talk::Ended(after.facts.ended_at.unwrap_or(now))));
    }
    let answered = after.facts.answered_at;
    // Whose talk the answer began; known only while nobody else has talked.
    let first = answered.filter(|_| {
        before.is_none_or(|before| before.facts.answered_at.is_none()) && after.operator == after.final_operator
    });
    if let Some(joined) = is.filter(|_| was != is) {
        talks.push((joined, Talk::Begun(first.unwrap_or(now))));
    }
    if let (Some(who), Some(since), Some(until)) = (after.final_operator, first, after.facts.ended_at) {
        talks.push((who, Talk::Passed(since, until)));
    }
    talks
}

/// Who talks now: whoever talked last, while the call is answered and not over.
fn talker(call: &Call) -> Option<OperatorId> {
    let goes_on = call.facts.answered_at.is_some() && !call.facts.is_ended();
    call.final_operator.filter(|_| goes_on)
}

/// Whether it matters that the user talks elsewhere as well.
pub(super) fn asks_elsewhere(operator: &Operator, talk: Talk) -> bool {
    operator.work_state == WorkState::Busy && matches!(talk, Talk::Ended(_))
}

/// Whether a talk can change the user's state.
pub(super) fn heeds(operator: &Operator) -> bool {
    operator.is_active() && matches!(operator.work_state, WorkState::Online | WorkState::WrapUp | WorkState::Busy)
}

/// What a talk does to the state of a user who [heeds](heeds) it. `elsewhere` says whether the user talks in another call.
pub(super) fn talk(
    read: &Loaded<Operator>,
    talk: Talk,
    elsewhere: bool,
    wrap_up: Duration,
    now: Timestamp,
) -> Option<Effects> {
    let mut operator = read.to_changed();
    let mut effects = Effects::none();
    let after = if wrap_up.is_zero() { WorkState::Online } else { WorkState::WrapUp };
    let is_busy = read.work_state == WorkState::Busy;
    match talk {
        // Two calls of one user must see each other: also the one that changes no state moves the head of the log on.
        Talk::Begun(_) if is_busy => {}
        Talk::Ended(_) if is_busy && elsewhere => {}
        Talk::Begun(at) => enter(&mut operator, WorkState::Busy, None, at.min(now), &mut effects),
        Talk::Ended(at) if is_busy => enter(&mut operator, after, None, at.min(now), &mut effects),
        // Only what of the talk lies in the present entry can still be told.
        Talk::Passed(since, until) if !is_busy && read.work_state_since < until.min(now) => {
            enter(&mut operator, WorkState::Busy, None, since.min(now), &mut effects);
            enter(&mut operator, after, None, until.min(now), &mut effects);
        }
        Talk::Ended(_) | Talk::Passed(..) => return None,
    }
    Some(written(read, operator, effects, now))
}

/// A wrap-up that has lasted long enough ends at its own time, whenever that is noticed.
pub(super) fn wrap_up_over(read: &Loaded<Operator>, wrap_up: Duration, now: Timestamp) -> Option<Effects> {
    let over_at = read.work_state_since.plus(wrap_up);
    if read.work_state != WorkState::WrapUp || over_at > now {
        return None;
    }
    let mut operator = read.to_changed();
    let mut effects = Effects::none();
    enter(&mut operator, WorkState::Online, None, over_at, &mut effects);
    Some(written(read, operator, effects, now))
}

/// What stored sessions tell of whether a user is still there.
///
/// A sign of life is a request of a session, its revocation, and the beginning of the present work state. A user is gone
/// when no session holds any more, or when the last sign of life is too old. A user on a call is there; one without a stored
/// session is the embedder's affair.
#[derive(Debug, Clone, Copy)]
pub struct Presence;

impl Presence {
    /// When the user was last known to be there, if the user is gone: signs of life up to `seen_by` are too old.
    pub fn gone_since(
        operator: &Operator,
        sessions: &[Session],
        now: Timestamp,
        seen_by: Timestamp,
    ) -> Option<Timestamp> {
        let at_work = matches!(operator.work_state, WorkState::Online | WorkState::Break | WorkState::WrapUp);
        if !at_work || sessions.is_empty() {
            return None;
        }
        let signs = sessions.iter().flat_map(|session| {
            [Some(session.last_seen_at), session.revoked.as_ref().map(|revoked| revoked.at)].into_iter().flatten()
        });
        let last = signs.fold(operator.work_state_since, Timestamp::max);
        let holds = sessions.iter().any(|session| session.check_alive(now).is_ok());
        (!holds || last <= seen_by).then_some(last)
    }
}

/// A user who is gone is offline since the last sign of life. Sessions that hold must still be as they were read.
pub(super) fn gone(
    read: &Loaded<Operator>,
    sessions: Vec<Session>,
    now: Timestamp,
    seen_by: Timestamp,
) -> Option<Effects> {
    let since = Presence::gone_since(read, &sessions, now, seen_by)?;
    let mut effects = offline(read, WorkStateEntry::NO_SIGN_OF_LIFE, since.min(now), now);
    for session in sessions.into_iter().filter(|session| session.check_alive(now).is_ok()) {
        effects.depends_on(&Loaded::new(session));
    }
    Some(effects)
}

/// Signing out of the last session ends the work, save on a call: that one is ended by its own end.
pub(super) fn signed_out(read: &Loaded<Operator>, now: Timestamp) -> Option<Effects> {
    let ends = matches!(read.work_state, WorkState::Online | WorkState::Break | WorkState::WrapUp);
    ends.then(|| offline(read, WorkStateEntry::SIGNED_OUT, now, now))
}

fn offline(read: &Loaded<Operator>, reason: &str, at: Timestamp, now: Timestamp) -> Effects {
    let mut operator = read.to_changed();
    let mut effects = Effects::none();
    enter(&mut operator, WorkState::Offline, Some(Text::from_stored(reason)), at, &mut effects);
    written(read, operator, effects, now)
}

// No audit entry: nobody decided it, and the log says what happened.
fn written(read: &Loaded<Operator>, operator: Operator, mut effects: Effects, now: Timestamp) -> Effects {
    if operator.work_state != read.work_state {
        effects.event(told(&operator, now));
    }
    effects.update(read, operator);
    effects
}
