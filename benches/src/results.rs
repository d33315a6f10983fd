//! Figures of pairs, and the files that keep them: `results/*.csv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Figures by case and contender.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    columns: Vec<String>,
    rows: BTreeMap<(String, String), Vec<f64>>,
}

impl Figures {
    /// None yet, with names for the figures of a pair.
    #[must_use]
    pub fn new<const N: usize>(columns: [&str; N]) -> Self {
        Self {
            columns: columns.map(str::to_owned).into(),
            rows: BTreeMap::new(),
        }
    }

    /// The figures of a pair.
    pub fn set<const N: usize>(&mut self, case: &str, contender: &str, figures: [f64; N]) {
        self.rows
            .insert((case.to_owned(), contender.to_owned()), figures.into());
    }

    /// One figure of a pair.
    #[must_use]
    pub fn get(&self, case: &str, contender: &str, column: usize) -> Option<f64> {
        let row = self.rows.get(&(case.to_owned(), contender.to_owned()))?;
        row.get(column).copied()
    }

    /// Every pair, with its figures.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &[f64])> {
        self.rows
            .iter()
            .map(|((case, contender), figures)| (case.as_str(), contender.as_str(), &figures[..]))
    }

    /// Reads a file; nothing where there is none.
    ///
    /// # Panics
    ///
    /// If the file is none of ours.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let text = std::fs::read_to_string(path(name)).ok()?;
        let mut lines = text.lines();
        let columns = lines
            .next()?
            .split(',')
            .skip(2)
            .map(str::to_owned)
            .collect();
        let mut figures = Self {
            columns,
            rows: BTreeMap::new(),
        };
        for line in lines {
            let cells: Vec<&str> = line.split(',').collect();
            let [case, contender, numbers @ ..] = &cells[..] else {
                panic!("{name}: {line}");
            };
            let numbers = numbers
                .iter()
                .map(|cell| cell.parse().expect("a number"))
                .collect();
            figures
                .rows
                .insert(((*case).to_owned(), (*contender).to_owned()), numbers);
        }
        Some(figures)
    }

    /// Writes a file.
    ///
    /// # Panics
    ///
    /// If it cannot be written.
    pub fn write(&self, name: &str) {
        let mut text = format!("case,contender,{}\n", self.columns.join(","));
        for (case, contender, figures) in self.iter() {
            let cells: Vec<String> = figures.iter().map(f64::to_string).collect();
            let _ = writeln!(text, "{case},{contender},{}", cells.join(","));
        }
        write(name, &text);
    }
}

/// Writes a file among the results.
///
/// # Panics
///
/// If it cannot be written.
pub fn write(name: &str, text: &str) {
    let path = path(name);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("results")
        .join(name)
}
