//! Where a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, header};
use ipnet::IpNet;

use crate::Options;
use crate::options::ForwardedHeader;

/// The network address of the client: the peer's, or what trusted proxies say of it. `None` when the router is served
/// without addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ClientAddress(pub(crate) Option<IpAddr>);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().copied().unwrap_or(Self(None)))
    }
}

/// The other end of the connection.
pub(crate) fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip().to_canonical())
}

/// Whether somebody claims to have forwarded the request.
pub(crate) fn is_forwarded(headers: &HeaderMap) -> bool {
    [header::FORWARDED.as_str(), "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"]
        .iter()
        .any(|name| headers.contains_key(*name))
}

/// Whose request it is. A chain of proxies is walked from the near end, for as long as each one is trusted: the first
/// that is not is the client. What stands beyond it anybody may have written.
pub(super) fn client(peer: Option<IpAddr>, headers: &HeaderMap, options: &Options) -> ClientAddress {
    let is_trusted = |address: IpAddr| options.trusted_proxies.iter().any(|network: &IpNet| network.contains(&address));
    let Some(mut nearest) = peer else { return ClientAddress(None) };
    let name = match options.forwarded_header {
        ForwardedHeader::XForwardedFor => "x-forwarded-for",
        ForwardedHeader::Forwarded => header::FORWARDED.as_str(),
    };
    // A client may put what is not text into the line that a proxy adds to. Such a line is read all the same: without it an
    // earlier one, of the client's own invention, would be the nearest.
    let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
    let mut chain = lines.iter().flat_map(|line| line.split(',')).rev();
    while is_trusted(nearest) {
        let named = chain.next().and_then(|hop| match options.forwarded_header {
            ForwardedHeader::XForwardedFor => address(hop),
            ForwardedHeader::Forwarded => hop.split(';').find_map(forwarded_for).and_then(address),
        });
        // A proxy that names nobody, or `unknown`, is the last that is known.
        let Some(named) = named else { break };
        nearest = named;
    }
    ClientAddress(Some(nearest))
}

fn forwarded_for(parameter: &str) -> Option<&str> {
    let (name, value) = parameter.split_once('=')?;
    name.trim().eq_ignore_ascii_case("for").then_some(value)
}

/// An address as proxies write it: bare, quoted, with a port, an IPv6 one in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(text, |(bare, _)| bare);
    let parsed = bare.parse().or_else(|_| text.parse().map(|with_port: SocketAddr| with_port.ip()));
    parsed.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn seen(peer: &str, name: &'static str, lines: &[&str], options: &Options) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(name, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        client(Some(peer.parse().unwrap()), &headers, options).0.unwrap().to_string()
    }

    fn behind(networks: &[&str]) -> Options {
        let proxies = networks.iter().map(|network| network.parse::<IpNet>().unwrap());
        proxies.fold(Options::default(), Options::trusted_proxy)
    }

    #[test]
    fn a_stranger_s_word_about_himself_counts_for_nothing() {
        assert_eq!(seen("203.0.113.9", "x-forwarded-for", &["10.0.0.1"], &Options::default()), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", "x-forwarded-for", &["10.0.0.1"], &behind(&["10.0.0.0/8"])), "203.0.113.9");
    }

    #[test]
    fn the_right_most_untrusted_address_is_the_client() {
        let office = behind(&["10.0.0.0/8", "fd00::/8"]);
        let line = ["198.51.100.1, 203.0.113.7", "10.0.0.3"];
        assert_eq!(seen("10.0.0.2", "x-forwarded-for", &line, &office), "203.0.113.7");
        assert_eq!(seen("10.0.0.2", "x-forwarded-for", &["[2001:db8::1]:4711"], &office), "2001:db8::1");
        assert_eq!(seen("10.0.0.2", "x-forwarded-for", &["203.0.113.7:4711"], &office), "203.0.113.7");
        assert_eq!(seen("fd00::1", "x-forwarded-for", &["::ffff:203.0.113.7"], &office), "203.0.113.7");
    }

    #[test]
    fn a_chain_that_cannot_be_read_ends_at_the_proxy_that_told_it() {
        let office = behind(&["10.0.0.0/8"]);
        for lines in [&["203.0.113.7, unknown"][..], &["203.0.113.7, _hidden"], &["203.0.113.7,"], &[]] {
            assert_eq!(seen("10.0.0.2", "x-forwarded-for", lines, &office), "10.0.0.2");
        }
        assert_eq!(seen("10.0.0.2", "x-forwarded-for", &["junk, 10.0.0.9"], &office), "10.0.0.9");
    }

    #[test]
    fn a_line_that_is_not_text_hides_no_proxy_s_word() {
        let lines = ["198.51.100.1", "\u{ff}, 203.0.113.7"];
        assert_eq!(seen("10.0.0.2", "x-forwarded-for", &lines, &behind(&["10.0.0.0/8"])), "203.0.113.7");
    }

    #[test]
    fn only_the_header_that_proxies_write_is_read() {
        let office = behind(&["10.0.0.0/8"]).forwarded_header(ForwardedHeader::Forwarded);
        let line = [r#"for=198.51.100.1, for="[2001:db8::7]:1234";proto=https;by=10.0.0.3"#];
        assert_eq!(seen("10.0.0.2", "forwarded", &line, &office), "2001:db8::7");
        assert_eq!(seen("10.0.0.2", "x-forwarded-for", &["203.0.113.7"], &office), "10.0.0.2");
    }
}
