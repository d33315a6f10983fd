//! Punycode (RFC 3492): a text of any letters as one of ASCII and back, and the labels of a host
//! that say they are written in it.
//!
//! Which letters a name may hold, and what becomes of a whole host, is not asked here but in
//! [`ascii_host`](crate::origin::idna::to_ascii).

use crate::origin::limits::MAX_LABEL_LEN;

/// What stands before a label that is encoded.
pub(super) const PREFIX: &str = "xn--";

// RFC 3492 §5, the parameters of Punycode.
const BASE: u32 = 36;
const FIRST_BIAS: u32 = 72;
const FIRST_CODE: u32 = 0x80;

/// RFC 3492 §6.3: a text as Punycode, without `xn--`. Nothing, if it has more letters than a label.
///
/// ```
/// use cors_policy::origin::idna::punycode::encode;
/// assert_eq!(encode("bücher").as_deref(), Some("bcher-kva"));
/// ```
#[must_use]
pub fn encode(text: &str) -> Option<String> {
    let mut output = String::new();
    let mut letters = Vec::new();
    for c in text.chars() {
        // Every letter takes a byte at least. With this bound the loops below are short, too.
        if letters.len() == MAX_LABEL_LEN {
            return None;
        }
        if c.is_ascii() {
            output.push(c);
        }
        letters.push(u32::from(c));
    }
    let basic = u32::try_from(output.len()).ok()?;
    if basic > 0 {
        output.push('-');
    }
    let (mut code, mut delta, mut bias) = (FIRST_CODE, 0_u32, FIRST_BIAS);
    let mut written = basic;
    while let Some(next) = least_from(code, &letters) {
        delta = delta.checked_add((next - code).checked_mul(written + 1)?)?;
        code = next;
        for &letter in &letters {
            if letter < code {
                delta = delta.checked_add(1)?;
            }
            if letter == code {
                push_number(&mut output, delta, bias)?;
                bias = adapted(delta, written + 1, written == basic);
                delta = 0;
                written += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(output)
}

fn least_from(code: u32, letters: &[u32]) -> Option<u32> {
    letters
        .iter()
        .copied()
        .filter(|letter| *letter >= code)
        .min()
}

/// RFC 3492 §6.2: the text that is meant by Punycode, which stands without `xn--`. Nothing, if none
/// is meant, or the code is longer than a label.
///
/// ```
/// use cors_policy::origin::idna::punycode::decode;
/// assert_eq!(decode("bcher-kva").as_deref(), Some("bücher"));
/// assert_eq!(decode("99999999"), None);
/// ```
#[must_use]
pub fn decode(encoded: &str) -> Option<String> {
    if encoded.len() > MAX_LABEL_LEN || !encoded.is_ascii() {
        return None;
    }
    let (basic, mut digits) = match encoded.rsplit_once('-') {
        Some((basic, digits)) if !basic.is_empty() => (basic, digits.bytes()),
        _ => ("", encoded.bytes()),
    };
    let mut letters = Vec::new();
    for c in basic.chars() {
        letters.push(c);
    }
    let mut count = u32::try_from(letters.len()).ok()?;
    let (mut code, mut at, mut bias) = (FIRST_CODE, 0_u32, FIRST_BIAS);
    while digits.len() > 0 {
        let before = at;
        at = at.checked_add(next_number(&mut digits, bias)?)?;
        count += 1;
        bias = adapted(at - before, count, before == 0);
        code = code.checked_add(at / count)?;
        at %= count;
        letters.insert(usize::try_from(at).ok()?, char::from_u32(code)?);
        at += 1;
    }
    let mut text = String::new();
    for c in letters {
        text.push(c);
    }
    Some(text)
}

/// RFC 3492 §3.3: a number in digits of which each has its own threshold; one below it is the last.
fn push_number(output: &mut String, mut number: u32, bias: u32) -> Option<()> {
    let mut place = BASE;
    loop {
        let threshold = threshold(place, bias);
        if number < threshold {
            output.push(digit(number)?);
            return Some(());
        }
        let room = BASE - threshold;
        output.push(digit(threshold + (number - threshold) % room)?);
        number = (number - threshold) / room;
        place += BASE;
    }
}

fn next_number(digits: &mut std::str::Bytes<'_>, bias: u32) -> Option<u32> {
    let (mut number, mut weight, mut place) = (0_u32, 1_u32, BASE);
    loop {
        let digit = value(digits.next()?)?;
        number = number.checked_add(digit.checked_mul(weight)?)?;
        let threshold = threshold(place, bias);
        if digit < threshold {
            return Some(number);
        }
        weight = weight.checked_mul(BASE - threshold)?;
        place += BASE;
    }
}

fn threshold(place: u32, bias: u32) -> u32 {
    place.saturating_sub(bias).clamp(1, 26)
}

/// RFC 3492 §6.1.
fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = delta / if is_first { 700 } else { 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += BASE;
    }
    bias + 36 * delta / (delta + 38)
}

fn digit(value: u32) -> Option<char> {
    match value {
        0..26 => char::from_digit(value + 10, BASE),
        _ => char::from_digit(value.checked_sub(26)?, 10),
    }
}

fn value(digit: u8) -> Option<u32> {
    let value = char::from(digit).to_digit(BASE)?;
    Some(if value < 10 { value + 26 } else { value - 10 })
}

/// Whether a label that begins with `xn--` is one: it means something, that is not ASCII, and is
/// written in just this way. Nothing is said of labels without `xn--`.
///
/// What it means has to be something that a name can hold, as far as that can be told without the
/// table of UTS #46. `xn--a` means a control character, and Firefox does not load such a page.
///
/// ```
/// use cors_policy::origin::idna::punycode::is_valid_xn_label;
/// assert!(is_valid_xn_label("xn--bcher-kva"));
/// assert!(!is_valid_xn_label("xn--a"));
/// assert!(!is_valid_xn_label("xn--shop-"));
/// ```
#[must_use]
pub fn is_valid_xn_label(label: &str) -> bool {
    let Some(encoded) = label.strip_prefix(PREFIX) else {
        return false;
    };
    decode(encoded).is_some_and(|text| {
        !text.is_ascii()
            && !text.starts_with(PREFIX)
            && !text.chars().any(is_never_in_a_name)
            && encode(&text).as_deref() == Some(encoded)
    })
}

/// What no version of UTS #46 lets into a name, whatever it adds to it.
fn is_never_in_a_name(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    // The letters of Cherokee are the only ones that are kept as capitals.
    let is_cherokee = matches!(c, '\u{13a0}'..='\u{13f5}');
    let is_capital = !is_cherokee && c.to_lowercase().next() != Some(c);
    is_private || is_capital || c.is_control() || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 3492 §7.1 has more of them; the whole set is in the tests of the workspace.
    #[test]
    fn texts_and_their_codes() {
        for (text, code) in [
            ("", ""),
            ("a", "a-"),
            ("-", "--"),
            ("\u{80}", "a"),
            // The least number with two digits.
            ("\u{81}", "ba"),
            ("ü", "tda"),
            ("üü", "tdaa"),
            ("bücher", "bcher-kva"),
            ("-é", "--bga"),
            ("☕", "53h"),
            ("пример", "e1afmkfd"),
            ("3年b組金八先生", "3b-ww4c5e180e575a65lsy2b"),
            ("-> $1.00 <-", "-> $1.00 <--"),
        ] {
            assert_eq!(encode(text).as_deref(), Some(code), "{text}");
            assert_eq!(decode(code).as_deref(), Some(text), "{code}");
        }
    }

    #[test]
    fn what_is_not_punycode() {
        let long = "a".repeat(64);
        for code in [
            "é",
            "é-kva",
            // No digit.
            "_",
            "-a_",
            "-kva",
            // A number without an end.
            "z",
            "99",
            // A number, and a letter, that there is not.
            "99999999",
            "999999b",
            "0000000000000000000000000000000000000000000",
            // Numbers that would be small ones, if they were taken modulo 2^32.
            "b7769321e1h",
            "ab-ba904870604b",
            // Half of a surrogate pair.
            "ib9b",
            &long,
        ] {
            assert_eq!(decode(code), None, "{code}");
        }
        let longest = "a".repeat(62) + "-";
        assert_eq!(decode(&longest).as_deref(), Some(&longest[..62]));
        assert_eq!(encode(&long), None);
        assert_eq!(encode(&"\u{10ffff}".repeat(64)), None);
        assert!(encode(&"\u{10ffff}".repeat(63)).is_some());
    }

    #[test]
    fn labels_that_mean_nothing_or_something_else() {
        for label in ["xn--bcher-kva", "xn--p1ai", "xn--53h", "xn--58dc"] {
            assert!(is_valid_xn_label(label), "{label}");
        }
        for label in [
            "",
            "xn--",
            "xn---",
            "xn--a-",
            "xn--abc-",
            "xn--a",
            "xn--99999999",
            "xn--bcher-kv",
            "xn--bcher-KVA",
            "XN--bcher-kva",
            "bcher-kva",
            "bücher",
            // `Bücher` and `bÜcher`: capitals are not sent. Neither are what nobody has defined, and
            // a wide space.
            "xn--Bcher-kva",
            "xn--bcher-2pa",
            "xn--0y0c",
            "xn--a-53t",
            // What begins like it is encoded is not encoded again.
            "xn--xn---3ra",
        ] {
            assert!(!is_valid_xn_label(label), "{label}");
        }
    }

    /// RFC 3492 §6.1: more than 455, which is ((36 - 1) * 26) / 2.
    #[test]
    fn a_large_distance_is_divided_until_it_is_small() {
        assert_eq!(adapted(2 * 455, 1_000, false), 33);
        assert_eq!(adapted(2 * 456, 1_000, false), 36 + 9);
    }
}
