//! Runs rows through doors, and shows what came of it.

use std::fmt::{self, Write as _};
use std::net::SocketAddr;

use crate::doors::{Answer, differences, through_decide, through_function, through_server};
use crate::row::{Door, Row};
use crate::subjects::Subject;

/// The columns of the table.
const COLUMNS: [(Door, &str); 8] = [
    (Door::Decide, "decide"),
    (Door::Plain, "sync"),
    (Door::Plain, "async"),
    (Door::Plain, "result"),
    (Door::Plain, "named"),
    (Door::Axum, crate::subjects::OWN),
    (Door::Axum, crate::subjects::LAYERED),
    (Door::Axum, crate::subjects::NAMED),
];

/// What a column shows for a row.
enum Cell {
    Absent,
    Right,
    Wrong(String),
}

/// The rows, run.
pub(crate) struct Report<'r> {
    rows: Vec<(&'r Row, Vec<Cell>)>,
}

impl<'r> Report<'r> {
    pub(crate) fn of(rows: &'r [Row], subjects: &[Subject], server: SocketAddr) -> Self {
        let run = |row: &'r Row| {
            let subject = subjects.iter().find(|subject| subject.name == row.subject);
            let subject = subject.unwrap_or_else(|| panic!("there is no subject {}", row.subject));
            let cells = COLUMNS.map(|(door, way)| cell(row, subject, server, door, way));
            (row, cells.into())
        };
        Self {
            rows: rows.iter().map(run).collect(),
        }
    }

    /// How many rows, and how many answers they got.
    pub(crate) fn count(&self) -> (usize, usize) {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        let run = cells.filter(|cell| !matches!(cell, Cell::Absent));
        (self.rows.len(), run.count())
    }

    /// Everything that is wrong, row by row. Empty if nothing is.
    pub(crate) fn failures(&self) -> String {
        let mut text = String::new();
        for (row, cells) in &self.rows {
            for ((door, way), cell) in COLUMNS.iter().zip(cells) {
                if let Cell::Wrong(what) = cell {
                    let Row { subject, about, .. } = row;
                    let _ = writeln!(text, "\n✗ {subject}: {about}, at {door:?}/{way}");
                    let _ = writeln!(text, "{}{what}", Asked(row));
                }
            }
        }
        text
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:<18} {:<62}", "subject", "row")?;
        for (_, way) in COLUMNS {
            write!(out, " {way:>7}")?;
        }
        let mut reasons: Vec<(&str, usize)> = Vec::new();
        for (row, cells) in &self.rows {
            write!(out, "\n{:<18} {:<62}", row.subject, row.about)?;
            for cell in cells {
                let sign = match cell {
                    Cell::Absent => "–",
                    Cell::Right => "ok",
                    Cell::Wrong(_) => "WRONG",
                };
                write!(out, " {sign:>7}")?;
            }
            if let Some((_, reason)) = row.only {
                let at = reasons.iter().position(|(known, _)| *known == reason);
                let at = at.unwrap_or_else(|| {
                    reasons.push((reason, 0));
                    reasons.len() - 1
                });
                reasons[at].1 += 1;
                write!(out, "  [{}]", at + 1)?;
            }
        }
        writeln!(out)?;
        for (at, (reason, count)) in reasons.iter().enumerate() {
            writeln!(out, "[{}] {reason} ({count} rows)", at + 1)?;
        }
        Ok(())
    }
}

fn cell(row: &Row, subject: &Subject, server: SocketAddr, door: Door, way: &str) -> Cell {
    if !row.is_for(door) {
        return Cell::Absent;
    }
    let answer = match door {
        Door::Decide => Ok(through_decide(subject, row)),
        Door::Plain => match subject.functions.iter().find(|(name, _)| *name == way) {
            Some((_, function)) => Ok(through_function(*function, row)),
            None => return Cell::Absent,
        },
        Door::Axum if subject.mounted.iter().all(|(name, _)| *name != way) => return Cell::Absent,
        Door::Axum => through_server(server, way, row),
    };
    match answer {
        Err(error) => Cell::Wrong(format!("  no answer: {error}\n")),
        Ok(answer) => match differences(row, &answer) {
            found if found.is_empty() => Cell::Right,
            found => Cell::Wrong(explain(row, &answer, &found)),
        },
    }
}

fn explain(row: &Row, answer: &Answer, found: &[String]) -> String {
    let mut text = String::new();
    for (name, value) in &answer.cors {
        let _ = writeln!(text, "  < {name}: {value}");
    }
    let _ = writeln!(text, "  < vary: {}", answer.vary.join(", "));
    for (name, value) in answer.others.iter().flatten() {
        let _ = writeln!(text, "  < {name}: {value}");
    }
    let _ = writeln!(text, "  answered by {:?}, wrong in", row.expected.by);
    for difference in found {
        let _ = writeln!(text, "  - {difference}");
    }
    text
}

/// The request of a row and what its handler does, long values cut.
struct Asked<'r>(&'r Row);

impl fmt::Display for Asked<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let row = self.0;
        writeln!(out, "  > {} /{}{}", row.method, row.subject, row.path)?;
        for (name, value) in &row.lines {
            let shown = value[..value.len().min(80)].escape_ascii();
            let rest = value.len().saturating_sub(80);
            match rest {
                0 => writeln!(out, "  > {name}: {shown}")?,
                _ => writeln!(out, "  > {name}: {shown}… and {rest} bytes more")?,
            }
        }
        if !row.body.is_empty() {
            writeln!(out, "  > {}", row.body)?;
        }
        for (name, value) in &row.handler.lines {
            writeln!(out, "  the handler sets {name}: {value}")?;
        }
        Ok(())
    }
}
