//! The part of a response body that a fetch reads.

use bytes::Bytes;

/// The part of a response body that a script reads before it stops, as set by
/// [`Fetch::read_head`](crate::Fetch::read_head) and its neighbours. The default is the whole body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BodyLimit(Limit);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Limit {
    #[default]
    None,
    Bytes(usize),
    Events(usize),
}

impl BodyLimit {
    pub(crate) const HEAD: Self = Self::bytes(0);

    pub(crate) const fn bytes(count: usize) -> Self {
        Self(Limit::Bytes(count))
    }

    pub(crate) const fn events(count: usize) -> Self {
        Self(Limit::Events(count))
    }

    /// Returns the part of a complete body.
    pub(crate) fn truncate(self, body: &[u8]) -> Bytes {
        let mut part = BodyPart::new(self);
        if part.is_complete() {
            return Bytes::new();
        }
        part.push(body);
        part.into_bytes()
    }
}

/// The part of a body that was read.
pub(crate) struct BodyPart {
    limit: Limit,
    bytes: Vec<u8>,
    events: EventCounter,
}

impl BodyPart {
    pub(crate) fn new(limit: BodyLimit) -> Self {
        Self {
            limit: limit.0,
            bytes: Vec::new(),
            events: EventCounter::default(),
        }
    }

    /// Returns whether no more is to be read.
    pub(crate) fn is_complete(&self) -> bool {
        match self.limit {
            Limit::None => false,
            Limit::Bytes(count) => self.bytes.len() >= count,
            Limit::Events(count) => self.events.count >= count,
        }
    }

    /// Appends a chunk up to the limit.
    pub(crate) fn push(&mut self, chunk: &[u8]) {
        let end = match self.limit {
            Limit::None => chunk.len(),
            Limit::Bytes(count) => chunk.len().min(count - self.bytes.len()),
            Limit::Events(count) => self.events.end_of(chunk, count),
        };
        self.bytes.extend_from_slice(&chunk[..end]);
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        self.bytes.into()
    }
}

/// Counts the events of an [event
/// stream](https://html.spec.whatwg.org/#event-stream-interpretation): the empty lines after at least one
/// `data` field. Comments, which servers send to keep a connection open, are not events.
#[derive(Default)]
struct EventCounter {
    count: usize,
    has_data: bool,
    is_after_carriage_return: bool,
    /// The beginning of the current line, as long as it takes to recognise `data:`.
    line: Vec<u8>,
}

impl EventCounter {
    /// Reads a chunk, and returns the length of its part up to the event `last`, or its whole length.
    fn end_of(&mut self, chunk: &[u8], last: usize) -> usize {
        for (index, byte) in chunk.iter().enumerate() {
            // The two bytes of a CRLF end one line.
            let is_line_feed_of_pair = *byte == b'\n' && self.is_after_carriage_return;
            self.is_after_carriage_return = *byte == b'\r';
            match byte {
                b'\n' if is_line_feed_of_pair => {}
                b'\r' | b'\n' => self.end_line(),
                _ if self.line.len() < b"\xEF\xBB\xBFdata:".len() => self.line.push(*byte),
                _ => {}
            }
            if self.count >= last {
                return index + 1;
            }
        }
        chunk.len()
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        // A stream may begin with a byte order mark.
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if line.is_empty() {
            self.count += usize::from(std::mem::take(&mut self.has_data));
        } else if line == b"data" || line.starts_with(b"data:") {
            self.has_data = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a body in one chunk and byte by byte.
    fn read(limit: BodyLimit, body: &'static str) -> String {
        let whole = limit.truncate(body.as_bytes());
        let mut part = BodyPart::new(limit);
        for byte in body.as_bytes().chunks(1) {
            if part.is_complete() {
                break;
            }
            part.push(byte);
        }
        assert_eq!(part.into_bytes(), whole);
        String::from_utf8(whole.to_vec()).expect("text")
    }

    #[test]
    fn bodies_end_at_their_limit() {
        assert_eq!(read(BodyLimit::default(), "hello"), "hello");
        for (count, expected) in [(0, ""), (2, "he"), (5, "hello"), (9, "hello")] {
            assert_eq!(read(BodyLimit::bytes(count), "hello"), expected);
        }
        assert_eq!(read(BodyLimit::HEAD, "hello"), "");
    }

    #[test]
    fn events_end_with_an_empty_line() {
        for (body, first, second) in [
            (
                "data: a\n\ndata: b\n\nx",
                "data: a\n\n",
                "data: a\n\ndata: b\n\n",
            ),
            (
                "data: a\r\n\r\ndata\r\n\r\n",
                "data: a\r\n\r",
                "data: a\r\n\r\ndata\r\n\r",
            ),
            (
                "data: a\r\rdata: b\r\rx",
                "data: a\r\r",
                "data: a\r\rdata: b\r\r",
            ),
            // A comment, an event without data, and a field whose name only begins like `data`.
            (
                ": alive\n\nevent: x\n\ndatabase: 1\n\nid: 1\ndata: a\n\n",
                ": alive\n\nevent: x\n\ndatabase: 1\n\nid: 1\ndata: a\n\n",
                ": alive\n\nevent: x\n\ndatabase: 1\n\nid: 1\ndata: a\n\n",
            ),
            (
                "\u{feff}data: a\n\n\n",
                "\u{feff}data: a\n\n",
                "\u{feff}data: a\n\n\n",
            ),
            ("data: a\n", "data: a\n", "data: a\n"),
        ] {
            assert_eq!(read(BodyLimit::events(0), body), "");
            assert_eq!(read(BodyLimit::events(1), body), first);
            assert_eq!(read(BodyLimit::events(2), body), second);
        }
    }
}
