//! Mango events of one plain inbound conversation, told apart by a few words.

use serde_json::{Map, Value, json};

use super::desk::LINE;

/// When the conversation begins, in the provider's seconds: before the office's clock.
pub(super) const BEGAN: i64 = 1_768_190_000;

/// A client calls a line, and one phone rings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ring<'a> {
    pub(super) id: &'a str,
    pub(super) line: &'a str,
    /// Empty when hidden.
    pub(super) client: &'a str,
    pub(super) extension: &'a str,
    /// In the provider's seconds.
    pub(super) began: i64,
}

/// An event to post: path and payload.
pub(super) type Posted = (String, String);

impl<'a> Ring<'a> {
    pub(super) fn new(id: &'a str) -> Self {
        Self { id, line: LINE, client: "79000000101", extension: "101", began: BEGAN }
    }
    pub(super) fn to_line(self, line: &'a str) -> Self {
        Self { line, ..self }
    }
    pub(super) fn at(self, extension: &'a str) -> Self {
        Self { extension, ..self }
    }
    /// The same conversation, some seconds later.
    pub(super) fn later(self, seconds: i64) -> Self {
        Self { began: self.began + seconds, ..self }
    }
    pub(super) fn from(self, client: &'a str) -> Self {
        Self { client, ..self }
    }

    pub(super) fn appeared(&self) -> Posted {
        self.leg(1, "Appeared", 0, None)
    }
    pub(super) fn connected(&self) -> Posted {
        self.leg(2, "Connected", 10, None)
    }
    pub(super) fn disconnected(&self) -> Posted {
        self.leg(3, "Disconnected", 70, Some(1110))
    }
    /// The provider's closing account of an answered conversation.
    pub(super) fn summary(&self) -> Posted {
        self.closing(self.began + 10, 1110)
    }
    /// The provider's closing account of a conversation in which the employee called the client, who answered.
    pub(super) fn called_back(&self) -> Posted {
        let began = self.began;
        let payload = json!({ "entry_id": self.id, "call_direction": 2, "from": self.called(), "to": self.caller(),
            "line_number": self.line, "create_time": began, "forward_time": began, "talk_time": began + 10,
            "end_time": began + 70, "entry_result": 1, "disconnect_reason": 1110 });
        ("/events/summary".into(), payload.to_string())
    }
    /// The provider's closing account of a missed one.
    pub(super) fn missed(&self) -> Posted {
        self.closing(0, 1111)
    }
    /// The whole answered conversation, in order.
    pub(super) fn answered(&self) -> Vec<Posted> {
        vec![self.appeared(), self.connected(), self.disconnected(), self.summary()]
    }
    /// A recording, and that it can be downloaded.
    pub(super) fn recorded(&self) -> Vec<Posted> {
        let id = format!("{}:recording", self.id);
        let made = json!({ "entry_id": self.id, "recording_id": id, "recording_state": "Completed", "seq": 1,
            "call_id": format!("{}:leg{}", self.id, self.extension), "timestamp": self.began + 70, "completion_code": 1000,
            "recipient": "Cloud" });
        let ready = json!({ "entry_id": self.id, "recording_id": id, "product_id": 1, "user_id": -1,
            "timestamp": self.began + 90 });
        vec![("/events/recording".into(), made.to_string()), ("/events/record/added".into(), ready.to_string())]
    }

    pub(super) fn leg(&self, seq: i64, state: &str, after: i64, code: Option<i64>) -> Posted {
        let mut payload = json!({ "entry_id": self.id, "call_id": format!("{}:leg{}", self.id, self.extension),
            "timestamp": self.began + after, "seq": seq, "call_state": state, "location": "abonent",
            "from": self.caller(), "to": self.called() });
        if let (Some(code), Value::Object(fields)) = (code, &mut payload) {
            fields.insert("disconnect_reason".into(), code.into());
        }
        ("/events/call".into(), payload.to_string())
    }

    fn closing(&self, talked: i64, code: i64) -> Posted {
        let payload = json!({ "entry_id": self.id, "call_direction": 1, "from": self.caller(), "to": self.called(),
            "line_number": self.line, "create_time": self.began, "forward_time": self.began, "talk_time": talked,
            "end_time": self.began + 70, "entry_result": i64::from(talked > 0), "disconnect_reason": code });
        ("/events/summary".into(), payload.to_string())
    }

    fn caller(&self) -> Value {
        let mut caller = Map::new();
        if !self.client.is_empty() {
            caller.insert("number".into(), self.client.into());
        }
        caller.into()
    }
    fn called(&self) -> Value {
        json!({ "extension": self.extension, "number": format!("sip:op{}@office.example", self.extension),
            "line_number": self.line })
    }
}
