//! An office in a folder of its own, and the built program beside it.
#![allow(dead_code, reason = "each test file uses its own part")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

use crm_core::Crm;
use crm_core::store::Store;
use crm_store_sqlite::SqliteStore;

/// A password the policy lets pass, as a line of input.
pub(crate) const GOOD_PASSWORD: &str = "correct horse battery\n";

/// A folder with, as a rule, a database `crm.db`.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

/// What a run of the program came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// What it printed; it must have succeeded and complained about nothing.
    #[track_caller]
    pub(crate) fn succeeds(self) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{self:?}");
        self.out
    }
    /// What it complained about: it must have failed with this code.
    #[track_caller]
    pub(crate) fn fails_with(self, code: &str) -> String {
        assert_eq!(self.status, 1, "{self:?}");
        assert!(self.err.contains(&format!("[{code}]")), "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "one sentence: {self:?}");
        self.err
    }
}

impl Office {
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }
    pub(crate) fn migrated() -> Self {
        let office = Self::empty();
        office.visit(async |_| ());
        office
    }
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
    /// Writes a file into the folder.
    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), text).unwrap();
    }
    /// The names of everything in the folder.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
    /// The program in this folder, with nothing of the tests' own environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_crm"));
        command.current_dir(self.folder.path()).env_clear().args(arguments);
        command
    }
    pub(crate) fn crm(&self, arguments: &[&str]) -> Ran {
        self.crm_with(arguments, "")
    }
    pub(crate) fn crm_with(&self, arguments: &[&str], input: &str) -> Ran {
        run(self.command(arguments), input)
    }
    /// Opens the office in this process, for what a test must set up or look at.
    pub(crate) fn visit<T>(&self, work: impl AsyncFnOnce(&Crm) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let store: Arc<dyn Store> = Arc::new(SqliteStore::open(self.path("crm.db")).unwrap());
            let crm = Crm::builder_shared(store).open().await.unwrap();
            let value = work(&crm).await;
            crm.close().await.unwrap();
            value
        })
    }
}

/// Runs a command with this input.
pub(crate) fn run(mut command: Command, input: &str) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A program that does not read its input has closed it: no matter.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}
