//! The part `clean`: debug builds from nothing.

use super::best::Best;
use super::options::Options;
use super::results::Row;
use super::sandbox::Sandbox;
use crate::result::Result;
use crate::workspace;

const AXUM: &str = "axum = \"0.8\"";
const TOWER_HTTP: &str = "tower-http = { version = \"0.7\", features = [\"cors\"] }";

/// Builds every program once per round, each time with an empty target folder.
pub(super) fn measure(sandbox: &Sandbox, options: &Options) -> Result<Vec<Row>> {
    let cors = sandbox.cors(&["axum"]);
    let programs: [(&str, &[&str]); 3] = [
        ("axum", &[AXUM]),
        ("axum-and-cors", &[AXUM, &cors]),
        ("axum-and-tower-http", &[AXUM, TOWER_HTTP]),
    ];
    let target = sandbox.target("target-clean");
    for (name, dependencies) in programs {
        sandbox.package(name, dependencies, "main.rs", "fn main() {}\n")?;
        workspace::output_of(&mut sandbox.cargo(name, &target, &["fetch"]))?;
    }
    let mut best = Best::default();
    for round in 1..=options.rounds {
        for (name, _) in programs {
            if target.exists() {
                std::fs::remove_dir_all(&target)?;
            }
            best.record(name, sandbox.seconds(name, &target, &["build"])?);
            eprintln!("clean, round {round}: {name}");
        }
    }
    Ok(programs
        .iter()
        .map(|(name, _)| Row::seconds(name, best.of(name)))
        .collect())
}
