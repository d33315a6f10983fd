//! Requests without `Origin`.

use cors_example_loopback::Server;
use http::{Method, Request};

use crate::{KEY, start, url};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

async fn send(
    server: &Server,
    key: &str,
    method: Method,
    path: &str,
    content_type: &str,
    body: &str,
) -> (u16, String) {
    let request = Request::builder()
        .method(method)
        .uri(url(path))
        .header("x-api-key", key)
        .header("content-type", content_type)
        .body(body.as_bytes().to_vec());
    let response = server.send(request.expect("a request")).await;
    let body = String::from_utf8_lossy(response.body()).into_owned();
    (response.status().as_u16(), body)
}

#[tokio::test]
async fn visitors_sign_and_moderators_decide() {
    let running = start().await;
    let server = &running.server;
    let sign = |body| send(server, "", Method::POST, "/entries", FORM, body);
    assert_eq!(sign("name=Ada&text=Hello+there").await.0, 201);
    assert_eq!(sign("name=&text=Hello").await.0, 422);
    assert_eq!(sign("name=Ada").await.0, 422);

    let get = |key, path| send(server, key, Method::GET, path, "", "");
    let entry = r#"[{"id":1,"name":"Ada","text":"Hello there"}]"#;
    assert_eq!(get("", "/entries").await, (200, "[]".to_owned()));
    assert_eq!(get(KEY, "/entries/queue").await, (200, entry.to_owned()));
    let unauthorized = (401, r#"{"error":"Unauthorized"}"#.to_owned());
    assert_eq!(get("guess", "/entries/queue").await, unauthorized);

    let show = r#"{"is_visible":true}"#;
    let decide = |key, path, body| send(server, key, Method::PUT, path, JSON, body);
    assert_eq!(decide("guess", "/entries/1", show).await.0, 401);
    assert_eq!(decide(KEY, "/entries/2", show).await.0, 404);
    assert_eq!(decide(KEY, "/entries/1", "{}").await.0, 422);
    assert_eq!(decide(KEY, "/entries/1", show).await.0, 204);
    assert_eq!(get("", "/entries").await.1, entry);
    assert_eq!(get("", "/entries?word=there").await.1, entry);
    assert_eq!(get("", "/entries?word=where").await.1, "[]");

    let remove = |key| send(server, key, Method::DELETE, "/entries/1", "", "");
    assert_eq!(remove("guess").await.0, 401);
    assert_eq!(remove(KEY).await.0, 204);
    assert_eq!(remove(KEY).await.0, 404);
    assert_eq!(get("", "/entries").await.1, "[]");
}
