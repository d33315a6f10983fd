//! Figures, and the files that store them: `results/*.csv`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Figures by case and name. The name is usually that of an implementation.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    columns: Vec<String>,
    rows: BTreeMap<(String, String), Vec<f64>>,
}

impl Figures {
    /// Creates an empty set with the names of its columns.
    #[must_use]
    pub fn new<const N: usize>(columns: [&str; N]) -> Self {
        Self {
            columns: columns.map(str::to_owned).into(),
            rows: BTreeMap::new(),
        }
    }

    /// Sets the figures of a case and a name.
    pub fn set<const N: usize>(&mut self, case: &str, name: &str, figures: [f64; N]) {
        self.rows
            .insert((case.to_owned(), name.to_owned()), figures.into());
    }

    /// Returns a figure of a case and a name.
    #[must_use]
    pub fn get(&self, case: &str, name: &str, column: usize) -> Option<f64> {
        let row = self.rows.get(&(case.to_owned(), name.to_owned()))?;
        row.get(column).copied()
    }

    /// Iterates over the case, the name and the figures of each row.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, &[f64])> {
        self.rows
            .iter()
            .map(|((case, name), figures)| (case.as_str(), name.as_str(), &figures[..]))
    }

    /// Reads a file. Returns `None` if it does not exist.
    ///
    /// # Panics
    ///
    /// If a line of the file is malformed.
    #[must_use]
    pub fn read(file: &str) -> Option<Self> {
        let text = std::fs::read_to_string(path(file)).ok()?;
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
            let [case, name, numbers @ ..] = &cells[..] else {
                panic!("{file}: {line}");
            };
            let numbers = numbers
                .iter()
                .map(|cell| cell.parse().expect("a number"))
                .collect();
            figures
                .rows
                .insert(((*case).to_owned(), (*name).to_owned()), numbers);
        }
        Some(figures)
    }

    /// Writes a file.
    ///
    /// # Panics
    ///
    /// If the file cannot be written.
    pub fn write(&self, file: &str) {
        let mut text = format!("case,name,{}\n", self.columns.join(","));
        for (case, name, figures) in self.iter() {
            let cells: Vec<String> = figures.iter().map(f64::to_string).collect();
            let _ = writeln!(text, "{case},{name},{}", cells.join(","));
        }
        write(file, &text);
    }
}

/// Writes a file of the folder `results`.
///
/// # Panics
///
/// If the file cannot be written.
pub fn write(file: &str, text: &str) {
    let path = path(file);
    std::fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("results")
        .join(file)
}
