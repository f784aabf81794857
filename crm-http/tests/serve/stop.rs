//! Stopping.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use crm_core::access::Actor;
use crm_core::kernel::CallId;

use crate::program::Office;
use crate::server::{Server, client};
use crate::{CALL, admin_of, open};

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_while_it_writes_loses_nothing_that_was_acknowledged() {
    let office = Office::empty();
    let token = admin_of(&office).await;
    let server = Server::start(&office, &["--rate-user", "off", "--rate-address", "off"]);
    let url = format!("{}/api/calls", server.url);
    let written = Arc::new(AtomicUsize::new(0));
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let (client, url, token, written) = (client(), url.clone(), token.clone(), Arc::clone(&written));
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                loop {
                    let request = client.post(&url).bearer_auth(&token).header("content-type", "application/json");
                    // An answer that did not come whole acknowledges nothing.
                    let Ok(answer) = request.body(CALL).send().await else { return acknowledged };
                    assert_eq!(answer.status(), 201);
                    let Ok(answer) = answer.json::<serde_json::Value>().await else { return acknowledged };
                    acknowledged.push(answer["data"]["id"].as_i64().unwrap());
                    written.fetch_add(1, SeqCst);
                }
            })
        })
        .collect();
    while written.load(SeqCst) < 40 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    server.signal();
    assert_eq!(tokio::task::spawn_blocking(|| server.ended().0).await.unwrap(), 0);

    let crm = open(&office).await;
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    assert!(acknowledged.len() >= 40);
    for id in acknowledged {
        let found = crm.calls().get(&Actor::system("test"), CallId::new(id).unwrap()).await;
        assert!(found.is_ok(), "{id}: {found:?}");
    }
    crm.close().await.unwrap();
}

/// Sends a request but for the last byte of its body.
fn begin(server: &Server, token: &str) -> std::net::TcpStream {
    let mut stream = server.connect();
    let head = format!(
        "POST /api/calls HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        CALL.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&CALL.as_bytes()[..CALL.len() - 1]).unwrap();
    stream
}

/// Waits until the server has begun with a request: the one for metrics, which tells it, is a second one.
async fn until_at_work(server: &Server) {
    let client = client();
    for _ in 0..1_000 {
        let metrics = client.get(format!("{}/api/metrics", server.url)).send().await.unwrap().text().await.unwrap();
        if metrics.contains("crm_http_in_flight 2\n") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the server does not begin");
}

#[tokio::test]
async fn a_request_that_has_begun_is_finished() {
    let office = Office::empty();
    let token = admin_of(&office).await;
    let server = Server::start(&office, &[]);
    let mut stream = begin(&server, &token);
    until_at_work(&server).await;
    server.signal();
    server.until_closed();

    stream.write_all(&CALL.as_bytes()[CALL.len() - 1..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created"), "{answer}");
    assert_eq!(server.ended().0, 0);
}

#[tokio::test]
async fn who_does_not_finish_in_time_is_left_behind() {
    let office = Office::empty();
    let token = admin_of(&office).await;
    let server = Server::start(&office, &["--drain-seconds", "0"]);
    let _stream = begin(&server, &token);
    until_at_work(&server).await;
    server.stop();
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let office = Office::empty();
    let token = admin_of(&office).await;
    let server = Server::start(&office, &["--drain-seconds", "86400", "--request-timeout", "1d"]);
    let _stream = begin(&server, &token);
    until_at_work(&server).await;
    server.signal();
    server.until_closed();
    server.stop();
}
