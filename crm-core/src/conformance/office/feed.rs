//! The feed: every event once, in order, for who may see it.

use std::time::Duration;

use super::desk::{Desk, LINE, code, text};
use super::shop::Shop;
use super::traffic::Ring;
use crate::access::Actor;
use crate::conformance::Fixture;
use crate::events::{EventKind, FeedCursor, FeedPage};
use crate::kernel::Change;
use crate::operators::{OperatorPatch, Role, WorkState};
use crate::orders::OrderStatus;
use crate::shifts::{NewShift, Shift, ShiftPatch};

/// How long a case waits for what must happen at once.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who waits for the feed is woken by a commit of the same process, and not before the feed has grown.
pub async fn a_waiting_reader_is_woken_by_a_commit(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.city("Саратов").await;
    let head = desk.crm.events().head().await.unwrap();
    let waiting = {
        let crm = desk.crm.clone();
        tokio::spawn(async move { crm.events().grown_past(head).await.unwrap() })
    };
    // A commit that adds no event wakes nobody for good.
    desk.post("/events/call", "{}").await.unwrap();
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
    assert!(!waiting.is_finished());
    desk.city("Энгельс").await;
    let grown = tokio::time::timeout(PATIENCE, waiting).await.expect("it wakes").unwrap();
    assert!(grown > head);
    assert_eq!(grown, desk.crm.events().head().await.unwrap());
    let at_once = tokio::time::timeout(PATIENCE, desk.crm.events().grown_past(head)).await.expect("no wait").unwrap();
    assert_eq!(at_once, grown);
}

/// A feed longer than one reading is read whole, each event once and in order, and the position goes on over what the
/// actor may not see.
pub async fn a_long_feed_is_read_whole_within_the_scope(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    let (city, other) = (desk.city("Саратов").await, desk.city("Энгельс").await);
    desk.line(LINE, Some(city.id), None).await;
    let director = desk.person("director", Role::Director, Some(other.id)).await;
    let director = desk.actor(&director).await;
    let mut effects = crate::store::Effects::none();
    for n in 0..1200 {
        let mut event = crate::events::office_changed(desk.crm.now(), &format!("suite:{n}"));
        event.scope.everyone = false;
        event.scope.cities = vec![if n % 400 == 0 { other.id } else { city.id }];
        effects.event(event);
    }
    desk.write(effects).await;
    desk.post_all(&Ring::new("one").answered()).await;

    let all = desk.feed(&desk.system).await;
    assert!(all.windows(2).all(|pair| pair[0].position < pair[1].position));
    let told: Vec<_> = all.iter().map(|it| it.event.subject.as_str()).filter(|it| it.starts_with("suite:")).collect();
    assert_eq!(told, (0..1200).map(|n| format!("suite:{n}")).collect::<Vec<_>>());
    let theirs = desk.feed(&director).await;
    let told: Vec<_> =
        theirs.iter().map(|it| it.event.subject.as_str()).filter(|it| it.starts_with("suite:")).collect();
    assert_eq!(told, ["suite:0", "suite:400", "suite:800"]);
    assert!(theirs.iter().all(|it| it.event.kind != EventKind::CallStarted));
    let end = desk.crm.events().after(&director, desk.crm.events().head().await.unwrap()).await.unwrap();
    assert!(end.events.is_empty());
}

/// A conversation is told in the order it happened, each step once.
pub async fn a_conversation_is_told_step_by_step(fx: &dyn Fixture) {
    let desk = Desk::open(fx).await;
    desk.post_all(&Ring::new("one").answered()).await;
    desk.post_all(&Ring::new("one").answered()).await;
    let kinds: Vec<_> = desk.feed(&desk.system).await.into_iter().map(|it| it.event.kind).collect();
    let started = kinds.iter().filter(|kind| **kind == EventKind::CallStarted).count();
    let ended = kinds.iter().filter(|kind| **kind == EventKind::CallEnded).count();
    assert_eq!((kinds.first(), started, ended), (Some(&EventKind::CallStarted), 1, 1));
    assert_eq!(kinds[1], EventKind::CallAnswered);
    let call = desk.only_call().await.call;
    let last = desk.feed(&desk.system).await.pop().unwrap().event;
    let payload: serde_json::Value = serde_json::from_str(&last.payload).unwrap();
    assert_eq!(payload["id"], call.id.get());
    assert_eq!(payload["version"], call.version.get());
    assert_eq!(payload["status"], "answered");
}

/// Whoever reads the whole feed once and filters it for each actor gives each of them what their own reading gives.
pub async fn a_feed_read_once_is_filtered_alike_for_everybody(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let desk = &shop.desk;
    desk.line(LINE, Some(shop.city.id), Some("Листовки")).await;
    desk.post_all(&Ring::new("one").answered()).await;
    desk.post_all(&[Ring::new("two").from("79000000555").missed()]).await;
    shop.order_in(&OrderStatus::Completed).await;
    shop.written(&shop.other_operator, &shop.new_order_in(shop.other.id)).await;
    plan(&shop, &shop.operator).await;
    let whole = desk.feed(&desk.system).await;
    for actor in [
        &shop.operator,
        &shop.other_operator,
        &shop.director,
        &shop.other_director,
        &shop.master,
        &shop.other_master,
        &desk.system,
    ] {
        let filtered: Vec<_> = whole.iter().filter(|event| event.is_for(actor)).cloned().collect();
        assert_eq!(desk.feed(actor).await, filtered, "{actor}");
        assert!(!filtered.is_empty() && (filtered.len() < whole.len() || actor.is_system()), "{actor}");
    }
}

async fn plan(shop: &Shop, whose: &Actor) -> Shift {
    let from = shop.desk.crm.now().plus(Duration::from_hours(24));
    let to = from.plus(Duration::from_hours(8));
    let new = NewShift { operator: whose.id().unwrap(), from, to, note: None };
    shop.desk.crm.shifts().add(&shop.director, &new, None).await.unwrap()
}

async fn told_of(shop: &Shop, actor: &Actor, subject: &str) -> usize {
    shop.desk.feed(actor).await.iter().filter(|it| it.event.subject.as_str() == subject).count()
}

/// A shift's every step is told to its user, to the directors of the user's cities and to admins, and not to colleagues.
pub async fn a_shift_is_told_to_who_reads_it(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let shift = plan(&shop, &shop.operator).await;
    let colleague = shop.desk.person("colleague", Role::Operator, Some(shop.city.id)).await;
    let colleague = shop.desk.actor(&colleague).await;
    let shifts = shop.desk.crm.shifts();
    let patch = ShiftPatch { note: Change::To(text("с утра")), ..ShiftPatch::default() };
    let changed = shifts.change(&shop.director, shift.id, shift.version, &patch).await.unwrap();
    shifts.cancel(&shop.director, shift.id, changed.version).await.unwrap();
    let subject = format!("shift:{}", shift.id);
    for actor in [&shop.operator, &shop.director, &shop.desk.system] {
        assert_eq!(told_of(&shop, actor, &subject).await, 3, "{actor}");
    }
    for actor in [&colleague, &shop.other_operator, &shop.other_director, &shop.master] {
        assert_eq!(told_of(&shop, actor, &subject).await, 0, "{actor}");
    }
}

/// Whoever serves any city of a user is told what the user does, and who served the one it left is told that.
pub async fn a_user_of_several_cities_is_told_in_each(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let users = shop.desk.crm.operators();
    let roamer = shop.desk.person("roamer", Role::Operator, Some(shop.city.id)).await;
    let subject = format!("operator:{}", roamer.id);
    let both = OperatorPatch { more_cities: Some(vec![shop.other.id]), ..OperatorPatch::default() };
    let roamer = users.change(&shop.desk.system, roamer.id, roamer.version, &both).await.unwrap();
    assert_eq!(told_of(&shop, &shop.other_director, &subject).await, 1);
    users.set_work_state(&shop.desk.system, roamer.id, &WorkState::Online, None).await.unwrap();
    assert_eq!(told_of(&shop, &shop.other_director, &subject).await, 2, "what the user does");
    assert_eq!(told_of(&shop, &shop.director, &subject).await, 3);

    let roamer = users.get(&shop.desk.system, roamer.id).await.unwrap();
    let home = OperatorPatch { more_cities: Some(Vec::new()), ..OperatorPatch::default() };
    users.change(&shop.desk.system, roamer.id, roamer.version, &home).await.unwrap();
    assert_eq!(told_of(&shop, &shop.other_director, &subject).await, 3, "that the user left");
    users.set_work_state(&shop.desk.system, roamer.id, &WorkState::Break, None).await.unwrap();
    assert_eq!(told_of(&shop, &shop.other_director, &subject).await, 3, "and nothing any more");
    assert_eq!(told_of(&shop, &shop.director, &subject).await, 5);
}

/// A campaign that naming it has added is told like one that was entered.
pub async fn a_campaign_added_by_its_name_is_told(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    shop.desk.line(LINE, Some(shop.city.id), Some("Листовки")).await;
    let entered = shop.desk.crm.campaigns().create(&shop.desk.system, &text("Радио"), None).await.unwrap();
    let named = shop.desk.crm.campaigns().list(&shop.desk.system, None).await.unwrap();
    assert_eq!(named.len(), 2);
    for campaign in named.iter().map(|campaign| campaign.id).chain([entered.id]) {
        assert_eq!(told_of(&shop, &shop.master, &format!("campaign:{campaign}")).await, 1);
    }
}

/// A place that a client has kept is gone on from, unless it is none of this feed: of another epoch, as after a restore, or
/// beyond the end.
pub async fn a_kept_place_is_gone_on_from_or_reset(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let events = shop.desk.crm.events();
    let kept = events.after(&shop.director, 0).await.unwrap().cursor();
    assert_eq!(kept.to_string().parse(), Ok(kept));
    assert_eq!(kept, FeedCursor { epoch: events.epoch().await.unwrap(), position: events.head().await.unwrap() });
    shop.desk.line(LINE, None, None).await;
    let page = events.resume(&shop.director, kept).await.unwrap();
    assert_eq!((page.events.len(), page.reset, page.epoch), (1, false, kept.epoch));
    let nothing = events.resume(&shop.director, page.cursor()).await.unwrap();
    assert_eq!((nothing.events.len(), nothing.reset, nothing.cursor()), (0, false, page.cursor()));

    let beyond = FeedCursor { position: page.position + 1, ..kept };
    let end = FeedPage { events: Vec::new(), reset: true, ..page.clone() };
    assert_eq!(events.resume(&shop.director, beyond).await.unwrap(), end);

    assert_eq!(code(events.renew_epoch(&shop.director).await), "access.forbidden");
    let renewed = events.renew_epoch(&shop.desk.system).await.unwrap();
    assert_eq!(events.epoch().await.unwrap(), renewed);
    let end = FeedPage { epoch: renewed, ..end };
    assert_eq!(events.resume(&shop.director, kept).await.unwrap(), end);
    assert!(!events.resume(&shop.director, end.cursor()).await.unwrap().reset);
}
