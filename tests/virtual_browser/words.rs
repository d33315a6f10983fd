//! What a refusal says: each engine's sentence, and a line of help.

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
        let mut response = Response::new(());
        *response.status_mut() = status.try_into().unwrap();
        for (name, value) in headers {
            let name: HeaderName = name.parse().unwrap();
            response
                .headers_mut()
                .append(name, HeaderValue::from_str(value).unwrap());
        }
        response
    };
    crate::run(page.fetch(&mut app, fetch)).unwrap_err()
}

const ORIGIN: &str = "access-control-allow-origin";

#[test]
fn a_sentence_per_engine() {
    let says = |profile, begins: &str| {
        let blocked = blocked(
            profile,
            Fetch::get(API),
            (204, &[]),
            (200, &[(ORIGIN, "https://b.example")]),
        );
        let said = blocked.to_string();
        let (sentence, help) = said.split_once('\n').unwrap();
        assert_eq!(sentence, begins);
        assert_eq!(
            help,
            "help: name the origin as browsers send it: `origins = [\"https://app.example.com\"]`"
        );
    };
    says(
        "spec",
        "`https://app.example.com` may not fetch `https://api.example.com/users/7`: the \
         response is for `https://b.example`",
    );
    says(
        "chromium",
        "Access to fetch at 'https://api.example.com/users/7' from origin \
         'https://app.example.com' has been blocked by CORS policy: The \
         'Access-Control-Allow-Origin' header has a value 'https://b.example' that is not \
         equal to the supplied origin.",
    );
    says(
        "firefox",
        "Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote \
         resource at https://api.example.com/users/7. (Reason: CORS header \
         ‘Access-Control-Allow-Origin’ does not match ‘https://b.example’). Status code: 200.",
    );
    says(
        "webkit",
        "Fetch API cannot load https://api.example.com/users/7 due to access control checks. \
         Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status \
         code: 200",
    );
}

/// The line of help to a refusal, without its first word.
fn help(fetch: Fetch, pre: (u16, &[(&str, &str)]), main: (u16, &[(&str, &str)])) -> String {
    let said = blocked("spec", fetch, pre, main).to_string();
    said.split_once("\nhelp: ")
        .expect("there is help")
        .1
        .to_owned()
}

#[test]
fn help_asks_for_no_more_than_the_request_needs() {
    let origin = (ORIGIN, PAGE);
    let credentials = ("access-control-allow-credentials", "true");
    let ok: (u16, &[(&str, &str)]) = (200, &[origin, credentials]);
    let none: (u16, &[(&str, &str)]) = (200, &[]);
    let get = || Fetch::get(API);
    let include = || get().credentials_include();
    let list =
        |pre: (u16, &'static [(&'static str, &'static str)]), fetch: Fetch| help(fetch, pre, ok);
    let rows = [
        (
            help(get(), none, none),
            "allow this origin: `origins = [\"https://app.example.com\"]`",
        ),
        (
            help(include(), none, (200, &[(ORIGIN, "*")])),
            "leave the credentials out of the request, or list who may act as the signed-in user: \
             `origins = [\"https://app.example.com\"], credentials`",
        ),
        (
            help(include(), none, (200, &[origin])),
            "leave the credentials out of the request, or let them in: `credentials`",
        ),
        (
            list((401, &[(ORIGIN, PAGE)]), Fetch::put(API)),
            "a preflight has no credentials: let CORS answer it before authentication",
        ),
        (
            list((405, &[(ORIGIN, PAGE)]), Fetch::put(API)),
            "nothing answers preflights at this path: mount the handler with its policy",
        ),
        (
            list(
                (
                    204,
                    &[(ORIGIN, PAGE), ("access-control-allow-methods", "PATCH")],
                ),
                Fetch::new("patch", API),
            ),
            "the case of a method counts: fetch with `PATCH`",
        ),
        (
            list((204, &[(ORIGIN, PAGE)]), get().header("Authorization", "a")),
            "allow the header: `headers = [\"authorization\"]`",
        ),
        (
            list(
                (
                    204,
                    &[(ORIGIN, PAGE), ("access-control-allow-headers", "*")],
                ),
                get().header("Authorization", "a"),
            ),
            "`*` does not cover `authorization`: name it, `\"authorization\"`, in `headers`",
        ),
    ];
    for (said, expected) in &rows {
        assert_eq!(said, expected);
        assert!(
            !said.contains("[\"*\"]") && !said.contains("[\"null\"]"),
            "{said}"
        );
    }
}

#[test]
fn null_is_never_proposed_for_credentials() {
    let frame = Browser::spec().open(PAGE).sandboxed();
    for allowed in ["*", "null", PAGE] {
        let mut app = |_: Request<()>| {
            Response::builder()
                .header(ORIGIN, allowed)
                .body(())
                .unwrap()
        };
        let fetch = Fetch::get(API).credentials_include();
        let said = crate::run(frame.fetch(&mut app, fetch))
            .unwrap_err()
            .to_string();
        let help = said.split_once("\nhelp: ").expect("there is help").1;
        assert!(help.starts_with("`null` is everybody's"), "{said}");
    }
}

#[test]
fn null_is_never_proposed() {
    let frame = Browser::spec().open(PAGE).sandboxed();
    let mut app = |_: Request<()>| Response::new(());
    let blocked = crate::run(frame.fetch(&mut app, Fetch::get(API))).unwrap_err();
    assert_eq!(blocked.origin, "null");
    let said = blocked.to_string();
    assert!(
        said.contains("`null` is everybody's") && !said.contains("origins ="),
        "{said}"
    );
}
