//! What the tests of this room share. No test lives here.

use super::error::InvalidHeaderKind;
use super::header::Header;
use std::fmt;

/// Reads a header from lines of text.
pub(super) fn read<H: Header>(lines: &[&str]) -> Result<Option<H>, InvalidHeaderKind> {
    H::parse(lines.iter().map(|line| line.as_bytes())).map_err(|invalid| {
        assert_eq!(invalid.header(), H::NAME);
        invalid.kind()
    })
}

/// Reads a header that is there and valid.
pub(super) fn valid<H: Header>(lines: &[&str]) -> H {
    match read(lines) {
        Ok(Some(header)) => header,
        Ok(None) => panic!("{lines:?} is no header"),
        Err(reason) => panic!("{lines:?} {reason}"),
    }
}

/// Writes a header, reads it again, and wants the same one.
pub(super) fn round_trip<H: Header + PartialEq + fmt::Debug>(header: &H) {
    assert_eq!(valid::<H>(&[&header.to_string()]), *header);
}

/// Line noise, the same for the same seed.
pub(super) struct Bytes(u64);

impl Bytes {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`, by Marsaglia's xorshift.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).unwrap_or(0) % end
    }

    /// Zero to two lines of pieces that are likely to mean something.
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
