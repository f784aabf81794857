//! Addresses: one or several servers of one database, of which one takes writes.

use std::str::FromStr;
use std::time::Duration;

use crm_core::store::{StoreError, StoreErrorKind};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection, PgConnection};

use crate::options::Options;

/// How long one server may take to answer before the next one is tried.
const ONE_SERVER: Duration = Duration::from_secs(2);

/// What a server must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Any that answers.
    Any,
    /// One that takes writes: a primary.
    Writable,
}

/// The servers of one database, as an address lists them.
#[derive(Debug, Clone)]
pub(crate) struct Servers {
    servers: Vec<PgConnectOptions>,
    wanted: Wanted,
}

impl Servers {
    /// Reads `postgresql://user:password@one:5432,two:5433/database?…`. A list of servers, or
    /// `target_session_attrs=read-write`, asks each for whether it takes writes.
    ///
    /// # Errors
    /// `Unavailable`, without the address: it may carry a password.
    pub(crate) fn parse(url: &str, options: &Options, timeout: Duration) -> Result<Self, StoreError> {
        let unreadable = |why: &str| {
            StoreError::new(StoreErrorKind::Unavailable, "store.open").context(format!("the address {why}"))
        };
        let rest = url
            .strip_prefix("postgresql://")
            .or_else(|| url.strip_prefix("postgres://"))
            .ok_or_else(|| unreadable("is not of a PostgreSQL database"))?;
        let (authority, place) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let (user, hosts) = authority.rsplit_once('@').map_or(("", authority), |(user, hosts)| (user, hosts));
        let user = if user.is_empty() { String::new() } else { format!("{user}@") };
        let (path, query) = place.split_once('?').unwrap_or((place, ""));

        let mut hosts: Vec<String> = hosts.split(',').map(str::to_owned).collect();
        let (mut named, mut ports, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        let mut attributes = None;
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some(("target_session_attrs", value)) => attributes = Some(value),
                Some(("connect_timeout" | "load_balance_hosts", _)) => {}
                Some(("host", value)) if value.contains(',') => named = value.split(',').collect(),
                Some(("port", value)) if value.contains(',') => ports = value.split(',').collect(),
                _ => kept.push(pair),
            }
        }
        if !named.is_empty() {
            let port = |place: usize| ports.get(place).map_or(String::new(), |port| format!(":{port}"));
            hosts = named.iter().enumerate().map(|(place, host)| format!("{host}{}", port(place))).collect();
        }
        let wanted = match attributes {
            Some("read-write" | "primary") => Wanted::Writable,
            None if hosts.len() > 1 => Wanted::Writable,
            None | Some("any") => Wanted::Any,
            Some(_) => return Err(unreadable("asks for a server that is no primary: read-write, primary or any")),
        };
        let settings = [
            ("application_name", "crm".to_owned()),
            ("statement_timeout", timeout.as_millis().to_string()),
            ("lock_timeout", options.lock_timeout.as_millis().to_string()),
            ("idle_in_transaction_session_timeout", timeout.as_millis().to_string()),
            // Who asked has gone: the server notices within a second and stops.
            ("client_connection_check_interval", "1000".to_owned()),
            // Units look at what others have committed once they hold their locks: no view may be older than that.
            ("default_transaction_isolation", "read committed".to_owned()),
            ("jit", "off".to_owned()),
        ];
        let servers = hosts
            .iter()
            .map(|host| {
                let one = format!("postgresql://{user}{host}{path}?{}", kept.join("&"));
                let server = PgConnectOptions::from_str(&one).map_err(|_| unreadable("cannot be read"))?;
                Ok(server.options(settings.clone()).statement_cache_capacity(500).disable_statement_logging())
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Self { servers, wanted })
    }

    /// Connects to the first server that answers and is what is wanted.
    pub(crate) async fn connect(&self) -> Result<PgConnection, sqlx::Error> {
        let mut failed = None;
        for server in &self.servers {
            match tokio::time::timeout(ONE_SERVER, self.connect_to(server)).await {
                Ok(Ok(connection)) => return Ok(connection),
                Ok(Err(error)) => {
                    tracing::debug!(host = server.get_host(), port = server.get_port(), %error, "no connection");
                    failed = Some(error);
                }
                Err(_) => failed = failed.or_else(|| Some(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))),
            }
        }
        Err(failed.unwrap_or_else(|| sqlx::Error::Io(std::io::ErrorKind::NotConnected.into())))
    }

    async fn connect_to(&self, server: &PgConnectOptions) -> Result<PgConnection, sqlx::Error> {
        let mut connection = server.connect().await?;
        if self.wanted == Wanted::Writable {
            let read_only: String = sqlx::query_scalar("SHOW transaction_read_only").fetch_one(&mut connection).await?;
            if read_only == "on" {
                connection.close().await?;
                return Err(sqlx::Error::Io(std::io::Error::other("the server takes no writes")));
            }
        }
        Ok(connection)
    }

    /// A listener is no member of a pool, so it is told where the one that takes writes is.
    pub(crate) fn each(&self) -> &[PgConnectOptions] {
        &self.servers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(url: &str) -> Result<Servers, StoreError> {
        Servers::parse(url, &Options::default(), Duration::from_secs(1))
    }

    fn hosts(url: &str) -> Vec<(String, u16)> {
        parsed(url).unwrap().servers.iter().map(|server| (server.get_host().to_owned(), server.get_port())).collect()
    }

    #[test]
    fn an_address_may_list_servers() {
        assert_eq!(hosts("postgresql://u:p@one/crm"), [("one".to_owned(), 5432)]);
        let two = [("one".to_owned(), 5433), ("two".to_owned(), 5434)];
        assert_eq!(hosts("postgres://u:p@one:5433,two:5434/crm?sslmode=disable"), two);
        assert_eq!(hosts("postgresql:///crm?host=one,two&port=5433,5434&user=u"), two);
    }

    #[test]
    fn of_several_servers_the_one_that_takes_writes_is_wanted() {
        let wanted = |url| parsed(url).unwrap().wanted;
        assert_eq!(wanted("postgresql://one/crm"), Wanted::Any);
        assert_eq!(wanted("postgresql://one,two/crm"), Wanted::Writable);
        assert_eq!(wanted("postgresql://one/crm?target_session_attrs=read-write"), Wanted::Writable);
        assert_eq!(wanted("postgresql://one,two/crm?target_session_attrs=any"), Wanted::Any);
    }

    #[test]
    fn a_password_is_in_no_error() {
        for url in [
            "mysql://u:hunter2@h/d",
            "postgresql://u:hunter2@h:port/d",
            "postgresql://u:hunter2@h/d?target_session_attrs=standby",
        ] {
            let error = parsed(url).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        }
    }
}
