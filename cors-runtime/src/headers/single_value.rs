//! The value of a header that has only one.

use super::error::InvalidHeaderKind;

/// The maximal length of a line, in bytes, including the whitespace around the value.
///
/// The grammars have no limit, but no browser sends a longer method or number, and a longer line must not
/// cost more than a short one.
pub(super) const MAX_LINE_LEN: usize = 1024;

/// Returns the value of the only line, without the whitespace around it. Returns `None` for an empty list
/// of lines.
///
/// Browsers [join lines](https://fetch.spec.whatwg.org/#concept-header-list-get) with a comma, and no valid
/// value contains one, so two lines and a line with a comma are the same mistake.
pub(super) fn single_value<'a>(
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
    let value = trim_optional_whitespace(line);
    if value.is_empty() {
        return Err(InvalidHeaderKind::Empty);
    }
    if value.contains(&b',') {
        return Err(InvalidHeaderKind::MultipleValues);
    }
    Ok(Some(value))
}

/// Returns the value without the spaces and tabs around it.
///
/// `trim_ascii` would also remove line breaks, which are an attempt to smuggle a header and must make
/// the value invalid.
pub(super) const fn trim_optional_whitespace(mut value: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = value {
        value = rest;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(lines: &[&'static str]) -> Result<Option<&'static [u8]>, InvalidHeaderKind> {
        single_value(lines.iter().map(|line| line.as_bytes()))
    }

    #[test]
    fn header_has_one_line_with_one_value() {
        assert_eq!(parse(&[]), Ok(None));
        assert_eq!(parse(&["a"]), Ok(Some(b"a".as_slice())));
        assert_eq!(parse(&[" \t a b\t "]), Ok(Some(b"a b".as_slice())));
        assert_eq!(parse(&[""]), Err(InvalidHeaderKind::Empty));
        assert_eq!(parse(&[" \t"]), Err(InvalidHeaderKind::Empty));
        assert_eq!(parse(&["a", "a"]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(parse(&["a", ""]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(parse(&["", ""]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(parse(&["a, a"]), Err(InvalidHeaderKind::MultipleValues));
        assert_eq!(parse(&["a,"]), Err(InvalidHeaderKind::MultipleValues));
    }

    #[test]
    fn line_breaks_are_not_trimmed() {
        assert_eq!(parse(&["a\r\n"]), Ok(Some(b"a\r\n".as_slice())));
        assert_eq!(parse(&["\x0ba"]), Ok(Some(b"\x0ba".as_slice())));
    }

    #[test]
    fn length_of_a_line_is_limited() {
        let mut line = vec![b' '; MAX_LINE_LEN];
        line[0] = b'a';
        assert_eq!(single_value([line.as_slice()]), Ok(Some(b"a".as_slice())));
        line.push(b' ');
        let limit = MAX_LINE_LEN;
        assert_eq!(
            single_value([line.as_slice()]),
            Err(InvalidHeaderKind::TooLong { limit })
        );
    }
}
