//! The `Origin` that pages with unusual URLs send.
//!
//! The columns of `origins.tsv` are the URL, and the `Origin` that Chromium 156.0.8078.79 and
//! Firefox ESR 153.7.0 sent, or `-` if the page did not load.

use cors_browser::{Body, Fetch};
use http::{Request, Response};

/// Rows in which an engine deviates from the URL Standard, with the reason.
static KNOWN_DEVIATIONS: [(&str, &str, &str); 2] = [
    (
        "chromium",
        "http://a*b.test:8101",
        "Chromium serialises `*` in a host as `%2A`; the standard does not escape it",
    ),
    (
        "chromium",
        "http://xn--a.test:8101",
        "Chromium accepts a host with invalid Punycode; the standard rejects it",
    ),
];

/// The `Origin` that a page with this URL sends, if the page loads.
fn sent(profile: &str, url: &str) -> Option<String> {
    let page = crate::browser(profile).try_open(url).ok()?;
    let mut origin = None;
    let mut api = |request: Request<Body>| {
        let header = request.headers().get("origin");
        origin = header.map(|value| value.to_str().unwrap().to_owned());
        Response::builder()
            .header("access-control-allow-origin", "*")
            .body(())
            .unwrap()
    };
    let _ = crate::run(page.fetch(&mut api, Fetch::get("https://api.example.com")));
    origin
}

#[test]
fn origins_match_measurements() {
    let mut rows = 0;
    for line in include_str!("origins.tsv").lines().skip(1) {
        let mut columns = line.split('\t');
        let url = columns.next().unwrap();
        for (profile, measured) in ["chromium", "firefox"].iter().zip(columns) {
            if measured == "-" {
                continue;
            }
            let agrees = sent(profile, url).as_deref() == Some(measured);
            let deviation = KNOWN_DEVIATIONS
                .iter()
                .find(|(engine, deviating, _)| engine == profile && *deviating == url);
            assert_ne!(
                agrees,
                deviation.is_some(),
                "{profile}: {url} sent {measured}"
            );
            rows += u32::from(agrees);
        }
    }
    println!(
        "{rows} origin rows agree, {} are known deviations",
        KNOWN_DEVIATIONS.len()
    );
    assert_eq!(rows, 63);
}
