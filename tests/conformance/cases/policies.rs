//! Preflights and actual requests, allowed and refused, policy by policy.

use crate::case::{
    ADMIN, ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, EVIL,
    EXPOSE_HEADERS, FUNCTIONS, MAX_AGE, ROUTERS, ROUTES, Row,
};

/// A function is called with whatever comes; a route has its methods.
pub(super) const NO_ROUTE: &str = "a route answers 405 to what it has no handler for";
pub(super) const ROUTE: &str = "a function has no route that could answer 405";

pub(super) fn rows() -> Vec<Row> {
    [
        listed(),
        ordinary(),
        credentialed(),
        public(),
        open(),
        safelisted(),
        in_development(),
    ]
    .concat()
}

fn listed() -> Vec<Row> {
    let lists = |origin| [(ALLOW_ORIGIN, origin), (ALLOW_METHODS, "GET,PUT")];
    let mut rows = Vec::new();
    for origin in [APP, ADMIN] {
        for method in ["GET", "PUT"] {
            rows.extend([
                Row::preflight(
                    "listed",
                    method,
                    &format!("preflight for {method} from {origin}"),
                )
                .origin(origin)
                .cors(lists(origin))
                .vary(["Origin"]),
                Row::actual("listed", method, &format!("{method} from {origin}"))
                    .origin(origin)
                    .cors([(ALLOW_ORIGIN, origin)])
                    .vary(["Origin"]),
            ]);
        }
    }
    for method in ["GET", "PUT"] {
        rows.extend([
            Row::refused(
                "listed",
                method,
                &format!("preflight for {method}, refused"),
            )
            .origin(EVIL)
            .vary(["Origin"]),
            Row::actual("listed", method, &format!("{method}, refused"))
                .origin(EVIL)
                .vary(["Origin"]),
            Row::actual("listed", method, &format!("{method} without Origin")).vary(["Origin"]),
        ]);
    }
    // The answer is static: it says what is allowed, and the browser says what is missing.
    for (method, about) in [
        ("DELETE", "preflight for a method that is not listed"),
        ("put", "preflight for a method in lower case"),
        ("HEAD", "preflight for HEAD, which is GET's"),
    ] {
        rows.push(
            Row::preflight("listed", method, about)
                .origin(APP)
                .cors(lists(APP))
                .vary(["Origin"]),
        );
    }
    rows.extend([
        Row::refused(
            "listed",
            "DELETE",
            "the same for a method not listed, refused",
        )
        .origin(EVIL)
        .vary(["Origin"]),
        Row::preflight("listed", "PUT", "preflight for headers that are not listed")
            .line("access-control-request-headers", "authorization,x-other")
            .origin(APP)
            .cors(lists(APP))
            .vary(["Origin"]),
        Row::preflight(
            "listed",
            "PUT",
            "preflight for a private network, which is noise",
        )
        .line("access-control-request-private-network", "true")
        .origin(APP)
        .cors(lists(APP))
        .vary(["Origin"]),
        Row::actual("listed", "HEAD", "HEAD, allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Row::actual("listed", "HEAD", "HEAD, refused")
            .origin(EVIL)
            .vary(["Origin"]),
    ]);
    rows
}

/// What is no preflight belongs to the handler, or to nobody.
fn ordinary() -> Vec<Row> {
    let asked = "access-control-request-method";
    let requests = |make: &dyn Fn(&str, &str) -> Row| {
        [
            make("OPTIONS", "OPTIONS without asked method, allowed")
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP)]),
            make("OPTIONS", "OPTIONS without asked method, refused").origin(EVIL),
            make("OPTIONS", "OPTIONS without Origin").line(asked, "PUT"),
            make("OPTIONS", "OPTIONS with asked headers only")
                .origin(APP)
                .line("access-control-request-headers", "content-type")
                .cors([(ALLOW_ORIGIN, APP)]),
            make("OPTIONS", "OPTIONS with nothing"),
            make("DELETE", "a method not listed, allowed")
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP)]),
            make("DELETE", "a method not listed, refused").origin(EVIL),
            make("DELETE", "a method not listed, without Origin"),
            // Fetch: methods have a case, and this one is nobody's.
            make("options", "options in lower case, otherwise a preflight")
                .origin(APP)
                .line(asked, "PUT")
                .cors([(ALLOW_ORIGIN, APP)]),
        ]
        .map(|row| row.vary(["Origin"]))
    };
    let by_handler =
        |method: &str, about: &str| Row::actual("listed", method, about).only(FUNCTIONS, NO_ROUTE);
    let by_route = |method: &str, about: &str| {
        Row::between("listed", method, 405, about)
            .only(ROUTES, ROUTE)
            .besides("allow", "GET,HEAD,PUT")
    };
    let mut rows = [requests(&by_handler), requests(&by_route)].concat();
    rows.extend([
        Row::actual("listed", "GET", "GET with asked method is no preflight")
            .origin(APP)
            .line(asked, "PUT")
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Row::actual(
            "listed",
            "PUT",
            "PUT with asked method is no preflight, refused",
        )
        .origin(EVIL)
        .line(asked, "PUT")
        .vary(["Origin"]),
    ]);
    rows
}

fn credentialed() -> Vec<Row> {
    let everything = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "DELETE,GET,PATCH,POST,PUT"),
        (ALLOW_HEADERS, "authorization,content-type,x-request-id"),
        (MAX_AGE, "600"),
    ];
    let exposed = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (EXPOSE_HEADERS, "etag,x-total"),
    ];
    let mut rows = Vec::new();
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        rows.extend([
            Row::preflight(
                "credentialed",
                method,
                &format!("preflight for {method}, allowed"),
            )
            .origin(APP)
            .line("access-control-request-headers", "content-type")
            .cors(everything)
            .vary(["Origin"]),
            Row::refused(
                "credentialed",
                method,
                &format!("preflight for {method}, refused"),
            )
            .origin(EVIL)
            .vary(["Origin"]),
            Row::actual("credentialed", method, &format!("{method}, allowed"))
                .origin(APP)
                .line("cookie", "session=1")
                .cors(exposed)
                .vary(["Origin"]),
            Row::actual("credentialed", method, &format!("{method}, refused"))
                .origin(EVIL)
                .line("cookie", "session=1")
                .vary(["Origin"]),
            Row::actual("credentialed", method, &format!("{method} without Origin"))
                .vary(["Origin"]),
        ]);
    }
    rows
}

/// `"*"`: the same for everybody, so nothing varies.
fn public() -> Vec<Row> {
    let preflight = [
        (ALLOW_ORIGIN, "*"),
        (ALLOW_METHODS, "GET,PUT"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "7200"),
    ];
    let actual = [(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "etag")];
    let mut rows = Vec::new();
    for (origin, who) in [
        (APP, "somebody"),
        (EVIL, "somebody else"),
        ("null", "null"),
        ("", "an empty Origin"),
        ("not an origin", "what is no origin"),
    ] {
        rows.extend([
            Row::preflight("public", "PUT", &format!("preflight from {who}"))
                .origin(origin)
                .cors(preflight),
            Row::actual("public", "GET", &format!("GET from {who}"))
                .origin(origin)
                .cors(actual),
        ]);
    }
    rows.extend([
        Row::preflight("public", "PUT", "preflight with two Origins")
            .origin(APP)
            .origin(EVIL)
            .cors(preflight),
        Row::actual("public", "GET", "GET with two Origins")
            .origin(APP)
            .origin(EVIL)
            .cors(actual),
        Row::actual("public", "GET", "GET without Origin").cors(actual),
        Row::actual("public", "HEAD", "HEAD without Origin").cors(actual),
        Row::actual("public", "OPTIONS", "OPTIONS without Origin")
            .line("access-control-request-method", "PUT")
            .only(FUNCTIONS, NO_ROUTE)
            .cors(actual),
        Row::between("public", "OPTIONS", 405, "OPTIONS without Origin")
            .line("access-control-request-method", "PUT")
            .only(ROUTES, ROUTE)
            .besides("allow", "GET,HEAD,PUT")
            .cors(actual),
        Row::between("public", "DELETE", 405, "a method it does not have")
            .origin(APP)
            .only(ROUTES, ROUTE)
            .besides("allow", "GET,HEAD,PUT")
            .cors(actual),
    ]);
    rows
}

fn open() -> Vec<Row> {
    let row = |about| Row::preflight("open", "PUT", about).origin(EVIL);
    let lists = |methods| {
        [
            (ALLOW_ORIGIN, "*"),
            (ALLOW_METHODS, methods),
            (ALLOW_HEADERS, "*,authorization"),
        ]
    };
    vec![
        row("preflight for any method").cors(lists("*")).only(
            FUNCTIONS,
            "behind a router the route says the methods, and `*` is none",
        ),
        row("preflight for the methods of the route")
            .cors(lists("GET,PUT"))
            .only(ROUTERS, "only behind a router does a route say the methods"),
        Row::actual("open", "GET", "everything is exposed")
            .origin(EVIL)
            .cors([(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "*")]),
    ]
}

/// Safelisted methods need no entry, written or not.
fn safelisted() -> Vec<Row> {
    let upload = |about| {
        Row::preflight("upload", "POST", about)
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"])
    };
    let mut rows = vec![
        upload("preflight of an upload listener"),
        upload("preflight for a header, where none is listed")
            .line("access-control-request-headers", "content-type"),
        Row::refused("upload", "POST", "preflight of an upload listener, refused")
            .origin(EVIL)
            .vary(["Origin"]),
        Row::actual("upload", "POST", "POST, allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Row::actual("upload", "POST", "POST, refused")
            .origin(EVIL)
            .vary(["Origin"]),
        Row::actual("upload", "POST", "POST without Origin").vary(["Origin"]),
        Row::preflight("upload", "PUT", "preflight for PUT, which nobody listed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
    ];
    for method in ["GET", "HEAD", "POST"] {
        rows.extend([
            Row::preflight("safelisted", method, &format!("preflight for {method}"))
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP), (MAX_AGE, "0")])
                .vary(["Origin"]),
            Row::actual("safelisted", method, method)
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP)])
                .vary(["Origin"]),
        ]);
    }
    rows
}

/// Origins of development are in builds with debug assertions, and in no other.
fn in_development() -> Vec<Row> {
    let local = "http://localhost:3000";
    let rows = if cfg!(debug_assertions) {
        [
            Row::preflight(
                "in_development",
                "GET",
                "preflight from localhost, debug build",
            )
            .cors([(ALLOW_ORIGIN, local), ALLOW_CREDENTIALS]),
            Row::actual("in_development", "GET", "GET from localhost, debug build")
                .cors([(ALLOW_ORIGIN, local), ALLOW_CREDENTIALS]),
        ]
    } else {
        [
            Row::refused(
                "in_development",
                "GET",
                "preflight from localhost, release build",
            ),
            Row::actual("in_development", "GET", "GET from localhost, release build"),
        ]
    };
    let mut rows = rows.map(|row| row.origin(local).vary(["Origin"])).to_vec();
    rows.extend([
        Row::actual(
            "in_development",
            "GET",
            "GET from the origin of every build",
        )
        .origin(APP)
        .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
        .vary(["Origin"]),
        Row::actual(
            "in_development",
            "GET",
            "GET from another port of localhost",
        )
        .origin("http://localhost:3001")
        .vary(["Origin"]),
    ]);
    rows
}
