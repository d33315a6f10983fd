//! Uploads: a listener for progress makes browsers send a preflight for a request that needs none otherwise.

mod example;

use cors_browser::Fetch;

use crate::documented::assert_recipe;
use crate::support::{API, APP, EVIL};
use crate::wire::serve;

#[test]
fn guide_has_the_example() {
    assert_recipe("Uploads with progress", include_str!("example.rs"));
}

fn upload(length: usize) -> Fetch {
    Fetch::post(format!("{API}/upload"))
        .header("content-type", "multipart/form-data; boundary=x")
        .body("x".repeat(length))
        .credentials_include()
}

#[tokio::test]
async fn page_shows_progress() {
    let server = serve(example::app()).await;
    let simple = server.read(APP, upload(7)).await.expect("readable");
    assert_eq!(
        (simple.text().as_str(), simple.preflighted),
        ("7 bytes", false)
    );
    let progress = upload(7).upload_listener();
    let progress = server.read(APP, progress).await.expect("readable");
    assert_eq!(
        (progress.text().as_str(), progress.preflighted),
        ("7 bytes", true)
    );

    // The page reads the error, too.
    let large = upload(1025).upload_listener();
    assert_eq!(server.read(APP, large).await.expect("readable").status, 413);

    assert!(server.read(EVIL, upload(7)).await.is_none());
    assert!(
        server
            .read(EVIL, upload(7).upload_listener())
            .await
            .is_none()
    );
}

#[tokio::test]
async fn headers_are_those_of_the_policy() {
    let server = serve(example::app()).await;
    let readable = [
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
        "vary: Origin",
    ];
    let preflight = server.preflight("POST", "/upload", APP).await;
    assert_eq!(preflight, [&["204"], &readable[..]].concat());
    let preflight = server.preflight("POST", "/upload", EVIL).await;
    assert_eq!(preflight, ["403", "vary: Origin"]);
    let post = |origin| http::Request::post("/upload").header("origin", origin);
    let response = server.send(post(APP), "abc").await;
    assert_eq!(response, [&["200"], &readable[..]].concat());
    assert_eq!(
        server.send(post(EVIL), "abc").await,
        ["200", "vary: Origin"]
    );
}
