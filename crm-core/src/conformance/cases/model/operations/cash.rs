//! Operations on hand-overs of cash and costs of campaigns.

use super::{Operation, Pitch, What};
use crate::access::{CashScope, CostScope};
use crate::audit::AuditActor;
use crate::campaigns::CampaignCost;
use crate::conformance::cases::sample::{cost, day, handover, id};
use crate::money::{CashDecision, CashHandover, CashState};
use crate::store::Tx;

impl Operation {
    fn handover(&self, row: &mut CashHandover) {
        row.state = CashState::ALL[usize::try_from(self.m % 3).unwrap()].clone();
        (row.master, row.city) = (id(self.known()), id(1 + self.m % 3 % 2));
        row.handed_at = self.instant();
        let decided = || CashDecision { by: AuditActor::Operator(id(1)), at: self.instant(), reason: None };
        row.decided = (self.m % 3 > 0).then(decided);
    }
    fn cost(&self, row: &mut CampaignCost) {
        row.campaign = id(self.known());
        row.city = (self.m % 3 > 0).then(|| id(self.known()));
        row.first_day = day(self.m.unsigned_abs());
        row.last_day = day(self.m.unsigned_abs() + self.m.unsigned_abs() % 5);
        row.cancelled = self.m % 4 == 0;
    }
}

pub(super) async fn decide(operation: &Operation, tx: &mut dyn Tx, pitch: &mut Pitch) {
    let n = operation.n;
    match operation.what {
        What::AddHandover => {
            let mut row = handover(n);
            operation.handover(&mut row);
            pitch.insert(row, true);
        }
        What::ChangeHandover => {
            let read = tx.cash().get(id(n), &CashScope::All).await.unwrap();
            pitch.update(read, operation.careless, |row| operation.handover(row));
        }
        What::AddCost => {
            let mut row = cost(n);
            operation.cost(&mut row);
            pitch.insert(row, true);
        }
        _ => {
            let read = tx.campaigns().cost(id(n), &CostScope::All).await.unwrap();
            pitch.update(read, operation.careless, |row| operation.cost(row));
        }
    }
}
