//! Building and running the examples, and the requests that all of them answer alike.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::raw_http::{self, Request, Response};

/// The time that an example may take to listen.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// Builds all examples, with the features of `cargo run --example NAME`. Under `cargo test --workspace`, cargo
/// has built them already. Returns the executables by name.
///
/// # Panics
///
/// If the build fails.
#[must_use]
pub fn build_examples() -> BTreeMap<String, PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--message-format=json-render-diagnostics",
            "--examples",
        ])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stdin(Stdio::null())
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let messages = String::from_utf8_lossy(&output.stdout);
    let executables = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let executable = message["executable"].as_str()?;
        let name = message["target"]["name"].as_str()?;
        Some((name.to_owned(), PathBuf::from(executable)))
    });
    executables.collect()
}

/// A running example, killed on drop.
#[derive(Debug)]
pub struct ExampleProcess {
    process: Child,
    address: SocketAddr,
}

impl ExampleProcess {
    /// Starts the executable on a free port, and waits for the line that reports the port.
    ///
    /// # Panics
    ///
    /// If the executable does not start, or does not report its address in time.
    #[must_use]
    pub fn start(executable: &Path) -> Self {
        let process = Command::new(executable)
            .arg("127.0.0.1:0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn();
        let mut process = process.expect("the example starts");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let (sender, receiver) = mpsc::channel();
        // Reads to the end, so that the example never blocks on a full pipe.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let address = line.strip_prefix("listening on http://");
                if let Some(Ok(address)) = address.map(str::parse) {
                    let _ = sender.send(address);
                }
            }
        });
        let address = receiver.recv_timeout(START_TIMEOUT);
        // Constructed before the `expect`, so that a panic drops it and kills the process.
        let mut example = Self {
            process,
            address: SocketAddr::from(([0; 4], 0)),
        };
        example.address = address.expect("`listening on http://…` on a line of its own");
        example
    }

    fn send(&self, request: &Request) -> Response {
        raw_http::exchange(self.address, request).expect("a response")
    }

    /// Sends a preflight and an actual request for `/users/7`, from an allowed and from a disallowed
    /// origin, and asserts the CORS headers of the four responses. `status` is the expected status of
    /// both actual responses.
    ///
    /// # Panics
    ///
    /// If a response is not as expected.
    pub fn assert_responses(&self, status: u16) {
        const APP: &[u8] = b"https://app.example.com";
        const EVIL: &[u8] = b"https://evil.example";
        let preflight = |origin| {
            let request = Request::new("OPTIONS", "/users/7").header("origin", origin);
            let request = request.header("access-control-request-method", b"PUT");
            self.send(&request.body(b""))
        };
        let actual = |origin| {
            let request = Request::new("GET", "/users/7").header("origin", origin);
            self.send(&request.header("cookie", b"session=1").body(b""))
        };

        let response = preflight(APP);
        assert_eq!(response.status, 204, "{response:?}");
        assert_eq!(header(&response, "access-control-allow-origin"), APP);
        let methods = header(&response, "access-control-allow-methods");
        let mut methods = methods.split(|byte| *byte == b',');
        assert!(methods.any(|method| method == b"PUT"), "{response:?}");
        assert!(response.body.is_empty(), "{response:?}");

        let response = actual(APP);
        assert_eq!(response.status, status, "{response:?}");
        assert_eq!(header(&response, "access-control-allow-origin"), APP);

        let response = preflight(EVIL);
        assert_eq!(response.status, 403, "{response:?}");
        assert_eq!(header(&response, "access-control-allow-origin"), b"");
        let response = actual(EVIL);
        assert_eq!(response.status, status, "{response:?}");
        assert_eq!(header(&response, "access-control-allow-origin"), b"");
        assert_eq!(header(&response, "vary").to_ascii_lowercase(), b"origin");
    }
}

/// Returns the value of the header `name`, or an empty value if the header is absent.
fn header<'a>(response: &'a Response, name: &str) -> &'a [u8] {
    let mut values = response.headers.iter().filter(|(n, _)| n == name);
    let first = values.next().map_or(&b""[..], |(_, value)| value);
    assert!(values.next().is_none(), "`{name}` twice: {response:?}");
    first
}

impl Drop for ExampleProcess {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
