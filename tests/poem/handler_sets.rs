//! Sets of handlers on one path of poem: each request depends on the handler of its method only.

use cors_browser::Browser;
use cors_tests::busy_poll::busy_poll;
use cors_tests::fetch_call::FetchCall;
use cors_tests::handler_sets::{
    HandlerSet, Kind, Observed, REST, SERVER, assert_independent, handler_sets, observe,
};
use facade::poem::{Cors, CorsRouteMethod, cors, on};
use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderValue, StatusCode};
use poem::{Endpoint, EndpointExt, Error, Request, Response, Result, Route, handler};
use proptest::prelude::*;

fn ran(kind: Kind) -> Response {
    let headers = kind.run().into_iter();
    let response = headers.fold(Response::builder(), |response, (name, value)| {
        response.header(name, value)
    });
    response.finish()
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

fn app(handlers: HandlerSet, shape: Shape) -> BoxEndpoint<'static> {
    let mut routes: CorsRouteMethod = on([], public);
    for (method, kind) in handlers.by_method() {
        routes = match kind {
            Kind::Public => routes.method(method, public),
            Kind::Listed => routes.method(method, listed),
            Kind::Failing => routes.method(method, failing),
            Kind::Enforced => routes.method(method, enforced),
            Kind::Plain => routes.plain(method, plain),
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

fn fetch(handlers: HandlerSet, shape: Shape, page: &str, call: &FetchCall) -> Observed {
    let path = if shape.is_nested {
        "/nested/notes"
    } else {
        "/notes"
    };
    let page = Browser::spec().open(page);
    let app = app(handlers, shape);
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
    let fetch = call.to_fetch(&format!("{SERVER}{path}"));
    observe(|| busy_poll(page.fetch(&mut respond, fetch)).ok())
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
    const KINDS: [Option<Kind>; 7] = [
        None,
        Some(Kind::Public),
        Some(Kind::Listed),
        Some(Kind::Failing),
        Some(Kind::Enforced),
        Some(Kind::Plain),
        Some(Kind::Plain),
    ];
    // poem has no handler for all other methods.
    assert_independent(handler_sets(&KINDS, &KINDS[..1]), shapes(), fetch);
}
