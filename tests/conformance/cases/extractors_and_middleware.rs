//! Extractors that reject, errors of handlers, and middleware inside of CORS.

use super::resources::{REQUESTED_METHOD, UNHANDLED, actual, denied, preflight};
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL, EXPOSE_HEADERS,
    ROUTES,
};

pub(super) fn cases() -> Vec<Case> {
    [rejections(), errors(), extractors(), middleware()].concat()
}

/// Invalid bodies and an invalid path, from allowed and disallowed origins.
fn rejections() -> Vec<Case> {
    let json = ("content-type", "application/json");
    let allowed = [(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "etag")];
    let mut cases = vec![
        preflight("rename", "POST", APP)
            .cors([(ALLOW_ORIGIN, APP), (ALLOW_HEADERS, "content-type")])
            .vary(["Origin"]),
        denied("rename", "POST", EVIL).vary(["Origin"]),
        actual("rename", "POST", APP)
            .header(json.0, json.1)
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
            Case::by_framework(
                "rename",
                "POST",
                status,
                &format!("{status} of an extractor, {who}"),
            )
            .header(json.0, content_type)
            .body(body)
            .reaches(["extractor"])
            .vary(["Origin"])
        };
        cases.extend([
            rejected("allowed").origin(APP).cors(allowed),
            rejected("denied").origin(EVIL),
            rejected("two Origins").origin(APP).origin(APP),
            rejected("no Origin"),
        ]);
    }
    let any_origin = [(ALLOW_ORIGIN, "*")];
    cases.extend([
        actual("numbered", "GET", EVIL).path("/7").cors(any_origin),
        Case::by_framework("numbered", "GET", 400, "400 of a path")
            .path("/seven")
            .cors(any_origin),
        Case::by_framework("numbered", "GET", 400, "400 of a path, with Origin")
            .path("/seven")
            .origin(APP)
            .cors(any_origin),
        preflight("numbered", "GET", APP)
            .path("/seven")
            .cors(any_origin),
    ]);
    cases
}

/// A handler that returns `Err`, whose response sets CORS headers itself.
fn errors() -> Vec<Case> {
    let failed = |description: &str| {
        Case::actual("fail", "GET", description)
            .handler_status(409)
            .handler_sets("vary", "accept")
            .expect_body("broken")
            .vary(["accept", "Origin"])
    };
    vec![
        failed("the handler fails, allowed").origin(APP).cors([
            (ALLOW_ORIGIN, APP),
            ALLOW_CREDENTIALS,
            (EXPOSE_HEADERS, "etag"),
        ]),
        failed("the handler fails, denied").origin(EVIL),
        failed("the handler fails, no Origin"),
        denied("fail", "GET", EVIL).vary(["Origin"]),
    ]
}

fn extractors() -> Vec<Case> {
    let app = [(ALLOW_ORIGIN, APP)];
    vec![
        actual("nothing", "DELETE", APP)
            .expect_body("")
            .cors(app)
            .vary(["Origin"]),
        actual("nothing", "DELETE", EVIL)
            .expect_body("")
            .vary(["Origin"]),
        preflight("nothing", "DELETE", APP)
            .cors(app.into_iter().chain([(ALLOW_METHODS, "DELETE")]))
            .vary(["Origin"]),
        actual("streamed", "GET", APP)
            .expect_body("one, two, three")
            .cors([(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "etag")])
            .vary(["Origin"]),
        actual("streamed", "GET", EVIL)
            .expect_body("one, two, three")
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
        denied("sixteen", "PUT", EVIL).vary(["Origin"]),
        actual("generic", "GET", APP)
            .handler_status(410)
            .expect_body("xxx")
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        actual("generic", "GET", EVIL)
            .handler_status(410)
            .expect_body("xxx")
            .vary(["Origin"]),
        preflight("generic", "GET", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
    ]
}

/// Middleware of a resource is inside of CORS: preflights do not reach it, and its own responses
/// have CORS headers.
fn middleware() -> Vec<Case> {
    let app = [(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS];
    let both = ["Origin", REQUESTED_METHOD];
    let unauthorized = |description: &str| {
        Case::by_framework("account", "GET", 401, description)
            .reaches(["layer"])
            .vary(["Origin"])
    };
    let signed_in = |case: Case| {
        case.header("cookie", "session=1")
            .reaches(["layer", "extractor", "handler"])
            .vary(["Origin"])
    };
    let describe = |description: &str| {
        Case::by_framework("described_account", "OPTIONS", 401, description)
            .reaches(["layer"])
            .vary(["Origin"])
    };
    vec![
        preflight("account", "GET", APP).cors(app).vary(both),
        Case::preflight(
            "account",
            "GET",
            "preflight with a cookie, which browsers never send",
        )
        .origin(APP)
        .header("cookie", "session=1")
        .cors(app)
        .vary(both),
        denied("account", "GET", EVIL).vary(both),
        preflight("account", "DELETE", APP)
            .cors(app.into_iter().chain([UNHANDLED]))
            .vary(both),
        unauthorized("401 of middleware, allowed")
            .origin(APP)
            .cors(app),
        unauthorized("401 of middleware, denied").origin(EVIL),
        unauthorized("401 of middleware, no Origin"),
        Case {
            method: "HEAD".to_owned(),
            ..unauthorized("401 to HEAD").origin(APP).cors(app)
        },
        signed_in(actual("account", "GET", APP)).cors(app),
        signed_in(actual("account", "GET", EVIL)),
        signed_in(Case::actual(
            "account",
            "GET",
            "404 of the handler, signed in",
        ))
        .origin(APP)
        .handler_status(404)
        .cors(app),
        // Added to the resource after the middleware.
        actual("account", "PUT", APP).cors(app).vary(["Origin"]),
        describe("OPTIONS that is not a preflight reaches the middleware")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "allow")]),
        describe("OPTIONS that is not a preflight, denied").origin(EVIL),
        Case::actual(
            "described_account",
            "OPTIONS",
            "OPTIONS that is not a preflight, signed in",
        )
        .header("cookie", "session=1")
        .reaches(["layer", "handler"])
        .vary(["Origin"]),
        preflight("described_account", "GET", APP)
            .cors(app)
            .vary(both),
        preflight("described_account", "OPTIONS", APP)
            .cors([(ALLOW_ORIGIN, APP), (ALLOW_METHODS, "OPTIONS")])
            .vary(both),
        denied("described_account", "OPTIONS", EVIL).vary(both),
        actual("overridden", "GET", APP).cors(app).vary(["Origin"]),
        actual("overridden", "GET", EVIL).vary(["Origin"]),
        Case::actual(
            "overridden",
            "GET",
            "GET without Origin, middleware sets CORS headers",
        )
        .vary(["Origin"]),
        Case::by_framework(
            "overridden",
            "PUT",
            405,
            "405, middleware sets CORS headers",
        )
        .origin(EVIL)
        .only(ROUTES, "only a route has middleware")
        .vary(["Origin"]),
    ]
}
