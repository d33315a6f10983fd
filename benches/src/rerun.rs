//! This program once more, with other arguments and under callgrind: for what is no pair of a contender
//! and a case.
//!
//! [`callgrind`](crate::callgrind) counts pairs. A bench that has something else to count does it in a
//! run of its own program, and says by arguments what.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A run of this program.
#[derive(Debug)]
pub struct Rerun {
    child: Child,
    dump: PathBuf,
}

impl Rerun {
    /// Starts it. With `toggle`, the name of a function, instructions count inside that function only.
    /// Input and output are pipes.
    ///
    /// # Panics
    ///
    /// If valgrind is not there.
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
            .arg(std::env::current_exe().expect("this program"))
            .args(arguments)
            // What is in the environment moves the stack.
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("valgrind, which counts the instructions");
        Self { child, dump }
    }

    /// The process: its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits for the end: the instructions that were counted.
    ///
    /// # Panics
    ///
    /// If the run failed, or wrote something else than expected.
    #[must_use]
    pub fn instructions(mut self) -> u64 {
        drop(self.child.stdin.take());
        let status = self.child.wait().expect("the end of the run");
        assert!(status.success(), "{status}");
        let text = std::fs::read_to_string(&self.dump).expect("what callgrind has written");
        let _ = std::fs::remove_file(&self.dump);
        let mut lines = text.lines();
        let line = lines.find_map(|line| line.strip_prefix("summary: "));
        let count = line.and_then(|line| line.split_whitespace().next());
        count
            .and_then(|count| count.parse().ok())
            .expect("a summary")
    }
}
