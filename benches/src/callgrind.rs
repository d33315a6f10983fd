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

const WARM_UPS: u16 = 4;

/// How often a contender is counted. A figure is the mean of all.
#[derive(Debug, Clone, Copy)]
pub struct Repeats {
    /// Processes, of which each has a heap and random numbers of its own.
    pub processes: u16,
    /// Operations of each of them.
    pub operations: u16,
}

impl Repeats {
    /// For contenders that do the same every time.
    pub const EQUAL: Self = Self {
        processes: 1,
        operations: 8,
    };

    /// For a contender by its name.
    fn of(contender: &str) -> Self {
        struct Asked<'s>(&'s str, Repeats);
        impl Visitor for Asked<'_> {
            fn visit<C: Contender>(&mut self) {
                if C::NAME == self.0 {
                    self.1 = C::REPEATS;
                }
            }
        }
        let mut asked = Asked(contender, Self::EQUAL);
        visit_all(&mut asked);
        asked.1
    }
}

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
                    let Repeats {
                        processes,
                        operations,
                    } = Repeats::of(pair.contender);
                    let runs = (0..processes).map(|_| run(program, &out, pair));
                    #[allow(clippy::cast_precision_loss)]
                    let count =
                        runs.sum::<u64>() as f64 / (f64::from(processes) * f64::from(operations));
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

/// Runs one pair under callgrind: the instructions of all operations.
fn run(program: &Path, out: &Path, pair: &Pair) -> u64 {
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
    let count = total(&text);
    assert!(count > 0, "{pair:?}: nothing was counted: {told}");
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
            let _kept = take_what_is_free();
            for at in 0..WARM_UPS + C::REPEATS.operations {
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

/// Takes the pieces of memory that whatever came before has left between others.
///
/// Where the next piece comes from, and what it costs to find it, depends on them: by some hundred instructions
/// of a Rocket's request, the same in all operations of a process.
fn take_what_is_free() -> Vec<Vec<u8>> {
    let large = (11..=16).rev().map(|power| (1 << power, 256));
    // glibc keeps seven of each of these sizes for its thread.
    let small = (1..=65).rev().map(|size| (size * 16, 16));
    let sizes = large.chain(small);
    let blocks = sizes.flat_map(|(size, count)| (0..count).map(move |_| Vec::with_capacity(size)));
    black_box(blocks.collect())
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
