//! Reading a header of one value. Lists are read in `list`.

use super::{Header, Invalid, Reason};

/// How long a line may be, the white space around the value included.
///
/// The grammars set no limit, but no browser sends a method or a number of this size, and a line of
/// any size must cost no more than a short one.
pub(super) const LONGEST_LINE: usize = 1024;

/// The header whose value `read` understands. `None` when there is no line.
pub(super) fn header<'a, H: Header>(
    lines: impl IntoIterator<Item = &'a [u8]>,
    read: impl FnOnce(&'a [u8]) -> Result<H, Reason>,
) -> Result<Option<H>, Invalid> {
    value(lines)
        .and_then(|value| value.map(read).transpose())
        .map_err(|reason| Invalid::new(H::NAME, reason))
}

/// The one value on the one line, without the white space around it. `None` when there is no line.
///
/// Fetch's [get](https://fetch.spec.whatwg.org/#concept-header-list-get) joins lines with `, `, and
/// none of the values read through here can hold a comma: two lines and one line with a comma are
/// the same mistake.
fn value<'a>(lines: impl IntoIterator<Item = &'a [u8]>) -> Result<Option<&'a [u8]>, Reason> {
    let mut lines = lines.into_iter();
    let Some(line) = lines.next() else {
        return Ok(None);
    };
    if lines.next().is_some() {
        return Err(Reason::SeveralValues);
    }
    if line.len() > LONGEST_LINE {
        return Err(Reason::TooLong {
            limit: LONGEST_LINE,
        });
    }
    let value = without_white_space(line);
    if value.is_empty() {
        return Err(Reason::Empty);
    }
    if value.contains(&b',') {
        return Err(Reason::SeveralValues);
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

    fn read(lines: &[&'static str]) -> Result<Option<&'static [u8]>, Reason> {
        value(lines.iter().map(|line| line.as_bytes()))
    }

    #[test]
    fn one_line_one_value() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["a"]), Ok(Some(b"a".as_slice())));
        assert_eq!(read(&[" \t a b\t "]), Ok(Some(b"a b".as_slice())));
        assert_eq!(read(&[""]), Err(Reason::Empty));
        assert_eq!(read(&[" \t"]), Err(Reason::Empty));
        assert_eq!(read(&["a", "a"]), Err(Reason::SeveralValues));
        assert_eq!(read(&["a", ""]), Err(Reason::SeveralValues));
        assert_eq!(read(&["", ""]), Err(Reason::SeveralValues));
        assert_eq!(read(&["a, a"]), Err(Reason::SeveralValues));
        assert_eq!(read(&["a,"]), Err(Reason::SeveralValues));
    }

    #[test]
    fn line_breaks_are_not_white_space() {
        assert_eq!(read(&["a\r\n"]), Ok(Some(b"a\r\n".as_slice())));
        assert_eq!(read(&["\x0ba"]), Ok(Some(b"\x0ba".as_slice())));
    }

    #[test]
    fn a_line_has_an_end() {
        let mut line = vec![b' '; LONGEST_LINE];
        line[0] = b'a';
        assert_eq!(value([line.as_slice()]), Ok(Some(b"a".as_slice())));
        line.push(b' ');
        let limit = LONGEST_LINE;
        assert_eq!(value([line.as_slice()]), Err(Reason::TooLong { limit }));
    }
}
