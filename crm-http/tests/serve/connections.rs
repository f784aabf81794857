//! How many connections are open at once.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::program::Office;
use crate::{PATIENCE, Server};

/// What comes back for a request over this connection; nothing when it was closed.
fn answer(stream: &mut TcpStream) -> String {
    let mut head = [0; 12];
    let asked = stream.write_all(b"GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
    match asked.and_then(|()| stream.read_exact(&mut head)) {
        Ok(()) => String::from_utf8_lossy(&head).into_owned(),
        Err(_) => String::new(),
    }
}

#[test]
fn connections_beyond_the_limit_are_closed_until_another_one_ends() {
    let office = Office::empty();
    let server = Server::start(&office, &["--max-connections", "2"]);
    let [mut first, mut second] = [server.connect(), server.connect()];
    assert_eq!([answer(&mut first), answer(&mut second)], ["HTTP/1.1 200"; 2]);
    assert_eq!(answer(&mut server.connect()), "", "both places are taken");
    drop(first);
    let start = Instant::now();
    while answer(&mut server.connect()).is_empty() {
        assert!(start.elapsed() < PATIENCE, "the place of an ended connection is not given to another");
        std::thread::park_timeout(Duration::from_millis(5));
    }
    drop(second);
    server.stop();
}
