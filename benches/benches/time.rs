//! CPU time of every pair, in nanoseconds.
//!
//! criterion decides how often, and says what it found; the tables have the best of its samples. A
//! shared machine is slowed down by its neighbours, and never sped up.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Duration;

use cors_benches::case::Case;
use cors_benches::check::check;
use cors_benches::implementation::Implementation;
use cors_benches::registry::{Visitor, visit_all};
use cors_benches::results::Figures;
use cors_benches::selection::Selection;
use cors_benches::table;
use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, SamplingMode};
use rustix::time::{ClockId, clock_gettime};

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
    // All implementations of a case within seconds: what slows the machine slows them alike. And several
    // rounds of it, since it may be slow for minutes.
    for _ in 0..ROUNDS {
        for case in selection.cases() {
            timer.case = Some(case);
            visit_all(&mut timer);
        }
    }
    let mut figures = Figures::new(["best", "median"]);
    for ((case, implementation), samples) in &timer.samples {
        figures.set(case, implementation, statistic(samples));
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
        let Some(case) = self.case.as_ref().filter(|_| self.selection.has(C::NAME)) else {
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
        known.extend(whole(&samples.into_inner()));
    }
}

/// Does so many operations, and says how long they took, without the making of their requests.
fn operations<C: Implementation>(implementation: &C, case: &Case, many: u64) -> Duration {
    let bytes: usize = case.headers.iter().map(|(_, value)| value.len()).sum();
    let batch = if bytes < 4_096 { 512 } else { 32 };
    let mut requests = Vec::with_capacity(batch);
    let mut time = Duration::ZERO;
    let mut left = many;
    while left > 0 {
        while left > 0 && requests.len() < batch {
            requests.push(implementation.request(case));
            left -= 1;
        }
        let start = CpuTime.start();
        for request in requests.drain(..) {
            black_box(&implementation.respond(request));
        }
        time += CpuTime.end(start);
    }
    time
}

/// The samples without those of the warm-up, which are shorter.
fn whole(samples: &[(u64, Duration)]) -> impl Iterator<Item = (u64, Duration)> {
    let most = samples.iter().map(|(many, _)| *many).max().unwrap_or(1);
    samples
        .iter()
        .copied()
        .filter(move |(many, _)| *many > most / 2)
}

/// The best and the median of the samples, in nanoseconds.
fn statistic(samples: &[(u64, Duration)]) -> [f64; 2] {
    #[allow(clippy::cast_precision_loss)]
    let mean = |(many, time): &(u64, Duration)| time.as_secs_f64() * 1e9 / *many as f64;
    let mut means: Vec<f64> = samples.iter().map(mean).collect();
    means.sort_by(f64::total_cmp);
    [means[0], means[means.len() / 2]].map(|mean| (mean * 10.0).round() / 10.0)
}

/// This thread's CPU time.
struct CpuTime;

impl Measurement for CpuTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        let now = clock_gettime(ClockId::ThreadCPUTime);
        now.try_into().expect("a time behind the start")
    }

    fn end(&self, start: Duration) -> Duration {
        self.start() - start
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
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
