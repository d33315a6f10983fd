//! Values of the response headers, and whether the page can read the response.

use cors_browser::Fetch;
use http::HeaderName;

use super::{API, CREDENTIALS, EXPOSE, Headers, ORIGIN, PAGE, fetched, response};

#[test]
fn allow_origin_is_any_or_the_exact_origin() {
    let passes: [&[&str]; 7] = [
        &["*"],
        &[" * "],
        &["\t*"],
        &[PAGE],
        &[" https://app.example.com"],
        &["https://app.example.com "],
        &["\thttps://app.example.com \t"],
    ];
    let fails: [&[&str]; 51] = [
        &[""],
        &["\t"],
        &[" "],
        &["null"],
        &["NULL"],
        &["Null"],
        &["\"*\""],
        &["* *"],
        &["*, *"],
        &["**"],
        &["*;"],
        &["*/"],
        &["*:*"],
        &["*."],
        &["https://*"],
        &["*://app.example.com"],
        &["*.example.com"],
        &["https://*.example.com"],
        &["https://app.example.com:*"],
        &["http://app.example.com"],
        &["HTTPS://app.example.com"],
        &["https://APP.example.com"],
        &["https://app.example.com/"],
        &["https://app.example.com/x"],
        &["https://app.example.com?"],
        &["https://app.example.com#"],
        &["https://app.example.com:443"],
        &["https://app.example.com:8443"],
        &["https://app.example.com."],
        &["//app.example.com"],
        &["://app.example.com"],
        &["app.example.com"],
        &["https:"],
        &["https://"],
        &["https:app.example.com"],
        &["https:/app.example.com"],
        &["https:///app.example.com"],
        &["https://user@app.example.com"],
        &["https://www.app.example.com"],
        &["https://example.com"],
        &["https://app.example.com.evil.example"],
        &["-https://app.example.com"],
        &["https://app.example.com, *"],
        &["*, https://app.example.com"],
        &["https://app.example.com https://app.example.com"],
        &["https://app.example.com,https://app.example.com"],
        &["https://app.example.com, null"],
        &["*", "*"],
        &[PAGE, PAGE],
        &[PAGE, "*"],
        &["*", PAGE],
    ];
    for (lines, pass) in passes
        .iter()
        .map(|row| (row, true))
        .chain(fails.iter().map(|row| (row, false)))
    {
        let headers: Headers<'_> = lines.iter().map(|line| (ORIGIN, *line)).collect();
        let seen = fetched(
            Fetch::get(API),
            &response(204, &[]),
            &response(200, &headers),
        );
        assert_eq!(seen.is_some(), pass, "{lines:?}");
    }
}

#[test]
fn allow_credentials_is_exactly_true() {
    for (lines, pass) in [
        (&["true"][..], true),
        (&[" true "], true),
        (&["\ttrue"], true),
        (&[], false),
        (&[""], false),
        (&["True"], false),
        (&["TRUE"], false),
        (&["t"], false),
        (&["false"], false),
        (&["1"], false),
        (&["yes"], false),
        (&["\"true\""], false),
        (&["true true"], false),
        (&["true, true"], false),
        (&["true,"], false),
        (&["*"], false),
        (&["true", "true"], false),
        (&["true", ""], false),
    ] {
        let mut headers: Headers<'_> = vec![(ORIGIN, PAGE)];
        headers.extend(lines.iter().map(|line| (CREDENTIALS, *line)));
        let (pre, main) = (response(204, &[]), response(200, &headers));
        assert_eq!(
            fetched(Fetch::get(API).credentials_include(), &pre, &main).is_some(),
            pass,
            "{lines:?}"
        );
        assert!(fetched(Fetch::get(API), &pre, &main).is_some(), "{lines:?}");
    }
}

#[test]
fn only_exposed_headers_are_readable() {
    for (lines, credentialed, visible) in [
        (&[][..], false, &[][..]),
        (
            &["*"],
            false,
            &["*", EXPOSE, ORIGIN, CREDENTIALS, "authorization", "x-test"],
        ),
        (&["*"], true, &["*"]),
        (&["*, x-test"], true, &["*", "x-test"]),
        (&["X-Test"], false, &["x-test"]),
        (&["x-test", "*"], true, &["*", "x-test"]),
        (&["x-other , ,x-test"], false, &["x-test"]),
        (&["authorization"], false, &["authorization"]),
        (&["x-test\t,\t,"], false, &["x-test"]),
        (&["x-test x-other"], false, &[]),
        (&["x-test;"], false, &[]),
        (&["\"x-test\""], false, &[]),
        (&["x-test", "a b"], false, &[]),
        (&["set-cookie, set-cookie2"], false, &[]),
        (&["@invalid,x-test"], false, &[]),
    ] {
        let mut headers: Headers<'_> = vec![
            (ORIGIN, PAGE),
            (CREDENTIALS, "true"),
            ("x-test", "1"),
            ("*", "1"),
            ("set-cookie", "a=1"),
            ("authorization", "1"),
            ("content-type", "text/plain"),
        ];
        headers.extend(lines.iter().map(|line| (EXPOSE, *line)));
        let mut fetch = Fetch::get(API);
        if credentialed {
            fetch = fetch.credentials_include();
        }
        let seen = fetched(fetch, &response(204, &[]), &response(200, &headers)).unwrap();
        let mut names: Vec<_> = seen.headers.keys().map(HeaderName::as_str).collect();
        names.retain(|name| *name != "content-type");
        names.sort_unstable();
        let mut visible = visible.to_vec();
        visible.sort_unstable();
        assert_eq!(names, visible, "{lines:?} {credentialed}");
    }
}
