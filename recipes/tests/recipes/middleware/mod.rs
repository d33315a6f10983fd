//! `CorsLayer` beside the layers of tower-http.

mod example;

use cors_browser::{Body, Fetch};
use http::{HeaderMap, Request};
use tower::ServiceExt;

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::serve;

#[test]
fn guide_has_the_example() {
    assert_recipe("Other middleware", include_str!("example.rs"));
}

#[tokio::test]
async fn page_reads_the_responses_of_layers() {
    let server = serve(example::app()).await;
    for (path, status) in [("/text", 200), ("/slow", 504), ("/broken", 500)] {
        let get = || Fetch::get(format!("{API}{path}"));
        let response = server.read(APP, get()).await.expect("readable");
        assert_eq!(response.status, status, "{path}");
        assert!(server.read(EVIL, get()).await.is_none(), "{path}");
    }
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = serve(example::app()).await;
    for (path, status) in [("/slow", "504"), ("/broken", "500")] {
        assert_eq!(
            server.get(path, APP).await,
            [
                status,
                "access-control-allow-origin: https://app.example.com",
                "vary: Origin",
            ]
        );
        let denied = server.get(path, EVIL).await;
        assert_eq!(denied, [status, "vary: Origin"]);
    }
    assert_eq!(
        server.preflight("DELETE", "/text", APP).await,
        [
            "204",
            "access-control-allow-methods: DELETE",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    assert_eq!(server.preflight("DELETE", "/text", EVIL).await[0], "403");
}

async fn headers(request: http::request::Builder) -> HeaderMap {
    let request = request.header("origin", APP).body(Body::default());
    let response = serve(example::app()).await.oneshot(request.expect("valid"));
    response.await.expect("a response").into_parts().0.headers
}

#[tokio::test]
async fn layers_keep_their_headers() {
    let text = headers(Request::get("/text").header("accept-encoding", "gzip")).await;
    assert_eq!(text["content-encoding"], "gzip");
    let vary = text.get_all("vary").iter();
    let vary: Vec<_> = vary.map(|value| value.to_str().expect("ASCII")).collect();
    let vary = vary.join(", ").to_lowercase();
    assert!(
        vary.contains("accept-encoding") && vary.contains("origin"),
        "{vary}"
    );
    let preflight = Request::options("/text").header("access-control-request-method", "DELETE");
    assert_eq!(
        headers(preflight).await["x-content-type-options"],
        "nosniff"
    );
}
