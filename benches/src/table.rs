//! Tables from figures, on the screen and in `results/table.md`.

use std::fmt::Write as _;

use crate::cases::cases;
use crate::registry::{Named, names};
use crate::results::{Figures, write as write_file};
use crate::selection::Selection;

/// A contender's own share: its figure without that of its twin.
#[must_use]
pub fn net(figures: &Figures, case: &str, named: &Named, column: usize) -> Option<f64> {
    let gross = figures.get(case, named.name, column)?;
    if named.is_bare() {
        return Some(gross);
    }
    Some(gross - figures.get(case, named.bare, column)?)
}

/// The same for a contender by its name.
#[must_use]
pub fn net_of(figures: &Figures, case: &str, name: &str, column: usize) -> Option<f64> {
    let named = names().into_iter().find(|named| named.name == name)?;
    net(figures, case, &named, column)
}

/// Prints one line for each selected pair: gross, net, and how many times the floor.
pub fn print(figures: &Figures, selection: &Selection) {
    println!(
        "{:<28} {:<24} {:>10} {:>10} {:>8}",
        "case", "contender", "gross", "net", "floor"
    );
    let names = names();
    for case in selection.cases() {
        for named in selection.contenders() {
            let Some(gross) = figures.get(case.name, named.name, 0) else {
                continue;
            };
            let own = net(figures, case.name, &named, 0).filter(|_| !named.is_bare());
            let floor = names.iter().find(|one| one.name == named.floor());
            let floor = floor.and_then(|floor| net(figures, case.name, floor, 0));
            let ratio = own
                .zip(floor.filter(|floor| *floor > 0.0))
                .map(|(own, floor)| own / floor);
            println!(
                "{:<28} {:<24} {gross:>10.0} {:>10} {:>8}",
                case.name,
                named.name,
                own.map_or(String::new(), |own| format!("{own:.0}")),
                ratio.map_or(String::new(), |ratio| format!("{ratio:.2}")),
            );
        }
    }
}

/// Ours, and the floor of the same plumbing: as fast as it goes, and with the duties that ours has.
const TO_THE_FLOOR: [(&str, &str); 15] = [
    ("floor-dutiful", "floor"),
    ("ours-function", "floor"),
    ("ours-function", "floor-dutiful"),
    ("ours-tower", "floor"),
    ("ours-tower", "floor-tower"),
    ("floor-axum-dutiful", "floor-axum"),
    ("ours-axum", "floor-axum"),
    ("ours-axum", "floor-axum-dutiful"),
    ("floor-axum-layer-dutiful", "floor-axum-layer"),
    ("ours-axum-layer", "floor-axum-layer"),
    ("ours-axum-layer", "floor-axum-layer-dutiful"),
    ("ours-actix", "floor-actix"),
    ("floor-rocket-dutiful", "floor-rocket"),
    ("ours-rocket", "floor-rocket"),
    ("ours-rocket", "floor-rocket-dutiful"),
];

/// Everybody else, and what of ours is nearest.
const TO_OURS: [(&str, &str); 7] = [
    ("tower-http", "ours-tower"),
    ("tower-http-axum", "ours-axum"),
    ("tower-http-axum", "ours-axum-layer"),
    ("actix-cors", "ours-actix"),
    ("poem", "ours-function"),
    ("salvo", "ours-function"),
    ("warp", "ours-function"),
];

const ABOUT: &str = "\
Written by `cargo bench --manifest-path benches/Cargo.toml`; not by hand. What the names mean is in
`src/contenders/` and `src/cases.rs`.

*Net* is a contender without its twin: the same plumbing, no CORS. The twin of a preflight runs the
handler, which CORS does not, so net preflights of frameworks with a dear handler come out low, and
may be below zero; `decision` has no twin. A dash: the contender has no means for the case.
";

/// Writes `results/table.md` from the figures that are kept.
///
/// # Panics
///
/// If it cannot be written.
pub fn write() {
    let mut text = format!("# What CORS costs\n\n{ABOUT}");
    if let Some(figures) = Figures::read("instructions.csv") {
        nets(
            &mut text,
            "Net instructions",
            &figures,
            |net| format!("{net:.0}"),
            0,
        );
        ratios(
            &mut text,
            "Instructions: how many times the floor",
            &figures,
            &TO_THE_FLOOR,
        );
        ratios(
            &mut text,
            "Instructions: how many times ours",
            &figures,
            &TO_OURS,
        );
    }
    if let Some(figures) = Figures::read("heap.csv") {
        nets(
            &mut text,
            "Net allocations and reallocations",
            &figures,
            |net| format!("{net:.1}"),
            0,
        );
        nets(
            &mut text,
            "Net bytes allocated",
            &figures,
            |net| format!("{net:.0}"),
            1,
        );
    }
    if let Some(figures) = Figures::read("time.csv") {
        nets(
            &mut text,
            "Net time, ns, best sample",
            &figures,
            |net| format!("{net:.0}"),
            0,
        );
    }
    write_file("table.md", &text);
}

/// A table of all cases and all contenders with CORS.
fn nets(text: &mut String, title: &str, figures: &Figures, show: fn(f64) -> String, column: usize) {
    let mut names = names();
    names.retain(|named| !named.is_bare() || named.name == "decision");
    let heads: Vec<String> = names.iter().map(|named| named.name.to_owned()).collect();
    rows(text, title, &heads, |case| {
        let cells = names
            .iter()
            .map(|named| net(figures, case, named, column).map(show));
        cells.collect()
    });
}

/// A table of all cases and some quotients.
fn ratios(text: &mut String, title: &str, figures: &Figures, pairs: &[(&str, &str)]) {
    let net = |case: &str, name: &str| net_of(figures, case, name, 0);
    let heads: Vec<String> = pairs
        .iter()
        .map(|(one, other)| format!("{one} / {other}"))
        .collect();
    rows(text, title, &heads, |case| {
        let cells = pairs.iter().map(|(one, other)| {
            let (one, other) = (net(case, one)?, net(case, other)?);
            (other > 0.0).then(|| format!("{:.2}", one / other))
        });
        cells.collect()
    });
}

fn rows(
    text: &mut String,
    title: &str,
    heads: &[String],
    cells: impl Fn(&str) -> Vec<Option<String>>,
) {
    let _ = writeln!(text, "\n## {title}\n\n| case | {} |", heads.join(" | "));
    let _ = writeln!(text, "|---|{}", "---:|".repeat(heads.len()));
    for case in cases() {
        let cells = cells(case.name)
            .into_iter()
            .map(|cell| cell.unwrap_or("–".to_owned()));
        let cells: Vec<String> = cells.collect();
        let _ = writeln!(text, "| `{}` | {} |", case.name, cells.join(" | "));
    }
}
