//! What the providers' result codes say about a call without talk. A code explains; it never decides.
//!
//! Codes of three digits are SIP statuses (RFC 3261), codes of four are Mango's list of 2025-06-02.

use crate::calls::{EndReason, MissReason};

/// Where a call had been before it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Visited {
    /// Somebody's phone.
    pub(super) phone: bool,
    /// A queue.
    pub(super) queue: bool,
}

impl Visited {
    fn abandoned(self) -> MissReason {
        match self {
            Self { phone: true, .. } => MissReason::AbandonedRinging,
            Self { queue: true, .. } => MissReason::AbandonedQueue,
            Self { .. } => MissReason::AbandonedIvr,
        }
    }
}

/// A code this version knows, or the head of its class: 1119 reads as 1110, 2219 as 2210.
///
/// Mango promises that the digits before the last name the class.
fn known(code: i32) -> i32 {
    match code {
        1111 | 1121..=1124 | 1131..=1134 | 1193 => code,
        _ => code - code % 10,
    }
}

/// Why an inbound call without talk was missed. Without a code only the places tell.
pub(super) fn miss_reason(code: Option<i32>, visited: Visited) -> MissReason {
    let Some(code) = code else { return visited.abandoned() };
    match code {
        100..=699 => sip_miss_reason(code, visited),
        _ => match known(code) {
            1121 | 1193 => MissReason::Busy,
            1122..=1124 => MissReason::Declined,
            // 116x: the group call failed, its queue was full or timed out, all were unavailable.
            1111 | 1160 => MissReason::NoAnswer,
            1190 => MissReason::OutOfHours,
            // 113x: the employee's phone could not be reached; nobody hung up. Like a SIP 408 without ringing.
            1131..=1134 | 2000.. => MissReason::System,
            _ => visited.abandoned(),
        },
    }
}

fn sip_miss_reason(status: i32, visited: Visited) -> MissReason {
    match status {
        486 | 600 => MissReason::Busy,
        603 => MissReason::Declined,
        480 => MissReason::NoAnswer,
        // Ringing came first, or it did not: that alone tells "rang out" from "unreachable".
        408 if visited.phone => MissReason::NoAnswer,
        487 => MissReason::AbandonedRinging,
        ..=399 => visited.abandoned(),
        _ => MissReason::System,
    }
}

/// Why an outbound call ended without talk.
pub(super) fn end_reason(code: Option<i32>, visited: Visited) -> EndReason {
    let Some(code) = code else { return EndReason::Failed };
    match code {
        100..=699 => sip_end_reason(code, visited),
        _ => match known(code) {
            1121 => EndReason::Busy,
            1122..=1124 => EndReason::Declined,
            1111 => EndReason::NoAnswer,
            1110 => EndReason::Cancelled,
            1131..=1133 => EndReason::Unreachable,
            _ => EndReason::Failed,
        },
    }
}

fn sip_end_reason(status: i32, visited: Visited) -> EndReason {
    match status {
        486 | 600 => EndReason::Busy,
        603 => EndReason::Declined,
        480 => EndReason::NoAnswer,
        408 if visited.phone => EndReason::NoAnswer,
        404 | 408 | 410 | 604 => EndReason::Unreachable,
        487 => EndReason::Cancelled,
        _ => EndReason::Failed,
    }
}

/// Whether a leg that ends so just made room for another one: a finished menu, the losers of a group ring.
pub(super) fn is_normal_end_of_leg(code: i32) -> bool {
    matches!(code, 1000 | 1100 | 1180..=1189)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MENU: Visited = Visited { phone: false, queue: false };
    const QUEUE: Visited = Visited { phone: false, queue: true };
    const PHONE: Visited = Visited { phone: true, queue: true };

    #[test]
    fn a_client_who_hangs_up_is_told_by_how_far_the_call_came() {
        let reasons = [MENU, QUEUE, PHONE].map(|visited| miss_reason(Some(1110), visited));
        assert_eq!(reasons, [MissReason::AbandonedIvr, MissReason::AbandonedQueue, MissReason::AbandonedRinging]);
        assert_eq!(miss_reason(None, QUEUE), MissReason::AbandonedQueue);
        assert_eq!(miss_reason(Some(1170), MENU), MissReason::AbandonedIvr);
    }

    #[test]
    fn mango_codes_explain_missed_calls() {
        let reason = |code| miss_reason(Some(code), PHONE);
        assert_eq!([1121, 1193].map(reason), [MissReason::Busy, MissReason::Busy]);
        assert_eq!([1122, 1123, 1124].map(reason), [const { MissReason::Declined }; 3]);
        assert_eq!([1111, 1160, 1163, 1164].map(reason), [const { MissReason::NoAnswer }; 4]);
        assert_eq!([1190, 1191, 1192].map(reason), [const { MissReason::OutOfHours }; 3]);
        assert_eq!([2240, 4100, 5003].map(reason), [const { MissReason::System }; 3]);
    }

    #[test]
    fn an_unknown_code_reads_as_its_class() {
        assert_eq!(miss_reason(Some(1119), QUEUE), miss_reason(Some(1110), QUEUE));
        assert_eq!(miss_reason(Some(1165), MENU), MissReason::NoAnswer);
        assert_eq!(miss_reason(Some(1199), MENU), MissReason::OutOfHours);
        assert_eq!(miss_reason(Some(2219), MENU), MissReason::System);
        assert_eq!(end_reason(Some(1119), MENU), EndReason::Cancelled);
        assert_eq!(miss_reason(Some(i32::MIN), MENU), MissReason::AbandonedIvr);
    }

    #[test]
    fn mango_codes_explain_outbound_calls() {
        let reason = |code| end_reason(Some(code), PHONE);
        let expected = [EndReason::Busy, EndReason::Declined, EndReason::NoAnswer, EndReason::Cancelled];
        assert_eq!([1121, 1123, 1111, 1110].map(reason), expected);
        assert_eq!([1131, 2240].map(reason), [EndReason::Unreachable, EndReason::Failed]);
    }

    #[test]
    fn sip_statuses_explain_both_ways() {
        let miss = |code, visited| miss_reason(Some(code), visited);
        assert_eq!(
            [486, 603, 480].map(|code| miss(code, QUEUE)),
            [MissReason::Busy, MissReason::Declined, MissReason::NoAnswer]
        );
        assert_eq!([miss(408, PHONE), miss(408, QUEUE)], [MissReason::NoAnswer, MissReason::System]);
        assert_eq!([miss(487, QUEUE), miss(503, PHONE)], [MissReason::AbandonedRinging, MissReason::System]);
        let end = |code, visited| end_reason(Some(code), visited);
        assert_eq!([end(408, PHONE), end(408, QUEUE)], [EndReason::NoAnswer, EndReason::Unreachable]);
        assert_eq!(
            [end(486, PHONE), end(487, PHONE), end(500, PHONE)],
            [EndReason::Busy, EndReason::Cancelled, EndReason::Failed]
        );
    }
}
