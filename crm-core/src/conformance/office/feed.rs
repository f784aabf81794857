//! The feed: every event once, in order, for who may see it.

use std::time::Duration;

use super::desk::{Desk, LINE};
use super::traffic::Ring;
use crate::conformance::Fixture;
use crate::events::EventKind;
use crate::operators::Role;

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
        event.scope.city = Some(if n % 400 == 0 { other.id } else { city.id });
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
