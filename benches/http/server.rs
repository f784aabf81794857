//! The two servers, each a process of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::Result;

/// A server that is stopped when this is dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts a program that tells `listening on http://ADDRESS` when it is ready.
    pub(crate) fn start(mut command: Command) -> Result<Self> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let address = loop {
            let line = lines.next().ok_or("the server ended before it listened")??;
            if let Some(address) = line.strip_prefix("listening on http://") {
                break address.trim_end_matches('/').parse()?;
            }
        };
        Ok(Self { child, address })
    }

    /// `crm serve` over a file. Rates are off: what is measured is not who asks too often.
    pub(crate) fn crm(binary: &Path, database: &Path, secret: &str, more: &[&str]) -> Result<Self> {
        let mut command = Command::new(binary);
        command.arg("--database").arg(format!("sqlite://{}", database.display()));
        command.args(["serve", "--listen", "127.0.0.1:0", "--log-level", "error"]);
        command.args(["--rate-user", "off", "--rate-address", "off"]).args(more);
        Self::start({
            command.env("JWT_SECRET", secret);
            command
        })
    }

    /// This program again, as the bare handler.
    pub(crate) fn bare(database: &Path) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("--serve-bare").arg(database);
        Self::start(command)
    }

    /// Memory that is resident, in MiB; only Linux tells it in a file.
    pub(crate) fn resident_mib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The files it served are thrown away: it need not end gently.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
