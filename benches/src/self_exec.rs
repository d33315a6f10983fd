//! Runs of the current program under callgrind, with arguments that select what the run does.
//!
//! [`callgrind`](crate::callgrind) counts pairs of an implementation and a case. The benches `scale` and
//! `servers` count something else, and start their own program again with this module.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::dump;

/// A run of the current program under callgrind.
#[derive(Debug)]
pub struct SelfExec {
    child: Child,
    dump: PathBuf,
}

impl SelfExec {
    /// Starts the program with pipes for its input and output.
    ///
    /// With `toggle`, the name of a function, only instructions inside that function are counted.
    ///
    /// # Panics
    ///
    /// If valgrind is not installed.
    #[must_use]
    pub fn start(arguments: &[&str], toggle: Option<&str>) -> Self {
        static RUNS: AtomicU32 = AtomicU32::new(0);
        let run = RUNS.fetch_add(1, Ordering::Relaxed);
        let dump = format!("cors-benches-{}-{run}", std::process::id());
        let dump = std::env::temp_dir().join(dump);
        let mut command = Command::new("valgrind");
        command
            .args(["--quiet", "--tool=callgrind", "--demangle=no"])
            .arg(format!("--callgrind-out-file={}", dump.display()));
        if let Some(toggle) = toggle {
            command
                .arg("--collect-atstart=no")
                .arg(format!("--toggle-collect=*{toggle}*"));
        }
        let child = command
            .arg(std::env::current_exe().expect("the path of this program"))
            .args(arguments)
            // The environment is on the stack, and its size moves everything after it.
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("valgrind is installed");
        Self { child, dump }
    }

    /// Returns the process, for access to its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits for the end of the run and returns the number of instructions.
    ///
    /// # Panics
    ///
    /// If the run failed or its dump cannot be read.
    #[must_use]
    pub fn instructions(mut self) -> u64 {
        drop(self.child.stdin.take());
        let status = self.child.wait().expect("the end of the run");
        assert!(status.success(), "{status}");
        let text = std::fs::read_to_string(&self.dump).expect("a dump of callgrind");
        let _ = std::fs::remove_file(&self.dump);
        dump::total(&text)
    }
}
