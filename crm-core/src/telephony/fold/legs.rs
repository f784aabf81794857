//! What the legs of a conversation say together.

use std::collections::BTreeMap;

use super::super::codes::{self, Visited};
use super::super::fact::{LegEvent, LegState, Party, Place, Transfer};
use super::TOLERANCE;
use super::talk::Talk;
use crate::calls::{CallDirection, Extension};
use crate::kernel::{CallerId, LineNumber, Phone, Timestamp};

/// The events of all legs, each event once.
#[derive(Default)]
pub(super) struct Legs<'a> {
    /// By leg, then by `seq`.
    events: Vec<&'a LegEvent>,
    /// Whether one event was told in two ways.
    pub(super) contradicted: bool,
}

impl<'a> Legs<'a> {
    /// Keeps one event for each `(leg, seq)`, whichever came first: of contradicting ones one that joins the sides, so that
    /// no late event takes an answer back, and of those the smallest.
    pub(super) fn of(mut events: Vec<&'a LegEvent>) -> Self {
        let joins = |event: &LegEvent| matches!(event.state, LegState::Connected | LegState::OnHold);
        let place = |event: &'a LegEvent| (&event.leg, event.seq, !joins(event), event);
        events.sort_unstable_by(|one, other| place(one).cmp(&place(other)));
        let mut contradicted = false;
        events.dedup_by(|later, kept| {
            let same = later.leg == kept.leg && later.seq == kept.seq;
            contradicted |= same && later != kept;
            same
        });
        Self { events, contradicted }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &'a LegEvent> {
        self.events.iter().copied()
    }
    /// The events leg by leg, each by `seq`.
    pub(super) fn by_leg(&self) -> impl Iterator<Item = &[&'a LegEvent]> {
        self.events.chunk_by(|a, b| a.leg == b.leg)
    }
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.by_leg().count()).unwrap_or(u32::MAX)
    }
    pub(super) fn first_time(&self) -> Option<Timestamp> {
        self.iter().map(|event| event.at).min()
    }
    pub(super) fn first_connected(&self) -> Option<Timestamp> {
        self.iter().filter(|event| event.state == LegState::Connected).map(|event| event.at).min()
    }
    pub(super) fn last_time(&self) -> Option<Timestamp> {
        self.iter().map(|event| event.at).max()
    }

    /// The first event by [`rank`] for which `find` has something.
    fn earliest<T>(&self, find: impl Fn(&'a LegEvent) -> Option<T>) -> Option<T> {
        self.iter()
            .filter_map(|event| find(event).map(|found| (event, found)))
            .min_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)))
            .map(|(_, found)| found)
    }

    /// Which way the call goes by its legs alone; `None` without legs.
    ///
    /// A call-back looks inbound at first (the client in `from`), so what the office commanded is outbound whatever its
    /// sides say.
    pub(super) fn direction(&self) -> Option<CallDirection> {
        let stated = self.earliest(|event| event.direction.as_ref());
        if let Some(stated) = stated {
            return Some(stated.clone());
        }
        let root = self.earliest(Some)?;
        if self.iter().any(|event| event.commanded) {
            return Some(CallDirection::Out);
        }
        // Two employees in a leg that another one led to talk about a client: the call is not theirs, whatever was lost.
        let is_consulting = |event: &LegEvent| event.taken_from.is_some() || event.transfer.is_some();
        match direction_of(&root.from, &root.to) {
            CallDirection::Internal if is_consulting(root) => self.earliest(|event| {
                Some(direction_of(&event.from, &event.to)).filter(|way| *way != CallDirection::Internal)
            }),
            way => Some(way),
        }
    }

    /// The client's number by the legs.
    pub(super) fn client(&self, direction: &CallDirection) -> Option<Phone> {
        match direction {
            CallDirection::In => self.phone(|event| (!event.from.is_employee()).then_some(&event.from)),
            CallDirection::Out => self
                .phone(|event| match (event.from.is_employee(), event.to.is_employee()) {
                    (true, false) => Some(&event.to),
                    (false, true) => Some(&event.from),
                    _ => None,
                })
                .or_else(|| self.phone(|event| (!event.to.is_employee()).then_some(&event.to))),
            _ => None,
        }
    }

    /// The earliest number of that side which is a phone. Reading one is the dear part of a fold, and nearly every event
    /// repeats the same number, so each is read once.
    fn phone(&self, side: impl Fn(&'a LegEvent) -> Option<&'a Party>) -> Option<Phone> {
        let mut first: BTreeMap<&str, Rank> = BTreeMap::new();
        for event in self.iter() {
            if let Some(number) = side(event).and_then(|party| party.number.as_deref()) {
                let at = first.entry(number).or_insert_with(|| rank(event));
                *at = rank(event).min(*at);
            }
        }
        let mut numbers: Vec<_> = first.into_iter().collect();
        numbers.sort_by_key(|(_, at)| *at);
        numbers.into_iter().find_map(|(number, _)| phone(number))
    }

    pub(super) fn line(&self) -> Option<&'a LineNumber> {
        self.earliest(|event| event.line.as_ref())
    }

    /// The employee of an outbound call before anybody talks: who dialled, or whom a call-back rings first.
    pub(super) fn dialler(&self) -> Option<&'a Extension> {
        self.earliest(|event| event.from.extension.as_ref().or(event.to.extension.as_ref()))
    }

    /// The calling employee of an internal call.
    pub(super) fn caller(&self) -> Option<&'a Extension> {
        self.earliest(|event| event.from.extension.as_ref())
    }

    /// Every extension whose phone rang, in the order of ringing.
    pub(super) fn rung(&self) -> Vec<Extension> {
        let mut first: BTreeMap<&Extension, Timestamp> = BTreeMap::new();
        for event in self.iter().filter(|event| event.place == Place::Phone) {
            if let Some(extension) = &event.to.extension {
                let at = first.entry(extension).or_insert(event.at);
                *at = event.at.min(*at);
            }
        }
        let mut rung: Vec<_> = first.into_iter().collect();
        // Stable: those who began to ring together stay in the order of their extensions.
        rung.sort_by_key(|(_, at)| *at);
        rung.into_iter().map(|(extension, _)| extension.clone()).collect()
    }

    /// When the call first waited for a person: in a queue or at a phone.
    pub(super) fn offered(&self) -> Option<Timestamp> {
        self.iter().filter(|event| event.place != Place::Menu).map(|event| event.at).min()
    }

    pub(super) fn visited(&self) -> Visited {
        let at = |place| self.iter().any(|event| event.place == place);
        Visited { phone: at(Place::Phone), queue: at(Place::Queue) }
    }

    /// Whether a leg carries the client to somebody else without asking first.
    pub(super) fn blind_transfer(&self) -> bool {
        self.iter().any(|event| {
            event.transfer == Some(Transfer::Blind) && !(event.from.is_employee() && event.to.is_employee())
        })
    }

    /// The code that explains the end best when the provider never summed it up: that of the last leg to end, leaving out
    /// legs that just made room for another one.
    pub(super) fn explaining_code(&self) -> Option<i32> {
        self.iter()
            .filter(|event| event.state == LegState::Disconnected)
            .filter_map(|event| Some((event.at, event.code?)))
            .filter(|(_, code)| !codes::is_normal_end_of_leg(*code))
            .max()
            .map(|(_, code)| code)
    }

    /// Whether every leg is known from its first event to its end, and none was taken from a leg that was not seen.
    pub(super) fn are_whole(&self) -> bool {
        let is_seen = |leg: &String| self.events.binary_search_by(|event| event.leg.cmp(leg)).is_ok();
        self.by_leg().all(|leg| {
            let gapless = leg.iter().zip(1_i64..).all(|(event, expected)| event.seq == expected);
            gapless && leg.last().is_some_and(|last| last.state == LegState::Disconnected)
        }) && self.iter().filter_map(|event| event.taken_from.as_ref()).all(is_seen)
    }

    /// Whether a phone that is not this employee's was heard of well after the answer.
    pub(super) fn ring_another_after(&self, answered: Option<Timestamp>, employee: &Extension) -> bool {
        let later = answered.map(|answered| answered.plus(TOLERANCE));
        self.iter().any(|event| {
            let theirs = [&event.from, &event.to].into_iter().any(|side| side.extension.as_ref() == Some(employee));
            event.place == Place::Phone && Some(event.at) > later && !theirs
        })
    }

    /// Whether another phone was heard of after a talk had begun, beyond those that rang together with it.
    pub(super) fn go_on_after(&self, talk: &Talk<'_>) -> bool {
        let later = talk.since.plus(TOLERANCE);
        self.iter().any(|event| event.place == Place::Phone && event.leg != talk.leg && event.at > later)
    }
}

/// How early in its conversation an event is, across legs.
type Rank = (bool, Timestamp, i64);

/// By time, but legs that were taken from no other one go first: seconds are too coarse to tell a leg from the one it came
/// out of.
fn rank(event: &LegEvent) -> Rank {
    (event.taken_from.is_some(), event.at, event.seq)
}

/// Which way a call between these sides goes.
pub(super) fn direction_of(from: &Party, to: &Party) -> CallDirection {
    match (from.is_employee(), to.is_employee()) {
        (true, true) => CallDirection::Internal,
        (true, false) => CallDirection::Out,
        (false, _) => CallDirection::In,
    }
}

pub(super) fn phone(number: &str) -> Option<Phone> {
    CallerId::from_provider(Some(number)).phone()
}
