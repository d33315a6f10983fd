//! The cost of CORS: this library, hand-written baselines and other crates, measured on the same work.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml
//! cargo bench --manifest-path benches/Cargo.toml --bench instructions -- actual/1 --implementation cors
//! cargo bench --manifest-path benches/Cargo.toml --no-default-features --bench guard
//! ```
//!
//! The first command measures everything (instructions, allocations and times) and writes `results/`; the
//! second prints a part of it and writes nothing; the third fails when this library has become more
//! expensive. Valgrind counts the instructions and has to be installed.
//!
//! Terms:
//!
//! * An *implementation* responds to the request of a *case*; the two are a *pair*.
//! * A *net* figure is that of an implementation minus that of the same framework without CORS.
//! * A *hand-written* implementation knows the policy when it is written and is made for speed alone. A
//!   *correct* hand-written one also handles the inputs that this library handles.
//!
//! Modules, each of which uses only those before it:
//!
//! * [`case`], [`cases`]: a case, and the table of all cases; [`policies`]: their policies in this library.
//! * [`request`], [`handlers`], [`response`]: building requests, the handlers' responses, reading responses.
//! * [`implementation`], [`implementations`], [`registry`]: the trait, the types that implement it, and their
//!   list.
//! * [`cli`]: the selection of cases and implementations by arguments.
//! * [`check`]: the checks of the Fetch Standard, applied to every response before anything is measured.
//! * [`results`], [`table`]: figures in files and on the screen; [`budget`]: the limit in relation to the
//!   hand-written baselines; [`report`]: the tables of `docs/performance.md`.
//! * [`callgrind`]: instruction counts of pairs; [`self_exec`]: those of the benches `scale` and `servers`.
#![forbid(unsafe_code)]

pub mod budget;
pub mod callgrind;
pub mod case;
pub mod cases;
pub mod check;
pub mod cli;
#[cfg(feature = "time")]
pub mod cpu;
mod dump;
pub mod handlers;
pub mod implementation;
pub mod implementations;
pub mod number;
pub mod pair;
pub mod policies;
pub mod registry;
pub mod repeats;
pub mod report;
pub mod request;
pub mod response;
pub mod results;
pub mod self_exec;
pub mod table;
