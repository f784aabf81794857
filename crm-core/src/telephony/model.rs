//! The ledger of provider events and the conversations they belong to.

use sha2::{Digest, Sha256};

use super::mango;
use crate::kernel::{ConversationId, Text, Timestamp, Version, coded};

coded! {
    /// Where events come from.
    pub enum Provider: "provider" {
        /// Mango Office VPBX.
        Mango = "mango", "Mango Office", "Mango Office";
        /// A SIP server that posts the neutral signed contract.
        Sip = "sip", "SIP-сервер", "SIP server";
        /// The CRM itself: the sweeper.
        Crm = "crm", "CRM", "CRM";
    }
}

/// The most events of one conversation that count. Longest real ones have some hundreds; every event is folded with all
/// before it, so without a bound one conversation could keep the office busy.
pub const MAX_EVENTS: usize = 1000;

/// What names a conversation: unique.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConversationKey {
    /// The provider.
    pub provider: Provider,
    /// The account or source at that provider, by the name this office gave it.
    pub account: Text<64>,
    /// The provider's own id, opaque, at most 128 bytes.
    pub id: Box<str>,
}

/// A conversation: the head row of its events. Each understood event bumps its version, so two that arrive together
/// cannot both be decided on the same past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// This office's number for it.
    pub id: ConversationId,
    /// How often it has been written.
    pub version: Version,
    /// What names it.
    pub key: ConversationKey,
    /// When the first event was taken in, by this office's clock. The conversation is sealed once events of that time go:
    /// see [`TelephonyRepo::sealed_before`](super::TelephonyRepo::sealed_before).
    pub first_event_at: Timestamp,
    /// When the latest event was taken in, by this office's clock.
    pub last_event_at: Timestamp,
    /// Since when every leg seen is over and nothing more was heard of one, by this office's clock; `None` while one
    /// lasts.
    pub legs_over_at: Option<Timestamp>,
    /// Whether the sweeper still has to look after it: it has a call that has not ended.
    pub open: bool,
}

impl Conversation {
    /// Whether the sweeper has to close it: it has a call that has not ended, and its legs were over by `legs_over_by` or
    /// its last event came by `silent_since`.
    pub fn is_due(&self, legs_over_by: Timestamp, silent_since: Timestamp) -> bool {
        self.open && (self.legs_over_at.is_some_and(|at| at <= legs_over_by) || self.last_event_at <= silent_since)
    }
}

/// A provider event as it was received: never changed, and kept for as long as the settings say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEvent {
    /// The store's own order of arrival, from 1.
    pub seq: i64,
    /// The event.
    pub event: NewRawEvent,
}

/// A provider event to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRawEvent {
    /// Who sent it.
    pub provider: Provider,
    /// The account or source it came from.
    pub account: Text<64>,
    /// The conversation it belongs to; `None` when it has no effect.
    pub conversation: Option<ConversationId>,
    /// The path it was posted to, such as `/events/call`.
    pub path: Box<str>,
    /// The signed payload, byte for byte.
    pub body: Vec<u8>,
    /// SHA-256 of provider, account, path and body: unique, so a repeated delivery is seen as one. A path that this version
    /// does not read is left out: it is not signed, so one captured body could be posted to any number of them.
    pub digest: [u8; 32],
    /// The account's clock offset when it arrived, in seconds, added to its times.
    pub clock_offset_seconds: i64,
    /// What else was known when it arrived and decides how it is read, in its provider's own words. It is read with this
    /// for ever, so that a later configuration never rewrites a finished call.
    pub context: Option<Box<str>>,
    /// When it was taken in, by this office's clock.
    pub received_at: Timestamp,
    /// Why it is listed for the admin: it was not understood or came too late to count and has no effect, or it
    /// contradicts an earlier event of the same name.
    pub problem: Option<Text<200>>,
}

impl NewRawEvent {
    /// An event as it was received, not yet read.
    pub fn new(
        provider: Provider,
        account: Text<64>,
        path: &str,
        body: Vec<u8>,
        clock_offset_seconds: i64,
        received_at: Timestamp,
    ) -> Self {
        let named = if provider == Provider::Mango && !mango::reads(path) { "" } else { path };
        let mut hash = Sha256::new();
        for part in [provider.code(), account.as_str(), named] {
            // Length first, so that no two different events hash the same text.
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        let digest = hash.chain_update(&body).finalize().into();
        Self {
            provider,
            account,
            conversation: None,
            path: path.into(),
            body,
            digest,
            clock_offset_seconds,
            context: None,
            received_at,
            problem: None,
        }
    }
    /// The same event as part of a conversation. The digest takes the conversation in, so that two conversations may be
    /// closed by events with one body.
    #[must_use]
    pub(crate) fn in_conversation(mut self, id: ConversationId) -> Self {
        self.digest = Sha256::new().chain_update(self.digest).chain_update(id.get().to_be_bytes()).finalize().into();
        self.conversation = Some(id);
        self
    }
}

/// How many deliveries of a source were refused on a day for one reason. Nothing else of them is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalCount {
    /// Who they claimed to come from: `mango` or `sip`.
    pub provider: Provider,
    /// Why, such as `wrong_signature`.
    pub reason: Box<str>,
    /// The UTC day, as days since 1970-01-01.
    pub day: i64,
    /// How many.
    pub count: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_since_the_sweeper_looked_takes_a_conversation_off_its_list() {
        let at = |seconds| Timestamp::from_seconds(seconds).unwrap();
        let silent = Conversation {
            id: ConversationId::new(1).unwrap(),
            version: Version::FIRST,
            key: ConversationKey { provider: Provider::Mango, account: Text::from_stored("office"), id: "one".into() },
            first_event_at: at(100),
            last_event_at: at(100),
            legs_over_at: None,
            open: true,
        };
        let over = Conversation { legs_over_at: Some(at(100)), last_event_at: at(900), ..silent.clone() };
        assert!(silent.is_due(at(0), at(100)) && over.is_due(at(100), at(0)));
        let heard = Conversation { last_event_at: at(101), ..silent.clone() };
        let ringing_again = Conversation { legs_over_at: None, ..over.clone() };
        let ended = Conversation { open: false, ..over };
        for other in [heard, ringing_again, ended] {
            assert!(!other.is_due(at(100), at(100)), "{other:?}");
        }
    }
}
