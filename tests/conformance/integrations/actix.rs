//! The actix-web server: every policy on one handler for all its methods.

use std::convert::Infallible;
use std::fmt;
use std::future::{Ready, ready};

use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::{Next, from_fn};
use actix_web::web::{Bytes, Data, Json, Path, ServiceConfig};
use actix_web::{
    App, Error, FromRequest, HttpRequest, HttpResponse, HttpServer, ResponseError, delete, error,
    get, post, put, route,
};
use facade::actix::cors;
use http::HeaderMap;
use serde::Deserialize;

use super::server::{KnownDifference, Server};
use crate::case::{Case, Expected, Integration, RespondedBy};
use crate::spy::{self, record};

/// Responds as the case specifies.
fn respond(request: &HttpRequest) -> HttpResponse {
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers() {
        let name = http::HeaderName::from_bytes(name.as_str().as_bytes());
        let value = http::HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    let (parts, body) = spy::respond(&headers).into_parts();
    let status = StatusCode::from_u16(parts.status.as_u16()).expect("a status");
    let mut response = HttpResponse::with_body(status, body).map_into_boxed_body();
    for (name, value) in &parts.headers {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect("a name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
        response.headers_mut().append(name, value);
    }
    response
}

/// A fixture with its handlers.
struct Mounted {
    name: &'static str,
    /// The methods of its handlers.
    methods: &'static [&'static str],
    register: fn(&mut ServiceConfig),
}

macro_rules! mounted {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:literal on [$($method:ident),+] $policy:tt and $_of_function:tt
    )+) => {
        $(mounted!(@each $name $path $policy [$($method)+] []);)+

        /// Returns the fixtures with a single policy.
        fn single_policy_fixtures() -> Vec<Mounted> {
            vec![$(Mounted {
                name: stringify!($name),
                methods: &[$(stringify!($method)),+],
                register: |config| {
                    config.service($name::handler);
                },
            }),+]
        }
    };
    // Converts method names to the arguments of actix-web's attribute.
    (@each $n:ident $p:tt $k:tt [GET $($more:ident)*] [$($methods:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($methods)*, method = "GET"]);
    };
    (@each $n:ident $p:tt $k:tt [HEAD $($more:ident)*] [$($methods:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($methods)*, method = "HEAD"]);
    };
    (@each $n:ident $p:tt $k:tt [POST $($more:ident)*] [$($methods:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($methods)*, method = "POST"]);
    };
    (@each $n:ident $p:tt $k:tt [PUT $($more:ident)*] [$($methods:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($methods)*, method = "PUT"]);
    };
    (@each $n:ident $p:tt $k:tt [PATCH $($more:ident)*] [$($methods:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($methods)*, method = "PATCH"]);
    };
    (@each $n:ident $p:tt $k:tt [DELETE $($more:ident)*] [$($methods:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($methods)*, method = "DELETE"]);
    };
    (@each $name:ident $path:tt { $($policy:tt)* } [] [$($methods:tt)*]) => {
        mod $name {
            #[facade::actix::cors(crate = facade, $($policy)*)]
            #[actix_web::route($path $($methods)*)]
            pub(super) async fn handler(request: super::HttpRequest) -> super::HttpResponse {
                super::respond(&request)
            }
        }
    };
}

crate::table::every_fixture!(mounted);

/// Declares handlers with one policy for several routes.
macro_rules! handlers {
    ($($name:ident by $route:ident($($methods:tt)*)),+ : $policy:tt) => {
        $(handlers!(@each $name $route ($($methods)*) $policy);)+
    };
    (@each $name:ident $route:ident ($($methods:tt)*) { $($policy:tt)* }) => {
        #[cors(crate = facade, $($policy)*)]
        #[$route($($methods)*)]
        async fn $name(request: HttpRequest) -> HttpResponse {
            respond(&request)
        }
    };
}

handlers! {
    notice_get by get("/notice"), listed_first_get by get("/listed_first"):
    { origins = ["*"], expose = ["etag"] }
}
handlers! {
    notice_put by put("/notice"),
    listed_first_put by put("/listed_first"),
    members_get by get("/members"),
    head_of_its_own_get by get("/head_of_its_own"),
    no_get_put by put("/no_get"),
    twice_get by get("/twice"),
    twice_delete by delete("/twice"),
    shared_both by route("/shared", method = "GET", method = "OPTIONS"),
    options_only_options by route("/options_only", method = "OPTIONS"),
    overridden_get by get("/overridden", wrap = "from_fn(set_cors_headers)"),
    account_put by put("/account"):
    {
        origins = ["https://app.example.com"],
        credentials,
        headers = ["content-type"],
        max_age = 600,
    }
}
handlers! {
    notice_delete by delete("/notice"),
    members_change by route("/members", method = "PUT", method = "PATCH"),
    head_of_its_own_head by route("/head_of_its_own", method = "HEAD"),
    described_get by get("/described"),
    tenant_routes_get by get("/tenant_routes"):
    { origins = ["https://admin.example.com:8443"], credentials, expose = ["x-total"] }
}
handlers! {
    tenant_routes_put by put("/tenant_routes"): { origins_from = crate::tenants::TENANTS, credentials }
}
handlers! {
    described_options by route("/described", method = "OPTIONS"),
    account_options by route(
        "/described_account", method = "OPTIONS", wrap = "from_fn(signed_in)"
    ):
    { origins = ["https://app.example.com"], expose = ["allow"] }
}
handlers! {
    account_described by get("/described_account", wrap = "from_fn(signed_in)"):
    { origins = ["https://app.example.com"], credentials }
}

/// Responds with 401 unless the request has a cookie.
async fn signed_in(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    record("layer");
    if request.headers().contains_key("cookie") {
        next.call(request).await
    } else {
        Err(error::ErrorUnauthorized(""))
    }
}

/// Middleware that sets CORS headers itself.
async fn set_cors_headers(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut response = next.call(request).await?;
    for name in [
        "access-control-allow-origin",
        "access-control-allow-credentials",
    ] {
        let name = HeaderName::from_static(name);
        let value = HeaderValue::from_static("*");
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// An extractor that records that it ran.
struct RecordingExtractor;

impl FromRequest for RecordingExtractor {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        record("extractor");
        ready(Ok(Self))
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[get("/account", wrap = "from_fn(signed_in)")]
async fn account_get(_: RecordingExtractor, request: HttpRequest) -> HttpResponse {
    respond(&request)
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"], expose = ["etag"])]
#[post("/rename")]
async fn rename(_: RecordingExtractor, request: HttpRequest, named: Json<Named>) -> HttpResponse {
    assert!(!named.name.is_empty());
    respond(&request)
}

#[cors(crate = facade, origins = ["*"])]
#[get("/numbered/{number}")]
async fn numbered(number: Path<u64>, request: HttpRequest) -> HttpResponse {
    assert_eq!(*number, 7);
    respond(&request)
}

#[derive(Debug)]
struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("broken")
    }
}

impl ResponseError for Broken {
    fn error_response(&self) -> HttpResponse {
        HttpResponse::Conflict()
            .insert_header(("access-control-allow-origin", "*"))
            .insert_header(("vary", "accept"))
            .body("broken")
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/fail")]
async fn fail() -> Result<&'static str, Broken> {
    record("handler");
    Err(Broken)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[delete("/nothing")]
async fn nothing() -> HttpResponse {
    record("handler");
    HttpResponse::Ok().finish()
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[get("/streamed")]
async fn streamed() -> HttpResponse {
    record("handler");
    let pieces = ["one, ", "two, ", "three"].map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    HttpResponse::Ok().streaming(tokio_stream::iter(pieces))
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[get("/socket")]
async fn socket(
    request: HttpRequest,
    body: actix_web::web::Payload,
) -> Result<HttpResponse, Error> {
    record("handler");
    let (response, _, _) = actix_ws::handle(&request, body)?;
    Ok(response)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/stateful")]
async fn stateful(state: Data<&'static str>, request: HttpRequest) -> HttpResponse {
    assert_eq!(*state.get_ref(), "the state");
    respond(&request)
}

/// Returns the fixtures of several handlers, and those specific to actix-web.
fn other_fixtures() -> Vec<Mounted> {
    macro_rules! fixture {
        ($name:ident: $($handler:ident),+ for $($method:literal),+) => {
            Mounted {
                name: stringify!($name),
                methods: &[$($method),+],
                register: |config| {
                    config$(.service($handler))+;
                },
            }
        };
    }
    vec![
        fixture!(notice: notice_get, notice_put, notice_delete for "GET", "PUT", "DELETE"),
        fixture!(listed_first: listed_first_put, listed_first_get for "PUT", "GET"),
        fixture!(members: members_get, members_change for "GET", "PUT", "PATCH"),
        fixture!(head_of_its_own: head_of_its_own_get, head_of_its_own_head for "GET", "HEAD"),
        fixture!(tenant_routes: tenant_routes_get, tenant_routes_put for "GET", "PUT"),
        fixture!(no_get: no_get_put for "PUT"),
        fixture!(twice: twice_get, twice_delete for "GET", "DELETE"),
        fixture!(described: described_options, described_get for "GET", "OPTIONS"),
        fixture!(shared: shared_both for "GET", "OPTIONS"),
        fixture!(options_only: options_only_options for "OPTIONS"),
        fixture!(rename: rename for "POST"),
        fixture!(numbered: numbered for "GET"),
        fixture!(fail: fail for "GET"),
        fixture!(socket: socket for "GET"),
        fixture!(streamed: streamed for "GET"),
        fixture!(nothing: nothing for "DELETE"),
        fixture!(stateful: stateful for "GET"),
        fixture!(overridden: overridden_get for "GET"),
        fixture!(account: account_get, account_put for "GET", "PUT"),
        fixture!(described_account: account_options, account_described for "GET", "OPTIONS"),
    ]
}

fn mounted() -> Vec<Mounted> {
    single_policy_fixtures()
        .into_iter()
        .chain(other_fixtures())
        .collect()
}

pub(super) fn serve() -> Vec<Server> {
    let (listener, address) = super::server::listen();
    std::thread::spawn(|| {
        let server = HttpServer::new(|| {
            let register = |config: &mut ServiceConfig| {
                for one in mounted() {
                    (one.register)(config);
                }
            };
            App::new()
                .app_data(Data::new("the state"))
                .configure(register)
        });
        let server = server.workers(1).disable_signals().listen(listener)?;
        actix_web::rt::System::new().block_on(server.run())
    });
    vec![Server {
        integration: Integration::Actix,
        variant: "actix",
        address,
        base: String::new(),
        fixtures: mounted().iter().map(|one| one.name).collect(),
        missing_reason: "actix-web's attributes do not support generics, and sixteen extractors are specific to axum",
        known_difference,
    }]
}

const ROUTED_PREFLIGHT: &str = "actix-web routes a preflight to the handler of the requested method, which does not know the other handlers";
const NO_HANDLER: &str =
    "actix-web passes a method without a handler, including HEAD, to the app's default service";
const HEAD: &str = "actix-web responds with 431 to a head above 128 KiB";
const BODY: &str = "actix-web responds with 400 to every invalid body";
const PARAMETER: &str = "actix-web responds with 404 to an invalid path parameter";

/// Returns the known differences of actix-web.
fn known_difference(case: &Case) -> Option<KnownDifference> {
    let line = |required| {
        let mut lines = case
            .headers
            .iter()
            .filter(move |(name, _)| *name == required);
        lines.next().map(|(_, value)| value.as_slice())
    };
    let requested = line("access-control-request-method")
        .filter(|_| case.method == "OPTIONS" && line("origin").is_some());
    let method = requested.unwrap_or(case.method.as_bytes());
    let mounted = mounted().into_iter().find(|one| one.name == case.fixture)?;
    let has_handler = mounted.methods.iter().any(|one| one.as_bytes() == method);
    let head: usize = case.headers.iter().map(|(_, value)| value.len()).sum();
    let expected = case.expected.clone();
    let (reason, expected) = match (expected.by, expected.status) {
        (RespondedBy::Framework, 404) => return None,
        _ if head > 128 * 1024 => (
            HEAD,
            Expected {
                status: 431,
                ..unhandled()
            },
        ),
        _ if !has_handler => (NO_HANDLER, unhandled()),
        (RespondedBy::Framework, 415 | 422) => (
            BODY,
            Expected {
                status: 400,
                ..expected
            },
        ),
        (RespondedBy::Framework, 400) if case.fixture == "numbered" => (
            PARAMETER,
            Expected {
                status: 404,
                ..expected
            },
        ),
        (RespondedBy::Cors, _) if requested.is_some() => {
            (ROUTED_PREFLIGHT, with_method_in_vary(expected))
        }
        _ => return None,
    };
    (expected != case.expected).then_some(KnownDifference { reason, expected })
}

fn unhandled() -> Expected {
    Expected {
        by: RespondedBy::Framework,
        status: 404,
        cors: Vec::new(),
        vary: Vec::new(),
        other_headers: Vec::new(),
        body: None,
        reached: Vec::new(),
    }
}

fn with_method_in_vary(mut expected: Expected) -> Expected {
    let requested = "Access-Control-Request-Method".to_owned();
    if !expected.vary.contains(&requested) {
        expected.vary.push(requested);
    }
    expected
}
