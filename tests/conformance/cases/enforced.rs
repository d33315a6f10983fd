//! `enforce`: a request from an origin that is neither allowed nor the server's own gets 403, and
//! the handler does not run. Other requests are handled as without `enforce`.

use super::origins::NOT_LISTED;
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL, EXPOSE_HEADERS, Line, SOCKETS,
};

const SITE: &str = "sec-fetch-site";
const HTTP: &str = "a WebSocket needs a connection";

/// The server's own origins, as pages of `http://api.test` and `https://api.test` send them.
const OWN: [&str; 2] = ["http://api.test", "https://api.test"];

pub(super) fn cases() -> Vec<Case> {
    [
        allowed(),
        same_origin(),
        cross_origin(),
        not_listed(),
        preflights(),
        handshakes(),
    ]
    .concat()
}

fn lists(origin: &str) -> [(&str, &str); 3] {
    [
        (ALLOW_ORIGIN, origin),
        ALLOW_CREDENTIALS,
        (EXPOSE_HEADERS, "etag"),
    ]
}

fn allowed() -> Vec<Case> {
    let mut cases = Vec::new();
    for method in ["GET", "POST", "PUT"] {
        for origin in [APP, "https://a.example.org"] {
            for site in ["", "cross-site", "same-site", "same-origin", "none"] {
                let description = format!("enforced: {method} from {origin}, allowed, `{site}`");
                let case = Case::actual("enforced", method, &description)
                    .origin(origin)
                    .cors(lists(origin))
                    .vary(["Origin"]);
                cases.push(if site.is_empty() {
                    case
                } else {
                    case.header(SITE, site)
                });
            }
        }
    }
    cases
}

/// Same-origin requests. A browser sends `Origin` with a POST even if it is same-origin; the
/// handler runs, and the response needs no CORS headers.
fn same_origin() -> Vec<Case> {
    let mut cases = Vec::new();
    for method in ["GET", "POST", "PUT", "HEAD"] {
        let actual = |description: &str| {
            let description = format!("enforced: {method} {description}");
            Case::actual("enforced", method, &description).vary(["Origin"])
        };
        cases.push(actual("without Origin"));
        for origin in OWN {
            cases.extend([
                actual(&format!("from {origin}, the server's own")).origin(origin),
                actual(&format!("from {origin}, same-origin"))
                    .origin(origin)
                    .header(SITE, "same-origin"),
            ]);
        }
        cases.extend([
            // A form of the server's own page under `Referrer-Policy: no-referrer`.
            actual("from `null`, same-origin")
                .origin("null")
                .header(SITE, "same-origin"),
            // A reverse proxy may change the server's name.
            actual("from another host, same-origin")
                .origin("https://public.example")
                .header(SITE, "same-origin"),
            actual("from `null`, initiated by the user")
                .origin("null")
                .header(SITE, "none"),
        ]);
    }
    cases
}

fn cross_origin() -> Vec<Case> {
    let mut cases = Vec::new();
    for method in ["GET", "POST", "PUT", "HEAD"] {
        let denied = |description: &str| {
            let description = format!("enforced: {method} {description}");
            Case::enforced("enforced", method, &description).vary(["Origin"])
        };
        cases.extend([
            denied("from a disallowed origin").origin(EVIL),
            denied("from a disallowed origin, cross-site")
                .origin(EVIL)
                .header(SITE, "cross-site"),
            denied("from `null`").origin("null"),
            denied("from two origins").origin(APP).origin(APP),
            denied("from the server's own and another")
                .origin(OWN[0])
                .origin(EVIL),
            // An attacker on the network can serve pages for a host over `http`.
            denied("from the server's own host over http, cross-site")
                .origin(OWN[0])
                .header(SITE, "cross-site"),
            denied("from a same-site origin")
                .origin("http://a.test")
                .header(SITE, "same-site"),
            denied("from another port").origin("http://api.test:8080"),
            denied("from a longer host").origin("http://api.test.evil.example"),
            denied("from a shorter host").origin("http://i.test"),
            denied("with an unknown `Sec-Fetch-Site`")
                .origin(EVIL)
                .header(SITE, "Same-Origin"),
        ]);
    }
    cases
}

/// Every text that is not an allowed origin is rejected.
fn not_listed() -> Vec<Case> {
    let cases = NOT_LISTED.iter().map(|origin| {
        let description = format!(
            "enforced: POST from `{}`, not listed",
            origin.escape_ascii()
        );
        Case::enforced("enforced", "POST", &description)
            .origin(origin)
            .vary(["Origin"])
    });
    cases.collect()
}

fn preflights() -> Vec<Case> {
    let lists: [Line; 3] = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "GET,POST,PUT"),
    ];
    vec![
        Case::preflight("enforced", "PUT", "enforced: preflight, allowed")
            .origin(APP)
            .cors(lists)
            .vary(["Origin"]),
        Case::denied("enforced", "PUT", "enforced: preflight, denied")
            .origin(EVIL)
            .vary(["Origin"]),
        // Browsers send no preflight to their own origin; a client that does gets the response for
        // a disallowed origin.
        Case::denied(
            "enforced",
            "PUT",
            "enforced: preflight from the server's own",
        )
        .origin(OWN[0])
        .vary(["Origin"]),
    ]
}

/// Browsers send no preflight for a WebSocket handshake, but send cookies with it.
fn handshakes() -> Vec<Case> {
    let opened = |description: &str| {
        Case::actual("socket", "GET", description)
            .only(SOCKETS, HTTP)
            .handshake()
            .vary(["Origin"])
    };
    let denied = |description: &str| {
        Case::enforced("socket", "GET", description)
            .only(SOCKETS, HTTP)
            .handshake()
            .vary(["Origin"])
    };
    vec![
        opened("handshake, allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS]),
        opened("handshake from the server's own").origin(OWN[0]),
        opened("handshake from the server's own, same-origin")
            .origin(OWN[0])
            .header(SITE, "same-origin"),
        opened("handshake without Origin"),
        denied("handshake from a disallowed origin").origin(EVIL),
        denied("handshake from a disallowed origin, cross-site")
            .origin(EVIL)
            .header(SITE, "cross-site"),
        denied("handshake from `null`").origin("null"),
        denied("handshake from two origins")
            .origin(APP)
            .origin(EVIL),
        denied("handshake from a WebSocket address").origin("ws://api.test"),
    ]
}
