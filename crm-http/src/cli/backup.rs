//! `crm backup` and `crm restore`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use crm_core::kernel::{Clock, SystemClock};
use crm_core::store::{DatabaseUrl, Store, StoreError, StoreErrorKind};
use crm_store_sqlite::SqliteStore;

use super::failure::Failure;
use super::office;
use super::progress::Progress;

pub(super) const BACKUP_EXAMPLES: &str = "\
Examples:
  crm backup /mnt/copies/crm-2026-01-12.db
  crm backup --database sqlite:///srv/crm.db /mnt/copies/crm.db

The office goes on working meanwhile. The copy is one view of it, is looked through before it counts, and is
never written over another file. Copying the database by other means while it is in use loses data.";

pub(super) const RESTORE_EXAMPLES: &str = "\
Examples:
  crm restore /mnt/copies/crm-2026-01-12.db            where there is no database yet
  crm restore /mnt/copies/crm-2026-01-12.db --force    in the place of the one there is

Stop the server first: a database that is in use is not replaced. What is replaced stays beside the new one as
crm.db.replaced-<time>. An older copy may need `crm migrate` afterwards.";

#[derive(Debug, Args)]
pub(super) struct BackupOptions {
    /// Where the copy goes
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct RestoreOptions {
    /// The copy
    file: PathBuf,
    /// Replace the database that is there
    #[arg(long, env = "CRM_FORCE", value_parser = clap::builder::BoolishValueParser::new())]
    force: bool,
}

/// Copies the database, and looks the copy through.
pub(super) async fn backup(url: &DatabaseUrl, options: BackupOptions) -> Result<ExitCode, Failure> {
    let to = options.file;
    if to.is_dir() {
        let sentence =
            format!("{} is a folder: name the file to make, such as {}", to.display(), to.join("crm.db").display());
        return Err(Failure::new("cli.file", sentence));
    }
    // A name alone is in this folder.
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        return Err(Failure::new("cli.file", format!("there is no folder {}: make it first", folder.display())));
    }
    if to.exists() {
        return Err(Failure::new("cli.file_exists", format!("{} is there already: give another name", to.display())));
    }
    let store = office::existing_file(url)?;
    let progress = Progress::new("pages", Some(0));
    let bar = progress.clone();
    let copied = store
        .backup(&to, move |done| {
            bar.of(done.total);
            bar.at(done.copied);
        })
        .await;
    progress.end();
    let closed = store.close().await;
    copied?;
    closed?;
    let found = SqliteStore::verify_copy(&to)?;
    let (schema, bytes) = (found.schema, found.bytes);
    writeln!(std::io::stdout().lock(), "{}: {bytes} bytes, schema {schema}, looked through and whole", to.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy in the place of the database.
pub(super) fn restore(url: &DatabaseUrl, options: &RestoreOptions) -> Result<ExitCode, Failure> {
    let target = office::file_of(url)?;
    if target.exists() && !options.force {
        let sentence = format!("{} is there already; --force replaces it and keeps it beside", target.display());
        return Err(Failure::new("cli.file_exists", sentence));
    }
    let in_use = |error: StoreError| match error.store_kind() {
        StoreErrorKind::Timeout => {
            let sentence = format!("{} is in use: stop the server and every other program first", target.display());
            Failure::new("cli.in_use", sentence)
        }
        _ => error.into(),
    };
    let restored = SqliteStore::restore(&options.file, &target, options.force, SystemClock.now()).map_err(in_use)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} restored: {} bytes, schema {}", target.display(), restored.copy.bytes, restored.copy.schema)?;
    if let Some(replaced) = restored.replaced {
        writeln!(out, "what was there is now {}", replaced.display())?;
    }
    if restored.copy.schema < SqliteStore::latest_schema() {
        writeln!(out, "run `crm migrate` before the server starts")?;
    }
    Ok(ExitCode::SUCCESS)
}
