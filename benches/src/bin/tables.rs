//! Writes `results/table.md` and the tables of `docs/performance.md` from the figures in `results/`, without
//! measuring anything.
//!
//! ```sh
//! cargo run --manifest-path benches/Cargo.toml --bin tables
//! ```

use cors_benches::{report, table};

fn main() {
    table::write();
    report::write();
}
