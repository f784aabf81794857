//! What is counted.

use std::ops::{Add, AddAssign, Neg};
use std::time::Duration;

use chrono::NaiveDate;

use crate::calls::{CallDirection, CallStatus};
use crate::kernel::{CampaignId, CityId, OperatorId, Period, Zone, coded};
use crate::operators::WorkState;
use crate::orders::{Equipment, OrderStatus, OrderType};

/// Whose counter it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The whole office.
    Office,
    /// A user: the calls of whom it was the first operator, the orders it wrote, its time.
    Operator(OperatorId),
    /// A city.
    City(CityId),
    /// A campaign.
    Campaign(CampaignId),
    /// A master: the orders it has.
    Master(OperatorId),
}

impl Subject {
    /// The stable text a backend stores, such as `office` or `city:3`.
    pub fn code(self) -> String {
        match self {
            Self::Office => "office".to_owned(),
            Self::Operator(id) => format!("operator:{id}"),
            Self::City(id) => format!("city:{id}"),
            Self::Campaign(id) => format!("campaign:{id}"),
            Self::Master(id) => format!("master:{id}"),
        }
    }
    /// Reads a stored text; `None` for what is none of this version's.
    pub fn from_code(code: &str) -> Option<Self> {
        if code == "office" {
            return Some(Self::Office);
        }
        let (kind, id) = code.split_once(':')?;
        let id = id.parse().ok()?;
        Some(match kind {
            "operator" => Self::Operator(OperatorId::new(id).ok()?),
            "city" => Self::City(CityId::new(id).ok()?),
            "campaign" => Self::Campaign(CampaignId::new(id).ok()?),
            "master" => Self::Master(OperatorId::new(id).ok()?),
            _ => return None,
        })
    }
}

/// How long an offered call waited for service, up to an edge that belongs to the band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WaitBand(Option<u16>);

impl WaitBand {
    /// The upper edges in seconds; waits above the last one share a band without an edge.
    pub const EDGES: [u16; 6] = [5, 10, 20, 30, 60, 120];

    /// The band of a wait.
    pub fn of(wait: Duration) -> Self {
        Self(Self::EDGES.into_iter().find(|edge| wait <= Duration::from_secs(u64::from(*edge))))
    }
    /// The upper edge in seconds, the edge itself included; `None` above the last one.
    pub const fn edge(self) -> Option<u16> {
        self.0
    }
    /// Whether every wait of the band is at most `limit`, a duration that is one of the edges.
    pub fn within(self, limit: Duration) -> bool {
        self.0.is_some_and(|edge| Duration::from_secs(u64::from(edge)) <= limit)
    }
    /// Whether bands tell waits up to `limit` from longer ones.
    pub fn is_edge(limit: Duration) -> bool {
        Self::EDGES.into_iter().any(|edge| limit == Duration::from_secs(u64::from(edge)))
    }
}

coded! {
    /// How an order was closed, as far as figures ask.
    pub enum ClosedAs: "closing" {
        /// Completed with a result above zero.
        Paid = "paid", "Оплачено", "Paid";
        /// Completed with a result of zero.
        Unpaid = "unpaid", "Без оплаты", "Unpaid";
        /// Cancelled by the client.
        Cancelled = "cancelled", "Отказ", "Cancelled";
    }
}

/// What is counted of a subject on a day. The comments name what [`Tally::amount`] holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Calls that are over, on the day they started. Amount: talk in microseconds.
    Calls {
        /// Which way they went.
        direction: CallDirection,
        /// How they ended.
        status: CallStatus,
        /// How long they waited for service; `None` for those that were not offered, and in all counters of users and
        /// campaigns: nobody asks for their service level, and their rows stay few.
        wait: Option<WaitBand>,
    },
    /// Orders by present status, on the day they were written. No amount.
    Orders(OrderStatus),
    /// Orders for a kind of equipment, likewise; of the whole office only.
    OrdersForEquipment {
        /// What is to be repaired.
        equipment: Equipment,
        /// Where they stand.
        status: OrderStatus,
    },
    /// Orders of a type, likewise; of the whole office only.
    OrdersOfType {
        /// How the client came.
        order_type: OrderType,
        /// Where they stand.
        status: OrderStatus,
    },
    /// Orders that were written from a call, on the day they were written. No amount.
    OrdersFromCalls,
    /// Orders that stand closed, on the day of closing. Amount: `clean` in kopecks.
    Closed(ClosedAs),
    /// Time in a work state other than offline that is over, on the days it was spent. No count. Amount: microseconds.
    Time(WorkState),
    /// One of a later version: kept, never read into a figure.
    Unknown(Box<str>),
}

/// The measures that a list of everything is counted by, so that their sums over all days are wanted at hand. One list needs
/// one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// [`Measure::Calls`].
    Calls,
    /// [`Measure::Orders`].
    Orders,
    /// [`Measure::OrdersForEquipment`].
    OrdersForEquipment,
    /// [`Measure::OrdersOfType`].
    OrdersOfType,
}

impl Family {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Calls, Self::Orders, Self::OrdersForEquipment, Self::OrdersOfType];

    /// What [`Measure::code`] of all its measures, and of no others, begins with; a colon follows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Calls => "calls",
            Self::Orders => "orders",
            Self::OrdersForEquipment => "equipment",
            Self::OrdersOfType => "type",
        }
    }
}

impl Measure {
    /// The family it is in, if lists are counted by it.
    pub fn family(&self) -> Option<Family> {
        match self {
            Self::Calls { .. } => Some(Family::Calls),
            Self::Orders(_) => Some(Family::Orders),
            Self::OrdersForEquipment { .. } => Some(Family::OrdersForEquipment),
            Self::OrdersOfType { .. } => Some(Family::OrdersOfType),
            Self::OrdersFromCalls | Self::Closed(_) | Self::Time(_) | Self::Unknown(_) => None,
        }
    }
    /// Whether rows by day are made of it: calls, and orders by status.
    pub fn is_daily(&self) -> bool {
        matches!(self, Self::Calls { .. } | Self::Orders(_))
    }
    /// The stable text a backend stores, such as `calls:20:in:answered`.
    pub fn code(&self) -> String {
        match self {
            Self::Calls { direction, status, wait } => {
                let wait = match wait {
                    None => "-".to_owned(),
                    Some(WaitBand(None)) => "longer".to_owned(),
                    Some(WaitBand(Some(edge))) => edge.to_string(),
                };
                format!("calls:{wait}:{direction}:{status}")
            }
            Self::Orders(status) => format!("orders:{status}"),
            Self::OrdersForEquipment { equipment, status } => format!("equipment:{equipment}:{status}"),
            Self::OrdersOfType { order_type, status } => format!("type:{order_type}:{status}"),
            Self::OrdersFromCalls => "orders_from_calls".to_owned(),
            Self::Closed(closed_as) => format!("closed:{closed_as}"),
            Self::Time(state) => format!("time:{state}"),
            Self::Unknown(code) => code.to_string(),
        }
    }
    /// Reads a stored text.
    pub fn from_code(code: &str) -> Self {
        Self::known(code).unwrap_or_else(|| Self::Unknown(code.into()))
    }

    fn known(code: &str) -> Option<Self> {
        if code == "orders_from_calls" {
            return Some(Self::OrdersFromCalls);
        }
        let (kind, rest) = code.split_once(':')?;
        Some(match kind {
            "calls" => {
                let (wait, rest) = rest.split_once(':')?;
                let (direction, status) = rest.split_once(':')?;
                let wait = match wait {
                    "-" => None,
                    "longer" => Some(WaitBand(None)),
                    edge => Some(WaitBand(Some(edge.parse().ok().filter(|edge| WaitBand::EDGES.contains(edge))?))),
                };
                Self::Calls {
                    direction: CallDirection::from_stored(direction),
                    status: CallStatus::from_stored(status),
                    wait,
                }
            }
            "orders" => Self::Orders(OrderStatus::from_stored(rest)),
            "equipment" => {
                let (equipment, status) = rest.split_once(':')?;
                let (equipment, status) = (Equipment::from_stored(equipment), OrderStatus::from_stored(status));
                Self::OrdersForEquipment { equipment, status }
            }
            "type" => {
                let (order_type, status) = rest.split_once(':')?;
                let (order_type, status) = (OrderType::from_stored(order_type), OrderStatus::from_stored(status));
                Self::OrdersOfType { order_type, status }
            }
            "closed" => Self::Closed(ClosedAs::from_stored(rest)),
            "time" => Self::Time(WorkState::from_stored(rest)),
            _ => return None,
        })
    }
}

/// One counter.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cell {
    /// Whose.
    pub subject: Subject,
    /// The local day of the office's zone.
    pub day: NaiveDate,
    /// Of what.
    pub measure: Measure,
}

/// What a counter holds, or what is added to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Tally {
    /// How many.
    pub count: i64,
    /// Their sum, in the unit of the [`Measure`].
    pub amount: i64,
    /// Their service wait in microseconds; of offered calls only.
    pub wait: i64,
}

impl Tally {
    /// Nothing.
    pub const ZERO: Self = Self { count: 0, amount: 0, wait: 0 };

    /// Whether it holds nothing.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }
}

impl Add for Tally {
    type Output = Self;
    // Sums of microseconds and kopecks over any office's life lie far inside.
    fn add(self, other: Self) -> Self {
        Self {
            count: self.count.saturating_add(other.count),
            amount: self.amount.saturating_add(other.amount),
            wait: self.wait.saturating_add(other.wait),
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Tally {
    type Output = Self;
    fn neg(self) -> Self {
        Self { count: -self.count, amount: -self.amount, wait: -self.wait }
    }
}

/// A counter and what it holds, or what is added to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Which.
    pub cell: Cell,
    /// How much.
    pub tally: Tally,
}

/// Local days of the office's zone: `first .. next`, the last one not included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Days {
    /// The first day.
    pub first: NaiveDate,
    /// The first day after.
    pub next: NaiveDate,
}

impl Days {
    /// The whole days of a period, and what of the period lies before and after them. Without a whole day the whole period
    /// is the part before.
    pub fn within(period: Period, zone: Zone) -> (Option<Self>, [Option<Period>; 2]) {
        let part = |from, to| Period::new(from, to).ok().filter(|part| !part.is_empty());
        let begun = zone.day_of(period.from());
        let first = if zone.start_of_day(begun) == period.from() { Some(begun) } else { begun.succ_opt() };
        let next = zone.day_of(period.to());
        match first.filter(|first| *first < next && zone.start_of_day(*first) < zone.start_of_day(next)) {
            None => (None, [part(period.from(), period.to()), None]),
            Some(first) => {
                let (whole_from, whole_to) = (zone.start_of_day(first), zone.start_of_day(next));
                (Some(Self { first, next }), [part(period.from(), whole_from), part(whole_to, period.to())])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kernel::Timestamp;

    fn every_measure() -> Vec<Measure> {
        let bands = [0, 5, 6, 15, 25, 60, 100, 121].map(|s| WaitBand::of(Duration::from_secs(s)));
        let mut all: Vec<Measure> = bands
            .into_iter()
            .map(Some)
            .chain([None])
            .map(|wait| Measure::Calls { direction: CallDirection::In, status: CallStatus::Missed, wait })
            .collect();
        all.extend(OrderStatus::ALL.iter().cloned().map(Measure::Orders));
        all.extend(ClosedAs::ALL.iter().cloned().map(Measure::Closed));
        all.extend(WorkState::ALL.iter().cloned().map(Measure::Time));
        all.push(Measure::OrdersFromCalls);
        let (equipment, status) = (Equipment::Appliances, OrderStatus::Void);
        all.push(Measure::OrdersForEquipment { equipment, status: status.clone() });
        all.push(Measure::OrdersOfType { order_type: OrderType::Repeat, status });
        all.push(Measure::Orders(OrderStatus::from_stored("of_tomorrow")));
        all.push(Measure::Unknown("of_tomorrow".into()));
        all
    }

    #[test]
    fn measures_and_subjects_read_back_from_their_codes() {
        for measure in every_measure() {
            assert_eq!(Measure::from_code(&measure.code()), measure);
            for family in Family::ALL {
                let is_of = measure.code().split_once(':').is_some_and(|(kind, _)| kind == family.code());
                assert_eq!(measure.family() == Some(family), is_of, "{measure:?}");
            }
        }
        let (person, city) = (OperatorId::new(7).unwrap(), CityId::new(3).unwrap());
        let campaign = CampaignId::new(9).unwrap();
        for subject in [
            Subject::Office,
            Subject::Operator(person),
            Subject::City(city),
            Subject::Campaign(campaign),
            Subject::Master(person),
        ] {
            assert_eq!(Subject::from_code(&subject.code()), Some(subject));
        }
        assert_eq!(Subject::from_code("district:1"), None);
        assert_eq!(Measure::from_code("calls:7:in:missed"), Measure::Unknown("calls:7:in:missed".into()));
    }

    #[test]
    fn an_edge_belongs_to_the_band_below_it() {
        let band = |micros| WaitBand::of(Duration::from_micros(micros)).edge();
        assert_eq!((band(0), band(5_000_000), band(5_000_001)), (Some(5), Some(5), Some(10)));
        assert_eq!((band(120_000_000), band(120_000_001)), (Some(120), None));
        assert!(WaitBand::of(Duration::from_secs(20)).within(Duration::from_secs(20)));
        assert!(!WaitBand::of(Duration::from_secs(21)).within(Duration::from_secs(20)));
        assert!(!WaitBand::of(Duration::from_secs(121)).within(Duration::from_secs(120)));
    }

    proptest! {
        #[test]
        fn whole_days_and_the_parts_beside_them_tile_a_period(
            from in 0i64..4_000_000_000, length in 0i64..40_000_000,
            zone in prop::sample::select(vec!["Europe/Moscow", "Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo"]),
        ) {
            let zone = Zone::parse(zone).unwrap();
            let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
            let period = Period::new(at(from), at(from + length)).unwrap();
            let (days, [before, after]) = Days::within(period, zone);
            let mut reached = period.from();
            for part in before.into_iter()
                .chain(days.map(|d| Period::new(zone.start_of_day(d.first), zone.start_of_day(d.next)).unwrap()))
                .chain(after)
            {
                prop_assert_eq!(part.from(), reached);
                reached = part.to();
            }
            prop_assert_eq!(reached, period.to());
            // No whole day is left in the parts beside.
            if let Some(days) = days {
                let day = |date| Period::day(zone, date);
                prop_assert!(before.is_none_or(|part| !part.contains(day(days.first.pred_opt().unwrap()).from()) ));
                prop_assert!(after.is_none_or(|part| part.to() < day(days.next).to()));
            }
        }
    }
}
