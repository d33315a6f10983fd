//! Fails when this library has become more expensive: compares the net instructions of three pairs with
//! `results/guard.csv`.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --bench guard
//! ```
//!
//! With `-- --bless` the measured figures become the new limits. They depend on the toolchain, the C library
//! and the kind of processor.

use cors_benches::check::check;
use cors_benches::cli::Selection;
use cors_benches::pair::Pair;
use cors_benches::registry::implementations;
use cors_benches::results::Figures;
use cors_benches::{callgrind, table};

const FILE: &str = "guard.csv";

const PAIRS: [Pair; 3] = [
    Pair {
        implementation: "cors-function",
        case: "actual/1/hit",
    },
    Pair {
        implementation: "cors-function",
        case: "preflight/3-headers",
    },
    Pair {
        implementation: "cors-axum",
        case: "actual/1/hit",
    },
];

/// The largest allowed ratio to the figure in the file.
const TOLERANCE: f64 = 1.03;

fn main() {
    let blesses = std::env::args().any(|argument| argument == "--bless");
    if !blesses && let Some((implementation, case)) = Selection::from_arguments().operations() {
        callgrind::run_operations(implementation, case);
        return;
    }
    let measured = measure();
    if blesses {
        measured.write(FILE);
    }
    let expected = Figures::read(FILE).expect("results/guard.csv, which --bless writes");
    let mut is_exceeded = false;
    for pair in PAIRS {
        let Pair {
            implementation,
            case,
        } = pair;
        let figure = |figures: &Figures| figures.get(case, implementation, 0).expect("a figure");
        let (now, before) = (figure(&measured), figure(&expected));
        let ratio = now / before;
        let result = if ratio > TOLERANCE {
            "TOO EXPENSIVE"
        } else {
            "ok"
        };
        is_exceeded |= ratio > TOLERANCE;
        println!(
            "{implementation:<16} {case:<22} {before:>8.1} -> {now:>8.1}  x{ratio:.3}  {result}"
        );
    }
    if is_exceeded {
        eprintln!(
            "more than 3 % above results/guard.csv: find the cause, or give a reason and bless"
        );
        std::process::exit(1);
    }
}

/// Measures the net figures of the pairs.
fn measure() -> Figures {
    let selection = Selection::of(
        &PAIRS.map(|pair| pair.case),
        &PAIRS.map(|pair| pair.implementation),
    );
    let mut pairs = check(&selection);
    let all = implementations();
    let info = |pair: &Pair| all.iter().find(|info| info.name == pair.implementation);
    let is_needed = |candidate: &Pair, guarded: &Pair| {
        candidate.case == guarded.case
            && (candidate.implementation == guarded.implementation
                || info(guarded).is_some_and(|info| info.no_cors == candidate.implementation))
    };
    pairs.retain(|candidate| PAIRS.iter().any(|guarded| is_needed(candidate, guarded)));
    let counts = callgrind::count(&pairs);
    let mut figures = Figures::new(["instructions"]);
    for pair in PAIRS {
        let net = info(&pair).and_then(|info| table::net(&counts, pair.case, info, 0));
        let net = net.expect("the pair and the framework without CORS were counted");
        figures.set(pair.case, pair.implementation, [net]);
    }
    figures
}
