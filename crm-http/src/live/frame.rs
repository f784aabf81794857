//! What a stream carries.

use std::time::Duration;

use axum::response::sse::Event;
use crm_core::events::{FeedCursor, FeedEvent};
use serde_json::{Map, Value, json};

/// How long a browser waits before it connects again.
const RETRY: Duration = Duration::from_secs(3);

/// One part of a stream.
#[derive(Debug, Clone)]
pub(super) enum Frame {
    /// The stream is open, and this is where it begins: whoever is cut off before the first event can still go on.
    Opened(FeedCursor),
    /// The feed does not reach back to where the watcher was, or is another feed: everything has to be read again.
    Reset(FeedCursor),
    /// Something happened.
    Happened(FeedCursor, Box<str>, String),
    /// Nothing that concerns this watcher, up to here. Without a cursor: nothing at all.
    Quiet(Option<FeedCursor>),
}

impl Frame {
    pub(super) fn happened(cursor: FeedCursor, event: &FeedEvent) -> Self {
        Self::Happened(cursor, event.event.kind.code().into(), data(event).to_string())
    }
}

/// `{position, kind, entity, id, at}` and what the kind tells beside.
pub(super) fn data(event: &FeedEvent) -> Value {
    let told = &event.event;
    let mut data: Map<String, Value> = serde_json::from_str(&told.payload).unwrap_or_default();
    let subject = told.subject.as_str();
    let (entity, id) = subject.split_once(':').unwrap_or((subject, ""));
    // Most things have numbers for names; a setting has a word.
    let id = match id.parse::<i64>() {
        Ok(number) => Value::from(number),
        Err(_) if id.is_empty() => Value::Null,
        Err(_) => Value::from(id),
    };
    let members = [
        ("position", json!(event.position)),
        ("kind", json!(told.kind.code())),
        ("entity", json!(entity)),
        ("id", id),
        ("at", json!(told.at)),
    ];
    data.extend(members.map(|(name, value)| (name.to_owned(), value)));
    Value::Object(data)
}

impl From<Frame> for Event {
    fn from(frame: Frame) -> Self {
        match frame {
            Frame::Opened(cursor) => Self::default().id(cursor.to_string()).retry(RETRY),
            Frame::Reset(cursor) => Self::default()
                .id(cursor.to_string())
                .event("reset")
                .data(json!({ "position": cursor.position }).to_string()),
            Frame::Happened(cursor, kind, data) => Self::default().id(cursor.to_string()).event(kind).data(data),
            // An id without data moves a browser's cursor and tells the page nothing.
            Frame::Quiet(Some(cursor)) => Self::default().id(cursor.to_string()),
            Frame::Quiet(None) => Self::default().comment(""),
        }
    }
}
