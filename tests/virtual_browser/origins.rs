//! URLs as somebody typed them, and the `Origin` that their pages sent.
//!
//! `origins.tsv`: the URL, then what Chromium 156.0.8078.79 and Firefox ESR 153.7.0 sent, `-` where
//! the page did not load.

use cors_browser::{Body, Fetch};
use http::{Request, Response};

/// What the URL Standard has otherwise, with the reason.
static EXCEPTIONS: [(&str, &str, &str); 2] = [
    (
        "chromium",
        "http://a*b.test:8101",
        "Chromium writes `*` in a host as `%2A`; the standard leaves it",
    ),
    (
        "chromium",
        "http://xn--a.test:8101",
        "Chromium loads a host of punycode that means nothing; the standard fails",
    ),
];

/// What a page at this URL says of itself, if there is such a page.
fn sent(profile: &str, typed: &str) -> Option<String> {
    let page = crate::browser(profile).open(typed);
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
fn pages_send_the_origins_that_engines_sent() {
    let mut rows = 0;
    for line in include_str!("origins.tsv").lines().skip(1) {
        let mut columns = line.split('\t');
        let typed = columns.next().unwrap();
        for (profile, measured) in ["chromium", "firefox"].iter().zip(columns) {
            if measured == "-" {
                continue;
            }
            let agrees = sent(profile, typed).as_deref() == Some(measured);
            let exception = EXCEPTIONS
                .iter()
                .find(|(who, url, _)| who == profile && *url == typed);
            assert_ne!(
                agrees,
                exception.is_some(),
                "{profile}: {typed} sent {measured}"
            );
            rows += u32::from(agrees);
        }
    }
    println!(
        "{rows} rows of origins agree, {} are excepted",
        EXCEPTIONS.len()
    );
    assert_eq!(rows, 63);
}
