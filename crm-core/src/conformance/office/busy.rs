//! Work states that follow from calls, through the providers' events.

use std::time::Duration;

use super::desk::{Desk, race, text};
use super::traffic::{BEGAN, Ring};
use crate::calls::{CallDirection, CallStatus, Classification, NewCall};
use crate::conformance::Fixture;
use crate::counters::{Count, Measure, Recount};
use crate::kernel::{Period, Timestamp};
use crate::operators::{Operator, OperatorPatch, OperatorStatus, WorkState, WorkStateEntry};
use crate::settings::{SettingChange, Settings};
use crate::store::{Read, Tx};
use crate::telephony::sample::Rng;

/// An office with one operator, who is online. Its clock shows the beginning of the samples' traffic.
pub(super) struct Floor {
    pub(super) desk: Desk,
    pub(super) anna: Operator,
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_seconds(BEGAN + seconds).unwrap()
}

impl Floor {
    pub(super) async fn open(fx: &dyn Fixture) -> Self {
        let desk = Desk::open(fx).await;
        desk.clock.set(at(-1000));
        let city = desk.city("Саратов").await;
        let anna = desk.phone_person("anna", city.id, "101").await;
        let floor = Self { desk, anna };
        floor.clock(-500);
        floor.set(&WorkState::Online).await;
        floor.clock(0);
        floor
    }
    pub(super) fn clock(&self, seconds: i64) {
        self.desk.clock.set(at(seconds));
    }
    pub(super) async fn set(&self, state: &WorkState) {
        self.desk.crm.operators().set_work_state(&self.desk.system, self.anna.id, state, None).await.unwrap();
    }
    /// Takes in an event at the moment the clock shows.
    pub(super) async fn post(&self, event: (String, String)) {
        self.desk.post(&event.0, &event.1).await.unwrap();
    }
    pub(super) async fn log_of(&self, who: &Operator) -> Vec<WorkStateEntry> {
        self.desk.crm.operators().work_log(&self.desk.system, who.id, Period::everything()).await.unwrap()
    }
    /// States of the log and the seconds at which they began, from when the operator came online.
    pub(super) async fn states(&self) -> Vec<(String, i64)> {
        let log = self.log_of(&self.anna).await;
        log.iter().skip(1).map(|entry| (entry.state.code().to_owned(), entry.from.seconds() - BEGAN)).collect()
    }
    pub(super) async fn expect(&self, expected: &[(&str, i64)]) {
        let expected: Vec<_> = expected.iter().map(|(state, at)| ((*state).to_owned(), *at)).collect();
        assert_eq!(self.states().await, expected);
        self.assert_sound().await;
    }
    pub(super) async fn sweep(&self) -> u64 {
        self.desk.crm.operators().sweep(&self.desk.system).await.unwrap().rows
    }
    /// Everybody's log tiles the time, ends with the present state, and is counted.
    pub(super) async fn assert_sound(&self) {
        let users = self.desk.crm.operators();
        let page = crate::kernel::PageRequest::first().limit(100).unwrap();
        let filter = crate::operators::OperatorFilter::default();
        let mut tx = self.desk.crm.store().begin(Read::Snapshot).await.unwrap();
        let zone = Settings::from_rows(tx.settings().all().await.unwrap().iter().map(|row| &**row)).office_zone;
        let mut recount = Recount::new(zone);
        for user in users.list(&self.desk.system, &filter, &page).await.unwrap().items {
            let log = self.log_of(&user).await;
            assert_eq!(log[0].from, user.created_at);
            assert!(log.windows(2).all(|pair| pair[0].to == Some(pair[1].from) && pair[0].from <= pair[1].from));
            let last = log.last().unwrap();
            assert_eq!((&last.state, last.from, last.to), (&user.work_state, user.work_state_since, None));
            for entry in &log {
                recount.work(entry);
            }
        }
        let mut expected: Vec<_> = recount.into_counts().collect();
        expected.sort_by(|one, other| one.cell.cmp(&other.cell));
        assert_eq!(counted_time(&mut *tx).await, expected, "counters equal a recount");
    }
}

/// Every counter of work time that holds something, in order.
async fn counted_time(tx: &mut dyn Tx) -> Vec<Count> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = tx.counters().after(after.as_ref(), 100).await.unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.cell.clone());
        all.extend(page);
    }
    all.retain(|count| matches!(count.cell.measure, Measure::Time(_)) && !count.tally.is_zero());
    all.sort_by(|one, other| one.cell.cmp(&other.cell));
    all
}

/// From the answer the operator is busy, from the end of the talk it wraps up, and a minute later it is online: each by the
/// provider's times, whenever the events and the sweeps come. Screens are told.
pub async fn a_call_makes_busy_and_then_wraps_up(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let ring = Ring::new("one");
    floor.post(ring.appeared()).await;
    floor.expect(&[("online", -500)]).await;
    floor.clock(12);
    floor.post(ring.connected()).await;
    floor.expect(&[("online", -500), ("busy", 10)]).await;
    floor.clock(71);
    floor.post(ring.disconnected()).await;
    floor.clock(74);
    floor.post(ring.summary()).await;
    floor.expect(&[("online", -500), ("busy", 10), ("wrap_up", 70)]).await;
    floor.clock(129);
    assert_eq!(floor.sweep().await, 0, "a minute is not over");
    floor.clock(150);
    assert_eq!((floor.sweep().await, floor.sweep().await), (1, 0));
    floor.expect(&[("online", -500), ("busy", 10), ("wrap_up", 70), ("online", 130)]).await;
    let who = floor.desk.actor(&floor.anna).await;
    let told = floor.desk.feed(&who).await;
    let states = super::desk::count(&told, |it| it.event.kind == crate::events::EventKind::WorkStateChanged);
    assert_eq!(states, 4);
    // The operator ends the next wrap-up by hand.
    floor.clock(1100);
    floor.desk.post_all(&Ring::new("two").later(1000).answered()).await;
    floor.set(&WorkState::Online).await;
    let states = floor.states().await;
    assert_eq!(states[4..], [("busy".to_owned(), 1010), ("wrap_up".to_owned(), 1070), ("online".to_owned(), 1100)]);
    floor.assert_sound().await;
}

/// Where wrap-up is set to nothing, the end of the talk is the beginning of readiness.
pub async fn without_wrap_up_the_operator_is_online_at_once(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    floor.desk.crm.settings().set(&floor.desk.system, SettingChange::WrapUp(0)).await.unwrap();
    floor.clock(80);
    floor.desk.post_all(&Ring::new("one").answered()).await;
    floor.expect(&[("online", -500), ("busy", 10), ("online", 70)]).await;
}

/// A call of which nothing was heard before its closing account gives its stretches all the same, and once.
pub async fn a_call_told_late_and_whole_still_counts(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    floor.clock(100);
    let ring = Ring::new("one");
    floor.post(ring.summary()).await;
    floor.expect(&[("online", -500), ("busy", 10), ("wrap_up", 70)]).await;
    for event in [ring.appeared(), ring.connected(), ring.disconnected()] {
        floor.post(event).await;
    }
    floor.clock(500);
    floor.sweep().await;
    floor.expect(&[("online", -500), ("busy", 10), ("wrap_up", 70), ("online", 130)]).await;
}

/// What is told of the past changes the log only from the present entry on.
pub async fn late_news_never_begin_before_the_present_entry(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    floor.clock(40);
    floor.set(&WorkState::Break).await;
    floor.clock(50);
    floor.set(&WorkState::Online).await;
    floor.clock(80);
    floor.post(Ring::new("one").summary()).await;
    floor.expect(&[("online", -500), ("break", 40), ("online", 50), ("busy", 50), ("wrap_up", 70)]).await;
    floor.clock(90);
    floor.set(&WorkState::Online).await;
    floor.post(Ring::new("two").later(5).summary()).await;
    let states = floor.states().await;
    assert_eq!(states.last(), Some(&("online".to_owned(), 90)), "that talk was over before");
}

/// Who is on a break or offline stays so, whatever the phone does.
pub async fn a_break_is_left_alone(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    for (n, state) in [WorkState::Break, WorkState::Offline].iter().enumerate() {
        floor.set(state).await;
        let before = floor.states().await;
        floor.desk.post_all(&Ring::new(&format!("c{n}")).answered()).await;
        assert_eq!(floor.states().await, before);
    }
    // One that begins on a call outlasts it.
    floor.set(&WorkState::Online).await;
    floor.clock(200);
    let ring = Ring::new("last").later(200);
    floor.post(ring.connected()).await;
    floor.clock(220);
    floor.set(&WorkState::Break).await;
    floor.clock(280);
    floor.post(ring.summary()).await;
    assert_eq!(floor.states().await.last(), Some(&("break".to_owned(), 220)));
    floor.assert_sound().await;
}

/// An operator in two calls is busy until the last of them is over.
pub async fn of_two_calls_the_last_one_ends_the_talk(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let (one, two) = (Ring::new("one"), Ring::new("two").later(30).from("79000000102"));
    floor.clock(45);
    floor.post(one.connected()).await;
    floor.post(two.connected()).await;
    floor.clock(75);
    floor.post(one.summary()).await;
    floor.expect(&[("online", -500), ("busy", 10)]).await;
    floor.clock(101);
    floor.post(two.summary()).await;
    floor.expect(&[("online", -500), ("busy", 10), ("wrap_up", 100)]).await;
}

/// Who hands a call on wraps up, and who takes it over is busy: from when it is heard of.
pub async fn a_call_handed_on_makes_the_next_one_busy(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let boris = floor.desk.phone_person("boris", floor.anna.city.unwrap(), "102").await;
    let users = floor.desk.crm.operators();
    users.set_work_state(&floor.desk.system, boris.id, &WorkState::Online, None).await.unwrap();
    let ring = Ring::new("one");
    floor.clock(12);
    floor.post(ring.connected()).await;
    floor.clock(41);
    floor.post(ring.at("102").leg(2, "Connected", 40, None)).await;
    floor.expect(&[("online", -500), ("busy", 10), ("wrap_up", 41)]).await;
    let state = async || users.get(&floor.desk.system, boris.id).await.unwrap();
    assert_eq!((state().await.work_state, state().await.work_state_since), (WorkState::Busy, at(41)));
    floor.clock(72);
    floor.post(ring.at("102").summary()).await;
    assert_eq!((state().await.work_state, state().await.work_state_since), (WorkState::WrapUp, at(70)));
    floor.assert_sound().await;
}

/// Who writes a call by hand was not asked to be on the phone meanwhile.
pub async fn a_call_by_hand_changes_no_state(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    let new = NewCall {
        direction: CallDirection::In,
        status: CallStatus::Answered,
        client: None,
        line: None,
        started_at: at(-100),
        wait_seconds: 5,
        talk_seconds: 60,
        classification: Classification::default(),
    };
    floor.desk.crm.calls().record(&floor.desk.actor(&floor.anna).await, &new, None).await.unwrap();
    floor.expect(&[("online", -500)]).await;
}

/// A call whose end never comes keeps its operator busy until the sweeper closes it, and not longer.
pub async fn a_call_whose_end_never_comes_is_ended_by_the_sweeper(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    floor.clock(12);
    floor.post(Ring::new("one").connected()).await;
    floor.clock(7_300);
    floor.desk.crm.housekeeping().await.unwrap();
    let states = floor.states().await;
    assert_eq!(states[..2], [("online".to_owned(), -500), ("busy".to_owned(), 10)]);
    assert_eq!(states.last().unwrap().0, "online", "the wrap-up is over too");
    floor.assert_sound().await;
}

/// Events of many calls of one operator at the same moment: when all are over the operator is not busy, however they met.
pub async fn racing_events_leave_nobody_busy(fx: &dyn Fixture) {
    let floor = Floor::open(fx).await;
    floor.clock(90);
    for round in 0..4 {
        let of_round = |n: usize| format!("r{round}c{n}");
        race(32, |n| {
            let (desk, id) = (floor.desk.clone(), of_round(n / 2));
            async move {
                let ring = Ring::new(&id);
                // Of each call the answer and, at the same moment, the closing account; of some the answer alone.
                let event = if n % 2 == 0 || n % 3 == 0 { ring.connected() } else { ring.summary() };
                desk.post(&event.0, &event.1).await.unwrap();
            }
        })
        .await;
        race(16, |n| {
            let (desk, id) = (floor.desk.clone(), of_round(n));
            async move {
                let event = Ring::new(&id).summary();
                desk.post(&event.0, &event.1).await.unwrap();
            }
        })
        .await;
        let present = floor.desk.crm.operators().get(&floor.desk.system, floor.anna.id).await.unwrap();
        assert_eq!(present.work_state, WorkState::WrapUp);
        floor.assert_sound().await;
        floor.set(&WorkState::Online).await;
    }
}

/// Whatever the people, the phones, the sweeper and the clock do, every log tiles the time and is counted.
pub async fn whatever_happens_the_log_tiles_and_is_counted(fx: &dyn Fixture) {
    for seed in 0..12 {
        let floor = Floor::open(fx).await;
        let boris = floor.desk.phone_person("boris", floor.anna.city.unwrap(), "102").await;
        let mut chance = Rng::new(seed);
        let mut now = 0;
        let mut waiting: Vec<(String, String)> = Vec::new();
        for nth in 0..60 {
            match chance.below(4) {
                0 => now -= chance.seconds(0, 200),
                1 => {}
                _ => now += chance.seconds(0, 900),
            }
            floor.clock(now);
            let who = if chance.one_in(3) { &boris } else { &floor.anna };
            match chance.below(8) {
                0 | 1 => {
                    let states = [WorkState::Online, WorkState::Online, WorkState::Break, WorkState::Offline];
                    let state = chance.pick(&states).unwrap();
                    let reason = chance.one_in(3).then(|| text("обед"));
                    let users = floor.desk.crm.operators();
                    users.set_work_state(&floor.desk.system, who.id, state, reason.as_ref()).await.unwrap();
                }
                2 => drop(floor.desk.crm.housekeeping().await.unwrap()),
                3 | 4 => {
                    let id = format!("c{nth}");
                    let ring = Ring::new(&id).later(now + chance.seconds(-400, 20));
                    let first = ring.at(if chance.one_in(2) { "101" } else { "102" });
                    waiting.extend(first.answered());
                    if chance.one_in(4) {
                        waiting.extend(ring.at("101").answered());
                    }
                    if chance.one_in(3) {
                        chance.shuffle(&mut waiting);
                    }
                }
                _ => {
                    for event in waiting.drain(..waiting.len().min(1 + chance.below(3))) {
                        floor.post(event).await;
                    }
                }
            }
        }
        for event in std::mem::take(&mut waiting) {
            floor.post(event).await;
        }
        floor.clock(now.max(0) + 20_000);
        for _ in 0..3 {
            floor.desk.crm.housekeeping().await.unwrap();
        }
        floor.assert_sound().await;
        let users = floor.desk.crm.operators();
        let present = users.get(&floor.desk.system, boris.id).await.unwrap();
        assert!(!matches!(present.work_state, WorkState::Busy | WorkState::WrapUp), "every call is over: seed {seed}");
        let off = OperatorPatch { status: Some(OperatorStatus::Inactive), ..OperatorPatch::default() };
        users.change(&floor.desk.system, boris.id, present.version, &off).await.unwrap();
        floor.desk.later(Duration::from_secs(60).as_secs());
        floor.assert_sound().await;
    }
}
