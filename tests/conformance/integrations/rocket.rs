//! Rocket: every policy on handlers of its own, one for each method.
// A handler takes its guards by value.
#![allow(clippy::needless_pass_by_value)]

use std::net::Ipv4Addr;
use std::sync::mpsc;

use cors_runtime::policy::Policy;
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

use super::served::{Exception, Served};
use super::{Answer, through_decide};
use crate::case::{By, Door, Expected, Row};
use crate::fixtures::{Judged, Subject};
use crate::spy::{self, mark};

/// What the row tells.
struct Told(HeaderMap);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Told {
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

impl Told {
    fn answer(&self) -> Answered {
        Answered(spy::answer(&self.0))
    }
}

/// What the handler answers.
struct Answered(http::Response<String>);

impl<'r> Responder<'r, 'static> for Answered {
    fn respond_to(self, _: &'r Request<'_>) -> Result<Response<'static>, Status> {
        let (parts, body) = self.0.into_parts();
        let mut response = Response::build();
        response.status(Status::new(parts.status.as_u16()));
        for (name, value) in &parts.headers {
            let value = value.to_str().expect("a row tells its handler ASCII");
            response.raw_header_adjoin(name.to_string(), value.to_owned());
        }
        response
            .sized_body(body.len(), std::io::Cursor::new(body))
            .ok()
    }
}

/// A subject with a handler for each of its methods.
struct Mounted {
    name: &'static str,
    routes: fn() -> Routes,
    endpoints: Vec<(&'static Policy, &'static [&'static str])>,
}

/// A policy on one handler for one method.
macro_rules! handler {
    ($method:ident $path:tt { $($policy:tt)* }) => {
        #[allow(non_snake_case)]
        pub(super) mod $method {
            #[facade::rocket::cors(crate = facade, $($policy)*)]
            #[rocket::route($method, uri = $path)]
            pub(in super::super) fn handler(told: super::super::Told) -> super::super::Answered {
                told.answer()
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

        /// The subjects that are one policy each.
        fn of_the_table() -> Vec<Mounted> {
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

crate::table::every_subject!(mounted);

/// The same policy and handler, for one more route.
macro_rules! told {
    ($name:ident $path:literal by $route:ident: $($policy:tt)*) => {
        #[cors(crate = facade, $($policy)*)]
        #[$route($path)]
        fn $name(told: Told) -> Answered {
            told.answer()
        }
    };
}

macro_rules! everybody {
    ($($name:ident $path:literal by $route:ident),+) => {
        $(told!($name $path by $route: origins = ["*"], expose = ["etag"]);)+
    };
}

macro_rules! app {
    ($($name:ident $path:literal by $route:ident),+) => {
        $(told! {
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
        $(told! {
            $name $path by $route:
            origins = ["https://admin.example.com:8443"], credentials, expose = ["x-total"]
        })+
    };
}

everybody!(notice_get "/notice" by get, listed_first_get "/listed_first" by get);
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
    described_get "/described" by get
);
told! {
    described_options "/described" by options:
    origins = ["https://app.example.com"], expose = ["allow"]
}

use rocket::head;

#[cors(crate = facade, origins = ["*"])]
#[get("/numbered/<number>")]
fn numbered(number: u64, told: Told) -> Answered {
    assert_eq!(number, 7);
    told.answer()
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
    mark("handler");
    Err(Broken)
}

#[cors(crate = facade, origins = ["https://app.example.com"], expose = ["etag"])]
#[get("/streamed")]
fn streamed() -> TextStream![&'static str] {
    mark("handler");
    TextStream! {
        for piece in ["one, ", "two, ", "three"] {
            yield piece;
        }
    }
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[get("/socket")]
fn socket(socket: WebSocket) -> Stream!['static] {
    mark("handler");
    socket.stream(|messages| messages)
}

/// The subjects of several handlers, and those that are Rocket's own to write.
fn of_several() -> Vec<Mounted> {
    macro_rules! subject {
        ($name:ident: $($handler:ident for $method:literal),+) => {
            Mounted {
                name: stringify!($name),
                routes: || routes![$($handler),+],
                endpoints: vec![$(($handler::policy(), &[$method])),+],
            }
        };
    }
    vec![
        subject!(notice: notice_get for "GET", notice_put for "PUT", notice_delete for "DELETE"),
        subject!(listed_first: listed_first_put for "PUT", listed_first_get for "GET"),
        subject!(members: members_get for "GET", members_put for "PUT", members_patch for "PATCH"),
        subject!(head_of_its_own: head_of_its_own_get for "GET", head_of_its_own_head for "HEAD"),
        subject!(no_get: no_get_put for "PUT"),
        subject!(twice: twice_get for "GET", twice_delete for "DELETE"),
        subject!(described: described_get for "GET", described_options for "OPTIONS"),
        subject!(shared: shared_get for "GET", shared_options for "OPTIONS"),
        subject!(options_only: options_only_options for "OPTIONS"),
        subject!(numbered: numbered for "GET"),
        subject!(fail: fail for "GET"),
        subject!(streamed: streamed for "GET"),
        subject!(socket: socket for "GET"),
    ]
}

fn mounted() -> Vec<Mounted> {
    of_the_table().into_iter().chain(of_several()).collect()
}

pub(super) fn serve() -> Vec<Served> {
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
    let (tell, told) = mpsc::channel();
    let rocket = mounted
        .iter()
        .fold(quiet, |rocket, one| rocket.attach((one.routes)().at("/")))
        .attach(AdHoc::on_liftoff("told", move |rocket| {
            let _ = tell.send(rocket.config().port);
            Box::pin(async {})
        }));
    std::thread::spawn(|| drop(rocket::execute(rocket.launch())));
    let port = told.recv().expect("it lifts off");
    vec![Served {
        door: Door::Rocket,
        way: "rocket",
        address: (Ipv4Addr::LOCALHOST, port).into(),
        base: String::new(),
        subjects: mounted.iter().map(|one| one.name).collect(),
        lacks: "Rocket has neither axum's extractors nor its middleware",
        exception,
    }]
}

const ONE_METHOD: &str = "a handler is for one method, so a preflight is chosen among handlers";
const NO_405: &str = "Rocket has no 405, and answers 404 without `Allow`";
const PARAMETER: &str = "Rocket answers 422 to a parameter that it cannot read";
const NO_METHOD: &str =
    "Rocket answers 400 to a method it has no name for, before any fairing is asked";
const NO_UTF8: &str = "Rocket drops a header value that is no UTF-8: there is no `Origin`";

const SLASH: &str = "Rocket reads `/path/` as `/path`";

/// What Rocket itself makes otherwise. What CORS has to say then is asked of the decision.
fn exception(row: &Row) -> Option<Exception> {
    let mut expected = row.expected.clone();
    if row.method.parse::<rocket::http::Method>().is_err() || row.method == "options" {
        expected.status = 400;
        expected.cors.clear();
        expected.vary.clear();
        expected.besides.clear();
        return Some(Exception {
            reason: NO_METHOD,
            expected,
        });
    }
    let is_routed = row.subject == "numbered" || matches!(row.path, "" | "/");
    let mounted = mounted().into_iter().find(|one| one.name == row.subject)?;
    if !is_routed {
        return None;
    }
    // What Rocket is asked, without the space around it.
    let lines = row.lines.iter();
    let lines = lines.filter(|(_, value)| std::str::from_utf8(value).is_ok());
    let lines = lines.map(|(name, value)| (*name, value.trim_ascii().to_owned()));
    let asked = Row {
        lines: lines.collect(),
        ..row.clone()
    };
    let endpoints = mounted.endpoints.into_iter();
    let subject = Subject {
        name: mounted.name,
        endpoints: endpoints
            .map(|(policy, route)| Judged::by_route(policy, route))
            .collect(),
        functions: Vec::new(),
        mounted: Vec::new(),
        path: "",
    };
    let decided = through_decide(&subject, &asked);
    expected.cors.clone_from(&decided.cors);
    expected.vary.clone_from(&decided.vary);
    let reason = if expected.by == By::Cors && decided.status.is_none() {
        expected = otherwise(&subject, row, &decided, expected);
        NO_UTF8
    } else if row.path == "/" {
        expected = otherwise(&subject, row, &decided, expected);
        SLASH
    } else {
        match (expected.by, expected.status) {
            (By::Between, 405) => {
                expected.status = 404;
                expected.besides.clear();
                NO_405
            }
            (By::Between, 400) => {
                expected.status = 422;
                PARAMETER
            }
            _ => ONE_METHOD,
        }
    };
    (expected != row.expected).then_some(Exception { reason, expected })
}

/// The same for a request that somebody else answers than elsewhere.
fn otherwise(subject: &Subject, row: &Row, decided: &Answer, expected: Expected) -> Expected {
    let mut methods = subject.endpoints.iter().flat_map(|endpoint| endpoint.route);
    let (by, status, body) = match decided.status {
        Some(status) => (By::Cors, status, Some("")),
        None if methods.any(|method| *method == row.method) => (By::Handler, 200, Some(spy::BODY)),
        None => (By::Between, 404, None),
    };
    let reached = if by == By::Handler {
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
