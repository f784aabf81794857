//! Somebody who watches the feed through the balancer, and goes on wherever a stream ends.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::Value;

use crate::nginx::NODE;
use crate::server;

/// How a stream is opened.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By {
    /// With the access token in a header.
    Token,
    /// With a ticket in the address, as browsers do.
    Ticket,
}

/// What a watcher has seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Where it began.
    pub(crate) start: Option<i64>,
    /// Position and kind of each event, as they came.
    pub(crate) events: Vec<(i64, String)>,
    /// The place it knows of.
    last_id: Option<String>,
    /// How often a stream was opened.
    pub(crate) opened: usize,
    /// How often on another node than the stream before.
    pub(crate) moved: usize,
    node: Option<String>,
    pub(crate) nodes: BTreeSet<String>,
}

impl Seen {
    /// The position up to which it has been told.
    pub(crate) fn position(&self) -> i64 {
        let id = self.last_id.as_deref().and_then(|id| id.rsplit_once('.'));
        id.map_or(0, |(_, position)| position.parse().unwrap())
    }

    fn opened_on(&mut self, node: &str) {
        self.opened += 1;
        if self.node.as_deref().is_some_and(|before| before != node) {
            self.moved += 1;
        }
        self.nodes.insert(node.to_owned());
        self.node = Some(node.to_owned());
    }

    /// Takes a whole message of the stream.
    fn take(&mut self, message: &str) {
        let field = |name: &str| {
            let mut lines = message.lines().filter_map(|line| line.split_once(": "));
            lines.find(|(field, _)| *field == name).map(|(_, value)| value)
        };
        let kind = field("event");
        assert_ne!(kind, Some("reset"), "the feed goes on on every node");
        if let Some(id) = field("id") {
            self.last_id = Some(id.to_owned());
            let position = self.position();
            self.start.get_or_insert(position);
        }
        if let Some(data) = field("data") {
            let data: Value = serde_json::from_str(data).unwrap();
            assert_eq!(data["position"].as_i64(), Some(self.position()));
            assert_eq!(data["kind"].as_str(), kind);
            self.events.push((self.position(), kind.unwrap().to_owned()));
        }
    }
}

/// Watches until it is dropped.
pub(crate) async fn watch(url: String, token: String, by: By, seen: Arc<Mutex<Seen>>) {
    let client = server::client();
    loop {
        // Whatever cut it off: the balancer, or the node, or a ticket that a dying node had taken.
        let _ended = stream(&client, &url, &token, by, &seen).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn stream(
    client: &reqwest::Client,
    url: &str,
    token: &str,
    by: By,
    seen: &Mutex<Seen>,
) -> Result<(), reqwest::Error> {
    let events = format!("{url}/api/events");
    let mut request = match by {
        By::Token => client.get(events).bearer_auth(token),
        By::Ticket => {
            let answer = client.post(format!("{events}/ticket")).bearer_auth(token).send().await?.error_for_status()?;
            let body = answer.bytes().await?;
            let body: Value = serde_json::from_slice(&body).unwrap();
            client.get(format!("{events}?ticket={}", body["data"]["ticket"].as_str().unwrap()))
        }
    };
    if let Some(id) = &seen.lock().unwrap().last_id {
        request = request.header("last-event-id", id);
    }
    let mut answer = request.send().await?.error_for_status()?;
    // Of several that were tried the last one has answered.
    let tried = answer.headers()[NODE].to_str().unwrap();
    seen.lock().unwrap().opened_on(tried.rsplit(", ").next().unwrap());
    let mut text = Vec::new();
    while let Some(piece) = answer.chunk().await? {
        text.extend_from_slice(&piece);
        // What is cut off in the middle was not seen.
        while let Some(end) = text.windows(2).position(|two| two == b"\n\n") {
            let message: Vec<u8> = text.drain(..end + 2).collect();
            seen.lock().unwrap().take(std::str::from_utf8(&message).unwrap());
        }
    }
    Ok(())
}
