//! The API that is judged: annotated handlers, each with a policy that some case is about.
//!
//! Ports are free ones and not known when this compiles, hence `:*` and `origins_from`. What is
//! mounted under `/by-hand` has no policy: those are the controls, which show that an engine would
//! have noticed.

// axum's handlers are asynchronous, whether or not they have something to wait for.
#![allow(clippy::unused_async)]

use axum::extract::{Path, Query, Request, WebSocketUpgrade};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{self, MethodFilter};
use axum::{Extension, Json, Router};
use cors::axum::{Resource, cors, get, on, post, put};
use serde::Deserialize;

use super::recorder::Ran;
use super::run_time::{admit, admitted, exact, exact_news};

/// Every route. A path says which policy it has.
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
        .route("/kept", on(KEPT, kept).into())
        .route("/unkept", put(unkept).into())
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
        .route("/socket", get(socket).into())
        .route("/by-hand", routing::get(plain).put(plain))
        .route("/by-hand/hop/{status}", routing::any(plain_hop))
        .route("/by-hand/news", routing::get(news_without_vary))
}

const KEPT: MethodFilter = MethodFilter::PUT.or(MethodFilter::DELETE);
const SETTINGS: MethodFilter = MethodFilter::GET
    .or(MethodFilter::POST)
    .or(MethodFilter::PUT);

/// A response of a handler that ran, with a header that policies expose and one that they do not.
pub(super) fn ran(response: impl IntoResponse) -> Response {
    let headers = [("x-shown", "1"), ("x-hidden", "1")];
    (Extension(Ran), headers, response).into_response()
}

// Everybody.

#[cors(origins = ["*"], expose = ["x-shown"])]
async fn public() -> Response {
    // Of these two a script never gets to see the second.
    let headers = [
        (header::CONTENT_LANGUAGE, "en"),
        (header::SET_COOKIE, "seen=1"),
    ];
    ran((headers, "for everybody"))
}

fn open() -> Resource {
    get(open_to_all).post(open_to_all).put(open_to_all)
}

#[cors(origins = ["*"], headers = ["*"], expose = ["*"])]
// The compiler warns that `*` is no `authorization`. A case is about that.
#[allow(deprecated)]
async fn open_to_all(body: String) -> Response {
    ran(format!("{} bytes", body.len()))
}

#[cors(origins = ["*"], headers = ["*", "authorization"])]
async fn tokens() -> Response {
    ran("a token is welcome")
}

// Those that are listed.

fn listed_resource() -> Resource {
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
async fn kept() -> Response {
    ran("done")
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], max_age = 0)]
async fn unkept() -> Response {
    ran("done")
}

// Credentials.

/// The number of the case is the session, so that no case is signed in by another.
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
    ran(if is_signed_in { "ada" } else { "nobody" })
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
// The compiler warns that every page which is let in can read the challenge. Here it may.
#[allow(deprecated)]
async fn guarded() -> Response {
    ran("yours")
}

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
// A handler that speaks CORS by itself, and wrongly. The compiler warns about it, too.
#[allow(deprecated)]
async fn overwritten() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true"),
        (header::ACCESS_CONTROL_EXPOSE_HEADERS, "x-hidden"),
    ];
    ran((headers, "for one page only"))
}

// Redirects: where to is in the URL.

#[derive(Deserialize)]
struct Destination {
    to: String,
}

fn redirect(status: u16, to: String) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::FOUND);
    ran((status, [(header::LOCATION, to)]))
}

#[cors(
    dev_origins = ["http://localhost:*", "https://localhost:*"],
    credentials,
    headers = ["content-type", "authorization"]
)]
async fn hop(Path(status): Path<u16>, Query(next): Query<Destination>) -> Response {
    redirect(status, next.to)
}

#[cors(origins = ["*"], headers = ["content-type", "authorization"])]
async fn public_hop(Path(status): Path<u16>, Query(next): Query<Destination>) -> Response {
    redirect(status, next.to)
}

async fn plain_hop(Path(status): Path<u16>, Query(next): Query<Destination>) -> Response {
    redirect(status, next.to)
}

// What caches keep.

/// Something that may be kept: an image to elements, and text to scripts.
pub(super) fn kept_news() -> Response {
    let headers = [
        (header::CACHE_CONTROL, "max-age=600"),
        (header::CONTENT_TYPE, "image/svg+xml"),
    ];
    ran((headers, IMAGE))
}

const IMAGE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>";

#[cors(dev_origins = ["http://localhost:*", "https://localhost:*"], credentials)]
async fn news() -> Response {
    kept_news()
}

#[cors(origins = ["*"])]
async fn public_news() -> Response {
    kept_news()
}

/// What is written by hand everywhere: the origin that asked, and no word about it to caches.
async fn news_without_vary(request: HeaderMap) -> Response {
    let mut response = kept_news();
    if let Some(origin) = request.get(header::ORIGIN) {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        let yes = HeaderValue::from_static("true");
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, yes);
    }
    response
}

// Policies that decide who may run a handler, too.

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
async fn enforced() -> Response {
    ran(([(header::CONTENT_TYPE, "image/svg+xml")], IMAGE))
}

#[cors(origins = ["http://*.app.localhost:*", "https://*.app.localhost:*"], enforce)]
async fn enforced_for_tenants() -> Response {
    ran("for tenants")
}

#[cors(origins = ["http://localhost:*", "https://localhost:*"], enforce)]
async fn socket(upgrade: WebSocketUpgrade) -> Response {
    // Until the page closes it: who is hung up on at once never says that it was open.
    ran(upgrade.on_upgrade(|mut socket| async move { while socket.recv().await.is_some() {} }))
}

// What is not fetched by `fetch()`.

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

// Without a policy.

async fn plain() -> Response {
    ran("without a policy")
}
