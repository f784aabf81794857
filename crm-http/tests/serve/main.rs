//! The program serves, and stops without losing anything.
#![cfg(all(unix, feature = "cli"))]
#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod connections;
mod log;
#[cfg(target_os = "linux")]
mod memory;
mod stop;
mod tls;

#[path = "../program/mod.rs"]
mod program;
#[path = "../program/server.rs"]
mod server;

use std::net::TcpStream;
use std::sync::Arc;
use std::time::Instant;

use crm_core::Crm;
use crm_core::access::Actor;
use crm_core::auth::{SignInRequest, TokenKeys};
use crm_core::kernel::Text;
use crm_core::operators::{Login, NewOperator};
use crm_store_sqlite::SqliteStore;
use program::Office;
use server::{LOOK, PATIENCE, Server, client};

const JWT_SECRET: &str = "a secret of the tests, 32 bytes or more";
const PASSWORD: &str = "correct horse battery";

impl Server {
    fn start(office: &Office, arguments: &[&str]) -> Self {
        Self::start_with(office, arguments, &[])
    }

    fn start_with(office: &Office, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let environment = [&[("JWT_SECRET", JWT_SECRET)], environment].concat();
        Self::try_start(office, arguments, &environment).unwrap()
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Waits until nobody can connect any more.
    fn until_closed(&self) {
        let start = Instant::now();
        while TcpStream::connect(self.address()).is_ok() {
            assert!(start.elapsed() < PATIENCE, "it still listens");
            std::thread::park_timeout(LOOK);
        }
    }
}

/// Adds an admin to the office and signs in as the server would.
async fn admin_of(office: &Office) -> String {
    let crm = open(office).await;
    let admin = NewOperator::admin(Text::new("Анна").unwrap(), Login::new("anna").unwrap(), PASSWORD.into());
    crm.operators().create(&Actor::system("test"), &admin, None).await.unwrap();
    let signed = crm.auth().login(&SignInRequest::new("anna", PASSWORD)).await.unwrap();
    crm.close().await.unwrap();
    signed.access_token.expose().to_owned()
}

/// The office in this process.
async fn open(office: &Office) -> Crm {
    let store = Arc::new(SqliteStore::open(office.path("crm.db")).unwrap());
    Crm::builder(store).tokens(TokenKeys::new(JWT_SECRET).unwrap()).open().await.unwrap()
}

/// A call to be written by hand, as JSON.
const CALL: &str = r#"{"direction": "in", "status": "answered", "dateCreate": "2026-01-31T10:00:00Z"}"#;

#[tokio::test]
async fn it_makes_its_database_prints_its_address_and_answers() {
    let office = Office::empty();
    let server = Server::start(&office, &[]);
    assert!(server.url.starts_with("http://127.0.0.1:") && server.address().port() != 0, "{}", server.url);
    let ready = client().get(format!("{}/api/health/ready", server.url)).send().await.unwrap();
    assert_eq!(ready.status(), 200);
    let metrics = client().get(format!("{}/api/metrics", server.url)).send().await.unwrap().text().await.unwrap();
    for name in ["crm_store_readers_limit ", "crm_store_begin_seconds_count", "crm_process_resident_memory_bytes "] {
        assert!(metrics.contains(name), "{name} is not in {metrics}");
    }
    assert!(office.path("crm.db").exists());
    server.stop();
}

#[test]
fn a_port_that_is_taken_leaves_the_database_as_it_was() {
    let office = Office::empty();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let told = office.crm(&["serve", "--listen", &address]).fails_with("cli.listen");
    assert!(told.contains(&address), "{told}");
    assert_eq!(office.files(), Vec::<String>::new());
}

#[tokio::test]
async fn a_flag_beats_the_variable_that_beats_the_documented_one() {
    let office = Office::empty();
    let documented = Server::start_with(&office, &["--listen", "127.0.0.1:0"], &[("PORT", "1")]);
    documented.stop();
    let own = Server::start_with(&office, &["--listen", "127.0.0.1:0"], &[("CRM_LISTEN", "127.0.0.1:1")]);
    own.stop();
}

#[test]
fn it_does_not_send_passwords_abroad_unless_told_so() {
    let office = Office::empty();
    office.crm(&["serve", "--listen", "0.0.0.0:0"]).fails_with("cli.plain_http");
    Server::start(&office, &["--listen", "0.0.0.0:0", "--plain-http"]).stop();
    Server::start(&office, &["--listen", "0.0.0.0:0", "--behind-proxy", "--trusted-proxy", "10.0.0.1"]).stop();
    let alone = office.crm(&["serve", "--listen", "0.0.0.0:0", "--behind-proxy"]);
    assert_eq!(alone.status, 2, "whoever is behind a proxy must know it: {alone:?}");
}

#[test]
fn an_address_that_is_taken_is_one_sentence() {
    let office = Office::empty();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    office.crm(&["serve", "--listen", &address, "--log-level", "off"]).fails_with("cli.listen");
}

#[test]
fn a_provider_s_secret_is_never_repeated() {
    let office = Office::empty();
    for wrong in ["hunter2", "asterisk:hunter2", "asterisk::hunter2"] {
        let said = office.crm(&["serve", "--listen", "127.0.0.1:0", "--sip-source", wrong, "--log-level", "off"]);
        assert!(!said.fails_with("cli.provider").contains("hunter2"));
    }
    let mut help = office.command(&["serve", "--help"]);
    help.env("CRM_MANGO_API_KEY", "hunter2").env("CRM_SIP_SOURCE", "a:hunter2:b").env("CRM_METRICS_TOKEN", "hunter2");
    assert!(!program::run(help, "").succeeds().contains("hunter2"));
}
