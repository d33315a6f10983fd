//! Counts the instructions of every pair. Fails if this library exceeds its budget.

use cors_benches::check::check;
use cors_benches::cli::Selection;
use cors_benches::{budget, callgrind, report, table};

fn main() {
    let selection = Selection::from_arguments();
    if let Some((implementation, case)) = selection.operations() {
        callgrind::run_operations(implementation, case);
        return;
    }
    let figures = callgrind::count(&check(&selection));
    table::print(&figures, &selection);
    if selection.is_everything() {
        figures.write("instructions.csv");
        table::write();
        report::write();
    }
    if !budget::is_within_budget(&figures) {
        let limit = budget::BUDGET;
        eprintln!("more than {limit} times the hand-written baseline");
        std::process::exit(1);
    }
}
