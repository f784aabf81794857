//! What belongs to orders: history, words, money, places in slots.

use super::lists::Dice;
use super::sample::{LARGEST, at, campaign, city, event, history, id, operator, order, posting, text};
use super::support::{assert_stale, commit, effects, handle, insert, latest, race, stored, write};
use crate::access::OrderScope;
use crate::audit::AuditActor;
use crate::conformance::Fixture;
use crate::kernel::{Money, Period, Phone, Timestamp, Version};
use crate::money::{LedgerEntry, LedgerKind};
use crate::orders::{Equipment, HistoryEntry, HistoryKind, OrderStatus, Place, Slot};
use crate::store::{Guard, Loaded, Stored, Write};

fn place(capacity: u16) -> Place {
    Place { slot: order(1).slot(), capacity }
}

/// The rows of an order's history come back whole, by version, whatever order they were written in.
pub async fn the_history_of_an_order_comes_back_in_order(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    insert(&*store, [operator(LARGEST)]).await;
    insert(&*store, [order(1), order(2)]).await;
    let full = HistoryEntry {
        kind: HistoryKind::from_stored("later kind"),
        from: Some(OrderStatus::from_stored("later status")),
        to: OrderStatus::Completed,
        master: Some(id(LARGEST)),
        reason: Some(text("🦀 'quoted\" %_\n".repeat(20))),
        at: Timestamp::MAX,
        by: AuditActor::from_stored("operator:9007199254740991"),
        ..history(1, LARGEST)
    };
    let rows = [history(1, 1), history(1, 2), full];
    for row in rows.iter().rev().chain([&history(2, 2)]) {
        write(&*store, |e| e.write(Write::OrderHistory(row.clone()))).await;
    }
    let mut tx = latest(&*store).await;
    assert_eq!(tx.orders().history(id(1)).await.unwrap(), rows);
    assert_eq!(tx.orders().history(id(2)).await.unwrap(), [history(2, 2)]);
    assert!(tx.orders().history(id(3)).await.unwrap().is_empty());
}

/// A second row of one version, and a second entry of one order, closing and kind, are refused with their whole unit.
pub async fn history_and_ledger_are_written_once(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    insert(&*store, [order(1)]).await;
    write(&*store, |e| {
        e.write(Write::OrderHistory(history(1, 1)));
        e.write(Write::Ledger(posting(1, 1, LedgerKind::Result, 100)));
    })
    .await;
    for again in [
        Write::OrderHistory(HistoryEntry { kind: HistoryKind::Moved, ..history(1, 1) }),
        Write::Ledger(posting(1, 1, LedgerKind::Result, 200)),
    ] {
        let unit = effects(|e| {
            e.insert(campaign(1));
            e.write(again.clone());
        });
        let refused = commit(&*store, unit).await;
        assert!(refused.is_err(), "{again:?} was written twice");
        assert_eq!(stored(&mut *latest(&*store).await, &campaign(1).row_key()).await, None, "{again:?}");
    }
    let mut tx = latest(&*store).await;
    assert_eq!(tx.orders().history(id(1)).await.unwrap(), [history(1, 1)]);
    assert_eq!(tx.ledger().of_order(id(1)).await.unwrap(), [posting(1, 1, LedgerKind::Result, 100)]);
}

/// Entries of the ledger come back whole: by closing, and of one closing in the order they were posted.
pub async fn entries_of_the_ledger_come_back_as_they_were_posted(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1), city(LARGEST)]).await;
    insert(&*store, [operator(1)]).await;
    insert(&*store, [order(1), order(2)]).await;
    let full = LedgerEntry {
        amount: Money::MAX,
        master: Some(id(1)),
        city: id(LARGEST),
        at: Timestamp::MIN,
        by: AuditActor::from_stored("somebody else"),
        ..posting(1, u32::MAX, LedgerKind::from_stored("later kind"), 0)
    };
    let entries = [
        posting(1, 1, LedgerKind::Result, 150_000),
        posting(1, 1, LedgerKind::Expenditure, -30_050),
        posting(1, 1, LedgerKind::ResultReversal, -150_000),
        posting(1, 1, LedgerKind::ExpenditureReversal, 30_050),
        posting(1, 2, LedgerKind::Result, 0),
        full,
    ];
    // The last closing first: the closing decides, then the order of posting.
    for closing in [u32::MAX, 2, 1] {
        write(&*store, |e| {
            let of_it = entries.iter().filter(|entry| entry.closing == closing).cloned();
            of_it.for_each(|entry| e.write(Write::Ledger(entry)));
        })
        .await;
    }
    let mut tx = latest(&*store).await;
    assert_eq!(tx.ledger().of_order(id(1)).await.unwrap(), entries);
    assert!(tx.ledger().of_order(id(2)).await.unwrap().is_empty());
}

/// A guard on a place holds while fewer orders than the capacity hold one in that very slot: cancelled and void ones do
/// not, others do, closed or not; and those of the unit itself are not counted.
pub async fn a_place_is_free_while_fewer_hold_one(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1), city(2)]).await;
    let guarded = async |n: u16| {
        let unit = effects(|e| {
            e.guards.push(Guard::Below(place(n)));
            e.event(event(1));
        });
        commit(&*store, unit).await
    };
    assert_stale(&guarded(0).await);
    guarded(1).await.expect("the slot is empty");
    let mut holding = 0;
    for (n, status) in (10..).zip(OrderStatus::ALL.iter().cloned().chain([OrderStatus::from_stored("later status")])) {
        let mut row = order(n);
        holding += u16::from(status.holds_place());
        row.status = status;
        write(&*store, |e| e.insert(row)).await;
        assert_stale(&guarded(holding).await);
        guarded(holding + 1).await.expect("one place is left");
        assert_eq!(latest(&*store).await.orders().taken(&place(0).slot).await.unwrap(), u64::from(holding));
    }
    let (mut elsewhere, mut other_trade, mut later) = (order(2), order(3), order(4));
    elsewhere.city = id(2);
    other_trade.equipment = Equipment::Handyman;
    later.meeting.at = at(1);
    insert(&*store, [elsewhere, other_trade, later]).await;
    guarded(holding + 1).await.expect("orders of other slots take no place");

    // Both orders of a unit with one place are written: a guard looks at what was there before.
    write(&*store, |e| {
        e.insert(order(5));
        e.insert(order(6));
        e.guards.push(Guard::Below(place(holding + 1)));
    })
    .await;
    assert_stale(&guarded(holding + 2).await);
    let read = latest(&*store).await.orders().get(id(5), &OrderScope::All).await.unwrap().unwrap();
    let mut moved = read.to_changed();
    moved.meeting.at = at(2);
    write(&*store, |e| e.update(&read, moved)).await;
    guarded(holding + 2).await.expect("an order that is moved away gives its place back");
}

/// Of 16 units for the last three places of a slot exactly three succeed.
pub async fn racing_units_take_no_more_places_than_there_are(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    for round in 0..5_i64 {
        let answers = race(16, |n| {
            let store = handle(&store);
            async move {
                let mut row = order(1 + round * 16 + i64::try_from(n).unwrap());
                row.meeting.at = at(round.unsigned_abs());
                let unit = effects(|e| {
                    e.guards.push(Guard::Below(Place { slot: row.slot(), capacity: 3 }));
                    e.insert(row);
                });
                commit(&*store, unit).await
            }
        })
        .await;
        answers.iter().filter(|answer| answer.is_err()).for_each(assert_stale);
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 3);
    }
}

/// The taken places of a city and equipment are told by start, of a half-open period.
pub async fn taken_places_of_a_period_are_counted_by_start(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1), city(2)]).await;
    let mut dice = Dice(7);
    let rows = (1..=120).map(|n| {
        let mut row = order(n);
        row.meeting.at = at(dice.roll(10));
        row.city = id(dice.id(2));
        row.equipment = Equipment::ALL[usize::from(dice.roll(3) == 0)].clone();
        row.status = OrderStatus::ALL[usize::try_from(dice.roll(8)).unwrap()].clone();
        row
    });
    let rows: Vec<_> = rows.collect();
    insert(&*store, rows.clone()).await;
    let period = Period::new(at(2), at(7)).unwrap();
    let mut told = 0;
    for (city, equipment) in [(1, 0), (1, 1), (2, 0), (3, 0)] {
        let equipment = &Equipment::ALL[equipment];
        let slot = |start| Slot { city: id(city), equipment: equipment.clone(), start };
        let count = |start| rows.iter().filter(|row| row.slot() == slot(start) && row.status.holds_place()).count();
        let expected: Vec<_> = (2..7).map(|n| (at(n), count(at(n)) as u64)).filter(|(_, count)| *count > 0).collect();
        told += expected.len();
        let found = latest(&*store).await.orders().taken_in(id(city), equipment, period).await.unwrap();
        assert_eq!(found, expected);
    }
    assert!(told > 8, "enough slots are taken to tell");
}

/// The open orders of a phone are found, ascending, and no more than a hundred of them.
pub async fn open_orders_of_a_phone_are_found(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    let rows = OrderStatus::ALL.iter().cloned().chain([OrderStatus::from_stored("later status")]).zip(1..);
    for (status, n) in rows {
        let mut row = order(n);
        row.status = status;
        let mut other = order(20 + n);
        other.phone = Phone::from_stored("+79000000102");
        insert(&*store, [row, other]).await;
    }
    let find = async |phone: &Phone| latest(&*store).await.orders().open_of_phone(phone).await.unwrap();
    let expected: Vec<_> = (1..).take(OrderStatus::OPEN.len()).map(id).collect();
    assert_eq!(find(&order(1).phone).await, expected);
    assert!(find(&Phone::from_stored("+79000000103")).await.is_empty());
    insert(&*store, (1001..=1200).rev().map(order)).await;
    let found = find(&order(1).phone).await;
    assert_eq!(found.len(), 100);
    assert_eq!(found.last(), Some(&id(1000 + 100 - 5)));
}

/// Orders are versioned rows: of 16 updates of one version one wins.
pub async fn of_sixteen_updates_of_an_order_one_wins(fx: &dyn Fixture) {
    let store = fx.fresh().await;
    insert(&*store, [city(1)]).await;
    insert(&*store, [order(1)]).await;
    let read: Loaded<_> = latest(&*store).await.orders().get(id(1), &OrderScope::All).await.unwrap().unwrap();
    let answers = race(16, |n| {
        let (store, read) = (handle(&store), read.clone());
        async move {
            let mut changed = read.to_changed();
            changed.client_name = text(format!("{n}"));
            let told = HistoryEntry { version: Version::new(2), ..history(1, 2) };
            let unit = effects(|e| {
                e.update(&read, changed);
                e.write(Write::OrderHistory(told));
                e.write(Write::OrderWords { order: id(1), words: vec![format!("{n:02}")] });
                e.write(Write::Ledger(posting(1, 1, LedgerKind::Result, 100)));
            });
            commit(&*store, unit).await
        }
    })
    .await;
    let winner = answers.iter().position(Result::is_ok).expect("one wins");
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    answers.iter().filter(|answer| answer.is_err()).for_each(assert_stale);
    let now = latest(&*store).await.orders().get(id(1), &OrderScope::All).await.unwrap().unwrap();
    assert_eq!((now.client_name.as_str(), now.version()), (&*winner.to_string(), Version::new(2)));
    assert_eq!(latest(&*store).await.ledger().of_order(id(1)).await.unwrap().len(), 1);
    assert_eq!(latest(&*store).await.orders().history(id(1)).await.unwrap().len(), 1);
}
