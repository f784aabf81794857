//! Any sequence of operations, by anybody, keeps the books.

use std::collections::BTreeSet;
use std::time::Duration;

use proptest::prelude::*;

use crate::access::Actor;
use crate::kernel::{Change, CityId, Error, Money, OperatorId, Timestamp, Version};
use crate::money::LedgerEntry;
use crate::operators::Role;
use crate::orders::decide::samples::{
    admin, at, city, day, director, master, new_order, operator, order, reason, user,
};
use crate::orders::decide::{Basis, OrderChange, Target, assign, change_status, create, patch};
use crate::orders::{HistoryEntry, HistoryKind, Order, OrderPatch, OrderStatus, Party, StatusChange, allowed_from};

#[derive(Debug, Clone)]
enum Step {
    /// Along the table, the n-th of what an admin may do.
    Along(usize, i64, i64),
    /// Anywhere, allowed or not.
    Anywhere(OrderStatus),
    Assign(i64),
    Money(i64, i64),
    City(i64),
    Meeting(u64),
    Promise,
    Stale,
}

fn any_step() -> impl Strategy<Value = Step> {
    let kopecks = || prop_oneof![Just(0i64), 0..=Money::MAX.kopecks(), Just(Money::MAX.kopecks()), -5i64..0];
    prop_oneof![
        8 => (0usize..8, kopecks(), kopecks()).prop_map(|(n, taken, spent)| Step::Along(n, taken, spent)),
        2 => prop::sample::select(OrderStatus::ALL).prop_map(Step::Anywhere),
        1 => (4i64..7).prop_map(Step::Assign),
        2 => (kopecks(), kopecks()).prop_map(|(taken, spent)| Step::Money(taken, spent)),
        1 => (1i64..=3).prop_map(Step::City),
        1 => (0u64..60).prop_map(Step::Meeting),
        1 => Just(Step::Promise),
        1 => Just(Step::Stale),
    ]
}

fn any_actor() -> impl Strategy<Value = Actor> {
    prop_oneof![4 => Just(admin()), 1 => Just(operator()), 1 => Just(director()), 2 => Just(master())]
}

fn amount(kopecks: i64) -> Option<Money> {
    Money::from_kopecks(kopecks)
}

fn said(read: &Order, to: &OrderStatus, taken: i64, spent: i64) -> StatusChange {
    let mut change = StatusChange { reason: Some(reason("said")), ..StatusChange::to(to.clone()) };
    if *to == OrderStatus::Completed {
        (change.result, change.expenditure) = (amount(taken), amount(spent));
    }
    if read.status == OrderStatus::New && *to == OrderStatus::Accepted {
        change.master = OperatorId::new(4).ok();
    }
    change
}

/// What is stored of one order.
struct Office {
    order: Order,
    history: Vec<HistoryEntry>,
    ledger: Vec<LedgerEntry>,
}

impl Office {
    fn open() -> Self {
        let city = city(1);
        let basis = Basis { id: order().id, call: None, city: Some(&city), campaign: None };
        let made = create(&new_order(), basis, &operator(), at("2025-01-21T10:00:00Z")).unwrap();
        Self { order: made.order, history: made.history.into_iter().collect(), ledger: made.ledger }
    }

    fn decide(&self, step: &Step, actor: &Actor, now: Timestamp) -> Result<Option<OrderChange>, Error> {
        let read = &self.order;
        let edit = |wanted: &OrderPatch| {
            let city = city(wanted.city.unwrap_or(read.city).get());
            let target = Target { city: &city, campaign: Change::Keep };
            patch(read, read.version, wanted, target, actor, now)
        };
        let go = |change: &StatusChange, version| {
            let master = user(4, Role::Master);
            change_status(read, version, change, Some(&master), &self.ledger, actor, now).map(Some)
        };
        let nothing = OrderPatch::default();
        let to = |kopecks| amount(kopecks).map_or(Change::Clear, Change::To);
        match step {
            Step::Along(n, taken, spent) => {
                let open: Vec<_> = allowed_from(&read.status, Party::Admin).collect();
                go(&said(read, &open[n % open.len()].to, *taken, *spent), read.version)
            }
            Step::Anywhere(status) => go(&said(read, status, 100, 0), read.version),
            Step::Assign(id) => assign(read, read.version, &user(*id, Role::Master), None, actor, now),
            Step::Money(taken, spent) => edit(&OrderPatch { result: to(*taken), expenditure: to(*spent), ..nothing }),
            Step::City(id) => edit(&OrderPatch { city: CityId::new(*id).ok(), ..nothing }),
            Step::Meeting(halves) => {
                let meeting = at("2025-01-23T06:00:00Z").plus(Duration::from_secs(halves * 1800));
                edit(&OrderPatch { meeting: Some(meeting), ..nothing })
            }
            Step::Promise => edit(&OrderPatch { promised: Change::To(day("2025-02-01")), ..nothing }),
            Step::Stale => go(&said(read, &OrderStatus::Void, 0, 0), Version::new(read.version.get() - 1)),
        }
    }

    fn apply(&mut self, change: OrderChange) {
        self.order = change.order;
        self.history.extend(change.history);
        self.ledger.extend(change.ledger);
    }

    /// What must be true whatever was done.
    fn check(&self) {
        let Self { order, history, ledger } = self;
        let expected = order.result.map(|r| r.kopecks() - order.expenditure.map_or(0, Money::kopecks));
        assert_eq!(order.clean().map(Money::kopecks), expected);
        assert!(order.result.is_none_or(|r| !r.is_negative()) && order.expenditure.is_none_or(|e| !e.is_negative()));

        let present = if order.status == OrderStatus::Completed { order.clean().unwrap().kopecks() } else { 0 };
        assert_eq!(ledger.iter().map(|e| e.amount.kopecks()).sum::<i64>(), present);
        let keys: BTreeSet<_> = ledger.iter().map(|e| (e.closing, e.kind.clone())).collect();
        assert_eq!(keys.len(), ledger.len(), "one entry of a closing and a kind");
        let entered = history.iter().filter(|row| row.to == OrderStatus::Completed && row.kind == HistoryKind::Moved);
        assert_eq!(usize::try_from(order.closing).unwrap(), entered.count());
        assert!(ledger.iter().all(|e| (1..=order.closing).contains(&e.closing)));

        assert_eq!((history[0].kind.clone(), history[0].from.clone()), (HistoryKind::Created, None));
        for pair in history.windows(2) {
            assert_eq!(pair[1].from.as_ref(), Some(&pair[0].to), "no gap");
            assert!(pair[0].version < pair[1].version && pair[0].at < pair[1].at);
        }
        let last = history.last().unwrap();
        assert_eq!((&last.to, last.master), (&order.status, order.master));

        assert_eq!(order.closed_at.is_some(), order.status.is_terminal());
        assert!(order.promised.is_none() || order.status == OrderStatus::Deferred);
        assert!(order.master.is_none() || order.status != OrderStatus::New);
    }
}

proptest! {
    #[test]
    fn any_sequence_of_operations_keeps_the_books(steps in prop::collection::vec((any_step(), any_actor()), 1..40)) {
        let mut office = Office::open();
        office.check();
        let mut now = at("2025-01-21T10:00:00Z");
        for (step, actor) in steps {
            now = now.plus(Duration::from_secs(60));
            let version = office.order.version;
            if let Ok(Some(change)) = office.decide(&step, &actor, now) {
                prop_assert_eq!(change.order.version, version.next());
                prop_assert_eq!(change.order.updated_at, now);
                office.apply(change);
                office.check();
            }
        }
    }
}

#[test]
fn an_order_closed_three_times_has_three_closings_and_the_money_of_the_last() {
    let mut office = Office::open();
    let mut now = at("2025-01-21T10:00:00Z");
    let mut go = |office: &mut Office, to: OrderStatus, taken| {
        now = now.plus(Duration::from_secs(60));
        let change = said(&office.order, &to, taken, 100);
        let (version, master) = (office.order.version, user(4, Role::Master));
        let made = change_status(&office.order, version, &change, Some(&master), &office.ledger, &admin(), now);
        office.apply(made.unwrap());
        office.check();
    };
    go(&mut office, OrderStatus::Accepted, 0);
    go(&mut office, OrderStatus::InProgress, 0);
    for taken in [1000, 2000] {
        go(&mut office, OrderStatus::Completed, taken);
        go(&mut office, OrderStatus::InProgress, 0);
    }
    go(&mut office, OrderStatus::Completed, 3000);
    assert_eq!(office.order.closing, 3);
    assert_eq!(office.ledger.len(), 10);
    assert_eq!(office.ledger.iter().map(|e| e.amount.kopecks()).sum::<i64>(), 2900);
}
