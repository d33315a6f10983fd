//! The messages of errors in the words of each engine, and their help.

use cors_browser::{Blocked, Body, Browser, Fetch};
use http::{HeaderName, HeaderValue, Request, Response};

const PAGE: &str = "https://app.example.com";
const API: &str = "https://api.example.com/users/7";

fn blocked(
    profile: &str,
    fetch: Fetch,
    pre: (u16, &[(&str, &str)]),
    main: (u16, &[(&str, &str)]),
) -> Blocked {
    let page = crate::browser(profile).open(PAGE);
    let mut app = |request: Request<Body>| {
        let is_preflight = request
            .headers()
            .contains_key("access-control-request-method");
        let (status, headers) = if is_preflight { pre } else { main };
        respond(status, headers)
    };
    crate::run(page.fetch(&mut app, fetch)).unwrap_err()
}

fn respond(status: u16, headers: &[(&str, &str)]) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = status.try_into().unwrap();
    for (name, value) in headers {
        let name: HeaderName = name.parse().unwrap();
        let value = HeaderValue::from_str(value).unwrap();
        response.headers_mut().append(name, value);
    }
    response
}

const ORIGIN: &str = "access-control-allow-origin";

const NULL_HELP: &str = "every page can send the origin `null`, so it must not be allowed";

#[test]
fn messages_match_the_engine() {
    let assert_message = |profile, expected: &str| {
        let blocked = blocked(
            profile,
            Fetch::get(API),
            (204, &[]),
            (200, &[(ORIGIN, "https://b.example")]),
        );
        let display = blocked.to_string();
        let (message, help) = display.split_once('\n').unwrap();
        assert_eq!(message, expected);
        assert_eq!(
            help,
            "help: if pages of `https://app.example.com` should read this response, repeat the \
             origin exactly as the browser sends it: \
             `Access-Control-Allow-Origin: https://app.example.com` (in a `cors` policy: \
             `origins = [\"https://app.example.com\"]`)"
        );
    };
    assert_message(
        "spec",
        "fetch of `https://api.example.com/users/7` from origin `https://app.example.com` \
         blocked: `Access-Control-Allow-Origin` of the response is `https://b.example`, which \
         does not match the origin",
    );
    assert_message(
        "chromium",
        "Access to fetch at 'https://api.example.com/users/7' from origin \
         'https://app.example.com' has been blocked by CORS policy: The \
         'Access-Control-Allow-Origin' header has a value 'https://b.example' that is not \
         equal to the supplied origin.",
    );
    assert_message(
        "firefox",
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote \
         resource at https://api.example.com/users/7. (Reason: CORS header \
         ‘Access-Control-Allow-Origin’ does not match ‘https://b.example’). Status code: 200.",
    );
    assert_message(
        "webkit",
        "Fetch API cannot load https://api.example.com/users/7 due to access control checks. \
         Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status \
         code: 200",
    );
}

/// The help of an error, without the prefix `help: `.
fn help(fetch: Fetch, pre: (u16, &[(&str, &str)]), main: (u16, &[(&str, &str)])) -> String {
    let display = blocked("spec", fetch, pre, main).to_string();
    display
        .split_once("\nhelp: ")
        .expect("the error has help")
        .1
        .to_owned()
}

#[test]
fn help_allows_no_more_than_the_request_needs() {
    let origin = (ORIGIN, PAGE);
    let credentials = ("access-control-allow-credentials", "true");
    let ok: (u16, &[(&str, &str)]) = (200, &[origin, credentials]);
    let none: (u16, &[(&str, &str)]) = (200, &[]);
    let get = || Fetch::get(API);
    let include = || get().credentials_include();
    let with_preflight =
        |pre: (u16, &'static [(&'static str, &'static str)]), fetch: Fetch| help(fetch, pre, ok);
    let rows = [
        (
            help(get(), none, none),
            "if pages of `https://app.example.com` should read this response, allow the origin with \
             `Access-Control-Allow-Origin: https://app.example.com` (in a `cors` \
             policy: `origins = [\"https://app.example.com\"]`)",
        ),
        (
            help(include(), none, (200, &[(ORIGIN, "*")])),
            "send the request without credentials, or, if pages of `https://app.example.com` should \
             act as the signed-in user, replace `*` by the origin: \
             `Access-Control-Allow-Origin: https://app.example.com` (in a `cors` policy: \
             `origins = [\"https://app.example.com\"], credentials`)",
        ),
        (
            help(include(), none, (200, &[origin])),
            "send the request without credentials, or, if pages of `https://app.example.com` should \
             act as the signed-in user, allow them with \
             `Access-Control-Allow-Credentials: true` (in a `cors` policy: `credentials`)",
        ),
        (
            with_preflight((401, &[(ORIGIN, PAGE)]), Fetch::put(API)),
            "preflights carry no credentials: let the CORS layer respond to them before \
             authentication",
        ),
        (
            with_preflight((405, &[(ORIGIN, PAGE)]), Fetch::put(API)),
            "no route handles preflights (`OPTIONS` requests) at this path: enable CORS for the \
             route",
        ),
        (
            with_preflight(
                (
                    204,
                    &[(ORIGIN, PAGE), ("access-control-allow-methods", "PATCH")],
                ),
                Fetch::new("patch", API),
            ),
            "methods are case-sensitive: use `PATCH` in the request",
        ),
        (
            with_preflight((204, &[(ORIGIN, PAGE)]), get().header("Authorization", "a")),
            "allow the header with `Access-Control-Allow-Headers: authorization` (in a `cors` policy: \
             `headers = [\"authorization\"]`)",
        ),
        (
            with_preflight(
                (
                    204,
                    &[(ORIGIN, PAGE), ("access-control-allow-headers", "*")],
                ),
                get().header("Authorization", "a"),
            ),
            "`*` does not cover `Authorization`: add `authorization` to \
             `Access-Control-Allow-Headers` (in a `cors` policy: add `\"authorization\"` to `headers`)",
        ),
    ];
    for (help, expected) in &rows {
        assert_eq!(help, expected);
        for too_much in ["[\"*\"]", "[\"null\"]", ": *`", ": null`"] {
            assert!(!help.contains(too_much), "{help}");
        }
    }
}

/// U10: the page may be an attacker's, so every help that allows an origin has a condition.
#[test]
fn help_allows_an_origin_only_with_a_condition() {
    let mismatch: &[(&str, &str)] = &[(ORIGIN, "https://b.example")];
    let invalid: &[(&str, &str)] = &[(ORIGIN, "https://app.example.com/")];
    let any: &[(&str, &str)] = &[(ORIGIN, "*")];
    let origin: &[(&str, &str)] = &[(ORIGIN, PAGE)];
    let mut count = 0;
    for status in [200, 204, 401, 403, 404, 405, 500] {
        for headers in [&[], mismatch, invalid, any, origin] {
            for fetch in [Fetch::get(API), Fetch::put(API)] {
                for fetch in [fetch.clone(), fetch.credentials_include()] {
                    let page = crate::browser("spec").open(PAGE);
                    let mut app = |_: Request<Body>| respond(status, headers);
                    let Err(blocked) = crate::run(page.fetch(&mut app, fetch)) else {
                        continue;
                    };
                    let text = blocked.to_string();
                    let help = text.split_once("\nhelp: ").expect("the error has help").1;
                    if help.contains(PAGE) || help.contains("allow the origin") {
                        let condition = format!("if pages of `{PAGE}` should ");
                        let other = format!("and pages of `{PAGE}` should ");
                        assert!(help.contains(&condition) || help.contains(&other), "{help}");
                        count += 1;
                    }
                }
            }
        }
    }
    assert!(count > 50, "{count}");
}

/// U14: what the preflight shows to be allowed, and redirects of middleware.
#[test]
fn help_does_not_allow_an_origin_that_may_be_allowed() {
    let preflight: (u16, &[(&str, &str)]) = (
        204,
        &[(ORIGIN, PAGE), ("access-control-allow-methods", "PUT")],
    );
    let redirect: (u16, &[(&str, &str)]) = (308, &[("location", "/users/8")]);
    let without: (u16, &[(&str, &str)]) = (401, &[]);
    let outside = "the preflight allowed this origin, but the response has no CORS headers: let the \
                   CORS layer surround what sends this response";
    let redirected = "a redirect needs CORS headers, too: fetch the final URL directly, or let the \
                      CORS layer surround what sends the redirect";
    for (help, expected) in [
        (help(Fetch::get(API), preflight, redirect), redirected),
        (help(Fetch::put(API), preflight, redirect), redirected),
        (help(Fetch::put(API), preflight, without), outside),
    ] {
        assert!(help.starts_with(expected) && !help.contains(PAGE), "{help}");
    }
    // Without a preflight, nothing shows that the origin is allowed, or that it is not.
    for fetch in [Fetch::get(API), Fetch::get(API).credentials_include()] {
        let first = help(fetch, preflight, without);
        assert!(
            first.contains(
                ", let the CORS layer surround what sends status 401, and allow the origin"
            ),
            "{first}"
        );
    }
    let rejected = help(Fetch::put(API), (403, &[(ORIGIN, PAGE)]), without);
    assert!(
        rejected.contains("although it allows the origin"),
        "{rejected}"
    );
}

/// U1: `unwrap`, and `main` with `?`, print `Debug`.
#[test]
fn debug_is_display_and_its_alternate_form_has_the_fields() {
    for profile in ["spec", "chromium", "firefox", "webkit"] {
        let blocked = blocked(profile, Fetch::get(API), (204, &[]), (200, &[]));
        assert_eq!(format!("{blocked:?}"), blocked.to_string());
        let fields = format!("{blocked:#?}");
        assert!(
            fields.starts_with("Blocked {\n    reason: MissingAllowOrigin,"),
            "{fields}"
        );
    }
}

#[test]
fn help_never_allows_null_with_credentials() {
    let frame = Browser::spec().open(PAGE).sandboxed();
    for allowed in ["*", "null", PAGE] {
        let mut app = |_: Request<()>| {
            Response::builder()
                .header(ORIGIN, allowed)
                .body(())
                .unwrap()
        };
        let fetch = Fetch::get(API).credentials_include();
        let display = crate::run(frame.fetch(&mut app, fetch))
            .unwrap_err()
            .to_string();
        let help = display
            .split_once("\nhelp: ")
            .expect("the error has help")
            .1;
        assert!(help.starts_with(NULL_HELP), "{display}");
    }
}

#[test]
fn help_never_allows_null() {
    let frame = Browser::spec().open(PAGE).sandboxed();
    let mut app = |_: Request<()>| Response::new(());
    let blocked = crate::run(frame.fetch(&mut app, Fetch::get(API))).unwrap_err();
    assert_eq!(blocked.origin, "null");
    let display = blocked.to_string();
    assert!(
        display.contains(NULL_HELP)
            && !display.contains("origins =")
            && !display.contains("Access-Control-Allow-Origin:"),
        "{display}"
    );
}
