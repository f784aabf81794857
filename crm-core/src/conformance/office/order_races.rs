//! Many who want the same of orders at once.

use std::collections::BTreeSet;

use super::desk::{code, count, race, text};
use super::shop::Shop;
use crate::conformance::Fixture;
use crate::kernel::PageRequest;
use crate::orders::{OrderFilter, OrderPatch, OrderStatus};

/// Of 16 edits of one version exactly one is taken; the others learn the version that holds now, and nothing is lost.
pub async fn of_sixteen_edits_of_an_order_one_is_taken(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let read = shop.order().await;
    let answers = race(16, |n| {
        let (shop, read) = (shop.clone(), read.clone());
        let patch = OrderPatch { client_name: Some(text(&format!("Клиент {n}"))), ..OrderPatch::default() };
        async move { shop.desk.crm.orders().change(&shop.operator, read.id, read.version, &patch).await }
    })
    .await;
    let present = shop.now(&read).await;
    assert_eq!(present.version, read.version.next());
    let (taken, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(taken.into_iter().map(Result::unwrap).collect::<Vec<_>>(), std::slice::from_ref(&present));
    for error in refused.into_iter().map(Result::unwrap_err) {
        assert_eq!((error.code(), error.current_version()), ("order.version_conflict", Some(present.version)));
    }
}

/// Of moves that exclude each other one is made, and the history tells of that one only.
pub async fn of_racing_moves_one_is_made(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let read = shop.order_in(&OrderStatus::Accepted).await;
    let targets = [OrderStatus::EnRoute, OrderStatus::Cancelled, OrderStatus::New, OrderStatus::Void];
    let answers = race(16, |n| {
        let (shop, read, to) = (shop.clone(), read.clone(), targets[n % 4].clone());
        async move { shop.try_move(&shop.operator, &read, &to).await }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), 1);
    let present = shop.now(&read).await;
    let history = shop.desk.crm.orders().history(&shop.operator, read.id).await.unwrap();
    assert_eq!(history.len(), 3);
    assert_eq!((&history[2].to, history[2].version), (&present.status, present.version));
}

/// Of 50 who want the last place of a slot exactly one gets it; the others are told that none is left.
pub async fn the_last_place_of_a_slot_is_given_once(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let new = shop.new_order();
    for _ in 1..shop.city.capacity.kp {
        shop.written(&shop.operator, &new).await;
    }
    let answers = race(50, |_| {
        let (shop, new) = (shop.clone(), new.clone());
        async move { shop.desk.crm.orders().create(&shop.operator, &new, None).await }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), 1);
    assert!(answers.into_iter().filter(Result::is_err).all(|answer| code(answer) == "order.slot_full"));
    let page =
        shop.desk.crm.orders().list(&shop.operator, &OrderFilter::default(), &PageRequest::first()).await.unwrap();
    assert_eq!(page.total.unwrap().count, u64::from(shop.city.capacity.kp));
}

/// Orders that are moved into one slot at once take no more places than there are, and go on holding those they had.
pub async fn racing_visits_do_not_overbook_a_slot(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut orders = Vec::new();
    for _ in 0..12 {
        orders.push(shop.order().await);
    }
    let wanted = shop.free_slot();
    let answers = race(12, |n| {
        let (shop, read) = (shop.clone(), orders[n].clone());
        let patch = OrderPatch { meeting: Some(wanted), ..OrderPatch::default() };
        async move { shop.desk.crm.orders().change(&shop.operator, read.id, read.version, &patch).await }
    })
    .await;
    assert_eq!(count(&answers, Result::is_ok), usize::from(shop.city.capacity.kp));
    for (read, answer) in orders.iter().zip(answers) {
        let expected = if answer.is_ok() { wanted } else { read.meeting.at };
        assert_eq!(shop.now(read).await.meeting.at, expected);
        assert!(answer.is_ok() || code(answer) == "order.slot_full");
    }
}

/// However often and however parallel the same request comes under one key, it writes one order.
pub async fn one_key_writes_one_order(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let before = shop.order().await;
    let new = shop.new_order();
    let key = text("click-1");
    let answers = race(20, |_| {
        let (shop, new, key) = (shop.clone(), new.clone(), key.clone());
        async move { shop.desk.crm.orders().create(&shop.operator, &new, Some(&key)).await.unwrap() }
    })
    .await;
    let orders: BTreeSet<_> = answers.iter().map(|answer| answer.order.id).collect();
    assert_eq!(orders.len(), 1);
    assert!(answers.iter().all(|answer| answer == &answers[0]), "everybody is told the same");
    assert_eq!(answers[0].duplicates_of, [before.id]);
    let page =
        shop.desk.crm.orders().list(&shop.operator, &OrderFilter::default(), &PageRequest::first()).await.unwrap();
    assert_eq!(page.items.len(), 2);
    let mut another = new.clone();
    another.client_name = text("Кто-то другой");
    let reused = shop.desk.crm.orders().create(&shop.operator, &another, Some(&key)).await;
    assert_eq!(code(reused), "idempotency.reused");
    // A place was left for one more, so the key and not the capacity kept it at one.
    shop.written(&shop.operator, &new).await;
}

/// The last place of a slot goes to a request once, however often and how fast it comes: no repetition is told that the
/// slot is full.
pub async fn one_key_takes_the_last_place_once(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let new = shop.new_order();
    for _ in 0..2 {
        shop.written(&shop.operator, &new).await;
    }
    let key = text("click-2");
    let answers = race(20, |_| {
        let (shop, new, key) = (shop.clone(), new.clone(), key.clone());
        async move { shop.desk.crm.orders().create(&shop.operator, &new, Some(&key)).await.unwrap() }
    })
    .await;
    assert!(answers.iter().all(|answer| answer == &answers[0]), "everybody is told the same");
    assert_eq!(code(shop.desk.crm.orders().create(&shop.operator, &new, None).await), "order.slot_full");
}
