//! Generates `docs/browser.md`, the comparison of the virtual browser with measurements of engines.

use std::fmt::Write;
use std::path::Path;

use crate::known_deviations::KNOWN_DEVIATIONS;
use crate::replay::{Count, replay_all};

const BEGINNING: &str = "\
# The virtual browser compared with engines

This file is generated from the measured rows in `tests/virtual_browser`; a test fails if it is outdated.
`BLESS=1 cargo test -p cors-tests --test virtual_browser` updates it.

A row contains the fetches of a script, the responses of the server, and the results in each engine: whether
the fetch resolved, its status and headers, and all requests at the server, including preflights with their
`Access-Control-Request-Headers`. The test replays each row with the profile of each engine.

The engines were Chromium 156.0.8078.79, Firefox ESR 153.7.0 and WebKitGTK 2.50.6, measured without a display
on Debian 12 in November 2026. There are two tables: one of Chromium and Firefox over HTTP/1.1, and one of all
three engines over unencrypted HTTP/1.1 (`http`) and encrypted HTTP/2 (`https`).

| table | profile | rows | agree | deviate |
| --- | --- | --- | --- | --- |
";

const MIDDLE: &str = "
The profile `spec` is compared with the results that the standard requires, which were determined before the
measurement, and with the assertions of the Web Platform Tests in `tests/virtual_browser/standard`. Further
measurements are in `tests/virtual_browser`: cookies in `cookies.rs`, the origins of unusual URLs in
`origins.rs`, frames in `frames.rs`, and preflights after redirects in `preflight_cache.rs`.
`tests/real_browsers` runs one set of cases with the engines themselves and with all profiles.
`cors-browser/src/profile/settings.rs` has a field for each difference between the profiles, with the measured
behaviour of the engines.

## Known deviations

The test fails if one of these rows agrees, or if another row deviates.

| table | row | profiles | reason |
| --- | --- | --- | --- |
";

fn document(counts: &[(&'static str, String, Count)]) -> String {
    let mut document = BEGINNING.to_owned();
    for (table, profile, count) in counts {
        let Count {
            agreeing,
            deviating,
        } = count;
        let rows = agreeing + deviating;
        writeln!(
            document,
            "| {table} | {profile} | {rows} | {agreeing} | {deviating} |"
        )
        .unwrap();
    }
    document.push_str(MIDDLE);
    for deviation in &KNOWN_DEVIATIONS {
        let engines = deviation.engines.join(", ");
        let engines = if engines.is_empty() { "all" } else { &engines };
        let row = deviation.row.replace('|', "\\|");
        writeln!(
            document,
            "| {} | `{row}` | {engines} | {} |",
            deviation.table, deviation.reason
        )
        .unwrap();
    }
    document
}

#[test]
fn generated_document_is_current() {
    let (counts, _) = replay_all();
    let current = document(&counts);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/browser.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &current).expect("docs/browser.md");
    }
    let written = std::fs::read_to_string(&path).expect("docs/browser.md");
    assert_eq!(
        written, current,
        "run this test with BLESS=1 to update the file"
    );
}
