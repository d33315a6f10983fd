//! An example of this repository, running as a server.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::result::Result;
use crate::workspace;

/// The time that an example has to print its address.
const STARTUP: Duration = Duration::from_secs(60);

/// A running example. The process is killed when the value is dropped.
pub(super) struct ExampleServer {
    child: Child,
    address: String,
}

impl ExampleServer {
    /// Builds the example, starts it on a free port, and waits for the address that it prints.
    pub(super) fn start(name: &str) -> Result<Self> {
        let messages =
            workspace::output_of(workspace::cargo().current_dir(workspace::root()).args([
                "build",
                "--locked",
                "--quiet",
                "--message-format=json",
                "--example",
                name,
            ]))?;
        let program = executable_in(&messages)
            .ok_or_else(|| format!("cargo built no executable for the example {name}"))?;
        Self::start_program(Command::new(program).arg("127.0.0.1:0"), STARTUP)
    }

    fn start_program(program: &mut Command, startup: Duration) -> Result<Self> {
        let mut child = program
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let stdout = child.stdout.take();
        // Owns the child from here on, so that an error below kills it.
        let mut server = Self {
            child,
            address: String::new(),
        };
        let stdout = stdout.ok_or("the example has no standard output")?;
        server.address = read_address(stdout, startup)?;
        Ok(server)
    }

    /// Returns the address, such as `http://127.0.0.1:3000`.
    pub(super) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for ExampleServer {
    fn drop(&mut self) {
        // Both fail only if the process has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the last executable that is named in cargo's JSON messages.
fn executable_in(messages: &str) -> Option<String> {
    messages
        .lines()
        .rev()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(str::to_owned))
}

/// Reads lines until one contains an address, on a thread so that a silent program cannot block forever.
fn read_address(stdout: ChildStdout, startup: Duration) -> Result<String> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        // The loop goes on after the address: a closed pipe would make the server's next line fail.
        for line in BufReader::new(stdout)
            .lines()
            .map_while(std::result::Result::ok)
        {
            if let Some(address) = address_in(&line) {
                // The receiver only waits for the first address.
                let _ = sender.send(address.to_owned());
            }
        }
    });
    let address = receiver.recv_timeout(startup);
    address.map_err(|_| "the example ended or printed no address".into())
}

fn address_in(line: &str) -> Option<&str> {
    line.split_whitespace()
        .find(|word| word.starts_with("http://127."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn last_executable_is_found_in_cargo_messages() {
        let messages =
            "{\"executable\":null}\n{\"executable\":\"/a/b\"}\n{\"reason\":\"build-finished\"}\n";
        assert_eq!(executable_in(messages), Some("/a/b".to_owned()));
        assert_eq!(executable_in("{\"executable\":null}\n"), None);
    }

    #[test]
    fn address_is_a_word_of_the_line() {
        let line = "listening on http://127.0.0.1:3000 until interrupted";
        assert_eq!(address_in(line), Some("http://127.0.0.1:3000"));
        assert_eq!(address_in("listening"), None);
    }

    #[cfg(unix)]
    #[test]
    fn program_is_killed_when_the_server_is_dropped() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo http://127.0.0.1:1; exec sleep 600"]);
        let server = ExampleServer::start_program(&mut shell, STARTUP).unwrap();
        assert_eq!(server.address(), "http://127.0.0.1:1");
        let id = server.child.id();
        drop(server);
        assert!(!is_running(id));
    }

    #[cfg(unix)]
    #[test]
    fn silent_program_is_an_error_and_is_killed() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("id");
        let mut shell = Command::new("sh");
        shell
            .args(["-c", "echo $$ > \"$0\"; exec sleep 600"])
            .arg(&file);
        let error = ExampleServer::start_program(&mut shell, Duration::from_secs(1)).err();
        assert_eq!(
            error.unwrap().to_string(),
            "the example ended or printed no address"
        );
        let id: u32 = std::fs::read_to_string(&file)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        assert!(!is_running(id));
    }

    #[cfg(unix)]
    fn is_running(id: u32) -> bool {
        let status = Command::new("kill")
            .args(["-0", &id.to_string()])
            .stderr(Stdio::null())
            .status();
        status.unwrap().success()
    }
}
