//! Punycode ([RFC 3492](https://www.rfc-editor.org/rfc/rfc3492)), which encodes labels with non-ASCII
//! characters, and validation of encoded labels.

use crate::origin::limits::MAX_LABEL_LEN;

/// The prefix of an encoded label.
pub(super) const PREFIX: &str = "xn--";

// The parameters of <https://www.rfc-editor.org/rfc/rfc3492#section-5>.
const BASE: u32 = 36;
const T_MIN: u32 = 1;
const T_MAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_CODE: u32 = 0x80;

/// [Encodes](https://www.rfc-editor.org/rfc/rfc3492#section-6.3) a text as Punycode, without `xn--`.
/// Returns `None` if the text has more than 63 characters.
///
/// ```
/// use cors_policy::origin::idna::punycode::encode;
/// assert_eq!(encode("bücher").as_deref(), Some("bcher-kva"));
/// ```
#[must_use]
pub fn encode(text: &str) -> Option<String> {
    // Every character is encoded as at least one byte, so a longer text cannot be a label. The limit
    // also bounds the loops below.
    let code_points: Vec<u32> = text
        .chars()
        .take(MAX_LABEL_LEN + 1)
        .map(u32::from)
        .collect();
    if code_points.len() > MAX_LABEL_LEN {
        return None;
    }
    let mut output: String = text.chars().filter(char::is_ascii).collect();
    let ascii_count = u32::try_from(output.len()).ok()?;
    if ascii_count > 0 {
        output.push('-');
    }
    let (mut code, mut delta, mut bias) = (INITIAL_CODE, 0_u32, INITIAL_BIAS);
    let mut encoded_count = ascii_count;
    while let Some(next) = next_code_point(code, &code_points) {
        delta = delta.checked_add((next - code).checked_mul(encoded_count + 1)?)?;
        code = next;
        for &code_point in &code_points {
            if code_point < code {
                delta = delta.checked_add(1)?;
            }
            if code_point == code {
                push_integer(&mut output, delta, bias)?;
                bias = adapt(delta, encoded_count + 1, encoded_count == ascii_count);
                delta = 0;
                encoded_count += 1;
            }
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(output)
}

/// Returns the smallest code point that is at least `code`.
fn next_code_point(code: u32, code_points: &[u32]) -> Option<u32> {
    let code_points = code_points.iter().copied();
    code_points.filter(|code_point| *code_point >= code).min()
}

/// [Decodes](https://www.rfc-editor.org/rfc/rfc3492#section-6.2) Punycode without `xn--`. Returns `None`
/// if it is invalid or longer than a label.
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
    let (ascii, mut digits) = match encoded.rsplit_once('-') {
        Some((ascii, digits)) if !ascii.is_empty() => (ascii, digits.bytes()),
        _ => ("", encoded.bytes()),
    };
    let mut output: Vec<char> = ascii.chars().collect();
    let mut count = u32::try_from(output.len()).ok()?;
    let (mut code, mut at, mut bias) = (INITIAL_CODE, 0_u32, INITIAL_BIAS);
    while digits.len() > 0 {
        let before = at;
        at = at.checked_add(next_integer(&mut digits, bias)?)?;
        count += 1;
        bias = adapt(at - before, count, before == 0);
        code = code.checked_add(at / count)?;
        at %= count;
        output.insert(usize::try_from(at).ok()?, char::from_u32(code)?);
        at += 1;
    }
    Some(output.into_iter().collect())
}

/// Appends a [generalised variable-length integer](https://www.rfc-editor.org/rfc/rfc3492#section-3.3):
/// every digit has its own threshold, and the first digit below its threshold is the last one.
fn push_integer(output: &mut String, mut number: u32, bias: u32) -> Option<()> {
    let mut position = BASE;
    loop {
        let threshold = threshold(position, bias);
        if number < threshold {
            output.push(encode_digit(number)?);
            return Some(());
        }
        let radix = BASE - threshold;
        output.push(encode_digit(threshold + (number - threshold) % radix)?);
        number = (number - threshold) / radix;
        position += BASE;
    }
}

/// Reads the integer that [`push_integer`] writes.
fn next_integer(digits: &mut std::str::Bytes<'_>, bias: u32) -> Option<u32> {
    let (mut number, mut weight, mut position) = (0_u32, 1_u32, BASE);
    loop {
        let digit = decode_digit(digits.next()?)?;
        number = number.checked_add(digit.checked_mul(weight)?)?;
        let threshold = threshold(position, bias);
        if digit < threshold {
            return Some(number);
        }
        weight = weight.checked_mul(BASE - threshold)?;
        position += BASE;
    }
}

fn threshold(position: u32, bias: u32) -> u32 {
    position.saturating_sub(bias).clamp(T_MIN, T_MAX)
}

/// [Adapts](https://www.rfc-editor.org/rfc/rfc3492#section-6.1) the bias to the last delta.
fn adapt(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = delta / if is_first { DAMP } else { 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > (BASE - T_MIN) * T_MAX / 2 {
        delta /= BASE - T_MIN;
        bias += BASE;
    }
    bias + (BASE - T_MIN + 1) * delta / (delta + SKEW)
}

fn encode_digit(value: u32) -> Option<char> {
    match value {
        0..26 => char::from_digit(value + 10, BASE),
        _ => char::from_digit(value.checked_sub(26)?, 10),
    }
}

fn decode_digit(digit: u8) -> Option<u32> {
    let value = char::from(digit).to_digit(BASE)?;
    Some(if value < 10 { value + 26 } else { value - 10 })
}

/// Returns whether `label` is an encoded label that browsers send: it begins with `xn--`, decodes to a
/// non-ASCII text, and is the encoding of that text.
///
/// The decoded text is checked as far as that is possible without the table of UTS #46. For example,
/// `xn--a` decodes to a control character, and Firefox does not load such a page.
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
            && !text.chars().any(is_always_disallowed)
            && encode(&text).as_deref() == Some(encoded)
    })
}

/// Returns whether every version of UTS #46 disallows the character in a label.
fn is_always_disallowed(c: char) -> bool {
    let is_private_use = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    // Cherokee is the only script whose capital letters are not mapped to lower case.
    let is_cherokee = matches!(c, '\u{13a0}'..='\u{13f5}');
    let is_mapped_capital = !is_cherokee && c.to_lowercase().next() != Some(c);
    is_private_use || is_mapped_capital || c.is_control() || c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The samples of the RFC are in `tests/suffixes.rs`.
    #[test]
    fn texts_are_encoded_and_decoded() {
        for (text, code) in [
            ("", ""),
            ("a", "a-"),
            ("-", "--"),
            ("\u{80}", "a"),
            // The smallest integer with two digits.
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
    fn invalid_punycode_is_not_decoded() {
        let long = "a".repeat(64);
        for code in [
            "é",
            "é-kva",
            // Characters that are not digits.
            "_",
            "-a_",
            "-kva",
            // An integer without a last digit.
            "z",
            "99",
            // Overflowing integers and code points.
            "99999999",
            "999999b",
            "0000000000000000000000000000000000000000000",
            // Integers that are small modulo 2^32.
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
    fn encoded_label_is_valid_if_browsers_send_it() {
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
            // `Bücher` and `bÜcher` with capital letters, a private-use character, and a wide space.
            "xn--Bcher-kva",
            "xn--bcher-2pa",
            "xn--0y0c",
            "xn--a-53t",
            // A label that decodes to an encoded label.
            "xn--xn---3ra",
        ] {
            assert!(!is_valid_xn_label(label), "{label}");
        }
    }

    /// The limit of <https://www.rfc-editor.org/rfc/rfc3492#section-6.1> is ((36 - 1) * 26) / 2 = 455.
    #[test]
    fn large_delta_is_divided_until_it_is_below_the_limit() {
        assert_eq!(adapt(2 * 455, 1_000, false), 33);
        assert_eq!(adapt(2 * 456, 1_000, false), 36 + 9);
    }
}
