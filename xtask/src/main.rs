//! Maintenance commands of this repository, run as `cargo xtask <verb>`.
#![forbid(unsafe_code)]

mod bench_compile;
mod cycles;
mod docs;
mod public_suffixes;
mod result;
mod scan;
mod workspace;

use std::process::ExitCode;

use result::Result;

const USAGE: &str = "\
usage: cargo xtask <verb>

  bench-compile [options] [part…]  measure compile times and code size
  cycles                           fail on circular dependencies between files or crates
  docs [--check]                   write the generated documents, or fail if they are out of date
  public-suffixes <list>           convert public_suffix_list.dat into the compiled-in form
  scan                             scan the axum example for CORS misconfigurations";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result {
    let Some((verb, rest)) = arguments.split_first() else {
        return Err(USAGE.into());
    };
    match verb.as_str() {
        "bench-compile" => bench_compile::run(rest),
        "cycles" => cycles::run(rest),
        "docs" => docs::run(rest),
        "public-suffixes" => public_suffixes::run(rest),
        "scan" => scan::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        unknown => Err(format!("unknown verb `{unknown}`\n\n{USAGE}").into()),
    }
}
