//! Everything a run will send, and when: traffic with faults, decided before the first byte goes out.

use serde_json::Value;

use super::forgery::{Forger, Forgery};
use super::story::{Conversation, Event, Kind, Payload};
use super::told::Told;
use super::traffic::Traffic;
use super::truth::Truth;
use crate::chance::Chance;

/// What to play.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PlanOptions {
    /// The same options give the same plan, byte for byte: played twice against one server it changes nothing.
    pub(crate) seed: u64,
    /// How many conversations.
    pub(crate) calls: usize,
    /// When the first may begin, in seconds since 1970.
    pub(crate) start: i64,
    /// Arrivals in the busiest hour of a day.
    pub(crate) busiest_hour: f64,
    /// Seconds the server is configured to add to this account's times. The provider's clock is wrong by as much.
    pub(crate) clock_offset: i64,
    /// What goes wrong.
    pub(crate) faults: Faults,
}

/// The share of deliveries that each fault befalls, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Faults {
    /// Never sent.
    pub(crate) dropped: f64,
    /// Sent again, byte for byte, up to five minutes later; now and then more than once.
    pub(crate) duplicated: f64,
    /// Sent after the one that follows in the same conversation.
    pub(crate) reordered: f64,
    /// Sent five seconds to ten minutes late.
    pub(crate) delayed: f64,
    /// Leg events stamped one second off. More would be no provider's clock: all of it counts whole seconds.
    pub(crate) skewed: f64,
    /// Accompanied by an altered copy under a wrong signature.
    pub(crate) badly_signed: f64,
    /// Accompanied by a forgery of another kind.
    pub(crate) forged: f64,
}

/// A conversation as it is sent.
#[derive(Debug)]
pub(crate) struct Planned {
    /// What really happened.
    pub(crate) truth: Truth,
    /// Its deliveries.
    pub(crate) deliveries: Vec<Delivery>,
}

/// One event, ready to be signed.
#[derive(Debug)]
pub(crate) struct Delivery {
    /// What it tells of.
    pub(crate) kind: Kind,
    /// The payload.
    pub(crate) json: String,
    /// Whether it is left out on purpose.
    pub(crate) dropped: bool,
}

/// One request to make.
#[derive(Debug)]
pub(crate) struct Sending {
    /// When, in milliseconds since 1970 of the simulated clock.
    pub(crate) due: i64,
    /// What.
    pub(crate) what: What,
}

/// What a request carries.
#[derive(Debug)]
pub(crate) enum What {
    /// A delivery: of which conversation, and which one of it.
    Delivery {
        /// The conversation's place in the plan.
        conversation: usize,
        /// The delivery's place in the conversation.
        delivery: usize,
        /// Whether it has been sent once already.
        again: bool,
    },
    /// Something the server must not believe.
    Forgery(Forgery),
}

/// A whole run.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The conversations, in the order in which they begin.
    pub(crate) conversations: Vec<Planned>,
    /// The requests, by time.
    pub(crate) sendings: Vec<Sending>,
}

impl Plan {
    /// Decides everything. `forger` makes what the server must refuse.
    pub(crate) fn new(options: &PlanOptions, forger: &Forger) -> Self {
        let mut planner = Planner { options, forger, chance: Chance::of(options.seed, 2), sendings: Vec::new() };
        let traffic = Traffic::new(options.seed, options.start, options.busiest_hour);
        let conversations: Vec<Planned> =
            traffic.take(options.calls).enumerate().map(|(place, it)| planner.plan(place, it)).collect();
        let mut sendings = planner.sendings;
        sendings.sort_by_key(|sending| sending.due);
        Self { conversations, sendings }
    }

    /// What was told of a conversation, of which `reached` says which deliveries the server has.
    pub(crate) fn told(&self, conversation: usize, reached: impl Fn(usize) -> bool) -> Told {
        let deliveries = self.conversations.get(conversation).map(|it| it.deliveries.as_slice()).unwrap_or_default();
        Told::of(deliveries.iter().enumerate().map(|(place, delivery)| (delivery.kind, reached(place))))
    }
}

struct Planner<'o> {
    options: &'o PlanOptions,
    forger: &'o Forger,
    chance: Chance,
    sendings: Vec<Sending>,
}

impl Planner<'_> {
    fn plan(&mut self, conversation: usize, story: Conversation) -> Planned {
        let faults = self.options.faults;
        let Conversation { truth, events, loose } = story;
        let mut deliveries = Vec::with_capacity(events.len());
        let mut dues = self.dues(&events);
        for place in 1..dues.len() {
            if self.chance.happens(faults.reordered) {
                dues.swap(place - 1, place);
            }
        }
        for (place, (event, mut due)) in events.into_iter().zip(dues).enumerate() {
            let kind = event.kind;
            let json = self.written(&truth.conversation_id, event, loose);
            let dropped = self.chance.happens(faults.dropped);
            if self.chance.happens(faults.delayed) {
                due += self.chance.between(5_000, 600_000);
            }
            if !dropped {
                self.send(due, What::Delivery { conversation, delivery: place, again: false });
                let mut copies = 0;
                while copies < 5 && self.chance.happens(faults.duplicated) {
                    copies += 1;
                    let later = due + self.chance.between(0, 300_000);
                    self.send(later, What::Delivery { conversation, delivery: place, again: true });
                }
            }
            if self.chance.happens(faults.badly_signed) {
                self.send(due - 1, What::Forgery(self.forger.badly_signed(kind, &json)));
            }
            if self.chance.happens(faults.forged) {
                let forgery = self.forger.any(&mut self.chance, kind, &json);
                self.send(due - 1, What::Forgery(forgery));
            }
            deliveries.push(Delivery { kind, json, dropped });
        }
        Planned { truth, deliveries }
    }

    fn send(&mut self, due: i64, what: What) {
        self.sendings.push(Sending { due, what });
    }

    /// When each event leaves the provider: some tenths of a second after it happened, and in their order.
    fn dues(&mut self, events: &[Event]) -> Vec<i64> {
        let mut last = i64::MIN;
        let mut dues = Vec::with_capacity(events.len());
        for event in events {
            let due = (event.at * 1000 + self.chance.between(50, 400)).max(last.saturating_add(1));
            last = due;
            dues.push(due);
        }
        dues
    }

    /// The payload as the provider writes it, by its clock.
    fn written(&mut self, id: &str, event: Event, loose: bool) -> String {
        let mut payload = event.payload;
        payload.insert("entry_id".into(), id.into());
        let skew = match event.kind {
            Kind::Leg(_) if self.chance.happens(self.options.faults.skewed) => self.chance.between(0, 1) * 2 - 1,
            _ => 0,
        };
        for name in ["timestamp", "create_time", "forward_time", "talk_time", "end_time"] {
            if let Some(time) = payload.get_mut(name)
                && let Some(right) = time.as_i64().filter(|&right| right != 0)
            {
                *time = (right - self.options.clock_offset + skew).into();
            }
        }
        if loose {
            loosen(&mut payload);
        }
        Value::Object(payload).to_string()
    }
}

/// As the vendor's own samples show it: numbers as text, `locaton`, an empty group, fields nobody knows.
fn loosen(payload: &mut Payload) {
    for value in payload.values_mut().filter(|value| value.is_number()) {
        *value = value.to_string().into();
    }
    if let Some(place) = payload.remove("location") {
        payload.insert("locaton".into(), place);
    }
    payload.insert("dct".into(), serde_json::json!({ "type": 0 }));
    payload.insert("brand_new_field".into(), serde_json::json!([{ "x": 1 }]));
}
