//! Load by wrk, and single requests.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use serde_json::Value;

use crate::Result;

/// What is asked of which side, by whom.
pub(crate) struct Target<'t> {
    pub(crate) address: SocketAddr,
    pub(crate) path: &'t str,
    /// The access token; the bare side asks for none.
    pub(crate) token: Option<&'t str>,
}

/// What wrk found. Times are microseconds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Load {
    pub(crate) requests: u64,
    pub(crate) micros: u64,
    /// Connections that failed.
    pub(crate) broken: u64,
    /// Answers of another status than 2xx and 3xx.
    pub(crate) refused: u64,
    pub(crate) p50: u64,
    pub(crate) p99: u64,
    /// Answers by kind, when they were looked at.
    #[serde(flatten)]
    pub(crate) answers: Option<Answers>,
}

/// Answers by kind.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answers {
    /// 2xx.
    pub(crate) served: u64,
    /// 503 with Retry-After.
    pub(crate) shed: u64,
    /// 503 without it.
    pub(crate) bare_shed: u64,
    /// Any other.
    pub(crate) other: u64,
}

impl Load {
    #[expect(clippy::cast_precision_loss, reason = "counts of one run")]
    pub(crate) fn per_second(&self) -> f64 {
        self.requests as f64 * 1e6 / self.micros.max(1) as f64
    }
}

impl Target<'_> {
    /// Asks over and over, on so many connections at once.
    pub(crate) fn load(&self, script: &str, connections: usize, seconds: u32) -> Result<Load> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("http").join(script);
        let mut wrk = Command::new("wrk");
        wrk.arg("--threads=2").arg(format!("--connections={connections}")).arg(format!("--duration={seconds}s"));
        wrk.arg("--timeout=10s").arg("--script").arg(script);
        if let Some(token) = self.token {
            wrk.arg(format!("--header=Authorization: Bearer {token}"));
        }
        let output = wrk.arg(format!("http://{}{}", self.address, self.path)).output()?;
        let told = String::from_utf8_lossy(&output.stdout);
        let result = told.lines().find_map(|line| line.strip_prefix("RESULT "));
        let result = result.ok_or_else(|| format!("wrk told nothing: {}", String::from_utf8_lossy(&output.stderr)))?;
        Ok(serde_json::from_str(result)?)
    }

    /// Asks once; the status and the body.
    pub(crate) fn get(&self) -> Result<(u16, Value)> {
        let mut stream = TcpStream::connect(self.address)?;
        let token = self.token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        // HTTP/1.0: the answer comes in one piece and ends with the connection.
        write!(stream, "GET {} HTTP/1.0\r\nHost: {}\r\n{token}\r\n", self.path, self.address)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let (head, body) = answer.split_once("\r\n\r\n").ok_or("no answer")?;
        let status = head.split(' ').nth(1).ok_or("no status")?.parse()?;
        Ok((status, serde_json::from_str(body).unwrap_or_default()))
    }
}
