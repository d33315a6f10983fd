//! What the path has to do with it: nothing, as long as it is a route's.

use crate::case::{ALLOW_ORIGIN, APP, EVIL, ROUTERS, Row};

const PATHS: &str = "only a router knows paths";

pub(super) fn rows() -> Vec<Row> {
    let everybody = [(ALLOW_ORIGIN, "*")];
    let mut rows = vec![
        Row::actual("numbered", "GET", "a path in percent-encoding")
            .path("/%37")
            .origin(EVIL)
            .cors(everybody),
        Row::preflight(
            "numbered",
            "GET",
            "preflight for a path in percent-encoding",
        )
        .path("/%37")
        .origin(EVIL)
        .cors(everybody),
        Row::actual("numbered", "GET", "a path with a query")
            .path("/7?origin=https://app.example.com")
            .origin(EVIL)
            .cors(everybody),
    ];
    // A path that is no route's is nobody's: its policy would be a guess.
    for (path, about) in [
        ("/", "a slash behind the path"),
        ("/unknown", "an unknown path"),
        ("%2F", "a slash in percent-encoding"),
    ] {
        for subject in ["listed", "public"] {
            let row = |row: Row| row.path(path).only(ROUTERS, PATHS);
            rows.extend([
                row(Row::between(subject, "GET", 404, about).origin(APP)),
                row(Row::between(subject, "GET", 404, &format!("{about}, refused")).origin(EVIL)),
                row(
                    Row::between(subject, "OPTIONS", 404, &format!("preflight for {about}"))
                        .origin(APP)
                        .line("access-control-request-method", "PUT"),
                ),
            ]);
        }
    }
    rows
}
