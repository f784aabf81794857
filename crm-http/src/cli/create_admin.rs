//! `crm create-admin`.

use std::io::{BufRead, IsTerminal, Read, Write};
use std::process::ExitCode;

use clap::Args;
use crm_core::access::Actor;
use crm_core::kernel::{Invalid, Secret, Text};
use crm_core::operators::{Login, NewOperator};
use crm_core::store::DatabaseUrl;

use super::failure::Failure;
use super::office;

pub(super) const EXAMPLES: &str = "\
Examples:
  crm create-admin --login admin                    asks for the password, which is not shown
  crm create-admin --login olga --name 'Ольга Маркова' < password.txt

The password is never a flag: others would see it. There is no default one.";

/// More than any password may have; what is longer is refused by the policy and not read.
const LONGEST: u64 = 4096;

#[derive(Debug, Args)]
pub(super) struct Options {
    /// The login, without blanks
    #[arg(long, env = "CRM_LOGIN")]
    login: String,
    /// The name that people read
    #[arg(long, env = "CRM_NAME", default_value = "Администратор")]
    name: String,
}

/// Adds an admin, as a rule the first user of an office.
pub(super) async fn run(url: &DatabaseUrl, options: Options) -> Result<ExitCode, Failure> {
    let login = Login::new(&options.login).map_err(|error| refused(error.at("login")))?;
    let name = Text::new(&options.name).map_err(|error| refused(error.at("name")))?;
    // Before anybody types a password that then goes nowhere.
    let crm = office::existing(url).await?;
    let password = read_password()?;
    let admin =
        crm.operators().create(&Actor::system("create-admin"), &NewOperator::admin(name, login, password), None).await;
    let closed = crm.close().await;
    let admin = admin?;
    closed?;
    writeln!(std::io::stdout().lock(), "admin {} added as user {}", admin.login, admin.id)?;
    Ok(ExitCode::SUCCESS)
}

fn refused(finding: crm_core::kernel::FieldError) -> Failure {
    crm_core::Error::from(Invalid::from(finding)).into()
}

/// Asks on a terminal, twice, without showing it; else the first line of the input.
fn read_password() -> Result<Secret, Failure> {
    let stdin = std::io::stdin();
    if !stdin.is_terminal() {
        let mut line = String::new();
        stdin.lock().take(LONGEST).read_line(&mut line).map_err(|error| unreadable(&error))?;
        let password = line.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            let sentence = "there is no password: type it at a terminal, or give it as the first line of the input";
            return Err(Failure::new("cli.no_password", sentence));
        }
        return Ok(Secret::new(password));
    }
    let ask = |prompt| rpassword::prompt_password(prompt).map(Secret::new).map_err(|error| unreadable(&error));
    let (first, second) = (ask("Password: ")?, ask("Once more: ")?);
    if first == second { Ok(first) } else { Err(Failure::new("cli.password_mismatch", "the two passwords differ")) }
}

fn unreadable(error: &std::io::Error) -> Failure {
    Failure::new("cli.password_unreadable", format!("the password cannot be read: {error}"))
}
