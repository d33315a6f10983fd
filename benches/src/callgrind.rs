//! Instructions, counted by callgrind.
//!
//! The program runs itself under valgrind, once for each pair: what another pair has left on the heap
//! would move the figures. What to count is said by the names of functions: counting is on inside
//! [`one_operation`] only, and [`warmed_up`] sets it to nothing. So no client request is needed, nor a
//! library for it.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use crate::case::Case;
use crate::cases::cases;
use crate::check::Pair;
use crate::contender::Contender;
use crate::registry::{Visitor, visit_all};
use crate::results::Figures;

const WARM_UPS: u8 = 4;
const OPERATIONS: u8 = 8;

/// Counts the instructions of one operation, for each of these pairs.
///
/// # Panics
///
/// If valgrind is not there, or what it writes is not what is expected.
#[must_use]
pub fn count(pairs: &[Pair]) -> Figures {
    let folder = Folder::new();
    // A copy, since whoever builds during the run replaces the program.
    let program = folder.0.join("program");
    let own = std::env::current_exe().expect("this program");
    std::fs::copy(own, &program).expect("a copy of this program");
    let waiting = Mutex::new(pairs.iter());
    let figures = Mutex::new(Figures::new(["instructions"]));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for worker in 0..workers {
            let out = folder.0.join(worker.to_string());
            let (program, waiting, figures) = (&program, &waiting, &figures);
            scope.spawn(move || {
                loop {
                    let next = waiting.lock().expect("no panic").next();
                    let Some(pair) = next else { break };
                    let count = run(program, &out, pair);
                    figures
                        .lock()
                        .expect("no panic")
                        .set(pair.case, pair.contender, [count]);
                }
            });
        }
    });
    figures.into_inner().expect("no panic")
}

/// Runs one pair under callgrind.
fn run(program: &Path, out: &Path, pair: &Pair) -> f64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--demangle=no"])
        .arg("--toggle-collect=*one_operation*")
        .arg("--zero-before=*warmed_up*")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args(["--measured", pair.contender, pair.case])
        // What is in the environment moves the stack.
        .env_clear()
        .output()
        .expect("valgrind, which counts the instructions");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{pair:?}: {told}");
    let text = std::fs::read_to_string(out).expect("what callgrind has written");
    #[allow(clippy::cast_precision_loss)]
    let count = total(&text) as f64 / f64::from(OPERATIONS);
    assert!(count > 0.0, "{pair:?}: nothing was counted: {told}");
    count
}

/// The figure of a dump.
fn total(text: &str) -> u64 {
    let mut lines = text.lines();
    let line = lines.find_map(|line| line.strip_prefix("summary: "));
    let first = line.and_then(|line| line.split_whitespace().next());
    first
        .and_then(|count| count.parse().ok())
        .expect("a summary")
}

/// A folder for the dumps, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = format!("cors-benches-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder for the dumps");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Does what is counted: the part of the program that runs under callgrind.
///
/// # Panics
///
/// If there is no such pair.
pub fn be_counted(contender: &str, case: &str) {
    struct Counted<'s>(&'s str, Case);
    impl Visitor for Counted<'_> {
        fn visit<C: Contender>(&mut self) {
            if C::NAME != self.0 {
                return;
            }
            let contender = C::new(&self.1).expect("a pair that was checked");
            for at in 0..WARM_UPS + OPERATIONS {
                if at == WARM_UPS {
                    warmed_up();
                }
                let request = contender.request(&self.1);
                one_operation(&contender, request);
            }
        }
    }
    let mut cases = cases().into_iter();
    let case = cases.find(|one| one.name == case).expect("a case");
    visit_all(&mut Counted(contender, case));
}

/// The operation: from the request, which is built, to the response, which is dropped.
#[inline(never)]
fn one_operation<C: Contender>(contender: &C, request: C::Request) {
    let response = contender.answer(request);
    black_box(&response);
}

#[inline(never)]
fn warmed_up() {
    black_box(0);
}
