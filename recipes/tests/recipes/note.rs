//! The assertions for servers of a note: hyper, salvo and warp have the same policy.

use cors_browser::{Fetch, FetchResponse};
use http::Request;

use crate::support::{API, APP, EVIL};
use crate::wire::Server;

/// Asserts that the page of the application saves the note, and returns the response. A page of another site
/// cannot.
pub(crate) async fn assert_page_saves(server: Server, text: &str) -> FetchResponse {
    let save = || {
        Fetch::put(format!("{API}/note"))
            .json("[7]")
            .credentials_include()
    };
    let saved = server.read(APP, save()).await.expect("readable");
    assert_eq!((saved.status, saved.text().as_str()), (200, text));
    assert!(server.read(EVIL, save()).await.is_none());
    saved
}

/// Asserts the responses to preflights.
pub(crate) async fn assert_preflights(server: Server) {
    assert_eq!(
        server.preflight("PUT", "/note", APP).await,
        [
            "204",
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type",
            "access-control-allow-methods: PUT",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    let denied = server.preflight("PUT", "/note", EVIL).await;
    assert_eq!(denied, ["403", "vary: Origin"]);
}

/// Asserts the responses to an actual request; `expose` are the lines for exposed headers.
pub(crate) async fn assert_responses(
    server: Server,
    (method, path): (&str, &str),
    status: &str,
    expose: &[&str],
) {
    let request = |origin| {
        Request::builder()
            .method(method)
            .uri(path)
            .header("origin", origin)
    };
    let allowed = [
        status,
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
    ];
    assert_eq!(
        server.send(request(APP), "").await,
        [&allowed[..], expose, &["vary: Origin"]].concat()
    );
    let denied = server.send(request(EVIL), "").await;
    assert_eq!(denied, [status, "vary: Origin"]);
}
