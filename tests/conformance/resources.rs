//! Fixtures that need a router: several handlers on one path, extractors that reject, middleware.

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{Json, Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, Version};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::routing::MethodFilter;
use cors_runtime::Policy;
use facade::axum::{CorsMethodRouter, cors, delete, get, on, options, post, put};
use http::Response;
use serde::Deserialize;

use crate::fixtures::{Broken, Fixture, LAYERED, OWN, TestEndpoint, both_ways};
use crate::spy::{RecordingExtractor, record, respond};

#[cors(crate = facade, origins = ["*"], expose = ["etag"])]
async fn read(headers: HeaderMap) -> Response<String> {
    respond(&headers)
}

#[cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["content-type"],
    max_age = 600,
)]
async fn write(headers: HeaderMap) -> Response<String> {
    respond(&headers)
}

#[cors(crate = facade, origins = ["https://admin.example.com:8443"], credentials, expose = ["x-total"])]
async fn administrate(headers: HeaderMap) -> Response<String> {
    respond(&headers)
}

#[cors(crate = facade, origins_from = crate::tenants::TENANTS, credentials)]
async fn of_tenant(headers: HeaderMap) -> Response<String> {
    respond(&headers)
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["allow"])]
async fn describe(headers: HeaderMap) -> Response<String> {
    respond(&headers)
}

/// Responds with 401 unless the request has a cookie.
async fn signed_in(request: Request, next: Next) -> Result<axum::response::Response, StatusCode> {
    record("layer");
    match request.headers().get("cookie") {
        Some(_) => Ok(next.run(request).await),
        None => Err(StatusCode::UNAUTHORIZED),
    }
}

/// Middleware that sets CORS headers itself.
async fn set_cors_headers(request: Request, next: Next) -> axum::response::Response {
    let mut response = next.run(request).await;
    for name in [
        "access-control-allow-origin",
        "access-control-allow-credentials",
    ] {
        let name = http::HeaderName::from_static(name);
        response
            .headers_mut()
            .append(name, http::HeaderValue::from_static("*"));
    }
    response
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
async fn account(_: RecordingExtractor, headers: HeaderMap) -> Response<String> {
    respond(&headers)
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"], expose = ["etag"])]
async fn rename(
    _: RecordingExtractor,
    headers: HeaderMap,
    Json(Named { name }): Json<Named>,
) -> Response<String> {
    assert!(!name.is_empty());
    respond(&headers)
}

#[cors(crate = facade, origins = ["*"])]
async fn numbered(Path(number): Path<u64>, headers: HeaderMap) -> Response<String> {
    assert_eq!(number, 7);
    respond(&headers)
}

impl IntoResponse for Broken {
    fn into_response(self) -> axum::response::Response {
        let hostile = [("access-control-allow-origin", "*"), ("vary", "accept")];
        (StatusCode::CONFLICT, hostile, "broken").into_response()
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
async fn fail() -> Result<&'static str, Broken> {
    record("handler");
    Err(Broken)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn nothing() -> StatusCode {
    record("handler");
    StatusCode::OK
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
async fn socket(handshake: WebSocketUpgrade) -> axum::response::Response {
    record("handler");
    handshake.on_upgrade(async |_| {})
}

/// A streamed body of unknown length.
#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
async fn streamed() -> Body {
    record("handler");
    let pieces = ["one, ", "two, ", "three"].map(Ok::<_, Infallible>);
    Body::from_stream(tokio_stream::iter(pieces))
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
async fn stateful(State(name): State<&'static str>, headers: HeaderMap) -> Response<String> {
    assert_eq!(name, "the state");
    respond(&headers)
}

/// The maximal number of extractors.
#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[allow(clippy::too_many_arguments)]
async fn sixteen(
    _: RecordingExtractor,
    _: Method,
    _: Uri,
    _: Version,
    headers: HeaderMap,
    _: Query<Vec<(String, String)>>,
    _: RecordingExtractor,
    _: Method,
    _: Uri,
    _: Version,
    _: Option<Path<u64>>,
    _: Result<Path<u64>, axum::extract::rejection::PathRejection>,
    _: State<()>,
    _: RecordingExtractor,
    _: http::Extensions,
    body: String,
) -> Response<String> {
    assert_eq!(body, "{}");
    respond(&headers)
}

/// The bound of a generic handler.
trait Repository: Send + Sync + 'static {
    const STATUS: StatusCode;
}

struct Empty;

impl Repository for Empty {
    const STATUS: StatusCode = StatusCode::GONE;
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
async fn generic<R: Repository, const N: usize>(_: HeaderMap) -> impl IntoResponse {
    record("handler");
    (R::STATUS, "x".repeat(N))
}

type Endpoints<'e> = &'e [(&'static Policy, &'static [&'static str])];

/// Returns a fixture for a resource, with and without middleware.
fn resource(
    name: &'static str,
    endpoints: Endpoints<'_>,
    build: fn() -> CorsMethodRouter,
) -> Fixture {
    let endpoints = endpoints
        .iter()
        .map(|(policy, route)| TestEndpoint::from_route(policy, route));
    Fixture {
        name,
        endpoints: endpoints.collect(),
        functions: Vec::new(),
        mounted: both_ways(build),
        path: "",
    }
}

pub(crate) fn resources() -> Vec<Fixture> {
    let any_origin = read::policy();
    let app = write::policy();
    let admin = administrate::policy();
    let mut resources = vec![
        resource(
            "notice",
            &[
                (any_origin, &["GET"]),
                (app, &["PUT"]),
                (admin, &["DELETE"]),
            ],
            || get(read).put(write).delete(administrate),
        ),
        // Two methods share a policy, and no policy allows any origin.
        resource(
            "members",
            &[(app, &["GET"]), (admin, &["PUT", "PATCH"])],
            || get(write).on(MethodFilter::PUT.or(MethodFilter::PATCH), administrate),
        ),
        // A preflight for a method without a handler gets the first policy that allows the origin,
        // so even `*` depends on the origin.
        resource(
            "listed_first",
            &[(app, &["PUT"]), (any_origin, &["GET"])],
            || put(write).get(read),
        ),
        resource(
            "head_of_its_own",
            &[(app, &["GET"]), (admin, &["HEAD"])],
            || get(write).head(administrate),
        ),
        resource(
            "tenant_routes",
            &[(admin, &["GET"]), (of_tenant::policy(), &["PUT"])],
            || get(administrate).put(of_tenant),
        ),
        resource("no_get", &[(app, &["PUT"])], || put(write)),
        resource("twice", &[(app, &["GET"]), (app, &["DELETE"])], || {
            get(write).delete(write)
        }),
        resource(
            "described",
            &[(admin, &["GET"]), (describe::policy(), &["OPTIONS"])],
            || get(administrate).options(describe),
        ),
        resource("shared", &[(app, &["GET", "OPTIONS"])], || {
            on(MethodFilter::GET.or(MethodFilter::OPTIONS), write)
        }),
        resource("options_only", &[(app, &["OPTIONS"])], || options(write)),
        resource("rename", &[(rename::policy(), &["POST"])], || post(rename)),
        Fixture {
            path: "/{number}",
            ..resource("numbered", &[(numbered::policy(), &["GET"])], || {
                get(numbered)
            })
        },
        resource("fail", &[(fail::policy(), &["GET"])], || get(fail)),
        resource("socket", &[(socket::policy(), &["GET"])], || get(socket)),
        resource("streamed", &[(streamed::policy(), &["GET"])], || {
            get(streamed)
        }),
        resource("nothing", &[(nothing::policy(), &["DELETE"])], || {
            delete(nothing)
        }),
        resource("sixteen", &[(sixteen::policy(), &["PUT"])], || put(sixteen)),
        resource("generic", &[(generic::policy(), &["GET"])], || {
            get(generic::<Empty, 3>)
        }),
        resource("overridden", &[(app, &["GET"])], || {
            get(write).layer(from_fn(set_cors_headers))
        }),
        // `layer` applies to the handlers added before it.
        resource(
            "account",
            &[(account::policy(), &["GET"]), (app, &["PUT"])],
            || get(account).layer(from_fn(signed_in)).put(write),
        ),
        resource(
            "described_account",
            &[
                (account::policy(), &["GET"]),
                (describe::policy(), &["OPTIONS"]),
            ],
            || get(account).options(describe).layer(from_fn(signed_in)),
        ),
    ];
    resources.push(with_state());
    resources
}

fn with_state() -> Fixture {
    let mounted = || -> CorsMethodRouter<&'static str> { get(stateful) };
    let pass = from_fn(crate::spy::pass_through);
    let own: axum::routing::MethodRouter<_> = mounted().into();
    let layered: axum::routing::MethodRouter<_> = mounted().layer(pass).into();
    Fixture {
        name: "stateful",
        endpoints: vec![TestEndpoint::from_route(stateful::policy(), &["GET"])],
        functions: Vec::new(),
        mounted: vec![
            (OWN, own.with_state("the state")),
            (LAYERED, layered.with_state("the state")),
        ],
        path: "",
    }
}
