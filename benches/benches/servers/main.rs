//! Measures whole servers on the loopback interface: axum's hello world without CORS and with several
//! implementations of it.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --features servers --bench servers
//! ```
//!
//! Every server is a process with one thread. `wrk`, which has to be installed, sends actual requests over 32
//! connections to one server after the other, in several rounds. The figures are requests per second, the 99th
//! percentile of the latency, and the CPU time of a request in the server, system calls included. Those of the
//! best round count. They depend on the loopback interface and on other load of a shared machine. Exact are
//! the instructions outside of the kernel: callgrind counts 3,000 and 1,000 requests over one connection, and
//! the difference is divided by 2,000.
//!
//! With `-- --instructions` only instructions are measured, and nothing is written. Otherwise writes
//! `results/servers.csv`.

mod apps;
mod load;
mod requests;
mod server;

use cors_benches::results::Figures;

use apps::{App, all};
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
        let app = all().into_iter().find(|app| app.is(case, name));
        serve(&app.expect("an app"));
        return;
    }
    let apps = all();
    let counts: Vec<f64> = apps.iter().map(instructions).collect();
    let loads = if arguments
        .iter()
        .any(|argument| argument == "--instructions")
    {
        None
    } else {
        Some(best_loads(&apps))
    };
    let mut figures = Figures::new(COLUMNS);
    println!(
        "{:<14} {:<18} {}",
        "case",
        "implementation",
        COLUMNS.join("  ")
    );
    for (index, App { case, name, .. }) in apps.iter().enumerate() {
        let instructions = counts[index];
        let Some(loads) = &loads else {
            println!("{case:<14} {name:<18} {instructions:>12.0}");
            continue;
        };
        let Load { rate, p99, cpu } = loads[index];
        println!("{case:<14} {name:<18} {instructions:>12.0} {rate:>20.0} {p99:>17.0} {cpu:>17.2}");
        figures.set(case, name, [instructions, rate, p99, cpu]);
    }
    if loads.is_some() {
        figures.write("servers.csv");
    }
}

/// Loads all servers in turns, and returns the best figures of each.
fn best_loads(apps: &[App]) -> Vec<Load> {
    let servers: Vec<Server> = apps.iter().map(Server::start).collect();
    let mut best = vec![Load::WORST; servers.len()];
    for _ in 0..ROUNDS {
        for (server, best) in servers.iter().zip(&mut best) {
            *best = best.or_better(&load(server));
        }
    }
    best
}
