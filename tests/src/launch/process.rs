//! Processes that end with their test.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The time that a process may take to end after SIGTERM.
const END_TIMEOUT: Duration = Duration::from_secs(5);

/// A process and its descendants, ended on drop.
#[derive(Debug)]
pub struct ProcessGroup(Child);

impl ProcessGroup {
    /// Starts `command` in a new process group.
    ///
    /// # Panics
    ///
    /// If the program cannot be started.
    pub fn spawn(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    /// Returns the started process.
    pub fn leader(&mut self) -> &mut Child {
        &mut self.0
    }

    /// Returns how the process ended; `None` while it runs.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().ok().flatten()
    }

    /// Sends a signal to every process of the group. Returns `false` if the group is empty.
    fn signal(&self, name: &str) -> bool {
        let group = self.0.id().to_string();
        let kill = ["-c", "kill -s \"$0\" -- \"-$1\" 2>&-", name, &group];
        let status = Command::new("sh").args(kill).status();
        status.is_ok_and(|status| status.success())
    }
}

impl Drop for ProcessGroup {
    fn drop(&mut self) {
        let until = |mut is_done: Box<dyn FnMut() -> bool + '_>| {
            let deadline = Instant::now() + END_TIMEOUT;
            while !is_done() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(20));
            }
        };
        // SIGTERM first, because SIGKILL would leave locks and sockets.
        self.signal("TERM");
        until(Box::new(|| {
            self.0.try_wait().is_ok_and(|status| status.is_some())
        }));
        self.signal("KILL");
        let _ = self.0.wait();
        until(Box::new(|| !self.signal("0")));
    }
}
