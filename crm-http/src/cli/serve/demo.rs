//! `crm serve --demo`.

use std::io::{self, Write};
use std::net::SocketAddr;

use crm_core::kernel::{Clock, SystemClock};
use crm_core::store::DatabaseUrl;

use super::super::failure::Failure;
use super::super::progress::Progress;
use crate::demo::{self, Account, DemoError, Year};

impl From<DemoError> for Failure {
    fn from(error: DemoError) -> Self {
        Self::new(error.code(), error.to_string())
    }
}

/// Makes sure that the database is a demonstration, and answers who may sign in.
///
/// # Errors
/// `demo.*`; storage errors.
pub(super) async fn prepare(url: &DatabaseUrl, listen: SocketAddr) -> Result<Vec<Account>, Failure> {
    demo::require_loopback(listen)?;
    let progress = Progress::new("a year of the office", None);
    let prepared = demo::prepare(url, SystemClock.now(), &Year::default(), |year| {
        progress.of(year.of);
        progress.at(year.days);
    })
    .await;
    progress.end();
    Ok(prepared?.accounts)
}

/// Prints who may sign in.
///
/// # Errors
/// Those of the output.
pub(super) fn print_accounts(out: &mut impl Write, accounts: &[Account]) -> io::Result<()> {
    writeln!(out, "demonstration: sign in as")?;
    for Account { role, login, name, password } in accounts {
        writeln!(out, "  {:<10} password {}   {role}, {name}", login.as_str(), password.expose())?;
    }
    writeln!(out, "the passwords are this file's own; they are kept beside it")
}
