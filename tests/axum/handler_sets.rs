//! A property of sets of handlers on one path: the handlers of other methods, with or without a policy, have no
//! influence on the requests of a page for a method.

use std::cell::RefCell;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter};
use cors_browser::Browser;
use cors_tests::fetch_call::FetchCall;
use cors_tests::fetch_strategy::fetch_calls;
use facade::Policy;
use facade::axum::{CorsMethodRouter, Routes, any as every, cors, on};
use facade::tower::CorsLayer;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const SERVER: &str = "https://api.test";

const PAGES: [&str; 4] = [
    "https://app.test",
    "https://other.test",
    "https://evil.test",
    SERVER,
];

const METHODS: [(&str, MethodFilter); 5] = [
    ("GET", MethodFilter::GET),
    ("POST", MethodFilter::POST),
    ("PUT", MethodFilter::PUT),
    ("PATCH", MethodFilter::PATCH),
    ("DELETE", MethodFilter::DELETE),
];

thread_local! {
    /// The handlers that have run.
    static RAN: RefCell<Vec<Kind>> = const { RefCell::new(Vec::new()) };
}

fn ran(kind: Kind) -> [(&'static str, &'static str); 2] {
    RAN.with_borrow_mut(|ran| ran.push(kind));
    [("x-secret", "1"), ("etag", "a")]
}

#[cors(crate = facade, origins = ["*"], headers = ["content-type", "x-a", "x-b"], expose = ["etag"])]
async fn public() -> [(&'static str, &'static str); 2] {
    ran(Kind::Public)
}

#[cors(
    crate = facade,
    origins = ["https://app.test"],
    credentials,
    headers = ["authorization", "content-type", "x-a"],
    max_age = 600,
)]
async fn listed() -> [(&'static str, &'static str); 2] {
    ran(Kind::Listed)
}

#[cors(crate = facade, origins = ["https://other.test"], enforce)]
async fn enforced() -> [(&'static str, &'static str); 2] {
    ran(Kind::Enforced)
}

async fn plain() -> [(&'static str, &'static str); 2] {
    ran(Kind::Plain)
}

/// The policy of the fallback layer, which allows a page that no other policy allows with credentials.
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
    Enforced,
    Plain,
}

/// The handlers of a path.
#[derive(Debug, Clone, Copy, Default)]
struct Handlers {
    by_method: [Option<Kind>; METHODS.len()],
    /// The handler for all other methods, which leaves none for a handler without a policy.
    rest: Option<Kind>,
}

/// The way in which the annotated handlers of a path come together.
#[derive(Debug, Clone, Copy)]
enum Join {
    Chained,
    Merged,
    SeveralRoutes,
}

/// The way in which handlers without a policy are mounted.
#[derive(Debug, Clone, Copy)]
enum Mount {
    After,
    Before,
    Nested,
}

/// The router apart from its handlers.
#[derive(Debug, Clone, Copy)]
struct Shape {
    join: Join,
    mount: Mount,
    /// Whether the annotated handlers have middleware.
    has_middleware: bool,
    /// Whether a layer around the routes replaces `Vary`.
    replaces_vary: bool,
    has_fallback: bool,
}

async fn pass(request: Request, next: Next) -> Response {
    next.run(request).await
}

async fn replace_vary(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let value = HeaderValue::from_static("accept-encoding");
    response.headers_mut().insert("vary", value);
    response
}

/// Returns the annotated handlers, each on its own.
fn annotated(handlers: Handlers) -> Vec<CorsMethodRouter> {
    let by_method = METHODS.into_iter().zip(handlers.by_method);
    let by_method = by_method.filter_map(|((_, filter), kind)| match kind? {
        Kind::Public => Some(on(filter, public)),
        Kind::Listed => Some(on(filter, listed)),
        Kind::Enforced => Some(on(filter, enforced)),
        Kind::Plain => None,
    });
    let rest = match handlers.rest {
        Some(Kind::Public) => Some(every(public)),
        Some(Kind::Listed) => Some(every(listed)),
        Some(Kind::Enforced) => Some(every(enforced)),
        Some(Kind::Plain) | None => None,
    };
    by_method.chain(rest).collect()
}

/// Chains the annotated handlers.
fn chained(handlers: Handlers) -> Option<CorsMethodRouter> {
    let by_method = METHODS.into_iter().zip(handlers.by_method);
    let chained = by_method.fold(
        None,
        |routes: Option<CorsMethodRouter>, ((_, filter), kind)| {
            Some(match (kind, routes) {
                (Some(Kind::Public), None) => on(filter, public),
                (Some(Kind::Public), Some(routes)) => routes.on(filter, public),
                (Some(Kind::Listed), None) => on(filter, listed),
                (Some(Kind::Listed), Some(routes)) => routes.on(filter, listed),
                (Some(Kind::Enforced), None) => on(filter, enforced),
                (Some(Kind::Enforced), Some(routes)) => routes.on(filter, enforced),
                (Some(Kind::Plain) | None, routes) => return routes,
            })
        },
    );
    match (handlers.rest, chained) {
        (Some(Kind::Public), None) => Some(every(public)),
        (Some(Kind::Public), Some(routes)) => Some(routes.any(public)),
        (Some(Kind::Listed), None) => Some(every(listed)),
        (Some(Kind::Listed), Some(routes)) => Some(routes.any(listed)),
        (Some(Kind::Enforced), None) => Some(every(enforced)),
        (Some(Kind::Enforced), Some(routes)) => Some(routes.any(enforced)),
        (Some(Kind::Plain) | None, chained) => chained,
    }
}

/// Mounts the annotated handlers of a path.
fn mounted(handlers: Handlers, shape: Shape) -> Router {
    let layered = |routes: CorsMethodRouter| {
        if shape.has_middleware {
            routes.layer(from_fn(pass))
        } else {
            routes
        }
    };
    let routes = match shape.join {
        Join::Chained => chained(handlers).map(layered),
        Join::Merged => {
            let all = annotated(handlers).into_iter().map(layered);
            all.reduce(CorsMethodRouter::merge)
        }
        Join::SeveralRoutes => {
            let all = annotated(handlers).into_iter().map(layered);
            return all
                .map(|routes| Routes::new().route("/notes", routes))
                .fold(Routes::new(), Routes::merge)
                .into();
        }
    };
    match routes {
        Some(routes) => Router::new().route("/notes", routes.into()),
        None => Router::new(),
    }
}

fn router(handlers: Handlers, shape: Shape) -> Router {
    let annotated = mounted(handlers, shape);
    let by_method = METHODS.into_iter().zip(handlers.by_method);
    let plain_handlers = by_method.filter(|(_, kind)| *kind == Some(Kind::Plain));
    let others = plain_handlers.fold(MethodRouter::new(), |routes, ((_, filter), _)| {
        routes.on(filter, plain)
    });
    let others = Router::new().route("/notes", others);
    let mut router = match shape.mount {
        Mount::After => annotated.merge(others),
        Mount::Before => others.merge(annotated),
        Mount::Nested => Router::new().nest("/nested", annotated.merge(others)),
    };
    if shape.replaces_vary {
        router = router.layer(from_fn(replace_vary));
    }
    if shape.has_fallback {
        router = router.layer(CorsLayer::fallback(&REST));
    }
    router
}

/// The observations of a page and of the server.
#[derive(Debug, PartialEq, Eq)]
struct Observed {
    ran: Vec<Kind>,
    /// The headers that the page can read; `None` for a blocked response.
    readable: Option<Vec<String>>,
}

fn observe(mut router: Router, shape: Shape, page: &str, call: &FetchCall) -> Observed {
    let path = match shape.mount {
        Mount::Nested => "/nested/notes",
        Mount::After | Mount::Before => "/notes",
    };
    let page = Browser::spec().open(page);
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.build().expect("a runtime");
    RAN.take();
    let result =
        runtime.block_on(page.fetch(&mut router, call.to_fetch(&format!("{SERVER}{path}"))));
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
    const KINDS: [Option<Kind>; 6] = [
        None,
        Some(Kind::Public),
        Some(Kind::Listed),
        Some(Kind::Enforced),
        Some(Kind::Plain),
        Some(Kind::Plain),
    ];
    let by_method =
        std::array::from_fn::<_, { METHODS.len() }, _>(|_| proptest::sample::select(&KINDS[..]));
    // Half of the paths have no handler for all other methods.
    (
        by_method,
        proptest::sample::select(&KINDS[..4]),
        any::<bool>(),
    )
        .prop_map(|(by_method, rest, has_rest)| {
            let rest = rest.filter(|_| has_rest);
            let without_plain = |kind: Option<Kind>| kind.filter(|kind| *kind != Kind::Plain);
            Handlers {
                by_method: if rest.is_some() {
                    by_method.map(without_plain)
                } else {
                    by_method
                },
                rest,
            }
        })
}

fn shapes() -> impl Strategy<Value = Shape> {
    const JOINS: [Join; 3] = [Join::Chained, Join::Merged, Join::SeveralRoutes];
    const MOUNTS: [Mount; 3] = [Mount::After, Mount::Before, Mount::Nested];
    (
        proptest::sample::select(&JOINS[..]),
        proptest::sample::select(&MOUNTS[..]),
        any::<[bool; 3]>(),
    )
        .prop_map(
            |(join, mount, [has_middleware, replaces_vary, has_fallback])| Shape {
                join,
                mount,
                has_middleware,
                replaces_vary,
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
        // axum responds to `HEAD` with the handler for `GET`.
        let method = match call.normalized_method() {
            "HEAD" => "GET",
            method => method,
        };
        let own = METHODS.iter().position(|(name, _)| *name == method);
        let by_name = own.and_then(|own| handlers.by_method[own]);
        let mut alone = Handlers::default();
        match (own, by_name) {
            (Some(own), Some(kind)) => alone.by_method[own] = Some(kind),
            _ => alone.rest = handlers.rest,
        }
        let handler = by_name.or(handlers.rest);
        let found = observe(router(handlers, shape), shape, page, &call);
        let expected = observe(router(alone, shape), shape, page, &call);
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
