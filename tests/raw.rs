//! A client for HTTP/1.1 that sends exactly the bytes it is given, over a real socket.
//!
//! Every other client puts headers into an order, joins lines, or refuses bytes, and those are what
//! hostile requests are made of.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long a server may be silent. A test that waits for longer has found something.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request, as bytes.
#[derive(Clone)]
pub struct Request(Vec<u8>);

impl Request {
    /// The request line, and the two lines that no request goes without: one connection carries one
    /// request here, so its end is the answer's end.
    #[must_use]
    pub fn new(method: &str, target: &str) -> Self {
        let start =
            format!("{method} {target} HTTP/1.1\r\nhost: api.test\r\nconnection: close\r\n");
        Self(start.into_bytes())
    }

    /// A WebSocket handshake, RFC 6455 §4.1, which wants the connection for itself.
    #[must_use]
    pub fn handshake(target: &str) -> Self {
        let start = format!("GET {target} HTTP/1.1\r\nhost: api.test\r\nconnection: upgrade\r\n");
        Self(start.into_bytes())
            .line("upgrade", b"websocket")
            .line("sec-websocket-version", b"13")
            .line("sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ==")
    }

    /// One more header line, as it is.
    #[must_use]
    pub fn line(mut self, name: &str, value: &[u8]) -> Self {
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b": ");
        self.0.extend_from_slice(value);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    /// The end of the head, and the body with its length if there is one.
    #[must_use]
    pub fn body(self, body: &[u8]) -> Self {
        let mut whole = if body.is_empty() {
            self
        } else {
            self.line("content-length", body.len().to_string().as_bytes())
        };
        whole.0.extend_from_slice(b"\r\n");
        whole.0.extend_from_slice(body);
        whole
    }

    /// The bytes that are sent.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.escape_ascii())
    }
}

/// An answer, as it came over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The header lines in their order; names in lower case, values without the space around them.
    pub lines: Vec<(String, Vec<u8>)>,
    /// Everything behind the head.
    pub body: Vec<u8>,
}

/// Sends `request` and reads until the server closes.
///
/// A server that has heard enough may close while the request is still under way, so only what comes
/// back counts.
pub fn exchange(server: SocketAddr, request: &Request) -> io::Result<Answer> {
    let mut stream = connect(server)?;
    let sent = stream.write_all(request.as_bytes());
    let mut received = Vec::new();
    let read = stream.read_to_end(&mut received);
    if received.is_empty() {
        sent?;
        read?;
    }
    parse(&received)
}

/// Sends a handshake and reads the head of what comes back: whoever keeps the connection does not close
/// it.
pub fn shake_hands(server: SocketAddr, request: &Request) -> io::Result<Answer> {
    let mut stream = connect(server)?;
    stream.write_all(request.as_bytes())?;
    let mut received = Vec::new();
    let mut byte = [0];
    while !received.ends_with(b"\r\n\r\n") && stream.read(&mut byte)? > 0 {
        received.extend(byte);
    }
    parse(&received)
}

fn connect(server: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(server)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn parse(bytes: &[u8]) -> io::Result<Answer> {
    let broken = |what: &str| {
        let message = format!("{what}: {}", bytes.escape_ascii());
        io::Error::new(io::ErrorKind::InvalidData, message)
    };
    let end = find(bytes, b"\r\n\r\n").ok_or_else(|| broken("no end of the head"))?;
    let (head, body) = (&bytes[..end], &bytes[end + 4..]);
    let mut lines = split(head, b"\r\n").into_iter();
    let status = lines
        .next()
        .and_then(|line| line.strip_prefix(b"HTTP/1.1 "))
        .and_then(|rest| rest.get(..3))
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| broken("no status line"))?;
    let lines = lines
        .map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
            Some((name, line[colon + 1..].trim_ascii().to_owned()))
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| broken("a line without a colon"))?;
    let is_chunked = lines
        .iter()
        .any(|(name, value)| name == "transfer-encoding" && value == b"chunked");
    let body = if is_chunked {
        joined(body).ok_or_else(|| broken("a piece is cut off"))?
    } else {
        body.to_owned()
    };
    Ok(Answer {
        status,
        lines,
        body,
    })
}

/// A body that came in pieces, each behind its length. RFC 9112 §7.1.
fn joined(mut pieces: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = find(pieces, b"\r\n")?;
        let length = std::str::from_utf8(&pieces[..end]).ok()?;
        let length = usize::from_str_radix(length, 16).ok()?;
        pieces = &pieces[end + 2..];
        body.extend_from_slice(pieces.get(..length)?);
        pieces = pieces[length..].strip_prefix(b"\r\n")?;
        if length == 0 {
            return pieces.is_empty().then_some(body);
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

fn split<'b>(bytes: &'b [u8], at: &[u8]) -> Vec<&'b [u8]> {
    let mut rest = bytes;
    let mut parts = Vec::new();
    while let Some(found) = find(rest, at) {
        parts.push(&rest[..found]);
        rest = &rest[found + at.len()..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn an_answer_is_read_as_it_came() {
        let answer =
            parse(b"HTTP/1.1 200 OK\r\nVary: a\r\nB:\r\nvary:  b:c \r\n\r\nx\r\n\r\ny").unwrap();
        let lines: Vec<_> = answer
            .lines
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()))
            .collect();
        assert_eq!(answer.status, 200);
        assert_eq!(lines, [("vary", &b"a"[..]), ("b", b""), ("vary", b"b:c")]);
        assert_eq!(answer.body, b"x\r\n\r\ny");
        assert!(parse(b"HTTP/1.1 200 OK\r\n").is_err());
        assert!(parse(b"\r\n\r\n").is_err());
        assert!(parse(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n").is_err());

        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let chunked = |body: &str| parse(format!("{head}{body}").as_bytes());
        let whole = chunked("5\r\none, \r\nb\r\ntwo, three \r\n0\r\n\r\n");
        assert_eq!(whole.unwrap().body, b"one, two, three ");
        assert!(chunked("5\r\none, \r\n").is_err());
        assert!(chunked("5\r\none").is_err());
    }
}
