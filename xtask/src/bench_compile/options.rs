//! The command line of `bench-compile`.

use crate::result::Result;

const USAGE: &str = "\
usage: cargo xtask bench-compile [options] [part…]

  --rounds <n>    rounds of every measured build (default 3)
  --handlers <n>  handlers per crate in `handlers` and `warm` (default 1000)
  --mounted <n>   handlers per program in `code`, compared with 1 (default 200)

parts: clean, handlers, warm, code, lists (default: all)";

/// A group of measurements that share their rows of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Clean,
    Handlers,
    Warm,
    Code,
    Lists,
}

impl Part {
    const ALL: [Part; 5] = [
        Part::Clean,
        Part::Handlers,
        Part::Warm,
        Part::Code,
        Part::Lists,
    ];

    /// Returns the first column of the part's rows.
    pub(super) fn name(self) -> &'static str {
        match self {
            Part::Clean => "clean",
            Part::Handlers => "handlers",
            Part::Warm => "warm",
            Part::Code => "code",
            Part::Lists => "lists",
        }
    }
}

/// The parts to measure, and how.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Options {
    pub(super) rounds: usize,
    pub(super) handlers: usize,
    pub(super) mounted: usize,
    pub(super) parts: Vec<Part>,
}

impl Options {
    /// Parses the arguments after the verb.
    pub(super) fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self {
            rounds: 3,
            handlers: 1000,
            mounted: 200,
            parts: Vec::new(),
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let number = match argument.as_str() {
                "--rounds" => &mut options.rounds,
                "--handlers" => &mut options.handlers,
                "--mounted" => &mut options.mounted,
                name => {
                    let part = Part::ALL.into_iter().find(|part| part.name() == name);
                    options
                        .parts
                        .push(part.ok_or_else(|| format!("unknown argument `{name}`\n\n{USAGE}"))?);
                    continue;
                }
            };
            let value = arguments
                .next()
                .and_then(|value| value.parse().ok())
                .filter(|value| *value > 0);
            *number =
                value.ok_or_else(|| format!("`{argument}` takes a number above 0\n\n{USAGE}"))?;
        }
        if options.parts.is_empty() {
            options.parts = Part::ALL.to_vec();
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Options> {
        let arguments: Vec<String> = arguments.iter().copied().map(str::to_owned).collect();
        Options::parse(&arguments)
    }

    #[test]
    fn all_parts_are_the_default() {
        let expected = Options {
            rounds: 3,
            handlers: 1000,
            mounted: 200,
            parts: Part::ALL.to_vec(),
        };
        assert_eq!(parse(&[]).unwrap(), expected);
    }

    #[test]
    fn options_and_parts_mix() {
        let options = parse(&[
            "--rounds",
            "1",
            "warm",
            "--handlers",
            "20",
            "code",
            "--mounted",
            "5",
        ]);
        let parts = vec![Part::Warm, Part::Code];
        assert_eq!(
            options.unwrap(),
            Options {
                rounds: 1,
                handlers: 20,
                mounted: 5,
                parts
            }
        );
    }

    #[test]
    fn mistakes_are_errors() {
        for arguments in [
            &["cold"][..],
            &["--rounds"],
            &["--rounds", "0"],
            &["--rounds", "many"],
        ] {
            assert!(parse(arguments).is_err(), "{arguments:?}");
        }
    }
}
