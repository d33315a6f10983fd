//! The generated tables of `docs/performance.md`, each between two marks with its name.
//!
//! The text around the tables is written by hand and is not changed.

use std::fmt::Write as _;
use std::path::Path;

use crate::budget::{RatioToBaseline, ratios_to_baseline};
use crate::number::grouped;
use crate::results::Figures;
use crate::table::net_of;

/// A column of a table. The first field is its heading.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// The net figure of an implementation.
    Net(&'static str, &'static str),
    /// The net figure of an implementation, divided by that of another.
    Ratio(&'static str, &'static str, &'static str),
}

use Column::{Net, Ratio};

impl Column {
    const fn heading(self) -> &'static str {
        match self {
            Net(heading, _) | Ratio(heading, _, _) => heading,
        }
    }

    fn cell(self, figures: &Figures, case: &str) -> Option<String> {
        match self {
            Net(_, name) => net_of(figures, case, name, 0).map(grouped),
            Ratio(_, dividend, divisor) => {
                let (dividend, divisor) = (
                    net_of(figures, case, dividend, 0)?,
                    net_of(figures, case, divisor, 0)?,
                );
                Some(format!("{:.2}", dividend / divisor))
            }
        }
    }
}

/// The cases in the tables of instructions. All cases are in `results/table.md`.
const CASES: [&str; 20] = [
    "actual/no-origin",
    "actual/1/hit",
    "actual/1/miss",
    "actual/any",
    "actual/subdomain/hit",
    "actual/credentials",
    "actual/credentials+expose-3",
    "actual/headers-already",
    "actual/10/last",
    "actual/1000/last",
    "actual/10000/last",
    "actual/10000/miss",
    "actual/64k-origin",
    "preflight/plain",
    "preflight/3-headers",
    "preflight/20-headers",
    "preflight/1000-origins",
    "preflight/refused-origin",
    "preflight/64k-distinct",
    "preflight/64k-origin",
];

/// The cases in the table of allocations, which depend only on the inserted headers.
const ALLOCATION_CASES: [&str; 6] = [
    "actual/no-origin",
    "actual/1/hit",
    "actual/credentials+expose-3",
    "actual/10000/last",
    "preflight/3-headers",
    "preflight/64k-distinct",
];

const FUNCTIONS_AND_AXUM: [Column; 10] = [
    Net("hand-written function", "handwritten-function"),
    Net("correct", "handwritten-correct-function"),
    Net("**function**", "cors-function"),
    Ratio("/ hand-written", "cors-function", "handwritten-function"),
    Ratio("/ correct", "cors-function", "handwritten-correct-function"),
    Net("hand-written in axum", "handwritten-axum"),
    Net("correct", "handwritten-correct-axum"),
    Net("**axum**", "cors-axum"),
    Ratio("/ hand-written", "cors-axum", "handwritten-axum"),
    Ratio("/ correct", "cors-axum", "handwritten-correct-axum"),
];

const LAYERS: [Column; 8] = [
    Net(
        "correct hand-written tower layer",
        "handwritten-correct-tower",
    ),
    Net("**tower**", "cors-tower"),
    Ratio("/ correct", "cors-tower", "handwritten-correct-tower"),
    Net("hand-written axum layer", "handwritten-axum-layer"),
    Net("correct", "handwritten-correct-axum-layer"),
    Net("**axum layer**", "cors-axum-layer"),
    Ratio(
        "/ hand-written",
        "cors-axum-layer",
        "handwritten-axum-layer",
    ),
    Ratio(
        "/ correct",
        "cors-axum-layer",
        "handwritten-correct-axum-layer",
    ),
];

const ACTIX_AND_ROCKET: [Column; 8] = [
    Net(
        "correct hand-written in actix-web",
        "handwritten-correct-actix",
    ),
    Net("**actix-web**", "cors-actix"),
    Ratio("/ correct", "cors-actix", "handwritten-correct-actix"),
    Net("hand-written in Rocket", "handwritten-rocket"),
    Net("correct", "handwritten-correct-rocket"),
    Net("**Rocket**", "cors-rocket"),
    Ratio("/ hand-written", "cors-rocket", "handwritten-rocket"),
    Ratio("/ correct", "cors-rocket", "handwritten-correct-rocket"),
];

const OTHER_CRATES: [Column; 8] = [
    Net("axum", "cors-axum"),
    Net("tower-http in axum", "tower-http-axum"),
    Net("actix-web", "cors-actix"),
    Net("actix-cors", "actix-cors"),
    Net("Rocket", "cors-rocket"),
    Net("poem", "poem"),
    Net("salvo", "salvo"),
    Net("warp", "warp"),
];

const ALLOCATIONS: [Column; 12] = [
    Net("hand-written function", "handwritten-function"),
    Net("function", "cors-function"),
    Net("tower", "cors-tower"),
    Net("axum", "cors-axum"),
    Net("axum layer", "cors-axum-layer"),
    Net("actix-web", "cors-actix"),
    Net("Rocket", "cors-rocket"),
    Net("tower-http in axum", "tower-http-axum"),
    Net("actix-cors", "actix-cors"),
    Net("poem", "poem"),
    Net("salvo", "salvo"),
    Net("warp", "warp"),
];

/// Replaces the generated tables.
///
/// # Panics
///
/// If `docs/performance.md` does not exist or lacks a mark.
pub fn write() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.md");
    let mut text = std::fs::read_to_string(&path).expect("docs/performance.md");
    if let Some(figures) = Figures::read("instructions.csv") {
        let mut replace = |name, table: &str| replace_table(&mut text, name, table);
        let instructions = |columns| table(&figures, &CASES, columns);
        replace("ratios to hand-written baselines", &ratio_table(&figures));
        replace("functions and axum", &instructions(&FUNCTIONS_AND_AXUM));
        replace("layers", &instructions(&LAYERS));
        replace("actix-web and Rocket", &instructions(&ACTIX_AND_ROCKET));
        replace("other crates", &instructions(&OTHER_CRATES));
    }
    if let Some(figures) = Figures::read("heap.csv") {
        let allocations = table(&figures, &ALLOCATION_CASES, &ALLOCATIONS);
        replace_table(&mut text, "allocations", &allocations);
    }
    std::fs::write(&path, text).expect("docs/performance.md is writable");
}

/// Replaces the text between the two marks with this name.
fn replace_table(document: &mut String, name: &str, table: &str) {
    let (begin, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->\n"),
    );
    let position = |mark: &str| {
        document
            .find(mark)
            .unwrap_or_else(|| panic!("no mark `{}`", mark.trim()))
    };
    let range = position(&begin) + begin.len()..position(&end);
    document.replace_range(range, table);
}

fn table(figures: &Figures, cases: &[&str], columns: &[Column]) -> String {
    let headings: Vec<_> = columns.iter().map(|column| column.heading()).collect();
    let mut text = format!(
        "| case | {} |\n|---|{}\n",
        headings.join(" | "),
        "---:|".repeat(headings.len())
    );
    for case in cases {
        let cells = columns.iter().map(|column| column.cell(figures, case));
        let cells: Vec<_> = cells.map(|cell| cell.unwrap_or("–".to_owned())).collect();
        let _ = writeln!(text, "| `{case}` | {} |", cells.join(" | "));
    }
    text
}

/// Makes the table of the smallest and largest ratio of each integration.
fn ratio_table(figures: &Figures) -> String {
    let mut text =
        "| integration | compared with | cases | min | max |\n|---|---|---:|---:|---:|\n"
            .to_owned();
    for RatioToBaseline {
        integration,
        baseline,
        cases,
        min,
        max,
        ..
    } in ratios_to_baseline(figures)
    {
        let _ = writeln!(
            text,
            "| {integration} | `{baseline}` | {cases} | {min:.2} | {max:.2} |"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::replace_table;

    #[test]
    fn text_between_marks_is_replaced() {
        let mut document = "a\n<!-- b -->\nold\n<!-- end of b -->\nc\n".to_owned();
        replace_table(&mut document, "b", "new\n");
        assert_eq!(document, "a\n<!-- b -->\nnew\n<!-- end of b -->\nc\n");
    }
}
