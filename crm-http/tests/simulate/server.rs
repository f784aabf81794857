//! A server that can be killed and started again where it was.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Once;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::Office;

/// For how long anything that must happen is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at something that is waited for.
pub(crate) const LOOK: Duration = Duration::from_millis(50);
/// What the server says beside its address, for whoever looks into a failure.
const LOG: &str = "server.log";

/// `crm serve` on the office's file. Whatever becomes of a test, it ends with it.
pub(crate) struct Server<'o> {
    office: &'o Office,
    environment: &'o [(&'static str, &'static str)],
    process: Child,
    url: String,
}

impl<'o> Server<'o> {
    pub(crate) fn start(office: &'o Office, environment: &'o [(&'static str, &'static str)]) -> Self {
        let (process, url) = spawned(office, environment, "127.0.0.1:0").unwrap();
        Self { office, environment, process, url }
    }

    /// Such as `http://127.0.0.1:40001`.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// SIGKILL, and a new process on the same file and port.
    pub(crate) fn kill_and_start(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        let address = self.url.rsplit_once('/').unwrap().1;
        let begun = Instant::now();
        // Nobody listens meanwhile, and so the system may have lent the port to somebody's outgoing connection.
        self.process = loop {
            match spawned(self.office, self.environment, address) {
                Ok((process, _)) => break process,
                Err(complaint) => assert!(begun.elapsed() < PATIENCE, "it does not start again: {complaint}"),
            }
            std::thread::park_timeout(LOOK);
        };
    }

    /// Webhooks that this process has answered.
    pub(crate) fn answered(&self) -> u64 {
        let metrics = fetched(|client| client.get(format!("{}/api/metrics", self.url)));
        let counts = metrics.lines().filter(|line| {
            line.starts_with("crm_http_request_seconds_count{") && line.contains("/api/webhooks/mango/{*path}")
        });
        counts.map(|line| line.rsplit_once(' ').unwrap().1.parse::<u64>().unwrap()).sum()
    }

    /// What an admin reads at an address below `/api`.
    pub(crate) fn read(&self, path: &str, login: &str, password: &str) -> Value {
        let body = json!({ "login": login, "password": password }).to_string();
        let signed_in = fetched(|client| {
            client.post(format!("{}/api/auth/login", self.url)).header("content-type", "application/json").body(body)
        });
        let signed_in: Value = serde_json::from_str(&signed_in).unwrap();
        let token = signed_in["accessToken"].as_str().unwrap();
        let answer = fetched(|client| client.get(format!("{}/api{path}", self.url)).bearer_auth(token));
        serde_json::from_str(&answer).unwrap()
    }

    /// Stops it as an office does.
    pub(crate) fn stop(mut self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let begun = Instant::now();
        let status = loop {
            match self.process.try_wait().unwrap() {
                Some(status) => break status,
                None => assert!(begun.elapsed() < PATIENCE, "it does not stop"),
            }
            std::thread::park_timeout(LOOK);
        };
        assert!(status.success(), "{status}: {}", said(self.office));
    }
}

impl Drop for Server<'_> {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            eprintln!("the server said:\n{}", said(self.office));
        }
    }
}

/// The process and its address, or what it complained about.
fn spawned(office: &Office, environment: &[(&str, &str)], address: &str) -> Result<(Child, String), String> {
    let mut command = office.command(&["serve", "--listen", address, "--log-level", "warn"]);
    command.args(["--rate-user", "off", "--rate-address", "off", "--rate-webhook", "off"]);
    let log = File::options().create(true).append(true).open(office.path(LOG)).unwrap();
    let mut process = command.envs(environment.iter().copied()).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    if let Some(url) = line.trim_end().strip_prefix("listening on ") {
        return Ok((process, url.to_owned()));
    }
    let _ = process.kill();
    process.wait().unwrap();
    Err(said(office))
}

/// The last of what the server's log says.
fn said(office: &Office) -> String {
    let log = std::fs::read_to_string(office.path(LOG)).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines.iter().rev().take(20).rev().copied().collect::<Vec<_>>().join("\n")
}

/// The body of a successful answer.
fn fetched(request: impl FnOnce(&reqwest::Client) -> reqwest::RequestBuilder) -> String {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    let client = reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let answer = request(&client).send().await.unwrap().error_for_status().unwrap();
        answer.text().await.unwrap()
    })
}
