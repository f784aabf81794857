//! HTTPS.

use std::io::{Read, Write};
use std::sync::Arc;

use rcgen::CertifiedKey;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, StreamOwned, SupportedProtocolVersion};

use crate::program::Office;
use crate::server::Server;

const CERTIFICATE: &str = "cert.pem";
const KEY: &str = "key.pem";

/// Puts a new certificate for localhost, which signs itself, and its key into the office's folder.
fn certified(office: &Office) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    office.write(CERTIFICATE, cert.pem());
    office.write(KEY, signing_key.serialize_pem());
    cert.into()
}

/// Asks over one version of TLS, trusting the certificate, and gives the version that came about and the answer.
fn ask(
    server: &Server,
    certificate: &CertificateDer<'static>,
    version: &'static SupportedProtocolVersion,
) -> (ProtocolVersion, String) {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[version])
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = StreamOwned::new(connection, server.connect());
    stream.write_all(b"GET /api/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    (stream.conn.protocol_version().unwrap(), answer)
}

#[test]
fn tls_1_2_and_1_3_are_spoken_and_browsers_are_told_to_stay() {
    let office = Office::empty();
    let certificate = certified(&office);
    let server = Server::start(&office, &["--tls-cert", CERTIFICATE, "--tls-key", KEY]);
    assert!(server.url.starts_with("https://127.0.0.1:"), "{}", server.url);
    for (version, expected) in
        [(&rustls::version::TLS12, ProtocolVersion::TLSv1_2), (&rustls::version::TLS13, ProtocolVersion::TLSv1_3)]
    {
        let (spoken, answer) = ask(&server, &certificate, version);
        assert_eq!(spoken, expected);
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("\"ready\""), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=31536000"), "{answer}");
    }
    server.stop();
}

#[test]
fn a_key_that_is_none_is_one_sentence() {
    let office = Office::empty();
    certified(&office);
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--tls-cert", CERTIFICATE, "--tls-key", CERTIFICATE];
    office.crm(&arguments).fails_with("cli.tls");
    assert_eq!(office.crm(&["serve", "--tls-cert", CERTIFICATE]).status, 2, "a certificate wants its key");
}
