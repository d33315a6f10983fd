//! A server that reflects every origin and allows credentials.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

use crate::result::Result;

/// Starts the server on a free port, on a thread that ends with the process, and returns its address.
pub(super) fn start() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // A client that closes the connection early is not a reason to stop.
            let _ = respond(&stream);
        }
    });
    Ok(address)
}

fn respond(mut stream: &TcpStream) -> std::io::Result<()> {
    let mut origin = "*".to_owned();
    for line in BufReader::new(stream).lines() {
        let line = line?;
        if line.is_empty() {
            break;
        }
        match line.split_once(':') {
            Some((name, value)) if name.eq_ignore_ascii_case("origin") => {
                value.trim().clone_into(&mut origin);
            }
            _ => {}
        }
    }
    write!(
        stream,
        "HTTP/1.1 200 OK\r\n\
         access-control-allow-origin: {origin}\r\n\
         access-control-allow-credentials: true\r\n\
         content-length: 0\r\n\
         connection: close\r\n\r\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn origin_is_reflected_with_credentials() {
        let address = start().unwrap();
        let mut stream = TcpStream::connect(address.trim_start_matches("http://")).unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nOrigin: https://evil.example\r\n\r\n")
            .unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).unwrap();
        assert!(response.contains("access-control-allow-origin: https://evil.example\r\n"));
        assert!(response.contains("access-control-allow-credentials: true\r\n"));
    }
}
