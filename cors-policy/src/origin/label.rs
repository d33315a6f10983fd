//! Patterns over one label, such as that of preview deployments.

use std::borrow::Cow;
use std::fmt;

use super::limits::MAX_LABEL_LEN;

/// The prefix of a label in Punycode.
const PUNYCODE_PREFIX: &str = "xn--";

/// A label with one `*`, which stands for one or more letters, digits and hyphens: `app-*-team`.
///
/// The `*` is at an end of the label or next to a hyphen, so that `*app` and `app*` remain mistakes: the
/// first lacks its dot, and the second matches names that only begin with the same word. The texts
/// around the `*` are compared once each, at the two ends of a label, so no text is tried twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelPattern {
    prefix: Cow<'static, str>,
    suffix: Cow<'static, str>,
}

impl LabelPattern {
    /// Parses a label with one `*`. Returns `None` if the `*` is the whole label, or touches anything but
    /// a hyphen. The other characters are validated with the host.
    pub(crate) fn parse(label: &str) -> Option<Self> {
        let (prefix, suffix) = label.split_once('*')?;
        let is_single = !(suffix.contains('*') || prefix.is_empty() && suffix.is_empty());
        let is_separated = (prefix.is_empty() || prefix.ends_with('-'))
            && (suffix.is_empty() || suffix.starts_with('-'));
        (is_separated && is_single).then(|| Self {
            prefix: Cow::Owned(prefix.to_owned()),
            suffix: Cow::Owned(suffix.to_owned()),
        })
    }

    pub(super) const fn from_validated_parts(prefix: &'static str, suffix: &'static str) -> Self {
        Self {
            prefix: Cow::Borrowed(prefix),
            suffix: Cow::Borrowed(suffix),
        }
    }

    /// Returns the text before the `*`: empty, or ending with a hyphen.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Returns the text after the `*`: empty, or beginning with a hyphen.
    #[must_use]
    pub fn suffix(&self) -> &str {
        &self.suffix
    }

    /// Returns whether the pattern matches `label`.
    ///
    /// The label as a whole is that of a registered domain: at most 63 bytes, without a hyphen at its
    /// ends. It is not in Punycode, where the text around the `*` would have another meaning.
    pub(crate) fn matches(&self, label: &[u8]) -> bool {
        let inner = label
            .strip_prefix(self.prefix.as_bytes())
            .and_then(|rest| rest.strip_suffix(self.suffix.as_bytes()));
        inner.is_some_and(are_wildcard_bytes)
            && label.len() <= MAX_LABEL_LEN
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
            && !label.starts_with(PUNYCODE_PREFIX.as_bytes())
    }

    /// Returns whether the pattern matches every label that `narrow` matches.
    pub(crate) fn covers(&self, narrow: &LabelPattern) -> bool {
        let before = narrow.prefix.strip_prefix(&*self.prefix);
        let after = narrow.suffix.strip_suffix(&*self.suffix);
        // The `*` does not match an underscore.
        let is_covered = |text: &str| text.is_empty() || are_wildcard_bytes(text.as_bytes());
        before.is_some_and(is_covered) && after.is_some_and(is_covered)
    }

    /// Returns the label with `name` in place of the `*`.
    pub(crate) fn with_name(&self, name: &str) -> String {
        format!("{}{name}{}", self.prefix, self.suffix)
    }

    /// Returns whether `label`, with a `*` or without, is in Punycode or must be encoded in it.
    pub(super) fn is_encoded(label: &str) -> bool {
        !label.is_ascii() || label.starts_with(PUNYCODE_PREFIX)
    }
}

/// Returns whether the `*` matches the text.
fn are_wildcard_bytes(text: &[u8]) -> bool {
    let is_wildcard_byte = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    !text.is_empty() && text.iter().all(is_wildcard_byte)
}

impl fmt::Display for LabelPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}*{}", self.prefix, self.suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::LabelPattern;
    use crate::origin::pattern::{OriginPattern, Port, Scheme};

    fn pattern(label: &str) -> LabelPattern {
        LabelPattern::parse(label).unwrap_or_else(|| panic!("{label}"))
    }

    #[test]
    fn star_is_at_an_end_or_next_to_a_hyphen() {
        for label in [
            "app-*",
            "*-team",
            "app-*-team",
            "a--*",
            "*--a",
            "-*",
            "a_-*",
        ] {
            assert_eq!(pattern(label).to_string(), label);
        }
        for label in [
            "*", "app", "app*", "*app", "a*b", "a-*b", "a*-b", "a-*-*", "**",
        ] {
            assert_eq!(LabelPattern::parse(label), None, "{label}");
        }
    }

    #[test]
    fn label_is_matched_as_a_whole() {
        let longest = format!("app-{}-team", "x".repeat(63 - 9));
        for label in ["app-x-team", "app---team", "app-git-1-team", &longest] {
            assert!(pattern("app-*-team").matches(label.as_bytes()), "{label}");
        }
        let too_long = longest.replacen("-x", "-xx", 1);
        for label in [
            "",
            "app-team",
            "app--team",
            "app-x_y-team",
            "app-X-team",
            "app-*-team",
            "app-x.y-team",
            "app-x-teams",
            "xapp-x-team",
            "app-\u{e9}-team",
            &too_long,
        ] {
            assert!(!pattern("app-*-team").matches(label.as_bytes()), "{label}");
        }
        // The hyphen of each text is its own.
        assert!(!pattern("app-*-team").matches(b"app-team"));
        assert!(pattern("*-team").matches(b"a-team") && !pattern("*-team").matches(b"-team"));
        assert!(pattern("app-*").matches(b"app-a") && !pattern("app-*").matches(b"app-"));
    }

    #[test]
    fn label_of_no_registered_domain_and_punycode_do_not_match() {
        for label in ["-a-team", "--team", "xn--bcher-team", "xn--x-team"] {
            assert!(!pattern("*-team").matches(label.as_bytes()), "{label}");
        }
        for label in ["app--", "app-x-"] {
            assert!(!pattern("app-*").matches(label.as_bytes()), "{label}");
        }
        assert!(pattern("xn-*").matches(b"xn-a") && !pattern("xn-*").matches(b"xn--a"));
    }

    #[test]
    fn pattern_covers_longer_patterns() {
        for (wide, narrow, expected) in [
            ("app-*", "app-*", true),
            ("app-*", "app-*-team", true),
            ("*-team", "app-*-team", true),
            ("app-*", "app-git-*", true),
            ("app-*-team", "app-git-*-x-team", true),
            ("app-*-team", "app-*", false),
            ("app-git-*", "app-*", false),
            ("app-*", "*-team", false),
            // `_` is not matched by the `*`.
            ("app-*", "app-a_b-*", false),
            ("*-team", "*-a_b-team", false),
        ] {
            let covers = pattern(wide).covers(&pattern(narrow));
            assert_eq!(covers, expected, "{wide} {narrow}");
        }
    }

    #[test]
    fn label_of_a_preview_deployment_is_the_first_label() {
        let matches = |port, origin: &str| {
            let (prefix, suffix) = ("app-", "-team");
            OriginPattern::from_validated_label(Scheme::Https, prefix, suffix, "vercel.app", port)
                .matches(origin.as_bytes())
        };
        for origin in [
            "https://app-x-team.vercel.app",
            "https://app-git-main-team.vercel.app",
        ] {
            assert!(matches(Port::Default, origin), "{origin}");
            assert!(!matches(Port::Default, &format!("{origin}:8080")));
            assert!(matches(Port::Any, &format!("{origin}:8080")));
            assert!(matches(Port::Number(8080), &format!("{origin}:8080")));
        }
        for origin in [
            "https://vercel.app",
            "https://app-team.vercel.app",
            "https://app--team.vercel.app",
            "https://app-.evil-team.vercel.app",
            "https://app-x.y-team.vercel.app",
            "https://a.app-x-team.vercel.app",
            "https://app-x-team.a.vercel.app",
            "https://app-x-team.evil.app",
            "https://app-x-team.vercel.app.evil.com",
            "https://app-x-team.evil.com/.vercel.app",
            "https://app-x-teamvercel.app",
            "https://app-x-team.vercel.app.",
            "https://app-X-team.vercel.app",
            "http://app-x-team.vercel.app",
            "https://app-x-team.vercel.app@evil.com",
        ] {
            assert!(!matches(Port::Default, origin), "{origin}");
            assert!(!matches(Port::Any, origin), "{origin}");
        }
    }
}
