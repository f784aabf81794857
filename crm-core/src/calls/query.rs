//! Which calls a list shows, and in which order.

use super::{CallDirection, CallStatus};
use crate::access::CallScope;
use crate::kernel::{CampaignId, CityId, FilterDigest, OperatorId, Period, Phone, Slice};

/// The order of a list of calls. Both walk the stored start, then the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CallSort {
    /// Latest first.
    #[default]
    Latest,
    /// Earliest first.
    Earliest,
}

impl CallSort {
    /// The sort's number in cursors.
    pub(crate) const fn id(self) -> u8 {
        match self {
            Self::Latest => 1,
            Self::Earliest => 2,
        }
    }
}

/// Which calls a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallFilter {
    /// Calls that started in this period.
    pub period: Option<Period>,
    /// Calls whose first operator is this user.
    pub operator: Option<OperatorId>,
    /// Calls with this status.
    pub status: Option<CallStatus>,
    /// Calls of this city.
    pub city: Option<CityId>,
    /// Calls of this campaign.
    pub campaign: Option<CampaignId>,
    /// Calls in this direction.
    pub direction: Option<CallDirection>,
    /// Calls of this client.
    pub client: Option<Phone>,
    /// Whether incomplete calls are wanted, or only they are not.
    pub complete: Option<bool>,
}

/// What a backend is asked for: scope, filter, order and slice together, so that no list forgets the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallQuery {
    /// Which calls the actor sees.
    pub scope: CallScope,
    /// Which of them are wanted.
    pub filter: CallFilter,
    /// In which order.
    pub sort: CallSort,
    /// Which slice. The key is the start in microseconds.
    pub slice: Slice,
}

impl CallFilter {
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("calls {self:?}").as_bytes())
    }
}
