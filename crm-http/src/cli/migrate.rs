//! `crm migrate`.

use std::io::Write;
use std::process::ExitCode;

use crm_core::store::DatabaseUrl;

use super::failure::Failure;
use super::office;

pub(super) const EXAMPLES: &str = "\
Examples:
  crm migrate                                  crm.db in this folder
  crm migrate --database sqlite:///srv/crm.db  another file
  DATABASE_URL=postgresql://crm@db/office crm migrate

Safe to run again, and before each start of a new version. Make a copy first: crm backup before.db";

/// Makes the database or brings it to this version's schema, and says which way it went.
pub(super) async fn run(url: &DatabaseUrl) -> Result<ExitCode, Failure> {
    let store = office::open(url).await?.store();
    let migrated = store.migrate().await?;
    store.close().await?;
    let mut out = std::io::stdout().lock();
    if migrated.from == migrated.to {
        writeln!(out, "schema {}: nothing to do", migrated.to)?;
    } else {
        writeln!(out, "schema {} -> {}", migrated.from, migrated.to)?;
    }
    Ok(ExitCode::SUCCESS)
}
