//! Sequential requests over one connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

use crate::apps::App;

/// Sends actual requests, and checks every response.
pub fn send_requests(port: u16, app: &App, count: u32) {
    let stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    let mut reader = BufReader::new(stream.try_clone().expect("the other half"));
    let mut writer = stream;
    let origin = &app.origin;
    let request = format!("GET / HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: {origin}\r\n\r\n");
    for _ in 0..count {
        writer.write_all(request.as_bytes()).expect("a request");
        let head = head(&mut reader);
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
        let allowed = format!("\r\naccess-control-allow-origin: {origin}\r\n");
        assert_eq!(head.contains(&allowed), app.has_cors(), "{head}");
        let length = head.split("\r\ncontent-length: ").nth(1);
        let length = length.and_then(|rest| rest.split("\r\n").next()?.parse().ok());
        let mut body = vec![0; length.expect("a length")];
        reader.read_exact(&mut body).expect("a body");
        assert_eq!(body, b"hello, world");
    }
}

/// Reads the status line and the headers.
fn head(reader: &mut impl BufRead) -> String {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        let read = reader.read_line(&mut head).expect("a line");
        assert!(read > 0, "the connection was closed");
    }
    head
}
