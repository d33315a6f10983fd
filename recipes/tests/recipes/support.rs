//! Requests to a router, and pages that send them.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use cors_browser::{Browser, Fetch};
use tower::ServiceExt;

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const EVIL: &str = "https://evil.example";
pub(crate) const API: &str = "https://api.example.com";

/// Sends a preflight.
pub(crate) async fn preflight(
    app: &Router,
    method: &str,
    path: &str,
    origin: &str,
) -> Response<Body> {
    let request = Request::options(path)
        .header("origin", origin)
        .header("access-control-request-method", method)
        .body(Body::empty())
        .expect("a request");
    let Ok(response) = app.clone().oneshot(request).await;
    response
}

/// Returns what a page reads: status and body; `None` if the browser blocks it.
pub(crate) async fn read(app: &Router, page: &str, fetch: Fetch) -> Option<(u16, String)> {
    let page = Browser::spec().open(page);
    let response = page.fetch(&mut app.clone(), fetch).await.ok()?;
    let body = String::from_utf8_lossy(&response.body).into_owned();
    Some((response.status, body))
}
