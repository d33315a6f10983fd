//! Fails when ours has become dearer: instructions of three pairs, without those of the twin, against
//! `results/guard.csv`.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --bench guard
//! ```
//!
//! With `-- --bless` the figures of now are the ones to hold. They are of one toolchain, one C library
//! and one kind of processor.

use cors_benches::check::{Pair, check};
use cors_benches::registry::names;
use cors_benches::results::Figures;
use cors_benches::selection::Selection;
use cors_benches::{callgrind, table};

const KEPT: &str = "guard.csv";

const GUARDED: [Pair; 3] = [
    Pair {
        contender: "ours-function",
        case: "actual/1/hit",
    },
    Pair {
        contender: "ours-function",
        case: "preflight/3-headers",
    },
    Pair {
        contender: "ours-axum",
        case: "actual/1/hit",
    },
];

/// How much dearer it may become.
const TOLERANCE: f64 = 1.03;

fn main() {
    let blesses = std::env::args().any(|argument| argument == "--bless");
    if !blesses && let Some((contender, case)) = Selection::from_arguments().measured() {
        callgrind::be_counted(contender, case);
        return;
    }
    let found = measure();
    if blesses {
        found.write(KEPT);
    }
    let kept = Figures::read(KEPT).expect("results/guard.csv, which --bless writes");
    let mut is_dearer = false;
    for pair in GUARDED {
        let figure =
            |figures: &Figures| figures.get(pair.case, pair.contender, 0).expect("a figure");
        let (now, before) = (figure(&found), figure(&kept));
        let ratio = now / before;
        let verdict = if ratio > TOLERANCE { "TOO DEAR" } else { "ok" };
        is_dearer |= ratio > TOLERANCE;
        let Pair { contender, case } = pair;
        println!("{contender:<16} {case:<22} {before:>8.1} -> {now:>8.1}  x{ratio:.3}  {verdict}");
    }
    if is_dearer {
        eprintln!("more than 3 % above results/guard.csv: find out why, or bless it with a reason");
        std::process::exit(1);
    }
}

/// The guarded pairs, each without its twin.
fn measure() -> Figures {
    let selection = Selection::of(
        &GUARDED.map(|pair| pair.case),
        &GUARDED.map(|pair| pair.contender),
    );
    let mut pairs = check(&selection);
    let names = names();
    let twin = |pair: &Pair| names.iter().find(|named| named.name == pair.contender);
    let is_needed = |pair: &Pair, guarded: &Pair| {
        pair.case == guarded.case
            && (pair.contender == guarded.contender
                || twin(guarded).is_some_and(|named| named.bare == pair.contender))
    };
    pairs.retain(|pair| GUARDED.iter().any(|guarded| is_needed(pair, guarded)));
    let counted = callgrind::count(&pairs);
    let mut figures = Figures::new(["instructions"]);
    for pair in GUARDED {
        let net = twin(&pair).and_then(|named| table::net(&counted, pair.case, named, 0));
        figures.set(pair.case, pair.contender, [net.expect("both were counted")]);
    }
    figures
}
