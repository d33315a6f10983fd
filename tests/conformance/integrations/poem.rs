//! The poem server: every policy on one handler for all its methods, with and without middleware.

use std::marker::PhantomData;

use facade::poem::{CorsRouteMethod, HandlerEndpoint, cors, delete, get, on, options, post, put};
use poem::http::{HeaderMap, Method, StatusCode, Uri, Version};
use poem::listener::TcpAcceptor;
use poem::middleware::make;
use poem::web::websocket::WebSocket;
use poem::web::{Data, Json, Path, Query};
use poem::{
    Body, Endpoint, EndpointExt, Error, FromRequest, IntoResponse, Request, RequestBody, Response,
    Result, Route, Server as PoemServer, handler,
};
use serde::Deserialize;

use super::server::{KnownDifference, Server, listen, spawn_server};
use crate::case::{Case, Integration, RespondedBy};
use crate::spy::{self, record};

const OWN: &str = "poem";
const LAYERED: &str = "poem-in";

/// Responds as the case specifies.
fn respond(request: &HeaderMap) -> Response {
    let (parts, body) = spy::respond(request).into_parts();
    let mut response = Response::builder().status(parts.status).body(body);
    *response.headers_mut() = parts.headers;
    response
}

/// A fixture with its handlers.
struct Mounted {
    name: &'static str,
    /// The part of the path after the name.
    path: &'static str,
    routes: fn() -> CorsRouteMethod,
}

macro_rules! mounted {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:tt on [$($method:ident),+] { $($policy:tt)* } and $_of_function:tt
    )+) => {
        $(
            mod $name {
                #[facade::poem::cors(crate = facade, $($policy)*)]
                #[poem::handler]
                pub(super) async fn handler(headers: &poem::http::HeaderMap) -> poem::Response {
                    super::respond(headers)
                }
            }
        )+

        /// Returns the fixtures with a single policy.
        fn single_policy_fixtures() -> Vec<Mounted> {
            vec![$(Mounted {
                name: stringify!($name),
                path: "",
                routes: || on([$(Method::$method),+], $name::handler),
            }),+]
        }
    };
}

crate::table::every_fixture!(mounted);

#[cors(crate = facade, origins = ["*"], expose = ["etag"])]
#[handler]
async fn read(headers: &HeaderMap) -> Response {
    respond(headers)
}

#[cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["content-type"],
    max_age = 600,
)]
#[handler]
fn write(headers: &HeaderMap) -> Response {
    respond(headers)
}

#[cors(crate = facade, origins = ["https://admin.example.com:8443"], credentials, expose = ["x-total"])]
#[handler]
async fn administrate(request: &Request) -> Response {
    respond(request.headers())
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["allow"])]
#[handler]
async fn describe(headers: &HeaderMap) -> Response {
    respond(headers)
}

/// Responds with 401 unless the request has a cookie.
async fn signed_in(request: Request) -> Result<Request> {
    record("layer");
    match request.header("cookie") {
        Some(_) => Ok(request),
        None => Err(Error::from_status(StatusCode::UNAUTHORIZED)),
    }
}

/// Middleware that sets CORS headers itself.
async fn set_cors_headers<E: Endpoint>(
    inner: std::sync::Arc<E>,
    request: Request,
) -> Result<Response> {
    let mut response = inner.call(request).await?.into_response();
    for name in [
        "access-control-allow-origin",
        "access-control-allow-credentials",
    ] {
        let name = http::HeaderName::from_static(name);
        let value = http::HeaderValue::from_static("*");
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// Middleware that passes every request on.
async fn pass_through(request: Request) -> Result<Request> {
    record(spy::PASS_THROUGH);
    Ok(request)
}

/// An extractor that records that it ran.
struct RecordingExtractor;

impl<'a> FromRequest<'a> for RecordingExtractor {
    async fn from_request(_: &'a Request, _: &mut RequestBody) -> Result<Self> {
        record("extractor");
        Ok(Self)
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[handler]
async fn account(_: RecordingExtractor, headers: &HeaderMap) -> Response {
    respond(headers)
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"], expose = ["etag"])]
#[handler]
async fn rename(_: RecordingExtractor, headers: &HeaderMap, named: Json<Named>) -> Response {
    assert!(!named.name.is_empty());
    respond(headers)
}

#[cors(crate = facade, origins = ["*"])]
#[handler]
async fn numbered(Path(number): Path<u64>, headers: &HeaderMap) -> Response {
    assert_eq!(number, 7);
    respond(headers)
}

/// An error whose response sets CORS headers itself.
fn broken() -> Error {
    let response = Response::builder()
        .status(StatusCode::CONFLICT)
        .header("access-control-allow-origin", "*")
        .header("vary", "accept")
        .body("broken");
    Error::from_response(response)
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[handler]
async fn fail() -> Result<&'static str> {
    record("handler");
    Err(broken())
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn nothing() {
    record("handler");
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[handler]
async fn socket(handshake: WebSocket) -> impl IntoResponse {
    record("handler");
    handshake.on_upgrade(async |_| {})
}

/// A streamed body of unknown length.
#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[handler]
async fn streamed() -> Body {
    record("handler");
    let pieces = ["one, ", "two, ", "three"].map(Ok::<_, std::io::Error>);
    Body::from_bytes_stream(tokio_stream::iter(pieces))
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn stateful(Data(name): Data<&&'static str>, headers: &HeaderMap) -> Response {
    assert_eq!(*name, "the state");
    respond(headers)
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[handler]
#[allow(clippy::too_many_arguments)]
async fn sixteen(
    _: RecordingExtractor,
    _: Method,
    _: &Uri,
    _: Version,
    headers: &HeaderMap,
    _: Query<Vec<(String, String)>>,
    _: RecordingExtractor,
    _: Method,
    _: &Uri,
    _: Version,
    _: Option<Path<u64>>,
    _: Result<Path<u64>>,
    _: &Request,
    _: RecordingExtractor,
    _: &HeaderMap,
    body: String,
) -> Response {
    assert_eq!(body, "{}");
    respond(headers)
}

/// The bound of a generic handler.
trait Repository: Send + Sync + 'static {
    const STATUS: StatusCode;
}

struct Empty;

/// An extractor that names the type.
struct Of<R>(PhantomData<R>);

impl<'a, R> FromRequest<'a> for Of<R> {
    async fn from_request(_: &'a Request, _: &mut RequestBody) -> Result<Self> {
        Ok(Self(PhantomData))
    }
}

impl Repository for Empty {
    const STATUS: StatusCode = StatusCode::GONE;
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[handler]
async fn generic<R: Repository>(_: Of<R>) -> impl IntoResponse {
    record("handler");
    "xxx".with_status(R::STATUS)
}

/// Returns the fixtures of several handlers, and those with extractors and middleware.
fn other_fixtures() -> Vec<Mounted> {
    let fixture = |name, routes| Mounted {
        name,
        path: "",
        routes,
    };
    vec![
        fixture("notice", || get(read).put(write).delete(administrate)),
        fixture("members", || {
            get(write).on([Method::PUT, Method::PATCH], administrate)
        }),
        fixture("listed_first", || put(write).get(read)),
        fixture("head_of_its_own", || get(write).head(administrate)),
        fixture("no_get", || put(write)),
        fixture("twice", || get(write).delete(write)),
        fixture("described", || get(administrate).options(describe)),
        fixture("shared", || on([Method::GET, Method::OPTIONS], write)),
        fixture("options_only", || options(write)),
        fixture("rename", || post(rename)),
        Mounted {
            path: "/:number",
            ..fixture("numbered", || get(numbered))
        },
        fixture("fail", || get(fail)),
        fixture("socket", || get(socket)),
        fixture("streamed", || get(streamed)),
        fixture("nothing", || delete(nothing)),
        fixture("sixteen", || put(sixteen)),
        fixture("generic", || get(generic::<Empty>::default())),
        fixture("stateful", || get(stateful)),
        fixture("overridden", || {
            let middleware = make(|inner: HandlerEndpoint<_>| inner.around(set_cors_headers));
            get(write.with(middleware))
        }),
        // Middleware applies to the handlers added before it.
        fixture("account", || get(account).before(signed_in).put(write)),
        fixture("described_account", || {
            get(account).options(describe).before(signed_in)
        }),
    ]
}

fn mounted() -> Vec<Mounted> {
    single_policy_fixtures()
        .into_iter()
        .chain(other_fixtures())
        .collect()
}

pub(super) fn serve() -> Vec<Server> {
    let (listener, address) = listen();
    spawn_server(async || {
        let acceptor = TcpAcceptor::from_std(listener)?;
        PoemServer::new_with_acceptor(acceptor).run(routes()).await
    });
    let served = [OWN, LAYERED].map(|variant| Server {
        integration: Integration::Poem,
        variant,
        address,
        base: format!("/{variant}"),
        fixtures: mounted().iter().map(|one| one.name).collect(),
        missing_reason: "every fixture is served",
        known_difference,
    });
    served.into()
}

/// Returns every fixture in every variant, at `/variant/fixture`.
fn routes() -> impl Endpoint {
    let mut routes = Route::new();
    for Mounted {
        name,
        path,
        routes: mounted,
    } in mounted()
    {
        routes = routes.at(format!("/{OWN}/{name}{path}"), mounted()).at(
            format!("/{LAYERED}/{name}{path}"),
            mounted().before(pass_through),
        );
    }
    routes.data("the state")
}

const NO_ALLOW: &str = "poem responds with 405 without `Allow`";
const BODY: &str = "poem responds with 400 to every invalid JSON body";

/// Returns the known differences of poem.
fn known_difference(case: &Case) -> Option<KnownDifference> {
    let mut expected = case.expected.clone();
    let reason = match (expected.by, expected.status) {
        (RespondedBy::Framework, 405) => {
            expected.other_headers.clear();
            NO_ALLOW
        }
        (RespondedBy::Framework, 422) => {
            expected.status = 400;
            BODY
        }
        _ => return None,
    };
    (expected != case.expected).then_some(KnownDifference { reason, expected })
}
