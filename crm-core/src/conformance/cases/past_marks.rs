//! Marks of the past: what a row of another system has become.

use super::sample::{LARGEST, call, id, text};
use super::support::{assert_stale, commit, effects, latest, write};
use crate::access::CallScope;
use crate::conformance::Fixture;
use crate::past::{PastKind, PastMark};

fn mark(source: &str, kind: PastKind, id: &str, made: i64) -> PastMark {
    PastMark { source: text(source), kind, id: text(id), made }
}

/// A row that has become something stops every unit that would make it something else, and the whole unit.
pub async fn a_row_becomes_one_thing_for_ever(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    write(&*store, |e| e.past(mark("old", PastKind::Call, "7", 1))).await;
    let again = effects(|e| {
        e.insert(call(2));
        e.past(mark("old", PastKind::Call, "7", 2));
    });
    assert_stale(&commit(&*store, again).await);
    assert_eq!(latest(&*store).await.calls().get(id(2), &CallScope::All).await.unwrap(), None);
    let found = latest(&*store).await.past().made(&text("old"), PastKind::Call, &[text("7")]).await.unwrap();
    assert_eq!(found, [(text("7"), 1)]);
}

/// Source, kind and id tell marks apart, in exactly the letters they were given; each is found once, however often it is
/// asked for, and what has become nothing is not found.
pub async fn marks_are_told_apart_by_their_whole_name(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    let marks = [
        mark("old", PastKind::Call, "ключ 🦀", LARGEST),
        mark("old", PastKind::Call, "КЛЮЧ 🦀", 2),
        mark("old", PastKind::Order, "ключ 🦀", 3),
        mark("Old", PastKind::Call, "ключ 🦀", 4),
        mark("old", PastKind::User, "1", 5),
    ];
    write(&*store, |e| marks.iter().cloned().for_each(|mark| e.past(mark))).await;
    let mut tx = latest(&*store).await;
    for PastMark { source, kind, id, made } in marks {
        let asked = [id.clone(), text("nobody"), id.clone()];
        assert_eq!(tx.past().made(&source, kind, &asked).await.unwrap(), [(id, made)]);
    }
    assert_eq!(tx.past().made(&text("old"), PastKind::Order, &[text("1")]).await.unwrap(), []);
    let two = tx.past().made(&text("old"), PastKind::Call, &[text("ключ 🦀"), text("КЛЮЧ 🦀")]).await.unwrap();
    assert_eq!(two, [(text("КЛЮЧ 🦀"), 2), (text("ключ 🦀"), LARGEST)]);
}
