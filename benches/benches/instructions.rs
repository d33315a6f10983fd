//! Instructions of every pair. Fails where ours is dearer than the budget beside its floor.

use cors_benches::check::check;
use cors_benches::selection::Selection;
use cors_benches::{callgrind, document, floors, table};

fn main() {
    let selection = Selection::from_arguments();
    if let Some((contender, case)) = selection.measured() {
        callgrind::be_counted(contender, case);
        return;
    }
    let figures = callgrind::count(&check(&selection));
    table::print(&figures, &selection);
    if selection.is_everything() {
        figures.write("instructions.csv");
        table::write();
        document::write();
    }
    if !floors::are_within_budget(&figures) {
        eprintln!("more than {} times the floor", floors::BUDGET);
        std::process::exit(1);
    }
}
