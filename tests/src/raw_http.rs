//! An HTTP/1.1 client that sends exactly the given bytes over a real socket.
//!
//! Other clients reorder headers, combine values, or reject bytes, so they cannot send the hostile
//! requests of these tests.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The time limit for reading from and writing to a server.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The bytes of a request.
#[derive(Clone)]
pub struct Request(Vec<u8>);

impl Request {
    /// Creates a request with `Host` and `Connection: close`, so that the end of the connection is the end
    /// of the response.
    #[must_use]
    pub fn new(method: &str, target: &str) -> Self {
        Self::for_host("api.test", method, target)
    }

    /// Creates a request like [`Request::new`] for another host.
    #[must_use]
    pub fn for_host(host: &str, method: &str, target: &str) -> Self {
        let start = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
        Self(start.into_bytes())
    }

    /// Creates a WebSocket handshake: <https://www.rfc-editor.org/rfc/rfc6455#section-4.1>.
    #[must_use]
    pub fn handshake(target: &str) -> Self {
        let start = format!("GET {target} HTTP/1.1\r\nhost: api.test\r\nconnection: upgrade\r\n");
        Self(start.into_bytes())
            .header("upgrade", b"websocket")
            .header("sec-websocket-version", b"13")
            .header("sec-websocket-key", b"dGhlIHNhbXBsZSBub25jZQ==")
    }

    /// Adds a header line without checking it.
    #[must_use]
    pub fn header(mut self, name: &str, value: &[u8]) -> Self {
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b": ");
        self.0.extend_from_slice(value);
        self.0.extend_from_slice(b"\r\n");
        self
    }

    /// Ends the head and adds a body; one that is not empty gets a `Content-Length`.
    #[must_use]
    pub fn body(self, body: &[u8]) -> Self {
        let mut whole = if body.is_empty() {
            self
        } else {
            self.header("content-length", body.len().to_string().as_bytes())
        };
        whole.0.extend_from_slice(b"\r\n");
        whole.0.extend_from_slice(body);
        whole
    }

    /// Returns the bytes of the request.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}

/// A response as received from the socket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The header lines in received order, with lower-case names and trimmed values.
    pub headers: Vec<(String, Vec<u8>)>,
    /// The body, with chunked encoding removed.
    pub body: Vec<u8>,
}

/// Sends `request` and reads until the server closes the connection.
///
/// # Errors
///
/// If the server does not respond with HTTP/1.1. A failed write alone is not an error: the server may
/// respond and close before it has read the whole request.
pub fn exchange(server: SocketAddr, request: &Request) -> io::Result<Response> {
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

/// Sends a WebSocket handshake and reads the head of the response only, because the server keeps an
/// accepted connection open.
///
/// # Errors
///
/// If the server does not respond with HTTP/1.1.
pub fn exchange_handshake(server: SocketAddr, request: &Request) -> io::Result<Response> {
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
    stream.set_read_timeout(Some(TIMEOUT))?;
    stream.set_write_timeout(Some(TIMEOUT))?;
    Ok(stream)
}

fn parse(bytes: &[u8]) -> io::Result<Response> {
    let invalid = |what: &str| {
        let message = format!("{what}: {}", bytes.escape_ascii());
        io::Error::new(io::ErrorKind::InvalidData, message)
    };
    let end = find(bytes, b"\r\n\r\n").ok_or_else(|| invalid("the head has no end"))?;
    let (head, body) = (&bytes[..end], &bytes[end + 4..]);
    let mut lines = split(head, b"\r\n").into_iter();
    let status = lines
        .next()
        .and_then(|line| line.strip_prefix(b"HTTP/1.1 "))
        .and_then(|rest| rest.get(..3))
        .and_then(|digits| std::str::from_utf8(digits).ok())
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| invalid("no status line"))?;
    let headers = lines
        .map(|line| {
            let colon = line.iter().position(|byte| *byte == b':')?;
            let name = String::from_utf8_lossy(&line[..colon]).to_ascii_lowercase();
            Some((name, line[colon + 1..].trim_ascii().to_owned()))
        })
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| invalid("a header line without a colon"))?;
    let is_chunked = headers
        .iter()
        .any(|(name, value)| name == "transfer-encoding" && value == b"chunked");
    let body = if is_chunked {
        decode_chunked(body).ok_or_else(|| invalid("an incomplete chunk"))?
    } else {
        body.to_owned()
    };
    Ok(Response {
        status,
        headers,
        body,
    })
}

/// Decodes a chunked body: <https://www.rfc-editor.org/rfc/rfc9112#section-7.1>.
fn decode_chunked(mut chunks: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = find(chunks, b"\r\n")?;
        let length = std::str::from_utf8(&chunks[..end]).ok()?;
        let length = usize::from_str_radix(length, 16).ok()?;
        chunks = &chunks[end + 2..];
        body.extend_from_slice(chunks.get(..length)?);
        chunks = chunks[length..].strip_prefix(b"\r\n")?;
        if length == 0 {
            return chunks.is_empty().then_some(body);
        }
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|part| part == needle)
}

fn split<'b>(bytes: &'b [u8], separator: &[u8]) -> Vec<&'b [u8]> {
    let mut rest = bytes;
    let mut parts = Vec::new();
    while let Some(found) = find(rest, separator) {
        parts.push(&rest[..found]);
        rest = &rest[found + separator.len()..];
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn parser_preserves_header_order_and_decodes_chunks() {
        let response =
            parse(b"HTTP/1.1 200 OK\r\nVary: a\r\nB:\r\nvary:  b:c \r\n\r\nx\r\n\r\ny").unwrap();
        let headers: Vec<_> = response
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_slice()))
            .collect();
        assert_eq!(response.status, 200);
        assert_eq!(headers, [("vary", &b"a"[..]), ("b", b""), ("vary", b"b:c")]);
        assert_eq!(response.body, b"x\r\n\r\ny");
        assert!(parse(b"HTTP/1.1 200 OK\r\n").is_err());
        assert!(parse(b"\r\n\r\n").is_err());
        assert!(parse(b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n").is_err());

        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let chunked = |body: &str| parse(format!("{head}{body}").as_bytes());
        let body = chunked("5\r\none, \r\nb\r\ntwo, three \r\n0\r\n\r\n");
        assert_eq!(body.unwrap().body, b"one, two, three ");
        assert!(chunked("5\r\none, \r\n").is_err());
        assert!(chunked("5\r\none").is_err());
    }
}
