//! Conversations made up by a seed: realistic Mango traffic for property tests, simulators and the store suite.

mod rng;

pub use rng::Rng;

use serde_json::{Map, Value, json};

/// One conversation as Mango would deliver it, in the order in which it happened: `(path, json)` of every event, for
/// [`mango::read`](super::mango::read) or to be signed and posted. The same seed gives the same events; different seeds
/// give different conversation ids.
///
/// Menus, queues, group rings, both kinds of transfer, outbound calls, call-backs by command, internal calls, calls that
/// left nothing but a summary; answered and not; with hidden callers, recordings, pressed keys and loose types in between.
pub fn conversation(seed: u64) -> Vec<(String, String)> {
    let mut story = Story::new(seed);
    match story.rng.below(8) {
        0 => story.summary_only(),
        1 => story.outbound(),
        2 => story.call_back(),
        3 => story.internal(),
        _ => story.inbound(),
    }
    story.deliveries.into_iter().map(|(path, payload)| (path.to_owned(), Value::Object(payload).to_string())).collect()
}

const STAFF: [&str; 6] = ["101", "102", "103", "104", "105", "106"];
const LINES: [&str; 3] = ["74950000001", "74950000002", "sip:line1@vpbx000000.mangosip.ru"];

struct Story {
    rng: Rng,
    entry: String,
    now: i64,
    started: i64,
    /// `None` when hidden.
    client: Option<String>,
    line: &'static str,
    legs: usize,
    /// Whether this account writes its numbers as text.
    loose: bool,
    deliveries: Vec<(&'static str, Map<String, Value>)>,
}

/// A leg being told, event by event.
struct Leg {
    id: String,
    seq: i64,
    place: &'static str,
    from: Value,
    to: Value,
    /// Further fields of each of its events.
    more: Vec<(&'static str, Value)>,
}

/// What the summary says of an end.
struct End {
    direction: i64,
    from: Value,
    to: Value,
    forwarded: i64,
    talked: Option<i64>,
    code: i64,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let started = 1_767_261_600 + rng.seconds(0, 86_399);
        let client = (!rng.one_in(12)).then(|| format!("7900{:07}", rng.below(10_000_000)));
        Self {
            // Padding and the letters of base64: what a careless form decoder breaks.
            entry: format!("entry+{seed}/=="),
            now: started,
            started,
            client,
            line: rng.pick(&LINES).copied().unwrap_or_default(),
            legs: 0,
            loose: rng.one_in(6),
            deliveries: Vec::new(),
            rng,
        }
    }

    fn pass(&mut self, from: i64, to: i64) {
        self.now += self.rng.seconds(from, to);
    }
    fn deliver(&mut self, path: &'static str, payload: Value) {
        let Value::Object(mut payload) = payload else { return };
        payload.insert("entry_id".into(), self.entry.clone().into());
        if self.loose {
            for value in payload.values_mut().filter(|value| value.is_number()) {
                *value = value.to_string().into();
            }
        }
        self.deliveries.push((path, payload));
    }

    fn client(&self) -> Value {
        self.client.as_ref().map_or_else(|| json!({}), |number| json!({ "number": number }))
    }
    fn dialled_client(&mut self) -> Value {
        // Whom the office calls is never hidden.
        self.client.get_or_insert_with(|| "79000000102".into());
        self.client()
    }
    fn employee(&self, extension: &str) -> Value {
        json!({ "extension": extension, "number": format!("sip:op{extension}@vpbx000000.mangosip.ru"),
            "line_number": self.line })
    }
    fn colleagues(&mut self, many: usize) -> Vec<&'static str> {
        let mut staff = STAFF;
        self.rng.shuffle(&mut staff);
        staff.into_iter().take(many).collect()
    }

    fn leg(&mut self, place: &'static str, from: Value, to: Value) -> Leg {
        self.legs += 1;
        Leg { id: format!("{}:leg{}", self.entry, self.legs), seq: 0, place, from, to, more: Vec::new() }
    }
    fn leg_from(&mut self, earlier: &Leg, place: &'static str, mut from: Value, to: Value) -> Leg {
        if let Value::Object(from) = &mut from {
            from.insert("taken_from_call_id".into(), earlier.id.clone().into());
        }
        self.leg(place, from, to)
    }
    fn tell(&mut self, leg: &mut Leg, state: &str, code: Option<i64>) {
        leg.seq += 1;
        let mut payload = json!({ "call_id": leg.id, "timestamp": self.now, "seq": leg.seq, "call_state": state,
            "location": leg.place, "from": leg.from, "to": leg.to });
        if let Value::Object(payload) = &mut payload {
            payload.extend(leg.more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            payload.extend(code.map(|code| ("disconnect_reason".to_owned(), code.into())));
        }
        self.deliver("/events/call", payload);
    }
    fn end(&mut self, end: &End) {
        let talked = end.talked.unwrap_or(0);
        self.deliver(
            "/events/summary",
            json!({ "call_direction": end.direction, "from": end.from, "to": end.to, "line_number": self.line,
                "create_time": self.started, "forward_time": end.forwarded, "talk_time": talked, "end_time": self.now,
                "entry_result": i64::from(talked > 0), "disconnect_reason": end.code }),
        );
    }

    /// A recording of a leg that is now over, downloadable later than the summary.
    fn record(&mut self, leg: &Leg, since: i64) {
        let id = format!("{}:rec+/=", leg.id);
        let dropped = self.now - since < 4;
        let code = if dropped { 4002 } else { 1000 };
        self.deliver(
            "/events/recording",
            json!({ "recording_id": id, "recording_state": "Started", "seq": 1, "call_id": leg.id, "timestamp": since }),
        );
        self.deliver(
            "/events/recording",
            json!({ "recording_id": id, "recording_state": "Completed", "seq": 2, "call_id": leg.id,
                "timestamp": self.now, "completion_code": code, "recipient": "Cloud" }),
        );
        if !dropped {
            self.deliver(
                "/events/record/added",
                json!({ "recording_id": id, "product_id": 400_000_000, "user_id": -1, "timestamp": self.now + 60 }),
            );
        }
    }

    fn inbound(&mut self) {
        let mut earlier: Option<Leg> = None;
        if self.rng.one_in(2) {
            let to = json!({ "number": self.line, "line_number": self.line });
            let from = self.client();
            let mut menu = self.leg("ivr", from, to);
            self.tell(&mut menu, "Appeared", None);
            self.pass(1, 20);
            if self.rng.one_in(3) {
                let keys =
                    json!({ "call_id": menu.id, "seq": 1, "dtmf": "12#", "timestamp": self.now, "location": "ivr" });
                self.deliver("/events/dtmf", keys);
            }
            let abandoned = self.rng.one_in(6);
            self.tell(&mut menu, "Disconnected", Some(if abandoned { 1110 } else { 1100 }));
            if abandoned {
                return self.missed(1110, "101");
            }
            earlier = Some(menu);
        }
        let forwarded = self.now;
        let group = self.rng.one_in(2);
        let mut queue = None;
        if group {
            let to = json!({ "number": "200", "line_number": self.line, "acd_group": "200" });
            let from = self.client();
            let mut leg = match &earlier {
                Some(menu) => self.leg_from(menu, "queue", from, to),
                None => self.leg("queue", from, to),
            };
            self.tell(&mut leg, "Appeared", None);
            self.pass(0, 9);
            if self.rng.one_in(6) {
                self.tell(&mut leg, "Disconnected", Some(1110));
                return self.missed(1110, "200");
            }
            queue = Some(leg);
        }
        let rounds = if group { 1 + self.rng.below(3) } else { 1 };
        let mut first_rung = "101";
        for round in 1..=rounds {
            let many = if group { 1 + self.rng.below(4) } else { 1 };
            let staff = self.colleagues(many);
            let mut ringing: Vec<Leg> = Vec::new();
            for extension in &staff {
                let (from, to) = (self.client(), self.employee(extension));
                let mut leg = match queue.as_ref().or(earlier.as_ref()) {
                    Some(before) => self.leg_from(before, "abonent", from, to),
                    None => self.leg("abonent", from, to),
                };
                self.tell(&mut leg, "Appeared", None);
                ringing.push(leg);
            }
            if round == 1 {
                first_rung = staff.first().copied().unwrap_or("101");
            }
            self.pass(1, 25);
            let answered = !self.rng.one_in(3);
            if answered {
                let winner = self.rng.below(ringing.len());
                let mut talking = ringing.swap_remove(winner);
                self.tell(&mut talking, "Connected", None);
                if let Some(queue) = &mut queue {
                    self.tell(queue, "Disconnected", Some(1100));
                }
                for loser in &mut ringing {
                    self.tell(loser, "Disconnected", Some(1183));
                }
                return self.talk(talking, forwarded);
            }
            for leg in &mut ringing {
                self.tell(leg, "Disconnected", Some(1111));
            }
        }
        let code = self.rng.pick(&[1111, 1110, 1121, 1122, 1163, 1164, 1193]).copied().unwrap_or(1111);
        if let Some(queue) = &mut queue {
            self.tell(queue, "Disconnected", Some(code));
        }
        self.missed(code, first_rung);
    }

    fn missed(&mut self, code: i64, to: &str) {
        let (from, to) = (self.client(), json!({ "extension": to }));
        self.end(&End { direction: 1, from, to, forwarded: 0, talked: None, code });
    }

    /// The client talks; perhaps the client is held, or handed on either way.
    fn talk(&mut self, mut leg: Leg, forwarded: i64) {
        let talked = self.now;
        let to = leg.to.clone();
        self.pass(1, 90);
        match self.rng.below(5) {
            0 => {
                self.tell(&mut leg, "OnHold", None);
                self.pass(1, 20);
                self.tell(&mut leg, "Connected", None);
                self.pass(1, 20);
            }
            1 => leg = self.blind(leg),
            2 => leg = self.consultation(leg),
            _ => {}
        }
        let code = if self.rng.one_in(2) { 1110 } else { 1120 };
        self.tell(&mut leg, "Disconnected", Some(code));
        if self.rng.one_in(2) {
            self.record(&leg, talked);
        }
        let from = self.client();
        self.end(&End { direction: 1, from, to, forwarded, talked: Some(talked), code });
    }

    fn blind(&mut self, mut leg: Leg) -> Leg {
        self.tell(&mut leg, "Disconnected", Some(1120));
        let to = self.employee("107");
        let from = self.client();
        let mut next = self.leg_from(&leg, "abonent", from, to);
        next.more.push(("transfer", "blind".into()));
        self.tell(&mut next, "Appeared", None);
        self.pass(1, 10);
        self.tell(&mut next, "Connected", None);
        self.pass(1, 60);
        next
    }

    /// At its end the client takes the place of the employee who asked: `Connected` again, with another `from`.
    fn consultation(&mut self, mut leg: Leg) -> Leg {
        self.tell(&mut leg, "OnHold", None);
        let (asking, asked) = (leg.to.clone(), self.employee("108"));
        let mut asking_leg = self.leg_from(&leg, "abonent", asking, asked);
        asking_leg.more.push(("transfer", "consultative".into()));
        self.tell(&mut asking_leg, "Appeared", None);
        self.pass(1, 10);
        self.tell(&mut asking_leg, "Connected", None);
        self.pass(1, 20);
        if self.rng.one_in(3) {
            // The colleague could not help: the client goes back.
            self.tell(&mut asking_leg, "Disconnected", Some(1110));
            self.tell(&mut leg, "Connected", None);
            self.pass(1, 30);
            return leg;
        }
        self.tell(&mut leg, "Disconnected", Some(1120));
        asking_leg.from = self.client();
        asking_leg.more = vec![("transfer", "blind".into())];
        self.tell(&mut asking_leg, "Connected", None);
        self.pass(1, 60);
        asking_leg
    }

    fn outbound(&mut self) {
        let extension = self.colleagues(1).first().copied().unwrap_or("101");
        let (from, to) = (self.employee(extension), self.dialled_client());
        let mut leg = self.leg("abonent", from.clone(), to.clone());
        self.tell(&mut leg, "Appeared", None);
        self.pass(1, 30);
        self.finish_outbound(leg, from, to);
    }

    fn finish_outbound(&mut self, mut leg: Leg, from: Value, to: Value) {
        let started = self.started;
        let (talked, code) = if self.rng.one_in(2) {
            let talked = self.now;
            self.tell(&mut leg, "Connected", None);
            self.pass(1, 200);
            (Some(talked), 1110)
        } else {
            (None, self.rng.pick(&[1121, 1111, 1122, 1110, 1131, 2240]).copied().unwrap_or(1111))
        };
        self.tell(&mut leg, "Disconnected", Some(code));
        self.end(&End { direction: 2, from, to, forwarded: started, talked, code });
    }

    /// By command: the employee's phone rings first, and that leg shows the client as the caller.
    fn call_back(&mut self) {
        let extension = self.colleagues(1).first().copied().unwrap_or("101");
        let (employee, client) = (self.employee(extension), self.dialled_client());
        let command = vec![("command_id", json!("crm-77")), ("callback_initiator", json!("API"))];
        let mut first = self.leg("abonent", client.clone(), employee.clone());
        first.more.clone_from(&command);
        self.tell(&mut first, "Appeared", None);
        self.pass(1, 15);
        if self.rng.one_in(4) {
            self.tell(&mut first, "Disconnected", Some(1111));
            let forwarded = self.started;
            self.end(&End { direction: 2, from: employee, to: client, forwarded, talked: None, code: 1111 });
            return;
        }
        self.tell(&mut first, "Connected", None);
        self.tell(&mut first, "Disconnected", Some(1000));
        let mut second = self.leg_from(&first, "abonent", employee.clone(), client.clone());
        second.more = command;
        self.tell(&mut second, "Appeared", None);
        self.pass(1, 30);
        self.finish_outbound(second, employee, client);
    }

    fn internal(&mut self) {
        let staff = self.colleagues(2);
        let side = |story: &Self, nth: usize| story.employee(staff.get(nth).copied().unwrap_or("101"));
        let (from, to) = (side(self, 0), side(self, 1));
        let mut leg = self.leg("abonent", from.clone(), to.clone());
        self.tell(&mut leg, "Appeared", None);
        self.pass(1, 20);
        let talked = self.rng.one_in(2).then_some(self.now);
        if talked.is_some() {
            self.tell(&mut leg, "Connected", None);
            self.pass(1, 60);
        }
        self.tell(&mut leg, "Disconnected", Some(1110));
        let forwarded = self.started;
        self.end(&End { direction: 0, from, to, forwarded, talked, code: 1110 });
    }

    /// Out of hours the provider sends no leg at all.
    fn summary_only(&mut self) {
        self.pass(1, 5);
        self.missed(1192, "101");
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Fact, fold, mango};
    use super::*;

    #[test]
    fn a_seed_always_tells_the_same_story_and_another_seed_another_one() {
        assert_eq!(conversation(7), conversation(7));
        let ids: BTreeSet<String> = (0..100)
            .map(|seed| {
                let (path, json) = conversation(seed).swap_remove(0);
                mango::read(&path, &json, 0).unwrap().conversation
            })
            .collect();
        assert_eq!(ids.len(), 100);
    }

    #[test]
    fn the_stories_cover_what_happens_in_an_office() {
        let mut seen = BTreeSet::new();
        for seed in 0..2000 {
            let facts: Vec<Fact> =
                conversation(seed).iter().map(|(path, json)| mango::read(path, json, 0).unwrap().fact).collect();
            let call = fold(&facts).unwrap();
            let reason = call.miss_reason.as_ref().map(ToString::to_string);
            seen.insert(format!("{} {} {}", call.direction, call.status, reason.unwrap_or_default()));
            for (what, happened) in [
                ("transferred", call.transferred),
                ("hidden", call.direction.code() == "in" && call.client.is_none()),
                ("recorded", call.recordings.iter().any(|it| it.ready)),
                ("dropped recording", call.recordings.iter().any(|it| !it.ready)),
                ("keys", facts.iter().any(|fact| matches!(fact, Fact::Dtmf(_)))),
                ("group", call.operators_rung.len() > 2),
            ] {
                if happened {
                    seen.insert(what.into());
                }
            }
        }
        let expected = [
            "dropped recording",
            "group",
            "hidden",
            "in answered ",
            "in missed abandoned_ivr",
            "in missed abandoned_queue",
            "in missed abandoned_ringing",
            "in missed busy",
            "in missed declined",
            "in missed no_answer",
            "in missed out_of_hours",
            "internal answered ",
            "internal no_answer ",
            "keys",
            "out answered ",
            "out busy ",
            "out no_answer ",
            "recorded",
            "transferred",
        ];
        assert_eq!(seen, expected.map(String::from).into());
    }
}
