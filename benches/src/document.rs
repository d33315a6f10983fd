//! The tables of `docs/performance.md` that are made of figures, between marks that name them.
//!
//! What is said about them is written by hand, and stays.

use std::fmt::Write as _;
use std::path::Path;

use crate::floors;
use crate::results::Figures;
use crate::table::net_of;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
enum Column {
    /// What a contender costs, without its twin.
    Net(&'static str, &'static str),
    /// What the first costs, in times of the second.
    Times(&'static str, &'static str, &'static str),
}

use Column::{Net, Times};

impl Column {
    const fn head(self) -> &'static str {
        match self {
            Net(head, _) | Times(head, _, _) => head,
        }
    }

    fn cell(self, figures: &Figures, case: &str) -> Option<String> {
        match self {
            Net(_, name) => net_of(figures, case, name, 0).map(grouped),
            Times(_, one, other) => {
                let (one, other) = (
                    net_of(figures, case, one, 0)?,
                    net_of(figures, case, other, 0)?,
                );
                Some(format!("{:.2}", one / other))
            }
        }
    }
}

/// The cases that are shown. All of them are in `results/table.md`.
const SHOWN: [&str; 20] = [
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

/// Those of which allocations are shown: they differ by what is inserted, and by nothing else.
const ALLOCATING: [&str; 6] = [
    "actual/no-origin",
    "actual/1/hit",
    "actual/credentials+expose-3",
    "actual/10000/last",
    "preflight/3-headers",
    "preflight/64k-distinct",
];

const IN_CODE: [Column; 10] = [
    Net("floor", "floor"),
    Net("dutiful", "floor-dutiful"),
    Net("**function**", "ours-function"),
    Times("to floor", "ours-function", "floor"),
    Times("to dutiful", "ours-function", "floor-dutiful"),
    Net("floor in axum", "floor-axum"),
    Net("dutiful", "floor-axum-dutiful"),
    Net("**axum**", "ours-axum"),
    Times("to floor", "ours-axum", "floor-axum"),
    Times("to dutiful", "ours-axum", "floor-axum-dutiful"),
];

const LAYERS: [Column; 8] = [
    Net("dutiful floor for tower", "floor-tower"),
    Net("**tower**", "ours-tower"),
    Times("to dutiful", "ours-tower", "floor-tower"),
    Net("floor as axum layer", "floor-axum-layer"),
    Net("dutiful", "floor-axum-layer-dutiful"),
    Net("**axum layer**", "ours-axum-layer"),
    Times("to floor", "ours-axum-layer", "floor-axum-layer"),
    Times("to dutiful", "ours-axum-layer", "floor-axum-layer-dutiful"),
];

const OTHER_TYPES: [Column; 8] = [
    Net("dutiful floor in actix-web", "floor-actix"),
    Net("**actix-web**", "ours-actix"),
    Times("to dutiful", "ours-actix", "floor-actix"),
    Net("floor in Rocket", "floor-rocket"),
    Net("dutiful", "floor-rocket-dutiful"),
    Net("**Rocket**", "ours-rocket"),
    Times("to floor", "ours-rocket", "floor-rocket"),
    Times("to dutiful", "ours-rocket", "floor-rocket-dutiful"),
];

const OTHERS: [Column; 8] = [
    Net("axum", "ours-axum"),
    Net("tower-http in axum", "tower-http-axum"),
    Net("actix-web", "ours-actix"),
    Net("actix-cors", "actix-cors"),
    Net("Rocket", "ours-rocket"),
    Net("poem", "poem"),
    Net("salvo", "salvo"),
    Net("warp", "warp"),
];

const ALLOCATIONS: [Column; 12] = [
    Net("floor", "floor"),
    Net("function", "ours-function"),
    Net("tower", "ours-tower"),
    Net("axum", "ours-axum"),
    Net("axum layer", "ours-axum-layer"),
    Net("actix-web", "ours-actix"),
    Net("Rocket", "ours-rocket"),
    Net("tower-http in axum", "tower-http-axum"),
    Net("actix-cors", "actix-cors"),
    Net("poem", "poem"),
    Net("salvo", "salvo"),
    Net("warp", "warp"),
];

/// Writes the tables anew.
///
/// # Panics
///
/// If the document is not there, or lacks a mark.
pub fn write() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/performance.md");
    let mut text = std::fs::read_to_string(&path).expect("docs/performance.md");
    if let Some(figures) = Figures::read("instructions.csv") {
        put(
            &mut text,
            "beside the dutiful floors",
            &beside_floors(&figures),
        );
        put(
            &mut text,
            "functions and axum",
            &table(&figures, &SHOWN, &IN_CODE),
        );
        put(&mut text, "layers", &table(&figures, &SHOWN, &LAYERS));
        put(
            &mut text,
            "actix-web and Rocket",
            &table(&figures, &SHOWN, &OTHER_TYPES),
        );
        put(
            &mut text,
            "beside others",
            &table(&figures, &SHOWN, &OTHERS),
        );
    }
    if let Some(figures) = Figures::read("heap.csv") {
        put(
            &mut text,
            "allocations",
            &table(&figures, &ALLOCATING, &ALLOCATIONS),
        );
    }
    std::fs::write(&path, text).expect("docs/performance.md can be written");
}

/// Replaces what stands between the marks of a name.
fn put(document: &mut String, name: &str, table: &str) {
    let (begin, end) = (
        format!("<!-- {name} -->\n"),
        format!("<!-- end of {name} -->\n"),
    );
    let place = |mark: &str| {
        document
            .find(mark)
            .unwrap_or_else(|| panic!("no mark `{}`", mark.trim()))
    };
    let between = place(&begin) + begin.len()..place(&end);
    document.replace_range(between, table);
}

fn table(figures: &Figures, cases: &[&str], columns: &[Column]) -> String {
    let heads: Vec<_> = columns.iter().map(|column| column.head()).collect();
    let mut text = format!(
        "| case | {} |\n|---|{}\n",
        heads.join(" | "),
        "---:|".repeat(heads.len())
    );
    for case in cases {
        let cells = columns.iter().map(|column| column.cell(figures, case));
        let cells: Vec<_> = cells.map(|cell| cell.unwrap_or("–".to_owned())).collect();
        let _ = writeln!(text, "| `{case}` | {} |", cells.join(" | "));
    }
    text
}

/// From the smallest ratio to the largest, at each door.
fn beside_floors(figures: &Figures) -> String {
    let mut text = "| door | beside | cases | from | to |\n|---|---|---:|---:|---:|\n".to_owned();
    for beside in floors::beside(figures) {
        let (least, most) = (beside.least, beside.most);
        let _ = writeln!(
            text,
            "| {} | `{}` | {} | {least:.2} | {most:.2} |",
            beside.door, beside.floor, beside.cases,
        );
    }
    text
}

/// A whole number with commas between the thousands.
fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let sign = if number <= -0.5 { "-" } else { "" };
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{sign}{text}")
}

#[cfg(test)]
mod tests {
    use super::{grouped, put};

    #[test]
    fn thousands_are_grouped() {
        for (number, text) in [
            (0.0, "0"),
            (-0.4, "0"),
            (999.6, "1,000"),
            (123.0, "123"),
            (1_234.0, "1,234"),
            (12_501_045.2, "12,501,045"),
            (-115.0, "-115"),
            (-1_150.0, "-1,150"),
        ] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn only_what_is_between_the_marks_is_replaced() {
        let mut document = "a\n<!-- b -->\nold\n<!-- end of b -->\nc\n".to_owned();
        put(&mut document, "b", "new\n");
        assert_eq!(document, "a\n<!-- b -->\nnew\n<!-- end of b -->\nc\n");
    }
}
