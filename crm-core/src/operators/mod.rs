//! Operators: the users of every role, and the log of what each was doing when.

mod decide;
mod model;
mod repo;
mod service;

pub use decide::OperatorError;
pub use model::{
    Login, NewOperator, Operator, OperatorFilter, OperatorPatch, OperatorStatus, Role, WorkState, WorkStateEntry,
};
pub use repo::OperatorRepo;
pub use service::Operators;
