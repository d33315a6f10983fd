//! axum: each handler declares its policy, and `cors::axum::get` mounts it together with its preflights.
//!
//! ```sh
//! cargo run --example axum
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! ```

use std::io;

use axum::extract::{Path, Request};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::{Json, Router};
use cors::axum::{cors, get};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[derive(Serialize, Deserialize)]
struct User {
    name: String,
}

#[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
async fn show_user(
    Path(id): Path<u64>,
) -> Result<([(&'static str, &'static str); 1], Json<User>), StatusCode> {
    if id == 0 {
        return Err(StatusCode::NOT_FOUND);
    }
    let name = format!("user {id}");
    Ok(([("etag", "\"1\"")], Json(User { name })))
}

/// Browsers need permission to send JSON: without `content-type` in `headers`, this does not compile.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
async fn update_user(Path(id): Path<u64>, Json(user): Json<User>) -> String {
    format!("user {id} is {} from now on", user.name)
}

/// Public: any origin may read the response, and no credentials are used.
#[cors(origins = ["*"])]
async fn health() -> &'static str {
    "ok"
}

/// Authentication added by the router's `layer` runs after CORS. Preflights, which never carry
/// credentials, do not reach it.
async fn require_session(request: Request, next: Next) -> Result<Response, StatusCode> {
    if request.headers().contains_key("cookie") {
        Ok(next.run(request).await)
    } else {
        Err(StatusCode::UNAUTHORIZED)
    }
}

fn app() -> Router {
    let user = get(show_user)
        .put(update_user)
        .layer(from_fn(require_session));
    Router::new()
        .route("/users/{id}", user.into())
        .route("/health", get(health).into())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app()).await
}
