//! Whole servers: axum's hello world without CORS, and with it from several hands, on a socket of the
//! loopback interface.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --features servers --bench servers
//! ```
//!
//! Every server is a process of its own with one thread. `wrk`, which has to be installed, sends actual
//! requests over 32 connections, to one server after the other and round after round: requests a
//! second, the time within which 99 % were answered, and the CPU time a request took in the server,
//! system calls included. The best round counts. What the loopback interface and the neighbours of a
//! shared machine do is in all of that; exact are the instructions outside of the kernel, counted by
//! callgrind as what 3,000 requests of one connection cost above 1,000.
//!
//! With `-- --instructions` nothing but those is measured. Writes `results/servers.csv`.

mod implementations;
mod exchange;
mod load;
mod server;

use cors_benches::results::Figures;

use implementations::{Implementation, all};
use load::{Load, load};
use server::{Server, instructions, serve};

const ROUNDS: u8 = 7;

const COLUMNS: [&str; 4] = [
    "instructions",
    "requests-per-second",
    "p99-microseconds",
    "cpu-microseconds",
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, own, case, name, ..] = &arguments[..]
        && own == "--serve"
    {
        serve(all().into_iter().find(|one| one.is(case, name)));
        return;
    }
    let implementations = all();
    let exact: Vec<f64> = implementations.iter().map(instructions).collect();
    let loads = if arguments.iter().any(|one| one == "--instructions") {
        None
    } else {
        Some(best(&implementations))
    };
    let mut figures = Figures::new(COLUMNS);
    println!("{:<14} {:<18} {}", "case", "implementation", COLUMNS.join("  "));
    for (at, Implementation { case, name, .. }) in implementations.iter().enumerate() {
        let instructions = exact[at];
        let Some(loads) = &loads else {
            println!("{case:<14} {name:<18} {instructions:>12.0}");
            continue;
        };
        let Load {
            rate,
            p99,
            processor,
        } = loads[at];
        println!(
            "{case:<14} {name:<18} {instructions:>12.0} {rate:>20.0} {p99:>17.0} {processor:>17.2}"
        );
        figures.set(case, name, [instructions, rate, p99, processor]);
    }
    if loads.is_some() {
        figures.write("servers.csv");
    }
}

/// Loads all of them in turns.
fn best(implementations: &[Implementation]) -> Vec<Load> {
    let servers: Vec<Server> = implementations.iter().map(Server::start).collect();
    let mut best = vec![Load::WORST; servers.len()];
    for _ in 0..ROUNDS {
        for (server, best) in servers.iter().zip(&mut best) {
            *best = best.or_better(&load(server));
        }
    }
    best
}
