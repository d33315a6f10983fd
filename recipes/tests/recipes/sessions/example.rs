//! The recipe of sessions.

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::{extract::Request, response::Response};
use cors::Policy;
use cors::axum::{cors, get, post};
use tower_http::auth::AsyncRequireAuthorizationLayer;

static APP: Policy = cors::policy! {
    origins = ["https://app.example.net"],
    credentials,
    headers = ["content-type"],
    enforce,
};

/// Without `SameSite=None; Secure`, the browser does not send the cookie with requests of another site, such as
/// `app.example.net` is for `api.example.com`.
#[cors(policy = APP)]
async fn sign_in() -> impl IntoResponse {
    let cookie = "__Host-session=7; Path=/; HttpOnly; SameSite=None; Secure";
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)])
}

#[cors(policy = APP)]
async fn show() -> &'static str {
    "the account of the signed-in user"
}

#[cors(policy = APP)]
async fn save() -> &'static str {
    "saved"
}

fn has_session(headers: &HeaderMap) -> bool {
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut cookies = cookies
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split("; "));
    cookies.any(|cookie| cookie == "__Host-session=7")
}

async fn require_session(request: Request) -> Result<Request, Response> {
    if has_session(request.headers()) {
        Ok(request)
    } else {
        Err(StatusCode::UNAUTHORIZED.into_response())
    }
}

pub fn app() -> Router {
    // Inside of CORS: preflights do not reach it, and the page reads the 401.
    let account = get(show)
        .put(save)
        .layer(AsyncRequireAuthorizationLayer::new(require_session));
    Router::new()
        .route("/session", post(sign_in).into())
        .route("/account", account.into())
}
