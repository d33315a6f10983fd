//! The part `handlers`: checking a crate of handlers, and its size after expansion.

use std::fs::File;
use std::time::SystemTime;

use super::best::Best;
use super::handler_source::{Integration, Variant};
use super::options::Options;
use super::results::Row;
use super::sandbox::Sandbox;
use crate::result::Result;
use crate::workspace;

/// Checks every crate once per round, and expands it once.
pub(super) fn measure(sandbox: &Sandbox, options: &Options) -> Result<Vec<Row>> {
    let target = sandbox.target("target-handlers");
    for variant in Variant::ALL {
        variant.write_library(sandbox, options.handlers)?;
    }
    let mut best = Best::default();
    // Round 0 builds the dependencies.
    for round in 0..=options.rounds {
        for variant in Variant::ALL {
            let name = variant.name();
            let source = File::open(sandbox.source(&name, "lib.rs"))?;
            source.set_modified(SystemTime::now())?;
            let seconds = sandbox.seconds(&name, &target, &["check"])?;
            if round > 0 {
                best.record(&name, seconds);
            }
        }
        eprintln!("handlers, round {round}");
    }

    let mut rows = Vec::new();
    for integration in Integration::ALL {
        let mut lines = Vec::new();
        for variant in [integration.plain(), integration.annotated()] {
            let name = variant.name();
            let count = expanded_lines(sandbox, &name)?;
            rows.push(Row::seconds(&name, best.of(&name)));
            rows.push(Row::count(&format!("{name}-expanded"), count, "lines"));
            lines.push(count);
        }
        let each = |plain: f64, annotated: f64| (annotated - plain) / as_f64(options.handlers);
        let name = integration.name();
        let plain = best.of(&integration.plain().name());
        let annotated = best.of(&integration.annotated().name());
        rows.push(Row::mean(
            &format!("{name}-each"),
            each(plain, annotated) * 1000.0,
            "ms",
        ));
        let lines = each(as_f64(lines[0]), as_f64(lines[1]));
        rows.push(Row::mean(&format!("{name}-each-expanded"), lines, "lines"));
    }
    Ok(rows)
}

/// Returns the number of lines of a crate after the expansion of its macros, as the compiler prints it.
fn expanded_lines(sandbox: &Sandbox, package: &str) -> Result<usize> {
    let arguments = [
        "rustc",
        "--quiet",
        "--lib",
        "--profile",
        "check",
        "--",
        "-Zunpretty=expanded",
    ];
    let mut cargo = sandbox.cargo(package, &sandbox.target("target-handlers"), &arguments);
    // Allows the unstable option for this crate alone.
    cargo.env("RUSTC_BOOTSTRAP", package.replace('-', "_"));
    Ok(workspace::output_of(&mut cargo)?.lines().count())
}

fn as_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}
