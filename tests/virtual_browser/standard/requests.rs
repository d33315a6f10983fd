//! Methods and request headers that need a preflight.

use cors_browser::Fetch;

use super::{API, HEADERS, METHODS, ORIGIN, fetched, response};

#[test]
fn request_headers_are_safelisted_by_name_and_value() {
    let too_long = "x".repeat(129);
    let longest = "x".repeat(128);
    let too_long_parameter = format!("text/plain; long={}", "x".repeat(112));
    let longest_parameter = format!("text/plain; long={}", "x".repeat(111));
    let preflighted = |fetch: Fetch| {
        let all = response(204, &[(ORIGIN, "*"), (HEADERS, "*, authorization")]);
        fetched(fetch, &all, &response(200, &[(ORIGIN, "*")]))
            .unwrap()
            .preflighted
    };
    for (name, value, safelisted) in [
        ("accept", "text/html,application/xml;q=0.9,*/*;q=0.8", true),
        ("accept", &longest, true),
        ("accept", &too_long, false),
        ("accept", "\"", false),
        ("accept", "a(b", false),
        ("accept", "a)b", false),
        ("accept", "a:b", false),
        ("accept", "a<b", false),
        ("accept", "a>b", false),
        ("accept", "a?b", false),
        ("accept", "a@b", false),
        ("accept", "a[b", false),
        ("accept", "a\\b", false),
        ("accept", "a]b", false),
        ("accept", "a{b", false),
        ("accept", "a}b", false),
        ("accept", "a\tb", true),
        ("accept", "é", true),
        ("accept", "a'b~!#$%^&_+|", true),
        ("accept-language", "en-US,en;q=0.5, *", true),
        ("accept-language", "a=b", true),
        ("accept-language", "@", false),
        ("accept-language", "a_b", false),
        ("accept-language", "a/b", false),
        ("accept-language", "a\tb", false),
        ("accept-language", "é", false),
        ("accept-language", &too_long, false),
        ("content-language", "en, de", true),
        ("content-language", "@", false),
        ("content-language", &too_long, false),
        ("content-type", "text/plain", true),
        ("content-type", "TEXT/plain ; charset=x", true),
        (
            "content-type",
            "application/x-www-form-urlencoded;charset=utf-8",
            true,
        ),
        ("content-type", "multipart/form-data; boundary=x", true),
        ("content-type", &longest_parameter, true),
        ("content-type", &too_long_parameter, false),
        ("content-type", "text/html", false),
        ("content-type", "application/json", false),
        ("content-type", "text/plain/x", false),
        ("content-type", "text/", false),
        ("content-type", "", false),
        ("content-type", "text/plain;a=\"b\"", false),
        ("range", "bytes=0-", true),
        ("range", "bytes=0-100", true),
        ("range", "bytes 0-", false),
        ("range", "bytes=-100", false),
        ("range", "bytes=0-1,5-6", false),
        ("range", "bytes=100-0", false),
        ("range", "bytes= 0-", false),
        ("authorization", "basics", false),
        ("test", "hi", false),
        ("x-requested-with", "a", false),
        ("last-event-id", "1", false),
        ("if-none-match", "*", false),
        ("dpr", "2", false),
        ("user-agent", "a", false),
        ("cache-control", "no-cache", false),
        ("pragma", "a", false),
    ] {
        let fetch = Fetch::get(API).header(name, value);
        assert_eq!(preflighted(fetch), !safelisted, "{name}: {value}");
    }

    // All values together may have up to 1,024 bytes.
    let full = |last: &str| {
        let fetch = (0..7).fold(Fetch::get(API), |fetch, _| {
            fetch.header("accept", &*longest)
        });
        fetch
            .header("content-language", "y".repeat(64))
            .header("accept-language", last)
    };
    assert!(!preflighted(full(&"z".repeat(64))));
    assert!(preflighted(full(&"z".repeat(65))));
}

#[test]
fn only_get_head_and_post_need_no_preflight() {
    for (method, preflighted) in [
        ("GET", false),
        ("get", false),
        ("HEAD", false),
        ("POST", false),
        ("post", false),
        ("PUT", true),
        ("put", true),
        ("DELETE", true),
        ("OPTIONS", true),
        ("PATCH", true),
        ("patch", true),
        ("FOO", true),
        ("Get2", true),
    ] {
        let sent = match method {
            "get" | "post" | "put" => method.to_uppercase(),
            _ => method.to_owned(),
        };
        let pre = response(200, &[(ORIGIN, "*"), (METHODS, &sent)]);
        let seen = fetched(
            Fetch::new(method, API),
            &pre,
            &response(200, &[(ORIGIN, "*")]),
        );
        assert_eq!(
            seen.map(|seen| seen.preflighted),
            Some(preflighted),
            "{method}"
        );
    }
}
