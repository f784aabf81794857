//! Who talked with whom, by the legs.

use super::super::fact::{LegEvent, LegState, Place};
use super::legs::Legs;
use crate::calls::Extension;
use crate::kernel::Timestamp;

/// Whose talk it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Between {
    /// An employee and a client.
    Client,
    /// An employee and the service that is about to dial the client: the first leg of a call-back, which only looks like
    /// talk with the client.
    CallBack,
    /// Two employees.
    Employees,
}

/// A stretch of time in which two sides were joined, hold included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Talk<'a> {
    pub(super) since: Timestamp,
    /// `None` when its end is not known.
    pub(super) until: Option<Timestamp>,
    pub(super) employee: &'a Extension,
    pub(super) between: Between,
    /// The leg they were joined in.
    pub(super) leg: &'a str,
}

/// Every talk, by time.
pub(super) fn talks<'a>(legs: &Legs<'a>) -> Vec<Talk<'a>> {
    let mut all = Vec::new();
    for leg in legs.by_leg() {
        of_leg(leg, &mut all);
    }
    all.sort_unstable();
    all
}

/// Times come from every event, the state from `seq` alone. A leg that is connected again with another side, as at the end
/// of a consultative transfer, begins another talk.
fn of_leg<'a>(leg: &[&'a LegEvent], talks: &mut Vec<Talk<'a>>) {
    let call_back = leg.iter().any(|event| event.commanded) && leg.iter().all(|event| event.taken_from.is_none());
    let mut open: Option<Talk<'a>> = None;
    for event in leg {
        let joined = match event.state {
            // Only what is connected can be held, so a hold proves the talk even if its beginning is lost.
            LegState::Connected | LegState::OnHold => joined(event, call_back),
            LegState::Appeared | LegState::Disconnected => None,
        };
        let goes_on = match (&open, &joined) {
            (Some(talk), Some((employee, between))) => talk.employee == *employee && talk.between == *between,
            (None, None) => true,
            _ => false,
        };
        if !goes_on {
            talks.extend(open.take().map(|talk| Talk { until: Some(event.at.max(talk.since)), ..talk }));
            open = joined.map(|(employee, between)| Talk {
                since: event.at,
                until: None,
                employee,
                between,
                leg: &event.leg,
            });
        }
        if event.state == LegState::Disconnected {
            return;
        }
    }
    talks.extend(open);
}

fn joined(event: &LegEvent, call_back: bool) -> Option<(&Extension, Between)> {
    if event.place != Place::Phone {
        return None;
    }
    match (&event.from.extension, &event.to.extension) {
        (Some(employee), Some(_)) => Some((employee, Between::Employees)),
        (None, Some(employee)) if call_back => Some((employee, Between::CallBack)),
        (Some(employee), None) | (None, Some(employee)) => Some((employee, Between::Client)),
        (None, None) => None,
    }
}
