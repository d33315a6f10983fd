//! Runs rows through doors, and shows what came of it.

use std::fmt::{self, Write as _};

use cors_runtime::protocol::Field;

use crate::case::{Door, Row};
use crate::fixtures::Subject;
use crate::integrations::{
    Answer, Exception, Served, differences, through_decide, through_function, through_server,
};

/// A column of the table.
enum Column<'s> {
    Decide,
    /// A way to write a function.
    Function(&'static str),
    Served(&'s Served),
}

impl Column<'_> {
    fn door(&self) -> Door {
        match self {
            Column::Decide => Door::Decide,
            Column::Function(_) => Door::Plain,
            Column::Served(served) => served.door,
        }
    }

    fn way(&self) -> &'static str {
        match self {
            Column::Decide => "decide",
            Column::Function(way) => way,
            Column::Served(served) => served.way,
        }
    }
}

/// What a column shows for a row.
enum Cell {
    /// Not asked, and why.
    Absent(&'static str),
    Right,
    /// As right as the door can be, and why not more.
    Excepted(&'static str),
    Wrong(String),
}

/// The rows, run.
pub(crate) struct Report<'r> {
    columns: Vec<Column<'r>>,
    rows: Vec<(&'r Row, Vec<Cell>)>,
}

impl<'r> Report<'r> {
    pub(crate) fn of(rows: &'r [Row], subjects: &[Subject], served: &'r [Served]) -> Self {
        let functions = ["sync", "async", "result", "named"].map(Column::Function);
        let columns: Vec<_> = [Column::Decide]
            .into_iter()
            .chain(functions)
            .chain(served.iter().map(Column::Served))
            .collect();
        let run = |row: &'r Row| {
            let subject = subjects.iter().find(|subject| subject.name == row.subject);
            let cells = columns.iter().map(|column| cell(row, subject, column));
            (row, cells.collect())
        };
        let rows = rows.iter().map(run).collect();
        Self { columns, rows }
    }

    /// How many rows, and how many answers they got.
    pub(crate) fn count(&self) -> (usize, usize) {
        let cells = self.rows.iter().flat_map(|(_, cells)| cells);
        let run = cells.filter(|cell| !matches!(cell, Cell::Absent(_)));
        (self.rows.len(), run.count())
    }

    /// Everything that is wrong, row by row. Empty if nothing is.
    pub(crate) fn failures(&self) -> String {
        let mut text = String::new();
        for (row, cells) in &self.rows {
            for (column, cell) in self.columns.iter().zip(cells) {
                if let Cell::Wrong(what) = cell {
                    let Row { subject, about, .. } = row;
                    let (door, way) = (column.door(), column.way());
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
        for column in &self.columns {
            write!(out, " {:>8}", column.way())?;
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
        for (row, cells) in &self.rows {
            write!(out, "\n{:<18} {:<62}", row.subject, row.about)?;
            for cell in cells {
                let sign = match cell {
                    Cell::Absent(reason) => format!("– [{}]", note(reason)),
                    Cell::Right => "ok".to_owned(),
                    Cell::Excepted(reason) => format!("ok [{}]", note(reason)),
                    Cell::Wrong(_) => "WRONG".to_owned(),
                };
                write!(out, " {sign:>8}")?;
            }
        }
        writeln!(out)?;
        for (at, (reason, count)) in reasons.iter().enumerate() {
            writeln!(out, "[{}] {reason} ({count})", at + 1)?;
        }
        Ok(())
    }
}

fn cell(row: &Row, subject: Option<&Subject>, column: &Column<'_>) -> Cell {
    if let Some(reason) = row.reason_against(column.door()) {
        return Cell::Absent(reason);
    }
    let served = match column {
        Column::Served(served) => served,
        Column::Decide => {
            let Some(subject) = subject else {
                return Cell::Wrong("  there is no such subject\n".to_owned());
            };
            return judged(row, &through_decide(subject, row));
        }
        Column::Function(way) => {
            let mut functions = subject.into_iter().flat_map(|subject| &subject.functions);
            return match functions.find(|(name, _)| name == way) {
                Some((_, function)) => judged(row, &through_function(*function, row)),
                None => Cell::Absent("several handlers, or a router's own, are no function"),
            };
        }
    };
    if !served.subjects.contains(&row.subject) {
        return Cell::Absent(served.lacks);
    }
    let mut answer = match through_server(served.address, &served.base, row) {
        Ok(answer) => answer,
        Err(error) => return Cell::Wrong(format!("  no answer: {error}\n")),
    };
    if !served.door.keeps_order() {
        let place = |name: &str| Field::ALL.iter().position(|field| field.name() == name);
        answer.cors.sort_by_key(|(name, _)| place(name));
    }
    let Some(Exception { reason, expected }) = (served.exception)(row) else {
        return judged(row, &answer);
    };
    // An exception that is none any more hides the next fault.
    if differences(row, &answer).is_empty() {
        return Cell::Wrong(format!("  right without its exception: {reason}\n"));
    }
    let excepted = Row {
        expected,
        ..row.clone()
    };
    match judged(&excepted, &answer) {
        Cell::Right => Cell::Excepted(reason),
        wrong => wrong,
    }
}

fn judged(row: &Row, answer: &Answer) -> Cell {
    let found = differences(row, answer);
    if found.is_empty() {
        Cell::Right
    } else {
        Cell::Wrong(explain(row, answer, &found))
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
