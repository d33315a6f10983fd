//! Runs cases through columns, and formats the results.

use std::fmt::{self, Write as _};

use cors_runtime::CorsHeader;

use crate::case::{Case, Integration};
use crate::differences::differences;
use crate::known_difference::KnownDifference;
use crate::observed::Observed;

/// A column of the table: one way to send the request of a case.
pub(crate) struct Column<'c> {
    pub(crate) integration: Integration,
    /// The name, of at most eight letters.
    pub(crate) variant: &'static str,
    pub(crate) respond: Respond<'c>,
    /// Returns how its response to a case differs from other integrations, if it does.
    pub(crate) known_difference: fn(&Case) -> Option<KnownDifference>,
}

pub(crate) type Respond<'c> = Box<dyn Fn(&Case) -> Result<Observed, NoResponse> + 'c>;

/// The reason that a column has no response to a case.
pub(crate) enum NoResponse {
    /// The case does not apply, for this reason.
    NotApplicable(&'static str),
    Failed(String),
}

/// The result of one case in one column.
enum Cell {
    /// The case does not apply, for this reason.
    NotApplicable(&'static str),
    Pass,
    /// The response differs from other integrations as expected, for this reason.
    KnownDifference(&'static str),
    Fail(String),
}

/// The results of all cases.
pub(crate) struct Report<'r> {
    columns: &'r [Column<'r>],
    cases: Vec<(&'r Case, Vec<Cell>)>,
}

impl<'r> Report<'r> {
    pub(crate) fn of(cases: &'r [Case], columns: &'r [Column<'r>]) -> Self {
        let run = |case: &'r Case| {
            let cells = columns.iter().map(|column| cell(case, column));
            (case, cells.collect())
        };
        let cases = cases.iter().map(run).collect();
        Self { columns, cases }
    }

    /// Returns the number of cases and the number of responses.
    pub(crate) fn count(&self) -> (usize, usize) {
        let cells = self.cases.iter().flat_map(|(_, cells)| cells);
        let run = cells.filter(|cell| !matches!(cell, Cell::NotApplicable(_)));
        (self.cases.len(), run.count())
    }

    /// Returns a description of every failed case, or an empty string.
    pub(crate) fn failures(&self) -> String {
        let mut text = String::new();
        for (case, cells) in &self.cases {
            for (column, cell) in self.columns.iter().zip(cells) {
                if let Cell::Fail(what) = cell {
                    let Case {
                        fixture,
                        description,
                        ..
                    } = case;
                    let (integration, variant) = (column.integration, column.variant);
                    let _ = writeln!(
                        text,
                        "\n✗ {fixture}: {description}, at {integration:?}/{variant}"
                    );
                    let _ = writeln!(text, "{}{what}", RequestOf(case));
                }
            }
        }
        text
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<18} {:<62}", "fixture", "case")?;
        for column in self.columns {
            write!(f, " {:>8}", column.variant)?;
        }
        let mut reasons: Vec<(&str, usize)> = Vec::new();
        let mut note = |reason| {
            let at = reasons.iter().position(|(known, _)| *known == reason);
            let at = at.unwrap_or_else(|| {
                reasons.push((reason, 0));
                reasons.len() - 1
            });
            reasons[at].1 += 1;
            at + 1
        };
        for (case, cells) in &self.cases {
            write!(f, "\n{:<18} {:<62}", case.fixture, case.description)?;
            for cell in cells {
                let sign = match cell {
                    Cell::NotApplicable(reason) => format!("– [{}]", note(reason)),
                    Cell::Pass => "ok".to_owned(),
                    Cell::KnownDifference(reason) => format!("ok [{}]", note(reason)),
                    Cell::Fail(_) => "FAIL".to_owned(),
                };
                write!(f, " {sign:>8}")?;
            }
        }
        writeln!(f)?;
        for (at, (reason, count)) in reasons.iter().enumerate() {
            writeln!(f, "[{}] {reason} ({count})", at + 1)?;
        }
        Ok(())
    }
}

fn cell(case: &Case, column: &Column<'_>) -> Cell {
    if let Some(reason) = case.reason_not_applicable(column.integration) {
        return Cell::NotApplicable(reason);
    }
    let mut response = match (column.respond)(case) {
        Ok(response) => response,
        Err(NoResponse::NotApplicable(reason)) => return Cell::NotApplicable(reason),
        Err(NoResponse::Failed(what)) => return Cell::Fail(format!("  {what}\n")),
    };
    if !column.integration.keeps_order() {
        let place = |name: &str| {
            CorsHeader::ALL
                .iter()
                .position(|field| field.name() == name)
        };
        response.cors.sort_by_key(|(name, _)| place(name));
    }
    let Some(KnownDifference { reason, expected }) = (column.known_difference)(case) else {
        return check(case, &response);
    };
    // A known difference that no longer occurs would hide the next bug.
    if differences(case, &response).is_empty() {
        return Cell::Fail(format!(
            "  passes, but is listed as a known difference: {reason}\n"
        ));
    }
    let adjusted = Case {
        expected,
        ..case.clone()
    };
    match check(&adjusted, &response) {
        Cell::Pass => Cell::KnownDifference(reason),
        fail => fail,
    }
}

fn check(case: &Case, response: &Observed) -> Cell {
    let found = differences(case, response);
    if found.is_empty() {
        Cell::Pass
    } else {
        Cell::Fail(explain(case, response, &found))
    }
}

fn explain(case: &Case, response: &Observed, found: &[String]) -> String {
    let mut text = String::new();
    for (name, value) in &response.cors {
        let _ = writeln!(text, "  < {name}: {value}");
    }
    let _ = writeln!(text, "  < vary: {}", response.vary.join(", "));
    for (name, value) in response.others.iter().flatten() {
        let _ = writeln!(text, "  < {name}: {value}");
    }
    let _ = writeln!(
        text,
        "  expected responder {:?}; differences:",
        case.expected.by
    );
    for difference in found {
        let _ = writeln!(text, "  - {difference}");
    }
    text
}

/// Formats the request of a case and the headers that its handler sets, with long values cut.
struct RequestOf<'r>(&'r Case);

impl fmt::Display for RequestOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let case = self.0;
        writeln!(f, "  > {} /{}{}", case.method, case.fixture, case.path)?;
        for (name, value) in &case.headers {
            let shown = value[..value.len().min(80)].escape_ascii();
            let rest = value.len().saturating_sub(80);
            match rest {
                0 => writeln!(f, "  > {name}: {shown}")?,
                _ => writeln!(f, "  > {name}: {shown}… and {rest} bytes more")?,
            }
        }
        if !case.body.is_empty() {
            writeln!(f, "  > {}", case.body)?;
        }
        for (name, value) in &case.handler.headers {
            writeln!(f, "  the handler sets {name}: {value}")?;
        }
        Ok(())
    }
}
