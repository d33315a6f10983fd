//! B01, B05, B13, C40–C49, C64 and C68: the lists of origins. What a single text says is read by
//! [`origin`]; what an origin means beside credentials is judged in [`credentials`].

use std::borrow::Cow;

use super::super::app_origin::{AppOrigin, Kind};
use super::super::catalogue::Rule;
use super::super::draft::{Hatch, Key, Place};
use super::super::judged::Origins;
use super::super::origin::{self, Origin};
use super::super::pattern::{Pattern, Port, Scheme};
use super::super::text::is_one_of;
use super::super::texts::{Texts, order};
use super::super::violation::{Subject, Violation};
use super::entries::{List, Said};
use super::{JudgedOrigins, credentials, odd_origins};

pub(super) fn judge(said: &Said<'_>, found: &mut Vec<Violation>) -> JudgedOrigins {
    let always = Listed::read(said, &said.origins, "origins", found);
    let development = Listed::read(said, &said.dev_origins, "dev_origins", found);

    refuse_any(said, &always, found);
    // Every site in development and none in production is a surprise for the day of the release.
    if let Some(subject) = development.any {
        found.push(Violation::new(Rule::AnyInDevOrigins, subject, "*"));
    }
    refuse_duplicates(&always, &development, found);
    report_dead_text(said, &always, found);
    for list in [&always, &development] {
        for (subject, pattern) in &list.patterns {
            odd_origins::judge(*subject, pattern, found);
        }
    }
    // `dev_origins` are not asked: they are the place for what must not ship.
    for (subject, pattern) in &always.patterns {
        credentials::judge(said, *subject, pattern, found);
    }
    for (subject, app) in &always.apps {
        credentials::judge_app(said, *subject, app, found);
    }
    JudgedOrigins {
        always: always.into_origins(),
        in_development: development.into_origins(),
    }
}

/// A list of origins, as far as it could be read.
#[derive(Default)]
struct Listed {
    /// The first `"*"`.
    any: Option<Subject>,
    patterns: Vec<(Subject, Pattern)>,
    apps: Vec<(Subject, AppOrigin)>,
    /// Whether there is something besides `"*"`, readable or not.
    others: bool,
}

impl Listed {
    fn read(said: &Said<'_>, list: &List<'_>, key: &str, found: &mut Vec<Violation>) -> Self {
        // A list that lets nobody in is what no attribute says better.
        if list.is_written_empty() {
            let subject = list.at.unwrap_or(Subject::Policy);
            found.push(Violation::new(Rule::OriginsEmpty, subject, key));
        }
        let mut listed = Listed::default();
        for (subject, text) in &list.texts {
            if *text == "*" {
                if listed.any.is_some() {
                    found.push(Violation::new(Rule::OriginTwice, *subject, *text));
                }
                listed.any.get_or_insert(*subject);
                continue;
            }
            listed.others = true;
            match read_one(text) {
                Ok(Origin::Web(pattern)) => listed.patterns.push((*subject, pattern)),
                Ok(Origin::App(app)) => {
                    report_app(said, *subject, &app, found);
                    listed.apps.push((*subject, app));
                }
                Err(fault) => {
                    said.unreadable.set(true);
                    found.push(
                        Violation::new(fault.rule, *subject, *text)
                            .instead(fault.instead)
                            .beside(fault.beside),
                    );
                }
            }
        }
        listed
    }

    fn into_origins(self) -> Origins {
        if self.any.is_some() {
            return Origins::Any;
        }
        let mut exact = Vec::new();
        let mut patterns = Vec::new();
        for (_, pattern) in self.patterns {
            if pattern.is_exact() {
                exact.push(pattern.to_string());
            } else {
                patterns.push(pattern);
            }
        }
        for (_, app) in self.apps {
            exact.push(app.text);
        }
        sort(&mut exact);
        Origins::Listed {
            exact: Texts::owned(exact),
            patterns: Cow::Owned(patterns),
        }
    }
}

/// In the order in which exact origins are kept. The one place where the judge sorts much.
fn sort(texts: &mut [String]) {
    texts.sort_unstable_by(|one, other| order(one.as_bytes(), other.as_bytes()));
}

/// Where `text` stands among texts that [`sort`] has sorted: of equals, always at the same one.
fn find(sorted: &[String], text: &str) -> Option<usize> {
    sorted
        .binary_search_by(|one| order(one.as_bytes(), text.as_bytes()))
        .ok()
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

pub(super) fn read_one(text: &str) -> Result<Origin, origin::Fault> {
    let word = text.trim().replace(['\'', '"'], "").to_ascii_lowercase();
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
    if is_one_of(&word, &REFLECTING) {
        return Err(fault(Rule::Reflection));
    }
    origin::read(text)
}

/// C40, C41: a scheme that only an app's own webview, or an extension, has.
fn report_app(said: &Said<'_>, subject: Subject, app: &AppOrigin, found: &mut Vec<Violation>) {
    if !said.allows(Hatch::CustomSchemes) {
        found.push(Violation::new(Rule::AppOrigin, subject, &app.text));
    } else if app.kind == Kind::Installation {
        found.push(Violation::new(Rule::InstallationOrigin, subject, &app.text));
    }
}

/// B01, C45: `"*"` is a mode of the whole list.
fn refuse_any(said: &Said<'_>, always: &Listed, found: &mut Vec<Violation>) {
    let Some(subject) = always.any else { return };
    // Fetch, CORS check, step 3: `*` is an answer to requests without credentials only.
    let others = always.others || said.keys.contains(&Key::OriginsFrom);
    if said.place == Some(Place::Set) {
        found.push(Violation::new(Rule::AnyInSet, subject, "*"));
    } else if said.credentials {
        found.push(Violation::new(Rule::AnyOriginWithCredentials, subject, "*"));
    } else if others {
        found.push(Violation::new(Rule::AnyOriginBesideOthers, subject, "*"));
    }
}

/// C46: an origin that is listed twice was meant to be two.
fn refuse_duplicates(always: &Listed, development: &Listed, found: &mut Vec<Violation>) {
    let mut all = Vec::new();
    for list in [always, development] {
        for (subject, pattern) in &list.patterns {
            all.push((*subject, pattern.to_string()));
        }
        for (subject, app) in &list.apps {
            all.push((*subject, app.text.clone()));
        }
    }
    let mut sorted = Vec::new();
    for (_, text) in &all {
        sorted.push(text.clone());
    }
    sort(&mut sorted);
    let mut seen = vec![false; sorted.len()];
    for (subject, text) in &all {
        if let Some(at) = find(&sorted, text) {
            if seen[at] {
                found.push(Violation::new(Rule::OriginTwice, *subject, text));
            }
            seen[at] = true;
        }
    }
}

/// C47–C49: what a pattern beside it says already, and the insecure one of a pair.
fn report_dead_text(said: &Said<'_>, always: &Listed, found: &mut Vec<Violation>) {
    // Ten thousand origins are a list too: what each is held against is short, or sorted.
    let mut wide = Vec::new();
    let mut secure = Vec::new();
    for (_, pattern) in &always.patterns {
        if !pattern.is_exact() {
            wide.push(pattern);
        }
        if pattern.scheme() == Scheme::Https {
            secure.push(pattern.to_string());
        }
    }
    sort(&mut secure);
    for (subject, pattern) in &always.patterns {
        let text = pattern.to_string();
        if let Some(wider) = wider(&wide, pattern) {
            let rule = if pattern.is_exact() {
                Rule::OriginCovered
            } else {
                Rule::PatternCovered
            };
            found.push(Violation::new(rule, *subject, text).beside(wider.to_string()));
        } else if pattern.scheme() == Scheme::Http && !pattern.is_loopback() && !said.credentials {
            let twin = text.replacen("http", "https", 1);
            if find(&secure, &twin).is_some() {
                found.push(Violation::new(Rule::InsecureTwin, *subject, text).beside(twin));
            }
        }
    }
}

/// The first pattern that covers this one.
#[allow(clippy::manual_find)] // As `text` says: an iterator costs every clean build.
fn wider<'l>(wide: &[&'l Pattern], narrow: &Pattern) -> Option<&'l Pattern> {
    for pattern in wide {
        if covers(pattern, narrow) {
            return Some(pattern);
        }
    }
    None
}

/// Whether every origin that `narrow` stands for is one that `wide` stands for, and they differ.
fn covers(wide: &Pattern, narrow: &Pattern) -> bool {
    let port = wide.port() == Port::Any || wide.port() == narrow.port();
    let host = if wide.is_subdomains() {
        let is_below = narrow
            .host()
            .strip_suffix(wide.host())
            .is_some_and(|labels| labels.ends_with('.'));
        is_below || (narrow.is_subdomains() && narrow.host() == wide.host())
    } else {
        narrow.host() == wide.host() && !narrow.is_subdomains()
    };
    wide != narrow && wide.scheme() == narrow.scheme() && port && host
}
