//! The assertions for examples with an OpenAPI document: `GET` is for every page, `PUT` for the pages of the
//! application, and authentication is inside of CORS.

use axum::Router;
use cors_browser::Fetch;
use serde_json::{Value, json};

use crate::support::{API, APP, EVIL, preflight, read};

/// Asserts that preflights are answered before authentication, and that pages read its 401.
pub(crate) async fn assert_preflights_before_authentication(app: &Router, path: &str) {
    let response = preflight(app, "PUT", path, APP).await;
    assert_eq!(response.status(), 204);
    assert_eq!(response.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(preflight(app, "PUT", path, EVIL).await.status(), 403);

    let url = format!("{API}{path}");
    let save = || {
        Fetch::put(&url)
            .json("{\"text\":\"a\"}")
            .credentials_include()
    };
    assert_eq!(read(app, APP, save()).await.expect("readable").0, 401);
    assert_eq!(read(app, EVIL, save()).await, None);
    let show = Fetch::get(&url);
    assert_eq!(read(app, EVIL, show).await.expect("readable").0, 401);
}

/// Asserts that the operations of the path have the policies of their handlers.
#[track_caller]
pub(crate) fn assert_policies(path: &Value) {
    assert_eq!(path["get"]["x-cors"], json!({ "origins": ["*"] }));
    assert_eq!(
        path["put"]["x-cors"],
        json!({
            "origins": ["https://app.example.com"],
            "credentials": true,
            "headers": ["content-type"],
        })
    );
}
