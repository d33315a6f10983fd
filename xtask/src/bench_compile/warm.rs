//! The part `warm`: an incremental check after the body of one handler has changed.

use super::best::Best;
use super::handler_source::Variant;
use super::options::Options;
use super::results::Row;
use super::sandbox::Sandbox;
use crate::result::Result;
use crate::workspace;

/// Changes one handler of every crate and checks the crate, once per round.
pub(super) fn measure(sandbox: &Sandbox, options: &Options) -> Result<Vec<Row>> {
    let target = sandbox.target("target-warm");
    for variant in Variant::ALL {
        variant.write_library(sandbox, options.handlers)?;
    }
    let mut best = Best::default();
    let position = options.handlers / 2;
    let mut summand = Variant::summand(position);
    // Round 0 builds the dependencies and the incremental cache.
    for round in 0..=options.rounds {
        let changed = Variant::summand(1_000_000 + round);
        for variant in Variant::ALL {
            let name = variant.name();
            let source = sandbox.source(&name, "lib.rs");
            let text = workspace::read(&source)?;
            workspace::write(&source, &text.replacen(&summand, &changed, 1))?;
            let mut check = sandbox.cargo(&name, &target, &["check"]);
            check.env("CARGO_INCREMENTAL", "1");
            let seconds = super::processor::seconds_of(&mut check)?;
            if round > 0 {
                best.record(&name, seconds);
            }
        }
        summand = changed;
        eprintln!("warm, round {round}");
    }
    let names = Variant::ALL.map(Variant::name);
    Ok(names
        .iter()
        .map(|name| Row::seconds(name, best.of(name)))
        .collect())
}
