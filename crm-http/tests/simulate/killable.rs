//! A server that can be killed and started again where it was.
#![allow(dead_code, reason = "each test file uses its own part")]

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::Office;
use crate::server::{PATIENCE, Server, client};

/// Between two looks at how far the server is.
pub(crate) const PAUSE: Duration = Duration::from_millis(50);

/// `crm serve` on the office's file, or on what its environment names.
pub(crate) struct KillableServer<'o> {
    office: &'o Office,
    environment: &'o [(&'o str, &'o str)],
    server: Server,
}

impl<'o> KillableServer<'o> {
    pub(crate) fn start(office: &'o Office, environment: &'o [(&'o str, &'o str)]) -> Self {
        Self { office, environment, server: started(office, environment, "127.0.0.1:0").unwrap() }
    }

    /// Such as `http://127.0.0.1:40001`.
    pub(crate) fn url(&self) -> &str {
        &self.server.url
    }

    /// SIGKILL, and a new process on the same database and port.
    pub(crate) fn kill_and_start(&mut self) {
        let address = self.server.address().to_string();
        self.server.process.kill().unwrap();
        self.server.process.wait().unwrap();
        let begun = Instant::now();
        // Nobody listens meanwhile, and so the system may have lent the port to somebody's outgoing connection.
        self.server = loop {
            match started(self.office, self.environment, &address) {
                Ok(server) => break server,
                Err(complaint) => assert!(begun.elapsed() < PATIENCE, "it does not start again: {complaint}"),
            }
            std::thread::park_timeout(PAUSE);
        };
    }

    /// Webhooks that this process has answered.
    pub(crate) fn answered(&self) -> u64 {
        let metrics = fetched(|client| client.get(format!("{}/api/metrics", self.url())));
        let counts = metrics.lines().filter(|line| {
            line.starts_with("crm_http_request_seconds_count{") && line.contains("/api/webhooks/mango/{*path}")
        });
        counts.map(|line| line.rsplit_once(' ').unwrap().1.parse::<u64>().unwrap()).sum()
    }

    /// What an admin reads at an address below `/api`.
    pub(crate) fn read(&self, path: &str, login: &str, password: &str) -> Value {
        let body = json!({ "login": login, "password": password }).to_string();
        let signed_in = fetched(|client| {
            client.post(format!("{}/api/auth/login", self.url())).header("content-type", "application/json").body(body)
        });
        let signed_in: Value = serde_json::from_str(&signed_in).unwrap();
        let token = signed_in["accessToken"].as_str().unwrap();
        let answer = fetched(|client| client.get(format!("{}/api{path}", self.url())).bearer_auth(token));
        serde_json::from_str(&answer).unwrap()
    }

    /// Stops it as an office does.
    pub(crate) fn stop(self) {
        self.server.stop();
    }
}

/// A server that lets the simulator ask as often as it likes.
fn started(office: &Office, environment: &[(&str, &str)], address: &str) -> Result<Server, String> {
    let unlimited = ["--rate-user", "off", "--rate-address", "off", "--rate-webhook", "off"];
    let arguments = [&["--listen", address, "--log-level", "warn"], unlimited.as_slice()].concat();
    Server::try_start(office, &arguments, environment)
}

/// The body of a successful answer.
fn fetched(request: impl FnOnce(&reqwest::Client) -> reqwest::RequestBuilder) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let answer = request(&client()).send().await.unwrap().error_for_status().unwrap();
        answer.text().await.unwrap()
    })
}
