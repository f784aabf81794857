//! Operations on shifts.

use super::{Operation, Pitch, What};
use crate::access::OperatorScope;
use crate::conformance::cases::sample::{at, event, id, shift};
use crate::shifts::{Shift, Span};
use crate::store::{Guard, Tx};

impl Operation {
    /// Hours, so that shifts meet and touch.
    fn shift(&self, row: &mut Shift) {
        let hour = u64::try_from(self.m % 4).expect("not negative");
        row.operator = id(self.known());
        (row.from, row.to) = (at(hour * 3600), at((hour + 1 + hour % 2) * 3600));
        row.cancelled = self.m % 5 == 0;
    }
}

pub(super) async fn decide(operation: &Operation, tx: &mut dyn Tx, pitch: &mut Pitch) {
    let mut wanted = shift(operation.n, operation.known());
    operation.shift(&mut wanted);
    let span = Span { operator: wanted.operator, from: wanted.from, to: wanted.to, except: None };
    match operation.what {
        What::AddShift => {
            if !operation.careless {
                pitch.effects.guards.push(Guard::Free(span));
            }
            pitch.insert(wanted, true);
        }
        What::ChangeShift => {
            let read = tx.shifts().get(wanted.id, &OperatorScope::All).await.unwrap();
            pitch.effects.guards.push(Guard::Free(Span { except: Some(wanted.id), ..span }));
            pitch.update(read, operation.careless, |row| operation.shift(row));
        }
        _ => {
            pitch.effects.guards.push(Guard::Free(span));
            pitch.effects.event(event(operation.m));
        }
    }
}
