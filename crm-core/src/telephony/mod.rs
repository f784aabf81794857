//! Telephony: what the providers of telephony send, and the one call that follows from it.
//!
//! Three pure steps, the same for every provider:
//!
//! 1. **open** a delivery ([`mango::open`], [`sip::open`]): is it signed by an account of ours? What is not, is refused
//!    with an [`IngestRefusal`] and only counted.
//! 2. **read** its payload ([`mango::read`], [`sip::read`]) into a neutral [`Fact`]. What is signed but cannot be
//!    understood gives a [`NotUnderstood`]: it is stored and listed, and has no effect. So is what tells of times too far
//!    from the office's clock.
//! 3. **fold** all facts of one conversation ([`fold()`]) into [`CallFacts`](crate::calls::CallFacts). Any order and any
//!    duplication of the facts gives the same call.
//!
//! [`Telephony`] stores what was opened, folds again, and commits event, call, audit and feed together.

mod bounds;
mod codes;
mod decide;
mod fact;
mod fold;
mod loose;
pub mod mango;
mod model;
mod refusal;
mod repo;
mod reread;
#[cfg(any(test, feature = "conformance"))]
pub mod sample;
mod seal;
mod service;
pub mod sip;

pub use fact::{
    DtmfEvent, Ended, EndedBy, Fact, LegEvent, LegState, Party, Place, RecordReady, RecordingEvent, RecordingState,
    Summary, Transfer, Understood, natural_key,
};
pub use fold::fold;
use fold::legs_over;
pub use mango::MangoAccount;
pub use model::{Conversation, ConversationKey, MAX_EVENTS, NewRawEvent, Provider, RawEvent, RefusalCount};
pub use refusal::{BadAccount, IngestRefusal, NotUnderstood};
pub use repo::TelephonyRepo;
pub(crate) use reread::reread;
pub use seal::{Delivery, MAX_BODY, MAX_ID, MAX_PATH, SignedDelivery};
pub use service::{CallCheck, Receipt, Telephony, Underivable};
pub use sip::SipSource;
