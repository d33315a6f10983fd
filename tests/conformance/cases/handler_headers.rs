//! Handlers that set CORS headers, which the integration replaces, and `Vary`, which it extends.

use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL, EXPOSE_HEADERS,
    MAX_AGE,
};

pub(super) fn cases() -> Vec<Case> {
    [cors_headers(), statuses(), vary()].concat()
}

/// Requests with their expected responses, to combine with what a handler sets.
fn requests() -> Vec<Case> {
    let exposed = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (EXPOSE_HEADERS, "etag,x-total"),
    ];
    let public = [(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "etag")];
    vec![
        Case::actual("credentialed", "GET", "allowed")
            .origin(APP)
            .cors(exposed)
            .vary(["Origin"]),
        Case::actual("credentialed", "GET", "denied")
            .origin(EVIL)
            .vary(["Origin"]),
        Case::actual("credentialed", "GET", "null")
            .origin("null")
            .vary(["Origin"]),
        Case::actual("credentialed", "GET", "two Origins")
            .origin(APP)
            .origin(APP)
            .vary(["Origin"]),
        Case::actual("credentialed", "GET", "no Origin").vary(["Origin"]),
        Case::actual("listed", "GET", "allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Case::actual("listed", "GET", "denied")
            .origin(EVIL)
            .vary(["Origin"]),
        Case::actual("public", "GET", "any origin")
            .origin(EVIL)
            .cors(public),
        Case::actual("public", "GET", "any origin, no Origin").cors(public),
    ]
}

/// The integration removes all six `Access-Control-*` headers that a handler sets, and keeps the
/// order of other headers.
fn cors_headers() -> Vec<Case> {
    type SetHeaders = fn(Case) -> Case;
    let handlers: [(&str, SetHeaders); 8] = [
        ("the handler allows any origin", |case| {
            case.handler_sets(ALLOW_ORIGIN, "*")
        }),
        ("the handler allows the origin", |case| {
            case.handler_sets(ALLOW_ORIGIN, EVIL)
                .handler_sets("access-control-allow-credentials", "true")
        }),
        ("the handler allows several origins", |case| {
            case.handler_sets(ALLOW_ORIGIN, APP)
                .handler_sets(ALLOW_ORIGIN, EVIL)
                .handler_sets(ALLOW_ORIGIN, "null")
        }),
        ("the handler denies", |case| {
            case.handler_sets("access-control-allow-credentials", "false")
                .handler_sets(ALLOW_ORIGIN, "null")
        }),
        ("the handler sets all six", |case| {
            case.handler_sets(ALLOW_ORIGIN, "*")
                .handler_sets("access-control-allow-credentials", "true")
                .handler_sets(ALLOW_METHODS, "*")
                .handler_sets(ALLOW_HEADERS, "*")
                .handler_sets(MAX_AGE, "86400")
                .handler_sets(EXPOSE_HEADERS, "*")
        }),
        ("the handler sets all six in reverse", |case| {
            case.handler_sets(EXPOSE_HEADERS, "*")
                .handler_sets(MAX_AGE, "86400")
                .handler_sets(ALLOW_HEADERS, "*")
                .handler_sets(ALLOW_METHODS, "*")
                .handler_sets("access-control-allow-credentials", "true")
                .handler_sets(ALLOW_ORIGIN, "*")
        }),
        ("the handler sets preflight headers", |case| {
            case.handler_sets(ALLOW_METHODS, "*")
                .handler_sets("x-kept", "1")
                .handler_sets(ALLOW_HEADERS, "*")
                .handler_sets(MAX_AGE, "1")
        }),
        ("the handler sets all six twice, with others", |case| {
            case.handler_sets("set-cookie", "a=1")
                .handler_sets(EXPOSE_HEADERS, "x-secret")
                .handler_sets(EXPOSE_HEADERS, "x-other")
                .handler_sets("x-kept", "1")
                .handler_sets(ALLOW_ORIGIN, EVIL)
                .handler_sets(ALLOW_ORIGIN, APP)
                .handler_sets("etag", "7")
                .handler_sets("access-control-allow-credentials", "true")
                .handler_sets("access-control-allow-credentials", "true")
                .handler_sets(MAX_AGE, "1")
                .handler_sets(MAX_AGE, "2")
                .handler_sets("set-cookie", "b=2")
                .handler_sets(ALLOW_HEADERS, "*")
                .handler_sets(ALLOW_HEADERS, "authorization")
                .handler_sets(ALLOW_METHODS, "PUT")
                .handler_sets(ALLOW_METHODS, "DELETE")
                .handler_sets("cross-origin-resource-policy", "cross-origin")
        }),
    ];
    let mut cases = Vec::new();
    for (description, set_headers) in handlers {
        for case in requests() {
            let description = format!("{description}: {}", case.description);
            cases.push(Case {
                description,
                ..set_headers(case)
            });
        }
    }
    cases
}

/// Responses have CORS headers whatever their status is.
fn statuses() -> Vec<Case> {
    let mut cases = Vec::new();
    for status in [201, 304, 302, 401, 403, 404, 422, 500, 503] {
        for case in requests() {
            // These requests are not preflights, so a 403 comes from the handler.
            let description = format!("the handler responds with {status}: {}", case.description);
            let mut case = Case {
                description,
                ..case
            }
            .handler_status(status);
            if status == 304 {
                case.expected.body = None;
            }
            cases.push(case.handler_sets("x-kept", "1"));
        }
    }
    cases
}

/// `Vary` is merged by token: tokens of the handler stay, `Origin` is added once, `*` is left
/// alone.
fn vary() -> Vec<Case> {
    let merges: [(&[&'static str], &[&str]); 12] = [
        (&["accept-encoding"], &["accept-encoding", "Origin"]),
        (
            &["accept-encoding, accept-language"],
            &["accept-encoding", "accept-language", "Origin"],
        ),
        (
            &["accept-encoding", "accept-language"],
            &["accept-encoding", "accept-language", "Origin"],
        ),
        (&["Origin"], &["Origin"]),
        (&["origin"], &["origin"]),
        (&["ORIGIN , accept"], &["ORIGIN", "accept"]),
        (&["accept", "a,  origin"], &["accept", "a", "origin"]),
        (&["*"], &["*"]),
        (&["accept", "*"], &["accept", "*"]),
        (&["x-origin"], &["x-origin", "Origin"]),
        (&["original, origins"], &["original", "origins", "Origin"]),
        (
            &["access-control-request-method"],
            &["access-control-request-method", "Origin"],
        ),
    ];
    let mut cases = Vec::new();
    for (set, merged) in merges {
        for case in requests() {
            let description = format!("Vary: {}: {}", set.join(" and "), case.description);
            let is_public = case.fixture == "public";
            let mut case = set.iter().fold(
                Case {
                    description,
                    ..case
                },
                |case, line| case.handler_sets("vary", line),
            );
            // The response does not depend on the origin, so `Vary` is the handler's own.
            let untouched = set.iter().flat_map(|line| line.split(','));
            case.expected.vary = if is_public {
                untouched.map(|token| token.trim().to_owned()).collect()
            } else {
                merged.iter().map(|token| (*token).to_owned()).collect()
            };
            cases.push(case);
        }
    }
    cases
}
