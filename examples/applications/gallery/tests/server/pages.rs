//! Pages in the virtual browser, and the preflights of browsers.

use cors_browser::Fetch;
use cors_example_loopback::Server;

use crate::{TOKEN, form, start, url};

const APP: &str = "https://gallery.example.com";
const STRANGER: &str = "https://evil.example";

/// Returns the status that a page reads; `None` if the browser blocks it.
async fn status(server: &Server, page: &str, fetch: Fetch) -> Option<u16> {
    let response = server.fetch(page, fetch).await;
    response.ok().map(|response| response.status)
}

fn upload(file: &[u8]) -> Fetch {
    Fetch::post(url("/v1/photos"))
        .header("authorization", TOKEN)
        .header("content-type", "multipart/form-data; boundary=x")
        .body(form("image/png", file))
}

fn share() -> Fetch {
    Fetch::put(url("/v1/photos/1"))
        .header("authorization", TOKEN)
        .json(r#"{"name":"Tom","is_shared":true}"#)
}

#[tokio::test]
async fn app_uploads_and_downloads() {
    let server = start().await;
    let uploaded = server.fetch(APP, upload(b"a cat").upload_listener()).await;
    let uploaded = uploaded.expect("readable");
    assert_eq!(uploaded.status, 201);
    assert_eq!(uploaded.headers["location"], "/v1/photos/1");

    let download = Fetch::get(url("/v1/photos/1")).header("authorization", TOKEN);
    let photo = server.fetch(APP, download).await.expect("readable");
    assert_eq!((photo.status, photo.text().as_str()), (200, "a cat"));
    assert_eq!(photo.headers["etag"], "\"1\"");

    let remove = || Fetch::delete(url("/v1/photos/1")).header("authorization", TOKEN);
    assert_eq!(status(&server, STRANGER, remove()).await, None);
    assert_eq!(status(&server, APP, remove()).await, Some(204));
}

#[tokio::test]
async fn app_reads_errors() {
    let server = start().await;
    let without_token = Fetch::get(url("/v1/photos"));
    assert_eq!(status(&server, APP, without_token).await, Some(401));
    assert_eq!(status(&server, APP, share()).await, Some(404));
    let large = upload(&vec![0; 1024 * 1024]);
    assert_eq!(status(&server, APP, large).await, Some(413));
}

#[tokio::test]
async fn developer_is_allowed_in_debug_builds() {
    let server = start().await;
    let page = "http://localhost:5173";
    assert_eq!(status(&server, page, share()).await, Some(404));
}

#[tokio::test]
async fn strangers_read_what_is_shared() {
    let server = start().await;
    assert_eq!(status(&server, APP, upload(b"a cat")).await, Some(201));
    assert_eq!(status(&server, STRANGER, share()).await, None);
    assert_eq!(status(&server, APP, share()).await, Some(200));

    let shared = server.fetch(STRANGER, Fetch::get(url("/shared/1"))).await;
    assert_eq!(shared.expect("readable").text(), "a cat");
    let photos = Fetch::get(url("/v1/photos")).header("authorization", TOKEN);
    assert_eq!(status(&server, STRANGER, photos).await, None);
    let health = Fetch::get(url("/health"));
    assert_eq!(status(&server, APP, health).await, None);
}

#[tokio::test]
async fn preflights_are_answered_without_a_token() {
    let server = start().await;
    for (method, path, headers) in [
        ("GET", "/v1/photos", "authorization"),
        ("POST", "/v1/photos", "authorization"),
        ("GET", "/v1/photos/1", "authorization"),
        ("DELETE", "/v1/photos/1", "authorization"),
        ("PUT", "/v1/photos/1", "authorization,content-type"),
    ] {
        let allowed = server.preflight(APP, method, &url(path), headers).await;
        assert_eq!(allowed["access-control-max-age"], "600", "{method} {path}");
    }
}
