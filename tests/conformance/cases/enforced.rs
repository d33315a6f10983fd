//! `enforce`: a request of a page that is neither allowed nor the server's own gets 403, and no
//! handler. Everything else is as without.

use super::origins::NOT_LISTED;
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_ORIGIN, APP, EVIL, EXPOSE_HEADERS, Line, Row, SOCKETS,
};

const SITE: &str = "sec-fetch-site";
const HTTP: &str = "a WebSocket needs a connection";

/// The server's own origins, as pages of `http://api.test` and `https://api.test` send them.
const OWN: [&str; 2] = ["http://api.test", "https://api.test"];

pub(super) fn rows() -> Vec<Row> {
    [
        allowed(),
        own(),
        foreign(),
        strangers(),
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

fn allowed() -> Vec<Row> {
    let mut rows = Vec::new();
    for method in ["GET", "POST", "PUT"] {
        for origin in [APP, "https://a.example.org"] {
            for site in ["", "cross-site", "same-site", "same-origin", "none"] {
                let about = format!("enforced: {method} from {origin}, allowed, `{site}`");
                let row = Row::actual("enforced", method, &about)
                    .origin(origin)
                    .cors(lists(origin))
                    .vary(["Origin"]);
                rows.push(if site.is_empty() {
                    row
                } else {
                    row.line(SITE, site)
                });
            }
        }
    }
    rows
}

/// A browser sends `Origin` with a POST of the server's own page too: it runs, and needs no headers.
fn own() -> Vec<Row> {
    let mut rows = Vec::new();
    for method in ["GET", "POST", "PUT", "HEAD"] {
        let actual = |about: &str| {
            let about = format!("enforced: {method} {about}");
            Row::actual("enforced", method, &about).vary(["Origin"])
        };
        rows.push(actual("of nobody's page"));
        for origin in OWN {
            rows.extend([
                actual(&format!("from {origin}, which is whom it is for")).origin(origin),
                actual(&format!("from {origin}, which the browser says too"))
                    .origin(origin)
                    .line(SITE, "same-origin"),
            ]);
        }
        rows.extend([
            // A form of the server's own page under `Referrer-Policy: no-referrer`.
            actual("from `null`, which the browser says is the server's own")
                .origin("null")
                .line(SITE, "same-origin"),
            // A proxy in front has another name for the server.
            actual("from another host, which the browser says is the server's own")
                .origin("https://public.example")
                .line(SITE, "same-origin"),
            actual("that the user typed")
                .origin("null")
                .line(SITE, "none"),
        ]);
    }
    rows
}

fn foreign() -> Vec<Row> {
    let mut rows = Vec::new();
    for method in ["GET", "POST", "PUT", "HEAD"] {
        let refused = |about: &str| {
            let about = format!("enforced: {method} {about}");
            Row::enforced("enforced", method, &about).vary(["Origin"])
        };
        rows.extend([
            refused("from a stranger").origin(EVIL),
            refused("from a stranger, which the browser says too")
                .origin(EVIL)
                .line(SITE, "cross-site"),
            refused("from `null`").origin("null"),
            refused("from two origins").origin(APP).origin(APP),
            refused("from the server's own and another")
                .origin(OWN[0])
                .origin(EVIL),
            // Whoever controls the network controls the page.
            refused("from the server's own host over http, cross-site")
                .origin(OWN[0])
                .line(SITE, "cross-site"),
            refused("from a neighbour")
                .origin("http://a.test")
                .line(SITE, "same-site"),
            refused("from another port").origin("http://api.test:8080"),
            refused("from a longer host").origin("http://api.test.evil.example"),
            refused("from a shorter host").origin("http://i.test"),
            refused("from a word of no standard")
                .origin(EVIL)
                .line(SITE, "Same-Origin"),
        ]);
    }
    rows
}

/// Everything that is not allowed anywhere is refused here.
fn strangers() -> Vec<Row> {
    let rows = NOT_LISTED.iter().map(|origin| {
        let about = format!(
            "enforced: POST from what is not listed: `{}`",
            origin.escape_ascii()
        );
        Row::enforced("enforced", "POST", &about)
            .origin(origin)
            .vary(["Origin"])
    });
    rows.collect()
}

fn preflights() -> Vec<Row> {
    let lists: [Line; 3] = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "GET,POST,PUT"),
    ];
    vec![
        Row::preflight("enforced", "PUT", "enforced: preflight, allowed")
            .origin(APP)
            .cors(lists)
            .vary(["Origin"]),
        Row::refused("enforced", "PUT", "enforced: preflight, refused")
            .origin(EVIL)
            .vary(["Origin"]),
        // No browser asks its own server; whoever does gets the answer that others get.
        Row::refused(
            "enforced",
            "PUT",
            "enforced: preflight from the server's own",
        )
        .origin(OWN[0])
        .vary(["Origin"]),
    ]
}

/// Browsers ask nobody before they open a WebSocket, and send cookies along.
fn handshakes() -> Vec<Row> {
    let opened = |about: &str| {
        Row::actual("socket", "GET", about)
            .only(SOCKETS, HTTP)
            .handshake()
            .vary(["Origin"])
    };
    let refused = |about: &str| {
        Row::enforced("socket", "GET", about)
            .only(SOCKETS, HTTP)
            .handshake()
            .vary(["Origin"])
    };
    vec![
        opened("handshake, allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS]),
        opened("handshake from the server's own").origin(OWN[0]),
        opened("handshake from the server's own, which the browser says too")
            .origin(OWN[0])
            .line(SITE, "same-origin"),
        opened("handshake of no page"),
        refused("handshake from a stranger").origin(EVIL),
        refused("handshake from a stranger, which the browser says too")
            .origin(EVIL)
            .line(SITE, "cross-site"),
        refused("handshake from `null`").origin("null"),
        refused("handshake from two origins")
            .origin(APP)
            .origin(EVIL),
        refused("handshake from a WebSocket address").origin("ws://api.test"),
    ]
}
