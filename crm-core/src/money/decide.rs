//! Rules of the ledger.

use super::{LedgerEntry, LedgerKind};
use crate::audit::AuditActor;
use crate::kernel::{CityId, Money, OperatorId, OrderId, Timestamp};

/// What every entry of one posting shares.
#[derive(Debug, Clone)]
pub(crate) struct Books {
    pub(crate) order: OrderId,
    pub(crate) closing: u32,
    pub(crate) master: Option<OperatorId>,
    pub(crate) city: CityId,
    pub(crate) at: Timestamp,
    pub(crate) by: AuditActor,
}

/// What a closing posts: always both kinds, zero or not, so that a closing without entries is a finding.
pub(crate) fn closing(books: &Books, result: Money, expenditure: Money) -> Vec<LedgerEntry> {
    [(LedgerKind::Result, result), (LedgerKind::Expenditure, -expenditure)]
        .into_iter()
        .map(|(kind, amount)| LedgerEntry {
            order: books.order,
            closing: books.closing,
            kind,
            amount,
            master: books.master,
            city: books.city,
            at: books.at,
            by: books.by.clone(),
        })
        .collect()
}

/// The exact reversal of what a closing posted: the same amounts, master and city with the sign turned. Works from the
/// entries themselves, so it does not depend on what the order says by now.
pub(crate) fn reversal(posted: &[LedgerEntry], at: Timestamp, by: &AuditActor) -> Vec<LedgerEntry> {
    posted
        .iter()
        .filter_map(|entry| {
            let kind = entry.kind.reversed()?;
            Some(LedgerEntry { kind, amount: -entry.amount, at, by: by.clone(), ..entry.clone() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Books, closing, reversal};
    use crate::audit::AuditActor;
    use crate::kernel::{CityId, Money, OperatorId, OrderId, Timestamp};
    use crate::money::LedgerKind;

    fn books(closing: u32) -> Books {
        Books {
            order: OrderId::new(7).unwrap(),
            closing,
            master: OperatorId::new(4).ok(),
            city: CityId::new(1).unwrap(),
            at: Timestamp::EPOCH,
            by: AuditActor::from_stored("operator:4"),
        }
    }

    #[test]
    fn a_closing_posts_what_was_taken_and_what_was_spent() {
        let posted = closing(&books(1), Money::parse("1500").unwrap(), Money::parse("300.50").unwrap());
        let told: Vec<_> = posted.iter().map(|e| (e.kind.code().to_owned(), e.amount.to_string())).collect();
        assert_eq!(
            told,
            [("result".to_owned(), "1500.00".to_owned()), ("expenditure".to_owned(), "-300.50".to_owned())]
        );
    }

    #[test]
    fn a_reversal_is_not_reversed_again() {
        let posted = closing(&books(1), Money::MAX, Money::ZERO);
        let back = reversal(&posted, Timestamp::EPOCH, &books(1).by);
        assert!(reversal(&back, Timestamp::EPOCH, &books(1).by).is_empty());
        assert_eq!(
            back.iter().map(|e| &e.kind).collect::<Vec<_>>(),
            [&LedgerKind::ResultReversal, &LedgerKind::ExpenditureReversal]
        );
    }

    proptest! {
        #[test]
        fn a_closing_and_its_reversal_sum_to_nothing(
            result in 0..=Money::MAX.kopecks(),
            expenditure in 0..=Money::MAX.kopecks(),
            number in 1u32..,
        ) {
            let amount = |kopecks| Money::from_kopecks(kopecks).unwrap();
            let posted = closing(&books(number), amount(result), amount(expenditure));
            let sum: i64 = posted.iter().map(|e| e.amount.kopecks()).sum();
            prop_assert_eq!(sum, result - expenditure);
            let later = Timestamp::from_seconds(60).unwrap();
            let back = reversal(&posted, later, &AuditActor::from_stored("operator:1"));
            prop_assert_eq!(sum + back.iter().map(|e| e.amount.kopecks()).sum::<i64>(), 0);
            prop_assert!(back.iter().all(|e| e.closing == number && e.at == later && e.master == books(1).master));
        }
    }
}
