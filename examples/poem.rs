//! poem: each handler declares its policy, and `cors::poem::get` mounts it together with its preflights.
//!
//! ```sh
//! cargo run --example poem
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! ```

use std::io;

use cors::Policy;
use cors::poem::{Cors, cors, get};
use poem::error::NotFoundError;
use poem::http::StatusCode;
use poem::listener::TcpAcceptor;
use poem::web::{Json, Path};
use poem::{
    Endpoint, EndpointExt, Error, IntoResponse, Request, Response, Result, Route, Server, handler,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct User {
    name: String,
}

#[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[handler]
async fn show_user(Path(id): Path<u64>) -> Result<Response> {
    if id == 0 {
        return Err(NotFoundError.into());
    }
    let name = format!("user {id}");
    Ok(Json(User { name })
        .with_header("etag", "\"1\"")
        .into_response())
}

/// Browsers need permission to send JSON: without `content-type` in `headers`, the compiler warns.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
#[handler]
async fn update_user(Path(id): Path<u64>, Json(user): Json<User>) -> String {
    format!("user {id} is {} from now on", user.name)
}

/// Public: any origin may read the response, and no credentials are used.
#[cors(origins = ["*"])]
#[handler]
async fn health() -> &'static str {
    "ok"
}

/// Authentication added by `before` runs after CORS. Preflights, which never carry credentials, do not
/// reach it.
async fn require_session(request: Request) -> Result<Request> {
    match request.header("cookie") {
        Some(_) => Ok(request),
        None => Err(Error::from_status(StatusCode::UNAUTHORIZED)),
    }
}

/// Responses that do not come from a handler, such as the 404 for an unknown path.
static REST: Policy = cors::policy! { origins = ["https://app.example.com"] };

/// Every error of the application as JSON, with the headers of the handler that failed, or of `REST`.
async fn to_json(error: Error) -> impl IntoResponse {
    Json(error.to_string()).with_status(error.status())
}

fn app() -> impl Endpoint {
    Route::new()
        .at(
            "/users/:id",
            get(show_user).put(update_user).before(require_session),
        )
        .at("/health", get(health))
        .catch_all_error(to_json)
        .with(Cors::fallback(&REST))
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = std::net::TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    println!("listening on http://{}", listener.local_addr()?);
    let acceptor = TcpAcceptor::from_std(listener)?;
    Server::new_with_acceptor(acceptor).run(app()).await
}
