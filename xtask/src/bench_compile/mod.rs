//! `cargo xtask bench-compile [options] [part…]`: measures what the attribute costs at compile time, and
//! writes `benches/results/compile.csv`.
//!
//! | part | measures |
//! | --- | --- |
//! | `clean` | debug builds from nothing of programs that only depend on axum, on axum and `cors`, and on axum and tower-http's `cors` |
//! | `handlers` | `cargo check` of a crate of handlers without and with the attribute, not incremental, and its lines after expansion |
//! | `warm` | `cargo check` of the same crates, incremental, after the body of one handler has changed |
//! | `code` | machine code and loaded bytes per handler of a release program |
//! | `lists` | `cargo check` and `cargo build` of a crate with one attribute of 1 to 10,000 origins |
//!
//! All times are processor seconds, user and system. Dependencies are built before a measurement, except
//! in `clean`. Variants take turns, and the best of the rounds counts, because other processes of a shared
//! machine only ever make a build slower.

mod best;
mod clean;
mod code;
mod handler_source;
mod handlers;
mod lists;
mod options;
mod processor;
mod results;
mod sandbox;
mod warm;

use crate::result::Result;
use crate::workspace;
use options::{Options, Part};
use results::Results;
use sandbox::Sandbox;

/// Measures the parts in the order given, all of them by default.
pub(crate) fn run(arguments: &[String]) -> Result {
    let options = Options::parse(arguments)?;
    let results = Results::new(workspace::path("benches/results/compile.csv"));
    let sandbox = Sandbox::create(workspace::path("target/bench-compile"))?;
    for part in &options.parts {
        let rows = match part {
            Part::Clean => clean::measure(&sandbox, &options),
            Part::Handlers => handlers::measure(&sandbox, &options),
            Part::Warm => warm::measure(&sandbox, &options),
            Part::Code => code::measure(&sandbox, &options),
            Part::Lists => lists::measure(&sandbox, &options),
        }?;
        // After each part, so that an interrupted run leaves the parts that it has finished.
        results.replace(part.name(), &rows)?;
    }
    Ok(())
}
