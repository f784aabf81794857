//! Which rows an actor sees. A scope is part of each query, never a filter after it.

use super::AccessError;
use crate::kernel::{CityId, OperatorId};
use crate::operators::Operator;

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

/// Which hand-overs of cash, and whose balances, an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CashScope {
    /// All of them.
    All,
    /// Those of these cities, plus those of `master`. Nothing when both are empty.
    Some {
        /// Cities, ascending, each once.
        cities: Vec<CityId>,
        /// The master whose own are included.
        master: Option<OperatorId>,
    },
}

impl CashScope {
    /// Whether money of this master in this city is in the scope.
    pub fn holds(&self, master: OperatorId, city: CityId) -> bool {
        match self {
            Self::All => true,
            Self::Some { cities, master: own } => *own == Some(master) || cities.contains(&city),
        }
    }
}

/// Which costs of campaigns an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CostScope {
    /// Every cost.
    All,
    /// Costs of these cities: ascending, each once. Costs of no city are in none. Nothing when it is empty.
    Cities(Vec<CityId>),
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

impl OperatorScope {
    /// Whether the user is among them.
    pub fn includes(&self, operator: &Operator) -> bool {
        match self {
            Self::All => true,
            Self::Some { cities, own } => {
                *own == Some(operator.id) || operator.cities().any(|city| cities.contains(&city))
            }
        }
    }
}

/// Whose figures an actor sees in the reports of the office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatsScope {
    /// Those of the whole office.
    Office,
    /// Those of these cities together. Zeros when there are none.
    Cities(Vec<CityId>),
}

impl StatsScope {
    /// The same narrowed to one city, if one is asked for.
    ///
    /// # Errors
    /// [`AccessError::OtherCity`] for a city outside, whether or not there is one.
    pub fn narrowed(self, city: Option<CityId>) -> Result<Self, AccessError> {
        match (self, city) {
            (scope, None) => Ok(scope),
            (Self::Cities(cities), Some(city)) if !cities.contains(&city) => Err(AccessError::OtherCity),
            (_, Some(city)) => Ok(Self::Cities(vec![city])),
        }
    }
    /// The users whose time counts: everybody, or who serves one of the cities.
    pub fn people(&self) -> OperatorScope {
        match self {
            Self::Office => OperatorScope::All,
            Self::Cities(cities) => OperatorScope::Some { cities: cities.clone(), own: None },
        }
    }
    /// The calls that count.
    pub fn calls(&self) -> CallScope {
        match self {
            Self::Office => CallScope::All,
            Self::Cities(cities) => CallScope::Some { cities: cities.clone(), own: None },
        }
    }
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

/// Which lines an actor sees. A line tells the advert account behind it, so it is nobody's business but that of the people
/// who work with its calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineScope {
    /// Every line.
    All,
    /// Lines of these cities, ascending, each once; nothing when there is none. A line without a city is in no such scope.
    Cities(Vec<CityId>),
}

impl LineScope {
    /// Whether a line of this city is in it.
    pub fn contains(&self, city: Option<CityId>) -> bool {
        match self {
            Self::All => true,
            Self::Cities(cities) => city.is_some_and(|city| cities.contains(&city)),
        }
    }
}

/// Which call-backs an actor sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallbackScope {
    /// Every call-back.
    All,
    /// Call-backs of these cities, plus those without a city. Nothing when both are left out.
    Some {
        /// Cities, ascending, each once.
        cities: Vec<CityId>,
        /// Whether those without a city are included.
        without_city: bool,
    },
}

impl CallbackScope {
    /// Whether a call-back of this city is in scope.
    pub fn includes(&self, city: Option<CityId>) -> bool {
        match self {
            Self::All => true,
            Self::Some { cities, without_city } => city.map_or(*without_city, |city| cities.contains(&city)),
        }
    }
}
