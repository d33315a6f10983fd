//! `cargo xtask scan`: scans the axum example with `CORScanner`, which tries the origins that careless
//! policies allow, and fails if the scanner reports anything.
//!
//! A server that reflects every origin is scanned first and has to be reported: otherwise a scan without
//! findings would prove nothing.

mod careless_server;
mod example_server;
mod scanner;

use crate::result::Result;
use crate::workspace;
use example_server::ExampleServer;
use scanner::Scanner;

/// Paths of the example: a handler, its error response, a public handler, and no handler.
const PATHS: [&str; 4] = ["/users/7", "/users/0", "/health", "/unknown"];

/// Runs both scans.
pub(crate) fn run(arguments: &[String]) -> Result {
    if !arguments.is_empty() {
        return Err("usage: cargo xtask scan".into());
    }
    let scanner = Scanner::install(&workspace::path("target/scan"))?;

    let careless = careless_server::start()?;
    let findings = scanner.scan(&[format!("{careless}/")])?;
    println!(
        "server that reflects every origin: {} findings",
        findings.count
    );
    if findings.count == 0 {
        return Err("the scanner reports nothing for a server that reflects every origin".into());
    }

    let example = ExampleServer::start("axum")?;
    let findings = scanner.scan(&PATHS.map(|path| format!("{}{path}", example.address())))?;
    println!("axum example: {} findings", findings.count);
    if findings.count > 0 {
        return Err(format!("the scanner reports the axum example:\n{}", findings.report).into());
    }
    Ok(())
}
