//! One server: its data, its port, its processes.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::binaries::{Binaries, run};
use super::error::{Context, Error};
use super::home::random;

/// The role that owns everything.
pub(super) const SUPERUSER: &str = "postgres";

/// A data folder and how its server is reached. It stops nothing by itself.
#[derive(Clone)]
pub(super) struct Instance {
    binaries: &'static Binaries,
    data: PathBuf,
    port: u16,
    password: String,
}

impl Instance {
    /// Makes a data folder in `home`, with `settings` for its `postgresql.conf`.
    pub(super) fn create<'a>(
        binaries: &'static Binaries,
        home: &Path,
        settings: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Error> {
        let instance = Self { binaries, data: data_folder(home)?, port: 0, password: random(16)? };
        let password = home.join(format!("password-{}", random(4)?));
        fs::write(&password, &instance.password).context("The password of the test server")?;
        run(binaries
            .command("initdb")
            .args(["--no-sync", "--auth=scram-sha-256", "--encoding=UTF8", "--lc-collate=C", "--username", SUPERUSER])
            .arg(if cfg!(target_os = "macos") { "--lc-ctype=en_US.UTF-8" } else { "--lc-ctype=C.UTF-8" })
            .arg("--pwfile")
            .arg(&password)
            .arg("--pgdata")
            .arg(&instance.data))?;
        let _ = fs::remove_file(&password);
        let always = [
            ("listen_addresses", "127.0.0.1"),
            ("unix_socket_directories", ""),
            // In files: a killed server leaves nothing in /dev/shm, and a container's 64 MB of it are no limit.
            ("dynamic_shared_memory_type", "mmap"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("max_connections", "400"),
            // A database is dropped on the thread of a test whose runtime may be in the middle of connecting: nobody answers
            // then, and the drop waits for this long.
            ("authentication_timeout", "1"),
            ("shared_buffers", "128MB"),
        ];
        let statistics = Some(("shared_preload_libraries", "pg_stat_statements"))
            .filter(|(_, library)| binaries.has_library(library));
        instance.configure("postgresql.conf", always.into_iter().chain(statistics).chain(settings))?;
        Ok(instance)
    }

    /// Copies a running server to a new data folder in `home`, to follow it by the name `name`. Not started.
    pub(super) fn copy_to_standby(&self, home: &Path, name: &str) -> Result<Self, Error> {
        let standby = Self { data: data_folder(home)?, port: 0, ..self.clone() };
        let primary = format!("host=127.0.0.1 port={} user={SUPERUSER} application_name={name}", self.port);
        run(self
            .binaries
            .command("pg_basebackup")
            // Not among the arguments: those everybody on the machine may read.
            .env("PGPASSWORD", &self.password)
            .args(["--no-sync", "--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf", "--create-slot"])
            .args(["--slot", name, "--dbname", &primary])
            .arg("--pgdata")
            .arg(&standby.data))?;
        // Once promoted, it must not wait for the standbys of the server it was copied from.
        standby.configure("postgresql.auto.conf", [("synchronous_standby_names", "")])?;
        Ok(standby)
    }

    /// Appends settings; the last of a name counts.
    fn configure<'a>(&self, file: &str, settings: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<(), Error> {
        let mut lines = String::new();
        for (name, value) in settings {
            let _ = writeln!(lines, "{name} = '{}'", value.replace('\'', "''"));
        }
        OpenOptions::new()
            .append(true)
            .open(self.data.join(file))
            .and_then(|mut file| file.write_all(lines.as_bytes()))
            .context("The settings of the test server")
    }

    /// Starts the server and waits until it answers. The first start chooses the port, which then stays.
    pub(super) fn start(&mut self) -> Result<(), Error> {
        let chosen = self.port;
        let mut attempts = 5;
        loop {
            attempts -= 1;
            self.port = if chosen == 0 { free_port()? } else { chosen };
            let _ = fs::remove_file(self.log());
            let started = run(self
                .control()
                .args(["-w", "-t", "60", "-o", &format!("-p {}", self.port)])
                .arg("-l")
                .arg(self.log())
                .arg("start"));
            let Err(error) = started else { return Ok(()) };
            let log = fs::read_to_string(self.log()).unwrap_or_default();
            if attempts == 0 || !log.contains("could not bind") {
                return Err(Error::new(format!("The test server does not start: {log}"))).context(error.to_string());
            }
        }
    }

    /// Stops the server, `how` as of `pg_ctl`: `fast` or `immediate`. One that does not run is left as it is.
    pub(super) fn stop(&self, how: &str) -> Result<(), Error> {
        if !self.is_running() {
            return Ok(());
        }
        run(self.control().args(["-w", "-t", "60", "-m", how, "stop"])).map(drop)
    }

    /// Makes a primary of a standby.
    pub(super) fn promote(&self) -> Result<(), Error> {
        run(self.control().args(["-w", "-t", "60", "promote"])).map(drop)
    }

    pub(super) fn is_running(&self) -> bool {
        run(self.control().arg("status")).is_ok()
    }

    /// Kills the server's processes, all of them, as a power cut would.
    pub(super) fn kill(&self) -> Result<(), Error> {
        if !self.is_running() {
            return Ok(());
        }
        let lock = self.data.join("postmaster.pid");
        let lines = fs::read_to_string(&lock).context("The process number of the test server")?;
        let process = lines.lines().next().unwrap_or_default();
        // The seventh line is the key and number of its shared memory.
        let memory = lines.lines().nth(6).and_then(|line| line.split_whitespace().nth(1)).unwrap_or_default();
        // As the server's own user, which may signal nothing else of root's.
        run(self.binaries.owner().command("sh").args(["-c", include_str!("kill.sh"), "kill", process, memory]))?;
        // As after a reboot. A process number that was left would count as alive where no init reaps the dead.
        fs::remove_file(&lock).context("The process number of the test server")
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn url(&self, database: &str) -> String {
        url(self.port, &self.password, database)
    }

    /// What another process needs to find it: port, password and data folder.
    pub(super) fn describe(&self) -> String {
        format!("{}\n{}\n{}\n", self.port, self.password, self.data.display())
    }

    /// Reads what [`Instance::describe`] wrote.
    pub(super) fn described(binaries: &'static Binaries, text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let port = lines.next()?.parse().ok()?;
        let password = lines.next()?.to_owned();
        Some(Self { binaries, port, password, data: PathBuf::from(lines.next()?) })
    }

    fn control(&self) -> Command {
        let mut command = self.binaries.command("pg_ctl");
        command.arg("-D").arg(&self.data);
        command
    }

    fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }
}

fn url(port: u16, password: &str, database: &str) -> String {
    format!("postgres://{SUPERUSER}:{password}@127.0.0.1:{port}/{database}?sslmode=disable")
}

/// The supervisor finds servers by the start of this name.
fn data_folder(home: &Path) -> Result<PathBuf, Error> {
    Ok(home.join(format!("data-{}", random(6)?)))
}

/// A port nobody listens on. Below those that systems give to outgoing connections, so that it is still free when a killed
/// server comes back to it.
fn free_port() -> Result<u16, Error> {
    for _ in 0..100 {
        let port = 16_384 + u16::from_str_radix(&random(2)?, 16).context("A random number")? % 16_000;
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return Ok(port);
        }
    }
    Err(Error::new("No port is free for the test server"))
}
