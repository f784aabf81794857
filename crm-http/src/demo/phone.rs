//! What the telephony provider posts about a call.

use crm_core::kernel::Timestamp;
use crm_core::telephony::{MangoAccount, mango};
use serde_json::{Value, json};

/// A post of the provider.
#[derive(Debug)]
pub(super) struct Post {
    /// When it comes.
    pub(super) at: Timestamp,
    /// What follows the base address.
    pub(super) path: &'static str,
    json: Value,
}

impl Post {
    /// The signed body.
    pub(super) fn body(&self, account: &MangoAccount) -> String {
        mango::encode_form(account, &self.json.to_string())
    }
}

/// A whole call, told in whole seconds, as the provider does.
#[derive(Debug, Clone)]
pub(super) struct Conversation {
    /// The provider's id of the conversation.
    pub(super) entry: String,
    /// The office's own number.
    pub(super) line: String,
    /// The client's number.
    pub(super) client: String,
    /// The phone that rings or dials; none when the office is closed.
    pub(super) extension: Option<String>,
    /// Whether the office calls.
    pub(super) is_outbound: bool,
    /// When it begins.
    pub(super) started: i64,
    /// When they begin to talk, if they do.
    pub(super) talked: Option<i64>,
    /// When it is over.
    pub(super) ended: i64,
    /// Why, in the provider's codes.
    pub(super) code: i64,
}

impl Conversation {
    /// Its posts, in the order of time; the last one closes the call.
    pub(super) fn posts(&self) -> Vec<Post> {
        let mut posts = Vec::with_capacity(4);
        if self.extension.is_some() {
            posts.push(self.leg(1, self.started, "Appeared", None));
            posts.extend(self.talked.map(|talked| self.leg(2, talked, "Connected", None)));
            let last = if self.talked.is_some() { 3 } else { 2 };
            posts.push(self.leg(last, self.ended, "Disconnected", Some(self.code)));
        }
        posts.push(self.summary());
        posts
    }

    fn sides(&self) -> (Value, Value) {
        let client = json!({ "number": self.client });
        let Some(extension) = &self.extension else { return (client, json!({ "number": self.line })) };
        let device = format!("sip:{extension}@demo.invalid");
        let employee = json!({ "extension": extension, "number": device, "line_number": self.line });
        if self.is_outbound {
            (employee, json!({ "number": self.client, "line_number": self.line }))
        } else {
            (client, employee)
        }
    }

    fn leg(&self, seq: i64, second: i64, state: &str, code: Option<i64>) -> Post {
        let (from, to) = self.sides();
        let json = json!({ "entry_id": self.entry, "call_id": format!("{}:1", self.entry), "timestamp": second, "seq": seq,
            "call_state": state, "location": "abonent", "from": from, "to": to, "disconnect_reason": code });
        Post { at: shortly_after(second), path: "/events/call", json }
    }

    fn summary(&self) -> Post {
        let (from, to) = self.sides();
        let talked = self.talked.unwrap_or(0);
        let forwarded = if self.is_outbound || talked > 0 { self.started } else { 0 };
        let json = json!({ "entry_id": self.entry, "call_direction": if self.is_outbound { 2 } else { 1 }, "from": from,
            "to": to, "line_number": self.line, "create_time": self.started, "forward_time": forwarded,
            "talk_time": talked, "end_time": self.ended, "entry_result": i64::from(talked > 0),
            "disconnect_reason": self.code });
        Post { at: shortly_after(self.ended), path: "/events/summary", json }
    }
}

/// The provider tells a whole second once it has passed.
fn shortly_after(second: i64) -> Timestamp {
    Timestamp::from_seconds(second + 1).unwrap_or(Timestamp::MAX)
}
