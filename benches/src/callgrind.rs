//! Instruction counts, measured with callgrind.
//!
//! The program runs itself under valgrind, once for each pair, because memory that another pair has
//! left on the heap would change the counts. Names of functions control the collection: instructions are
//! counted inside `one_operation` only, and `warmed_up` resets the count. No client request is
//! needed, and no library for client requests.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::thread;

use crate::case::Case;
use crate::cases::cases;
use crate::dump;
use crate::implementation::Implementation;
use crate::pair::Pair;
use crate::registry::{Visitor, visit_all};
use crate::repeats::Repeats;
use crate::results::Figures;

const WARM_UPS: u16 = 4;

/// Counts the instructions of one operation of each pair.
///
/// # Panics
///
/// If valgrind is not installed, or a run fails.
#[must_use]
pub fn count(pairs: &[Pair]) -> Figures {
    let folder = DumpFolder::new();
    // A copy, because a build during the run replaces the program.
    let program = folder.0.join("program");
    let own = std::env::current_exe().expect("the path of this program");
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
                    let Repeats {
                        processes,
                        operations,
                    } = repeats_of(pair.implementation);
                    let runs = (0..processes).map(|_| run(program, &out, pair));
                    #[allow(clippy::cast_precision_loss)]
                    let count =
                        runs.sum::<u64>() as f64 / (f64::from(processes) * f64::from(operations));
                    figures
                        .lock()
                        .expect("no panic")
                        .set(pair.case, pair.implementation, [count]);
                }
            });
        }
    });
    figures.into_inner().expect("no panic")
}

/// Returns the repetitions of the implementation with this name.
fn repeats_of(name: &str) -> Repeats {
    struct Search<'s>(&'s str, Repeats);
    impl Visitor for Search<'_> {
        fn visit<C: Implementation>(&mut self) {
            if C::NAME == self.0 {
                self.1 = C::REPEATS;
            }
        }
    }
    let mut search = Search(name, Repeats::DETERMINISTIC);
    visit_all(&mut search);
    search.1
}

/// Runs a pair under callgrind, and returns the instructions of all its operations.
fn run(program: &Path, out: &Path, pair: &Pair) -> u64 {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--collect-atstart=no", "--demangle=no"])
        .arg("--toggle-collect=*one_operation*")
        .arg("--zero-before=*warmed_up*")
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(program)
        .args(["--run-operations", pair.implementation, pair.case])
        // The environment is on the stack, and its size moves everything after it.
        .env_clear()
        .output()
        .expect("valgrind is installed");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{pair:?}: {stderr}");
    let text = std::fs::read_to_string(out).expect("a dump of callgrind");
    let count = dump::total(&text);
    assert!(count > 0, "{pair:?}: nothing was counted: {stderr}");
    count
}

/// A folder for the dumps, removed on drop.
struct DumpFolder(PathBuf);

impl DumpFolder {
    fn new() -> Self {
        let folder = format!("cors-benches-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        std::fs::create_dir_all(&folder).expect("a folder for the dumps");
        Self(folder)
    }
}

impl Drop for DumpFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Runs the operations of a pair, in the process that runs under callgrind.
///
/// # Panics
///
/// If there is no such case, or the implementation cannot express its policy.
pub fn run_operations(implementation: &str, case: &str) {
    struct Counted<'s>(&'s str, Case);
    impl Visitor for Counted<'_> {
        fn visit<C: Implementation>(&mut self) {
            if C::NAME != self.0 {
                return;
            }
            let implementation = C::new(&self.1).expect("a pair that was checked");
            let _filler = fill_heap_gaps();
            for operation in 0..WARM_UPS + C::REPEATS.operations {
                if operation == WARM_UPS {
                    warmed_up();
                }
                let request = implementation.request(&self.1);
                one_operation(&implementation, request);
            }
        }
    }
    let mut cases = cases().into_iter();
    let case = cases.find(|candidate| candidate.name == case);
    visit_all(&mut Counted(implementation, case.expect("a case")));
}

/// Allocates the free blocks that earlier work has left between others.
///
/// The position of the next block, and the cost of finding it, depend on these gaps. For a request of
/// Rocket the difference is some hundred instructions, equal for all operations of a process.
fn fill_heap_gaps() -> Vec<Vec<u8>> {
    let large = (11..=16).rev().map(|power| (1 << power, 256));
    // glibc caches up to seven blocks of each of these sizes for a thread.
    let small = (1..=65).rev().map(|size| (size * 16, 16));
    let sizes = large.chain(small);
    let blocks = sizes.flat_map(|(size, count)| (0..count).map(move |_| Vec::with_capacity(size)));
    black_box(blocks.collect())
}

/// The measured operation, from the finished request to the drop of the response.
#[inline(never)]
fn one_operation<C: Implementation>(implementation: &C, request: C::Request) {
    let response = implementation.respond(request);
    black_box(&response);
}

#[inline(never)]
fn warmed_up() {
    black_box(0);
}
