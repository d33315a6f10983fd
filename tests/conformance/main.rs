//! What goes over the wire: one table of requests and answers, run through the decision, through
//! annotated functions and through a running server.
//!
//! The rows are in `wire/rows/`, the policies they are asked of in `wire/subjects.rs` and
//! `wire/resources.rs`. `cargo test -p cors-tests --test wire -- --nocapture` shows the table.
// Handlers are asynchronous because their door is, whether or not they wait for something.
#![allow(clippy::unused_async)]

use std::collections::HashSet;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

mod allocations;
mod case;
mod cases;
mod cost;
mod fixtures;
mod handler_names;
mod integrations;
mod properties;
mod report;
mod resources;
mod spy;
mod table;

/// Runs a future that waits for nothing, without a runtime that would allocate.
fn drive<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

#[test]
fn every_row_has_its_answer_at_every_door() {
    let mut subjects = fixtures::subjects();
    subjects.extend(resources::resources());
    let rows = cases::rows();
    let mut names = HashSet::new();
    let twice = rows
        .iter()
        .filter(|row| !names.insert((row.subject, &row.about, row.only)));
    let twice: Vec<_> = twice.map(|row| (row.subject, &row.about)).collect();
    assert!(twice.is_empty(), "two rows of one name: {twice:?}");
    let _turn = spy::turn();
    let served = integrations::serve(&subjects);

    let report = report::Report::of(&rows, &subjects, &served);

    println!("{report}");
    let (rows, answers) = report.count();
    println!("{rows} rows, {answers} answers");
    let failures = report.failures();
    assert!(failures.is_empty(), "{failures}");
}
