//! Measures the CPU time of every pair, in nanoseconds.
//!
//! criterion chooses the number of operations and prints its own statistics. The tables contain its best
//! sample, because other load on a shared machine can only make a sample slower.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use cors_benches::case::Case;
use cors_benches::check::check;
use cors_benches::cli::Selection;
use cors_benches::cpu;
use cors_benches::implementation::Implementation;
use cors_benches::registry::{Visitor, visit_all};
use cors_benches::results::Figures;
use cors_benches::table;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, SamplingMode};

fn main() {
    let selection = Selection::from_arguments();
    let _ = check(&selection);
    let criterion = Criterion::default()
        .with_measurement(CpuTime)
        .without_plots()
        .sample_size(10)
        .nresamples(1_001)
        .warm_up_time(Duration::from_millis(15))
        .measurement_time(Duration::from_millis(40));
    let mut timer = Timer {
        criterion,
        selection: &selection,
        case: None,
        samples: BTreeMap::new(),
    };
    // All implementations of a case run within seconds, so that other load affects them equally. Several
    // rounds are needed because it can last for minutes.
    for _ in 0..ROUNDS {
        for case in selection.cases() {
            timer.case = Some(case);
            visit_all(&mut timer);
        }
    }
    let mut figures = Figures::new(["best", "median"]);
    for ((case, implementation), samples) in &timer.samples {
        figures.set(case, implementation, best_and_median(samples));
    }
    table::print(&figures, &selection);
    if selection.is_everything() {
        figures.write("time.csv");
        table::write();
    }
}

const ROUNDS: u8 = 3;

struct Timer<'s> {
    criterion: Criterion<CpuTime>,
    selection: &'s Selection,
    case: Option<Case>,
    samples: BTreeMap<(&'static str, &'static str), Vec<(u64, Duration)>>,
}

impl Visitor for Timer<'_> {
    fn visit<C: Implementation>(&mut self) {
        let Some(case) = self
            .case
            .as_ref()
            .filter(|_| self.selection.contains(C::NAME))
        else {
            return;
        };
        let Some(implementation) = C::new(case) else {
            return;
        };
        let samples = RefCell::new(Vec::new());
        let mut group = self.criterion.benchmark_group(case.name);
        group.sampling_mode(SamplingMode::Flat);
        group.bench_function(C::NAME, |bencher| {
            bencher.iter_custom(|many| {
                let time = operations(&implementation, case, many);
                samples.borrow_mut().push((many, time));
                time
            });
        });
        group.finish();
        let known = self.samples.entry((case.name, C::NAME)).or_default();
        known.extend(without_warm_up(&samples.into_inner()));
    }
}

/// Runs operations, and returns their CPU time without that of building the requests.
fn operations<C: Implementation>(implementation: &C, case: &Case, many: u64) -> Duration {
    let bytes: usize = case.headers.iter().map(|(_, value)| value.len()).sum();
    let batch = if bytes < 4_096 { 512 } else { 32 };
    let mut requests = Vec::with_capacity(batch);
    let mut time = Duration::ZERO;
    let mut remaining = many;
    while remaining > 0 {
        while remaining > 0 && requests.len() < batch {
            requests.push(implementation.request(case));
            remaining -= 1;
        }
        let start = CpuTime.start();
        for request in requests.drain(..) {
            black_box(&implementation.respond(request));
        }
        time += CpuTime.end(start);
    }
    time
}

/// Removes the samples of the warm-up, which have fewer operations.
fn without_warm_up(samples: &[(u64, Duration)]) -> impl Iterator<Item = (u64, Duration)> {
    let largest = samples.iter().map(|(many, _)| *many).max().unwrap_or(1);
    samples
        .iter()
        .copied()
        .filter(move |(many, _)| *many > largest / 2)
}

/// Returns the best and the median of the samples, in nanoseconds.
fn best_and_median(samples: &[(u64, Duration)]) -> [f64; 2] {
    #[allow(clippy::cast_precision_loss)]
    let mean = |(many, time): &(u64, Duration)| time.as_secs_f64() * 1e9 / *many as f64;
    let mut means: Vec<f64> = samples.iter().map(mean).collect();
    means.sort_by(f64::total_cmp);
    [means[0], means[means.len() / 2]].map(|mean| (mean * 10.0).round() / 10.0)
}

/// The CPU time of the current thread.
struct CpuTime;

impl Measurement for CpuTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        cpu::time()
    }

    fn end(&self, start: Duration) -> Duration {
        self.start() - start
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    #[allow(clippy::cast_precision_loss)]
    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        static WALL: WallTime = WallTime;
        WALL.formatter()
    }
}
