//! Paths: CORS does not depend on them, but only routed paths have a policy.

use crate::case::{ALLOW_ORIGIN, APP, Case, EVIL, ROUTERS};

const PATHS: &str = "only a router dispatches by path";

pub(super) fn cases() -> Vec<Case> {
    let any_origin = [(ALLOW_ORIGIN, "*")];
    let mut cases = vec![
        Case::actual("numbered", "GET", "a path in percent-encoding")
            .path("/%37")
            .origin(EVIL)
            .cors(any_origin),
        Case::preflight(
            "numbered",
            "GET",
            "preflight for a path in percent-encoding",
        )
        .path("/%37")
        .origin(EVIL)
        .cors(any_origin),
        Case::actual("numbered", "GET", "a path with a query")
            .path("/7?origin=https://app.example.com")
            .origin(EVIL)
            .cors(any_origin),
    ];
    // A path without a route has no policy.
    for (path, description) in [
        ("/", "a trailing slash"),
        ("/unknown", "an unknown path"),
        ("%2F", "a slash in percent-encoding"),
    ] {
        for fixture in ["listed", "public"] {
            let case = |case: Case| case.path(path).only(ROUTERS, PATHS);
            cases.extend([
                case(Case::by_framework(fixture, "GET", 404, description).origin(APP)),
                case(
                    Case::by_framework(fixture, "GET", 404, &format!("{description}, denied"))
                        .origin(EVIL),
                ),
                case(
                    Case::by_framework(
                        fixture,
                        "OPTIONS",
                        404,
                        &format!("preflight for {description}"),
                    )
                    .origin(APP)
                    .header("access-control-request-method", "PUT"),
                ),
            ]);
        }
    }
    cases
}
