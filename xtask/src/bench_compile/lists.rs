//! The part `lists`: one attribute with many origins.

use std::fmt::Write as _;
use std::fs::File;
use std::time::SystemTime;

use super::best::Best;
use super::options::Options;
use super::results::Row;
use super::sandbox::Sandbox;
use crate::result::Result;

const COUNTS: [usize; 5] = [1, 10, 100, 1_000, 10_000];
const COMMANDS: [&str; 2] = ["check", "build"];

/// Checks and builds a crate per number of origins, once per round.
pub(super) fn measure(sandbox: &Sandbox, options: &Options) -> Result<Vec<Row>> {
    let target = sandbox.target("target-lists");
    let dependencies = ["http = \"1\"", &sandbox.cors(&[])];
    for count in COUNTS {
        sandbox.package(&package_of(count), &dependencies, "lib.rs", &source(count))?;
    }
    let mut best = Best::default();
    // Round 0 builds the dependencies.
    for round in 0..=options.rounds {
        for count in COUNTS {
            for command in COMMANDS {
                let file = File::open(sandbox.source(&package_of(count), "lib.rs"))?;
                file.set_modified(SystemTime::now())?;
                let seconds = sandbox.seconds(&package_of(count), &target, &[command])?;
                if round > 0 {
                    best.record(&variant_of(command, count), seconds);
                }
            }
        }
        eprintln!("lists, round {round}");
    }
    let variants = COMMANDS
        .iter()
        .flat_map(|command| COUNTS.map(|count| variant_of(command, count)));
    Ok(variants
        .map(|variant| Row::seconds(&variant, best.of(&variant)))
        .collect())
}

fn package_of(count: usize) -> String {
    format!("list-{count}")
}

fn variant_of(command: &str, count: usize) -> String {
    format!("{command}-{count}")
}

fn source(count: usize) -> String {
    let mut source = "use http::{Request, Response};\n#[cors::cors(origins = [\n".to_owned();
    for position in 0..count {
        let _ = writeln!(source, "    \"https://app-{position:05}.example.com\",");
    }
    source.push_str("])]\npub fn handler(_: Request<String>) -> Response<String> { Response::new(String::new()) }\n");
    source
}
