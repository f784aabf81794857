//! Money of orders: what closings post and reopening takes back.

use super::desk::{code, text};
use super::shop::{Shop, rubles};
use crate::conformance::Fixture;
use crate::conformance::cases::lists::Dice;
use crate::kernel::{Change, Money};
use crate::money::{LedgerEntry, LedgerKind};
use crate::orders::{HistoryKind, Order, OrderFlaw, OrderPatch, OrderStatus, StatusChange};
use crate::store::{Effects, Loaded};

async fn ledger(shop: &Shop, order: &Order) -> Vec<LedgerEntry> {
    shop.desk.crm.orders().ledger(&shop.desk.system, order.id).await.unwrap()
}

fn told(entries: &[LedgerEntry]) -> Vec<(u32, &str, i64)> {
    entries.iter().map(|entry| (entry.closing, entry.kind.code(), entry.amount.kopecks())).collect()
}

fn closing(result: Option<Money>, expenditure: Option<Money>) -> StatusChange {
    StatusChange { result, expenditure, ..StatusChange::to(OrderStatus::Completed) }
}

/// A closing posts what was taken and spent, reopening the exact reversal, and the next closing its own money.
pub async fn a_closing_is_posted_reversed_and_posted_anew(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let orders = shop.desk.crm.orders();
    let at_work = shop.order_in(&OrderStatus::InProgress).await;
    let by_master = closing(Some(rubles(1500)), Some(rubles(300)));
    let done = orders.change_status(&shop.master, at_work.id, at_work.version, &by_master).await.unwrap();
    assert_eq!((done.clean(), done.closing, done.closed_at), (Some(rubles(1200)), 1, Some(shop.desk.crm.now())));
    let first = [(1, "result", 150_000), (1, "expenditure", -30_000)];
    let posted = ledger(&shop, &done).await;
    assert_eq!(told(&posted), first);
    assert!(posted.iter().all(|entry| entry.master == shop.master.id() && entry.city == shop.city.id));

    shop.desk.later(60);
    let open = shop.moved(&done, &OrderStatus::InProgress).await;
    assert_eq!((open.closed_at, open.closing), (None, 1));
    let reversed = [(1, "result_reversal", -150_000), (1, "expenditure_reversal", 30_000)];
    assert_eq!(told(&ledger(&shop, &open).await), [first, reversed].concat());

    let again = closing(Some(rubles(2000)), None);
    let done = orders.change_status(&shop.director, open.id, open.version, &again).await.unwrap();
    assert_eq!((done.clean(), done.closing), (Some(rubles(1700)), 2), "the expenditure is what the order said");
    let second = [(2, "result", 200_000), (2, "expenditure", -30_000)];
    let posted = ledger(&shop, &done).await;
    assert_eq!(told(&posted), [first, reversed, second].concat());
    assert_eq!(posted.iter().map(|entry| entry.amount.kopecks()).sum::<i64>(), 170_000);
    let kinds: Vec<_> = orders.history(&shop.master, done.id).await.unwrap().into_iter().map(|row| row.kind).collect();
    let moved = HistoryKind::Moved;
    let expected = [HistoryKind::Created, moved.clone(), moved.clone(), moved.clone(), HistoryKind::Reopened, moved];
    assert_eq!(kinds, expected);
}

/// The money of a closed order stands; that of an open one is written by whoever may close it.
pub async fn money_is_written_only_while_the_order_is_open(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let orders = shop.desk.crm.orders();
    let patch = OrderPatch { result: Change::To(rubles(10)), ..OrderPatch::default() };
    let done = shop.order_in(&OrderStatus::Completed).await;
    for actor in [&shop.desk.system, &shop.director, &shop.master] {
        assert_eq!(code(orders.change(actor, done.id, done.version, &patch).await), "order.closed");
    }
    let open = shop.order_in(&OrderStatus::InProgress).await;
    assert_eq!(code(orders.change(&shop.operator, open.id, open.version, &patch).await), "access.forbidden");
    let minus = OrderPatch { result: Change::To(Money::from_kopecks(-1).unwrap()), ..OrderPatch::default() };
    assert_eq!(code(orders.change(&shop.master, open.id, open.version, &minus).await), "invalid");
    let noted = orders.change(&shop.master, open.id, open.version, &patch).await.unwrap();
    assert!(ledger(&shop, &noted).await.is_empty(), "nothing is posted before the closing");
    let done = orders.change_status(&shop.master, noted.id, noted.version, &closing(None, None)).await.unwrap();
    assert_eq!((done.result, done.expenditure, done.clean()), (Some(rubles(10)), Some(Money::ZERO), Some(rubles(10))));
}

/// Whatever is done to orders: the ledger's sum is the money of those that are completed, `clean` is what was taken less
/// what was spent, and the history is a chain without gap from `new` to where the order stands.
pub async fn the_ledger_is_the_money_of_completed_orders(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let mut dice = Dice(3);
    let mut orders = vec![shop.order().await, shop.order().await, shop.order().await];
    let (mut closings, mut reopened) = (0, 0);
    for _ in 0..240 {
        let order = usize::try_from(dice.roll(3)).unwrap();
        let read = orders[order].clone();
        // Mostly towards the middle of the table, where closing and reopening are.
        let to = [OrderStatus::ALL, &[OrderStatus::InProgress, OrderStatus::Completed]].concat();
        let to = to[usize::try_from(dice.roll(to.len() as u64)).unwrap()].clone();
        let amount = |dice: &mut Dice| Money::from_kopecks(dice.id(1_000_000)).unwrap();
        let answer = if dice.roll(5) == 0 {
            let patch = OrderPatch {
                result: if dice.roll(3) == 0 { Change::Clear } else { Change::To(amount(&mut dice)) },
                expenditure: Change::To(amount(&mut dice)),
                problem: Some(text(&format!("Звенит {}", dice.roll(9)))),
                ..OrderPatch::default()
            };
            shop.desk.crm.orders().change(&shop.desk.system, read.id, read.version, &patch).await
        } else if to == OrderStatus::Completed && dice.roll(2) == 0 {
            let change = closing(Some(amount(&mut dice)), Some(amount(&mut dice)));
            shop.desk.crm.orders().change_status(&shop.desk.system, read.id, read.version, &change).await
        } else {
            shop.try_move(&shop.desk.system, &read, &to).await
        };
        if let Ok(changed) = answer {
            closings += u32::from(changed.closing > read.closing);
            reopened += u32::from(read.status.is_terminal() && changed.status == OrderStatus::InProgress);
            orders[order] = changed;
        }
        let (mut sum, mut money) = (0, 0);
        for order in &orders {
            let entries = ledger(&shop, order).await;
            sum += entries.iter().map(|entry| entry.amount.kopecks()).sum::<i64>();
            let posted = entries.iter().filter(|entry| entry.kind == LedgerKind::Result).count();
            assert_eq!(posted, order.closing as usize, "every closing posts once");
            if order.status == OrderStatus::Completed {
                let clean = order.clean().unwrap().kopecks();
                assert_eq!(clean, order.result.unwrap().kopecks() - order.expenditure.unwrap().kopecks());
                money += clean;
            }
        }
        assert_eq!(sum, money);
    }
    assert!(closings > 10 && reopened > 10, "{closings} closings, {reopened} reopenings");
    for order in &orders {
        assert_eq!(&shop.now(order).await, order);
        let history = shop.desk.crm.orders().history(&shop.desk.system, order.id).await.unwrap();
        assert_eq!((history[0].kind.clone(), history[0].from.clone()), (HistoryKind::Created, None));
        assert!(history.windows(2).all(|pair| pair[1].from.as_ref() == Some(&pair[0].to)));
        assert!(history.windows(2).all(|pair| pair[0].version < pair[1].version));
        assert_eq!(history.last().map(|row| &row.to), Some(&order.status));
    }
    shop.desk.assert_counted().await;
}

/// An order whose row, history and ledger do not fit is found, whichever of them was touched.
pub async fn an_order_changed_behind_its_history_is_found(fx: &dyn Fixture) {
    let shop = Shop::open(fx).await;
    let done = shop.order_in(&OrderStatus::Completed).await;
    let open = shop.order().await;
    let flaws = async || {
        let check = shop.desk.crm.orders().check(&shop.desk.system, |_| {}).await.unwrap();
        assert_eq!(check.orders, 2);
        check.differences
    };
    assert_eq!(flaws().await, []);
    let forge = async |order: &Order, change: fn(&mut Order)| {
        let read = Loaded::new(shop.now(order).await);
        let (mut forged, mut effects) = (read.to_changed(), Effects::none());
        change(&mut forged);
        effects.update(&read, forged);
        shop.desk.write(effects).await;
    };
    forge(&done, |order| order.result = Money::from_kopecks(1)).await;
    forge(&open, |order| order.status = OrderStatus::Cancelled).await;
    let found = [(done.id, OrderFlaw::Money), (open.id, OrderFlaw::History), (open.id, OrderFlaw::ClosingDate)];
    assert_eq!(flaws().await, found);
    forge(&done, |order| (order.result, order.closing) = (Money::from_kopecks(150_000), 2)).await;
    assert_eq!(flaws().await[0], (done.id, OrderFlaw::Closings));
}
