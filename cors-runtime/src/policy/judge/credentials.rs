//! B07–B15: what an origin means beside credentials. Whoever can have an allowed origin can then act
//! as the signed-in user, so each rule here names one way to come by somebody else's origin.

use super::super::app_origin::{AppOrigin, Kind};
use super::super::catalogue::Rule;
use super::super::draft::Hatch;
use super::super::pattern::{Pattern, Port, Scheme};
use super::super::public_suffix::rule_within;
use super::super::violation::{Subject, Violation};
use super::entries::Said;

pub(super) fn judge(
    said: &Said<'_>,
    subject: Subject,
    pattern: &Pattern,
    found: &mut Vec<Violation>,
) {
    let text = pattern.to_string();
    if !said.credentials {
        if let Some(suffix) = suffix_within(pattern) {
            found.push(
                Violation::new(Rule::SuffixPattern, subject, text)
                    .beside(suffix)
                    .instead(own_domain(pattern).to_string()),
            );
        }
        return;
    }
    // Nobody but the user's own programs, which in a release build is bad enough.
    if pattern.is_loopback() {
        found.push(Violation::new(Rule::LoopbackInRelease, subject, text));
        return;
    }
    // All are asked before one is reported, so that a word which is needed is not called idle; the
    // text proposed mends every one of them.
    let mut broken = None;
    let mut mended = pattern.clone();
    for risk in RISKS {
        if !(risk.applies)(pattern) || said.allows(risk.hatch) {
            continue;
        }
        broken = broken.or(Some(risk.rule));
        mended = (risk.mend)(&mended);
    }
    if let Some(rule) = broken {
        let beside = suffix_within(pattern).unwrap_or(pattern.host());
        found.push(
            Violation::new(rule, subject, text)
                .beside(beside)
                .instead(mended.to_string()),
        );
    }
}

/// B14: an origin that other apps have too.
pub(super) fn judge_app(
    said: &Said<'_>,
    subject: Subject,
    app: &AppOrigin,
    found: &mut Vec<Violation>,
) {
    // Without the hatch for its scheme it is refused already.
    let is_let_in = said
        .hatches
        .iter()
        .any(|(_, hatch)| *hatch == Hatch::CustomSchemes);
    let is_shared = app.kind == Kind::Shared && said.credentials;
    if is_shared && !said.allows(Hatch::SharedAppOrigins) && is_let_in {
        found.push(Violation::new(
            Rule::SharedAppWithCredentials,
            subject,
            &app.text,
        ));
    }
}

/// One way to come by an origin.
struct Risk {
    rule: Rule,
    hatch: Hatch,
    applies: fn(&Pattern) -> bool,
    mend: fn(&Pattern) -> Pattern,
}

const RISKS: [Risk; 4] = [
    // Register a name under it.
    Risk {
        rule: Rule::SuffixWithCredentials,
        hatch: Hatch::PublicSuffixes,
        applies: |pattern| suffix_within(pattern).is_some(),
        mend: own_domain,
    },
    // Put a page on it.
    Risk {
        rule: Rule::UserContentWithCredentials,
        hatch: Hatch::UserContentHosts,
        applies: is_user_content,
        mend: Pattern::clone,
    },
    // Answer for it from the network between.
    Risk {
        rule: Rule::InsecureWithCredentials,
        hatch: Hatch::InsecureOrigins,
        applies: |pattern| pattern.scheme() == Scheme::Http,
        mend: secured,
    },
    // Listen on another port of its host.
    Risk {
        rule: Rule::AnyPortWithCredentials,
        hatch: Hatch::AnyPort,
        applies: |pattern| pattern.port() == Port::Any,
        mend: |pattern| with(pattern, pattern.scheme(), pattern.host(), Port::Default),
    },
];

/// Hosts that show whatever anybody puts there, under the host's own name. Those that give everybody
/// a name are public suffixes.
const USER_CONTENT: [&str; 8] = [
    "codepen.io",
    "jsbin.com",
    "jsfiddle.net",
    "plnkr.co",
    "raw.githack.com",
    "repl.it",
    "s3.amazonaws.com",
    "storage.googleapis.com",
];

fn is_user_content(pattern: &Pattern) -> bool {
    USER_CONTENT.contains(&pattern.host())
}

/// The public suffix that a pattern stands for, or stands above: `*.` is any number of labels, so
/// `https://*.amazonaws.com` lets in whoever has a bucket.
fn suffix_within(pattern: &Pattern) -> Option<&'static str> {
    if !pattern.is_subdomains() {
        return None;
    }
    let host = pattern.host();
    rule_within(host.strip_suffix('.').unwrap_or(host))
}

fn own_domain(pattern: &Pattern) -> Pattern {
    let host = format!("example.{}", pattern.host());
    with(pattern, pattern.scheme(), &host, pattern.port())
}

fn secured(pattern: &Pattern) -> Pattern {
    // Port 443 of http is the default one of https, which is left out.
    let port = match pattern.port() {
        Port::Number(port) if port == Scheme::Https.default_port() => Port::Default,
        port => port,
    };
    with(pattern, Scheme::Https, pattern.host(), port)
}

fn with(pattern: &Pattern, scheme: Scheme, host: &str, port: Port) -> Pattern {
    Pattern::new(scheme, pattern.is_subdomains(), host.to_owned(), port)
}
