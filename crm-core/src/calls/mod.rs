//! Calls: one row a conversation, however many phones it rang.
//!
//! Most calls come from [`telephony`](crate::telephony), folded from the provider's events; an operator may also write one
//! by hand. What the provider says ([`CallFacts`]) and what people add ([`Classification`]) are kept apart, so neither
//! overwrites the other.

mod decide;
mod follow;
mod model;
mod query;
mod repo;
mod service;

pub use decide::CallError;
pub(crate) use decide::{add, by_hand, event, summary};
pub(crate) use follow::{CallChange, follow};
pub use model::{
    Call, CallDirection, CallFacts, CallStatus, CallView, Classification, EndReason, Extension, MissReason, NewCall,
    RecordingFact,
};
pub use query::{CallFilter, CallQuery, CallSort};
pub use repo::CallRepo;
pub use service::{CallDetails, Calls};
