//! A screen that nobody sees, for an engine that draws on nothing else.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::Group;

/// How long a screen may take to light up, on a machine that has something else to do.
const UNTIL_READY: Duration = Duration::from_secs(60);

/// A screen, until it is dropped.
#[derive(Debug)]
pub(super) struct Display {
    number: String,
    _server: Group,
    /// Kept open: the server dies of a pipe that nobody reads.
    _pipe: BufReader<ChildStdout>,
}

impl Display {
    pub(super) fn new(xvfb: &Path) -> Self {
        let mut server = Group::spawn(
            Command::new(xvfb)
                // The number of a screen that is free, written to its standard output.
                .args(["-displayfd", "1"])
                .args(["-screen", "0", "800x600x24", "-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null()),
        );
        let mut pipe = BufReader::new(server.leader().stdout.take().expect("a pipe"));
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut number = String::new();
            // To the end of the line, which comes in a write of its own.
            let _ = pipe.read_line(&mut number);
            let _ = sender.send((number.trim().to_owned(), pipe));
        });
        let (number, pipe) = receiver.recv_timeout(UNTIL_READY).expect("a screen");
        assert!(number.parse::<u16>().is_ok(), "Xvfb names no screen");
        Self {
            number,
            _server: server,
            _pipe: pipe,
        }
    }

    /// What `DISPLAY` is set to.
    pub(super) fn name(&self) -> String {
        format!(":{}", self.number)
    }
}
