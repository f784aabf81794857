//! What masters hold, and what they hand over.

use crate::audit::AuditActor;
use crate::kernel::{CashHandoverId, CityId, Money, OperatorId, Text, Timestamp, Version, coded};
use crate::orders::Reason;

coded! {
    /// What became of a hand-over.
    pub enum CashState: "cash state" {
        /// The master says so; nobody has counted it yet.
        Handed = "handed", "Передано", "Handed over";
        /// Counted and taken.
        Accepted = "accepted", "Принято", "Accepted";
        /// Not taken, or withdrawn by the master: the master holds it still.
        Declined = "declined", "Отклонено", "Declined";
    }
}

/// Cash that a master hands over in a city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashHandover {
    /// Its id.
    pub id: CashHandoverId,
    /// How often it has been written.
    pub version: Version,
    /// Who hands over.
    pub master: OperatorId,
    /// The city whose money it is.
    pub city: CityId,
    /// How much, above zero.
    pub amount: Money,
    /// What the master says about it.
    pub note: Option<Text<500>>,
    /// What became of it.
    pub state: CashState,
    /// When the master said so.
    pub handed_at: Timestamp,
    /// Who decided and when; `None` while it is [`CashState::Handed`].
    pub decided: Option<CashDecision>,
}

/// What was decided about a hand-over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashDecision {
    /// Who accepted or declined; the master, when it was withdrawn.
    pub by: AuditActor,
    /// When.
    pub at: Timestamp,
    /// Why it was declined or withdrawn.
    pub reason: Option<Reason>,
}

/// A hand-over as lists show it: with the names behind its ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashHandoverView {
    /// The hand-over.
    pub handover: CashHandover,
    /// The master's name.
    pub master: Box<str>,
    /// The city's name.
    pub city: Box<str>,
}

/// Cash to hand over.
#[derive(Debug, Clone)]
pub struct NewCashHandover {
    /// The city whose money it is.
    pub city: CityId,
    /// How much, above zero.
    pub amount: Money,
    /// What is to be said about it.
    pub note: Option<Text<500>>,
}

/// A master's money in a city. Sums outside the range of [`Money`] are told as its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CashBalance {
    /// The city.
    pub city: CityId,
    /// What the ledger says: results less expenditure of the orders that are completed now.
    pub earned: Money,
    /// What was handed over and accepted.
    pub accepted: Money,
    /// What is handed over and waits to be accepted.
    pub pending: Money,
}

impl CashBalance {
    /// From sums in kopecks.
    pub fn of(city: CityId, earned: i64, accepted: i64, pending: i64) -> Self {
        Self { city, earned: nearest(earned), accepted: nearest(accepted), pending: nearest(pending) }
    }
    /// What the master holds: earned less accepted. What waits to be accepted is still held.
    pub fn held(&self) -> Money {
        nearest(self.earned.kopecks() - self.accepted.kopecks())
    }
}

fn nearest(kopecks: i64) -> Money {
    let end = if kopecks < 0 { Money::MIN } else { Money::MAX };
    Money::from_kopecks(kopecks).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::{CashBalance, CityId, Money};

    #[test]
    fn what_a_master_holds_may_be_below_zero_and_beyond_the_range() {
        let of = |earned, accepted| CashBalance::of(CityId::new(1).unwrap(), earned, accepted, 70).held();
        assert_eq!(of(120_000, 50_000), Money::parse("700").unwrap());
        assert_eq!(of(0, 50_000), Money::parse("-500").unwrap());
        assert_eq!(of(i64::MIN, i64::MAX), Money::MIN);
        assert_eq!(of(i64::MAX, 0), Money::MAX);
    }
}
