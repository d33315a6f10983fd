//! Redirects: the `Origin` of each request, and whether the page can read the final response.

use cors_browser::{Body, Browser, Fetch};
use http::Request;

use super::{API, HEADERS, METHODS, ORIGIN, PAGE, is_preflight, response};

/// A URL of a redirect chain, its status, and its `Access-Control-Allow-Origin`.
type Hop = (&'static str, u16, Option<&'static str>);

/// The `Origin` of each request, and whether the fetch passes.
fn redirected(fetch: Fetch, hops: &[Hop]) -> (Vec<String>, bool) {
    let page = Browser::spec().open(PAGE);
    let mut origins = Vec::new();
    let mut app = |request: Request<Body>| {
        let url = request.uri().to_string();
        let index = hops.iter().position(|(hop, ..)| *hop == url).unwrap();
        let origin = request
            .headers()
            .get("origin")
            .map(|origin| origin.to_str().unwrap());
        let kind = if is_preflight(&request) {
            "preflight "
        } else {
            ""
        };
        origins.push(format!("{kind}{}", origin.unwrap_or("-")));
        let (_, status, allowed) = hops[index];
        if is_preflight(&request) {
            let allowed = origin.unwrap_or("*");
            return response(
                204,
                &[(ORIGIN, allowed), (METHODS, "PUT"), (HEADERS, "x-test")],
            );
        }
        let mut headers: Vec<_> = allowed
            .map(|allowed| (ORIGIN, allowed))
            .into_iter()
            .collect();
        if let Some((next, ..)) = hops.get(index + 1) {
            headers.push(("location", next));
        }
        response(status, &headers)
    };
    let passes = crate::run(page.fetch(&mut app, fetch)).is_ok();
    (origins, passes)
}

const PAGE_URL: &str = "https://app.example.com/own";
const A: &str = "https://a.example/1";
const A2: &str = "https://a.example/2";
const B: &str = "https://b.example/";
const USER: &str = "https://user@a.example/";

const ANY: Option<&str> = Some("*");
const NULL: Option<&str> = Some("null");
const NAMED: Option<&str> = Some(PAGE);

/// The values of `Origin` in short: `page`, `null` or `-` if the header is absent; preflights are
/// in parentheses.
fn abbreviate(origins: &[String]) -> String {
    let short = |origin: &String| {
        match origin.as_str() {
            PAGE => "page",
            "preflight https://app.example.com" => "(page)",
            "preflight null" => "(null)",
            other => other,
        }
        .to_owned()
    };
    origins.iter().map(short).collect::<Vec<_>>().join(" ")
}

#[test]
fn redirects_without_preflight() {
    let rows: [(&str, [Hop; 2], &str, bool); 10] = [
        (
            "page to API",
            [(PAGE_URL, 302, None), (A, 200, NAMED)],
            "- page",
            true,
        ),
        (
            "page to API without CORS",
            [(PAGE_URL, 302, None), (A, 200, None)],
            "- page",
            false,
        ),
        (
            "within the API",
            [(A, 301, NAMED), (A2, 200, NAMED)],
            "page page",
            true,
        ),
        (
            "within the API, first response without CORS",
            [(A, 301, None), (A2, 200, NAMED)],
            "page",
            false,
        ),
        (
            "API to a third origin, wildcard",
            [(A, 303, ANY), (B, 200, ANY)],
            "page null",
            true,
        ),
        (
            "API to a third origin, null",
            [(A, 307, NAMED), (B, 200, NULL)],
            "page null",
            true,
        ),
        (
            "API to a third origin, page",
            [(A, 308, NAMED), (B, 200, NAMED)],
            "page null",
            false,
        ),
        (
            "API to page, null",
            [(A, 302, NAMED), (PAGE_URL, 200, NULL)],
            "page null",
            true,
        ),
        (
            "API to page, without CORS",
            [(A, 302, NAMED), (PAGE_URL, 200, None)],
            "page null",
            false,
        ),
        (
            "URL with a user name",
            [(A, 302, NAMED), (USER, 200, NAMED)],
            "page",
            false,
        ),
    ];
    for (name, hops, origins, passes) in rows {
        let (sent, passed) = redirected(Fetch::get(hops[0].0), &hops);
        assert_eq!(
            (abbreviate(&sent).as_str(), passed),
            (origins, passes),
            "{name}"
        );
    }
}

#[test]
fn redirects_with_preflight() {
    let rows: [(&str, [Hop; 2], &str, bool); 5] = [
        (
            "within the API",
            [(A, 307, NAMED), (A2, 200, NAMED)],
            "(page) page (page) page",
            true,
        ),
        (
            "API to a third origin, null",
            [(A, 307, NAMED), (B, 200, NULL)],
            "(page) page (null) null",
            true,
        ),
        (
            "API to a third origin, page",
            [(A, 307, NAMED), (B, 200, NAMED)],
            "(page) page (null) null",
            false,
        ),
        (
            "page to API",
            [(PAGE_URL, 308, None), (A, 200, NAMED)],
            "page (page) page",
            true,
        ),
        (
            "API to page",
            [(A, 307, NAMED), (PAGE_URL, 200, NULL)],
            "(page) page (null) null",
            true,
        ),
    ];
    for (name, hops, origins, passes) in rows {
        let fetch = Fetch::put(hops[0].0).header("x-test", "1");
        let (sent, passed) = redirected(fetch, &hops);
        assert_eq!(
            (abbreviate(&sent).as_str(), passed),
            (origins, passes),
            "{name}"
        );
    }
}

#[test]
fn up_to_20_redirects_are_followed() {
    for (redirects, passes) in [(20, true), (21, false)] {
        let page = Browser::spec().open(PAGE);
        let mut app = |request: Request<Body>| {
            let index: u32 = request.uri().path()[1..].parse().unwrap();
            if index == redirects {
                return response(200, &[(ORIGIN, "*")]);
            }
            response(
                302,
                &[(ORIGIN, "*"), ("location", &format!("/{}", index + 1))],
            )
        };
        let result = crate::run(page.fetch(&mut app, Fetch::get(format!("{API}0"))));
        assert_eq!(result.is_ok(), passes, "{redirects}");
    }
}
