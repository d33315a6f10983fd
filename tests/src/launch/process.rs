//! Processes that end with their test.

use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a process may take to leave when it is asked to.
const UNTIL_GONE: Duration = Duration::from_secs(5);

/// A process and all that it starts, until it is dropped.
#[derive(Debug)]
pub struct Group(Child);

impl Group {
    /// Starts `command` in a process group of its own.
    ///
    /// # Panics
    ///
    /// If there is no such program.
    pub fn spawn(command: &mut Command) -> Self {
        let child = command.stdin(Stdio::null()).process_group(0).spawn();
        Self(child.unwrap_or_else(|error| panic!("{command:?}: {error}")))
    }

    /// The process that was started.
    pub fn leader(&mut self) -> &mut Child {
        &mut self.0
    }

    /// How the process ended; `None` while it runs.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().ok().flatten()
    }

    /// Signals every process of the group. `false` if none is left.
    fn signal(&self, name: &str) -> bool {
        let group = self.0.id().to_string();
        let kill = ["-c", "kill -s \"$0\" -- \"-$1\" 2>&-", name, &group];
        let status = Command::new("sh").args(kill).status();
        status.is_ok_and(|status| status.success())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let until = |mut is_done: Box<dyn FnMut() -> bool + '_>| {
            let deadline = Instant::now() + UNTIL_GONE;
            while !is_done() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(20));
            }
        };
        // Asked first: who is killed leaves locks and sockets behind.
        self.signal("TERM");
        until(Box::new(|| {
            self.0.try_wait().is_ok_and(|status| status.is_some())
        }));
        self.signal("KILL");
        let _ = self.0.wait();
        until(Box::new(|| !self.signal("0")));
    }
}
