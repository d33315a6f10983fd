//! Origins at scale, those of the running program: what finding one costs among 10 to 100,000, what
//! making and keeping the set does, and whether readers notice that it is being replaced.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --features heap,time --bench scale
//! ```
//!
//! Lists that the compiler knows are in the other benches. All times are CPU times of one thread, the
//! best of the samples. Writes `results/scale.csv`.

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use allocation_counter::measure;
use cors::{LiveOrigins, OriginSet, OriginSource};
use cors_benches::processor::time;
use cors_benches::rerun::Rerun;
use cors_benches::results::Figures;

const COUNTS: [usize; 5] = [10, 100, 1_000, 10_000, 100_000];

/// What is looked for: origins from all over the set, and ones that are not in it, of the same length
/// and of another.
const LOOKUPS: [&str; 3] = ["hit", "miss", "miss-length"];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, own, many, lookup, ..] = &arguments[..]
        && own == "--counted"
    {
        be_counted(many.parse().expect("a number"), lookup);
        return;
    }
    let mut figures = Figures::new(["figure"]);
    let mut say = |case: &str, what: &str, figure: f64| {
        let figure = (figure * 1e3).round() / 1e3;
        println!("{case:<12} {what:<28} {figure:>16}");
        figures.set(case, what, [figure]);
    };
    for many in COUNTS {
        let case = format!("set/{many}");
        for lookup in LOOKUPS {
            say(
                &case,
                &format!("{lookup}-instructions"),
                counted(many, lookup),
            );
        }
        let set = set(many);
        for lookup in LOOKUPS {
            let sought = sought(many, lookup, 4_096);
            say(&case, &format!("{lookup}-ns"), nanoseconds(&set, &sought));
        }
        say(&case, "build-ns-each", build(many));
        say(&case, "bytes-each", bytes(many));
    }
    let live = Live::measure();
    say("live/1000", "reads-per-second-quiet", live.quiet);
    say("live/1000", "reads-per-second-replaced", live.replaced);
    say("live/1000", "replaced-to-quiet", live.replaced / live.quiet);
    say("live/1000", "replacements-in-a-round", live.replacements);
    figures.write("scale.csv");
}

/// Origins of one length, with a common beginning and end.
fn origin(at: usize) -> String {
    format!("https://app-{at:06}.example.com")
}

fn texts(many: usize) -> Vec<String> {
    (0..many).map(origin).collect()
}

fn set(many: usize) -> OriginSet {
    OriginSet::parse(texts(many)).expect("origins that nobody refuses")
}

/// So many origins to look for, spread evenly: a table of hashes is not equally full everywhere.
fn sought(many: usize, lookup: &str, count: usize) -> Vec<String> {
    let one = |at: usize| match lookup {
        "hit" => origin(at * many / count),
        "miss" => format!("https://api-{at:06}.example.com"),
        _ => format!("https://evil-{at}.example"),
    };
    (0..count).map(one).collect()
}

/// Instructions of one lookup.
fn counted(many: usize, lookup: &str) -> f64 {
    let many = many.to_string();
    let run = Rerun::start(&["--counted", &many, lookup], Some("one_lookup"));
    let instructions = run.instructions();
    #[allow(clippy::cast_precision_loss)]
    let mean = instructions as f64 / COUNTED as f64;
    mean
}

const COUNTED: usize = 1_000;

fn be_counted(many: usize, lookup: &str) {
    let set = set(many);
    for sought in sought(many, lookup, COUNTED) {
        assert_eq!(one_lookup(&set, &sought), lookup == "hit", "{sought}");
    }
}

#[inline(never)]
fn one_lookup(set: &OriginSet, sought: &str) -> bool {
    black_box(set).allows(black_box(sought))
}

/// One lookup; of a large set, not all is in the processor's caches.
#[allow(clippy::cast_precision_loss)]
fn nanoseconds(set: &OriginSet, sought: &[String]) -> f64 {
    const TIMES: usize = 8;
    best(25, || {
        let start = time();
        for _ in 0..TIMES {
            for one in sought {
                black_box(one_lookup(set, one));
            }
        }
        (time() - start).as_secs_f64() * 1e9 / (TIMES * sought.len()) as f64
    })
}

/// The making of a set, by origin: the judge's reading included, the making of the texts not.
#[allow(clippy::cast_precision_loss)]
fn build(many: usize) -> f64 {
    best(if many < 100_000 { 15 } else { 5 }, || {
        let texts = texts(many);
        let start = time();
        let set = OriginSet::parse(texts);
        let took = time() - start;
        assert_eq!(set.map(|set| set.len()).ok(), Some(many));
        took.as_secs_f64() * 1e9 / many as f64
    })
}

/// What a set keeps, by origin.
#[allow(clippy::cast_precision_loss)]
fn bytes(many: usize) -> f64 {
    let mut kept = None;
    let counted = measure(|| kept = Some(set(many)));
    assert!(kept.is_some());
    counted.bytes_current as f64 / many as f64
}

fn best(samples: u8, sample: impl FnMut() -> f64) -> f64 {
    let samples = std::iter::repeat_with(sample).take(samples.into());
    samples.min_by(f64::total_cmp).expect("a sample")
}

/// Reads of [`LiveOrigins`] by second of the reader's CPU time: while nobody writes, and while another
/// thread does nothing else. The best rounds.
struct Live {
    quiet: f64,
    replaced: f64,
    /// How often the set was replaced during the best round.
    replacements: f64,
}

impl Live {
    const ROUNDS: u8 = 15;
    const READS: u32 = 5_000_000;
    /// With fewer replacements, the writer had no processor, and the round does not count.
    const FEWEST: u64 = 200;

    /// Two sets that take each other's place.
    fn measure() -> Self {
        let sets = [set(1_000), set(999)];
        let live = LiveOrigins::from(sets[0].clone());
        let replaces = AtomicBool::new(false);
        let is_over = AtomicBool::new(false);
        let replacements = AtomicU64::new(0);
        let mut found = Self {
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
                found.quiet = found.quiet.max(reads(&live));
                replaces.store(true, Ordering::Relaxed);
                let before = replacements.load(Ordering::Relaxed);
                let rate = reads(&live);
                let meanwhile = replacements.load(Ordering::Relaxed) - before;
                replaces.store(false, Ordering::Relaxed);
                if meanwhile >= Self::FEWEST && rate > found.replaced {
                    found.replaced = rate;
                    #[allow(clippy::cast_precision_loss)]
                    let meanwhile = meanwhile as f64;
                    found.replacements = meanwhile;
                }
                // The writer sees it before the next quiet round.
                thread::sleep(Duration::from_millis(5));
            }
            is_over.store(true, Ordering::Relaxed);
        });
        found
    }
}

/// Reads by second. Every one has to be right, whichever of the two sets it meets.
fn reads(live: &LiveOrigins) -> f64 {
    let (known, stranger) = (origin(0), origin(5_000));
    let start = time();
    for _ in 0..Live::READS / 2 {
        assert!(black_box(live).allows(black_box(&known)));
        assert!(!black_box(live).allows(black_box(&stranger)));
    }
    f64::from(Live::READS) / (time() - start).as_secs_f64()
}
