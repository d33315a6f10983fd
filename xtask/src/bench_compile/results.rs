//! The CSV file of the results.

use std::path::PathBuf;

use crate::result::Result;
use crate::workspace;

const HEADER: &str = "part,variant,figure,unit";

/// One measured figure of a part.
pub(super) struct Row {
    variant: String,
    figure: String,
    unit: &'static str,
}

impl Row {
    /// A time in seconds.
    pub(super) fn seconds(variant: &str, seconds: f64) -> Self {
        Self {
            variant: variant.to_owned(),
            figure: format!("{seconds:.2}"),
            unit: "s",
        }
    }

    /// A count.
    pub(super) fn count(variant: &str, count: usize, unit: &'static str) -> Self {
        Self {
            variant: variant.to_owned(),
            figure: count.to_string(),
            unit,
        }
    }

    /// A mean per handler.
    pub(super) fn mean(variant: &str, mean: f64, unit: &'static str) -> Self {
        Self {
            variant: variant.to_owned(),
            figure: format!("{mean:.3}"),
            unit,
        }
    }
}

/// The file of the results.
pub(super) struct Results {
    path: PathBuf,
}

impl Results {
    /// Names the file, which need not exist.
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Replaces the rows of a part, leaves all others as they are, and prints the new rows.
    pub(super) fn replace(&self, part: &str, rows: &[Row]) -> Result {
        let old = if self.path.exists() {
            workspace::read(&self.path)?
        } else {
            String::new()
        };
        let prefix = format!("{part},");
        let mut text = format!("{HEADER}\n");
        for line in old
            .lines()
            .filter(|line| *line != HEADER && !line.starts_with(&prefix))
        {
            text.push_str(line);
            text.push('\n');
        }
        for Row {
            variant,
            figure,
            unit,
        } in rows
        {
            let line = format!("{part},{variant},{figure},{unit}\n");
            print!("{line}");
            text.push_str(&line);
        }
        workspace::write(&self.path, &text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_rows_of_the_part_are_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("compile.csv");
        let results = Results::new(path.clone());
        results
            .replace(
                "clean",
                &[Row::seconds("axum", 1.0), Row::seconds("cors", 2.346)],
            )
            .unwrap();
        results
            .replace("code", &[Row::mean("axum-each", 1.5, "bytes")])
            .unwrap();
        results
            .replace("clean", &[Row::count("axum", 7, "lines")])
            .unwrap();
        let expected = "part,variant,figure,unit\ncode,axum-each,1.500,bytes\nclean,axum,7,lines\n";
        assert_eq!(workspace::read(&path).unwrap(), expected);
    }
}
