//! The arguments of the benches: `-- actual/1 preflight/3 --implementation cors-axum`.
//!
//! A word selects the cases whose names contain it. `--implementation` selects the implementations whose
//! names begin with its value, together with those that they are compared with: the same framework
//! without CORS, and the hand-written baseline.

use crate::case::Case;
use crate::cases::cases;
use crate::registry::{ImplementationInfo, implementations};

/// A selection of cases and implementations.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    cases: Vec<String>,
    implementations: Vec<String>,
    runs_operations: bool,
}

impl Selection {
    /// Reads the arguments of the process. `--bench`, which cargo adds, is ignored.
    ///
    /// # Panics
    ///
    /// If an option is unknown or lacks its value, or no implementation has the given name.
    #[must_use]
    pub fn from_arguments() -> Self {
        let mut selection = Self::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().expect("a name after the option");
            match argument.as_str() {
                "--bench" => {}
                "--implementation" => selection.implementations.push(value()),
                "--run-operations" => {
                    selection.implementations.push(value());
                    selection.runs_operations = true;
                }
                option if option.starts_with("--") => panic!("unknown option `{option}`"),
                _ => selection.cases.push(argument),
            }
        }
        for prefix in &selection.implementations {
            let mut all = implementations().into_iter();
            let exists = all.any(|info| info.name.starts_with(prefix.as_str()));
            assert!(
                exists,
                "no implementation has a name that begins with `{prefix}`"
            );
        }
        selection
    }

    /// Selects cases and implementations as the arguments do.
    #[must_use]
    pub fn of(cases: &[&str], implementations: &[&str]) -> Self {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self {
            cases: owned(cases),
            implementations: owned(implementations),
            runs_operations: false,
        }
    }

    /// Returns whether everything is selected. Otherwise no results are written.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.cases.is_empty() && self.implementations.is_empty()
    }

    /// Returns the implementation and the case whose operations this process runs under callgrind, or
    /// `None` in a process that starts such runs.
    #[must_use]
    pub fn operations(&self) -> Option<(&str, &str)> {
        match (&self.implementations[..], &self.cases[..]) {
            ([implementation], [case]) if self.runs_operations => Some((implementation, case)),
            _ => None,
        }
    }

    /// Returns the selected cases.
    #[must_use]
    pub fn cases(&self) -> Vec<Case> {
        let mut cases = cases();
        cases.retain(|case| {
            self.cases.is_empty()
                || self
                    .cases
                    .iter()
                    .any(|word| case.name.contains(word.as_str()))
        });
        cases
    }

    /// Returns whether an implementation is selected.
    #[must_use]
    pub fn contains(&self, implementation: &str) -> bool {
        self.implementations()
            .iter()
            .any(|info| info.name == implementation)
    }

    /// Returns the selected implementations and those that they are compared with.
    #[must_use]
    pub fn implementations(&self) -> Vec<ImplementationInfo> {
        let mut all = implementations();
        if self.implementations.is_empty() {
            return all;
        }
        let mut needed = Vec::new();
        for info in &all {
            let mut prefixes = self.implementations.iter();
            if !prefixes.any(|prefix| info.name.starts_with(prefix.as_str())) {
                continue;
            }
            needed.extend([info.name, info.no_cors, info.baseline()]);
            // The baseline can have another framework, whose figures without CORS are needed too.
            let baseline = all.iter().find(|other| other.name == info.baseline());
            needed.extend(baseline.map(|baseline| baseline.no_cors));
        }
        all.retain(|info| needed.contains(&info.name));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;

    fn selected(prefix: &str) -> Vec<&'static str> {
        let selection = Selection::of(&[], &[prefix]);
        let infos = selection.implementations().into_iter();
        infos.map(|info| info.name).collect()
    }

    #[test]
    fn comparisons_are_selected_too() {
        assert_eq!(
            selected("cors-tower"),
            ["no-cors-tower", "handwritten-correct-tower", "cors-tower"]
        );
        // Its baseline is the function on `http` types.
        assert_eq!(
            selected("no-cors-tower"),
            ["no-cors-function", "handwritten-function", "no-cors-tower"]
        );
    }

    #[test]
    fn cases_are_selected_by_a_part_of_the_name() {
        let cases = Selection::of(&["20-headers"], &[]).cases();
        let names: Vec<_> = cases.iter().map(|case| case.name).collect();
        assert_eq!(names, ["preflight/20-headers"]);
    }
}
