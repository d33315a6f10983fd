//! The [Public Suffix List](https://publicsuffix.org/): the names under which anybody can register a
//! name.
//!
//! The list is text, and a lookup is a binary search in it, so that neither a compilation nor the first lookup
//! of a program takes time for the whole list.
//! `docs/public-suffixes.md` describes how the text is updated. Hosts are expected in the form that
//! browsers send, without a dot at the end; any other form is never found.
//!
//! In one point the lookup deviates from the list's
//! [algorithm](https://github.com/publicsuffix/list/wiki/Format): the default rule `*`, which makes every
//! unknown top-level domain a public suffix, is not applied. Names under `internal`, `corp` and
//! `localhost` belong to the operator of the network.

/// The list: comments, then the rules, sorted by their labels from right to left, so that the rules
/// below a name directly follow it. A `static`, because a `const` could be copied to every use.
static LIST: &str = include_str!("public_suffixes.txt");

/// The start of a comment.
const COMMENT: &str = "//";

/// The prefix of a rule that is an exception to a wildcard.
const EXCEPTION: char = '!';

/// Returns whether `host` is a public suffix: by a rule for `host` itself, or because `host` is a
/// top-level domain with rules below it.
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
    let may_have_rule = match host.split_once('.') {
        Some((_, parent)) => NameRules::find(parent).first_below.is_some(),
        None => true,
    };
    // For most hosts, the first lookup is enough.
    may_have_rule && public_suffix(host) == Some(host)
}

/// Returns a rule by which anybody can register a name that ends in `.host`: the rule for `host`, or
/// else the first rule below it, as it is written in the list.
///
/// For a pattern `https://*.host`, [`is_public_suffix`] is not enough, because `*.` matches any number of
/// labels: names directly under `amazonaws.com` cannot be registered, but anybody can register a name
/// under `s3.amazonaws.com`.
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
    let rules = NameRules::find(host);
    match (rules.exact, host.split_once('.')) {
        (Some(rule), _) if !rule.starts_with(EXCEPTION) => Some(rule),
        (None, Some((label, parent))) if !label.is_empty() => {
            NameRules::find(parent).wildcard.or(rules.first_below)
        }
        _ => rules.first_below,
    }
}

/// Returns the first rule for a name one label below `host`, where `matches` returns `true` for the label.
/// A wildcard rule applies to any label.
///
/// ```
/// use cors_policy::public_suffix::first_suffix_below;
/// let starts_with_s3 = |label: &str| label.starts_with("s3-");
/// let rule = first_suffix_below("amazonaws.com", starts_with_s3);
/// assert!(rule.unwrap().starts_with("s3-"));
/// assert_eq!(first_suffix_below("vercel.app", starts_with_s3), None);
/// assert_eq!(first_suffix_below("ck", |_| false), Some("*.ck"));
/// ```
pub fn first_suffix_below(host: &str, matches: impl Fn(&str) -> bool) -> Option<&'static str> {
    let below = rules_from(host).skip_while(|rule| without_exception(rule) == host);
    let below = below.take_while(|rule| is_below(rule, host));
    let mut rules = below.filter(|rule| !rule.starts_with(EXCEPTION));
    rules.find(|rule| {
        let label = rule
            .strip_suffix(host)
            .and_then(|labels| labels.strip_suffix('.'));
        label.is_some_and(|label| label == "*" || (!label.contains('.') && matches(label)))
    })
}

/// Returns the registrable domain of `host`: its public suffix and one more label. Returns `None` if
/// `host` is a public suffix, or if no rule applies to it.
///
/// ```
/// use cors_policy::public_suffix::registrable_domain;
/// assert_eq!(registrable_domain("a.b.example.co.uk"), Some("example.co.uk"));
/// assert_eq!(registrable_domain("co.uk"), None);
/// ```
#[must_use]
pub fn registrable_domain(host: &str) -> Option<&str> {
    let suffix = public_suffix(host)?;
    let labels = host.strip_suffix(suffix)?.strip_suffix('.')?;
    let label = labels
        .rsplit('.')
        .next()
        .filter(|label| !label.is_empty())?;
    host.get(labels.len() - label.len()..)
}

/// Returns the public suffix of `host`: that of the matching rule with the most labels, unless an
/// exception matches, which makes its parent the public suffix.
fn public_suffix(host: &str) -> Option<&str> {
    let mut suffix = None;
    let mut parent = "";
    let mut is_wildcard_parent = false;
    for name in parents_from_the_top(host) {
        if name.is_empty() || name.starts_with('.') {
            return None;
        }
        let rules = NameRules::find(name);
        let is_listed_top = parent.is_empty() && rules.first_below.is_some();
        match rules.exact {
            Some(rule) if rule.starts_with(EXCEPTION) => return Some(parent),
            Some(_) => suffix = Some(name),
            None if is_wildcard_parent || is_listed_top => suffix = Some(name),
            None => {}
        }
        // Rules have a few labels only, so this bounds the work for hosts of any length.
        if rules.first_below.is_none() {
            break;
        }
        is_wildcard_parent = rules.wildcard.is_some();
        parent = name;
    }
    suffix
}

/// Returns the parent domains of `host`, and `host` itself: `com`, `example.com`, `www.example.com`.
fn parents_from_the_top(host: &str) -> impl Iterator<Item = &str> {
    host.rmatch_indices('.')
        .map(|(dot, _)| &host[dot + 1..])
        .chain([host])
}

/// The rules of the list for a name and for the names below it.
struct NameRules {
    /// The rule for the name itself, which may be an exception.
    exact: Option<&'static str>,
    /// The wildcard rule for the names one label below.
    wildcard: Option<&'static str>,
    /// The first rule for any name below.
    first_below: Option<&'static str>,
}

impl NameRules {
    fn find(name: &str) -> Self {
        let mut rules = rules_from(name).peekable();
        let exact = rules.next_if(|rule| without_exception(rule) == name);
        let first_below = rules.next().filter(|rule| is_below(rule, name));
        // A wildcard is the first rule below a name, because `*` sorts before all labels.
        let wildcard = first_below.filter(|rule| rule.strip_prefix("*.") == Some(name));
        Self {
            exact,
            wildcard,
            first_below,
        }
    }
}

fn is_below(rule: &str, name: &str) -> bool {
    rule.strip_suffix(name)
        .is_some_and(|labels| labels.ends_with('.'))
}

fn without_exception(rule: &str) -> &str {
    rule.strip_prefix(EXCEPTION).unwrap_or(rule)
}

/// Returns the rules from `name` on, or from where it would be.
fn rules_from(name: &str) -> impl Iterator<Item = &'static str> {
    // The lines that may be the first of them begin at these positions, or between the two.
    let (mut first, mut last) = (0, LIST.len());
    while first < last {
        let before = &LIST[..usize::midpoint(first, last)];
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = LIST[start..].split_inclusive('\n').next();
        let line = line.unwrap_or_default();
        if line.starts_with(COMMENT) || precedes(line.trim_ascii_end(), name) {
            first = start + line.len();
        } else {
            last = start;
        }
    }
    LIST[first..].lines()
}

/// Returns whether a rule is sorted before the rules for `name`.
fn precedes(rule: &str, name: &str) -> bool {
    let labels = without_exception(rule).rsplit('.');
    labels.lt(name.rsplit('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> impl Iterator<Item = &'static str> {
        LIST.lines().filter(|line| !line.starts_with(COMMENT))
    }

    #[test]
    fn list_has_the_form_that_the_search_expects() {
        assert!(rules().count() > 10_000);
        assert!(LIST.is_ascii());
        assert!(
            LIST.lines()
                .is_sorted_by_key(|line| !line.starts_with(COMMENT))
        );
        for rule in rules() {
            let name = rule.strip_prefix("*.").unwrap_or(without_exception(rule));
            let is_ldh = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
            assert!(
                name.split('.')
                    .all(|label| !label.is_empty() && label.bytes().all(is_ldh)),
                "{rule}"
            );
            assert!(!name.contains(|c: char| c.is_ascii_uppercase()), "{rule}");
        }
        let names: Vec<Vec<&str>> = rules()
            .map(|rule| without_exception(rule).rsplit('.').collect())
            .collect();
        assert!(names.is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn every_rule_is_found() {
        for rule in rules() {
            assert_eq!(NameRules::find(without_exception(rule)).exact, Some(rule));
        }
    }

    #[test]
    fn public_suffix_has_a_rule_within() {
        for (host, rule) in [
            ("com", "com"),
            ("co.uk", "co.uk"),
            ("github.io", "github.io"),
            ("xn--p1ai", "xn--p1ai"),
            ("xn--55qx5d.cn", "xn--55qx5d.cn"),
            ("any.ck", "*.ck"),
            ("any.kawasaki.jp", "*.kawasaki.jp"),
            ("us-west-1.compute.amazonaws.com", "*.compute.amazonaws.com"),
            // Top-level domains with rules only below them.
            ("ck", "*.ck"),
            ("za", "ac.za"),
        ] {
            assert!(is_public_suffix(host), "{host}");
            assert_eq!(first_suffix_within(host), Some(rule), "{host}");
            assert_eq!(registrable_domain(host), None, "{host}");
        }
    }

    #[test]
    fn other_host_may_have_a_public_suffix_below() {
        for (host, rule, domain) in [
            ("example.com", None, "example.com"),
            ("app.example.co.uk", None, "example.co.uk"),
            ("you.github.io", None, "you.github.io"),
            ("a.b.any.ck", None, "b.any.ck"),
            // Exceptions to a wildcard.
            ("www.ck", None, "www.ck"),
            ("a.www.ck", None, "www.ck"),
            ("city.kawasaki.jp", None, "city.kawasaki.jp"),
            // Parents of a wildcard, and of a name.
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
            // Names that end in a suffix within a label.
            ("notgithub.io", None, "notgithub.io"),
            ("xn--mgba3a4f16a.example.com", None, "example.com"),
        ] {
            assert!(!is_public_suffix(host), "{host}");
            assert_eq!(first_suffix_within(host), rule, "{host}");
            assert_eq!(registrable_domain(host), Some(domain), "{host}");
        }
    }

    #[test]
    fn unknown_and_invalid_hosts_are_not_found() {
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
