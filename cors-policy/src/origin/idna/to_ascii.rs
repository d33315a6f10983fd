//! The ASCII form of internationalised hosts, for suggestions.
//!
//! Browsers map a host by the table of [UTS #46](https://www.unicode.org/reports/tr46/) before they
//! encode it. That table is not included: [`to_ascii`] only returns a result if the mapping is known to
//! be a mapping to lower case.

use crate::origin::idna::punycode::{PREFIX, encode};
use crate::origin::limits::{MAX_HOST_LEN, MAX_LABEL_LEN};

/// The maximal length of a character in UTF-8, in bytes.
const MAX_CHAR_LEN: usize = 4;

/// Returns the ASCII form of a host, as browsers send it: `xn--bcher-kva.example` for `bücher.example`.
/// Returns `None` if the form is uncertain.
///
/// The form is certain for characters that have been in Unicode for long, that no version of UTS #46
/// maps to anything but their lower case, and that do not combine with their neighbours. If a label is
/// written from right to left, the other labels must be so, too, or plain ASCII names. Ligatures, full-width
/// forms, combining marks, joiners, other dots, digits of other scripts and encoded labels are uncertain.
///
/// ```
/// use cors_policy::origin::idna::to_ascii::to_ascii;
/// assert_eq!(to_ascii("Bücher.example").as_deref(), Some("xn--bcher-kva.example"));
/// assert_eq!(to_ascii("ｂｏｏｋｓ.example"), None);
/// ```
#[must_use]
pub fn to_ascii(host: &str) -> Option<String> {
    if host.len() > MAX_CHAR_LEN * MAX_HOST_LEN {
        return None;
    }
    let host = to_lowercase(host)?;
    let has_right_to_left = host.chars().any(is_right_to_left);
    let labels: Vec<String> = host
        .split('.')
        .map(|label| {
            // If one label is written from right to left, RFC 5893 restricts all labels. Labels that
            // consist of such letters only, and plain ASCII labels, meet its rules.
            // <https://www.rfc-editor.org/rfc/rfc5893#section-2>
            let meets_bidi_rule = label.chars().all(is_right_to_left) || is_plain_ascii(label);
            if has_right_to_left && !meets_bidi_rule {
                return None;
            }
            label_to_ascii(label)
        })
        .collect::<Option<_>>()?;
    // A host that ends in a number is an IPv4 address.
    // <https://url.spec.whatwg.org/#ends-in-a-number-checker>
    let last = host.rsplit('.').next()?;
    if last.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    Some(labels.join(".")).filter(|ascii| ascii.len() <= MAX_HOST_LEN)
}

fn label_to_ascii(label: &str) -> Option<String> {
    // An encoded label may be invalid, and is not what a user writes by hand.
    if label.is_empty() || label.starts_with(PREFIX) {
        return None;
    }
    let ascii = if label.is_ascii() {
        label.to_owned()
    } else if label.contains('_')
        || label.contains("--")
        || label.starts_with('-')
        || label.ends_with('-')
    {
        // Whether UTS #46 allows these hyphens and `_` depends on the options that browsers choose.
        return None;
    } else {
        format!("{PREFIX}{}", encode(label)?)
    };
    Some(ascii).filter(|ascii| ascii.len() <= MAX_LABEL_LEN)
}

/// Returns whether an ASCII label begins with a letter, ends with a letter or a digit, and has only
/// letters, digits and hyphens between. This is stricter than
/// [RFC 5893](https://www.rfc-editor.org/rfc/rfc5893#section-2).
fn is_plain_ascii(label: &str) -> bool {
    let bytes = label.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
}

/// Returns the host in lower case, if all its characters are [`CASE_MAPPED`]. Unlike
/// `str::to_lowercase`, the mapping of a sigma does not depend on its position.
fn to_lowercase(host: &str) -> Option<String> {
    host.chars()
        .map(|c| {
            // The only letter whose lower case is two characters, `İ`, is not in the table.
            let lower = c.to_lowercase().next()?;
            (is_case_mapped(c) && is_case_mapped(lower)).then_some(lower)
        })
        .collect()
}

fn is_case_mapped(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_' | '.')
        || CASE_MAPPED
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&c))
}

/// Returns whether a character of [`CASE_MAPPED`] is written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{6ff}')
}

/// The characters that every version of UTS #46 maps to their lower case. The gaps between the ranges
/// contain characters that it maps otherwise or disallows, that combine with their neighbours, or that
/// are mapped differently by some version.
#[rustfmt::skip]
const CASE_MAPPED: &[(char, char)] = &[
    // Latin
    ('\u{c0}', '\u{d6}'), ('\u{d8}', '\u{f6}'), ('\u{f8}', '\u{12f}'), ('\u{131}', '\u{131}'),
    ('\u{134}', '\u{13e}'), ('\u{141}', '\u{148}'), ('\u{14a}', '\u{17e}'), ('\u{180}', '\u{1c3}'),
    ('\u{1cd}', '\u{1f0}'), ('\u{1f4}', '\u{21f}'), ('\u{259}', '\u{259}'),
    ('\u{1e00}', '\u{1e99}'), ('\u{1ea0}', '\u{1ef9}'),
    // Greek
    ('\u{386}', '\u{386}'), ('\u{388}', '\u{38a}'), ('\u{38c}', '\u{38c}'), ('\u{38e}', '\u{3a1}'),
    ('\u{3a3}', '\u{3ce}'),
    // Cyrillic
    ('\u{400}', '\u{481}'), ('\u{48a}', '\u{4bf}'), ('\u{4c1}', '\u{527}'),
    // Armenian
    ('\u{531}', '\u{556}'), ('\u{561}', '\u{586}'),
    // Hebrew, Arabic
    ('\u{5d0}', '\u{5ea}'), ('\u{621}', '\u{63a}'), ('\u{641}', '\u{64a}'), ('\u{679}', '\u{6d3}'),
    // Georgian
    ('\u{10d0}', '\u{10f0}'),
    // Kana, Han, Hangul
    ('\u{3005}', '\u{3005}'), ('\u{3041}', '\u{3096}'), ('\u{30a1}', '\u{30fa}'),
    ('\u{30fc}', '\u{30fc}'), ('\u{3400}', '\u{4db5}'), ('\u{4e00}', '\u{9fa5}'),
    ('\u{ac00}', '\u{d7a3}'),
    // Signs
    ('\u{2600}', '\u{266e}'), ('\u{2670}', '\u{26ff}'), ('\u{1f300}', '\u{1f3fa}'),
    ('\u{1f400}', '\u{1f64f}'), ('\u{1f680}', '\u{1f6c5}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_only_need_lower_case_are_mapped() {
        let long = "a".repeat(63);
        for (host, ascii) in [
            ("bücher.example", "xn--bcher-kva.example"),
            ("BÜCHER.Example", "xn--bcher-kva.example"),
            ("faß.test", "xn--fa-hia.test"),
            ("ΟΔΟΣ.example", "xn--pxavbq.example"),
            ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
            ("☕.test", "xn--53h.test"),
            ("日本語.jp", "xn--wgv71a119e.jp"),
            ("אבג.example", "xn--4dbcd.example"),
            ("a_b.-x-.a--b.example", "a_b.-x-.a--b.example"),
            (&long, &long),
        ] {
            assert_eq!(to_ascii(host).as_deref(), Some(ascii), "{host}");
        }
    }

    /// A host may be longer in UTF-8 than in ASCII.
    #[test]
    fn limits_apply_to_the_ascii_form() {
        let long = "a".repeat(50) + ".";
        let sent = long.clone() + "xn--bcher-kva.example";
        assert_eq!(to_ascii(&(long + "bücher.example")), Some(sent));
        let label = "ü".repeat(30);
        let sent = "xn--".to_owned() + &encode(&label).expect("a code");
        assert_eq!(
            to_ascii(&[&*label; 5].join(".")),
            Some([&*sent; 5].join("."))
        );
    }

    #[test]
    fn uncertain_names_are_not_mapped() {
        let long = "a".repeat(64);
        let wide = "ü".repeat(63);
        let many = "a.".repeat(150) + "example";
        let huge = "ü".repeat(1_000_000);
        for host in [
            "",
            ".",
            "a..b",
            "bücher.example.",
            // Full-width letters and digits, a ligature, a sign, a combining mark, another dot.
            "\u{ff41}.example",
            "\u{ff11}.example",
            "\u{fb01}sh.example",
            "\u{212a}.example",
            "u\u{308}.example",
            "a\u{3002}example",
            // Joiners and invisible characters.
            "a\u{200d}b.example",
            "a\u{200c}b.example",
            "a\u{ad}b.example",
            "☕\u{fe0f}.example",
            // Letters that browsers have mapped differently, and one whose lower case is two characters.
            "\u{1e9e}.example",
            "\u{4c0}.example",
            "\u{130}.example",
            // Two directions in a label, and labels next to one from right to left.
            "a\u{5d0}.example",
            "\u{5d0}1.example",
            "\u{5d0}.1a.example",
            "\u{5d0}.a-.example",
            "\u{5d0}.ü.example",
            "\u{5d0}.a_b.example",
            "\u{5d0}.☕.example",
            // Encoded labels.
            "xn--bcher-kva.example",
            "XN--a.ü",
            "xn--ü.example",
            // Hyphens and underscores that are not always allowed.
            "-ü.example",
            "ü-.example",
            "ü--a.example",
            "ü_a.example",
            // Addresses, and texts that are not names.
            "127.0.0.1",
            "ü.1",
            "ü.0x1",
            "*.ü",
            "ü%61",
            "ü/",
            "ü:80",
            "ü example",
            "ü\n",
            &long,
            &wide,
            &many,
            &huge,
        ] {
            assert_eq!(to_ascii(host), None, "{host:.40}");
        }
    }
}
