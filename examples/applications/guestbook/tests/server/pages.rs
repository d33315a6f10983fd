//! Pages in the virtual browser, and the preflights of browsers.

use cors_browser::Fetch;
use cors_example_loopback::Server;

use crate::{KEY, start, url};

const SITE: &str = "https://www.example.com";
const MODERATORS: &str = "https://moderators.example.com";
const STRANGER: &str = "https://evil.example";

/// Returns the status that a page reads; `None` if the browser blocks it.
async fn status(server: &Server, page: &str, fetch: Fetch) -> Option<u16> {
    let response = server.fetch(page, fetch).await;
    response.ok().map(|response| response.status)
}

fn sign() -> Fetch {
    Fetch::post(url("/entries")).form("name=Ada&text=Hello")
}

fn queue(key: &str) -> Fetch {
    Fetch::get(url("/entries/queue")).header("x-api-key", key)
}

fn show() -> Fetch {
    Fetch::put(url("/entries/1"))
        .header("x-api-key", KEY)
        .json(r#"{"is_visible":true}"#)
}

#[tokio::test]
async fn visitors_and_moderators_use_pages() {
    let running = start().await;
    let server = &running.server;
    let signed = server.fetch(SITE, sign()).await.expect("readable");
    assert_eq!(signed.status, 201);
    assert_eq!(signed.headers["location"], "/entries/1");
    let invalid = Fetch::post(url("/entries")).form("name=Ada");
    assert_eq!(status(server, SITE, invalid).await, Some(422));

    assert_eq!(status(server, MODERATORS, queue("guess")).await, Some(401));
    assert_eq!(status(server, MODERATORS, queue(KEY)).await, Some(200));
    assert_eq!(status(server, MODERATORS, show()).await, Some(204));
    let list = server.fetch(SITE, Fetch::get(url("/entries"))).await;
    let entry = r#"[{"id":1,"name":"Ada","text":"Hello"}]"#;
    assert_eq!(list.expect("readable").text(), entry);
    let remove = Fetch::delete(url("/entries/1")).header("x-api-key", KEY);
    assert_eq!(status(server, MODERATORS, remove).await, Some(204));
}

#[tokio::test]
async fn strangers_neither_read_nor_write() {
    let running = start().await;
    let server = &running.server;
    assert_eq!(status(server, STRANGER, sign()).await, None);
    let entries = server.fetch(MODERATORS, queue(KEY)).await;
    assert_eq!(entries.expect("readable").text(), "[]");

    assert_eq!(status(server, SITE, sign()).await, Some(201));
    assert_eq!(status(server, STRANGER, queue(KEY)).await, None);
    assert_eq!(status(server, STRANGER, show()).await, None);
    let list = Fetch::get(url("/entries"));
    assert_eq!(status(server, STRANGER, list).await, None);
}

#[tokio::test]
async fn preflights_are_answered_without_a_key() {
    let running = start().await;
    let server = &running.server;
    for (method, path, headers) in [
        ("GET", "/entries/queue", "x-api-key"),
        ("PUT", "/entries/1", "content-type,x-api-key"),
        ("DELETE", "/entries/1", "x-api-key"),
    ] {
        let allowed = server
            .preflight(MODERATORS, method, &url(path), headers)
            .await;
        assert_eq!(allowed["access-control-max-age"], "600", "{method} {path}");
    }
}
