//! A program that prints where it listens: built, started, asked, and ended.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use cors_tests::raw::{self, Answer, Request};
use serde_json::Value;

/// How long a program that is built may take to listen.
const UNTIL_LISTENING: Duration = Duration::from_secs(60);

/// Builds what `arguments` say of `cargo build`, and gives the program of the target `name`.
pub(crate) fn build<A: AsRef<OsStr>>(
    name: &str,
    arguments: impl IntoIterator<Item = A>,
) -> PathBuf {
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--message-format=json-render-diagnostics",
        ])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .stdin(Stdio::null())
        .output()
        .expect("cargo starts");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "`{name}` does not build:\n{errors}"
    );
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut programs = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        let program = message["executable"].as_str()?;
        (message["target"]["name"] == name).then(|| PathBuf::from(program))
    });
    programs
        .next_back()
        .expect("cargo tells where the program is")
}

/// A program that listens, until it is dropped.
pub(crate) struct Running {
    process: Child,
    address: SocketAddr,
}

impl Running {
    /// Starts it on a port of its own, and waits for the line that says which.
    pub(crate) fn start(program: PathBuf) -> Self {
        let process = Command::new(program)
            .arg("127.0.0.1:0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn();
        let mut process = process.expect("the program starts");
        let lines = BufReader::new(process.stdout.take().expect("a pipe")).lines();
        let (sender, receiver) = mpsc::channel();
        // Reads to the end, so that the program never writes into a full pipe.
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let address = line.strip_prefix("listening on http://");
                if let Some(Ok(address)) = address.map(str::parse) {
                    let _ = sender.send(address);
                }
            }
        });
        let heard = receiver.recv_timeout(UNTIL_LISTENING);
        // Made before anything can panic, so that the process ends in every case.
        let mut running = Self {
            process,
            address: SocketAddr::from(([0; 4], 0)),
        };
        running.address = heard.expect("`listening on http://…` on a line of its own");
        running
    }

    fn ask(&self, request: &Request) -> Answer {
        raw::exchange(self.address, request).expect("an answer")
    }

    /// Asks what every example answers alike: a preflight and an actual request for `/users/7`, both
    /// from the site that it lets in, and the same from one that it does not. `status` is the one of
    /// the actual request.
    pub(crate) fn assert_answers(&self, status: u16) {
        const APP: &[u8] = b"https://app.example.com";
        const EVIL: &[u8] = b"https://evil.example";
        let preflight = |origin| {
            let request = Request::new("OPTIONS", "/users/7").line("origin", origin);
            let request = request.line("access-control-request-method", b"PUT");
            self.ask(&request.body(b""))
        };
        let actual = |origin| {
            let request = Request::new("GET", "/users/7").line("origin", origin);
            self.ask(&request.line("cookie", b"session=1").body(b""))
        };

        let answer = preflight(APP);
        assert_eq!(answer.status, 204, "{answer:?}");
        assert_eq!(line(&answer, "access-control-allow-origin"), APP);
        let methods = line(&answer, "access-control-allow-methods");
        let mut methods = methods.split(|byte| *byte == b',');
        assert!(methods.any(|method| method == b"PUT"), "{answer:?}");
        assert!(answer.body.is_empty(), "{answer:?}");

        let answer = actual(APP);
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(line(&answer, "access-control-allow-origin"), APP);

        let answer = preflight(EVIL);
        assert_eq!(answer.status, 403, "{answer:?}");
        assert_eq!(line(&answer, "access-control-allow-origin"), b"");
        let answer = actual(EVIL);
        assert_eq!(answer.status, status, "{answer:?}");
        assert_eq!(line(&answer, "access-control-allow-origin"), b"");
        assert_eq!(line(&answer, "vary").to_ascii_lowercase(), b"origin");
    }
}

/// The value of the one line of this name; empty if there is none.
fn line<'a>(answer: &'a Answer, wanted: &str) -> &'a [u8] {
    let mut lines = answer.lines.iter().filter(|(name, _)| name == wanted);
    let first = lines.next().map_or(&b""[..], |(_, value)| value);
    assert!(lines.next().is_none(), "`{wanted}` twice: {answer:?}");
    first
}

impl Drop for Running {
    fn drop(&mut self) {
        // By its own id, which is nobody else's before it was waited for.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
