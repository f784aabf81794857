//! The office calls a client, or an employee a colleague.

use crm_core::calls::{CallDirection, CallStatus, EndReason};

use super::{Closing, Conversation, Leg, Outcome, Party, Place, Story, Talkers};
use crate::simulate::habits;

/// An outbound call under way.
struct Dialled {
    leg: Leg,
    from: Party,
    to: Party,
    place: usize,
}

impl Story<'_> {
    /// An employee dials a client.
    pub(crate) fn outbound(mut self, place: usize) -> Conversation {
        let (from, to) = (Self::phone(Self::employee(place)), self.caller());
        let leg = self.leg(Place::Phone, from.clone(), to.clone());
        self.dial(Dialled { leg, from, to, place })
    }

    /// A command has the employee's phone rung first, and that leg shows the client as the caller. It ends when the
    /// employee picks up, and another one dials the client.
    pub(crate) fn call_back(mut self, place: usize) -> Conversation {
        let (employee, client) = (Self::phone(Self::employee(place)), self.caller());
        let command = format!("crm-{}", self.started);
        let commanded = |leg: Leg| leg.more("command_id", command.clone()).more("callback_initiator", "API");
        let mut first = commanded(self.leg(Place::Phone, client.clone(), employee.clone()));
        self.tell(&mut first, "Appeared");
        let picks_up = self.chance.seconds(habits::PICK_UP);
        if picks_up > habits::RING_LIMIT {
            self.pass(habits::RING_LIMIT);
            self.hang_up(&mut first, 1111);
            let dialled = Dialled { leg: first, from: employee, to: client, place };
            return self.unanswered(dialled, 1111);
        }
        self.pass(picks_up);
        self.tell(&mut first, "Connected");
        self.hang_up(&mut first, 1000);
        let leg = commanded(self.leg(Place::Phone, employee.clone().taken_from(&first), client.clone()));
        self.dial(Dialled { leg, from: employee, to: client, place })
    }

    fn dial(mut self, mut dialled: Dialled) -> Conversation {
        self.tell(&mut dialled.leg, "Appeared");
        let rings = self.chance.seconds(habits::CLIENT_PICKS_UP);
        self.pass(rings);
        let code = self.chance.weighted(&habits::OUTBOUND_ENDS).copied().unwrap_or(1111);
        if code != 0 {
            self.hang_up(&mut dialled.leg, code);
            return self.unanswered(dialled, code);
        }
        let talked = self.now;
        self.tell(&mut dialled.leg, "Connected");
        let employee = Self::employee(dialled.place);
        let recorded = self.chance.happens(habits::RECORDED).then(|| self.start_recording(&dialled.leg, employee));
        let talks = self.chance.seconds(habits::TALK);
        self.pass(talks);
        let code = if self.chance.happens(habits::CLIENT_ENDS) { 1120 } else { 1110 };
        self.hang_up(&mut dialled.leg, code);
        if let Some(id) = recorded {
            self.finish_recording(&id, &dialled.leg, employee, talked);
        }
        self.close_outbound(dialled, code, Some(talked), CallStatus::Answered, None)
    }

    fn unanswered(self, dialled: Dialled, code: i64) -> Conversation {
        let (status, reason) = match code {
            1121 => (CallStatus::Busy, EndReason::Busy),
            1122..=1124 => (CallStatus::Busy, EndReason::Declined),
            1111 => (CallStatus::NoAnswer, EndReason::NoAnswer),
            1110 => (CallStatus::NoAnswer, EndReason::Cancelled),
            1131..=1133 => (CallStatus::NoAnswer, EndReason::Unreachable),
            _ => (CallStatus::NoAnswer, EndReason::Failed),
        };
        self.close_outbound(dialled, code, None, status, Some(reason))
    }

    fn close_outbound(
        mut self,
        dialled: Dialled,
        code: i64,
        talked: Option<i64>,
        status: CallStatus,
        end_reason: Option<EndReason>,
    ) -> Conversation {
        self.is_busy(dialled.place);
        let employee = Self::employee(dialled.place);
        let forwarded = self.started;
        self.sum_up(Closing { direction: 2, from: dialled.from, to: dialled.to, forwarded, talked, code });
        let direction = CallDirection::Out;
        let talkers = Some(Talkers { first: employee, last: employee });
        self.came_to(Outcome { direction, status, miss_reason: None, end_reason, talkers, talked })
    }

    /// An employee calls a colleague.
    pub(crate) fn internal(mut self, caller: usize, colleague: usize) -> Conversation {
        let (from, to) = (Self::phone(Self::employee(caller)), Self::phone(Self::employee(colleague)));
        let mut leg = self.leg(Place::Phone, from.clone(), to.clone());
        self.tell(&mut leg, "Appeared");
        let picks_up = self.chance.seconds(habits::PICK_UP).min(habits::RING_LIMIT);
        self.pass(picks_up);
        let talked = self.chance.happens(habits::COLLEAGUES_TALK).then_some(self.now);
        let (code, status) = if talked.is_some() {
            self.tell(&mut leg, "Connected");
            let talks = self.chance.seconds(habits::FURTHER_TALK);
            self.pass(talks);
            self.is_busy(colleague);
            (1110, CallStatus::Answered)
        } else {
            (1111, CallStatus::NoAnswer)
        };
        self.hang_up(&mut leg, code);
        self.is_busy(caller);
        let forwarded = self.started;
        self.sum_up(Closing { direction: 0, from, to, forwarded, talked, code });
        let direction = CallDirection::Internal;
        let caller = Self::employee(caller);
        let talkers = Some(Talkers { first: caller, last: caller });
        self.came_to(Outcome { direction, status, miss_reason: None, end_reason: None, talkers, talked })
    }
}
