//! What a client's card shows.

use crate::calls::CallView;
use crate::kernel::{Phone, Total};
use crate::orders::OrderView;

/// A phone with its calls and orders, as far as the actor sees them. A phone that nobody knows has an empty card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCard {
    /// The phone.
    pub phone: Phone,
    /// The first [`ClientCard::MOST`] orders: open ones by status and meeting, then closed ones, latest first.
    pub orders: Vec<OrderView>,
    /// How many orders there are.
    pub orders_total: Total,
    /// The latest [`ClientCard::MOST`] calls, latest first.
    pub calls: Vec<CallView>,
    /// How many calls there are.
    pub calls_total: Total,
}

impl ClientCard {
    /// The most calls, and the most orders, that a card shows. The lists, filtered by the phone, show them all.
    pub const MOST: u32 = 100;
}
