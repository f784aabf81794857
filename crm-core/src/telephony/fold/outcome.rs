//! The call that follows from the evidence.

use super::super::codes;
use super::super::fact::{EndedBy, Party, Summary};
use super::legs::{direction_of, phone};
use super::talk::{Between, Talk, talks};
use super::{Closing, Evidence, TOLERANCE};
use crate::calls::{CallDirection, CallFacts, CallStatus, EndReason, Extension, MissReason};
use crate::kernel::{Phone, Timestamp};

/// The moments of a call, in order: `started <= answered <= ended`.
struct Times {
    started: Timestamp,
    offered: Option<Timestamp>,
    answered: Option<Timestamp>,
    ended: Option<Timestamp>,
}

impl<'a> Evidence<'a> {
    pub(super) fn call(self) -> Option<CallFacts> {
        let summary = self.summary.fact;
        let started = summary.map(|summary| summary.started).or_else(|| self.legs.first_time())?;
        let direction = self.direction();
        let closing = self.closing();
        let talks = self.talks_of_the_call(&direction, closing);
        let times = self.times(started, &direction, closing, &talks);
        let code = self.code(closing);
        let (status, miss_reason, end_reason) = self.status(&direction, &times, code);
        let (operator, last) = self.operators(&direction, &times, closing, &talks);
        let inbound = direction == CallDirection::In;
        Some(CallFacts {
            complete: self.is_complete(closing, &times, &talks),
            status,
            miss_reason,
            end_reason,
            client: self.client(&direction),
            line: self.legs.line().or(summary.and_then(|summary| summary.line.as_ref())).cloned(),
            operator_extension: operator.cloned(),
            final_operator_extension: last.cloned(),
            operators_rung: if inbound { self.legs.rung() } else { Vec::new() },
            started_at: times.started,
            offered_at: times.offered,
            answered_at: times.answered,
            ended_at: times.ended,
            transferred: times.answered.is_some() && self.is_transferred(&direction, &talks),
            disconnect_code: code,
            leg_count: self.legs.count(),
            recordings: self.recordings(),
            direction,
        })
    }

    fn direction(&self) -> CallDirection {
        let summary = self.summary.fact;
        summary
            .and_then(|summary| summary.direction.clone())
            .or_else(|| self.legs.direction())
            .or_else(|| summary.map(|summary| direction_of(&summary.from, &summary.to)))
            .unwrap_or(CallDirection::In)
    }

    /// The talks that make this call answered. The first leg of a call-back counts only when the provider itself says that
    /// client and employee talked and no better leg was seen.
    fn talks_of_the_call(&self, direction: &CallDirection, closing: Option<Closing<'_>>) -> Vec<Talk<'a>> {
        let all = talks(&self.legs);
        let only = |between| -> Vec<Talk<'a>> { all.iter().filter(|talk| talk.between == between).copied().collect() };
        if *direction == CallDirection::Internal {
            return only(Between::Employees);
        }
        let talks = only(Between::Client);
        match closing {
            Some(Closing::Summary(Summary { talked: Some(_), .. })) if talks.is_empty() => only(Between::CallBack),
            _ => talks,
        }
    }

    /// Clamped into their order: the provider's clock is not ours to trust.
    fn times(
        &self,
        started: Timestamp,
        direction: &CallDirection,
        closing: Option<Closing<'_>>,
        talks: &[Talk<'_>],
    ) -> Times {
        let first_talk = talks.first().map(|talk| talk.since);
        let (answered, ended) = match closing {
            None => (first_talk, None),
            Some(Closing::Summary(summary)) => (summary.talked, Some(summary.ended)),
            Some(Closing::Ended(ended)) => {
                // Joined, but with whom was not said; or even the moment is lost, then no talk time is invented.
                let joined = || self.legs.first_connected().unwrap_or(ended.last.at);
                (first_talk.or_else(|| ended.talked.then(joined)), Some(ended.last.at))
            }
            Some(Closing::Swept) => (first_talk, Some(self.legs.last_time().unwrap_or(started))),
        };
        let ended = ended.map(|ended| ended.max(started));
        let latest = ended.unwrap_or(Timestamp::MAX);
        let answered = answered.map(|answered| answered.clamp(started, latest));
        let offered = if *direction == CallDirection::In {
            let told = self.summary.fact.and_then(|summary| summary.forwarded);
            self.legs.offered().or(told).map(|offered| offered.clamp(started, answered.unwrap_or(latest)))
        } else {
            None
        };
        Times { started, offered, answered, ended }
    }

    /// The code that explains the end. The code of one leg never does so while the provider can still sum up.
    fn code(&self, closing: Option<Closing<'_>>) -> Option<i32> {
        match closing? {
            Closing::Summary(summary) => summary.code,
            Closing::Ended(ended) => ended.last.code,
            Closing::Swept => self.legs.explaining_code(),
        }
    }

    fn status(
        &self,
        direction: &CallDirection,
        times: &Times,
        code: Option<i32>,
    ) -> (CallStatus, Option<MissReason>, Option<EndReason>) {
        if times.ended.is_none() {
            return (CallStatus::New, None, None);
        }
        if times.answered.is_some() {
            return (CallStatus::Answered, None, None);
        }
        let visited = self.legs.visited();
        match direction {
            CallDirection::In => {
                // A server that cancels its own ringing after a time also reports 487, but nobody hung up.
                let timed_out = self.summary.fact.is_none()
                    && code == Some(487)
                    && self.ended.fact.is_some_and(|ended| ended.by == EndedBy::Timeout);
                let reason = if timed_out { MissReason::NoAnswer } else { codes::miss_reason(code, visited) };
                (CallStatus::Missed, Some(reason), None)
            }
            CallDirection::Out => {
                let reason = codes::end_reason(code, visited);
                let busy = matches!(reason, EndReason::Busy | EndReason::Declined);
                (if busy { CallStatus::Busy } else { CallStatus::NoAnswer }, None, Some(reason))
            }
            _ => (CallStatus::NoAnswer, None, None),
        }
    }

    /// Who talked first and last. Never invented: an inbound call without talk has nobody, and of a call that a summary closed
    /// only a talk that begins with the answer is the first, and only one with nothing after it the last. Else an event that
    /// was lost would name the wrong one.
    fn operators<'b>(
        &'b self,
        direction: &CallDirection,
        times: &Times,
        closing: Option<Closing<'_>>,
        talks: &[Talk<'b>],
    ) -> (Option<&'b Extension>, Option<&'b Extension>) {
        let summary = self.summary.fact;
        let calling = || summary.and_then(|summary| summary.from.extension.as_ref());
        let both = |employee| (employee, employee);
        match direction {
            CallDirection::Internal => both(self.legs.caller().or_else(calling)),
            CallDirection::Out if talks.is_empty() || times.answered.is_none() => {
                both(self.legs.dialler().or_else(calling))
            }
            _ if times.answered.is_none() => (None, None),
            _ => match (talks.first(), talks.last()) {
                (Some(first), Some(last)) if matches!(closing, Some(Closing::Summary(_))) => {
                    let told = if *direction == CallDirection::Out { calling() } else { self.answering() };
                    let is_first = times.answered.is_none_or(|answered| first.since <= answered.plus(TOLERANCE));
                    let is_last = self.is_the_last(last, times);
                    (if is_first { Some(first.employee) } else { told }, is_last.then_some(last.employee))
                }
                (Some(first), Some(last)) => (Some(first.employee), Some(last.employee)),
                // Answered without a leg that shows it: only the closing account knows by whom.
                _ => {
                    let told = self.answering();
                    (told, told.filter(|told| !self.legs.ring_another_after(times.answered, told)))
                }
            },
        }
    }

    /// Whether nobody can have talked with the client after this talk, the last one that was seen: it goes on to the end of
    /// the call, or every leg after it is known and joined nobody.
    fn is_the_last(&self, last: &Talk<'_>, times: &Times) -> bool {
        let Some(ended) = times.ended else { return true };
        let reaches_the_end = last.until.is_some_and(|until| until.plus(TOLERANCE) >= ended);
        let until_the_end = reaches_the_end || (last.until.is_none() && !self.legs.go_on_after(last));
        until_the_end || (self.reach(ended) && self.legs.are_whole())
    }

    /// Whether the legs seen reach to the end of the call.
    fn reach(&self, ended: Timestamp) -> bool {
        self.legs.last_time().is_some_and(|last| last.plus(TOLERANCE) >= ended)
    }

    /// Who answered by the closing account alone.
    fn answering(&self) -> Option<&'a Extension> {
        match self.closing()? {
            Closing::Summary(summary) => summary.to.extension.as_ref(),
            Closing::Ended(ended) => ended.last.to.extension.as_ref(),
            Closing::Swept => None,
        }
    }

    fn client(&self, direction: &CallDirection) -> Option<Phone> {
        let of = |party: &Party| party.number.as_deref().filter(|_| !party.is_employee()).and_then(phone);
        let told = self.summary.fact.and_then(|summary| match direction {
            CallDirection::In => of(&summary.from),
            CallDirection::Out => of(&summary.to),
            _ => None,
        });
        told.or_else(|| self.legs.client(direction))
    }

    fn is_transferred(&self, direction: &CallDirection, talks: &[Talk<'_>]) -> bool {
        let several = talks.first().is_some_and(|first| talks.iter().any(|talk| talk.employee != first.employee));
        *direction != CallDirection::Internal && (several || self.legs.blind_transfer())
    }

    /// Whether the provider's account is whole: it closed the conversation itself, its legs are known from first event to
    /// last, nothing contradicts, and the talks seen begin, and the legs end, where the closing account says. The last talk may
    /// end earlier: a client who is handed on may hang up before anybody picks up.
    fn is_complete(&self, closing: Option<Closing<'_>>, times: &Times, talks: &[Talk<'_>]) -> bool {
        let (Some(Closing::Summary(_) | Closing::Ended(_)), Some(ended)) = (closing, times.ended) else {
            return false;
        };
        let talk_fits = match (times.answered, talks.first()) {
            (None, None) => true,
            (Some(answered), Some(first)) => first.since <= answered.plus(TOLERANCE) && self.reach(ended),
            _ => false,
        };
        talk_fits && !self.is_contradicted() && self.legs.are_whole()
    }
}
