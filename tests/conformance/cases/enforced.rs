//! `enforce`: a request from an origin that is neither allowed nor the server's own gets 403, and
//! the handler does not run. Other requests are handled as without `enforce`.
//!
//! `hosts`: a request for another host gets 403, whatever its origin is.

use super::origins::NOT_LISTED;
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL, EXPOSE_HEADERS, Line, SOCKETS,
};

const SITE: &str = "sec-fetch-site";
const MODE: &str = "sec-fetch-mode";
const HTTP: &str = "a WebSocket needs a connection";

/// The server's own origins, as pages of `http://api.test` and `https://api.test` send them.
const OWN: [&str; 2] = ["http://api.test", "https://api.test"];

pub(super) fn cases() -> Vec<Case> {
    [
        allowed(),
        same_origin(),
        cross_origin(),
        without_origin(),
        navigations(),
        not_listed(),
        preflights(),
        handshakes(),
        rebinding(),
        listed_hosts(),
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

/// Elements and prefetches: browsers send them in mode `no-cors`, mostly without `Origin`.
fn without_origin() -> Vec<Case> {
    let mut cases = Vec::new();
    for method in ["GET", "HEAD", "POST", "PUT"] {
        for mode in [
            "",
            "no-cors",
            "cors",
            "same-origin",
            "websocket",
            "Navigate",
        ] {
            let with_mode = |case: Case| {
                let case = case.vary(["Origin"]);
                if mode.is_empty() {
                    case
                } else {
                    case.header(MODE, mode)
                }
            };
            for site in ["cross-site", "same-site", "Same-Origin"] {
                let description =
                    format!("enforced: {method} without Origin, `{site}`, mode `{mode}`");
                let case = Case::enforced("enforced", method, &description).header(SITE, site);
                cases.push(with_mode(case));
            }
            for site in ["same-origin", "none"] {
                let description =
                    format!("enforced: {method} without Origin, `{site}`, mode `{mode}`");
                let case = Case::actual("enforced", method, &description).header(SITE, site);
                cases.push(with_mode(case));
            }
        }
    }
    // The mode alone says nothing about the origin.
    cases.push(
        Case::actual("enforced", "GET", "enforced: only a mode, without a site")
            .header(MODE, "no-cors")
            .vary(["Origin"]),
    );
    cases
}

/// Links and frames of other sites open pages; their forms do not run handlers.
fn navigations() -> Vec<Case> {
    let mut cases = Vec::new();
    for site in ["cross-site", "same-site"] {
        let navigation = |case: Case| {
            case.header(SITE, site)
                .header(MODE, "navigate")
                .vary(["Origin"])
        };
        for method in ["GET", "HEAD"] {
            let description = format!("enforced: navigation by {method}, `{site}`");
            cases.push(navigation(Case::actual("enforced", method, &description)));
        }
        for method in ["POST", "PUT"] {
            let description = format!("enforced: navigation by {method}, `{site}`");
            cases.push(navigation(Case::enforced("enforced", method, &description)));
        }
        for (origin, from) in [(EVIL, "a disallowed origin"), ("null", "`null`")] {
            let description = format!("enforced: form from {from}, `{site}`");
            let form = Case::enforced("enforced", "POST", &description).origin(origin);
            cases.push(navigation(form));
        }
        let description = format!("enforced: form from an allowed origin, `{site}`");
        let form = Case::actual("enforced", "POST", &description).origin(APP);
        cases.push(navigation(form.cors(lists(APP))));
    }
    for site in ["same-origin", "none"] {
        let description = format!("enforced: form, `{site}`");
        let form = Case::actual("enforced", "POST", &description)
            .origin(OWN[0])
            .header(SITE, site)
            .header(MODE, "navigate");
        cases.push(form.vary(["Origin"]));
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

/// DNS rebinding: the attacker's name has the address of this server, so the attacker's page is
/// same-origin in the browser.
fn rebinding() -> Vec<Case> {
    const ATTACKER: &str = "evil.example:8000";
    const PAGE: &str = "http://evil.example:8000";
    let mut cases = Vec::new();
    for method in ["GET", "POST", "PUT", "HEAD"] {
        let denied = |description: &str| {
            let description = format!("hosts: {method} {description}");
            Case::enforced("hosted", method, &description)
                .host(ATTACKER)
                .vary(["Origin"])
        };
        cases.extend([
            denied("after rebinding").origin(PAGE),
            denied("after rebinding, same-origin")
                .origin(PAGE)
                .header(SITE, "same-origin"),
            denied("after rebinding, without Origin"),
            denied("after rebinding, without Origin, same-origin").header(SITE, "same-origin"),
            denied("after rebinding, a navigation")
                .header(SITE, "none")
                .header(MODE, "navigate"),
            denied("for another host, from an allowed origin").origin(APP),
        ]);
    }
    for (host, description) in [
        ("api.test.evil.example", "a longer host"),
        ("xapi.test", "a longer label"),
        ("test", "a shorter host, and another port"),
        ("api.test.", "a trailing dot"),
        ("api.test:8080", "another port"),
        ("local.test.evil.example:8080", "a longer host with a port"),
        ("sub.local.test:8080", "a subdomain"),
        ("127.0.0.1", "the address"),
    ] {
        for method in ["GET", "POST"] {
            let description = format!("hosts: {method}, {description}");
            let denied = Case::enforced("hosted", method, &description);
            cases.push(denied.host(host).vary(["Origin"]));
        }
    }
    for (origin, description) in [
        (
            APP,
            "hosts: preflight for another host, from an allowed origin",
        ),
        (PAGE, "hosts: preflight for another host, after rebinding"),
    ] {
        let denied = Case::denied("hosted", "PUT", description).host(ATTACKER);
        cases.push(denied.origin(origin).vary(["Origin"]));
    }
    cases
}

/// Requests for listed hosts, for which the policy is enforced as without `hosts`.
fn listed_hosts() -> Vec<Case> {
    let mut cases = Vec::new();
    for (host, own) in [
        ("api.test", "https://api.test"),
        ("API.test", "https://api.test"),
        ("api.test:80", "http://api.test"),
        ("api.test:443", "https://api.test"),
        ("local.test", "http://local.test"),
        ("local.test:3000", "http://local.test:3000"),
        ("test:8080", "http://test:8080"),
    ] {
        let actual = |method, description: &str| {
            let description = format!("hosts: {method} for {host}, {description}");
            let case = Case::actual("hosted", method, &description).host(host);
            case.vary(["Origin"])
        };
        for method in ["GET", "POST"] {
            cases.extend([
                actual(method, "without Origin"),
                actual(method, "same-origin")
                    .origin(own)
                    .header(SITE, "same-origin"),
                actual(method, "from its own origin").origin(own),
                actual(method, "allowed")
                    .origin(APP)
                    .header(SITE, "cross-site")
                    .cors([(ALLOW_ORIGIN, APP)]),
            ]);
        }
        let description = format!("hosts: POST for {host}, from a disallowed origin");
        let denied = Case::enforced("hosted", "POST", &description).origin(EVIL);
        cases.push(denied.host(host).vary(["Origin"]));
        let description = format!("hosts: preflight for {host}, allowed");
        let preflight = Case::preflight("hosted", "PUT", &description).origin(APP);
        let lists = [(ALLOW_ORIGIN, APP), (ALLOW_METHODS, "GET,POST,PUT")];
        cases.push(preflight.cors(lists).host(host).vary(["Origin"]));
        let description = format!("hosts: preflight for {host}, denied");
        let denied = Case::denied("hosted", "PUT", &description).origin(EVIL);
        cases.push(denied.host(host).vary(["Origin"]));
    }
    cases
}
