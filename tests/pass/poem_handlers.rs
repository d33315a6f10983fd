//! Every form of handler that the poem integration accepts.

#![deny(warnings)]
#![deny(
    unreachable_pub,
    missing_debug_implementations,
    unused_qualifications,
    unused_lifetimes
)]
// The handlers show forms of signatures; their own style does not matter here.
#![allow(clippy::all, clippy::pedantic)]

extern crate facade as cors;

use std::fmt::Display;

use cors::Policy;
use cors::poem::{Cors, CorsRouteMethod, cors, get, on};
use poem::http::{HeaderMap, Method, Uri};
use poem::middleware::SetHeader;
use poem::web::cookie::CookieJar;
use poem::web::websocket::WebSocket;
use poem::web::{Data, Json, Path, Query};
use poem::{
    Endpoint, EndpointExt, FromRequest, IntoResponse, Request, RequestBody, Response, Result,
    Route, handler,
};

static API: Policy = cors::policy! { origins = ["https://app.example.com"], enforce };

#[cors(origins = ["*"])]
#[handler]
async fn nothing() {}

/// Documented.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
/// And here.
#[poem::handler]
#[allow(clippy::needless_pass_by_value)]
pub async fn everything(
    Path(id): Path<u64>,
    request: &Request,
    headers: &HeaderMap,
    uri: &Uri,
    data: Option<Data<&String>>,
    query: Result<Query<Vec<(String, String)>>>,
    cookies: &CookieJar,
    Json(mut names): Json<Vec<String>>,
) -> Result<impl IntoResponse> {
    if names.is_empty() {
        return Err(poem::error::NotFoundError.into());
    }
    names.push(format!("{} {uri} {}", request.method(), headers.len()));
    let data = data.map_or("", |data| data.0);
    let length = query.map_or(0, |query| query.len());
    let cookie = cookies.get("name").is_some();
    Ok(format!(
        "{id} {data} {length} {cookie} {}",
        names.join(", ")
    ))
}

/// poem takes functions that are not `async`, too.
#[cors(origins = ["https://app.example.com"])]
#[handler]
fn sync(method: Method) -> String {
    method.to_string()
}

#[cors(policy = API)]
#[handler]
async fn by_name(socket: WebSocket) -> impl IntoResponse {
    socket.on_upgrade(async |_| {})
}

struct Of<T>(T);

impl<'a, T: Default + Send> FromRequest<'a> for Of<T> {
    async fn from_request(_: &'a Request, _: &mut RequestBody) -> Result<Self> {
        Ok(Self(T::default()))
    }
}

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn generic<T, U: Display>(one: Of<T>, other: Of<U>) -> String
where
    T: Default + Display + Send + Sync + 'static,
    U: Default + Send + Sync + 'static,
{
    format!("{}{}", one.0, other.0)
}

// Names that the expansion of poem or of `cors` could conflict with.
#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn call(__request: &Request, req: Uri2) -> String {
    format!("{}{}", __request.uri(), req.0)
}

struct Uri2(&'static str);

impl<'a> FromRequest<'a> for Uri2 {
    async fn from_request(_: &'a Request, _: &mut RequestBody) -> Result<Self> {
        Ok(Self("odd"))
    }
}

#[cors(origins = ["https://app.example.com"])]
#[handler]
async fn r#match() -> &'static str {
    "raw"
}

#[cors(origins = ["https://app.example.com"])]
#[handler]
#[cfg(any())]
async fn not_there() -> Missing {}

/// A deprecated handler.
#[cors(origins = ["https://app.example.com"])]
#[handler]
#[deprecated(note = "there is a new one")]
async fn old() -> &'static str {
    "old"
}

#[cors(origins = ["https://app.example.com"])]
#[handler]
#[must_use]
fn tidy() -> &'static str {
    "tidy"
}

fn repeated<T: Default + Display + Send + Sync + 'static>() -> CorsRouteMethod {
    get(generic::<T, u8>::default()).post(generic::<u8, T>::default())
}

async fn pass(request: Request) -> Result<Request> {
    Ok(request)
}

async fn to_text(error: poem::Error) -> Response {
    error.to_string().into_response()
}

fn main() {
    #[cors(origins = ["https://local.example.com"])]
    #[handler]
    async fn local() -> String {
        helper()
    }

    fn helper() -> String {
        "local".to_owned()
    }

    let single = nothing.with(SetHeader::new().overriding("server", "poem"));
    let routes = get(everything)
        .put(sync)
        .with(SetHeader::new().overriding("server", "poem"))
        .before(pass)
        .catch_all_error(to_text)
        .delete(r#match)
        .plain(Method::TRACE, poem::endpoint::make_sync(|_| "plain"));
    let app = Route::new()
        .at("/", get(single.with(SetHeader::new().appending("a", "b"))))
        .at("/everything/:id", routes)
        .at("/socket", get(by_name))
        .at("/generic", repeated::<String>())
        .at("/odd", on([Method::GET, Method::OPTIONS], call))
        .at("/tidy", get(tidy))
        .nest("/nested", Route::new().at("/", get(local)))
        .with(Cors::fallback(&API));
    let _: &dyn Send = &app.data(7_u8).boxed();
    assert!(everything::policy().credentials());
    assert!(by_name::policy().enforces());
    assert!(generic::policy().allows(b"https://app.example.com"));
    assert!(local::policy().allows(b"https://local.example.com"));
    #[allow(deprecated)]
    let mounted = get(old).around(async |handlers, request: Request| handlers.call(request).await);
    assert_eq!(format!("{:?}", nothing), "MountWithCorsPoem { .. }");
    drop(mounted);
}
