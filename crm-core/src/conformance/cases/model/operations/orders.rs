//! Operations on orders.

use super::{Operation, Pitch, What};
use crate::access::OrderScope;
use crate::conformance::cases::sample::{at, event, history, id, order, posting};
use crate::kernel::Phone;
use crate::money::LedgerKind;
use crate::orders::{Equipment, Order, OrderStatus, Place, Slot};
use crate::store::{Guard, Tx, Write};

/// Words that begin alike.
const WORDS: [&str; 5] = ["анна", "ан", "анны", "борис", "1"];

impl Operation {
    fn order(&self, row: &mut Order) {
        row.status = OrderStatus::ALL[usize::try_from(self.m % 8).unwrap()].clone();
        row.meeting.at = self.slot().start;
        row.city = id(self.known());
        row.equipment = Equipment::ALL[usize::from(self.m % 3 == 0)].clone();
        row.closed_at = row.status.is_terminal().then(|| self.instant());
        row.created_at = self.instant();
        row.phone = Phone::from_stored(if self.m % 4 == 0 { "+79000000101" } else { "+79000000102" });
        row.operator = (self.m % 5 > 0).then(|| id(self.known()));
        row.master = (self.m % 3 > 0).then(|| id(self.known()));
        row.campaign = (self.m % 4 > 1).then(|| id(self.known()));
    }
    fn slot(&self) -> Slot {
        let start = at((self.m % 3).unsigned_abs());
        Slot { city: id(self.known()), equipment: Equipment::ALL[usize::from(self.m % 3 == 0)].clone(), start }
    }
}

pub(super) async fn decide(operation: &Operation, tx: &mut dyn Tx, pitch: &mut Pitch) {
    let (n, m) = (operation.n, operation.m);
    let read = tx.orders().get(id(n), &OrderScope::All).await.unwrap();
    match operation.what {
        What::AddOrder => {
            let mut row = order(n);
            operation.order(&mut row);
            pitch.insert(row, true);
        }
        What::ChangeOrder => pitch.update(read, operation.careless, |row| operation.order(row)),
        What::OrderWords => {
            // Never none of them: nothing is written then, and whether the order is there is not asked.
            let chosen = WORDS.iter().enumerate().filter(|(bit, _)| (m | 1) >> bit & 1 == 1);
            let mut words: Vec<_> = chosen.map(|(_, word)| (*word).to_owned()).collect();
            words.sort_unstable();
            pitch.effects.write(Write::OrderWords { order: id(n), words });
        }
        What::OrderHistory => pitch.effects.write(Write::OrderHistory(history(n, 1 + m % 5))),
        What::Posting => {
            let kind = LedgerKind::ALL[usize::try_from(m % 4).unwrap()].clone();
            let closing = u32::try_from(1 + m % 2).unwrap();
            pitch.effects.write(Write::Ledger(posting(n, closing, kind, m - 20)));
        }
        _ => {
            let place = Place { slot: operation.slot(), capacity: u16::try_from(n - 1).unwrap() };
            pitch.effects.guards.push(Guard::Below(place));
            pitch.effects.event(event(m));
        }
    }
}
