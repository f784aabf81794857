//! What holds for the call-backs of every set of calls, however it comes about.

use std::sync::Arc;
use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::{Callback, CallbackState, Mark, TimeLine};
use crate::Crm;
use crate::access::{Actor, CallScope};
use crate::calls::{self, Call, CallChange, CallDirection, CallFacts, CallStatus, Classification};
use crate::conformance::MemoryStore;
use crate::kernel::{CallId, Clock, ManualClock, Phone, Text, Timestamp, Version};
use crate::lines::Attribution;
use crate::store::{Effects, Read};

const PHONES: [&str; 2] = ["+79000000101", "+79000000102"];

fn at(second: u64) -> Timestamp {
    Timestamp::from_seconds(1_700_000_000).unwrap().plus(Duration::from_secs(second))
}

fn phones() -> impl Iterator<Item = Phone> {
    PHONES.into_iter().map(Phone::from_stored)
}

/// What a call says at one time: few phones and few instants, so that calls meet.
fn facts() -> impl Strategy<Value = CallFacts> {
    let kind = select(vec![
        (CallDirection::In, CallStatus::Missed),
        (CallDirection::In, CallStatus::Missed),
        (CallDirection::In, CallStatus::Answered),
        (CallDirection::Out, CallStatus::Answered),
        (CallDirection::Out, CallStatus::NoAnswer),
        (CallDirection::In, CallStatus::New),
    ]);
    let client = prop_oneof![7 => Just(Some(0)), 2 => Just(Some(1)), 1 => Just(None)];
    (kind, client, 0..8_u64, 0..4_u64, 0..4_u64).prop_map(|((direction, status), client, began, wait, talk)| {
        let is_over = status != CallStatus::New;
        CallFacts {
            direction,
            client: client.map(|n: usize| Phone::from_stored(PHONES[n])),
            line: None,
            miss_reason: None,
            end_reason: None,
            operator_extension: None,
            final_operator_extension: None,
            operators_rung: Vec::new(),
            started_at: at(began),
            offered_at: None,
            answered_at: (status == CallStatus::Answered).then(|| at(began + wait)),
            ended_at: is_over.then(|| at(began + wait + talk)),
            transferred: false,
            disconnect_code: None,
            leg_count: 0,
            recordings: Vec::new(),
            complete: is_over,
            status,
        }
    })
}

/// Calls, each as it was reported first, then as it was corrected.
fn stories() -> impl Strategy<Value = Vec<Vec<CallFacts>>> {
    vec(vec(facts(), 1..=3), 1..=6)
}

/// An office whose calls are written as telephony writes them.
struct Office {
    crm: Crm,
    clock: Arc<ManualClock>,
    /// The id of each story's call, given as it first comes.
    ids: Vec<Option<CallId>>,
    heard: Vec<usize>,
}

impl Office {
    fn new(stories: usize) -> Self {
        let clock = Arc::new(ManualClock::at(at(0)));
        let builder = Crm::builder(MemoryStore::new()).clock(Arc::clone(&clock) as Arc<dyn Clock>);
        Self { crm: builder.build().unwrap(), clock, ids: vec![None; stories], heard: vec![0; stories] }
    }

    /// The next report of a story comes in.
    async fn hear(&mut self, stories: &[Vec<CallFacts>], n: usize) {
        let facts = stories[n][self.heard[n]].clone();
        self.heard[n] += 1;
        let core = self.crm.core();
        let mut tx = core.read(Read::Each).await.unwrap();
        let read = match self.ids[n] {
            Some(id) => tx.calls().get(id, &CallScope::All).await.unwrap(),
            None => None,
        };
        let mut effects = Effects::none();
        let after = if let Some(read) = &read {
            let after = Call { facts, ..read.to_changed() };
            effects.update(read, after.clone());
            after
        } else {
            let id = core.ids.next().await.unwrap();
            self.ids[n] = Some(id);
            let after = new_call(id, facts);
            effects.insert(after.clone());
            after
        };
        let change = CallChange { before: read.as_deref(), after: &after };
        calls::follow(core, &mut *tx, change, core.now(), &mut effects).await.unwrap();
        tx.commit(effects).await.unwrap();
    }

    async fn tasks(&self, phone: &Phone) -> Vec<Callback> {
        let mut tx = self.crm.core().read(Read::Each).await.unwrap();
        let tasks = tx.callbacks().of_phone(phone, None, None).await.unwrap();
        tasks.into_iter().map(|task| (*task).clone()).filter(|task| task.state != CallbackState::Withdrawn).collect()
    }

    /// What people see, without the ids, which depend on the order of arrival.
    async fn outcome(&self) -> Vec<impl PartialEq + std::fmt::Debug + use<>> {
        let mut seen = Vec::new();
        for phone in phones() {
            for task in self.tasks(&phone).await {
                let delay = task.delay();
                let closed_at = task.episode.closed.map(|closed| closed.at);
                seen.push((phone.clone(), task.state, task.episode.opened_at, closed_at, delay, task.episode.missed));
            }
        }
        seen
    }

    /// The tasks are those that follow from the facts, and of each phone at most the last one is open.
    async fn holds_together(&self) {
        let check = self.crm.callbacks().check(&Actor::system("test"), |_| ()).await.unwrap();
        assert_eq!(check.differences, []);
        for phone in phones() {
            let tasks = self.tasks(&phone).await;
            let open = tasks.iter().filter(|task| task.state == CallbackState::Open).count();
            assert!(open <= 1, "{tasks:#?}");
        }
    }

    /// Somebody closes the open task of a phone, if there is one.
    async fn close(&self, phone: &Phone) {
        let tasks = self.tasks(phone).await;
        if let Some(task) = tasks.iter().find(|task| task.state == CallbackState::Open) {
            let (actor, reason) = (Actor::system("test"), Text::from_stored("написал сам"));
            self.crm.callbacks().close(&actor, task.id, task.version, &reason).await.unwrap();
        }
    }
}

fn new_call(id: CallId, facts: CallFacts) -> Call {
    Call {
        id,
        version: Version::FIRST,
        conversation: None,
        provider_id: None,
        facts,
        attribution: Attribution::default(),
        operator: None,
        final_operator: None,
        classification: Classification::default(),
        classified_version: Version::FIRST,
        created_at: at(0),
        updated_at: at(0),
    }
}

/// The reports of all stories, each story's in its order, the stories mixed as `order` says.
fn mixed(stories: &[Vec<CallFacts>], order: &[Index]) -> Vec<usize> {
    let mut left: Vec<_> = stories.iter().map(Vec::len).collect();
    let mut turns = Vec::new();
    let mut order = order.iter().cycle();
    while left.iter().any(|left| *left > 0) {
        let waiting: Vec<_> = (0..left.len()).filter(|n| left[*n] > 0).collect();
        let n = *order.next().unwrap().get(&waiting);
        left[n] -= 1;
        turns.push(n);
    }
    turns
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn calls_give_the_same_call_backs_in_any_order_of_arrival(
        stories in stories(),
        orders in [vec(any::<Index>(), 18), vec(any::<Index>(), 18)],
    ) {
        block_on(async {
            let mut outcomes = Vec::new();
            for order in orders {
                let mut office = Office::new(stories.len());
                for n in mixed(&stories, &order) {
                    office.hear(&stories, n).await;
                    office.holds_together().await;
                }
                outcomes.push(office.outcome().await);
            }
            assert_eq!(outcomes[0], outcomes[1]);
        });
    }

    #[test]
    fn a_closing_by_hand_stays_where_it_was_made(
        stories in stories(),
        order in vec(any::<Index>(), 18),
        closings in vec(0..12_u64, 18),
    ) {
        block_on(async {
            let mut office = Office::new(stories.len());
            for (n, second) in mixed(&stories, &order).into_iter().zip(closings) {
                office.hear(&stories, n).await;
                if second < 8 {
                    office.clock.set(at(second));
                    office.close(&Phone::from_stored(PHONES[0])).await;
                }
                office.holds_together().await;
            }
        });
    }

    #[test]
    fn a_stretch_holds_every_episode_that_a_mark_in_it_can_change(
        calls in vec(facts(), 1..=8),
        place in any::<Index>(),
        changed in facts(),
    ) {
        let marks_of = |calls: &[CallFacts]| -> Vec<Mark> {
            let ids = (1..).map(|n| CallId::new(n).unwrap());
            ids.zip(calls)
                .filter_map(|(id, facts)| {
                    let call = new_call(id, facts.clone());
                    Mark::of(&call).filter(|(phone, _)| phone.as_str() == PHONES[0]).map(|(_, mark)| mark)
                })
                .collect()
        };
        let before = TimeLine::new(marks_of(&calls));
        let mut calls = calls;
        let place = place.index(calls.len());
        // It changes in place: what moves is looked at around both instants.
        let began = calls[place].started_at;
        calls[place] = CallFacts { started_at: began, ..changed };
        let after = TimeLine::new(marks_of(&calls));
        let stretch = before.stretch(&[began]);
        let outside = |line: &TimeLine| -> Vec<_> {
            let is_outside = |first_at| {
                stretch.after.is_some_and(|after| first_at <= after) || stretch.to().is_some_and(|to| first_at > to)
            };
            line.episodes().into_iter().filter(|episode| is_outside(episode.first_at)).collect()
        };
        // Contacts at the very instant may come and go; those around it are others.
        prop_assert_eq!(outside(&before), outside(&after));
    }
}
