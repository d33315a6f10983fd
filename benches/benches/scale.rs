//! Measures sets of 10 to 100,000 origins that are known at run time: the cost of a lookup, of building the
//! set and of its memory, and the effect of replacing the set on readers.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --features heap,time --bench scale
//! ```
//!
//! The other benches measure lists that are known at compile time. All times are CPU times of one thread, and
//! the best of the samples. Writes `results/scale.csv`.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use allocation_counter::measure;
use cors::{LiveOrigins, OriginSet, OriginSource};
use cors_benches::cpu;
use cors_benches::results::Figures;
use cors_benches::self_exec::SelfExec;

const COUNTS: [usize; 5] = [10, 100, 1_000, 10_000, 100_000];

/// Kinds of lookups: origins from all parts of the set, and origins that are not in it, of the same length
/// and of another length.
const LOOKUPS: [&str; 3] = ["hit", "miss", "miss-length"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, own, many, lookup, ..] = &arguments[..]
        && own == "--run-lookups"
    {
        run_lookups(many.parse().expect("a number"), lookup);
        return;
    }
    let mut figures = Figures::new(["figure"]);
    let mut report = |case: &str, name: &str, figure: f64| {
        let figure = (figure * 1e3).round() / 1e3;
        println!("{case:<12} {name:<28} {figure:>16}");
        figures.set(case, name, [figure]);
    };
    for many in COUNTS {
        let case = format!("set/{many}");
        for lookup in LOOKUPS {
            report(
                &case,
                &format!("{lookup}-instructions"),
                instructions(many, lookup),
            );
        }
        let set = set(many);
        for lookup in LOOKUPS {
            let needles = needles(many, lookup, 4_096);
            report(&case, &format!("{lookup}-ns"), nanoseconds(&set, &needles));
        }
        report(&case, "build-ns-each", build(many));
        report(&case, "bytes-each", bytes(many));
    }
    let live = Live::measure();
    report("live/1000", "reads-per-second-quiet", live.quiet);
    report("live/1000", "reads-per-second-replaced", live.replaced);
    report("live/1000", "replaced-to-quiet", live.replaced / live.quiet);
    report("live/1000", "replacements-in-a-round", live.replacements);
    figures.write("scale.csv");
}

/// Returns the origin at `index`. All have one length and a common beginning and end.
fn origin(index: usize) -> String {
    format!("https://app-{index:06}.example.com")
}

fn texts(many: usize) -> Vec<String> {
    (0..many).map(origin).collect()
}

fn set(many: usize) -> OriginSet {
    OriginSet::parse(texts(many)).expect("valid origins")
}

/// Returns `count` origins to look up, spread evenly because a hash table is not equally full everywhere.
fn needles(many: usize, lookup: &str, count: usize) -> Vec<String> {
    let needle = |index: usize| match lookup {
        "hit" => origin(index * many / count),
        "miss" => format!("https://api-{index:06}.example.com"),
        _ => format!("https://evil-{index}.example"),
    };
    (0..count).map(needle).collect()
}

/// Counts the instructions of a lookup.
fn instructions(many: usize, lookup: &str) -> f64 {
    let many = many.to_string();
    let run = SelfExec::start(&["--run-lookups", &many, lookup], Some("one_lookup"));
    let instructions = run.instructions();
    #[allow(clippy::cast_precision_loss)]
    let mean = instructions as f64 / LOOKUP_COUNT as f64;
    mean
}

const LOOKUP_COUNT: usize = 1_000;

fn run_lookups(many: usize, lookup: &str) {
    let set = set(many);
    for needle in needles(many, lookup, LOOKUP_COUNT) {
        assert_eq!(one_lookup(&set, &needle), lookup == "hit", "{needle}");
    }
}

#[inline(never)]
fn one_lookup(set: &OriginSet, origin: &str) -> bool {
    black_box(set).allows(black_box(origin))
}

/// Measures the time of a lookup. A large set does not fit into the caches of the processor.
#[allow(clippy::cast_precision_loss)]
fn nanoseconds(set: &OriginSet, needles: &[String]) -> f64 {
    const TIMES: usize = 8;
    best(25, || {
        let start = cpu::time();
        for _ in 0..TIMES {
            for needle in needles {
                black_box(one_lookup(set, needle));
            }
        }
        (cpu::time() - start).as_secs_f64() * 1e9 / (TIMES * needles.len()) as f64
    })
}

/// Measures the time of building a set, for each origin. It includes validation, and excludes formatting the
/// strings.
#[allow(clippy::cast_precision_loss)]
fn build(many: usize) -> f64 {
    best(if many < 100_000 { 15 } else { 5 }, || {
        let texts = texts(many);
        let start = cpu::time();
        let set = OriginSet::parse(texts);
        let elapsed = cpu::time() - start;
        assert_eq!(set.map(|set| set.len()).ok(), Some(many));
        elapsed.as_secs_f64() * 1e9 / many as f64
    })
}

/// Measures the memory of a set, for each origin.
#[allow(clippy::cast_precision_loss)]
fn bytes(many: usize) -> f64 {
    let mut result = None;
    let allocations = measure(|| result = Some(set(many)));
    assert!(result.is_some());
    allocations.bytes_current as f64 / many as f64
}

fn best(samples: u8, sample: impl FnMut() -> f64) -> f64 {
    let samples = std::iter::repeat_with(sample).take(samples.into());
    samples.min_by(f64::total_cmp).expect("a sample")
}

/// Reads of [`LiveOrigins`] in a second of the reader's CPU time, without a writer and while another thread
/// replaces the set continuously. Each figure is that of the best round.
struct Live {
    quiet: f64,
    replaced: f64,
    /// The number of replacements during the best round.
    replacements: f64,
}

impl Live {
    const ROUNDS: u8 = 15;
    const READS: u32 = 5_000_000;
    /// With fewer replacements the writer had no processor, and the round does not count.
    const MIN_REPLACEMENTS: u64 = 200;

    /// Replaces two sets by each other.
    fn measure() -> Self {
        let sets = [set(1_000), set(999)];
        let live = LiveOrigins::from(sets[0].clone());
        let replaces = AtomicBool::new(false);
        let is_over = AtomicBool::new(false);
        let replacements = AtomicU64::new(0);
        let mut best = Self {
            quiet: 0.0,
            replaced: 0.0,
            replacements: 0.0,
        };
        thread::scope(|scope| {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    if !replaces.load(Ordering::Relaxed) {
                        thread::sleep(Duration::from_millis(1));
                        continue;
                    }
                    for set in &sets {
                        live.replace(set.clone());
                        replacements.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
            for _ in 0..Self::ROUNDS {
                best.quiet = best.quiet.max(reads(&live));
                replaces.store(true, Ordering::Relaxed);
                let before = replacements.load(Ordering::Relaxed);
                let rate = reads(&live);
                let replaced = replacements.load(Ordering::Relaxed) - before;
                replaces.store(false, Ordering::Relaxed);
                if replaced >= Self::MIN_REPLACEMENTS && rate > best.replaced {
                    best.replaced = rate;
                    #[allow(clippy::cast_precision_loss)]
                    let replaced = replaced as f64;
                    best.replacements = replaced;
                }
                // Gives the writer time to stop before the next quiet round.
                thread::sleep(Duration::from_millis(5));
            }
            is_over.store(true, Ordering::Relaxed);
        });
        best
    }
}

/// Measures the reads in a second. Every result has to be correct for both sets.
fn reads(live: &LiveOrigins) -> f64 {
    let (listed, unlisted) = (origin(0), origin(5_000));
    let start = cpu::time();
    for _ in 0..Live::READS / 2 {
        assert!(black_box(live).allows(black_box(&listed)));
        assert!(!black_box(live).allows(black_box(&unlisted)));
    }
    f64::from(Live::READS) / (cpu::time() - start).as_secs_f64()
}
