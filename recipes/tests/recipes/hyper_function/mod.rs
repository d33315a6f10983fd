//! A function with `#[cors::cors]` is the service of hyper.

mod example;

use cors_browser::Fetch;
use tokio::net::TcpListener;

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::Server;

#[test]
fn guide_has_the_example() {
    assert_recipe("hyper", include_str!("example.rs"));
}

async fn server() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(example::run(listener));
    Server { address }
}

#[tokio::test]
async fn page_saves_a_note() {
    let server = server().await;
    let save = || {
        Fetch::put(format!("{API}/note"))
            .json("[7]")
            .credentials_include()
    };
    let saved = server.read(APP, save()).await.expect("readable");
    assert_eq!((saved.status, saved.text().as_str()), (200, "3 bytes"));
    assert_eq!(saved.headers["etag"], "\"5\"");
    assert!(server.read(EVIL, save()).await.is_none());
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = server().await;
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
    assert_eq!(
        server.preflight("PUT", "/note", EVIL).await,
        ["403", "vary: Origin"]
    );
    for (method, status) in [("GET", "200"), ("PUT", "200"), ("POST", "405")] {
        let request = |origin| {
            http::Request::builder()
                .method(method)
                .uri("/note")
                .header("origin", origin)
        };
        assert_eq!(
            server.send(request(APP), "").await,
            [
                status,
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://app.example.com",
                "access-control-expose-headers: etag",
                "vary: Origin",
            ]
        );
        assert_eq!(
            server.send(request(EVIL), "").await,
            [status, "vary: Origin"]
        );
    }
}
