//! Sets of handlers on one path of axum: each request depends on the handler of its method only.

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, Method};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::{MethodFilter, MethodRouter};
use cors_browser::Browser;
use cors_tests::fetch_call::FetchCall;
use cors_tests::handler_sets::{
    HandlerSet, Kind, Observed, REST, SERVER, assert_independent, handler_sets, observe,
};
use facade::axum::{CorsMethodRouter, Routes, any as every, cors, on};
use facade::tower::CorsLayer;
use proptest::prelude::*;

#[cors(crate = facade, origins = ["*"], headers = ["content-type", "x-a", "x-b"], expose = ["etag"])]
async fn public() -> [(&'static str, &'static str); 2] {
    Kind::Public.run()
}

#[cors(
    crate = facade,
    origins = ["https://app.test"],
    credentials,
    headers = ["authorization", "content-type", "x-a"],
    max_age = 600,
)]
async fn listed() -> [(&'static str, &'static str); 2] {
    Kind::Listed.run()
}

#[cors(crate = facade, origins = ["https://other.test"], enforce)]
async fn enforced() -> [(&'static str, &'static str); 2] {
    Kind::Enforced.run()
}

async fn plain() -> [(&'static str, &'static str); 2] {
    Kind::Plain.run()
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

/// Returns the handlers that are mounted for one method each.
fn by_filter(handlers: HandlerSet) -> impl Iterator<Item = (MethodFilter, Kind)> {
    let filter = |method: Method| MethodFilter::try_from(method).expect("a method of axum");
    let handlers = handlers.by_method();
    handlers.map(move |(method, kind)| (filter(method), kind))
}

/// Returns the annotated handlers, each on its own.
fn annotated(handlers: HandlerSet) -> Vec<CorsMethodRouter> {
    let by_method = by_filter(handlers).filter_map(|(filter, kind)| match kind {
        Kind::Public => Some(on(filter, public)),
        Kind::Listed => Some(on(filter, listed)),
        Kind::Enforced => Some(on(filter, enforced)),
        Kind::Failing | Kind::Plain => None,
    });
    let rest = match handlers.rest {
        Some(Kind::Public) => Some(every(public)),
        Some(Kind::Listed) => Some(every(listed)),
        Some(Kind::Enforced) => Some(every(enforced)),
        Some(Kind::Failing | Kind::Plain) | None => None,
    };
    by_method.chain(rest).collect()
}

/// Chains the annotated handlers.
fn chained(handlers: HandlerSet) -> Option<CorsMethodRouter> {
    let chained =
        by_filter(handlers).fold(None, |routes: Option<CorsMethodRouter>, (filter, kind)| {
            Some(match (kind, routes) {
                (Kind::Public, None) => on(filter, public),
                (Kind::Public, Some(routes)) => routes.on(filter, public),
                (Kind::Listed, None) => on(filter, listed),
                (Kind::Listed, Some(routes)) => routes.on(filter, listed),
                (Kind::Enforced, None) => on(filter, enforced),
                (Kind::Enforced, Some(routes)) => routes.on(filter, enforced),
                (Kind::Failing | Kind::Plain, routes) => return routes,
            })
        });
    match (handlers.rest, chained) {
        (Some(Kind::Public), None) => Some(every(public)),
        (Some(Kind::Public), Some(routes)) => Some(routes.any(public)),
        (Some(Kind::Listed), None) => Some(every(listed)),
        (Some(Kind::Listed), Some(routes)) => Some(routes.any(listed)),
        (Some(Kind::Enforced), None) => Some(every(enforced)),
        (Some(Kind::Enforced), Some(routes)) => Some(routes.any(enforced)),
        (Some(Kind::Failing | Kind::Plain) | None, chained) => chained,
    }
}

/// Mounts the annotated handlers of a path.
fn mounted(handlers: HandlerSet, shape: Shape) -> Router {
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

fn router(handlers: HandlerSet, shape: Shape) -> Router {
    let annotated = mounted(handlers, shape);
    let plain_handlers = by_filter(handlers).filter(|(_, kind)| *kind == Kind::Plain);
    let others = plain_handlers.fold(MethodRouter::new(), |routes, (filter, _)| {
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

fn fetch(handlers: HandlerSet, shape: Shape, page: &str, call: &FetchCall) -> Observed {
    let path = match shape.mount {
        Mount::Nested => "/nested/notes",
        Mount::After | Mount::Before => "/notes",
    };
    let page = Browser::spec().open(page);
    let runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = { runtime }.build().expect("a runtime");
    let mut router = router(handlers, shape);
    let fetch = call.to_fetch(&format!("{SERVER}{path}"));
    observe(|| runtime.block_on(page.fetch(&mut router, fetch)).ok())
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
    const KINDS: [Option<Kind>; 6] = [
        None,
        Some(Kind::Public),
        Some(Kind::Listed),
        Some(Kind::Enforced),
        Some(Kind::Plain),
        Some(Kind::Plain),
    ];
    assert_independent(handler_sets(&KINDS, &KINDS[..4]), shapes(), fetch);
}
