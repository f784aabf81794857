//! The live feed.

use std::time::Duration;

use axum::http::{HeaderName, StatusCode};
use futures_util::StreamExt as _;
use insta::assert_snapshot;

use crate::support::{Office, Person, Server};

/// More than anything here takes; a test that waits so long has failed.
const DEADLINE: Duration = Duration::from_secs(30);

/// An event as a client gets it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Seen {
    id: String,
    event: String,
    data: String,
}

/// An `EventSource` of sorts.
struct Client {
    answer: std::pin::Pin<Box<dyn futures_util::Stream<Item = Vec<u8>> + Send>>,
    unread: String,
    last_id: String,
}

impl Client {
    async fn open(server: &Server, person: &Person, last_id: Option<&str>) -> Self {
        let mut request = server.get("/events").bearer_auth(&person.token);
        if let Some(id) = last_id {
            request = request.header("last-event-id", id);
        }
        Self::of(request.send().await.unwrap()).await
    }

    /// Reads up to the opening frame, from which on the stream misses nothing.
    async fn of(answer: reqwest::Response) -> Self {
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let answer = Box::pin(answer.bytes_stream().map(|chunk| chunk.unwrap().to_vec()));
        let mut client = Self { answer, unread: String::new(), last_id: String::new() };
        client.frame().await;
        client
    }

    /// The next frame as it is.
    async fn frame(&mut self) -> String {
        loop {
            if let Some((frame, rest)) = self.unread.split_once("\n\n") {
                let (frame, rest) = (frame.to_owned(), rest.to_owned());
                self.unread = rest;
                if let Some(id) = frame.lines().find_map(|line| line.strip_prefix("id: ")) {
                    id.clone_into(&mut self.last_id);
                }
                return frame;
            }
            let chunk = tokio::time::timeout(DEADLINE, self.answer.next()).await.expect("a frame in time");
            self.unread += std::str::from_utf8(&chunk.expect("the stream goes on")).unwrap();
        }
    }

    /// The next events, so many.
    async fn events(&mut self, count: usize) -> Vec<Seen> {
        let mut events = Vec::new();
        while events.len() < count {
            let frame = self.frame().await;
            let field = |name| frame.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
            let seen = Seen { id: field("id: "), event: field("event: "), data: field("data: ") };
            if !seen.event.is_empty() {
                events.push(seen);
            }
        }
        events
    }
}

/// Frames as a snapshot shows them: every feed has an epoch of its own.
fn without_epoch(frames: &str) -> String {
    let shown = |line: &str| match line.strip_prefix("id: ").and_then(|id| id.rsplit_once('.')) {
        Some((_, position)) => format!("id: [epoch].{position}"),
        None => line.to_owned(),
    };
    frames.lines().map(shown).collect::<Vec<_>>().join("\n")
}

/// How many events of the feed this person may see, from this position on.
async fn count_after(office: &Office, person: &Person, position: i64) -> usize {
    let actor = office.crm.operators().actor(person.id).await.unwrap();
    office.crm.events().after(&actor, position).await.unwrap().events.len()
}

#[tokio::test]
async fn a_client_that_was_cut_off_misses_nothing_and_another_city_gets_nothing() {
    let office = Office::open().await;
    let server = Server::of(office.router.clone()).await;
    let start = office.crm.events().head().await.unwrap();
    let mut steady = Client::open(&server, &office.operator, None).await;
    let mut shaky = Client::open(&server, &office.operator, None).await;
    let mut stranger = Client::open(&server, &office.stranger, None).await;

    office.call("entry-1", "79990000001", "101").await;
    let first = count_after(&office, &office.operator, start).await;
    let mut got = shaky.events(first).await;
    let left_at = shaky.last_id.clone();
    drop(shaky);
    office.call("entry-2", "79990000002", "101").await;
    office.call("entry-3", "79990000003", "101").await;
    let mut shaky = Client::open(&server, &office.operator, Some(&left_at)).await;
    office.call("entry-4", "79990000004", "101").await;

    let all = count_after(&office, &office.operator, start).await;
    got.extend(shaky.events(all - first).await);
    assert_eq!(got, steady.events(all).await);
    let ids: Vec<_> = got.iter().map(|seen| seen.id.clone()).collect();
    let actor = office.crm.operators().actor(office.operator.id).await.unwrap();
    let page = office.crm.events().after(&actor, start).await.unwrap();
    let epoch = left_at.rsplit_once('.').unwrap().0;
    assert_eq!(ids, page.events.iter().map(|event| format!("{epoch}.{}", event.position)).collect::<Vec<_>>());

    // The stranger's own call is the first thing the stranger hears of.
    office.call_to("entry-5", "79990000005", "201", "73810000001").await;
    let theirs = count_after(&office, &office.stranger, start).await;
    let heard = stranger.events(theirs).await;
    let own = heard.iter().filter(|seen| seen.event.starts_with("call."));
    assert!(own.clone().count() > 0 && own.clone().all(|seen| seen.data.contains("+79990000005")), "{heard:#?}");
    assert!(heard.iter().all(|seen| (1..5).all(|n| !seen.data.contains(&format!("+7999000000{n}")))), "{heard:#?}");
}

#[tokio::test]
async fn the_events_of_a_call() {
    let office = Office::open().await;
    let server = Server::of(office.router.clone()).await;
    let mut client = Client::open(&server, &office.operator, None).await;
    let start = office.crm.events().head().await.unwrap();
    office.call("entry-1", "79990000001", "101").await;
    let mut frames = Vec::new();
    for _ in 0..count_after(&office, &office.operator, start).await {
        frames.push(client.frame().await);
    }
    assert_snapshot!(without_epoch(&frames.join("\n\n")));
}

#[tokio::test]
async fn a_feed_that_is_not_this_one_is_reset() {
    let office = Office::open().await;
    let server = Server::of(office.router.clone()).await;
    let answer = server.get("/events?lastEventId=another.7").bearer_auth(&office.operator.token).send().await.unwrap();
    let mut answer = answer.bytes_stream();
    let first = tokio::time::timeout(DEADLINE, answer.next()).await.unwrap().unwrap().unwrap();
    assert_snapshot!(without_epoch(&String::from_utf8_lossy(&first)));
}

#[tokio::test]
async fn a_ticket_opens_one_stream() {
    let office = Office::open().await;
    let server = Server::of(office.router.clone()).await;
    let (status, body) = office.ask("POST /events/ticket").by(&office.operator).answer().await;
    assert_eq!(status, StatusCode::OK);
    let ticket = body["data"]["ticket"].as_str().unwrap();
    let path = format!("/events?ticket={ticket}");
    let mut client = Client::of(server.get(&path).send().await.unwrap()).await;
    assert_eq!(server.get(&path).send().await.unwrap().status(), 401);
    office.call("entry-1", "79990000001", "101").await;
    assert_eq!(client.events(1).await[0].event, "call.started");
}

#[tokio::test]
async fn a_ticket_is_good_for_half_a_minute_and_for_nothing_else() {
    let office = Office::open().await;
    let ticket = async || {
        let (_, body) = office.ask("POST /events/ticket").by(&office.operator).answer().await;
        body["data"]["ticket"].as_str().unwrap().to_owned()
    };
    let other = format!("Bearer {}", ticket().await);
    let refused = office.ask("GET /calls").header(HeaderName::from_static("authorization"), other).send().await;
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    let late = ticket().await;
    office.clock.advance(Duration::from_secs(30));
    let (status, body) = office.ask(&format!("GET /events?ticket={late}")).answer().await;
    assert_eq!((status, &body["code"]), (StatusCode::UNAUTHORIZED, &"auth.ticket_invalid".into()));
}

#[tokio::test]
async fn a_ticket_as_it_is_given() {
    let office = Office::open().await;
    assert_snapshot!("ticket", office.ask("POST /events/ticket").by(&office.operator).shown().await);
    assert_snapshot!("ticket_for_nobody", office.ask("POST /events/ticket").shown().await);
}

#[tokio::test]
async fn a_stream_that_may_not_be_opened() {
    let office = Office::open().await;
    assert_snapshot!("stream_for_nobody", office.ask("GET /events").shown().await);
    assert_snapshot!("stream_by_a_false_ticket", office.ask("GET /events?ticket=0123").shown().await);
    let unknown = office.ask("GET /events?colour=red").by(&office.operator);
    assert_snapshot!("stream_with_an_unknown_parameter", unknown.shown().await);
}
