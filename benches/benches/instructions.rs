//! Instructions of every pair.

use cors_benches::check::check;
use cors_benches::selection::Selection;
use cors_benches::{callgrind, table};

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
    }
}
