//! Servers of this example with a real database: instances that follow one change, outages, and replacements
//! under load.
//!
//! Each test starts a PostgreSQL of its own in a temporary directory. Without PostgreSQL the tests print
//! that and pass; with `TENANTS_POSTGRES=required` they fail. No test asserts a time.

mod changes;
mod client;
mod cluster;
mod instance;
mod load;
mod outages;
mod proxy;
mod replacements;
mod sqlite;

use std::thread::sleep;
use std::time::{Duration, Instant};

/// Two tenants.
const ACME: &str = "acme.test";
const GLOBEX: &str = "globex.test";
/// An origin of each tenant, and an origin of no tenant.
const ACME_APP: &str = "https://app.acme.example";
const GLOBEX_APP: &str = "https://app.globex.example";
const EVIL: &str = "https://evil.example";

/// Waits until a condition holds.
#[track_caller]
fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < Duration::from_mins(2), "never: {what}");
        sleep(Duration::from_millis(20));
    }
}
