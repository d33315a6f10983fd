//! B07–B15 and B20: origins that are a risk together with credentials. Whoever obtains an allowed origin
//! can act as the signed-in user; each rule is one way to obtain an origin of another owner. B09 and B19:
//! origins that are suspicious without credentials. B21: patterns that are a risk with `enforce`.

use super::args::Args;
use crate::allowance::DangerouslyAllow;
use crate::location::Location;
use crate::origin::limits::MAX_LABEL_LEN;
use crate::origin::pattern::{OriginPattern, Port, Scheme, Wildcard};
use crate::origin::{CustomOrigin, Uniqueness};
use crate::public_suffix::{first_suffix_below, first_suffix_within, is_public_suffix};
use crate::rules::Rule;
use crate::shared_hosts::{self, SharedHost};
use crate::violation::Violation;

pub(super) fn validate(
    args: &Args<'_>,
    location: Location,
    pattern: &OriginPattern,
    violations: &mut Vec<Violation>,
) {
    if !args.credentials {
        violations.extend(preview_with_enforce(args, location, pattern));
        violations.extend(warn_without_credentials(location, pattern));
        return;
    }
    // A loopback origin belongs to the programs on the user's own machine, or to the app itself.
    if pattern.is_loopback() {
        let violation = match framework(pattern) {
            None => Violation::new(Rule::LoopbackInRelease, location, pattern.to_string()),
            Some(_) if args.allows(DangerouslyAllow::SharedAppOrigins) => return,
            Some(framework) => Violation::new(
                Rule::SharedAppWithCredentials,
                location,
                pattern.to_string(),
            )
            .with_other(framework),
        };
        violations.push(violation);
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
    let (other, is_alternative) = match first.rule {
        Rule::SuffixWithCredentials => (covered_suffix(pattern), !pattern.matches_subdomains()),
        Rule::UserContentWithCredentials => match shared_host(pattern) {
            Some(shared) => (
                Some(shared.host),
                shared.is_above(&pattern.host_with_label()),
            ),
            None => (None, false),
        },
        Rule::SharedAppWithCredentials => (framework(pattern), false),
        Rule::PreviewWithCredentials => {
            (host_for_anyone(pattern), host_for_anyone(pattern).is_none())
        }
        _ => (None, false),
    };
    violations.push(
        Violation::new(first.rule, location, pattern.to_string())
            .with_other(other.unwrap_or_default())
            .with_alternative(is_alternative)
            .with_suggestion(suggestion.to_string()),
    );
}

/// B21: `enforce` protects handlers from forms of other sites, which carry the user's cookies whether the
/// policy has `credentials` or not.
fn preview_with_enforce(
    args: &Args<'_>,
    location: Location,
    pattern: &OriginPattern,
) -> Option<Violation> {
    args.enforce?;
    pattern.label()?;
    if pattern.is_loopback() || args.allows(DangerouslyAllow::PreviewDeployments) {
        return None;
    }
    let host = host_for_anyone(pattern);
    let violation = Violation::new(Rule::PreviewWithEnforce, location, pattern.to_string())
        .with_other(host.unwrap_or_default())
        .with_alternative(host.is_none())
        .with_suggestion(main_deployment(pattern).to_string());
    Some(violation)
}

/// B09, B19: patterns that are as open as `"*"`, and public suffixes, which are not hosts of the user.
fn warn_without_credentials(location: Location, pattern: &OriginPattern) -> Option<Violation> {
    if let Some(suffix) = covered_suffix(pattern) {
        let violation = Violation::new(Rule::SuffixPattern, location, pattern.to_string())
            .with_other(suffix)
            .with_alternative(!pattern.matches_subdomains())
            .with_suggestion(under_own_domain(pattern).to_string());
        return Some(violation);
    }
    let shared = shared_host(pattern).filter(|_| pattern.matches_subdomains())?;
    let violation = Violation::new(Rule::UserContentPattern, location, pattern.to_string());
    Some(violation.with_other(shared.host))
}

/// B14: an origin that all apps of a framework share.
pub(super) fn validate_custom(
    args: &Args<'_>,
    location: Location,
    origin: &CustomOrigin,
    violations: &mut Vec<Violation>,
) {
    let Uniqueness::Shared(framework) = origin.uniqueness else {
        return;
    };
    // Without `custom_schemes`, the origin is already rejected for its scheme.
    if args.credentials
        && !args.allows(DangerouslyAllow::SharedAppOrigins)
        && args.lists_allowance(DangerouslyAllow::CustomSchemes)
    {
        violations.push(
            Violation::new(Rule::SharedAppWithCredentials, location, &origin.text)
                .with_other(framework),
        );
    }
}

/// A way to obtain an origin of another owner, and its fix.
struct CredentialRisk {
    rule: Rule,
    allowance: DangerouslyAllow,
    applies: fn(&OriginPattern) -> bool,
    fix: fn(&OriginPattern) -> OriginPattern,
}

const RISKS: [CredentialRisk; 6] = [
    // Registering a name under a public suffix.
    CredentialRisk {
        rule: Rule::SuffixWithCredentials,
        allowance: DangerouslyAllow::PublicSuffixes,
        applies: |pattern| covered_suffix(pattern).is_some(),
        fix: under_own_domain,
    },
    // Publishing a page on the host, or obtaining a name that it gives away again.
    CredentialRisk {
        rule: Rule::UserContentWithCredentials,
        allowance: DangerouslyAllow::UserContentHosts,
        applies: |pattern| shared_host(pattern).is_some(),
        fix: OriginPattern::clone,
    },
    // Making an app with the same framework.
    CredentialRisk {
        rule: Rule::SharedAppWithCredentials,
        allowance: DangerouslyAllow::SharedAppOrigins,
        applies: |pattern| framework(pattern).is_some(),
        fix: OriginPattern::clone,
    },
    // Registering a name that matches, or having a branch deployed.
    CredentialRisk {
        rule: Rule::PreviewWithCredentials,
        allowance: DangerouslyAllow::PreviewDeployments,
        applies: |pattern| pattern.label().is_some(),
        fix: main_deployment,
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
        fix: |pattern| pattern.with_parts(pattern.scheme(), pattern.host(), Port::Default),
    },
];

/// Returns the entry of the list of shared hosts that a pattern matches.
fn shared_host(pattern: &OriginPattern) -> Option<&'static SharedHost> {
    shared_hosts::find(&pattern.host_with_label(), pattern.matches_subdomains())
}

/// Returns the host under which anyone can get the names that a pattern over a label matches.
fn host_for_anyone(pattern: &OriginPattern) -> Option<&str> {
    let host = pattern.host_without_dot();
    if is_public_suffix(host) {
        return Some(host);
    }
    shared_hosts::find(host, false).map(|shared| shared.host)
}

/// Returns the framework whose apps all have this origin.
fn framework(pattern: &OriginPattern) -> Option<&'static str> {
    let app = shared_hosts::find_app(&pattern.to_string())?;
    Some(app.framework)
}

/// Returns the public suffix that a pattern matches or contains. `*.` matches any number of labels, so
/// `https://*.amazonaws.com` matches every bucket. A host without a dot is a name in a private network,
/// even if there is a top-level domain with that name.
fn covered_suffix(pattern: &OriginPattern) -> Option<&str> {
    let host = pattern.host_without_dot();
    if let Some(label) = pattern.label() {
        first_suffix_below(host, |name| label.matches(name.as_bytes()))
    } else if pattern.matches_subdomains() {
        first_suffix_within(host)
    } else {
        (host.contains('.') && is_public_suffix(host)).then_some(host)
    }
}

fn under_own_domain(pattern: &OriginPattern) -> OriginPattern {
    let host = format!("example.{}", pattern.host());
    pattern.with_parts(pattern.scheme(), &host, pattern.port())
}

fn upgraded_to_https(pattern: &OriginPattern) -> OriginPattern {
    // `http://host:443` becomes `https://host`, because the default port is omitted.
    let port = match pattern.port() {
        Port::Number(port) if port == Scheme::Https.default_port() => Port::Default,
        port => port,
    };
    pattern.with_parts(Scheme::Https, pattern.host(), port)
}

/// Returns one deployment that a pattern over a label matches.
fn main_deployment(pattern: &OriginPattern) -> OriginPattern {
    let Some(label) = pattern.label() else {
        return pattern.clone();
    };
    let names = ["main", "x"].map(|name| label.with_name(name));
    let is_valid = |label: &&String| label.len() <= MAX_LABEL_LEN;
    let name = names.iter().find(is_valid).unwrap_or(&names[1]);
    let host = format!("{name}.{}", pattern.host());
    OriginPattern::new(pattern.scheme(), Wildcard::None, host, pattern.port())
}
