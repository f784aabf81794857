//! Clients who were missed, from the provider's events to the colleague who calls them.

use std::time::Duration;

use super::desk::{Desk, LINE, code, race, text};
use super::shop::{Shop, phone};
use super::traffic::{BEGAN, Posted, Ring};
use crate::access::Actor;
use crate::callbacks::{Callback, CallbackFilter, CallbackSort, CallbackState, OpenCallbacks, Reason};
use crate::calls::{CallDirection, CallStatus, Classification, NewCall};
use crate::conformance::Fixture;
use crate::kernel::{CallbackId, PageRequest, Phone, Timestamp};
use crate::operators::Role;
use crate::telephony::sample::Rng;

fn seconds(after: i64) -> Timestamp {
    Timestamp::from_seconds(BEGAN + after).unwrap()
}

/// The call-backs an actor sees, who waits longest first, with the total checked against it.
async fn listed(desk: &Desk, actor: &Actor, filter: CallbackFilter) -> Vec<Callback> {
    let page = PageRequest::first().limit(100).unwrap();
    let page = desk.crm.callbacks().list(actor, &filter, CallbackSort::Oldest, &page).await.unwrap();
    assert_eq!(page.total.unwrap().count, page.items.len() as u64);
    page.items.into_iter().map(|view| view.callback).collect()
}

async fn of_phone(desk: &Desk, client: &str) -> Vec<Callback> {
    let filter = CallbackFilter { phone: Some(phone(client)), ..CallbackFilter::default() };
    listed(desk, &desk.system, filter).await
}

/// The one call-back there is.
async fn only(desk: &Desk) -> Callback {
    let mut all = listed(desk, &desk.system, CallbackFilter::default()).await;
    assert_eq!(all.len(), 1, "{all:#?}");
    all.remove(0)
}

async fn nothing_differs(desk: &Desk) {
    let check = desk.crm.callbacks().check(&desk.system, |_| ()).await.unwrap();
    assert_eq!(check.differences, []);
}

fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let rest_of = |n: usize| [&items[..n], &items[n + 1..]].concat();
    let beginning_with =
        |n: usize| orders(&rest_of(n)).into_iter().map(move |rest| [vec![items[n].clone()], rest].concat());
    (0..items.len()).flat_map(beginning_with).collect()
}

/// A missed call, and then a talk of the same client, in every order of their events: the call-back is closed after the
/// right delay, whoever called whom.
pub async fn a_missed_client_waits_until_somebody_talks_with_it_in_any_order_of_events(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let mut n = 0;
    for calls_back in [false, true] {
        for order in orders(&(0..if calls_back { 3 } else { 5 }).collect::<Vec<usize>>()) {
            n += 1;
            let client = format!("7900{n:07}");
            let (missed_id, talk_id) = (format!("missed {n}"), format!("talk {n}"));
            let missed = Ring::new(&missed_id).from(&client);
            let talk = Ring::new(&talk_id).from(&client).later(600);
            let events = if calls_back {
                vec![missed.appeared(), missed.missed(), talk.called_back()]
            } else {
                vec![missed.appeared(), missed.missed(), talk.appeared(), talk.connected(), talk.summary()]
            };
            let events: Vec<Posted> = order.into_iter().map(|place| events[place].clone()).collect();
            desk.post_all(&events).await;
            let tasks = of_phone(&desk, &format!("+{client}")).await;
            assert_eq!(tasks.len(), 1, "{events:?}");
            let closed = tasks[0].episode.closed.as_ref().unwrap();
            assert_eq!((&tasks[0].state, tasks[0].episode.missed), (&CallbackState::Closed, 1), "{events:?}");
            assert_eq!((tasks[0].episode.opened_at, closed.at), (seconds(70), seconds(610)), "{events:?}");
            assert_eq!(tasks[0].delay(), Some(Duration::from_secs(540)));
            assert!(closed.by_call.is_some() && closed.reason.is_none());
        }
    }
    nothing_differs(&desk).await;
    assert_eq!(desk.crm.callbacks().count_open(&desk.system).await.unwrap(), OpenCallbacks::default());
}

/// A client's conversations, made up by a seed, at few instants so that some begin together.
fn story(seed: u64, client: &str) -> Vec<Posted> {
    let mut rng = Rng::new(seed);
    let mut events = Vec::new();
    for n in 0..2 + rng.below(4) {
        let id = format!("{client} {n}");
        let later = 100 * i64::try_from(rng.below(4)).unwrap();
        let call = Ring::new(&id).from(client).later(later);
        match rng.below(5) {
            0 | 1 => events.extend([call.appeared(), call.disconnected(), call.missed()]),
            2 => events.extend(call.answered()),
            3 => events.push(call.called_back()),
            _ => events.extend([call.appeared(), call.connected(), call.missed()]),
        }
    }
    events
}

/// Whatever a client's conversations are, their events give the same call-backs in any order, also to several nodes.
pub async fn any_traffic_in_any_order_gives_the_same_call_backs(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let mut seen = 0;
    for seed in 0..20 {
        let mut outcomes = Vec::new();
        for variant in 0..3 {
            let client = format!("7900{seed:03}{variant:04}");
            let mut events = story(seed, &client);
            Rng::new(seed * 31 + variant).shuffle(&mut events);
            if variant == 0 {
                desk.post_all(&events).await;
            } else {
                race(3, |n| {
                    let (desk, part) = (desk.clone(), events.iter().skip(n).step_by(3).cloned().collect::<Vec<_>>());
                    async move { desk.post_all(&part).await }
                })
                .await;
            }
            let tasks = of_phone(&desk, &format!("+{client}")).await;
            assert!(tasks.iter().filter(|task| task.state == CallbackState::Open).count() <= 1);
            let told = tasks.into_iter().map(|task| {
                let delay = task.delay();
                let closed_at = task.episode.closed.map(|closed| closed.at);
                (task.state, task.episode.opened_at, closed_at, delay, task.episode.missed)
            });
            outcomes.push(told.collect::<Vec<_>>());
        }
        seen += outcomes[0].len();
        assert_eq!((&outcomes[0], &outcomes[0]), (&outcomes[1], &outcomes[2]), "seed {seed}");
    }
    assert!(seen > 10, "or the comparison says little: {seen}");
    nothing_differs(&desk).await;
}

/// Calls of one client that end at once are one waiting, and a talk among them is seen by all.
pub async fn racing_calls_of_a_client_do_not_overlook_each_other(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    race(8, |n| {
        let desk = desk.clone();
        async move {
            let id = format!("call {n}");
            let ring = Ring::new(&id).later(100 * i64::try_from(n).unwrap());
            let event = if n == 7 { ring.called_back() } else { ring.missed() };
            desk.post(&event.0, &event.1).await.unwrap();
        }
    })
    .await;
    let task = only(&desk).await;
    assert_eq!((&task.state, task.episode.missed), (&CallbackState::Closed, 7));
    assert_eq!((task.episode.opened_at, task.delay()), (seconds(70), Some(Duration::from_secs(640))));
    nothing_differs(&desk).await;
}

/// A late report that corrects a call takes the call-back with it: what was no missed call leaves the lists, what was one
/// after all comes back under its old number.
pub async fn a_corrected_call_takes_its_call_back_with_it(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let ring = Ring::new("swept");
    // Neither leg nor summary tells of the talk yet, and the sweeper closes it.
    desk.post_all(&[ring.appeared(), ring.disconnected()]).await;
    desk.later(60);
    desk.crm.telephony().sweep(&desk.system).await.unwrap();
    let task = only(&desk).await;
    assert_eq!(task.state, CallbackState::Open);
    let summary = ring.summary();
    desk.post(&summary.0, &summary.1).await.unwrap();
    assert_eq!(listed(&desk, &desk.system, CallbackFilter::default()).await, []);
    let withdrawn = desk.crm.callbacks().get(&desk.system, task.id).await.unwrap().callback;
    assert_eq!(withdrawn.state, CallbackState::Withdrawn);
    let subject = format!("callback:{}", task.id);
    let by_itself = |action: &str| ("system:callbacks".to_owned(), action.to_owned());
    let trail = desk.trail(&subject).await;
    assert_eq!(trail, [by_itself("callback.withdrawn"), by_itself("callback.opened")]);

    // A talk that ended a waiting was none: the client waits again, as one task.
    let first = Ring::new("first").from("79000000102");
    let second = Ring::new("second").from("79000000102").later(600);
    let third = Ring::new("third").from("79000000102").later(1200);
    desk.post_all(&[first.missed(), third.missed(), second.appeared(), second.connected(), second.disconnected()])
        .await;
    desk.later(60);
    desk.crm.telephony().sweep(&desk.system).await.unwrap();
    let states = async || -> Vec<_> {
        of_phone(&desk, "+79000000102")
            .await
            .into_iter()
            .map(|task| (task.id, task.state, task.episode.missed))
            .collect()
    };
    let apart = states().await;
    let told: Vec<_> = apart.iter().map(|(_, state, missed)| (state.clone(), *missed)).collect();
    assert_eq!(told, [(CallbackState::Closed, 1), (CallbackState::Open, 1)]);
    let missed = second.missed();
    desk.post(&missed.0, &missed.1).await.unwrap();
    assert_eq!(states().await, [(apart[0].0, CallbackState::Open, 3)]);
    nothing_differs(&desk).await;
}

fn by_hand(direction: CallDirection, status: CallStatus, client: Option<Phone>, desk: &Desk) -> NewCall {
    NewCall {
        direction,
        status,
        client,
        line: None,
        started_at: desk.crm.now().minus(Duration::from_secs(600)),
        wait_seconds: 5,
        talk_seconds: 0,
        classification: Classification::default(),
    }
}

/// A hidden number, a call that still rings, a client who did not answer us: nobody waits. An order for the phone does not
/// end a waiting; a call by hand does.
pub async fn only_missed_clients_with_a_number_wait(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (desk, calls) = (&shop.desk, shop.desk.crm.calls());
    let hidden = Ring::new("hidden").from("");
    desk.post_all(&[hidden.appeared(), hidden.missed(), Ring::new("rings").appeared()]).await;
    let client = Some(phone("+79000000101"));
    let unanswered = by_hand(CallDirection::Out, CallStatus::NoAnswer, client.clone(), desk);
    calls.record(&desk.system, &unanswered, None).await.unwrap();
    calls.record(&desk.system, &by_hand(CallDirection::In, CallStatus::Missed, None, desk), None).await.unwrap();
    assert_eq!(desk.crm.callbacks().count_open(&desk.system).await.unwrap(), OpenCallbacks::default());

    let missed = by_hand(CallDirection::In, CallStatus::Missed, client.clone(), desk);
    let call = calls.record(&desk.system, &missed, None).await.unwrap();
    let task = only(desk).await;
    assert_eq!((task.episode.first_call, Some(task.episode.opened_at)), (call.id, call.facts.ended_at));
    shop.order().await;
    assert_eq!(only(desk).await, task);
    let oldest = Some(task.episode.opened_at);
    assert_eq!(desk.crm.callbacks().count_open(&desk.system).await.unwrap(), OpenCallbacks { count: 1, oldest });
    assert_eq!(task.waited(desk.crm.now()), Duration::from_secs(595));

    desk.later(60);
    let reached = by_hand(CallDirection::Out, CallStatus::Answered, client, desk);
    let reached = calls.record(&shop.operator, &reached, None).await.unwrap();
    let closed = only(desk).await.episode.closed.unwrap();
    assert_eq!((closed.by_call, closed.by), (Some(reached.id), shop.operator.id()));
}

/// One looks after a call-back at a time, taking over is deliberate, and closing by hand stands: a call of before that comes
/// late belongs to what was closed, one of later opens another.
pub async fn colleagues_share_the_call_backs_they_see(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (desk, callbacks) = (&shop.desk, shop.desk.crm.callbacks());
    let ring = Ring::new("missed").missed();
    desk.post(&ring.0, &ring.1).await.unwrap();
    let task = only(desk).await;
    let taken = race(8, |n| {
        let (desk, actors) = (desk.clone(), [shop.operator.clone(), shop.other_operator.clone()]);
        let (id, version) = (task.id, task.version);
        async move { desk.crm.callbacks().take(&actors[n % 2], id, version).await }
    })
    .await;
    let now = only(desk).await;
    let holder = now.taken.unwrap().by;
    for (n, answer) in taken.into_iter().enumerate() {
        let of_holder = [shop.operator.id(), shop.other_operator.id()][n % 2] == Some(holder);
        match answer {
            Ok(callback) => assert!(of_holder && callback == now, "taking it again changes nothing"),
            Err(error) => {
                assert!(!of_holder);
                assert_eq!((error.code(), error.current_version()), ("callback.version_conflict", Some(now.version)));
            }
        }
    }
    let (holder, colleague) = if Some(holder) == shop.operator.id() {
        (&shop.operator, &shop.other_operator)
    } else {
        (&shop.other_operator, &shop.operator)
    };
    assert_eq!(code(callbacks.release(colleague, now.id, now.version).await), "access.forbidden");
    let over = callbacks.take(colleague, now.id, now.version).await.unwrap();
    assert_eq!(over.taken.map(|taken| taken.by), colleague.id());
    assert_eq!(code(callbacks.release(holder, over.id, over.version).await), "access.forbidden");
    let free = callbacks.release(colleague, over.id, over.version).await.unwrap();
    assert_eq!(free.taken, None);
    assert_eq!(callbacks.release(holder, free.id, over.version).await.unwrap(), free, "nobody has it already");

    let reason: Reason = text("написал, что больше не нужно");
    assert_eq!(code(callbacks.close(colleague, free.id, over.version, &reason).await), "callback.version_conflict");
    let closed = callbacks.close(colleague, free.id, free.version, &reason).await.unwrap();
    assert_eq!((&closed.state, closed.delay()), (&CallbackState::Closed, Some(desk.crm.now().since(seconds(70)))));
    assert_eq!(code(callbacks.close(holder, free.id, closed.version, &reason).await), "callback.not_open");
    assert_eq!(code(callbacks.take(holder, free.id, closed.version).await), "callback.not_open");
    let actions: Vec<_> = desk.trail(&format!("callback:{}", task.id)).await.into_iter().map(|(_, it)| it).collect();
    let expected = ["closed", "released", "taken", "taken", "opened"].map(|it| format!("callback.{it}"));
    assert_eq!(actions, expected);

    let late = Ring::new("late").later(300).missed();
    desk.post(&late.0, &late.1).await.unwrap();
    let all = of_phone(desk, "+79000000101").await;
    let told: Vec<_> = all.iter().map(|task| (&task.state, task.episode.missed)).collect();
    assert_eq!(told, [(&CallbackState::Closed, 2)]);
    assert_eq!(all[0].episode.closed, closed.episode.closed);
    let again = Ring::new("again").later(86_400).missed();
    desk.post(&again.0, &again.1).await.unwrap();
    let all = of_phone(desk, "+79000000101").await;
    assert_eq!(all.iter().map(|task| &task.state).collect::<Vec<_>>(), [&CallbackState::Closed, &CallbackState::Open]);
    // That one is of tomorrow by our clock, and yet it can be closed.
    callbacks.close(holder, all[1].id, all[1].version, &reason).await.unwrap();
    nothing_differs(desk).await;
}

/// A call-back belongs to the city of its latest missed call, and without one to every operator: in lists, counts, by
/// itself, in the feed, and for whoever takes or closes it.
pub async fn every_read_of_call_backs_keeps_the_scope(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let (desk, callbacks) = (&shop.desk, shop.desk.crm.callbacks());
    desk.line(LINE, Some(shop.city.id), None).await;
    desk.line("74950000002", Some(shop.other.id), None).await;
    let missed = [("79000000101", LINE), ("79000000102", "74950000002"), ("79000000103", "74950000003")];
    for (client, line) in missed {
        let ring = Ring::new(client).from(client).to_line(line).missed();
        desk.post(&ring.0, &ring.1).await.unwrap();
    }
    // It called the first city before it called the second.
    let moved = Ring::new("moved").from("79000000102").to_line(LINE).later(-900).missed();
    desk.post(&moved.0, &moved.1).await.unwrap();
    let of = async |client: &str| of_phone(desk, client).await.remove(0).id;
    let (home, away, nowhere) = (of("+79000000101").await, of("+79000000102").await, of("+79000000103").await);
    let admin = desk.actor(&desk.person("admin", Role::Admin, None).await).await;
    let sight: Vec<(&Actor, Vec<CallbackId>)> = vec![
        (&desk.system, vec![home, away, nowhere]),
        (&admin, vec![home, away, nowhere]),
        (&shop.operator, vec![home, nowhere]),
        (&shop.other_operator, vec![away, nowhere]),
        (&shop.director, vec![home]),
        (&shop.other_director, vec![away]),
        (&shop.master, vec![]),
    ];
    for (actor, sees) in &sight {
        let all = listed(desk, actor, CallbackFilter::default()).await;
        let mut ids: Vec<_> = all.iter().map(|task| task.id).collect();
        ids.sort_unstable();
        assert_eq!(&ids, sees, "{actor}");
        let open = callbacks.count_open(actor).await.unwrap();
        assert_eq!(open.count, sees.len() as u64, "{actor}");
        assert_eq!(open.oldest, all.first().map(|task| task.episode.opened_at), "{actor}");
        let told = desk.feed(actor).await;
        for id in [home, away, nowhere] {
            let subject = format!("callback:{id}");
            let is_told = told.iter().any(|event| event.event.subject.as_str() == subject);
            assert_eq!(is_told, sees.contains(&id), "{actor} {subject}");
            let view = callbacks.get(actor, id).await;
            if sees.contains(&id) {
                assert_eq!(view.unwrap().callback.id, id);
            } else {
                assert_eq!(code(view), "callback.not_found", "{actor}");
            }
        }
    }
    let version = callbacks.get(&desk.system, away).await.unwrap().callback.version;
    let reason: Reason = text("ошиблись номером");
    assert_eq!(code(callbacks.take(&shop.operator, away, version).await), "callback.not_found");
    assert_eq!(code(callbacks.close(&shop.operator, away, version, &reason).await), "callback.not_found");
    assert_eq!(code(callbacks.close(&shop.director, away, version, &reason).await), "callback.not_found");
    for actor in [&shop.other_director, &shop.master, &desk.system] {
        assert_eq!(code(callbacks.take(actor, away, version).await), "access.forbidden", "{actor}");
    }
    assert_eq!(code(callbacks.close(&shop.master, away, version, &reason).await), "access.forbidden");
    assert_eq!(code(callbacks.check(&shop.director, |_| ()).await), "access.forbidden");
    callbacks.close(&shop.other_director, away, version, &reason).await.unwrap();
    nothing_differs(desk).await;
}
