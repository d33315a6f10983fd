//! What a run is about: `-- actual/1 preflight/3 --contender ours-axum`.
//!
//! A word stands for every case whose name has it. A contender comes with its twin and its floor,
//! without which its figures say nothing.

use crate::case::Case;
use crate::cases::cases;
use crate::registry::{Named, names};

/// Some of the cases, and some of the contenders.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    cases: Vec<String>,
    contenders: Vec<String>,
    measured: bool,
}

impl Selection {
    /// Reads the arguments of the process. Those that cargo adds are nobody's.
    ///
    /// # Panics
    ///
    /// If an option lacks its value, or is none.
    #[must_use]
    pub fn from_arguments() -> Self {
        let mut selection = Self::default();
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().expect("a name behind the option");
            match argument.as_str() {
                "--bench" => {}
                "--contender" => selection.contenders.push(value()),
                "--measured" => {
                    selection.contenders.push(value());
                    selection.measured = true;
                }
                option if option.starts_with("--") => panic!("there is no option `{option}`"),
                _ => selection.cases.push(argument),
            }
        }
        selection
    }

    /// Cases and contenders by words.
    #[must_use]
    pub fn of(cases: &[&str], contenders: &[&str]) -> Self {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Self {
            cases: owned(cases),
            contenders: owned(contenders),
            measured: false,
        }
    }

    /// Whether everything is selected: only then are results kept.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.cases.is_empty() && self.contenders.is_empty()
    }

    /// The one pair that this process is to run under callgrind, if it is one that does.
    #[must_use]
    pub fn measured(&self) -> Option<(&str, &str)> {
        match (&self.contenders[..], &self.cases[..]) {
            ([contender], [case]) if self.measured => Some((contender, case)),
            _ => None,
        }
    }

    /// The selected cases.
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

    /// Whether a contender is selected.
    #[must_use]
    pub fn has(&self, contender: &str) -> bool {
        self.contenders()
            .iter()
            .any(|named| named.name == contender)
    }

    /// The selected contenders, with their twins and floors.
    #[must_use]
    pub fn contenders(&self) -> Vec<Named> {
        let mut names = names();
        if self.contenders.is_empty() {
            return names;
        }
        let chosen: Vec<Named> = names
            .iter()
            .copied()
            .filter(|named| {
                self.contenders
                    .iter()
                    .any(|word| named.name.contains(word.as_str()))
            })
            .collect();
        names.retain(|named| {
            chosen.iter().any(|one| {
                // A floor of another plumbing has a twin of its own.
                [one.name, one.bare, one.floor()].contains(&named.name)
                    || names_bare_of_floor(one, named)
            })
        });
        names
    }
}

fn names_bare_of_floor(one: &Named, named: &Named) -> bool {
    named.is_bare()
        && names()
            .iter()
            .any(|floor| floor.name == one.floor() && floor.bare == named.name)
}
