//! Where the figures were taken.

use std::path::Path;

use crate::Result;

/// Cores, SQLite's version and the file system below `folder`.
pub(crate) fn facts(folder: &Path) -> Result<String> {
    let cores = std::thread::available_parallelism()?;
    let build = if cfg!(debug_assertions) { "debug build" } else { "optimised build" };
    let file_system = file_system(folder).unwrap_or_else(|| "unknown".to_owned());
    Ok(format!(
        "{cores} cores, {}-{}, SQLite {}, file system {file_system}, {build}.",
        std::env::consts::OS,
        std::env::consts::ARCH,
        rusqlite::version(),
    ))
}

// The deepest mount point above the folder. Only Linux tells it in a file.
fn file_system(folder: &Path) -> Option<String> {
    let folder = folder.canonicalize().ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mounts").ok()?;
    let above = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        let point = Path::new(fields.next()?);
        folder.starts_with(point).then_some((point.as_os_str().len(), fields.next()?))
    });
    above.max_by_key(|(length, _)| *length).map(|(_, kind)| kind.to_owned())
}
