//! `WebSocket`s, which every site may open: `enforce` rejects the handshakes of others.

mod example;

use futures_util::{SinkExt, StreamExt};
use http::StatusCode;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};

use crate::documented::assert_recipe;
use crate::support::{APP, EVIL};
use crate::wire::{Server, serve};

#[test]
fn guide_has_the_example() {
    assert_recipe("WebSocket", include_str!("example.rs"));
}

/// `new WebSocket("wss://api.example.com/chat")` in a page; there is neither a preflight nor a check of the
/// response's CORS headers.
async fn open(
    server: Server,
    page: Option<&str>,
) -> Result<WebSocketStream<TcpStream>, StatusCode> {
    let stream = TcpStream::connect(server.address).await.expect("a server");
    let mut request = "ws://api.example.com/chat"
        .into_client_request()
        .expect("valid");
    if let Some(page) = page {
        let origin = page.parse().expect("valid");
        request.headers_mut().insert("origin", origin);
    }
    match client_async(request, stream).await {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(response)) => Err(response.status()),
        Err(error) => panic!("{error}"),
    }
}

#[tokio::test]
async fn only_allowed_pages_open_a_socket() {
    let server = serve(example::app()).await;
    for page in [APP, "http://api.example.com"] {
        let mut socket = open(server, Some(page)).await.expect("open");
        socket.send(Message::text("hello")).await.expect("sent");
        let echo = socket.next().await.expect("a message").expect("valid");
        assert_eq!(echo, Message::text("hello"));
    }
    for page in [EVIL, "null"] {
        let status = open(server, Some(page)).await.expect_err("rejected");
        assert_eq!(status, StatusCode::FORBIDDEN, "{page}");
    }
    // A client that is not a browser.
    assert!(open(server, None).await.is_ok());
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = serve(example::app()).await;
    // Not a handshake: the rejection of the extractor.
    assert_eq!(
        server.get("/chat", APP).await,
        [
            "400",
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://app.example.com",
            "vary: Origin",
        ]
    );
    assert_eq!(server.get("/chat", EVIL).await, ["403", "vary: Origin"]);
    assert_eq!(server.preflight("GET", "/chat", EVIL).await[0], "403");
}
