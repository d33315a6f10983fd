//! Parsing of headers with a single value.

use super::error::{InvalidHeader, InvalidHeaderKind};
use super::header::Header;

/// How long a line may be, the white space around the value included.
///
/// The grammars set no limit, but no browser sends a method or a number of this size, and a line of
/// any size must cost no more than a short one.
pub(super) const MAX_LINE_LEN: usize = 1024;

/// The header whose value `read` understands. `None` when there is no line.
pub(super) fn parse_single<'a, H: Header>(
    lines: impl IntoIterator<Item = &'a [u8]>,
    read: impl FnOnce(&'a [u8]) -> Result<H, InvalidHeaderKind>,
) -> Result<Option<H>, InvalidHeader> {
    value(lines)
        .and_then(|value| value.map(read).transpose())
        .map_err(|kind| InvalidHeader::new(H::NAME, kind))
}

/// The one value on the one line, without the white space around it. `None` when there is no line.
///
/// Fetch's [get](https://fetch.spec.whatwg.org/#concept-header-list-get) joins lines with `, `, and
/// none of the values read through here can hold a comma: two lines and one line with a comma are
/// the same mistake.
fn value<'a>(
    lines: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Option<&'a [u8]>, InvalidHeaderKind> {
    let mut lines = lines.into_iter();
    let Some(line) = lines.next() else {
        return Ok(None);
    };
    if lines.next().is_some() {
        return Err(InvalidHeaderKind::MultipleValues);
    }
    if line.len() > MAX_LINE_LEN {
        return Err(InvalidHeaderKind::TooLong {
            limit: MAX_LINE_LEN,
        });
    }
    let value = without_white_space(line);
    if value.is_empty() {
        return Err(InvalidHeaderKind::Empty);
    }
    if value.contains(&b',') {
        return Err(InvalidHeaderKind::MultipleValues);
    }
    Ok(Some(value))
}

/// The value without the spaces and tabs around it.
///
/// Not `trim_ascii`: a line break that got this far is an attempt to smuggle a header, and the
/// grammars refuse it.
pub(super) const fn without_white_space(mut value: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&'static str]) -> Result<Option<&'static [u8]>, InvalidHeaderKind> {
        value(lines.iter().map(|line| line.as_bytes()))
    }

    #[test]
    fn one_line_one_value() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["a"]), Ok(Some(b"a".as_slice())));
        assert_eq!(read(&[" \t a b\t "]), Ok(Some(b"a b".as_slice())));
        assert_eq!(read(&[""]), Err(InvalidHeaderKind::Empty));
        assert_eq!(read(&[" \t"]), Err(InvalidHeaderKind::Empty));
        assert_eq!(read(&["a", "a"]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(read(&["a", ""]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(read(&["", ""]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(read(&["a, a"]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(read(&["a,"]), Err(InvalidHeaderKind::MultipleValues));
    }

    #[test]
    fn line_breaks_are_not_white_space() {
        assert_eq!(read(&["a\r\n"]), Ok(Some(b"a\r\n".as_slice())));
        assert_eq!(read(&["\x0ba"]), Ok(Some(b"\x0ba".as_slice())));
    }

    #[test]
    fn a_line_has_an_end() {
        let mut line = vec![b' '; MAX_LINE_LEN];
        line[0] = b'a';
        assert_eq!(value([line.as_slice()]), Ok(Some(b"a".as_slice())));
        line.push(b' ');
        let limit = MAX_LINE_LEN;
        assert_eq!(
            value([line.as_slice()]),
            Err(InvalidHeaderKind::TooLong { limit })
        );
    }
}
