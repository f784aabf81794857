//! Service wait: which calls were offered to the agents, and how long they waited.

use std::time::Duration;

use crate::calls::{CallDirection, CallFacts, CallStatus, MissReason};

/// How long an offered call waited for service, and how that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceWait {
    /// It was answered after so long.
    Answered(Duration),
    /// It ended without talk after so long.
    Abandoned(Duration),
}

impl ServiceWait {
    /// The service wait of an offered call: from the first queue or employee leg, so the menu is not in it, or from the
    /// start of a call that reached neither. `None` for a call that was not offered: not inbound, not over, out of hours,
    /// lost to a fault, or ended in the menu.
    pub fn of(call: &CallFacts) -> Option<Self> {
        if call.direction != CallDirection::In {
            return None;
        }
        let ended = call.ended_at?;
        let offered = call.offered_at.unwrap_or(call.started_at);
        match (&call.status, &call.miss_reason) {
            (CallStatus::Answered, _) => Some(Self::Answered(call.answered_at?.since(offered))),
            (_, Some(MissReason::OutOfHours | MissReason::System | MissReason::AbandonedIvr)) => None,
            (CallStatus::Missed, _) => Some(Self::Abandoned(ended.since(offered))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Timestamp;
    use crate::stats::Handling;

    /// A call of `status` from second 0 to second 100, offered at second 10.
    fn call(direction: CallDirection, status: CallStatus, miss_reason: Option<MissReason>) -> CallFacts {
        let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
        CallFacts {
            answered_at: (status == CallStatus::Answered).then(|| at(40)),
            ended_at: (status != CallStatus::New).then(|| at(100)),
            direction,
            status,
            miss_reason,
            end_reason: None,
            client: None,
            line: None,
            operator_extension: None,
            final_operator_extension: None,
            operators_rung: Vec::new(),
            started_at: at(0),
            offered_at: Some(at(10)),
            transferred: false,
            disconnect_code: None,
            leg_count: 1,
            recordings: Vec::new(),
            complete: true,
        }
    }

    fn missed(reason: Option<MissReason>) -> CallFacts {
        call(CallDirection::In, CallStatus::Missed, reason)
    }

    #[test]
    fn service_wait_leaves_the_menu_out() {
        let seconds = Duration::from_secs;
        let answered = call(CallDirection::In, CallStatus::Answered, None);
        assert_eq!(ServiceWait::of(&answered), Some(ServiceWait::Answered(seconds(30))));
        assert_eq!(answered.wait_seconds(), Some(40));
        assert_eq!(ServiceWait::of(&missed(None)), Some(ServiceWait::Abandoned(seconds(90))));
        let unreached = CallFacts { offered_at: None, ..missed(Some(MissReason::Busy)) };
        assert_eq!(ServiceWait::of(&unreached), Some(ServiceWait::Abandoned(seconds(100))));
    }

    #[test]
    fn calls_that_no_agent_could_have_taken_are_not_offered() {
        for reason in MissReason::ALL {
            let is_offered = ServiceWait::of(&missed(Some(reason.clone()))).is_some();
            assert_eq!(is_offered, !["out_of_hours", "system", "abandoned_ivr"].contains(&reason.code()), "{reason}");
        }
        assert_eq!(ServiceWait::of(&call(CallDirection::In, CallStatus::New, None)), None);
        assert_eq!(ServiceWait::of(&call(CallDirection::Out, CallStatus::Answered, None)), None);
        assert_eq!(ServiceWait::of(&call(CallDirection::Internal, CallStatus::Answered, None)), None);
    }

    #[test]
    fn handling_adds_up_answered_offered_calls_alone() {
        let mut handling = Handling::default();
        handling.add(&call(CallDirection::In, CallStatus::Answered, None), Duration::from_secs(7));
        handling.add(&missed(None), Duration::from_secs(7));
        handling.add(&call(CallDirection::Out, CallStatus::Answered, None), Duration::from_secs(7));
        assert_eq!(handling.average_handle_time(), Some(Duration::from_secs(67)));
        assert_eq!(handling.average_speed_of_answer(), Some(Duration::from_secs(30)));
        assert_eq!(handling.handled, 1);
    }
}
