//! Counts the allocations, reallocations and allocated bytes of every pair.

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use cors_benches::check::check;
use cors_benches::cli::Selection;
use cors_benches::implementation::Implementation;
use cors_benches::registry::{Visitor, visit_all};
use cors_benches::results::Figures;
use cors_benches::{report, table};

const WARM_UPS: u8 = 4;
const OPERATIONS: u8 = 64;

fn main() {
    let selection = Selection::from_arguments();
    let _ = check(&selection);
    let mut counter = Counter {
        selection: &selection,
        figures: Figures::new(["allocations", "bytes"]),
    };
    visit_all(&mut counter);
    let figures = counter.figures;
    table::print(&figures, &selection);
    if selection.is_everything() {
        figures.write("heap.csv");
        table::write();
        report::write();
    }
}

struct Counter<'s> {
    selection: &'s Selection,
    figures: Figures,
}

impl Visitor for Counter<'_> {
    fn visit<C: Implementation>(&mut self) {
        if !self.selection.contains(C::NAME) {
            return;
        }
        for case in self.selection.cases() {
            let Some(implementation) = C::new(&case) else {
                continue;
            };
            let mut sum = AllocationInfo::default();
            for operation in 0..WARM_UPS + OPERATIONS {
                let request = implementation.request(&case);
                let allocations = measure(|| {
                    black_box(&implementation.respond(request));
                });
                if operation >= WARM_UPS {
                    sum += allocations;
                }
            }
            #[allow(clippy::cast_precision_loss)]
            let mean = |count: u64| count as f64 / f64::from(OPERATIONS);
            let figures = [mean(sum.count_total), mean(sum.bytes_total)];
            self.figures.set(case.name, C::NAME, figures);
        }
    }
}
