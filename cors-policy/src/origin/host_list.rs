//! Parsing of an entry of `hosts`.

use super::host::{parse_host, parse_port};
use super::pattern::{Scheme, Wildcard};
use super::suggest::suggest;
use super::syntax::split_port;
use crate::host_pattern::HostPattern;

/// Parses a host with an optional port or `:*`. An error is the host that was probably meant.
pub(crate) fn parse_host_pattern(text: &str) -> Result<HostPattern, String> {
    parse(text).ok_or_else(|| {
        let suggestion = suggest(text);
        let suggestion = suggestion.split_once("://").map_or("", |(_, host)| host);
        if parse(suggestion).is_some() {
            suggestion.to_owned()
        } else {
            "api.example.com".to_owned()
        }
    })
}

fn parse(text: &str) -> Option<HostPattern> {
    let (host, port) = split_port(text).ok()?;
    let (wildcard, host) = parse_host(host).ok()?;
    let port = match port {
        // The default ports are omitted in `Host`, too, and `:443` would match plain HTTP by accident.
        Some("80" | "443") => return None,
        port => parse_port(Scheme::Https, port).ok()?,
    };
    (wildcard == Wildcard::None).then(|| HostPattern::new(host, port))
}

#[cfg(test)]
mod tests {
    use super::parse_host_pattern;

    #[test]
    fn hosts_are_parsed_in_the_form_that_browsers_send() {
        for text in [
            "api.example.com",
            "localhost",
            "localhost:*",
            "localhost:3000",
            "127.0.0.1:8080",
            "[::1]:*",
        ] {
            let host = parse_host_pattern(text);
            assert_eq!(host.map(|host| host.to_string()), Ok(text.to_owned()));
        }
        for (text, suggestion) in [
            ("https://api.example.com", "api.example.com"),
            ("https://api.example.com/v1", "api.example.com"),
            ("api.example.com/", "api.example.com"),
            ("API.example.com", "api.example.com"),
            ("api.example.com:443", "api.example.com"),
            ("api.example.com:", "api.example.com"),
            ("*.example.com", "api.example.com"),
            ("api-*.example.com", "api.example.com"),
            ("*", "api.example.com"),
            ("", "api.example.com"),
            ("a b", "ab"),
        ] {
            let found = parse_host_pattern(text).unwrap_err();
            assert_eq!(found, suggestion, "{text}");
        }
    }
}
