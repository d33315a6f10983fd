//! A virtual display, for a browser without a headless mode.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::ProcessGroup;

/// The time that Xvfb may take to start.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A running Xvfb, ended on drop.
#[derive(Debug)]
pub(super) struct Display {
    number: String,
    _server: ProcessGroup,
    /// Kept open, because Xvfb ends when its pipe is closed.
    _pipe: BufReader<ChildStdout>,
}

impl Display {
    pub(super) fn new(xvfb: &Path) -> Self {
        let mut server = ProcessGroup::spawn(
            Command::new(xvfb)
                // Makes Xvfb choose a free display, and write its number to stdout.
                .args(["-displayfd", "1"])
                .args(["-screen", "0", "800x600x24", "-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut pipe = BufReader::new(server.leader().stdout.take().expect("a pipe"));
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut number = String::new();
            // Reads up to the end of the line, which Xvfb writes separately.
            let _ = pipe.read_line(&mut number);
            let _ = sender.send((number.trim().to_owned(), pipe));
        });
        let (number, pipe) = receiver.recv_timeout(START_TIMEOUT).expect("a display");
        assert!(
            number.parse::<u16>().is_ok(),
            "Xvfb reports a display number"
        );
        Self {
            number,
            _server: server,
            _pipe: pipe,
        }
    }

    /// Returns the value of `DISPLAY`.
    pub(super) fn name(&self) -> String {
        format!(":{}", self.number)
    }
}
