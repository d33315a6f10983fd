//! `docs/browser.md`: how far the virtual browser has been held against engines, and where it does
//! not follow them.

use std::fmt::Write;
use std::path::Path;

use crate::exceptions::EXCEPTIONS;
use crate::replay::{Count, counted};

const BEGINNING: &str = "\
# The virtual browser, measured

Generated from the measured rows in `tests/browser`; a test fails when it is not current.
`BLESS=1 cargo test -p cors-tests --test browser` writes it anew.

A row is what a script did, what the server answered, and what an engine made of it: whether the fetch
resolved, with which status and headers, and every request that the server saw, preflights with their
`Access-Control-Request-Headers` among them. It is played again through the profile of that engine.

The engines, headless on Debian 12 in November 2026: Chromium 156.0.8078.79, Firefox ESR 153.7.0 and
WebKitGTK 2.50.6. Two tables were measured: one with the first two over HTTP/1.1, one with all three over
HTTP/1.1 in the clear (`http`) and HTTP/2 encrypted (`https`).

| table | profile | rows | agree | do not |
| --- | --- | --- | --- | --- |
";

const MIDDLE: &str = "
The profile `spec` is held against the verdicts that had been read from the standard before anything was
measured, and against what the Web Platform Tests assert, in `tests/browser/standard`. Cookies are in
`tests/browser/cookies.rs`, the origins of odd URLs in `tests/browser/origins.rs`, frames in
`tests/browser/frames.rs`, and what is asked after a redirect in `tests/browser/asked.rs`. The profiles
also go through the cases that the engines themselves are asked in `tests/engines.rs`. How they differ, and
what was measured of it, is in `src/browser/profile.rs`, a field for each difference.

## Rows that are not followed

The test fails when one of them agrees after all, and when one is not listed here.

| table | row | profiles | why |
| --- | --- | --- | --- |
";

fn document(counts: &[(&'static str, String, Count)]) -> String {
    let mut document = BEGINNING.to_owned();
    for (table, who, count) in counts {
        let Count { agreeing, excepted } = count;
        let rows = agreeing + excepted;
        writeln!(
            document,
            "| {table} | {who} | {rows} | {agreeing} | {excepted} |"
        )
        .unwrap();
    }
    document.push_str(MIDDLE);
    for exception in &EXCEPTIONS {
        let who = exception.who.join(", ");
        let who = if who.is_empty() { "all" } else { &who };
        let row = exception.row.replace('|', "\\|");
        writeln!(
            document,
            "| {} | `{row}` | {who} | {} |",
            exception.table, exception.why
        )
        .unwrap();
    }
    document
}

#[test]
fn the_document_is_current() {
    let (counts, _) = counted();
    let current = document(&counts);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/browser.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &current).expect("docs/browser.md");
    }
    let written = std::fs::read_to_string(&path).expect("docs/browser.md");
    assert_eq!(written, current, "run this test with BLESS=1");
}
