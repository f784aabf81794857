//! Which hand-overs a list shows, and in which order.

use super::CashState;
use crate::access::CashScope;
use crate::kernel::{CityId, FilterDigest, OperatorId, Slice};

/// The number of the one sort of hand-overs in cursors: by when, then id, the latest first.
pub(crate) const SORT: u8 = 1;

/// Which hand-overs a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CashFilter {
    /// Those of this master.
    pub master: Option<OperatorId>,
    /// Those in this city.
    pub city: Option<CityId>,
    /// Those in this state.
    pub state: Option<CashState>,
}

/// What a backend is asked for: scope, filter and slice together, so that no list forgets the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CashQuery {
    /// Which hand-overs the actor sees.
    pub scope: CashScope,
    /// Which of them are wanted.
    pub filter: CashFilter,
    /// Which slice, by (when it was handed in microseconds, id) descending.
    pub slice: Slice,
}

impl CashFilter {
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("cash {self:?}").as_bytes())
    }
}
