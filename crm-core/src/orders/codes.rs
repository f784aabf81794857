//! The words of orders.

use crate::kernel::coded;

coded! {
    /// How the client comes to us.
    pub enum OrderType: "order type" {
        /// Never here before.
        FirstTime = "first_time", "Впервые", "First time", aliases "впервые";
        /// Here before, with something else.
        Repeat = "repeat", "Повтор", "Repeat", aliases "повтор";
        /// Something repaired here fails again.
        Warranty = "warranty", "Гарантия", "Warranty", aliases "гарантия";
    }
}

coded! {
    /// What is to be repaired: the trade of the master.
    pub enum Equipment: "equipment" {
        /// Computers.
        Computers = "kp", "КП", "Computers", aliases "кп";
        /// Appliances.
        Appliances = "bt", "БТ", "Appliances", aliases "бт";
        /// Handyman jobs.
        Handyman = "mnch", "МНЧ", "Handyman", aliases "мнч";
    }
}

coded! {
    /// Where an order stands. [`TRANSITIONS`](super::TRANSITIONS) says how it moves.
    pub enum OrderStatus: "order status" {
        /// Written, waits for a master.
        New = "new", "Ожидает", "New", aliases "ожидает";
        /// A master is assigned.
        Accepted = "accepted", "Принял", "Accepted", aliases "принял" | "assigned";
        /// The master drives there.
        EnRoute = "en_route", "В пути", "En route", aliases "в пути";
        /// The master is at work.
        InProgress = "in_progress", "В работе", "In progress", aliases "в работе";
        /// A long job: the device was taken along.
        Deferred = "deferred", "Модерн", "Deferred", aliases "модерн";
        /// Done and paid.
        Completed = "completed", "Готово", "Completed", aliases "готово";
        /// The client refused.
        Cancelled = "cancelled", "Отказ", "Cancelled", aliases "отказ";
        /// Not a real order.
        Void = "void", "Незаказ", "Void", aliases "незаказ";
    }
}

impl OrderStatus {
    /// The statuses in which there is still something to do, in the order of the default list.
    pub const OPEN: &'static [Self] = &[Self::New, Self::Accepted, Self::EnRoute, Self::InProgress, Self::Deferred];

    /// Whether there is still something to do. A status this version does not know is neither open nor terminal.
    pub fn is_open(&self) -> bool {
        Self::OPEN.contains(self)
    }
    /// Whether the order is closed: completed, cancelled or void.
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled | Self::Void)
    }
    /// Whether the visit is still ahead: it can be moved to another time, and the equipment corrected.
    pub fn awaits_visit(&self) -> bool {
        matches!(self, Self::New | Self::Accepted | Self::EnRoute)
    }
    /// Whether an order in this status counts against the capacity of its slot. A visit that was made keeps its place, so a
    /// slot never holds more visits than it has places; only a cancelled or void order gives it back.
    pub fn holds_place(&self) -> bool {
        !matches!(self, Self::Cancelled | Self::Void)
    }
}

coded! {
    /// What a row of an order's history tells.
    pub enum HistoryKind: "history kind" {
        /// The order was written.
        Created = "created", "Создан", "Created";
        /// It moved to another status.
        Moved = "moved", "Статус", "Moved";
        /// It was closed and is open again.
        Reopened = "reopened", "Возвращён в работу", "Reopened";
        /// Another master has it.
        Reassigned = "reassigned", "Другой мастер", "Reassigned";
        /// It belongs to another city: its master was detached and it waits again.
        CityChanged = "city_changed", "Другой город", "City changed";
    }
}

#[cfg(test)]
mod tests {
    use super::{Equipment, OrderStatus, OrderType};
    use crate::kernel::Lang;

    #[test]
    fn the_words_people_used_before_are_read_in_any_case() {
        let words = [
            ("Ожидает", OrderStatus::New),
            ("ПРИНЯЛ", OrderStatus::Accepted),
            ("В пути", OrderStatus::EnRoute),
            ("в работе", OrderStatus::InProgress),
            ("Модерн", OrderStatus::Deferred),
            ("Готово", OrderStatus::Completed),
            ("Отказ", OrderStatus::Cancelled),
            ("Незаказ", OrderStatus::Void),
            (" In_Progress ", OrderStatus::InProgress),
        ];
        for (word, status) in words {
            assert_eq!(OrderStatus::parse(word), Ok(status));
        }
        assert_eq!(
            ["впервые", "Повтор", "ГАРАНТИЯ"].map(|w| OrderType::parse(w).unwrap().to_string()),
            ["first_time", "repeat", "warranty"]
        );
        assert_eq!(["КП", "бт", "МНЧ"].map(|w| Equipment::parse(w).unwrap().to_string()), ["kp", "bt", "mnch"]);
    }

    #[test]
    fn every_label_reads_back() {
        for status in OrderStatus::ALL {
            assert_eq!(OrderStatus::parse(status.label(Lang::Ru)).as_ref(), Ok(status));
        }
    }

    #[test]
    fn every_known_status_is_open_or_terminal_and_an_unknown_one_is_neither() {
        assert!(OrderStatus::ALL.iter().all(|s| s.is_open() != s.is_terminal()));
        let later = OrderStatus::from_stored("on_hold");
        assert!(!later.is_open() && !later.is_terminal() && later.holds_place());
    }
}
