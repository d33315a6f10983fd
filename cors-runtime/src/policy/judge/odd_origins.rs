//! C21–C34: origins that can be written and will hardly ever be sent.

use super::super::bad_port::is_bad_port;
use super::super::catalogue::Rule;
use super::super::ip::{is_reserved, is_unspecified};
use super::super::pattern::{Pattern, Port, Scheme};
use super::super::violation::{Subject, Violation};

pub(super) fn judge(subject: Subject, pattern: &Pattern, found: &mut Vec<Violation>) {
    let host = pattern.host();
    let with = |scheme, host: &str, port| {
        Pattern::new(scheme, pattern.is_subdomains(), host.to_owned(), port).to_string()
    };
    let scheme = pattern.scheme();
    let other = match scheme {
        Scheme::Http => Scheme::Https,
        Scheme::Https => Scheme::Http,
    };
    let edge = host
        .trim_end_matches('.')
        .split('.')
        .find(|label| label.starts_with('-') || label.ends_with('-'));
    let (rule, beside, instead) = match pattern.port() {
        // Fetch, «block bad port».
        Port::Number(port) if is_bad_port(port) => (
            Rule::BadPort,
            port.to_string(),
            with(scheme, host, Port::Number(8080)),
        ),
        // What was meant is the secure one, whichever of the two slipped.
        Port::Number(port) if port == other.default_port() => (
            Rule::SwappedPort,
            port.to_string(),
            with(Scheme::Https, host, Port::Default),
        ),
        port if is_unspecified(host) => (
            Rule::UnspecifiedAddress,
            String::new(),
            with(scheme, "localhost", port),
        ),
        _ if is_reserved(host) => (Rule::ReservedAddress, String::new(), String::new()),
        port if host.ends_with('.') => (
            Rule::TrailingDot,
            String::new(),
            with(scheme, host.trim_end_matches('.'), port),
        ),
        _ => match edge {
            Some(label) => (Rule::HyphenAtTheEdge, label.to_owned(), String::new()),
            None => return,
        },
    };
    found.push(
        Violation::new(rule, subject, pattern.to_string())
            .beside(beside)
            .instead(instead),
    );
}
