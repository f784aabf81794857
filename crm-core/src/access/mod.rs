//! Access: who is asking, and what of the office that actor may see and change. One policy, in one place.

mod actor;
mod error;
mod policy;
mod scope;

pub use actor::Actor;
pub use error::AccessError;
pub use policy::{Policy, Right};
pub use scope::{CallScope, CallbackScope, CashScope, CostScope, LineScope, OperatorScope, OrderScope, StatsScope};
