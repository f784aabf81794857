//! The folder that servers live in, and the promise that both are gone in the end.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

use super::binaries::{Binaries, Owner, run};
use super::error::{Context, Error};

/// Held by each process that uses the servers; see `supervisor.sh`.
const USERS: &str = "users";
/// Held by the supervisor while it runs.
const SUPERVISOR: &str = "supervisor";
/// Held by the process that starts a server, so that one does.
const STARTING: &str = "starting";

/// A folder in use: as long as this lives (and so at most as long as this process does) its servers stay.
pub(super) struct Home {
    path: PathBuf,
    /// Whether the servers belong to this value alone, and so go with it.
    private: bool,
    _users: File,
}

impl Home {
    /// The folder that all processes of this user share for servers of this version.
    pub(super) fn shared(binaries: &Binaries) -> Result<Self, Error> {
        let owner = binaries.owner();
        let path = std::env::temp_dir().join(format!("crm-test-postgres-{}-{}", owner.me, binaries.version()));
        loop {
            if let Some(home) = Self::enter(path.clone(), owner, false)? {
                return Ok(home);
            }
        }
    }

    /// A folder of one's own, supervised from the start.
    pub(super) fn private(binaries: &Binaries) -> Result<Self, Error> {
        let path = std::env::temp_dir().join(format!("crm-test-cluster-{}", random(8)?));
        let home = Self::enter(path, binaries.owner(), true)?
            .ok_or_else(|| Error::new("The folder of the test servers was taken away"))?;
        home.supervise(binaries)?;
        Ok(home)
    }

    /// Creates the folder if need be and joins its users. `None` when the supervisor removed it meanwhile.
    fn enter(path: PathBuf, owner: Owner, private: bool) -> Result<Option<Self>, Error> {
        let context = || format!("The folder of the test servers, {}", path.display());
        match DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && !private => {}
            Err(error) => return Err(error).context(context()),
        }
        if let Some((user, group)) = owner.server {
            match chown(&path, Some(user), Some(group)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                result => result.context(context())?,
            }
        }
        let users = match open(&path.join(USERS)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            result => result.context(context())?,
        };
        // The temporary directory is everybody's: a folder that another put there is not entered.
        let folder = fs::symlink_metadata(&path).context(context())?;
        let expected = owner.server.map_or(owner.me, |(user, _)| user);
        if !folder.is_dir() || folder.uid() != expected || folder.mode() & 0o077 != 0 {
            return Err(Error::new(format!("{} does not belong to these tests; remove it", path.display())));
        }
        users.lock_shared().context(context())?;
        // The lock may have been granted by the supervisor's end, on a file that is no longer there.
        let held = users.metadata().context(context())?;
        let current = fs::metadata(path.join(USERS));
        let same = current.is_ok_and(|current| (current.dev(), current.ino()) == (held.dev(), held.ino()));
        Ok(same.then_some(Self { path, private, _users: users }))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until no other process starts a server here; none does while the result lives.
    pub(super) fn lock_starting(&self) -> Result<File, Error> {
        let file = open(&self.path.join(STARTING)).context("The lock of the test servers")?;
        file.lock().context("The lock of the test servers")?;
        Ok(file)
    }

    /// Whether somebody clears up after the last user.
    pub(super) fn is_supervised(&self) -> bool {
        open(&self.path.join(SUPERVISOR)).is_ok_and(|file| file.try_lock_shared().is_err())
    }

    /// Starts the process that clears up. A second one finds the first and ends.
    pub(super) fn supervise(&self, binaries: &Binaries) -> Result<(), Error> {
        run(binaries.owner().command("flock").arg("--version"))
            .context("The test servers need `flock` to be stopped in the end (Debian: util-linux)")?;
        open(&self.path.join(SUPERVISOR)).context("The lock of the supervisor")?;
        // Its own group: Ctrl-C in the terminal, or the end of the test's group, is not its end.
        run(binaries
            .owner()
            .command("sh")
            .args(["-c", include_str!("supervisor.sh"), "crm-test-supervisor"])
            .arg(&self.path)
            .arg(if self.private { "0" } else { "15" })
            .arg(binaries.program("pg_ctl"))
            .process_group(0))?;
        Ok(())
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if self.private {
            // What cannot be removed here the supervisor tries again.
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)
}

/// `bytes` random bytes, as hexadecimal digits.
pub(super) fn random(bytes: usize) -> Result<String, Error> {
    let mut buffer = vec![0; bytes];
    getrandom::fill(&mut buffer).map_err(|error| Error::new(format!("The system gives no random numbers: {error}")))?;
    Ok(hex::encode(buffer))
}
