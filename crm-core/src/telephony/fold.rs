//! From everything that is known of a conversation to the one call it was.
//!
//! A pure function of the *set* of facts: their order and their repetition change nothing. Where facts contradict each
//! other the choice is arbitrary but always the same, and the call is marked as not complete.

mod legs;
mod outcome;
mod talk;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::time::Duration;

use legs::Legs;

use super::fact::{Ended, Fact, LegEvent, LegState, RecordReady, RecordingEvent, Summary};
use crate::calls::{CallFacts, RecordingFact};

/// How long after the end of a conversation an event may be stamped and still belong to it.
const STRAGGLES: Duration = Duration::from_secs(2);

/// How far the legs and the summary may differ about one moment: both count whole seconds.
const TOLERANCE: Duration = Duration::from_secs(2);

/// Folds the facts of one conversation into its call; `None` while there is no leg, summary or end, since a recording or
/// a pressed key alone is no evidence of a call.
pub fn fold<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> Option<CallFacts> {
    Evidence::gather(facts).call()
}

/// Whether every leg that was seen is over; `false` without legs.
pub(crate) fn legs_over<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> bool {
    let legs = Evidence::gather(facts).legs;
    legs.count() > 0 && legs.by_leg().all(|leg| leg.last().is_some_and(|event| event.state == LegState::Disconnected))
}

/// The facts, sorted by what they are good for.
#[derive(Default)]
struct Evidence<'a> {
    legs: Legs<'a>,
    summary: Latest<'a, Summary>,
    ended: First<'a>,
    /// This office gave up waiting.
    swept: bool,
    recordings: Vec<&'a RecordingEvent>,
    ready: Vec<&'a RecordReady>,
}

/// The greatest of several facts of which there should be one.
struct Latest<'a, T> {
    fact: Option<&'a T>,
    contradicted: bool,
}

impl<T> Default for Latest<'_, T> {
    fn default() -> Self {
        Self { fact: None, contradicted: false }
    }
}

impl<'a, T: Ord> Latest<'a, T> {
    fn offer(&mut self, fact: &'a T) {
        self.contradicted |= self.fact.is_some_and(|known| known != fact);
        self.fact = self.fact.max(Some(fact));
    }
}

/// The earliest of several ends of which there should be one, and whether another one of its time says otherwise.
///
/// The id of a SIP conversation is its caller's to choose and may be used again later. Such a later end is none of this
/// conversation's.
#[derive(Default)]
struct First<'a> {
    fact: Option<&'a Ended>,
    contradicted: bool,
}

impl<'a> First<'a> {
    fn of(ends: &[&'a Ended]) -> Self {
        let fact = ends.iter().copied().min_by_key(|end| (end.last.at, !end.talked, *end));
        let mut first = Self { fact, contradicted: false };
        first.contradicted = ends.iter().any(|end| fact != Some(*end) && first.takes_in(&end.last));
        first
    }
    fn takes_in(&self, event: &LegEvent) -> bool {
        self.fact.is_none_or(|end| event.at <= end.last.at.plus(STRAGGLES))
    }
}

/// How a conversation came to its end.
#[derive(Clone, Copy)]
enum Closing<'a> {
    Summary(&'a Summary),
    Ended(&'a Ended),
    Swept,
}

impl<'a> Evidence<'a> {
    fn gather(facts: impl IntoIterator<Item = &'a Fact>) -> Self {
        let mut evidence = Self::default();
        let mut events: Vec<&LegEvent> = Vec::new();
        let mut ends: Vec<&Ended> = Vec::new();
        for fact in facts {
            match fact {
                Fact::Leg(leg) => events.push(leg),
                Fact::Ended(ended) => {
                    events.push(&ended.last);
                    ends.push(ended);
                }
                Fact::Summary(summary) => evidence.summary.offer(summary),
                Fact::Recording(event) => evidence.recordings.push(event),
                Fact::RecordReady(ready) => evidence.ready.push(ready),
                Fact::Dtmf(_) => {}
                Fact::Closed { .. } => evidence.swept = true,
            }
        }
        evidence.ended = First::of(&ends);
        events.retain(|event| evidence.ended.takes_in(event));
        evidence.legs = Legs::of(events);
        evidence
    }

    fn closing(&self) -> Option<Closing<'a>> {
        match (self.summary.fact, self.ended.fact, self.swept) {
            (Some(summary), _, _) => Some(Closing::Summary(summary)),
            (None, Some(ended), _) => Some(Closing::Ended(ended)),
            (None, None, true) => Some(Closing::Swept),
            (None, None, false) => None,
        }
    }

    /// Whether facts that should agree do not.
    fn is_contradicted(&self) -> bool {
        self.legs.contradicted || self.summary.contradicted || self.ended.contradicted
    }

    /// Bound to legs by id. A recording that goes on in another leg belongs to the leg it began in; one that the provider
    /// dropped as too short stays listed, and never becomes ready.
    fn recordings(&self) -> Vec<RecordingFact> {
        let mut known: BTreeMap<&str, (Option<&RecordingEvent>, bool)> = BTreeMap::new();
        for &event in &self.recordings {
            let (first, _) = known.entry(&event.recording).or_default();
            let earlier = first.is_none_or(|first| (event.seq, event) < (first.seq, first));
            if earlier {
                *first = Some(event);
            }
        }
        for ready in &self.ready {
            known.entry(&ready.recording).or_default().1 = true;
        }
        known
            .into_iter()
            .map(|(id, (first, ready))| RecordingFact {
                id: id.to_owned(),
                leg: first.and_then(|event| event.leg.clone()),
                ready,
            })
            .collect()
    }
}
