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
                // An implementation that skips the handler may cost less than no CORS.
                (divisor > 0.0).then(|| format!("{:.2}", dividend / divisor))
            }
        }
    }
}

/// The cases in the tables of instructions. All cases are in `results/table.md`.
const CASES: [&str; 10] = [
    "actual/no-origin",
    "actual/1/hit",
    "actual/1/miss",
    "actual/credentials+expose-3",
    "actual/10/last",
    "actual/10000/last",
    "actual/64k-origin",
    "preflight/3-headers",
    "preflight/refused-origin",
    "preflight/64k-distinct",
];

/// The cases in the table of allocations, which depend only on the inserted headers.
const ALLOCATION_CASES: [&str; 3] = [
    "actual/1/hit",
    "actual/credentials+expose-3",
    "preflight/64k-distinct",
];

const INTEGRATIONS: [Column; 14] = [
    Net("function", "cors-function"),
    Ratio("", "cors-function", "handwritten-correct-function"),
    Net("tower", "cors-tower"),
    Ratio("", "cors-tower", "handwritten-correct-tower"),
    Net("axum", "cors-axum"),
    Ratio("", "cors-axum", "handwritten-correct-axum"),
    Net("axum, layer", "cors-axum-layer"),
    Ratio("", "cors-axum-layer", "handwritten-correct-axum-layer"),
    Net("actix-web", "cors-actix"),
    Ratio("", "cors-actix", "handwritten-correct-actix"),
    Net("Rocket", "cors-rocket"),
    Ratio("", "cors-rocket", "handwritten-correct-rocket"),
    Net("poem", "cors-poem"),
    Ratio("", "cors-poem", "handwritten-correct-poem"),
];

const OTHER_CRATES: [Column; 8] = [
    Net("**axum**", "cors-axum"),
    Net("tower-http in axum", "tower-http-axum"),
    Net("**actix-web**", "cors-actix"),
    Net("actix-cors", "actix-cors"),
    Net("**poem**", "cors-poem"),
    Net("poem's own", "poem"),
    Net("salvo's own", "salvo"),
    Net("warp's own", "warp"),
];

const ALLOCATIONS: [Column; 8] = [
    Net("function", "cors-function"),
    Net("axum", "cors-axum"),
    Net("axum, layer", "cors-axum-layer"),
    Net("actix-web", "cors-actix"),
    Net("Rocket", "cors-rocket"),
    Net("tower-http in axum", "tower-http-axum"),
    Net("actix-cors", "actix-cors"),
    Net("poem's own", "poem"),
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
        replace("integrations", &instructions(&INTEGRATIONS));
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
