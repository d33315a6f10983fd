//! B01, B05–B13 and C: who may read the response.

use std::borrow::Cow;

use super::super::catalogue::Rule;
use super::super::draft::Hatch;
use super::super::judged::{Origins, Texts, order};
use super::super::origin;
use super::super::pattern::{Pattern, Port, Scheme};
use super::super::violation::{Subject, Violation};
use super::JudgedOrigins;
use super::entries::{List, Said};

pub(super) fn judge(said: &Said<'_>, found: &mut Vec<Violation>) -> JudgedOrigins {
    let always = Listed::read(&said.origins, "origins", found);
    let development = Listed::read(&said.dev_origins, "dev_origins", found);

    refuse_any(said, &always, found);
    // Every site in development and none in production is a surprise for the day of the release.
    if let Some(subject) = development.any {
        found.push(Violation::new(Rule::AnyInDevOrigins, subject, "*"));
    }
    refuse_duplicates(&always, &development, found);
    if said.credentials {
        for (subject, pattern) in &always.patterns {
            refuse_risky(said, *subject, pattern, found);
        }
    }
    refuse_idle_hatches(said, &always, found);

    JudgedOrigins {
        always: always.into_origins(),
        in_development: development.into_origins(),
    }
}

/// A list of origins, as far as it could be read.
struct Listed {
    /// The first `"*"`.
    any: Option<Subject>,
    patterns: Vec<(Subject, Pattern)>,
    /// How many elements there are besides `"*"`, readable or not.
    others: usize,
}

impl Listed {
    fn read(list: &List<'_>, key: &str, found: &mut Vec<Violation>) -> Self {
        // A list that lets nobody in is what no attribute says better.
        if list.is_written_empty() {
            let subject = list.at.unwrap_or(Subject::Policy);
            found.push(Violation::new(Rule::OriginsEmpty, subject, key));
        }
        let mut listed = Listed {
            any: None,
            patterns: Vec::new(),
            others: 0,
        };
        for (subject, text) in &list.texts {
            if *text == "*" {
                if listed.any.is_some() {
                    found.push(Violation::new(Rule::OriginTwice, *subject, *text));
                }
                listed.any.get_or_insert(*subject);
                continue;
            }
            listed.others += 1;
            match read_one(text) {
                Ok(pattern) => listed.patterns.push((*subject, pattern)),
                Err(fault) => found.push(
                    Violation::new(fault.rule, *subject, *text)
                        .instead(fault.instead)
                        .beside(fault.beside),
                ),
            }
        }
        listed
    }

    fn is_all_readable(&self) -> bool {
        self.any.is_none() && self.others == self.patterns.len()
    }

    fn into_origins(self) -> Origins {
        if self.any.is_some() {
            return Origins::Any;
        }
        let (exact, patterns): (Vec<_>, Vec<_>) = self
            .patterns
            .into_iter()
            .map(|(_, pattern)| pattern)
            .partition(Pattern::is_exact);
        let mut exact: Vec<String> = exact.iter().map(Pattern::to_string).collect();
        exact.sort_by(|one, other| order(one.as_bytes(), other.as_bytes()));
        Origins::Listed {
            exact: Texts::Owned(exact),
            patterns: Cow::Owned(patterns),
        }
    }
}

/// The words for a mode that does not exist here: whoever calls is let in.
const REFLECTING: [&str; 9] = [
    "any",
    "all",
    "everyone",
    "mirror",
    "mirror_request",
    "reflect",
    "reflected",
    "dynamic",
    "same",
];

fn read_one(text: &str) -> Result<Pattern, origin::Fault> {
    let word = text
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '\'' | '"'))
        .to_ascii_lowercase();
    let fault = |rule| origin::Fault {
        rule,
        instead: String::new(),
        beside: String::new(),
    };
    // Fetch, «origin-or-null»: every sandboxed frame, `data:` page and tainted redirect sends `null`,
    // whoever made it, so it names nobody.
    if word == "null" {
        return Err(fault(Rule::NullOrigin));
    }
    if REFLECTING.contains(&word.as_str()) {
        return Err(fault(Rule::Reflection));
    }
    origin::read(text)
}

/// B01, C45: `"*"` is a mode of the whole list.
fn refuse_any(said: &Said<'_>, always: &Listed, found: &mut Vec<Violation>) {
    let Some(subject) = always.any else { return };
    // Fetch, CORS check, step 3: `*` is an answer to requests without credentials only.
    if said.credentials {
        found.push(Violation::new(Rule::AnyOriginWithCredentials, subject, "*"));
    } else if always.others > 0 {
        found.push(Violation::new(Rule::AnyOriginBesideOthers, subject, "*"));
    }
}

/// C46: an origin that is listed twice was meant to be two.
fn refuse_duplicates(always: &Listed, development: &Listed, found: &mut Vec<Violation>) {
    let mut seen = std::collections::HashSet::new();
    for (subject, pattern) in always.patterns.iter().chain(&development.patterns) {
        if !seen.insert(pattern) {
            found.push(Violation::new(
                Rule::OriginTwice,
                *subject,
                pattern.to_string(),
            ));
        }
    }
}

/// B07, B10, B12: with credentials, whoever can have an allowed origin can act as the signed-in
/// user. `dev_origins` are not asked: they are the place for what must not ship.
fn refuse_risky(said: &Said<'_>, subject: Subject, pattern: &Pattern, found: &mut Vec<Violation>) {
    let text = pattern.to_string();
    if pattern.is_loopback() {
        found.push(Violation::new(Rule::LoopbackInRelease, subject, text));
        return;
    }
    let insecure = is_insecure(pattern) && !said.allows(Hatch::InsecureOrigins);
    let any_port = is_any_port(pattern) && !said.allows(Hatch::AnyPort);
    let without_port = |pattern: &Pattern| {
        let text = pattern.to_string();
        text.strip_suffix(":*").unwrap_or(&text).to_owned()
    };
    if insecure {
        let secure = secured(pattern);
        let instead = if any_port {
            without_port(&secure)
        } else {
            secure.to_string()
        };
        found.push(Violation::new(Rule::InsecureWithCredentials, subject, text).instead(instead));
    } else if any_port {
        let instead = without_port(pattern);
        found.push(Violation::new(Rule::AnyPortWithCredentials, subject, text).instead(instead));
    }
}

/// Whoever is on the network between can answer for such a page, and so has its origin.
fn is_insecure(pattern: &Pattern) -> bool {
    pattern.scheme() == Scheme::Http && !pattern.is_loopback()
}

/// Whatever else listens on that host has such an origin.
fn is_any_port(pattern: &Pattern) -> bool {
    pattern.port() == Port::Any && !pattern.is_loopback()
}

fn secured(pattern: &Pattern) -> Pattern {
    // Port 443 of http is the default one of https, which is left out.
    let port = match pattern.port() {
        Port::Number(port) if port == Scheme::Https.default_port() => Port::Default,
        port => port,
    };
    let host = pattern.host().to_owned();
    Pattern::new(Scheme::Https, pattern.is_subdomains(), host, port)
}

/// A20: a hatch that nothing needs stays open for what comes later.
fn refuse_idle_hatches(said: &Said<'_>, always: &Listed, found: &mut Vec<Violation>) {
    if !always.is_all_readable() {
        return;
    }
    let mut seen = Vec::new();
    for (subject, hatch) in &said.hatches {
        let needs = |pattern: &Pattern| match hatch {
            Hatch::InsecureOrigins => is_insecure(pattern),
            Hatch::AnyPort => is_any_port(pattern),
        };
        let is_needed =
            said.credentials && always.patterns.iter().any(|(_, pattern)| needs(pattern));
        if !is_needed || seen.contains(hatch) {
            found.push(Violation::new(
                Rule::HatchNotNeeded,
                *subject,
                hatch.as_str(),
            ));
        }
        seen.push(*hatch);
    }
}
