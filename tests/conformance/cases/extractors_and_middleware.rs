//! What happens inside a resource before and after its handler: extractors that reject, errors, and
//! middleware.

use super::resources::{ASKED, actual, preflight, refused};
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, EVIL, EXPOSE_HEADERS,
    ROUTES, Row,
};

pub(super) fn rows() -> Vec<Row> {
    [rejections(), errors(), extractors(), middleware()].concat()
}

/// Three kinds of bad bodies and a bad path, from whom it may concern.
fn rejections() -> Vec<Row> {
    let json = ("content-type", "application/json");
    let allowed = [(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "etag")];
    let mut rows = vec![
        preflight("rename", "POST", APP)
            .cors([(ALLOW_ORIGIN, APP), (ALLOW_HEADERS, "content-type")])
            .vary(["Origin"]),
        refused("rename", "POST", EVIL).vary(["Origin"]),
        actual("rename", "POST", APP)
            .line(json.0, json.1)
            .body("{\"name\":\"x\"}")
            .reaches(["extractor", "handler"])
            .cors(allowed)
            .vary(["Origin"]),
    ];
    for (status, body, content_type) in [
        (400, "{", json.1),
        (422, "{\"name\":7}", json.1),
        (415, "{\"name\":\"x\"}", "text/plain"),
    ] {
        let rejected = |who: &str| {
            Row::between(
                "rename",
                "POST",
                status,
                &format!("{status} of an extractor, {who}"),
            )
            .line(json.0, content_type)
            .body(body)
            .reaches(["extractor"])
            .vary(["Origin"])
        };
        rows.extend([
            rejected("allowed").origin(APP).cors(allowed),
            rejected("refused").origin(EVIL),
            rejected("two Origins").origin(APP).origin(APP),
            rejected("no Origin"),
        ]);
    }
    let everybody = [(ALLOW_ORIGIN, "*")];
    rows.extend([
        actual("numbered", "GET", EVIL).path("/7").cors(everybody),
        Row::between("numbered", "GET", 400, "400 of a path")
            .path("/seven")
            .cors(everybody),
        Row::between("numbered", "GET", 400, "400 of a path, with Origin")
            .path("/seven")
            .origin(APP)
            .cors(everybody),
        preflight("numbered", "GET", APP)
            .path("/seven")
            .cors(everybody),
    ]);
    rows
}

/// A handler that returns `Err`, and an error that believes it does CORS.
fn errors() -> Vec<Row> {
    let failed = |about: &str| {
        Row::actual("fail", "GET", about)
            .answers(409)
            .sets("vary", "accept")
            .says("broken")
            .vary(["accept", "Origin"])
    };
    vec![
        failed("the handler fails, allowed").origin(APP).cors([
            (ALLOW_ORIGIN, APP),
            ALLOW_CREDENTIALS,
            (EXPOSE_HEADERS, "etag"),
        ]),
        failed("the handler fails, refused").origin(EVIL),
        failed("the handler fails, no Origin"),
        refused("fail", "GET", EVIL).vary(["Origin"]),
    ]
}

fn extractors() -> Vec<Row> {
    let app = [(ALLOW_ORIGIN, APP)];
    vec![
        actual("nothing", "DELETE", APP)
            .says("")
            .cors(app)
            .vary(["Origin"]),
        actual("nothing", "DELETE", EVIL).says("").vary(["Origin"]),
        preflight("nothing", "DELETE", APP)
            .cors(app.into_iter().chain([(ALLOW_METHODS, "DELETE")]))
            .vary(["Origin"]),
        actual("streamed", "GET", APP)
            .says("one, two, three")
            .cors([(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "etag")])
            .vary(["Origin"]),
        actual("streamed", "GET", EVIL)
            .says("one, two, three")
            .vary(["Origin"]),
        actual("stateful", "GET", APP).cors(app).vary(["Origin"]),
        actual("stateful", "GET", EVIL).vary(["Origin"]),
        preflight("stateful", "GET", APP).cors(app).vary(["Origin"]),
        actual("sixteen", "PUT", APP)
            .body("{}")
            .reaches(["extractor", "extractor", "extractor", "handler"])
            .cors(app)
            .vary(["Origin"]),
        actual("sixteen", "PUT", EVIL)
            .body("{}")
            .reaches(["extractor", "extractor", "extractor", "handler"])
            .vary(["Origin"]),
        preflight("sixteen", "PUT", APP)
            .cors([
                (ALLOW_ORIGIN, APP),
                (ALLOW_METHODS, "PUT"),
                (ALLOW_HEADERS, "content-type"),
            ])
            .vary(["Origin"]),
        refused("sixteen", "PUT", EVIL).vary(["Origin"]),
        actual("generic", "GET", APP)
            .answers(410)
            .says("xxx")
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        actual("generic", "GET", EVIL)
            .answers(410)
            .says("xxx")
            .vary(["Origin"]),
        preflight("generic", "GET", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
    ]
}

/// `Resource::layer` is inside CORS: preflights do not get there, and what it answers has headers.
fn middleware() -> Vec<Row> {
    let app = [(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS];
    let both = ["Origin", ASKED];
    let turned_away = |about: &str| {
        Row::between("account", "GET", 401, about)
            .reaches(["layer"])
            .vary(["Origin"])
    };
    let signed_in = |row: Row| {
        row.line("cookie", "session=1")
            .reaches(["layer", "extractor", "handler"])
            .vary(["Origin"])
    };
    let describe = |about: &str| {
        Row::between("described_account", "OPTIONS", 401, about)
            .reaches(["layer"])
            .vary(["Origin"])
    };
    vec![
        preflight("account", "GET", APP).cors(app).vary(both),
        Row::preflight("account", "GET", "preflight with a cookie, which none has")
            .origin(APP)
            .line("cookie", "session=1")
            .cors(app)
            .vary(both),
        refused("account", "GET", EVIL).vary(both),
        preflight("account", "DELETE", APP).cors(app).vary(both),
        turned_away("401 of middleware, allowed")
            .origin(APP)
            .cors(app),
        turned_away("401 of middleware, refused").origin(EVIL),
        turned_away("401 of middleware, no Origin"),
        Row {
            method: "HEAD".to_owned(),
            ..turned_away("401 to HEAD").origin(APP).cors(app)
        },
        signed_in(actual("account", "GET", APP)).cors(app),
        signed_in(actual("account", "GET", EVIL)),
        signed_in(Row::actual(
            "account",
            "GET",
            "404 of the handler, signed in",
        ))
        .origin(APP)
        .answers(404)
        .cors(app),
        // Mounted after the middleware was put around the others.
        actual("account", "PUT", APP).cors(app).vary(["Origin"]),
        describe("OPTIONS that is no preflight meets the middleware")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "allow")]),
        describe("the same, refused").origin(EVIL),
        Row::actual("described_account", "OPTIONS", "the same, signed in")
            .line("cookie", "session=1")
            .reaches(["layer", "handler"])
            .vary(["Origin"]),
        preflight("described_account", "GET", APP)
            .cors(app)
            .vary(both),
        preflight("described_account", "OPTIONS", APP)
            .cors([(ALLOW_ORIGIN, APP), (ALLOW_METHODS, "OPTIONS")])
            .vary(both),
        refused("described_account", "OPTIONS", EVIL).vary(both),
        actual("meddled", "GET", APP).cors(app).vary(["Origin"]),
        actual("meddled", "GET", EVIL).vary(["Origin"]),
        Row::actual("meddled", "GET", "GET without Origin, middleware meddles").vary(["Origin"]),
        Row::between("meddled", "PUT", 405, "405, middleware meddles")
            .origin(EVIL)
            .only(ROUTES, "only a route has middleware")
            .vary(["Origin"]),
    ]
}
