//! C21, C22, C28, C29, C31, C34: valid origins that browsers hardly ever send.

use crate::location::Location;
use crate::origin::bad_port::is_bad_port;
use crate::origin::pattern::{OriginPattern, Port, Scheme};
use crate::origin::{is_reserved, is_unspecified};
use crate::rules::Rule;
use crate::violation::Violation;

pub(super) fn validate(
    location: Location,
    pattern: &OriginPattern,
    violations: &mut Vec<Violation>,
) {
    let host = pattern.host();
    let with_parts = |scheme, host: &str, port| pattern.with_parts(scheme, host, port).to_string();
    let scheme = pattern.scheme();
    let other_scheme = match scheme {
        Scheme::Http => Scheme::Https,
        Scheme::Https => Scheme::Http,
    };
    let labels = pattern.host_with_label();
    let hyphenated_label = labels
        .split('.')
        .find(|label| label.starts_with('-') || label.ends_with('-'));
    let (rule, other, suggestion) = match pattern.port() {
        Port::Number(port) if is_bad_port(port) => (
            Rule::BadPort,
            port.to_string(),
            with_parts(scheme, host, Port::Number(8080)),
        ),
        // Either the scheme or the port is wrong; the suggestion is the secure origin.
        Port::Number(port) if port == other_scheme.default_port() => (
            Rule::SwappedPort,
            port.to_string(),
            with_parts(Scheme::Https, host, Port::Default),
        ),
        port if is_unspecified(host) => (
            Rule::UnspecifiedAddress,
            String::new(),
            with_parts(scheme, "localhost", port),
        ),
        _ if is_reserved(host) => (Rule::ReservedAddress, String::new(), String::new()),
        port if host.ends_with('.') => (
            Rule::TrailingDot,
            String::new(),
            with_parts(scheme, host.trim_end_matches('.'), port),
        ),
        _ => match hyphenated_label {
            Some(label) => (Rule::HyphenAtTheEdge, label.to_owned(), String::new()),
            None => return,
        },
    };
    violations.push(
        Violation::new(rule, location, pattern.to_string())
            .with_other(other)
            .with_suggestion(suggestion),
    );
}
