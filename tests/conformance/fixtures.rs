//! Fixtures: the policies of the table, each declared once and expanded in every variant.

use axum::middleware::from_fn;
use axum::routing::MethodRouter;
use cors_runtime::{Endpoint, Policy, methods_header_value};
use facade::axum::CorsMethodRouter;
use http::{Request, Response};

use crate::spy::pass_through;

/// The error of handlers that return a `Result`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// An annotated function.
pub(crate) type Function = fn(Request<String>) -> Result<Response<String>, Broken>;

/// The handlers of one path, which a case sends requests to.
pub(crate) struct Fixture {
    pub(crate) name: &'static str,
    /// Policies and methods of its handlers, for the decision on its own.
    pub(crate) endpoints: Vec<TestEndpoint>,
    /// The variants of the fixture as a function; empty for several handlers.
    pub(crate) functions: Vec<(&'static str, Function)>,
    /// The variants of the fixture as an axum route.
    pub(crate) mounted: Vec<(&'static str, MethodRouter)>,
    /// The part of the route's path after the name.
    pub(crate) path: &'static str,
}

/// The parts of a handler that the decision needs.
pub(crate) struct TestEndpoint {
    pub(crate) policy: &'static Policy,
    pub(crate) route: &'static [&'static str],
    /// The methods in wire format.
    pub(crate) methods: String,
}

impl TestEndpoint {
    pub(crate) fn from_route(policy: &'static Policy, route: &'static [&'static str]) -> Self {
        Self {
            policy,
            route,
            methods: methods_header_value(route),
        }
    }
}

impl Endpoint for TestEndpoint {
    fn policy(&self) -> &Policy {
        self.policy
    }

    fn handles(&self, method: &[u8]) -> bool {
        self.route.iter().any(|one| one.as_bytes() == method)
    }
}

/// Returns the resource with and without middleware, which the library mounts differently.
pub(crate) fn both_ways(build: impl Fn() -> CorsMethodRouter) -> Vec<(&'static str, MethodRouter)> {
    vec![
        (OWN, build().into()),
        (LAYERED, build().layer(from_fn(pass_through)).into()),
    ]
}

pub(crate) const OWN: &str = "axum";
pub(crate) const LAYERED: &str = "layered";
pub(crate) const NAMED: &str = "named";

/// Expands a policy and, separately, its `methods` (a key of functions only) into functions (sync,
/// async, with more arguments, with a `Result`, by the policy's name) and axum handlers (with their
/// own attribute and by the policy's name).
macro_rules! fixtures {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:literal on [$($method:ident),+]
        { $($policy:tt)* } and { $($of_function:tt)* }
    )+) => {
        $(
            mod $name {
                use axum::routing::{MethodFilter, MethodRouter};
                use cors_runtime::Policy;
                use facade::axum::{CorsMethodRouter, on};
                use http::{HeaderMap, Method, Request, Response};

                use crate::spy::respond;
                use crate::fixtures::{self, Broken, TestEndpoint, Fixture};
                use cors_tests::busy_poll::busy_poll;

                pub(super) static POLICY: Policy =
                    facade::policy! { $($policy)*, $($of_function)* };

                #[facade::cors(crate = facade, $($policy)*, $($of_function)*)]
                pub(super) fn sync(request: Request<String>) -> Response<String> {
                    respond(request.headers())
                }

                #[facade::cors(crate = facade, $($policy)*, $($of_function)*)]
                async fn asynchronous(request: Request<String>) -> Response<String> {
                    tokio::task::yield_now().await;
                    respond(request.headers())
                }

                #[facade::cors(crate = facade, $($policy)*, $($of_function)*)]
                fn with_more(
                    request: Request<String>,
                    (one, two): (u8, u8),
                    mut name: &str,
                ) -> Result<Response<String>, Broken> {
                    name = name.trim();
                    if one < two && !name.is_empty() {
                        Ok(respond(request.headers()))
                    } else {
                        Err(Broken)
                    }
                }

                #[facade::cors(crate = facade, policy = POLICY)]
                async fn by_name<T: Send>(
                    request: Request<String>,
                    more: T,
                ) -> Result<Response<String>, Broken> {
                    tokio::task::yield_now().await;
                    drop(more);
                    Ok(respond(request.headers()))
                }

                #[facade::axum::cors(crate = facade, $($policy)*)]
                pub(super) async fn mounted(headers: HeaderMap) -> Response<String> {
                    respond(&headers)
                }

                #[facade::axum::cors(crate = facade, policy = POLICY)]
                async fn mounted_by_name(headers: HeaderMap) -> Response<String> {
                    respond(&headers)
                }

                const ROUTE: &[&str] = &[$(stringify!($method)),+];

                fn filter() -> MethodFilter {
                    let methods = ROUTE.iter().map(|method| {
                        let method: Method = method.parse().expect("a route names methods");
                        MethodFilter::try_from(method).expect("a route names what axum routes")
                    });
                    methods.reduce(MethodFilter::or).expect("a route names methods")
                }

                pub(super) fn fixture() -> Fixture {
                    let resource = || -> CorsMethodRouter { on(filter(), mounted) };
                    let named: MethodRouter = on(filter(), mounted_by_name).into();
                    let mut mounted = fixtures::both_ways(resource);
                    mounted.push((fixtures::NAMED, named));
                    Fixture {
                        name: stringify!($name),
                        endpoints: vec![TestEndpoint {
                            policy: &POLICY,
                            route: ROUTE,
                            methods: POLICY.methods().to_owned(),
                        }],
                        functions: vec![
                            ("sync", |request| Ok(sync(request))),
                            ("async", |request| Ok(busy_poll(asynchronous(request)))),
                            ("result", |request| with_more(request, (1, 2), "name")),
                            ("named", |request| busy_poll(by_name(request, "more"))),
                        ],
                        mounted,
                        path: "",
                    }
                }
            }
        )+

        /// Returns the fixtures with a single policy.
        pub(crate) fn fixtures() -> Vec<Fixture> {
            vec![$($name::fixture()),+]
        }

        /// Returns the policy of every fixture from each way of declaring it.
        pub(crate) fn policies() -> Vec<(&'static str, [&'static Policy; 3])> {
            vec![$((
                stringify!($name),
                [&$name::POLICY, $name::sync::policy(), $name::mounted::policy()],
            )),+]
        }
    };
}

crate::table::every_fixture!(fixtures);
