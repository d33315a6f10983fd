//! The Rocket server: every policy on one handler per method.
// Handlers take their guards by value.
#![allow(clippy::needless_pass_by_value)]

use std::net::Ipv4Addr;
use std::sync::mpsc;

use cors_runtime::Policy;
use facade::rocket::{Routes, cors, routes};
use http::{HeaderMap, HeaderName, HeaderValue};
use rocket::config::{LogLevel, Shutdown};
use rocket::fairing::AdHoc;
use rocket::http::Status;
use rocket::outcome::Outcome;
use rocket::request::{FromRequest, Request};
use rocket::response::stream::TextStream;
use rocket::response::{Responder, Response};
use rocket::{Config, delete, get, options, patch, put};
use rocket_ws::{Stream, WebSocket};

use super::server::{KnownDifference, Server};
use crate::case::{Case, Expected, Integration, RespondedBy};
use crate::decide::through_decide;
use crate::fixtures::{Fixture, TestEndpoint};
use crate::observed::Observed;
use crate::spy::{self, record};

/// A guard with the request's headers, which specify the response.
struct ScriptedRequest(HeaderMap);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for ScriptedRequest {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, (Status, ()), Status> {
        let mut headers = HeaderMap::new();
        for header in request.headers().iter() {
            let name = HeaderName::from_bytes(header.name().as_str().as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(header.value())) {
                headers.append(name, value);
            }
        }
        Outcome::Success(Self(headers))
    }
}

impl ScriptedRequest {
    fn respond(&self) -> ScriptedResponse {
        ScriptedResponse(spy::respond(&self.0))
    }
}

/// A responder with the specified response.
struct ScriptedResponse(http::Response<String>);

impl<'r> Responder<'r, 'static> for ScriptedResponse {
    fn respond_to(self, _: &'r Request<'_>) -> Result<Response<'static>, Status> {
        let (parts, body) = self.0.into_parts();
        let mut response = Response::build();
        response.status(Status::new(parts.status.as_u16()));
        for (name, value) in &parts.headers {
            let value = value.to_str().expect("a case sets ASCII headers");
            response.raw_header_adjoin(name.to_string(), value.to_owned());
        }
        response
            .sized_body(body.len(), std::io::Cursor::new(body))
            .ok()
    }
}

/// A fixture with one handler per method.
struct Mounted {
    name: &'static str,
    routes: fn() -> Routes,
    endpoints: Vec<(&'static Policy, &'static [&'static str])>,
}

/// Declares a handler for one method.
macro_rules! handler {
    ($method:ident $path:tt { $($policy:tt)* }) => {
        #[allow(non_snake_case)]
        pub(super) mod $method {
            #[facade::rocket::cors(crate = facade, $($policy)*)]
            #[rocket::route($method, uri = $path)]
            pub(in super::super) fn handler(configured: super::super::ScriptedRequest) -> super::super::ScriptedResponse {
                configured.respond()
            }
        }
    };
}

macro_rules! mounted {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:tt on [$($method:ident),+] $policy:tt and $_of_function:tt
    )+) => {
        $(
            mod $name {
                mounted!(@each $path $policy $($method)+);
            }
        )+

        /// Returns the fixtures with a single policy.
        fn single_policy_fixtures() -> Vec<Mounted> {
            vec![$(Mounted {
                name: stringify!($name),
                routes: || facade::rocket::routes![$($name::$method::handler),+],
                endpoints: vec![$((
                    $name::$method::handler::policy(),
                    &[stringify!($method)],
                )),+],
            }),+]
        }
    };
    (@each $path:tt $policy:tt $($method:ident)+) => {
        $(handler!($method $path $policy);)+
    };
}

crate::table::every_fixture!(mounted);

/// Declares a handler for one route.
macro_rules! handler_for {
    ($name:ident $path:literal by $route:ident: $($policy:tt)*) => {
        #[cors(crate = facade, $($policy)*)]
        #[$route($path)]
        fn $name(configured: ScriptedRequest) -> ScriptedResponse {
            configured.respond()
        }
    };
}

macro_rules! any_origin {
    ($($name:ident $path:literal by $route:ident),+) => {
        $(handler_for!($name $path by $route: origins = ["*"], expose = ["etag"]);)+
    };
}

macro_rules! app {
    ($($name:ident $path:literal by $route:ident),+) => {
        $(handler_for! {
            $name $path by $route:
            origins = ["https://app.example.com"],
            credentials,
            headers = ["content-type"],
            max_age = 600
        })+
    };
}

macro_rules! admin {
    ($($name:ident $path:literal by $route:ident),+) => {
        $(handler_for! {
            $name $path by $route:
            origins = ["https://admin.example.com:8443"], credentials, expose = ["x-total"]
        })+
    };
}

any_origin!(notice_get "/notice" by get, listed_first_get "/listed_first" by get);
app!(
    notice_put "/notice" by put,
    listed_first_put "/listed_first" by put,
    members_get "/members" by get,
    head_of_its_own_get "/head_of_its_own" by get,
    no_get_put "/no_get" by put,
    twice_get "/twice" by get,
    twice_delete "/twice" by delete,
    shared_get "/shared" by get,
    shared_options "/shared" by options,
    options_only_options "/options_only" by options
);
admin!(
    notice_delete "/notice" by delete,
    members_put "/members" by put,
    members_patch "/members" by patch,
    head_of_its_own_head "/head_of_its_own" by head,
    described_get "/described" by get,
    tenant_routes_get "/tenant_routes" by get
);
handler_for! {
    tenant_routes_put "/tenant_routes" by put:
    origins_from = crate::tenants::TENANTS, credentials
}
handler_for! {
    described_options "/described" by options:
    origins = ["https://app.example.com"], expose = ["allow"]
}

use rocket::head;

#[cors(crate = facade, origins = ["*"])]
#[get("/numbered/<number>")]
fn numbered(number: u64, configured: ScriptedRequest) -> ScriptedResponse {
    assert_eq!(number, 7);
    configured.respond()
}

struct Broken;

impl<'r> Responder<'r, 'static> for Broken {
    fn respond_to(self, _: &'r Request<'_>) -> Result<Response<'static>, Status> {
        Response::build()
            .status(Status::Conflict)
            .raw_header("access-control-allow-origin", "*")
            .raw_header("vary", "accept")
            .sized_body(None, std::io::Cursor::new("broken"))
            .ok()
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/fail")]
fn fail() -> Result<&'static str, Broken> {
    record("handler");
    Err(Broken)
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[get("/streamed")]
fn streamed() -> TextStream![&'static str] {
    record("handler");
    TextStream! {
        for piece in ["one, ", "two, ", "three"] {
            yield piece;
        }
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[get("/socket")]
fn socket(socket: WebSocket) -> Stream!['static] {
    record("handler");
    socket.stream(|messages| messages)
}

/// Returns the fixtures of several handlers, and those specific to Rocket.
fn other_fixtures() -> Vec<Mounted> {
    macro_rules! fixture {
        ($name:ident: $($handler:ident for $method:literal),+) => {
            Mounted {
                name: stringify!($name),
                routes: || routes![$($handler),+],
                endpoints: vec![$(($handler::policy(), &[$method])),+],
            }
        };
    }
    vec![
        fixture!(notice: notice_get for "GET", notice_put for "PUT", notice_delete for "DELETE"),
        fixture!(listed_first: listed_first_put for "PUT", listed_first_get for "GET"),
        fixture!(members: members_get for "GET", members_put for "PUT", members_patch for "PATCH"),
        fixture!(head_of_its_own: head_of_its_own_get for "GET", head_of_its_own_head for "HEAD"),
        fixture!(tenant_routes: tenant_routes_get for "GET", tenant_routes_put for "PUT"),
        fixture!(no_get: no_get_put for "PUT"),
        fixture!(twice: twice_get for "GET", twice_delete for "DELETE"),
        fixture!(described: described_get for "GET", described_options for "OPTIONS"),
        fixture!(shared: shared_get for "GET", shared_options for "OPTIONS"),
        fixture!(options_only: options_only_options for "OPTIONS"),
        fixture!(numbered: numbered for "GET"),
        fixture!(fail: fail for "GET"),
        fixture!(streamed: streamed for "GET"),
        fixture!(socket: socket for "GET"),
    ]
}

fn mounted() -> Vec<Mounted> {
    single_policy_fixtures()
        .into_iter()
        .chain(other_fixtures())
        .collect()
}

pub(super) fn serve() -> Vec<Server> {
    let mounted = mounted();
    let quiet = rocket::custom(Config {
        port: 0,
        log_level: LogLevel::Off,
        shutdown: Shutdown {
            ctrlc: false,
            ..Shutdown::default()
        },
        ..Config::debug_default()
    });
    let (sender, receiver) = mpsc::channel();
    let rocket = mounted
        .iter()
        .fold(quiet, |rocket, one| rocket.attach((one.routes)().at("/")))
        .attach(AdHoc::on_liftoff("report port", move |rocket| {
            let _ = sender.send(rocket.config().port);
            Box::pin(async {})
        }));
    std::thread::spawn(|| drop(rocket::execute(rocket.launch())));
    let port = receiver.recv().expect("Rocket launches");
    vec![Server {
        integration: Integration::Rocket,
        variant: "rocket",
        address: (Ipv4Addr::LOCALHOST, port).into(),
        base: String::new(),
        fixtures: mounted.iter().map(|one| one.name).collect(),
        missing_reason: "Rocket has neither extractors nor middleware like axum",
        known_difference,
    }]
}

const ONE_METHOD: &str = "a handler has one method, so preflights select among handlers";
const NO_405: &str = "Rocket responds with 404 instead of 405, without `Allow`";
const PARAMETER: &str = "Rocket responds with 422 to an invalid path parameter";
const NO_METHOD: &str = "Rocket responds with 400 to an unknown method before any fairing runs";
const NO_UTF8: &str = "Rocket drops header values that are not UTF-8, so `Origin` is absent";

const SLASH: &str = "Rocket treats `/path/` as `/path`";

/// Returns the known differences of Rocket. The CORS headers come from the decision in each case.
fn known_difference(case: &Case) -> Option<KnownDifference> {
    let mut expected = case.expected.clone();
    if case.method.parse::<rocket::http::Method>().is_err() || case.method == "options" {
        expected.status = 400;
        expected.cors.clear();
        expected.vary.clear();
        expected.other_headers.clear();
        return Some(KnownDifference {
            reason: NO_METHOD,
            expected,
        });
    }
    let is_routed = case.fixture == "numbered" || matches!(case.path, "" | "/");
    let mounted = mounted().into_iter().find(|one| one.name == case.fixture)?;
    if !is_routed {
        return None;
    }
    // The request as Rocket sees it: trimmed values, and no values that are not UTF-8.
    let lines = case.headers.iter();
    let lines = lines.filter(|(_, value)| std::str::from_utf8(value).is_ok());
    let lines = lines.map(|(name, value)| (*name, value.trim_ascii().to_owned()));
    let seen = Case {
        headers: lines.collect(),
        ..case.clone()
    };
    let endpoints = mounted.endpoints.into_iter();
    let fixture = Fixture {
        name: mounted.name,
        endpoints: endpoints
            .map(|(policy, route)| TestEndpoint::from_route(policy, route))
            .collect(),
        functions: Vec::new(),
        mounted: Vec::new(),
        path: "",
    };
    let decision = through_decide(&fixture, &seen);
    expected.cors.clone_from(&decision.cors);
    expected.vary.clone_from(&decision.vary);
    let reason = if expected.by == RespondedBy::Cors && decision.status.is_none() {
        expected = expected_from(&fixture, case, &decision, expected);
        NO_UTF8
    } else if case.path == "/" {
        expected = expected_from(&fixture, case, &decision, expected);
        SLASH
    } else {
        match (expected.by, expected.status) {
            (RespondedBy::Framework, 405) => {
                expected.status = 404;
                expected.other_headers.clear();
                NO_405
            }
            (RespondedBy::Framework, 400) => {
                expected.status = 422;
                PARAMETER
            }
            _ => ONE_METHOD,
        }
    };
    (expected != case.expected).then_some(KnownDifference { reason, expected })
}

/// Returns the expectation for a request that another part responds to than with other
/// integrations.
fn expected_from(
    fixture: &Fixture,
    case: &Case,
    decision: &Observed,
    expected: Expected,
) -> Expected {
    let mut methods = fixture.endpoints.iter().flat_map(|endpoint| endpoint.route);
    let (by, status, body) = match decision.status {
        Some(status) => (RespondedBy::Cors, status, Some("")),
        None if methods.any(|method| *method == case.method) => {
            (RespondedBy::Handler, 200, Some(spy::BODY))
        }
        None => (RespondedBy::Framework, 404, None),
    };
    let reached = if by == RespondedBy::Handler {
        vec!["handler"]
    } else {
        Vec::new()
    };
    Expected {
        by,
        status,
        body,
        reached,
        ..expected
    }
}
