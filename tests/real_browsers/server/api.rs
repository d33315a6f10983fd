//! The API under test: annotated handlers, each with a policy that some case covers.
//!
//! The policies use `:*` and `origins_from`, because ports are assigned at run time. Routes under
//! `/by-hand` have no policy; they are the controls, which show that browsers block responses
//! without one.

// axum requires `async` handlers, even if a handler does not await anything.
#![allow(clippy::unused_async)]

use axum::extract::{Path, Query, Request, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodFilter, MethodRouter};
use axum::{Json, Router};
use cors::axum::{CorsMethodRouter, cors, get, on, post, put};
use serde::Deserialize;

use super::live_origins::{admit, admitted, exact, exact_news};
use super::redirects::{hop, plain_hop, public_hop};
use super::responses::{IMAGE, cacheable, content, ran};
use super::{poem, previews, protocols, rocket};

/// Returns every route; the path names the policy.
pub(crate) fn router() -> Router {
    Router::new()
        .route("/public", get(public).into())
        .route("/open", open().into())
        .route("/tokens", get(tokens).into())
        .route("/listed", listed_resource().into())
        .route("/bare", get(bare).post(bare).into())
        .route("/tenants", get(tenants).put(tenants).into())
        .route("/secure", get(secure).into())
        .route("/insecure", get(insecure).into())
        .route("/max-age", on(KEPT, max_age).into())
        .route("/max-age-0", put(no_store).into())
        .route("/session", get(who).post(sign_in).delete(sign_out).into())
        .route("/settings", on(SETTINGS, settings).into())
        .route("/exact", on(SETTINGS, exact).into())
        .route("/admitted", get(admitted).into())
        .route("/admit", post(admit).into())
        .route("/notes", get(read).delete(erase).into())
        .route("/errors/{status}", get(fail).into())
        .route("/users/{id}", get(user).put(update).into())
        .route("/guarded", get(guarded).layer(from_fn(bearer)).into())
        .route("/overwritten", get(overwritten).into())
        .route("/hop/{status}", on(SETTINGS, hop).into())
        .route("/public/hop/{status}", on(SETTINGS, public_hop).into())
        .route("/news", get(news).into())
        .route("/public/news", get(public_news).into())
        .route("/exact/news", get(exact_news).into())
        .route("/picture", get(picture).into())
        .route("/events", get(events).into())
        .route("/enforced", on(SETTINGS, enforced).into())
        .route(
            "/tenants/enforced",
            on(SETTINGS, enforced_for_tenants).into(),
        )
        .route(
            "/enforced/{kind}",
            get(enforced_content).post(enforced_content).into(),
        )
        .route(
            "/tenants/enforced/{kind}",
            get(content_for_tenants).post(content_for_tenants).into(),
        )
        .route("/socket", get(socket).into())
        .route("/tenants/socket", get(socket_for_tenants).into())
        .route("/mixed", mixed())
        .route("/mixed/route", get(for_any_origin).into())
        .route("/mixed/route", routing::post(plain))
        .route("/mixed/merge", get(for_any_origin).into())
        .merge(Router::new().route("/mixed/merge", routing::post(plain)))
        .merge(previews::router())
        .merge(protocols::router())
        .route("/poem/{*path}", routing::any_service(poem::service()))
        .route("/rocket/{*path}", routing::any_service(rocket::service()))
        .route("/by-hand", routing::get(plain).put(plain))
        .route("/by-hand/hop/{status}", routing::any(plain_hop))
        .route("/by-hand/news", routing::get(news_without_vary))
}

const KEPT: MethodFilter = MethodFilter::PUT.or(MethodFilter::DELETE);
const SETTINGS: MethodFilter = MethodFilter::GET
    .or(MethodFilter::POST)
    .or(MethodFilter::PUT);

// Any origin.

#[cors(origins = ["*"], expose = ["x-shown"])]
async fn public() -> Response {
    // Scripts never see the second of these headers.
    let headers = [
        (header::CONTENT_LANGUAGE, "en"),
        (header::SET_COOKIE, "observed=1"),
    ];
    ran((headers, "for any origin"))
}

fn open() -> CorsMethodRouter {
    get(open_to_all).post(open_to_all).put(open_to_all)
}

#[cors(origins = ["*"], headers = ["*"], expose = ["*"])]
// The compiler warns that `*` does not cover `authorization`; a case tests that.
#[allow(deprecated)]
async fn open_to_all(body: String) -> Response {
    ran(format!("{} bytes", body.len()))
}

#[cors(origins = ["*"], headers = ["*", "authorization"])]
async fn tokens() -> Response {
    ran("a token is allowed")
}

// Listed origins.

fn listed_resource() -> CorsMethodRouter {
    get(listed)
        .post(listed)
        .put(listed)
        .patch(listed)
        .options(listed)
}

#[cors(
    origins = ["http://localhost:*", "https://localhost:*"],
    headers = ["content-type", "x-listed"],
    expose = ["x-shown"]
)]
async fn listed(method: Method, body: String) -> Response {
    ran(format!("{method} of {} bytes", body.len()))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"])]
async fn bare(body: String) -> Response {
    ran(format!("{} bytes", body.len()))
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"])]
async fn tenants() -> Response {
    ran("for tenants")
}

#[cors(origins = ["https://localhost:*"])]
async fn secure() -> Response {
    ran("for https")
}

#[cors(origins = ["http://localhost:*"])]
async fn insecure() -> Response {
    ran("for http")
}

#[cors(
    origins = ["http://localhost:*", "https://localhost:*"],
    headers = ["x-listed"],
    max_age = 600
)]
async fn max_age() -> Response {
    ran("done")
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], max_age = 0)]
async fn no_store() -> Response {
    ran("done")
}

// Credentials.

/// The case id is the session, so cases do not share a login.
#[derive(Deserialize)]
struct Session {
    case: String,
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials, expose = ["x-shown"])]
async fn who(Query(session): Query<Session>, headers: HeaderMap) -> Response {
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies.flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    let session = format!("session={}", session.case);
    let is_signed_in = pairs.any(|pair| pair.trim_ascii() == session.as_bytes());
    ran(if is_signed_in { "ada" } else { "anonymous" })
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn sign_in(Query(session): Query<Session>) -> Response {
    let cookie = format!("session={}; Path=/; HttpOnly; SameSite=Lax", session.case);
    ran(([(header::SET_COOKIE, cookie)], "welcome"))
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn sign_out() -> Response {
    let cookie = "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0";
    ran(([(header::SET_COOKIE, cookie)], "goodbye"))
}

#[cors(
    dev_origins = ["http://localhost:*", "https://localhost:*"],
    credentials,
    headers = ["content-type"],
    expose = ["x-shown"],
    max_age = 600
)]
async fn settings() -> Response {
    ran("yours")
}

// One path, two policies.

#[cors(origins = ["*"])]
async fn read() -> Response {
    ran("a note")
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn erase() -> Response {
    ran(StatusCode::NO_CONTENT)
}

// Errors, rejections, authentication.

#[cors(origins = ["http://localhost:*", "https://localhost:*"], expose = ["x-shown"])]
async fn fail(Path(status): Path<u16>) -> Result<&'static str, Response> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Err(ran((status, "that went wrong")))
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"])]
async fn user(Path(id): Path<u64>) -> Response {
    ran(format!("user {id}"))
}

#[derive(Deserialize)]
struct User {
    name: String,
}

#[cors(
    dev_origins = ["http://localhost:*", "https://localhost:*"],
    credentials,
    headers = ["content-type"]
)]
async fn update(Path(id): Path<u64>, Json(user): Json<User>) -> Response {
    ran(format!("user {id} is now {}", user.name))
}

async fn bearer(request: Request, next: Next) -> Response {
    match request.headers().get(header::AUTHORIZATION) {
        Some(token) if token == "Bearer letmein" => next.run(request).await,
        _ => {
            let challenge = [(header::WWW_AUTHENTICATE, "Bearer")];
            (StatusCode::UNAUTHORIZED, challenge, "who are you?").into_response()
        }
    }
}

#[cors(
    origins = ["http://localhost:*", "https://localhost:*"],
    headers = ["authorization"],
    expose = ["www-authenticate"]
)]
// The compiler warns that every allowed page can read the challenge, which is intended here.
#[allow(deprecated)]
async fn guarded() -> Response {
    ran("yours")
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
// A handler that sets CORS headers itself. The compiler warns about it.
#[allow(deprecated)]
async fn overwritten() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-hidden"),
    ];
    ran((headers, "for one page only"))
}

// Cacheable responses.

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn news() -> Response {
    cacheable()
}

#[cors(origins = ["*"])]
async fn public_news() -> Response {
    cacheable()
}

/// A common hand-written implementation: reflects the origin without `Vary`.
async fn news_without_vary(request: HeaderMap) -> Response {
    let mut response = cacheable();
    if let Some(origin) = request.get(header::ORIGIN) {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let yes = HeaderValue::from_static("true");
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
    }
    response
}

// `enforce`.

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
async fn enforced() -> Response {
    ran(([(header::CONTENT_TYPE, "image/svg+xml")], IMAGE))
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"], enforce)]
async fn enforced_for_tenants() -> Response {
    ran("for tenants")
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
async fn enforced_content(Path(kind): Path<String>) -> Response {
    content(&kind)
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"], enforce)]
async fn content_for_tenants(Path(kind): Path<String>) -> Response {
    content(&kind)
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"], enforce)]
async fn socket_for_tenants(upgrade: WebSocketUpgrade) -> Response {
    open_socket(upgrade)
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
async fn socket(upgrade: WebSocketUpgrade) -> Response {
    open_socket(upgrade)
}

fn open_socket(upgrade: WebSocketUpgrade) -> Response {
    // Keeps the connection until the page closes it: a browser may not report an immediately closed
    // connection as open.
    ran(upgrade.on_upgrade(|mut socket| async move { while socket.recv().await.is_some() {} }))
}

// Requests of elements and `EventSource`.

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn picture() -> Response {
    ran(([(header::CONTENT_TYPE, "image/svg+xml")], IMAGE))
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn events() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/event-stream"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    ran((headers, "data: one\n\n"))
}

// A handler with a policy, and one without, for different methods of one path.

#[cors(origins = ["*"], headers = ["content-type"])]
async fn for_any_origin() -> Response {
    ran("for any origin")
}

fn mixed() -> MethodRouter {
    MethodRouter::from(get(for_any_origin)).post(plain)
}

// Without a policy.

async fn plain() -> Response {
    ran("without a policy")
}
