//! A property of sets of handlers on one path: the handlers of other methods, with or without a policy, have no
//! influence on the requests of a page for a method.

use std::cell::RefCell;

use cors_browser::Browser;
use cors_tests::busy_poll::busy_poll;
use cors_tests::fetch_call::FetchCall;
use cors_tests::fetch_strategy::fetch_calls;
use facade::Policy;
use facade::poem::{Cors, CorsRouteMethod, cors, on};
use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderValue, Method, StatusCode};
use poem::{Endpoint, EndpointExt, Error, Request, Response, Result, Route, handler};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const SERVER: &str = "https://api.test";

const PAGES: [&str; 4] = [
    "https://app.test",
    "https://other.test",
    "https://evil.test",
    SERVER,
];

const METHODS: [Method; 5] = [
    Method::GET,
    Method::POST,
    Method::PUT,
    Method::PATCH,
    Method::DELETE,
];

thread_local! {
    /// The handlers that have run.
    static RAN: RefCell<Vec<Kind>> = const { RefCell::new(Vec::new()) };
}

fn ran(kind: Kind) -> Response {
    RAN.with_borrow_mut(|ran| ran.push(kind));
    let response = Response::builder().header("x-secret", "1");
    response.header("etag", "a").finish()
}

#[cors(crate = facade, origins = ["*"], headers = ["content-type", "x-a", "x-b"], expose = ["etag"])]
#[handler]
async fn public() -> Response {
    ran(Kind::Public)
}

#[cors(
    crate = facade,
    origins = ["https://app.test"],
    credentials,
    headers = ["authorization", "content-type", "x-a"],
    max_age = 600,
)]
#[handler]
async fn listed() -> Response {
    ran(Kind::Listed)
}

#[cors(crate = facade, origins = ["https://app.test"], headers = ["x-a"], expose = ["etag"])]
#[handler]
async fn failing() -> Result<()> {
    let mut response = ran(Kind::Failing);
    response.set_status(StatusCode::CONFLICT);
    Err(Error::from_response(response))
}

#[cors(crate = facade, origins = ["https://other.test"], enforce)]
#[handler]
async fn enforced() -> Response {
    ran(Kind::Enforced)
}

#[handler]
async fn plain() -> Response {
    ran(Kind::Plain)
}

/// The policy of the fallback, which allows a page that no other policy allows with credentials.
static REST: Policy = facade::policy! {
    origins = ["https://evil.test"],
    credentials,
    methods = ["DELETE", "PATCH", "PUT"],
    headers = ["content-type", "x-b"],
    expose = ["x-secret"],
};

/// A handler for one method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Public,
    Listed,
    Failing,
    Enforced,
    Plain,
}

/// The application apart from its handlers.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools)] // Each may be combined with each.
struct Shape {
    is_nested: bool,
    /// Whether the handlers have middleware.
    has_middleware: bool,
    /// Whether middleware around the routes replaces `Vary`.
    replaces_vary: bool,
    /// Whether an error handler around the routes makes other responses.
    handles_errors: bool,
    has_fallback: bool,
}

type Handlers = [Option<Kind>; METHODS.len()];

async fn pass(request: Request) -> Result<Request> {
    Ok(request)
}

async fn replace_vary(mut response: Response) -> Response {
    let value = HeaderValue::from_static("accept-encoding");
    response.headers_mut().insert("vary", value);
    response
}

async fn to_response(error: Error) -> Response {
    let response = Response::builder().status(error.status());
    response
        .header("x-secret", "2")
        .header("etag", "b")
        .finish()
}

fn app(handlers: Handlers, shape: Shape) -> BoxEndpoint<'static> {
    let mut routes: CorsRouteMethod = on([], public);
    for (method, kind) in METHODS.into_iter().zip(handlers) {
        routes = match kind {
            Some(Kind::Public) => routes.method(method, public),
            Some(Kind::Listed) => routes.method(method, listed),
            Some(Kind::Failing) => routes.method(method, failing),
            Some(Kind::Enforced) => routes.method(method, enforced),
            Some(Kind::Plain) => routes.plain(method, plain),
            None => routes,
        };
    }
    if shape.has_middleware {
        routes = routes.before(pass);
    }
    let route = Route::new().at("/notes", routes);
    let mut app = if shape.is_nested {
        Route::new().nest("/nested", route).boxed()
    } else {
        route.boxed()
    };
    if shape.replaces_vary {
        app = app.map(replace_vary).map_to_response().boxed();
    }
    if shape.handles_errors {
        app = app.catch_all_error(to_response).boxed();
    }
    if shape.has_fallback {
        app = app.with(Cors::fallback(&REST)).boxed();
    }
    app
}

/// The observations of a page and of the server.
#[derive(Debug, PartialEq, Eq)]
struct Observed {
    ran: Vec<Kind>,
    /// The headers that the page can read; `None` for a blocked response.
    readable: Option<Vec<String>>,
}

fn observe(app: &BoxEndpoint<'static>, shape: Shape, page: &str, call: &FetchCall) -> Observed {
    let path = if shape.is_nested {
        "/nested/notes"
    } else {
        "/notes"
    };
    let page = Browser::spec().open(page);
    let mut respond = |request: http::Request<Vec<u8>>| {
        let (parts, body) = request.into_parts();
        let mut request = Request::builder()
            .method(parts.method)
            .uri(parts.uri)
            .body(body);
        *request.headers_mut() = parts.headers;
        let response = busy_poll(app.get_response(request));
        let mut converted = http::Response::new(Vec::<u8>::new());
        *converted.status_mut() = response.status();
        converted.headers_mut().clone_from(response.headers());
        converted
    };
    RAN.take();
    let fetch = call.to_fetch(&format!("{SERVER}{path}"));
    let result = busy_poll(page.fetch(&mut respond, fetch));
    let readable = result.ok().map(|response| {
        let names = response.headers.keys().map(ToString::to_string);
        // A response of the framework may have other headers.
        names
            .filter(|name| name == "etag" || name == "x-secret")
            .collect()
    });
    Observed {
        ran: RAN.take(),
        readable,
    }
}

fn handlers() -> impl Strategy<Value = Handlers> {
    const KINDS: [Option<Kind>; 7] = [
        None,
        Some(Kind::Public),
        Some(Kind::Listed),
        Some(Kind::Failing),
        Some(Kind::Enforced),
        Some(Kind::Plain),
        Some(Kind::Plain),
    ];
    std::array::from_fn::<_, { METHODS.len() }, _>(|_| proptest::sample::select(&KINDS[..]))
}

fn shapes() -> impl Strategy<Value = Shape> {
    any::<[bool; 5]>().prop_map(
        |[
            is_nested,
            has_middleware,
            replaces_vary,
            handles_errors,
            has_fallback,
        ]| Shape {
            is_nested,
            has_middleware,
            replaces_vary,
            handles_errors,
            has_fallback,
        },
    )
}

#[test]
fn request_depends_on_the_handler_of_its_method_only() {
    let counts = RefCell::new([0; 3]);
    let config = Config {
        cases: 4_000,
        failure_persistence: None,
        ..Config::default()
    };
    let input = (
        handlers(),
        shapes(),
        proptest::sample::select(&PAGES[..]),
        fetch_calls(),
    );
    let result = TestRunner::new(config).run(&input, |(handlers, shape, page, call)| {
        // poem responds to `HEAD` with the handler for `GET`.
        let method = match call.normalized_method() {
            "HEAD" => "GET",
            method => method,
        };
        let own = METHODS.iter().position(|name| *name == method);
        let mut alone: Handlers = Default::default();
        if let Some(own) = own {
            alone[own] = handlers[own];
        }
        let handler = own.and_then(|own| handlers[own]);
        let found = observe(&app(handlers, shape), shape, page, &call);
        let expected = observe(&app(alone, shape), shape, page, &call);
        prop_assert_eq!(&found.ran, &expected.ran);
        // A 405 has the headers of the annotated handlers of its path.
        if handler.is_some() {
            prop_assert_eq!(&found, &expected);
        } else {
            prop_assert!(found.ran.is_empty());
        }
        let kind = match (&handler, &found.readable) {
            (Some(Kind::Plain), _) => 0,
            (_, Some(_)) => 1,
            (_, None) => 2,
        };
        counts.borrow_mut()[kind] += 1;
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    let counts = counts.into_inner();
    println!("plain, readable, blocked: {counts:?}");
    assert!(
        counts.iter().all(|count| *count > 200),
        "one-sided: {counts:?}"
    );
}
