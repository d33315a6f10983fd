//! actix-web: every policy on a handler of its own, for all its methods.

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

use super::served::{Exception, Served};
use crate::case::{By, Door, Expected, Row};
use crate::spy::{self, mark};

/// What the row tells.
fn answer(request: &HttpRequest) -> HttpResponse {
    let mut headers = HeaderMap::new();
    for (name, value) in request.headers() {
        let name = http::HeaderName::from_bytes(name.as_str().as_bytes());
        let value = http::HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            headers.append(name, value);
        }
    }
    let (parts, body) = spy::answer(&headers).into_parts();
    let status = StatusCode::from_u16(parts.status.as_u16()).expect("a status");
    let mut response = HttpResponse::with_body(status, body).map_into_boxed_body();
    for (name, value) in &parts.headers {
        let name = HeaderName::from_bytes(name.as_str().as_bytes()).expect("a name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
        response.headers_mut().append(name, value);
    }
    response
}

/// A subject with its handlers.
struct Mounted {
    name: &'static str,
    /// The methods that one of them is for.
    methods: &'static [&'static str],
    register: fn(&mut ServiceConfig),
}

macro_rules! mounted {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:literal on [$($method:ident),+] $policy:tt and $_of_function:tt
    )+) => {
        $(mounted!(@each $name $path $policy [$($method)+] []);)+

        /// The subjects that are one policy each.
        fn of_the_table() -> Vec<Mounted> {
            vec![$(Mounted {
                name: stringify!($name),
                methods: &[$(stringify!($method)),+],
                register: |config| {
                    config.service($name::handler);
                },
            }),+]
        }
    };
    // From: the name of a method. Into: the text that actix-web's attribute takes.
    (@each $n:ident $p:tt $k:tt [GET $($more:ident)*] [$($said:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($said)*, method = "GET"]);
    };
    (@each $n:ident $p:tt $k:tt [HEAD $($more:ident)*] [$($said:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($said)*, method = "HEAD"]);
    };
    (@each $n:ident $p:tt $k:tt [POST $($more:ident)*] [$($said:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($said)*, method = "POST"]);
    };
    (@each $n:ident $p:tt $k:tt [PUT $($more:ident)*] [$($said:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($said)*, method = "PUT"]);
    };
    (@each $n:ident $p:tt $k:tt [PATCH $($more:ident)*] [$($said:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($said)*, method = "PATCH"]);
    };
    (@each $n:ident $p:tt $k:tt [DELETE $($more:ident)*] [$($said:tt)*]) => {
        mounted!(@each $n $p $k [$($more)*] [$($said)*, method = "DELETE"]);
    };
    (@each $name:ident $path:tt { $($policy:tt)* } [] [$($said:tt)*]) => {
        mod $name {
            #[facade::actix::cors(crate = facade, $($policy)*)]
            #[actix_web::route($path $($said)*)]
            pub(super) async fn handler(request: super::HttpRequest) -> super::HttpResponse {
                super::answer(&request)
            }
        }
    };
}

crate::table::every_subject!(mounted);

/// The same policy and handler, for one more route.
macro_rules! told {
    ($($name:ident by $route:ident($($said:tt)*)),+ : $policy:tt) => {
        $(told!(@each $name $route ($($said)*) $policy);)+
    };
    (@each $name:ident $route:ident ($($said:tt)*) { $($policy:tt)* }) => {
        #[cors(crate = facade, $($policy)*)]
        #[$route($($said)*)]
        async fn $name(request: HttpRequest) -> HttpResponse {
            answer(&request)
        }
    };
}

told! {
    notice_get by get("/notice"), listed_first_get by get("/listed_first"):
    { origins = ["*"], expose = ["etag"] }
}
told! {
    notice_put by put("/notice"),
    listed_first_put by put("/listed_first"),
    members_get by get("/members"),
    head_of_its_own_get by get("/head_of_its_own"),
    no_get_put by put("/no_get"),
    twice_get by get("/twice"),
    twice_delete by delete("/twice"),
    shared_both by route("/shared", method = "GET", method = "OPTIONS"),
    options_only_options by route("/options_only", method = "OPTIONS"),
    meddled_get by get("/meddled", wrap = "from_fn(meddle)"),
    account_put by put("/account"):
    {
        origins = ["https://app.example.com"],
        credentials,
        headers = ["content-type"],
        max_age = 600,
    }
}
told! {
    notice_delete by delete("/notice"),
    members_change by route("/members", method = "PUT", method = "PATCH"),
    head_of_its_own_head by route("/head_of_its_own", method = "HEAD"),
    described_get by get("/described"):
    { origins = ["https://admin.example.com:8443"], credentials, expose = ["x-total"] }
}
told! {
    described_options by route("/described", method = "OPTIONS"),
    account_options by route(
        "/described_account", method = "OPTIONS", wrap = "from_fn(signed_in)"
    ):
    { origins = ["https://app.example.com"], expose = ["allow"] }
}
told! {
    account_described by get("/described_account", wrap = "from_fn(signed_in)"):
    { origins = ["https://app.example.com"], credentials }
}

/// Answers by itself to whom shows no cookie.
async fn signed_in(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    mark("layer");
    if request.headers().contains_key("cookie") {
        next.call(request).await
    } else {
        Err(error::ErrorUnauthorized(""))
    }
}

/// Middleware that believes it does CORS.
async fn meddle(
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

/// An extractor that leaves a mark.
struct Marked;

impl FromRequest for Marked {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        mark("extractor");
        ready(Ok(Self))
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials)]
#[get("/account", wrap = "from_fn(signed_in)")]
async fn account_get(_: Marked, request: HttpRequest) -> HttpResponse {
    answer(&request)
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"], expose = ["etag"])]
#[post("/rename")]
async fn rename(_: Marked, request: HttpRequest, named: Json<Named>) -> HttpResponse {
    assert!(!named.name.is_empty());
    answer(&request)
}

#[cors(crate = facade, origins = ["*"])]
#[get("/numbered/{number}")]
async fn numbered(number: Path<u64>, request: HttpRequest) -> HttpResponse {
    assert_eq!(*number, 7);
    answer(&request)
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
    mark("handler");
    Err(Broken)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[delete("/nothing")]
async fn nothing() -> HttpResponse {
    mark("handler");
    HttpResponse::Ok().finish()
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[get("/streamed")]
async fn streamed() -> HttpResponse {
    mark("handler");
    let pieces = ["one, ", "two, ", "three"].map(|piece| Ok::<_, Infallible>(Bytes::from(piece)));
    HttpResponse::Ok().streaming(tokio_stream::iter(pieces))
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[get("/socket")]
async fn socket(
    request: HttpRequest,
    body: actix_web::web::Payload,
) -> Result<HttpResponse, Error> {
    mark("handler");
    let (response, _, _) = actix_ws::handle(&request, body)?;
    Ok(response)
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/stateful")]
async fn stateful(state: Data<&'static str>, request: HttpRequest) -> HttpResponse {
    assert_eq!(*state.get_ref(), "the state");
    answer(&request)
}

/// The subjects of several handlers, and those that are actix-web's own to write.
fn of_several() -> Vec<Mounted> {
    macro_rules! subject {
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
        subject!(notice: notice_get, notice_put, notice_delete for "GET", "PUT", "DELETE"),
        subject!(listed_first: listed_first_put, listed_first_get for "PUT", "GET"),
        subject!(members: members_get, members_change for "GET", "PUT", "PATCH"),
        subject!(head_of_its_own: head_of_its_own_get, head_of_its_own_head for "GET", "HEAD"),
        subject!(no_get: no_get_put for "PUT"),
        subject!(twice: twice_get, twice_delete for "GET", "DELETE"),
        subject!(described: described_options, described_get for "GET", "OPTIONS"),
        subject!(shared: shared_both for "GET", "OPTIONS"),
        subject!(options_only: options_only_options for "OPTIONS"),
        subject!(rename: rename for "POST"),
        subject!(numbered: numbered for "GET"),
        subject!(fail: fail for "GET"),
        subject!(socket: socket for "GET"),
        subject!(streamed: streamed for "GET"),
        subject!(nothing: nothing for "DELETE"),
        subject!(stateful: stateful for "GET"),
        subject!(meddled: meddled_get for "GET"),
        subject!(account: account_get, account_put for "GET", "PUT"),
        subject!(described_account: account_options, account_described for "GET", "OPTIONS"),
    ]
}

fn mounted() -> Vec<Mounted> {
    of_the_table().into_iter().chain(of_several()).collect()
}

pub(super) fn serve() -> Vec<Served> {
    let (listener, address) = super::served::listen();
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
    vec![Served {
        door: Door::Actix,
        way: "actix",
        address,
        base: String::new(),
        subjects: mounted().iter().map(|one| one.name).collect(),
        lacks: "actix-web's attributes take no generics, and sixteen extractors are axum's",
        exception,
    }]
}

const CHOSEN: &str =
    "actix-web finds the handler whose method a preflight asks for, which knows of no other";
const NOBODYS: &str =
    "actix-web gives a method that no handler of the path is for, HEAD too, to the app's default";
const HEAD: &str = "actix-web answers 431 to a head of 128 KiB by itself";
const BODY: &str = "actix-web answers 400 to every body that it cannot read";
const PARAMETER: &str = "actix-web answers 404 to a parameter that it cannot read";

/// What actix-web itself makes otherwise.
fn exception(row: &Row) -> Option<Exception> {
    let line = |wanted| {
        let mut lines = row.lines.iter().filter(move |(name, _)| *name == wanted);
        lines.next().map(|(_, value)| value.as_slice())
    };
    let asked = line("access-control-request-method")
        .filter(|_| row.method == "OPTIONS" && line("origin").is_some());
    let method = asked.unwrap_or(row.method.as_bytes());
    let mounted = mounted().into_iter().find(|one| one.name == row.subject)?;
    let is_taken = mounted.methods.iter().any(|one| one.as_bytes() == method);
    let head: usize = row.lines.iter().map(|(_, value)| value.len()).sum();
    let expected = row.expected.clone();
    let (reason, expected) = match (expected.by, expected.status) {
        (By::Between, 404) => return None,
        _ if head > 128 * 1024 => (
            HEAD,
            Expected {
                status: 431,
                ..nobodys()
            },
        ),
        _ if !is_taken => (NOBODYS, nobodys()),
        (By::Between, 415 | 422) => (
            BODY,
            Expected {
                status: 400,
                ..expected
            },
        ),
        (By::Between, 400) if row.subject == "numbered" => (
            PARAMETER,
            Expected {
                status: 404,
                ..expected
            },
        ),
        (By::Cors, _) if asked.is_some() => (CHOSEN, chosen(expected)),
        _ => return None,
    };
    (expected != row.expected).then_some(Exception { reason, expected })
}

fn nobodys() -> Expected {
    Expected {
        by: By::Between,
        status: 404,
        cors: Vec::new(),
        vary: Vec::new(),
        besides: Vec::new(),
        body: None,
        reached: Vec::new(),
    }
}

fn chosen(mut expected: Expected) -> Expected {
    let asked = "Access-Control-Request-Method".to_owned();
    if !expected.vary.contains(&asked) {
        expected.vary.push(asked);
    }
    expected
}
