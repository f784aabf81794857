//! What really happened in a conversation, told by whoever made it up.

use crm_core::calls::{CallDirection, CallStatus, EndReason, MissReason};
use serde::Serialize;

/// The outcome of a conversation, in the terms of the server's calls. It follows from the story of the call and from
/// nothing the server does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Truth {
    /// The provider's id of the conversation.
    pub(crate) conversation_id: String,
    /// Which way it went.
    pub(crate) direction: CallDirection,
    /// How it ended.
    pub(crate) status: CallStatus,
    /// Why it was missed; inbound only. Of a client who hung up it is the farthest place the call had reached, even when
    /// the phones had stopped ringing again.
    pub(crate) miss_reason: Option<MissReason>,
    /// Why it ended without talk; outbound only.
    pub(crate) end_reason: Option<EndReason>,
    /// Extension of the employee who talked with the client first, who dialled, or who called a colleague.
    pub(crate) operator: Option<&'static str>,
    /// Extension of the employee who talked with the client last.
    pub(crate) final_operator: Option<&'static str>,
    /// The client as the provider writes it; `None` when hidden or internal.
    pub(crate) client: Option<String>,
    /// The office's number as the provider writes it; `None` for an internal call.
    pub(crate) line: Option<&'static str>,
    /// The line's campaign.
    pub(crate) campaign: Option<&'static str>,
    /// The line's city.
    pub(crate) city: Option<&'static str>,
    /// When it began, in seconds since 1970 by a right clock.
    pub(crate) started_at: i64,
    /// From the start to the answer, or to the end without one.
    pub(crate) wait_seconds: i64,
    /// From the answer to the end; 0 without talk.
    pub(crate) talk_seconds: i64,
    /// Recordings that can be downloaded.
    pub(crate) recordings: usize,
}
