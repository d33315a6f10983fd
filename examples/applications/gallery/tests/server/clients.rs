//! Requests without `Origin`.

use cors_example_loopback::Server;
use http::{Method, Request, StatusCode};

use crate::{TOKEN, form, start, url};

/// Sends a request with the token of a user, and returns status and body.
async fn send(
    server: &Server,
    token: &str,
    method: Method,
    path: &str,
    content_type: &str,
    body: impl Into<Vec<u8>>,
) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(url(path))
        .header("authorization", token)
        .header("content-type", content_type)
        .body(body.into())
        .expect("a request");
    let response = server.send(request).await;
    let body = String::from_utf8_lossy(response.body()).into_owned();
    (response.status(), body)
}

async fn get(server: &Server, token: &str, path: &str) -> (StatusCode, String) {
    send(server, token, Method::GET, path, "", "").await
}

const FORM: &str = "multipart/form-data; boundary=x";

#[tokio::test]
async fn users_upload_share_and_delete_photos() {
    let server = start().await;
    let upload = |form| send(&server, TOKEN, Method::POST, "/v1/photos", FORM, form);
    assert_eq!(upload(form("image/png", b"a cat")).await.0, 201);
    assert_eq!(upload(form("text/html", b"a cat")).await.0, 422);
    assert_eq!(upload(b"--x--\r\n".to_vec()).await.0, 422);
    let large = vec![0; 1024 * 1024];
    assert_eq!(upload(form("image/png", &large)).await.0, 413);

    let photo = get(&server, TOKEN, "/v1/photos/1").await;
    assert_eq!(photo, (StatusCode::OK, "a cat".to_owned()));
    for token in ["", "Bearer guessed", "correct-horse"] {
        assert_eq!(get(&server, token, "/v1/photos/1").await.0, 401);
    }
    let bob = "Bearer battery-staple";
    assert_eq!(get(&server, bob, "/v1/photos").await.1, "[]");
    assert_eq!(get(&server, bob, "/v1/photos/1").await.0, 404);

    assert_eq!(get(&server, "", "/shared/1").await.0, 404);
    let share = |token| {
        let body = r#"{"name":"Tom","is_shared":true}"#;
        send(
            &server,
            token,
            Method::PUT,
            "/v1/photos/1",
            "application/json",
            body,
        )
    };
    assert_eq!(share(bob).await.0, 404);
    assert_eq!(share(TOKEN).await.0, 200);
    assert_eq!(get(&server, "", "/shared/1").await.1, "a cat");
    let list = get(&server, TOKEN, "/v1/photos").await;
    assert_eq!(list.1, r#"[[1,"Tom"]]"#);

    let remove = |token| send(&server, token, Method::DELETE, "/v1/photos/1", "", "");
    assert_eq!(remove(bob).await.0, 404);
    assert_eq!(remove(TOKEN).await.0, 204);
    assert_eq!(get(&server, "", "/shared/1").await.0, 404);
}

#[tokio::test]
async fn document_has_all_paths() {
    let server = start().await;
    let (_, document) = get(&server, "", "/openapi.json").await;
    for path in ["/health", "/shared/{id}", "/v1/photos", "/v1/photos/{id}"] {
        assert!(
            document.contains(&format!("\"{path}\":{{")),
            "{path}: {document}"
        );
    }
    assert_eq!(get(&server, "", "/health").await.1, "ok");
}
