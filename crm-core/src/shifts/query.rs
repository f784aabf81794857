//! Which shifts a list shows.

use crate::access::OperatorScope;
use crate::kernel::{FilterDigest, OperatorId, Period, Slice};

/// The number of the one sort of shifts in cursors: by beginning, then id.
pub(crate) const SORT: u8 = 1;

/// Which shifts a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShiftFilter {
    /// Shifts that touch this period.
    pub period: Option<Period>,
    /// Shifts of this user.
    pub operator: Option<OperatorId>,
    /// Whether cancelled shifts are wanted, or only they are not.
    pub cancelled: Option<bool>,
}

impl ShiftFilter {
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("shifts {self:?}").as_bytes())
    }
}

/// What a backend is asked for: scope, filter and slice together, so that no list forgets the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftQuery {
    /// Whose shifts the actor sees.
    pub scope: OperatorScope,
    /// Which of them are wanted.
    pub filter: ShiftFilter,
    /// Which slice, by beginning ascending. The key is the beginning in microseconds.
    pub slice: Slice,
}
