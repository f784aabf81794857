//! Flags that several commands share, and the names under which the environment may say the same.
//!
//! Each flag `--some-thing` is also `CRM_SOME_THING`. The names of the documentation, such as `DATABASE_URL`, come after
//! both: a flag beats `CRM_DATABASE`, which beats `DATABASE_URL`.

use clap::Args;
use crm_core::kernel::{Secret, Text};
use crm_core::store::DatabaseUrl;
use crm_core::telephony::{MangoAccount, SipSource};

use super::failure::Failure;

/// Where the data is when nobody says.
const DEFAULT_DATABASE: &str = "sqlite://crm.db";

/// Which database.
#[derive(Debug, Args)]
pub(crate) struct DatabaseOptions {
    /// Where the data is.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "CRM_DATABASE",
        hide_env_values = true,
        help = "The database: sqlite://FILE, sqlite:///FILE for an absolute path, or postgresql://USER@HOST/NAME, whose password is better in PGPASSWORD or a .pgpass [also: DATABASE_URL] [default: sqlite://crm.db]"
    )]
    database: Option<Secret>,
}

impl DatabaseOptions {
    /// The address.
    ///
    /// # Errors
    /// `store.bad_url`.
    pub(crate) fn url(&self) -> Result<DatabaseUrl, Failure> {
        let given = self.database.clone().or_else(|| documented("DATABASE_URL").map(Secret::from));
        let url = given.as_ref().map_or(DEFAULT_DATABASE, Secret::expose);
        DatabaseUrl::parse(url).map_err(|error| crm_core::Error::from(error).into())
    }
}

/// Who may post telephony events.
#[derive(Debug, Args)]
pub(crate) struct ProviderOptions {
    /// The key of the Mango Office account.
    #[arg(
        long,
        value_name = "KEY",
        env = "CRM_MANGO_API_KEY",
        hide_env_values = true,
        help = "The vpbx_api_key of the Mango Office account; better in the environment, unseen by others [also: MANGO_API_KEY]"
    )]
    mango_api_key: Option<Secret>,
    /// The salt of the Mango Office account.
    #[arg(
        long,
        value_name = "SALT",
        env = "CRM_MANGO_API_SALT",
        hide_env_values = true,
        help = "The vpbx_api_salt of the Mango Office account [also: MANGO_API_SALT]"
    )]
    mango_api_salt: Option<Secret>,
    /// Seconds to add to the times that Mango Office sends
    #[arg(
        long,
        value_name = "SECONDS",
        env = "CRM_MANGO_CLOCK_OFFSET",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    mango_clock_offset: i64,
    /// A SIP server that may post events, as ID:KEY:SALT; may be repeated, or separated by commas
    #[arg(long, value_name = "ID:KEY:SALT", env = "CRM_SIP_SOURCE", hide_env_values = true, value_delimiter = ',')]
    sip_source: Vec<Secret>,
}

impl ProviderOptions {
    /// The Mango Office account, if one is given. Its name is part of every conversation's key and so never changes.
    ///
    /// # Errors
    /// `cli.provider` when only one of key and salt is given, or one does not hold.
    pub(crate) fn mango(&self) -> Result<Option<MangoAccount>, Failure> {
        let or_documented = |flag: &Option<Secret>, name| flag.clone().or_else(|| documented(name).map(Secret::from));
        let key = or_documented(&self.mango_api_key, "MANGO_API_KEY");
        let salt = or_documented(&self.mango_api_salt, "MANGO_API_SALT");
        match (key, salt) {
            (Some(key), Some(salt)) => mango_account(key, salt, self.mango_clock_offset).map(Some),
            (None, None) => Ok(None),
            _ => Err(bad_provider("Mango Office needs both MANGO_API_KEY and MANGO_API_SALT")),
        }
    }

    /// The SIP servers.
    ///
    /// # Errors
    /// `cli.provider` when one is not written as ID:KEY:SALT.
    pub(crate) fn sip(&self) -> Result<Vec<SipSource>, Failure> {
        let source = |given: &Secret| {
            let mut parts = given.expose().splitn(3, ':');
            let parts = (parts.next(), parts.next(), parts.next());
            let (Some(id), Some(key), Some(salt)) = parts else {
                return Err(bad_provider("a SIP source is written as ID:KEY:SALT"));
            };
            let id = Text::new(id).map_err(|error| bad_provider(&format!("the id of a SIP source {error}")))?;
            SipSource::new(id, key.into(), salt.into()).map_err(|error| bad_provider(&error.to_string()))
        };
        self.sip_source.iter().map(source).collect()
    }
}

/// The one Mango Office account of this office.
pub(crate) fn mango_account(key: Secret, salt: Secret, clock_offset: i64) -> Result<MangoAccount, Failure> {
    MangoAccount::new(Text::from_stored("mango"), key, salt, clock_offset)
        .map_err(|error| bad_provider(&error.to_string()))
}

fn bad_provider(sentence: &str) -> Failure {
    Failure::new("cli.provider", sentence)
}

/// What the environment says under a documented name; blank is nothing.
#[expect(clippy::disallowed_methods, reason = "this is the binary, which the environment belongs to")]
pub(crate) fn documented(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}
