//! A client talks with an employee, is held, and is handed on.

use crm_core::calls::{CallDirection, CallStatus};

use super::{Closing, Conversation, Kind, Leg, Outcome, Payload, Place, Story, Talkers};
use crate::simulate::habits;
use crate::simulate::office::{EMPLOYEES, Employee};

/// The client's ways through the office after the answer.
struct Path {
    /// The leg the client is in.
    leg: Leg,
    /// Who talked last.
    last: usize,
    /// Whether the client has hung up already.
    left: bool,
}

impl Story<'_> {
    /// From the answer of `place` to the end. `leg` is connected now.
    pub(super) fn talk(mut self, leg: Leg, place: usize, forwarded: i64) -> Conversation {
        let talked = self.now;
        let first = Self::employee(place);
        let recorded = self.chance.happens(habits::RECORDED).then(|| self.start_recording(&leg, first));
        let talks = self.chance.seconds(habits::TALK);
        self.pass(talks);
        let mut path = Path { leg, last: place, left: false };
        let kinds = [(habits::HOLDS, 1), (habits::BLIND, 2), (habits::CONSULTS, 3), (rest(), 0)];
        match self.chance.weighted(&kinds) {
            Some(1) => self.hold(&mut path.leg),
            Some(2) => path = self.blind(path),
            Some(3) => path = self.consult(path),
            _ => {}
        }
        let code = if path.left || self.chance.happens(habits::CLIENT_ENDS) { 1110 } else { 1120 };
        self.hang_up(&mut path.leg, code);
        self.is_busy(place);
        self.is_busy(path.last);
        if let Some(id) = recorded {
            self.finish_recording(&id, &path.leg, first, talked);
        }
        let (from, to) = (self.caller(), Self::phone(first));
        self.sum_up(Closing { direction: 1, from, to, forwarded, talked: Some(talked), code });
        self.came_to(Outcome {
            direction: CallDirection::In,
            status: CallStatus::Answered,
            miss_reason: None,
            end_reason: None,
            talkers: Some(Talkers { first, last: Self::employee(path.last) }),
            talked: Some(talked),
        })
    }

    /// The employee is busy until now and a little longer.
    pub(super) fn is_busy(&mut self, place: usize) {
        let until = self.now + self.chance.seconds(habits::WRAP_UP);
        self.phones.occupy(place, until);
    }

    fn talk_on(&mut self) {
        let talks = self.chance.seconds(habits::FURTHER_TALK);
        self.pass(talks);
    }

    fn hold(&mut self, leg: &mut Leg) {
        self.put_on_hold(leg);
        let held = self.chance.seconds(habits::HOLD);
        self.pass(held);
        self.tell(leg, "Connected");
        self.talk_on();
    }
    fn put_on_hold(&mut self, leg: &mut Leg) {
        let employee = leg.to.clone().with("hold_initiator", true);
        self.tell_with(leg, "OnHold", Payload::from_iter([("to".to_owned(), employee.0.into())]));
    }

    /// Somebody else to hand the client on to: free if anybody is.
    fn colleague(&mut self, of: usize) -> usize {
        let others: Vec<usize> = (0..EMPLOYEES.len()).filter(|&place| place != of).collect();
        let free: Vec<usize> = others.iter().copied().filter(|&place| self.phones.is_free(place, self.now)).collect();
        let from = if free.is_empty() { &others } else { &free };
        self.chance.pick(from).copied().unwrap_or(of)
    }

    /// The first employee leaves at once, and the client is rung through to a colleague. When nobody picks up, the client
    /// comes back.
    fn blind(&mut self, mut path: Path) -> Path {
        let sender = path.last;
        let colleague = self.colleague(sender);
        self.let_go(&mut path.leg);
        let mut next = self.client_to(&path.leg, colleague, "blind");
        self.tell(&mut next, "Appeared");
        if self.chance.happens(habits::COLLEAGUE_ANSWERS) {
            return self.joined(next, colleague);
        }
        if self.chance.happens(habits::LEAVES_IN_TRANSFER) {
            self.rings();
            return Path { leg: next, last: sender, left: true };
        }
        self.pass(habits::RING_LIMIT);
        self.hang_up(&mut next, 1111);
        let mut back = self.client_to(&next, sender, "return_blind");
        self.tell(&mut back, "Appeared");
        if self.chance.happens(habits::LEAVES_IN_TRANSFER) {
            self.rings();
            return Path { leg: back, last: sender, left: true };
        }
        self.joined(back, sender)
    }

    /// The employee leaves the leg; the client stays.
    fn let_go(&mut self, leg: &mut Leg) {
        // The provider names it crosswise: in `from` it means that the called side left.
        let from = leg.from.clone().with("was_transferred", true);
        let more = [("from".to_owned(), from.0.into()), ("disconnect_reason".to_owned(), 1120.into())];
        self.tell_with(leg, "Disconnected", Payload::from_iter(more));
    }
    fn client_to(&mut self, earlier: &Leg, place: usize, transfer: &str) -> Leg {
        let (from, to) = (self.caller().taken_from(earlier), self.rung(Self::employee(place)));
        self.leg(Place::Phone, from, to).more("transfer", transfer)
    }
    fn rings(&mut self) {
        let rings = self.chance.between(2, habits::RING_LIMIT - 5);
        self.pass(rings);
    }
    fn joined(&mut self, mut leg: Leg, place: usize) -> Path {
        self.rings();
        self.tell(&mut leg, "Connected");
        self.talk_on();
        Path { leg, last: place, left: false }
    }

    /// The employee asks a colleague while the client is held. At the end the client takes the employee's place in that
    /// leg, which is then connected once more, or goes back to the employee.
    fn consult(&mut self, mut path: Path) -> Path {
        let asks = path.last;
        let asked = self.colleague(asks);
        self.put_on_hold(&mut path.leg);
        let from = Self::phone(Self::employee(asks)).taken_from(&path.leg);
        let mut consult =
            self.leg(Place::Phone, from, Self::phone(Self::employee(asked))).more("transfer", "consultative");
        self.tell(&mut consult, "Appeared");
        self.rings();
        let helps = self.chance.happens(habits::COLLEAGUE_ANSWERS);
        if helps {
            self.tell(&mut consult, "Connected");
            self.talk_on();
        }
        if !helps || self.chance.happens(0.3) {
            self.hang_up(&mut consult, if helps { 1110 } else { 1111 });
            self.tell(&mut path.leg, "Connected");
            self.talk_on();
            return path;
        }
        self.let_go(&mut path.leg);
        consult.from = self.caller().taken_from(&path.leg);
        consult.to = self.rung(Self::employee(asked));
        let mut leg = consult.more("transfer", "blind");
        self.tell(&mut leg, "Connected");
        self.talk_on();
        Path { leg, last: asked, left: false }
    }

    /// The recording of a talk that begins now, by its id.
    pub(super) fn start_recording(&mut self, leg: &Leg, employee: &Employee) -> String {
        let id = super::opaque(&format!("rec:{}", self.id));
        self.recording(&id, leg, employee, "Started", 1, Payload::new());
        id
    }

    /// The recording ends with the call. Too short a one is not kept; any other can be downloaded a little later.
    pub(super) fn finish_recording(&mut self, id: &str, leg: &Leg, employee: &Employee, since: i64) {
        let kept = self.now - since >= habits::SHORTEST_RECORDING;
        let more = Payload::from_iter([
            ("completion_code".to_owned(), if kept { 1000 } else { 4002 }.into()),
            ("recipient".to_owned(), "Cloud".into()),
        ]);
        self.recording(id, leg, employee, "Completed", 2, more);
        if kept {
            self.recordings += 1;
            let at = self.now + self.chance.between(20, 90);
            let added = Payload::from_iter([
                ("recording_id".to_owned(), id.into()),
                ("product_id".to_owned(), 400_000_000.into()),
                // The employee's id at the provider, not the extension; calls of the account's owner have none.
                ("user_id".to_owned(), if self.chance.happens(0.1) { -1 } else { 400_000_101 }.into()),
                ("timestamp".to_owned(), at.into()),
            ]);
            self.write(Kind::RecordAdded, at, added);
        }
    }

    fn recording(&mut self, id: &str, leg: &Leg, employee: &Employee, state: &str, seq: i64, more: Payload) {
        let mut payload = Payload::from_iter([
            ("recording_id".to_owned(), id.into()),
            ("recording_state".to_owned(), state.into()),
            ("seq".to_owned(), seq.into()),
            ("call_id".to_owned(), leg.id.clone().into()),
            ("extension".to_owned(), employee.extension.into()),
            ("timestamp".to_owned(), self.now.into()),
        ]);
        payload.extend(more);
        self.write(Kind::Recording, self.now, payload);
    }
}

/// Talks in which nothing special happens.
const fn rest() -> f64 {
    1.0 - habits::HOLDS - habits::BLIND - habits::CONSULTS
}
