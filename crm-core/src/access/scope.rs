//! Which rows an actor sees. A scope is part of each query, never a filter after it.

use crate::kernel::{CityId, OperatorId};

/// Which calls an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallScope {
    /// Every call.
    All,
    /// Calls of these cities, plus every conversation that rang or talked with `own`. Nothing when both are empty.
    Some {
        /// Cities, ascending, each once.
        cities: Vec<CityId>,
        /// The operator whose own conversations are included.
        own: Option<OperatorId>,
    },
}

impl CallScope {
    /// Sees nothing.
    pub const NOTHING: Self = Self::Some { cities: Vec::new(), own: None };
}

/// Which users an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OperatorScope {
    /// Every user.
    All,
    /// Users who serve one of these cities, plus `own`. Nothing when both are empty.
    Some {
        /// Cities, ascending, each once.
        cities: Vec<CityId>,
        /// The actor's own row.
        own: Option<OperatorId>,
    },
}

/// Which orders an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderScope {
    /// Every order.
    All,
    /// Orders of these cities, plus those that `author` wrote, plus those of `master`. Nothing when all are empty.
    Some {
        /// Cities, ascending, each once.
        cities: Vec<CityId>,
        /// The user whose own orders are included.
        author: Option<OperatorId>,
        /// The master whose orders are included.
        master: Option<OperatorId>,
    },
}
