//! Code shared by the test targets of this package.
#![forbid(unsafe_code)]

pub mod busy_poll;
pub mod example_process;
pub mod fetch_call;
pub mod fetch_strategy;
pub mod handler_sets;
#[cfg(unix)]
pub mod launch;
pub mod policy_oracle;
pub mod policy_strategy;
pub mod raw_http;
pub mod reference_matcher;
pub mod seen;
