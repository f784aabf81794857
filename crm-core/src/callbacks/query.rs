//! Which call-backs a list shows, and in which order.

use super::CallbackState;
use crate::access::CallbackScope;
use crate::kernel::{CityId, FilterDigest, OperatorId, Period, Phone, Slice};

/// The order of a list of call-backs. Both walk the instant the clock started, then the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CallbackSort {
    /// Who waits longest first.
    #[default]
    Oldest,
    /// Latest first.
    Latest,
}

impl CallbackSort {
    /// The sort's number in cursors.
    pub(crate) const fn id(self) -> u8 {
        match self {
            Self::Oldest => 1,
            Self::Latest => 2,
        }
    }
}

/// Which call-backs a list shows. Every `Some` must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CallbackFilter {
    /// Call-backs in this state; without it, open and closed ones.
    pub state: Option<CallbackState>,
    /// Call-backs of this city.
    pub city: Option<CityId>,
    /// Call-backs that this user took.
    pub taken_by: Option<OperatorId>,
    /// Call-backs of this client.
    pub phone: Option<Phone>,
    /// Call-backs whose clock started in this period.
    pub opened: Option<Period>,
}

/// What a backend is asked for: scope, filter, order and slice together, so that no list forgets the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackQuery {
    /// Which call-backs the actor sees.
    pub scope: CallbackScope,
    /// Which of them are wanted.
    pub filter: CallbackFilter,
    /// In which order.
    pub sort: CallbackSort,
    /// Which slice. The key is the instant the clock started, in microseconds.
    pub slice: Slice,
}

impl CallbackFilter {
    /// What cursors of this filter carry: a cursor of one filter is refused by another.
    pub(crate) fn digest(&self) -> FilterDigest {
        FilterDigest::of(format!("callbacks {self:?}").as_bytes())
    }
}
