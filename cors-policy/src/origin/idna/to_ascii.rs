//! The form in which browsers send a host that is not in ASCII, as far as it is certain.
//!
//! Browsers map a name by a table of all of Unicode (UTS #46) before they encode it. That table is
//! not here: [`to_ascii`] answers where the mapping is known to be nothing but lower case, and is
//! silent otherwise. What it says goes into the help line of an error and admits nobody.
//!
//! The code itself is [`punycode`](crate::origin::idna::punycode)'s. Where the dots, the port and the scheme are is
//! the business of the origin's reader.

use crate::origin::idna::punycode::{PREFIX, encode};
use crate::origin::limits::{MAX_HOST_LEN, MAX_LABEL_LEN};

/// The form in which browsers send a host: `bücher.example` as `xn--bcher-kva.example`. Nothing,
/// where that is not certain.
///
/// It is certain for letters and signs that have been in Unicode for long, stand for nothing but
/// themselves and do not join with a neighbour; in names that are written from right to left, only
/// other plain English labels. Nothing is said of ligatures, wide and narrow forms, marks on
/// letters, joiners, other dots, digits of other scripts, and labels that are encoded already.
///
/// ```
/// use cors_policy::origin::idna::to_ascii::to_ascii;
/// assert_eq!(to_ascii("Bücher.example").as_deref(), Some("xn--bcher-kva.example"));
/// assert_eq!(to_ascii("ｂｏｏｋｓ.example"), None);
/// ```
#[must_use]
pub fn to_ascii(host: &str) -> Option<String> {
    // Four bytes is the most that a letter takes.
    if host.len() > 4 * MAX_HOST_LEN {
        return None;
    }
    let host = lowered(host)?;
    let has_leftward = host.chars().any(is_leftward);
    let mut ascii = String::new();
    let mut is_numeric = false;
    for label in host.split('.') {
        // RFC 5893 §2: one label that is written from right to left makes demands on all the
        // others. These meet them: letters alone, and other them plain English.
        if has_leftward && !label.chars().all(is_leftward) && !is_plain(label) {
            return None;
        }
        if !ascii.is_empty() {
            ascii.push('.');
        }
        push_label(&mut ascii, label)?;
        is_numeric = label.bytes().next()?.is_ascii_digit();
    }
    // URL, «ends in a number checker»: that would be an IPv4 address or nothing.
    (!is_numeric && ascii.len() <= MAX_HOST_LEN).then_some(ascii)
}

fn push_label(host: &mut String, label: &str) -> Option<()> {
    // What is encoded already was not written by hand, and may be wrong.
    if label.is_empty() || label.starts_with(PREFIX) {
        return None;
    }
    let before = host.len();
    if label.is_ascii() {
        host.push_str(label);
    } else if label.contains('_')
        || label.contains("--")
        || label.starts_with('-')
        || label.ends_with('-')
    {
        // UTS #46 leaves it to its user whether such hyphens and `_` are forgiven.
        return None;
    } else {
        host.push_str(PREFIX);
        host.push_str(&encode(label)?);
    }
    (host.len() - before <= MAX_LABEL_LEN).then_some(())
}

/// RFC 5893 §2, rules 1, 5 and 6, and stricter: it begins with a letter and ends with a letter or a
/// digit.
fn is_plain(label: &str) -> bool {
    let ordinary = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let bytes = label.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().all(ordinary)
}

/// The host in lower case, letter by letter: a sigma at the end of a word is not another letter
/// here. Nothing, if it holds anything that is not [`KNOWN`].
fn lowered(host: &str) -> Option<String> {
    let mut lowered = String::new();
    for c in host.chars() {
        // The one capital that becomes two letters, the dotted I, is not known.
        let lower = c.to_lowercase().next()?;
        if !is_known(c) || !is_known(lower) {
            return None;
        }
        lowered.push(lower);
    }
    Some(lowered)
}

fn is_known(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '-' | '_' | '.')
        || KNOWN
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&c))
}

/// Written from right to left, of the letters that are [`KNOWN`].
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{6ff}')
}

/// The letters and signs that UTS #46 does nothing to but put them in lower case. In the gaps
/// between these ranges stand those that it maps or forbids, those that join with a neighbour, and
/// those of which some version had another opinion.
#[rustfmt::skip]
const KNOWN: &[(char, char)] = &[
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
    fn names_that_are_only_put_in_lower_case() {
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

    /// A host that is short enough when it is sent may be long when it is written.
    #[test]
    fn a_label_and_a_host_are_as_long_as_they_are_sent() {
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
    fn names_that_need_the_table_are_left_alone() {
        let long = "a".repeat(64);
        let wide = "ü".repeat(63);
        let many = "a.".repeat(150) + "example";
        let huge = "ü".repeat(1_000_000);
        for host in [
            "",
            ".",
            "a..b",
            "bücher.example.",
            // Wide letters and digits, a ligature, a sign for a letter, a joined letter, a dot.
            "\u{ff41}.example",
            "\u{ff11}.example",
            "\u{fb01}sh.example",
            "\u{212a}.example",
            "u\u{308}.example",
            "a\u{3002}example",
            // Joiners and what is not seen.
            "a\u{200d}b.example",
            "a\u{200c}b.example",
            "a\u{ad}b.example",
            "☕\u{fe0f}.example",
            // Letters of which browsers had two opinions, and one that becomes two.
            "\u{1e9e}.example",
            "\u{4c0}.example",
            "\u{130}.example",
            // Two directions in a label, and demands of one on its neighbours.
            "a\u{5d0}.example",
            "\u{5d0}1.example",
            "\u{5d0}.1a.example",
            "\u{5d0}.a-.example",
            "\u{5d0}.ü.example",
            "\u{5d0}.a_b.example",
            "\u{5d0}.☕.example",
            // Encoded already.
            "xn--bcher-kva.example",
            "XN--a.ü",
            "xn--ü.example",
            // Hyphens that are not always forgiven.
            "-ü.example",
            "ü-.example",
            "ü--a.example",
            "ü_a.example",
            // What is no name.
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
