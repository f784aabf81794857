//! `crm serve` as a process of its own.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Once;
use std::time::{Duration, Instant};

use crate::program::Office;

/// For how long anything that must happen is waited for.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// Between two looks at something that happens soon.
pub(crate) const LOOK: Duration = Duration::from_millis(5);
/// What servers say beside their address, in a file of the office's folder.
pub(crate) const STDERR: &str = "server.log";

/// A server of an office. Whatever becomes of a test, it ends with it.
pub(crate) struct Server {
    /// Such as `http://127.0.0.1:40001`.
    pub(crate) url: String,
    pub(crate) process: Child,
    out: BufReader<ChildStdout>,
    log: PathBuf,
}

impl Server {
    /// A server that has said where it listens, or what it complained about instead.
    pub(crate) fn try_start(office: &Office, arguments: &[&str], environment: &[(&str, &str)]) -> Result<Self, String> {
        let mut command = office.command(&["serve"]);
        if !arguments.contains(&"--listen") {
            command.args(["--listen", "127.0.0.1:0"]);
        }
        command.args(arguments).envs(environment.iter().copied());
        let log = office.path(STDERR);
        let stderr = File::options().create(true).append(true).open(&log).unwrap();
        let mut process = command.stdout(Stdio::piped()).stderr(stderr).spawn().unwrap();
        let out = BufReader::new(process.stdout.take().unwrap());
        let mut server = Self { url: String::new(), process, out, log };
        let mut line = String::new();
        server.out.read_line(&mut line).unwrap();
        let url = line.trim_end().strip_prefix("listening on ");
        server.url = url.ok_or_else(|| format!("it said {line:?}, and {}", said(&server.log)))?.to_owned();
        Ok(server)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.url.rsplit_once('/').unwrap().1.parse().unwrap()
    }

    /// Asks it to stop.
    pub(crate) fn signal(&self) {
        let sent = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end and gives its status and what it printed after its address.
    pub(crate) fn ended(mut self) -> (i32, String) {
        let start = Instant::now();
        let status = loop {
            match self.process.try_wait().unwrap() {
                Some(status) => break status,
                None => assert!(start.elapsed() < PATIENCE, "it does not stop"),
            }
            std::thread::park_timeout(LOOK);
        };
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        (status.code().unwrap_or(-1), rest)
    }

    /// Stops it as an office does.
    pub(crate) fn stop(self) {
        let log = self.log.clone();
        self.signal();
        assert_eq!(self.ended(), (0, String::new()), "{}", said(&log));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            eprintln!("the server said:\n{}", said(&self.log));
        }
    }
}

/// The last of what a log says.
fn said(log: &Path) -> String {
    let log = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines.iter().rev().take(20).rev().copied().collect::<Vec<_>>().join("\n")
}

/// A client of HTTP.
pub(crate) fn client() -> reqwest::Client {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    reqwest::Client::builder().no_proxy().timeout(PATIENCE).build().unwrap()
}
