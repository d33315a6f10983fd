//! `CorsLayer` around salvo.

mod example;

use cors_browser::Fetch;
use salvo::conn::{Acceptor, Listener, TcpListener};

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::Server;

#[test]
fn guide_has_the_example() {
    assert_recipe("salvo", include_str!("example.rs"));
}

async fn server() -> Server {
    let acceptor = TcpListener::new("127.0.0.1:0").bind().await;
    let address = acceptor.holdings()[0].local_addr.clone();
    tokio::spawn(salvo::Server::new(acceptor).serve(example::app()));
    let address = address.into_std().expect("an address of TCP");
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
    assert_eq!((saved.status, saved.text().as_str()), (200, "saved"));
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
    for (path, status) in [("/note", "200"), ("/missing", "404")] {
        let get = |origin| http::Request::get(path).header("origin", origin);
        assert_eq!(
            server.send(get(APP), "").await,
            [
                status,
                "access-control-allow-credentials: true",
                "access-control-allow-origin: https://app.example.com",
                "vary: Origin",
            ]
        );
        assert_eq!(server.send(get(EVIL), "").await, [status, "vary: Origin"]);
    }
}
