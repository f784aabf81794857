//! The default order of lists, as one number.

use super::{Order, OrderStatus};
use crate::kernel::{Period, Timestamp};

/// Where an order stands in the default list: open ones first, by rank of their status and then the earliest meeting; after
/// them the closed ones, the latest closing first. Ascending, equal keys by id.
///
/// It is stored and indexed, so that nothing is sorted after loading. The rank is in the high bits, the instant below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListKey(i64);

/// Bits of the instant: the microseconds from year 1 to year 9999 need 59. Four remain above for the rank and the sign.
const BITS: u32 = 59;

impl ListKey {
    /// Every open order has a key below this one, every closed one this or a later one.
    pub const FIRST_CLOSED: Self = Self::at(CLOSED, 0);

    /// The key of an order. A status that this version does not know lists among the closed ones.
    pub fn of(order: &Order) -> Self {
        if let Some(rank) = rank(&order.status) {
            return Self::at(rank, order.meeting.at.micros() - Timestamp::MIN.micros());
        }
        let closed = order.closed_at.unwrap_or(order.created_at);
        Self::at(CLOSED, Timestamp::MAX.micros() - closed.micros())
    }
    /// The first and last key of orders that were closed in a period; `None` for an empty one.
    pub fn closed_in(period: Period) -> Option<(Self, Self)> {
        let key = |closed: i64| Self::at(CLOSED, Timestamp::MAX.micros() - closed);
        (!period.is_empty()).then(|| (key(period.to().micros() - 1), key(period.from().micros())))
    }
    /// The plain number; never negative.
    pub const fn get(self) -> i64 {
        self.0
    }
    const fn at(rank: i64, offset: i64) -> Self {
        Self((rank << BITS) + offset)
    }
}

const CLOSED: i64 = 5;

fn rank(status: &OrderStatus) -> Option<i64> {
    match status {
        OrderStatus::New => Some(0),
        OrderStatus::Accepted => Some(1),
        OrderStatus::EnRoute => Some(2),
        OrderStatus::InProgress => Some(3),
        OrderStatus::Deferred => Some(4),
        OrderStatus::Completed | OrderStatus::Cancelled | OrderStatus::Void | OrderStatus::Unknown(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use proptest::prelude::*;

    use crate::kernel::{Period, Timestamp};
    use crate::orders::decide::samples;
    use crate::orders::{ListKey, Order, OrderStatus};

    /// The rule as people say it.
    fn as_people_say(a: &Order, b: &Order) -> Ordering {
        let place = |order: &Order| OrderStatus::OPEN.iter().position(|s| *s == order.status).unwrap_or(99);
        place(a).cmp(&place(b)).then_with(|| {
            if a.status.is_open() { a.meeting.at.cmp(&b.meeting.at) } else { b.closed_at.cmp(&a.closed_at) }
        })
    }

    fn any_instant() -> impl Strategy<Value = Timestamp> {
        let ends = prop::sample::select(vec![Timestamp::MIN, Timestamp::EPOCH, Timestamp::MAX]);
        let any = Timestamp::MIN.micros()..=Timestamp::MAX.micros();
        prop_oneof![1 => ends, 4 => any.prop_map(|n| Timestamp::from_micros(n).unwrap())]
    }

    fn any_order() -> impl Strategy<Value = Order> {
        (prop::sample::select(OrderStatus::ALL), any_instant(), any_instant()).prop_map(|(status, meeting, closed)| {
            let mut order = samples::order();
            order.closed_at = status.is_terminal().then_some(closed);
            order.status = status;
            order.meeting.at = meeting;
            order
        })
    }

    proptest! {
        #[test]
        fn the_number_orders_as_the_rule_does(a in any_order(), b in any_order()) {
            prop_assert_eq!(a.list_key().cmp(&b.list_key()), as_people_say(&a, &b));
            prop_assert!(a.list_key().get() >= 0);
        }

        #[test]
        fn what_was_closed_in_a_period_is_a_range_of_keys(
            order in any_order(), from in any_instant(), to in any_instant(),
        ) {
            let period = Period::new(from.min(to), from.max(to)).unwrap();
            let (key, closed) = (order.list_key(), order.closed_at.is_some_and(|at| period.contains(at)));
            let within = ListKey::closed_in(period).is_some_and(|(first, last)| first <= key && key <= last);
            prop_assert_eq!(within, closed);
        }
    }

    proptest! {
        #[test]
        fn open_orders_are_those_before_the_first_closed_one(order in any_order()) {
            prop_assert_eq!(order.list_key() < super::ListKey::FIRST_CLOSED, order.status.is_open());
        }
    }

    #[test]
    fn an_order_in_a_status_of_a_later_version_lists_after_the_open_ones() {
        let mut unknown = samples::order();
        unknown.status = OrderStatus::from_stored("on_hold");
        let mut last = samples::order();
        last.status = OrderStatus::Deferred;
        last.meeting.at = Timestamp::MAX;
        assert!(unknown.list_key() > last.list_key());
    }
}
