//! What CORS costs: ours, a hand-written floor, and everybody else's, on the same work.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml
//! cargo bench --manifest-path benches/Cargo.toml --bench instructions -- actual/1 --contender ours
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --bench guard
//! ```
//!
//! The first measures everything, instructions, allocations and times, and writes `results/`; the
//! second prints a part of it and writes nothing; the third fails when ours has become dearer.
//! Instructions are counted by valgrind, which has to be installed.
//!
//! * [`case`] is one case, [`cases`] the table of them, [`policies`] what they are judged by.
//! * [`contender`] is what is measured, [`contenders`] has one file for each, [`registry`] lists them.
//! * [`request`] and [`respond`] are what goes in and what the handlers answer.
//! * [`check`] applies a browser's rules to every answer, before anything is measured.
//! * [`callgrind`] counts instructions; [`selection`], [`results`] and [`table`] are what is asked for
//!   and what is written; [`document`] writes the tables of `docs/performance.md`.
//! * [`floors`] is the budget, beside the floor at every door.
//! * [`rerun`] is this program under callgrind once more, for benches that have no pairs: `scale` and
//!   `servers`.
#![forbid(unsafe_code)]

pub mod callgrind;
pub mod case;
pub mod cases;
pub mod check;
pub mod contender;
pub mod contenders;
pub mod document;
pub mod floors;
pub mod policies;
#[cfg(feature = "time")]
pub mod processor;
pub mod registry;
pub mod request;
pub mod rerun;
pub mod respond;
pub mod results;
pub mod selection;
pub mod table;
