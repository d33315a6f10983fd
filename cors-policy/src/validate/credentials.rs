//! B07–B15: origins that are a risk together with credentials. Whoever obtains an allowed origin can
//! act as the signed-in user; each rule is one way to obtain an origin of somebody else.

use super::args::Args;
use crate::allowance::DangerouslyAllow;
use crate::location::Location;
use crate::origin::pattern::{OriginPattern, Port, Scheme};
use crate::origin::{CustomOrigin, Uniqueness};
use crate::public_suffix::first_suffix_within;
use crate::rules::Rule;
use crate::violation::Violation;

pub(super) fn validate(
    args: &Args<'_>,
    location: Location,
    pattern: &OriginPattern,
    violations: &mut Vec<Violation>,
) {
    let text = pattern.to_string();
    if !args.credentials {
        if let Some(suffix) = covered_suffix(pattern) {
            violations.push(
                Violation::new(Rule::SuffixPattern, location, text)
                    .with_other(suffix)
                    .with_suggestion(under_own_domain(pattern).to_string()),
            );
        }
        return;
    }
    // A loopback origin belongs to the programs on the user's own machine.
    if pattern.is_loopback() {
        violations.push(Violation::new(Rule::LoopbackInRelease, location, text));
        return;
    }
    // Only the first risk is reported, but every allowance is checked, so that none counts as unused;
    // the suggestion removes all risks at once.
    let risks = RISKS.iter().filter(|risk| (risk.applies)(pattern));
    let risks: Vec<_> = risks.filter(|risk| !args.allows(risk.allowance)).collect();
    let Some(first) = risks.first() else { return };
    let suggestion = risks
        .iter()
        .fold(pattern.clone(), |safer, risk| (risk.fix)(&safer));
    violations.push(
        Violation::new(first.rule, location, text)
            .with_other(covered_suffix(pattern).unwrap_or(pattern.host()))
            .with_suggestion(suggestion.to_string()),
    );
}

/// B14: an origin that all apps of a framework share.
pub(super) fn validate_custom(
    args: &Args<'_>,
    location: Location,
    origin: &CustomOrigin,
    violations: &mut Vec<Violation>,
) {
    let is_shared = origin.uniqueness == Uniqueness::Shared && args.credentials;
    // Without `custom_schemes`, the origin is already rejected for its scheme.
    if is_shared
        && !args.allows(DangerouslyAllow::SharedAppOrigins)
        && args.lists_allowance(DangerouslyAllow::CustomSchemes)
    {
        violations.push(Violation::new(
            Rule::SharedAppWithCredentials,
            location,
            &origin.text,
        ));
    }
}

/// A way to obtain an origin of somebody else, and its fix.
struct CredentialRisk {
    rule: Rule,
    allowance: DangerouslyAllow,
    applies: fn(&OriginPattern) -> bool,
    fix: fn(&OriginPattern) -> OriginPattern,
}

const RISKS: [CredentialRisk; 4] = [
    // Registering a name under a public suffix.
    CredentialRisk {
        rule: Rule::SuffixWithCredentials,
        allowance: DangerouslyAllow::PublicSuffixes,
        applies: |pattern| covered_suffix(pattern).is_some(),
        fix: under_own_domain,
    },
    // Publishing a page on the host.
    CredentialRisk {
        rule: Rule::UserContentWithCredentials,
        allowance: DangerouslyAllow::UserContentHosts,
        applies: is_user_content,
        fix: OriginPattern::clone,
    },
    // Responding in place of the host, from the network between.
    CredentialRisk {
        rule: Rule::InsecureWithCredentials,
        allowance: DangerouslyAllow::InsecureOrigins,
        applies: |pattern| pattern.scheme() == Scheme::Http,
        fix: upgraded_to_https,
    },
    // Listening on another port of the host.
    CredentialRisk {
        rule: Rule::AnyPortWithCredentials,
        allowance: DangerouslyAllow::AnyPort,
        applies: |pattern| pattern.port() == Port::Any,
        fix: |pattern| with_parts(pattern, pattern.scheme(), pattern.host(), Port::Default),
    },
];

/// Hosts that serve content of all users under a single name. Hosts with a name for each user are public
/// suffixes.
const USER_CONTENT_HOSTS: [&str; 8] = [
    "codepen.io",
    "jsbin.com",
    "jsfiddle.net",
    "plnkr.co",
    "raw.githack.com",
    "repl.it",
    "s3.amazonaws.com",
    "storage.googleapis.com",
];

fn is_user_content(pattern: &OriginPattern) -> bool {
    USER_CONTENT_HOSTS.contains(&pattern.host())
}

/// Returns the public suffix that a pattern matches or contains. `*.` matches any number of labels, so
/// `https://*.amazonaws.com` matches every bucket.
fn covered_suffix(pattern: &OriginPattern) -> Option<&'static str> {
    if !pattern.matches_subdomains() {
        return None;
    }
    let host = pattern.host();
    first_suffix_within(host.strip_suffix('.').unwrap_or(host))
}

fn under_own_domain(pattern: &OriginPattern) -> OriginPattern {
    let host = format!("example.{}", pattern.host());
    with_parts(pattern, pattern.scheme(), &host, pattern.port())
}

fn upgraded_to_https(pattern: &OriginPattern) -> OriginPattern {
    // `http://host:443` becomes `https://host`, because the default port is omitted.
    let port = match pattern.port() {
        Port::Number(port) if port == Scheme::Https.default_port() => Port::Default,
        port => port,
    };
    with_parts(pattern, Scheme::Https, pattern.host(), port)
}

fn with_parts(pattern: &OriginPattern, scheme: Scheme, host: &str, port: Port) -> OriginPattern {
    OriginPattern::new(scheme, pattern.matches_subdomains(), host.to_owned(), port)
}
