//! Refusals of orders.

use super::OrderStatus;
use crate::kernel::{Code, ErrorKind, Refusal, Version};

/// Why an order is not changed. Fields that do not hold are [`Invalid`](crate::kernel::Invalid).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OrderError {
    /// No such order, or not for this actor.
    #[error("there is no such order")]
    NotFound,
    /// Somebody changed the order since it was read.
    #[error("the order was changed since you read it; it is at version {current} now")]
    VersionConflict {
        /// The version it has now.
        current: Version,
    },
    /// The order cannot move there from where it is, or not by this actor.
    #[error("an order cannot go from {from} to {to}; {}", list(allowed))]
    TransitionNotAllowed {
        /// Where it stands.
        from: OrderStatus,
        /// Where it was to go.
        to: OrderStatus,
        /// Where this actor may take it, in the order of the table.
        allowed: Vec<OrderStatus>,
    },
    /// The order is closed, or in a status this version does not know: its money, master, city and visit stand.
    #[error("the order is closed; an administrator has to reopen it first")]
    Closed,
    /// A master is on the way already, so the city stands.
    #[error("the city can only change before the master sets out")]
    CityFixed,
    /// The visit was made, so its time and its equipment stand.
    #[error("the visit has begun: its time and equipment cannot change any more")]
    VisitBegun,
    /// Only a deferred order has a promised date.
    #[error("only a deferred order has a promised date")]
    NotDeferred,
    /// Every place of the slot is taken.
    #[error("no place is left at that time; choose another slot")]
    SlotFull,
}

fn list(allowed: &[OrderStatus]) -> String {
    if allowed.is_empty() {
        return "you cannot move it".to_owned();
    }
    let codes: Vec<_> = allowed.iter().map(OrderStatus::code).collect();
    format!("you can move it to {}", codes.join(", "))
}

impl Refusal for OrderError {
    fn code(&self) -> Code {
        match self {
            Self::NotFound => "order.not_found",
            Self::VersionConflict { .. } => "order.version_conflict",
            Self::TransitionNotAllowed { .. } => "order.transition_not_allowed",
            Self::Closed => "order.closed",
            Self::CityFixed => "order.city_fixed",
            Self::VisitBegun => "order.visit_begun",
            Self::NotDeferred => "order.not_deferred",
            Self::SlotFull => "order.slot_full",
        }
    }
    fn kind(&self) -> ErrorKind {
        match self {
            Self::NotFound => ErrorKind::NotFound,
            _ => ErrorKind::Conflict,
        }
    }
    fn current_version(&self) -> Option<Version> {
        match self {
            Self::VersionConflict { current } => Some(*current),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OrderError, OrderStatus};

    #[test]
    fn a_refused_move_says_where_the_order_can_go() {
        let refused = |allowed| OrderError::TransitionNotAllowed {
            from: OrderStatus::EnRoute,
            to: OrderStatus::Completed,
            allowed,
        };
        assert_eq!(
            refused(vec![OrderStatus::InProgress, OrderStatus::Cancelled]).to_string(),
            "an order cannot go from en_route to completed; you can move it to in_progress, cancelled"
        );
        assert_eq!(
            refused(Vec::new()).to_string(),
            "an order cannot go from en_route to completed; you cannot move it"
        );
    }
}
