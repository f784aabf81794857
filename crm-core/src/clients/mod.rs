//! Clients: what is known of whoever calls from a phone.

mod model;
mod service;

pub use model::ClientCard;
pub use service::Clients;
