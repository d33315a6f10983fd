//! Helpers for the tests of headers.

use super::error::InvalidHeaderKind;
use super::header::Header;
use std::fmt;

/// Parses a header from lines of text.
pub(super) fn parse<H: Header>(lines: &[&str]) -> Result<Option<H>, InvalidHeaderKind> {
    H::parse(lines.iter().map(|line| line.as_bytes())).map_err(|invalid| {
        assert_eq!(invalid.header(), H::NAME);
        invalid.kind()
    })
}

/// Parses a header that must be present and valid.
pub(super) fn parse_valid<H: Header>(lines: &[&str]) -> H {
    match parse(lines) {
        Ok(Some(header)) => header,
        Ok(None) => panic!("no header in {lines:?}"),
        Err(kind) => panic!("{lines:?} {kind}"),
    }
}

/// Asserts that a header is equal to itself after it is written and parsed.
pub(super) fn assert_round_trip<H: Header + PartialEq + fmt::Debug>(header: &H) {
    assert_eq!(parse_valid::<H>(&[&header.to_string()]), *header);
}

/// A deterministic generator of random header lines.
pub(super) struct RandomBytes(u64);

impl RandomBytes {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Returns a number below `end`, with the xorshift algorithm.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap_or(0) % end
    }

    /// Returns zero to two lines of pieces that are likely to form valid headers.
    pub(super) fn lines(&mut self) -> Vec<Vec<u8>> {
        const PIECES: [&[u8]; 24] = [
            b"true",
            b"null",
            b"*",
            b"https://",
            b"http://a.test",
            b"a",
            b"x-b",
            b"PUT",
            b"[::1]",
            b":8080",
            b":",
            b"/",
            b".",
            b",",
            b", ",
            b" ",
            b"\t",
            b"600",
            b"0",
            b"-",
            b"\0",
            b"\xff",
            b"\r\n",
            b"X-Test",
        ];
        (0..self.below(3))
            .map(|_| {
                (0..self.below(5))
                    .flat_map(|_| PIECES[self.below(PIECES.len())].to_vec())
                    .collect()
            })
            .collect()
    }
}
