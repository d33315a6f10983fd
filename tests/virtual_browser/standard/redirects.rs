//! Redirects: what each hop is told of the page, and who may be read in the end.

use cors_browser::{Body, Browser, Fetch};
use http::Request;

use super::{API, HEADERS, METHODS, ORIGIN, PAGE, is_preflight, response};

/// One hop: its URL, its status, and whom it allows, if anybody.
type Hop = (&'static str, u16, Option<&'static str>);

/// The `Origin` that each hop saw, and whether the page may read the end of it.
fn redirected(fetch: Fetch, hops: &[Hop]) -> (Vec<String>, bool) {
    let page = Browser::spec().open(PAGE);
    let mut origins = Vec::new();
    let mut app = |request: Request<Body>| {
        let url = request.uri().to_string();
        let at = hops.iter().position(|(hop, ..)| *hop == url).unwrap();
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
        let (_, status, allowed) = hops[at];
        if is_preflight(&request) {
            let star = origin.unwrap_or("*");
            return response(
                204,
                &[(ORIGIN, star), (METHODS, "PUT"), (HEADERS, "x-test")],
            );
        }
        let mut headers: Vec<_> = allowed
            .map(|allowed| (ORIGIN, allowed))
            .into_iter()
            .collect();
        if let Some((next, ..)) = hops.get(at + 1) {
            headers.push(("location", next));
        }
        response(status, &headers)
    };
    let passes = crate::run(page.fetch(&mut app, fetch)).is_ok();
    (origins, passes)
}

const OWN: &str = "https://app.example.com/own";
const A: &str = "https://a.example/1";
const A2: &str = "https://a.example/2";
const B: &str = "https://b.example/";
const USER: &str = "https://user@a.example/";

const STAR: Option<&str> = Some("*");
const NULL: Option<&str> = Some("null");
const NAMED: Option<&str> = Some(PAGE);

/// What each hop saw in `Origin`, by a letter: of the page, `null`, none; in brackets in a preflight.
fn letters(origins: &[String]) -> String {
    let letter = |origin: &String| {
        match origin.as_str() {
            PAGE => "page",
            "preflight https://app.example.com" => "(page)",
            "preflight null" => "(null)",
            other => other,
        }
        .to_owned()
    };
    origins.iter().map(letter).collect::<Vec<_>>().join(" ")
}

#[test]
fn without_a_preflight() {
    let rows: [(&str, [Hop; 2], &str, bool); 10] = [
        (
            "own to another",
            [(OWN, 302, None), (A, 200, NAMED)],
            "- page",
            true,
        ),
        (
            "which is silent",
            [(OWN, 302, None), (A, 200, None)],
            "- page",
            false,
        ),
        (
            "within another",
            [(A, 301, NAMED), (A2, 200, NAMED)],
            "page page",
            true,
        ),
        (
            "silently",
            [(A, 301, None), (A2, 200, NAMED)],
            "page",
            false,
        ),
        (
            "on to a third, star",
            [(A, 303, STAR), (B, 200, STAR)],
            "page null",
            true,
        ),
        (
            "on to a third, null",
            [(A, 307, NAMED), (B, 200, NULL)],
            "page null",
            true,
        ),
        (
            "on to a third, page",
            [(A, 308, NAMED), (B, 200, NAMED)],
            "page null",
            false,
        ),
        (
            "and back, null",
            [(A, 302, NAMED), (OWN, 200, NULL)],
            "page null",
            true,
        ),
        (
            "and back, silently",
            [(A, 302, NAMED), (OWN, 200, None)],
            "page null",
            false,
        ),
        (
            "with a user name",
            [(A, 302, NAMED), (USER, 200, NAMED)],
            "page",
            false,
        ),
    ];
    for (about, hops, origins, passes) in rows {
        let (seen, passed) = redirected(Fetch::get(hops[0].0), &hops);
        assert_eq!(
            (letters(&seen).as_str(), passed),
            (origins, passes),
            "{about}"
        );
    }
}

#[test]
fn with_a_preflight() {
    let rows: [(&str, [Hop; 2], &str, bool); 5] = [
        (
            "within another",
            [(A, 307, NAMED), (A2, 200, NAMED)],
            "(page) page (page) page",
            true,
        ),
        (
            "on to a third",
            [(A, 307, NAMED), (B, 200, NULL)],
            "(page) page (null) null",
            true,
        ),
        (
            "which names it",
            [(A, 307, NAMED), (B, 200, NAMED)],
            "(page) page (null) null",
            false,
        ),
        (
            "own to another",
            [(OWN, 308, None), (A, 200, NAMED)],
            "page (page) page",
            true,
        ),
        (
            "and back",
            [(A, 307, NAMED), (OWN, 200, NULL)],
            "(page) page (null) null",
            true,
        ),
    ];
    for (about, hops, origins, passes) in rows {
        let fetch = Fetch::put(hops[0].0).header("x-test", "1");
        let (seen, passed) = redirected(fetch, &hops);
        assert_eq!(
            (letters(&seen).as_str(), passed),
            (origins, passes),
            "{about}"
        );
    }
}

#[test]
fn twenty_redirects_and_no_more() {
    for (redirects, passes) in [(20, true), (21, false)] {
        let page = Browser::spec().open(PAGE);
        let mut app = |request: Request<Body>| {
            let at: u32 = request.uri().path()[1..].parse().unwrap();
            if at == redirects {
                return response(200, &[(ORIGIN, "*")]);
            }
            response(302, &[(ORIGIN, "*"), ("location", &format!("/{}", at + 1))])
        };
        let seen = crate::run(page.fetch(&mut app, Fetch::get(format!("{API}0"))));
        assert_eq!(seen.is_ok(), passes, "{redirects}");
    }
}
