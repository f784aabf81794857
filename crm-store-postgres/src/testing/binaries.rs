//! The PostgreSQL that is installed on this machine.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use super::error::{Context, Error};

const NOT_INSTALLED: &str = "PostgreSQL is not installed; the tests need its server, or one named by CRM_TEST_DATABASE_URL \
     (Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server; macOS: brew install postgresql)";

/// The server's programs and the user they run as.
pub(super) struct Binaries {
    folder: PathBuf,
    version: String,
    owner: Owner,
}

/// Who owns the server's files.
#[derive(Clone, Copy)]
pub(super) struct Owner {
    /// The user of this process.
    pub(super) me: u32,
    /// User and group of the server, when they are others: PostgreSQL does not run as root.
    pub(super) server: Option<(u32, u32)>,
}

impl Binaries {
    /// Looks for them once a process.
    pub(super) fn find() -> Result<&'static Self, Error> {
        static FOUND: OnceLock<Binaries> = OnceLock::new();
        if let Some(found) = FOUND.get() {
            return Ok(found);
        }
        let folder = folders().into_iter().find(|folder| is_server(folder)).ok_or_else(|| Error::new(NOT_INSTALLED))?;
        let version = run(Command::new(folder.join("postgres")).arg("--version"))?
            .split_whitespace()
            .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
            .ok_or_else(|| Error::new("postgres --version names no version"))?
            .to_owned();
        let owner = Owner::find()?;
        Ok(FOUND.get_or_init(|| Self { folder, version, owner }))
    }

    /// Such as `15.18`.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn owner(&self) -> Owner {
        self.owner
    }

    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// One of the server's programs, run as the server's user.
    pub(super) fn command(&self, name: &str) -> Command {
        self.owner.command(self.program(name))
    }

    /// Whether the server can load `library`.
    pub(super) fn has_library(&self, library: &str) -> bool {
        let reported = run(Command::new(self.program("pg_config")).arg("--pkglibdir")).map(PathBuf::from);
        [reported.ok(), Some(self.folder.join("../lib")), Some(self.folder.join("../lib/postgresql"))]
            .into_iter()
            .flatten()
            .any(|folder| ["so", "dylib"].iter().any(|ending| folder.join(library).with_extension(ending).is_file()))
    }
}

impl Owner {
    fn find() -> Result<Self, Error> {
        let id = |arguments: &[&str]| -> Result<u32, Error> {
            run(Command::new("id").args(arguments))?.parse().context("`id` answers no number")
        };
        let me = id(&["-u"])?;
        if me != 0 {
            return Ok(Self { me, server: None });
        }
        match (id(&["-u", "postgres"]), id(&["-g", "postgres"])) {
            (Ok(user), Ok(group)) => Ok(Self { me, server: Some((user, group)) }),
            _ => Err(Error::new(
                "PostgreSQL does not run as root and there is no user `postgres` to run it as; \
                 run the tests as another user, or name a server by CRM_TEST_DATABASE_URL",
            )),
        }
    }

    /// A program run as the server's user, with nothing of this process's environment that would steer it.
    pub(super) fn command(self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").current_dir("/").stdin(Stdio::null());
        if let Some(path) = variable("PATH") {
            command.env("PATH", path);
        }
        if let Some((user, group)) = self.server {
            command.uid(user).gid(group);
        }
        command
    }
}

/// Where the programs may be, best first.
fn folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    folders.extend(run(Command::new("pg_config").arg("--bindir")).map(PathBuf::from));
    let mut installed: Vec<(u32, PathBuf)> = [("/usr/lib/postgresql", ""), ("/usr", "pgsql-")]
        .into_iter()
        .filter_map(|(parent, prefix)| Some((std::fs::read_dir(parent).ok()?, prefix)))
        .flat_map(|(entries, prefix)| entries.flatten().map(move |entry| (entry, prefix)))
        .filter_map(|(entry, prefix)| {
            let major = entry.file_name().to_str()?.strip_prefix(prefix)?.parse().ok()?;
            Some((major, entry.path().join("bin")))
        })
        .collect();
    installed.sort_by(|one, other| other.cmp(one));
    folders.extend(installed.into_iter().map(|(_, folder)| folder));
    if let Some(path) = variable("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    folders
}

fn is_server(folder: &Path) -> bool {
    ["initdb", "postgres", "pg_ctl"].iter().all(|program| folder.join(program).is_file())
}

/// A variable of the environment.
pub(super) fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "a test has no binary that would hand it its settings")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Runs to the end and gives what it printed.
pub(super) fn run(command: &mut Command) -> Result<String, Error> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().context(format!("`{name}` does not start"))?;
    let printed = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        return Ok(printed(&output.stdout));
    }
    Err(Error::new(format!(
        "`{name}` failed ({}): {} {}",
        output.status,
        printed(&output.stdout),
        printed(&output.stderr)
    )))
}
