//! A phone's time line: who was missed when, and when somebody talked with the client.
//!
//! Marks are ordered by when their call began. At one and the same instant missed calls come first, so that the talk
//! closes them; what decides further is the calls' own facts before their ids, which depend on the order of arrival.

use std::cmp::Ordering;

use super::{Closed, Closing, Episode, Reason};
use crate::calls::{Call, CallDirection, CallStatus};
use crate::kernel::{CallId, CampaignId, CityId, LineNumber, OperatorId, Phone, Timestamp};

/// How far the missed calls of an episode are counted: a machine may call for days, and each of its calls is followed.
pub const MOST_COUNTED: u32 = 1_000;

/// A missed call on a time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissedCall {
    /// The call.
    pub call: CallId,
    /// When it began.
    pub at: Timestamp,
    /// When it ended.
    pub ended_at: Timestamp,
    /// Its city.
    pub city: Option<CityId>,
    /// Its campaign.
    pub campaign: Option<CampaignId>,
    /// The line the client dialled.
    pub line: Option<LineNumber>,
}

impl MissedCall {
    fn place(&self) -> (Timestamp, Timestamp, CallId) {
        (self.at, self.ended_at, self.call)
    }
}

/// What ends a client's waiting: a talk in either direction, or a closing by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// When the call began, or when it was closed by hand: its place on the time line.
    pub at: Timestamp,
    /// When they began to talk, or when it was closed by hand.
    pub reached_at: Timestamp,
    /// The call; `None` for a closing by hand.
    pub call: Option<CallId>,
    /// The operator who talked first, or who closed it.
    pub by: Option<OperatorId>,
    /// Why it was closed by hand.
    pub reason: Option<Reason>,
}

impl Contact {
    fn place(&self) -> (Timestamp, Timestamp, Option<CallId>) {
        (self.at, self.reached_at, self.call)
    }
}

impl From<&Closing> for Contact {
    fn from(closing: &Closing) -> Self {
        Self {
            at: closing.at,
            reached_at: closing.at,
            call: None,
            by: closing.by,
            reason: Some(closing.reason.clone()),
        }
    }
}

/// What has a place on a time line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The client was missed.
    Missed(MissedCall),
    /// The client was reached.
    Contact(Contact),
}

impl Mark {
    /// The mark of a call and the phone whose time line it is on. `None` while it lasts, when the client is hidden, for a
    /// call between employees, and for one the client did not answer.
    pub fn of(call: &Call) -> Option<(&Phone, Self)> {
        let facts = &call.facts;
        let phone = facts.client.as_ref()?;
        let mark = match facts.status {
            CallStatus::Missed => Self::Missed(MissedCall {
                call: call.id,
                at: facts.started_at,
                ended_at: facts.ended_at.unwrap_or(facts.started_at),
                city: call.attribution.city,
                campaign: call.attribution.campaign,
                line: facts.line.clone(),
            }),
            CallStatus::Answered if facts.direction != CallDirection::Internal => Self::Contact(Contact {
                at: facts.started_at,
                reached_at: facts.answered_at.unwrap_or(facts.started_at),
                call: Some(call.id),
                by: call.operator,
                reason: None,
            }),
            _ => return None,
        };
        Some((phone, mark))
    }
    /// Its place on the time line.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Missed(missed) => missed.at,
            Self::Contact(contact) => contact.at,
        }
    }
    /// The call it is of; `None` for a closing by hand.
    pub fn call(&self) -> Option<CallId> {
        match self {
            Self::Missed(missed) => Some(missed.call),
            Self::Contact(contact) => contact.call,
        }
    }

    fn in_order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Missed(one), Self::Missed(next)) => one.place().cmp(&next.place()),
            (Self::Contact(one), Self::Contact(next)) => one.place().cmp(&next.place()),
            (Self::Missed(one), Self::Contact(next)) => one.at.cmp(&next.at).then(Ordering::Less),
            (Self::Contact(one), Self::Missed(next)) => one.at.cmp(&next.at).then(Ordering::Greater),
        }
    }
}

/// Missed calls with no contact between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The first one.
    pub first: MissedCall,
    /// The last one; the first again when it is the only one.
    pub last: MissedCall,
    /// How many, counted to [`MOST_COUNTED`].
    pub count: u32,
}

impl Run {
    fn of(missed: MissedCall) -> Self {
        Self { first: missed.clone(), last: missed, count: 1 }
    }

    fn joined(self, other: Self) -> Self {
        let least = |one: MissedCall, two: MissedCall| if two.place() < one.place() { two } else { one };
        let most = |one: MissedCall, two: MissedCall| if two.place() > one.place() { two } else { one };
        Self {
            first: least(self.first, other.first),
            last: most(self.last, other.last),
            count: self.count.saturating_add(other.count).min(MOST_COUNTED),
        }
    }

    /// One run of both, where there are both.
    fn join(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        match (one, other) {
            (Some(one), Some(other)) => Some(one.joined(other)),
            (one, other) => one.or(other),
        }
    }

    fn episode(self, contact: Option<Contact>) -> Episode {
        let Self { first, last, count } = self;
        Episode {
            first_call: first.call,
            first_at: first.at,
            opened_at: first.ended_at,
            last_call: last.call,
            last_at: last.at,
            missed: count,
            city: last.city,
            campaign: last.campaign,
            line: last.line,
            closed: contact.map(|Contact { reached_at, call, by, reason, .. }| Closed {
                at: reached_at,
                by_call: call,
                by,
                reason,
            }),
        }
    }
}

/// A part of a stretch: missed calls, then the contact that may follow them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The missed calls that began in it.
    pub missed: Option<Run>,
    /// The instant it ends with; `None` for whatever comes.
    pub to: Option<Timestamp>,
    /// The first contact at the very end.
    pub contact: Option<Contact>,
}

/// The neighbourhood of an instant: from the last contact before it to the first one after it. A mark that comes, goes or
/// changes there changes no episode elsewhere, however long the time line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins: with what began after the last contact before; `None` for the beginning of all.
    pub after: Option<Timestamp>,
    /// Its pieces, in order: each ends with an instant it was cut at, the last one with the first contact after them.
    pub pieces: Vec<Piece>,
}

impl Stretch {
    /// Where it ends: with the first contact after; `None` when there is none yet.
    pub fn to(&self) -> Option<Timestamp> {
        self.pieces.last().and_then(|piece| piece.to)
    }

    /// Puts a mark in, which lies at one of the instants the stretch was cut at.
    pub(crate) fn put(&mut self, mark: Mark) {
        let at = mark.at();
        let Some(piece) = self.pieces.iter_mut().find(|piece| piece.to.is_none_or(|to| at <= to)) else { return };
        match mark {
            Mark::Missed(missed) => piece.missed = Run::join(piece.missed.take(), Some(Run::of(missed))),
            Mark::Contact(contact) => {
                debug_assert_eq!(piece.to, Some(at), "a stretch is cut where it is changed");
                if piece.contact.as_ref().is_none_or(|known| contact.place() < known.place()) {
                    piece.contact = Some(contact);
                }
            }
        }
    }

    /// Its episodes, in order.
    pub(crate) fn episodes(self) -> Vec<Episode> {
        let (mut episodes, mut waiting) = (Vec::new(), None);
        for Piece { missed, contact, .. } in self.pieces {
            waiting = Run::join(waiting, missed);
            if contact.is_some() {
                episodes.extend(waiting.take().map(|run| run.episode(contact)));
            }
        }
        episodes.extend(waiting.map(|run| run.episode(None)));
        episodes
    }
}

/// Everything known of a phone: the reference that tasks are checked against and backends are tested with.
#[derive(Debug, Clone, Default)]
pub struct TimeLine(Vec<Mark>);

impl TimeLine {
    /// The time line of these marks, in whatever order they come.
    pub fn new(marks: impl IntoIterator<Item = Mark>) -> Self {
        let mut marks: Vec<_> = marks.into_iter().collect();
        marks.sort_by(Mark::in_order);
        Self(marks)
    }

    /// Every episode, in order: the first missed call after a contact begins one, the next contact ends it.
    pub fn episodes(&self) -> Vec<Episode> {
        let mut episodes: Vec<Episode> = Vec::new();
        for mark in &self.0 {
            let open = episodes.last_mut().filter(|episode| episode.closed.is_none());
            match (mark, open) {
                (Mark::Missed(missed), None) => episodes.push(Run::of(missed.clone()).episode(None)),
                (Mark::Missed(missed), Some(open)) => {
                    (open.last_call, open.last_at) = (missed.call, missed.at);
                    (open.city, open.campaign, open.line) = (missed.city, missed.campaign, missed.line.clone());
                    open.missed = (open.missed + 1).min(MOST_COUNTED);
                }
                (Mark::Contact(contact), Some(open)) => {
                    let Contact { reached_at, call, by, reason, .. } = contact.clone();
                    open.closed = Some(Closed { at: reached_at, by_call: call, by, reason });
                }
                (Mark::Contact(_), None) => {}
            }
        }
        episodes
    }

    /// The stretch around one or two instants, cut at them; between them there must be no contact.
    pub fn stretch(&self, cuts: &[Timestamp]) -> Stretch {
        let mut cuts = cuts.to_vec();
        cuts.sort_unstable();
        cuts.dedup();
        let contacts =
            || self.0.iter().filter_map(|mark| if let Mark::Contact(contact) = mark { Some(contact) } else { None });
        let after = cuts.first().and_then(|cut| contacts().map(|it| it.at).filter(|at| at < cut).max());
        let next = cuts.last().and_then(|cut| contacts().map(|it| it.at).filter(|at| at > cut).min());
        let mut from = after;
        let ends = cuts.into_iter().map(Some).chain([next]);
        let pieces = ends.map(|to| {
            let begins_in = |at: Timestamp| from.is_none_or(|from| at > from) && to.is_none_or(|to| at <= to);
            let missed = self.0.iter().filter_map(|mark| match mark {
                Mark::Missed(missed) if begins_in(missed.at) => Some(Run::of(missed.clone())),
                _ => None,
            });
            let missed = missed.reduce(Run::joined);
            let contact = contacts().find(|contact| Some(contact.at) == to).cloned();
            from = to;
            Piece { missed, to, contact }
        });
        let pieces = pieces.collect();
        Stretch { after, pieces }
    }
}
