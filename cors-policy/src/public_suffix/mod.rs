//! Names under which strangers register names: the Public Suffix List.
//!
//! The list is a text that is searched where it stands: nothing is parsed ahead, nothing is
//! allocated, and for the compiler it is one string and no code. Whether a wildcard over such a name
//! is forgiven is the judge's business; how the text is refreshed is told in
//! `docs/public-suffixes.md`.
//!
//! A host is taken in the form browsers send, without a dot at its end. In any other form it is on
//! no list.
//!
//! There is one deviation from the list's own algorithm. It ends with a rule `*` for the top-level
//! domains that nobody has listed, and here that rule does not hold: `internal`, `corp` and
//! `localhost` belong to whoever runs the network, and nobody registers anything under them.

use std::cmp::Ordering;

/// The rules, sorted by their labels from right to left, so that everything beneath a name stands
/// right behind it. Comments stand before the first rule. Not a constant: a constant is copied to
/// wherever it is named.
static LIST: &str = include_str!("public_suffixes.txt");

/// What stands before a rule that is an exception to a wildcard.
const EXCEPTION: char = '!';

/// Whether strangers can register names directly under `host`: whether a rule of the list is for just
/// this name, or it is the top-level domain of one.
///
/// ```
/// use cors_policy::public_suffix::is_public_suffix;
/// assert!(is_public_suffix("com"));
/// assert!(is_public_suffix("co.uk"));
/// assert!(is_public_suffix("github.io"));
/// assert!(!is_public_suffix("example.com"));
/// assert!(!is_public_suffix("internal"));
/// ```
#[must_use]
pub fn is_public_suffix(host: &str) -> bool {
    public_suffix(host) == Some(host)
}

/// The rule by which strangers can have a name that ends in `.host`, as it stands in the list:
/// `host` itself, or the first one beneath it.
///
/// This, and not [`is_public_suffix`], is the question to ask of `https://*.host`. Nobody registers
/// a name under `amazonaws.com`, but everybody can under `s3.amazonaws.com`, and `*.` stands for any
/// number of labels.
///
/// ```
/// use cors_policy::public_suffix::first_suffix_within;
/// assert_eq!(first_suffix_within("github.io"), Some("github.io"));
/// assert_eq!(first_suffix_within("compute.amazonaws.com"), Some("*.compute.amazonaws.com"));
/// assert_eq!(first_suffix_within("core.windows.net"), Some("blob.core.windows.net"));
/// assert_eq!(first_suffix_within("example.com"), None);
/// ```
#[must_use]
pub fn first_suffix_within(host: &str) -> Option<&'static str> {
    let place = Place::of(host);
    match (place.rule, host.split_once('.')) {
        (Some(rule), _) if !rule.starts_with(EXCEPTION) => Some(rule),
        (None, Some((label, above))) if !label.is_empty() => {
            Place::of(above).wildcard.or(place.beneath)
        }
        _ => place.beneath,
    }
}

/// The part of `host` that somebody registered: a public suffix and one label more. Nothing, if the
/// host is a public suffix or its top-level domain is not on the list.
///
/// ```
/// use cors_policy::public_suffix::registrable_domain;
/// assert_eq!(registrable_domain("a.b.example.co.uk"), Some("example.co.uk"));
/// assert_eq!(registrable_domain("co.uk"), None);
/// ```
#[must_use]
pub fn registrable_domain(host: &str) -> Option<&str> {
    let suffix = public_suffix(host)?;
    let owned = host.strip_suffix(suffix)?.strip_suffix('.')?;
    let label = owned.rsplit('.').next().filter(|label| !label.is_empty())?;
    host.get(owned.len() - label.len()..)
}

/// The list's algorithm: of the rules that match, an exception prevails, or else the one with the
/// most labels. An exception stands for the name above it.
fn public_suffix(host: &str) -> Option<&str> {
    let mut suffix = None;
    let mut above = "";
    let mut covered = false;
    for name in from_the_right(host) {
        if name.is_empty() || name.starts_with('.') {
            return None;
        }
        let place = Place::of(name);
        let is_listed_top = above.is_empty() && place.beneath.is_some();
        match place.rule {
            Some(rule) if rule.starts_with(EXCEPTION) => return Some(above),
            Some(_) => suffix = Some(name),
            None if covered || is_listed_top => suffix = Some(name),
            None => {}
        }
        // The list is a few labels deep: the walk ends here for hosts of any length.
        if place.beneath.is_none() {
            break;
        }
        covered = place.wildcard.is_some();
        above = name;
    }
    suffix
}

/// `com`, `example.com`, `www.example.com`.
fn from_the_right(host: &str) -> impl Iterator<Item = &str> {
    host.rmatch_indices('.')
        .map(|(dot, _)| &host[dot + 1..])
        .chain([host])
}

/// What the list has to say at one name and beneath it.
struct Place {
    /// The rule for exactly this name: to be one, or to be excepted.
    rule: Option<&'static str>,
    /// The rule for every name one label beneath.
    wildcard: Option<&'static str>,
    /// The first rule for any name beneath.
    beneath: Option<&'static str>,
}

impl Place {
    fn of(name: &str) -> Self {
        let mut rules = rules_from(name).peekable();
        let rule = rules.next_if(|rule| name_of(rule) == name);
        let beneath = rules.next().filter(|rule| is_beneath(rule, name));
        // `*` sorts before whatever a label can begin with.
        let wildcard = beneath.filter(|rule| rule.strip_prefix("*.") == Some(name));
        Self {
            rule,
            wildcard,
            beneath,
        }
    }
}

fn is_beneath(rule: &str, name: &str) -> bool {
    rule.strip_suffix(name)
        .is_some_and(|labels| labels.ends_with('.'))
}

fn name_of(rule: &str) -> &str {
    rule.strip_prefix(EXCEPTION).unwrap_or(rule)
}

/// The rules from the first one on that does not stand before `name`: a binary search over the
/// lines of the text.
fn rules_from(name: &str) -> impl Iterator<Item = &'static str> {
    let (mut from, mut to) = (0, LIST.len());
    while from < to {
        let middle = from + (to - from) / 2;
        let start = LIST[from..middle]
            .rfind('\n')
            .map_or(from, |at| from + at + 1);
        let end = LIST[middle..to].find('\n').map_or(to, |at| middle + at + 1);
        // Trimmed, for a checkout that ends its lines in another way.
        if stands_before(LIST[start..end].trim_end(), name) {
            from = end;
        } else {
            to = start;
        }
    }
    LIST[from..].lines()
}

fn stands_before(line: &str, name: &str) -> bool {
    let labels = name_of(line).rsplit('.');
    line.starts_with("//") || labels.cmp(name.rsplit('.')) == Ordering::Less
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> impl Iterator<Item = &'static str> {
        LIST.lines().skip_while(|line| line.starts_with("//"))
    }

    #[test]
    fn the_text_is_what_the_search_takes_it_for() {
        assert!(LIST.is_ascii(), "it is cut at any byte");
        assert!(LIST.ends_with('\n'));
        let mut comments = LIST.lines().take_while(|line| line.starts_with("//"));
        assert!(comments.all(|line| stands_before(line, "0")));
        assert!(rules().count() > 10_000);
        for rule in rules() {
            let name = rule.strip_prefix("*.").unwrap_or(name_of(rule));
            let ordinary = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            assert!(
                name.split('.')
                    .all(|label| !label.is_empty() && label.bytes().all(ordinary)),
                "{rule}"
            );
            assert!(!name.contains(|c: char| c.is_ascii_uppercase()), "{rule}");
        }
        let names: Vec<Vec<&str>> = rules()
            .map(|rule| name_of(rule).rsplit('.').collect())
            .collect();
        assert!(names.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn every_rule_finds_itself() {
        for rule in rules() {
            assert_eq!(Place::of(name_of(rule)).rule, Some(rule));
        }
    }

    #[test]
    fn what_is_a_suffix_by_a_rule_is_open_by_that_rule() {
        for (host, rule) in [
            ("com", "com"),
            ("co.uk", "co.uk"),
            ("github.io", "github.io"),
            ("xn--p1ai", "xn--p1ai"),
            ("xn--55qx5d.cn", "xn--55qx5d.cn"),
            ("any.ck", "*.ck"),
            ("any.kawasaki.jp", "*.kawasaki.jp"),
            ("us-west-1.compute.amazonaws.com", "*.compute.amazonaws.com"),
            // Listed by nothing but what is beneath them.
            ("ck", "*.ck"),
            ("za", "ac.za"),
        ] {
            assert!(is_public_suffix(host), "{host}");
            assert_eq!(first_suffix_within(host), Some(rule), "{host}");
            assert_eq!(registrable_domain(host), None, "{host}");
        }
    }

    #[test]
    fn what_is_no_suffix_may_have_one_beneath() {
        for (host, rule, domain) in [
            ("example.com", None, "example.com"),
            ("app.example.co.uk", None, "example.co.uk"),
            ("you.github.io", None, "you.github.io"),
            ("a.b.any.ck", None, "b.any.ck"),
            // Excepted from a wildcard.
            ("www.ck", None, "www.ck"),
            ("a.www.ck", None, "www.ck"),
            ("city.kawasaki.jp", None, "city.kawasaki.jp"),
            // Above a wildcard, and above a name.
            ("kawasaki.jp", Some("*.kawasaki.jp"), "kawasaki.jp"),
            (
                "compute.amazonaws.com",
                Some("*.compute.amazonaws.com"),
                "amazonaws.com",
            ),
            (
                "core.windows.net",
                Some("blob.core.windows.net"),
                "windows.net",
            ),
            // Suffixes of text, not of labels.
            ("notgithub.io", None, "notgithub.io"),
            ("xn--mgba3a4f16a.example.com", None, "example.com"),
        ] {
            assert!(!is_public_suffix(host), "{host}");
            assert_eq!(first_suffix_within(host), rule, "{host}");
            assert_eq!(registrable_domain(host), Some(domain), "{host}");
        }
    }

    #[test]
    fn what_the_list_does_not_know_is_not_on_it() {
        let long = "a.".repeat(100_000) + "com";
        let dots = ".".repeat(100_000);
        for host in [
            "localhost",
            "internal",
            "app.internal",
            "corp",
            "127.0.0.1",
            "[::1]",
            "",
            ".",
            "..",
            ".com",
            "com.",
            "..com",
            "a..com",
            ".ck",
            "COM",
            "рф",
            "*",
            "!",
            "/",
            "//",
            "\n",
            "a\nb",
            "ac\nad",
            &dots,
        ] {
            assert!(!is_public_suffix(host), "{host:?}");
            assert_eq!(first_suffix_within(host), None, "{host:?}");
        }
        for host in ["", ".com", "com.", "a..", ".ck", "internal", &dots] {
            assert_eq!(registrable_domain(host), None, "{host:?}");
        }
        assert_eq!(registrable_domain(&long), Some("a.com"));
        assert_eq!(first_suffix_within(&long), None);
    }
}
