//! A client calls the office.

use crm_core::calls::{CallDirection, CallStatus, MissReason};

use super::{Closing, Conversation, Kind, Leg, Outcome, Party, Payload, Place, Story};
use crate::simulate::habits;
use crate::simulate::office::{GROUPS, Group, Target};

/// How a round of ringing went.
enum Round {
    /// Somebody picked up.
    Answered(usize, Leg),
    /// Nobody did.
    RangOut,
    /// The client hung up first.
    Abandoned,
}

impl Story<'_> {
    /// The line is off schedule: the provider sends nothing but the account of the end.
    pub(crate) fn out_of_hours(mut self) -> Conversation {
        self.may_hide();
        self.pass(2);
        let to = match self.line.target {
            Target::Group(group) => Self::short_number(Self::group(group)),
            Target::Employee(place) => Self::phone(Self::employee(place)),
        };
        let code = if self.chance.happens(0.5) { 1191 } else { 1192 };
        self.missed(MissReason::OutOfHours, code, to)
    }

    /// The line is open: perhaps a menu, then whom the line rings.
    pub(crate) fn inbound(mut self) -> Conversation {
        self.may_hide();
        let mut menu = None;
        if self.line.menu {
            let mut leg = self.leg(Place::Menu, self.caller(), self.number_itself());
            self.tell(&mut leg, "Appeared");
            let listens = self.chance.seconds(habits::MENU);
            self.pass(listens);
            if self.chance.happens(habits::GIVES_UP_IN_MENU) {
                self.hang_up(&mut leg, 1110);
                return self.missed(MissReason::AbandonedIvr, 1110, Party::of([]));
            }
            if self.chance.happens(habits::PRESSES_KEYS) {
                self.press_keys(&leg);
            }
            self.hang_up(&mut leg, 1100);
            menu = Some(leg);
        }
        match self.line.target {
            Target::Group(group) => self.queue(menu.as_ref(), Self::group(group)),
            Target::Employee(place) => self.direct(menu.as_ref(), place),
        }
    }

    fn may_hide(&mut self) {
        if self.chance.happens(habits::HIDDEN) {
            self.client = None;
        }
    }
    fn group(place: usize) -> &'static Group {
        GROUPS.get(place).unwrap_or(&GROUPS[0])
    }
    fn number_itself(&self) -> Party {
        Party::of([("number", self.line.number), ("line_number", self.line.number)])
    }
    /// A group as the account of the end names it: by its short number alone.
    fn short_number(group: &Group) -> Party {
        Party::of([("extension", group.number)])
    }
    fn caller_from(&self, earlier: Option<&Leg>) -> Party {
        let caller = self.caller();
        match earlier {
            Some(leg) => caller.taken_from(leg),
            None => caller,
        }
    }

    fn press_keys(&mut self, menu: &Leg) {
        let payload = Payload::from_iter([
            ("call_id".to_owned(), menu.id.clone().into()),
            ("seq".to_owned(), 1.into()),
            ("dtmf".to_owned(), "2#".into()),
            ("timestamp".to_owned(), self.now.into()),
            ("location".to_owned(), "ivr".into()),
            ("initiator".to_owned(), "client".into()),
        ]);
        self.write(Kind::Keys, self.now, payload);
    }

    fn missed(mut self, reason: MissReason, code: i64, to: Party) -> Conversation {
        let from = self.caller();
        self.sum_up(Closing { direction: 1, from, to, forwarded: 0, talked: None, code });
        self.came_to(Outcome {
            direction: CallDirection::In,
            status: CallStatus::Missed,
            miss_reason: Some(reason),
            end_reason: None,
            talkers: None,
            talked: None,
        })
    }

    /// One employee's phone rings.
    fn direct(mut self, menu: Option<&Leg>, place: usize) -> Conversation {
        let employee = Self::employee(place);
        let forwarded = self.now;
        let mut leg = self.leg(Place::Phone, self.caller_from(menu), self.rung(employee));
        let (reason, code) = if !self.phones.is_free(place, self.now) {
            // The phone rejects a second call by itself.
            self.tell(&mut leg, "Appeared");
            self.pass(1);
            (MissReason::Busy, 1193)
        } else if self.chance.happens(habits::DO_NOT_DISTURB) {
            self.tell(&mut leg, "Appeared");
            (MissReason::Declined, 1124)
        } else {
            let patience = self.chance.seconds(habits::PATIENCE);
            let (picks_up, declines) = self.reaction();
            self.tell(&mut leg, "Appeared");
            if declines && picks_up < patience {
                self.pass(picks_up);
                (MissReason::Declined, 1122)
            } else if patience < picks_up.min(habits::RING_LIMIT) {
                self.pass(patience);
                (MissReason::AbandonedRinging, 1110)
            } else if picks_up <= habits::RING_LIMIT {
                self.pass(picks_up);
                self.tell(&mut leg, "Connected");
                return self.talk(leg, place, forwarded);
            } else {
                self.pass(habits::RING_LIMIT);
                (MissReason::NoAnswer, 1111)
            }
        };
        self.hang_up(&mut leg, code);
        let to = Self::phone(employee);
        self.missed(reason, code, to)
    }

    /// How long an employee takes to react, and whether it is to decline.
    fn reaction(&mut self) -> (i64, bool) {
        let picks_up = self.chance.seconds(habits::PICK_UP);
        let declines = picks_up <= habits::RING_LIMIT && self.chance.happens(habits::DECLINES);
        (picks_up, declines)
    }

    /// The client waits in a group's queue, and the group's free phones are rung in rounds.
    fn queue(mut self, menu: Option<&Leg>, group: &'static Group) -> Conversation {
        let forwarded = self.now;
        let to = Party::of([("number", group.number), ("line_number", self.line.number), ("acd_group", group.number)]);
        let mut queue = self.leg(Place::Queue, self.caller_from(menu), to);
        self.tell(&mut queue, "Appeared");
        if self.chance.happens(habits::FAULT) {
            self.pass(1);
            return self.leave(&mut queue, group, MissReason::System, 5003);
        }
        if self.chance.happens(habits::ALL_UNAVAILABLE) {
            self.pass(1);
            return self.leave(&mut queue, group, MissReason::NoAnswer, 1164);
        }
        let gives_up = self.now + self.chance.seconds(habits::PATIENCE);
        let limit = self.now + habits::QUEUE_LIMIT;
        let mut farthest = Place::Queue;
        let mut rings_from = self.now + self.chance.seconds(habits::GREETING);
        for _ in 0..habits::ROUNDS {
            let first_free = group.members.iter().map(|&place| self.phones.free_from(place)).min().unwrap_or(i64::MAX);
            let rings_at = first_free.max(rings_from);
            if gives_up.min(limit) <= rings_at {
                self.now = gives_up.min(limit).max(self.now);
                return if gives_up <= limit {
                    self.leave(&mut queue, group, farthest.abandoned(), 1110)
                } else {
                    self.leave(&mut queue, group, MissReason::NoAnswer, 1163)
                };
            }
            self.now = rings_at;
            farthest = Place::Phone;
            match self.ring(&queue, group, gives_up) {
                Round::Answered(place, leg) => {
                    self.hang_up(&mut queue, 1100);
                    return self.talk(leg, place, forwarded);
                }
                Round::RangOut => rings_from = self.now + 1,
                Round::Abandoned => return self.leave(&mut queue, group, MissReason::AbandonedRinging, 1110),
            }
        }
        self.leave(&mut queue, group, MissReason::NoAnswer, 1160)
    }

    fn leave(mut self, queue: &mut Leg, group: &Group, reason: MissReason, code: i64) -> Conversation {
        self.hang_up(queue, code);
        self.missed(reason, code, Self::short_number(group))
    }

    /// The free phones ring together until one is picked up, the client gives up, or the time is over.
    fn ring(&mut self, queue: &Leg, group: &Group, gives_up: i64) -> Round {
        let began = self.now;
        let mut free: Vec<usize> =
            group.members.iter().copied().filter(|&place| self.phones.is_free(place, began)).collect();
        self.chance.shuffle(&mut free);
        free.truncate(habits::RING_AT_ONCE);
        let mut ringing: Vec<Ringing> = Vec::new();
        for place in free {
            let to = self.rung(Self::employee(place)).with("acd_group", group.number);
            let mut leg = self.leg(Place::Phone, self.caller_from(Some(queue)), to);
            self.tell(&mut leg, "Appeared");
            let (reacts, declines) = self.reaction();
            ringing.push(Ringing { place, leg, reacts: began + reacts, declines });
        }
        ringing.sort_by_key(|phone| phone.reacts);
        let over = (began + habits::RING_LIMIT).min(gives_up);
        let mut left = Vec::new();
        let mut answered = None;
        for mut phone in ringing {
            if answered.is_some() || phone.reacts > over {
                left.push(phone);
            } else if phone.declines {
                self.now = phone.reacts;
                self.hang_up(&mut phone.leg, 1122);
            } else {
                self.now = phone.reacts;
                self.tell(&mut phone.leg, "Connected");
                answered = Some((phone.place, phone.leg));
            }
        }
        if answered.is_none() {
            self.now = over.max(self.now);
        }
        let abandoned = answered.is_none() && gives_up <= over;
        // What a phone that lost the race is told is not documented; 1183, "a new operator was assigned", is the likely one.
        let code = match (&answered, abandoned) {
            (Some(_), _) => 1183,
            (None, true) => 1110,
            (None, false) => 1111,
        };
        for phone in &mut left {
            self.hang_up(&mut phone.leg, code);
        }
        match answered {
            Some((place, leg)) => Round::Answered(place, leg),
            None if abandoned => Round::Abandoned,
            None => Round::RangOut,
        }
    }
}

/// A phone of a group while it rings.
struct Ringing {
    place: usize,
    leg: Leg,
    reacts: i64,
    declines: bool,
}
