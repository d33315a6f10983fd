//! The policies of the table, each written once and put behind every door in every way there is.

use axum::middleware::from_fn;
use axum::routing::MethodRouter;
use cors_runtime::policy::{Policy, methods_as_sent};
use cors_runtime::protocol::resource::Endpoint;
use facade::axum::Resource;
use http::{Request, Response};

use crate::spy::passing;

/// The error of handlers that return a `Result`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// A handler of the plain door, called like a function.
pub(crate) type Function = fn(Request<String>) -> Result<Response<String>, Broken>;

/// What a row can ask: the handlers of one path.
pub(crate) struct Subject {
    pub(crate) name: &'static str,
    /// The policies and methods of its handlers, for the decision on its own.
    pub(crate) endpoints: Vec<Judged>,
    /// Ways to write it as a function. None where there are several handlers: a function is one.
    pub(crate) functions: Vec<(&'static str, Function)>,
    /// Ways to mount it.
    pub(crate) mounted: Vec<(&'static str, MethodRouter)>,
    /// Behind the name in the path of its route.
    pub(crate) path: &'static str,
}

/// A handler, as far as the decision has to know of it.
pub(crate) struct Judged {
    pub(crate) policy: &'static Policy,
    pub(crate) route: &'static [&'static str],
    /// The methods in the form they are sent.
    pub(crate) methods: String,
}

impl Judged {
    pub(crate) fn by_route(policy: &'static Policy, route: &'static [&'static str]) -> Self {
        Self {
            policy,
            route,
            methods: methods_as_sent(route),
        }
    }
}

impl Endpoint for Judged {
    fn policy(&self) -> &Policy {
        self.policy
    }

    fn answers(&self, method: &[u8]) -> bool {
        self.route.iter().any(|one| one.as_bytes() == method)
    }
}

/// The resource as it is, and with middleware, which is another way through the library.
pub(crate) fn both_ways(build: impl Fn() -> Resource) -> Vec<(&'static str, MethodRouter)> {
    vec![
        (OWN, build().into()),
        (LAYERED, build().layer(from_fn(passing)).into()),
    ]
}

pub(crate) const OWN: &str = "axum";
pub(crate) const LAYERED: &str = "layered";
pub(crate) const NAMED: &str = "named";

/// From: a policy, with what only a function says of it (`methods`) apart.
/// Into: that policy on functions, sync and async, with more arguments, with a `Result`, by its
/// name; and on axum handlers, by their own attribute and by its name.
macro_rules! subjects {
    ($(
        $(#[$_about:meta])*
        $name:ident $path:literal on [$($method:ident),+]
        { $($policy:tt)* } and { $($of_function:tt)* }
    )+) => {
        $(
            mod $name {
                use axum::routing::{MethodFilter, MethodRouter};
                use cors_runtime::policy::Policy;
                use facade::axum::{Resource, on};
                use http::{HeaderMap, Method, Request, Response};

                use crate::spy::answer;
                use crate::fixtures::{self, Broken, Judged, Subject};
                use crate::drive;

                pub(super) static POLICY: Policy =
                    facade::policy! { $($policy)*, $($of_function)* };

                #[facade::cors(crate = facade, $($policy)*, $($of_function)*)]
                pub(super) fn sync(request: Request<String>) -> Response<String> {
                    answer(request.headers())
                }

                #[facade::cors(crate = facade, $($policy)*, $($of_function)*)]
                async fn asynchronous(request: Request<String>) -> Response<String> {
                    tokio::task::yield_now().await;
                    answer(request.headers())
                }

                #[facade::cors(crate = facade, $($policy)*, $($of_function)*)]
                fn with_more(
                    request: Request<String>,
                    (one, two): (u8, u8),
                    mut name: &str,
                ) -> Result<Response<String>, Broken> {
                    name = name.trim();
                    if one < two && !name.is_empty() {
                        Ok(answer(request.headers()))
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
                    Ok(answer(request.headers()))
                }

                #[facade::axum::cors(crate = facade, $($policy)*)]
                pub(super) async fn mounted(headers: HeaderMap) -> Response<String> {
                    answer(&headers)
                }

                #[facade::axum::cors(crate = facade, policy = POLICY)]
                async fn mounted_by_name(headers: HeaderMap) -> Response<String> {
                    answer(&headers)
                }

                const ROUTE: &[&str] = &[$(stringify!($method)),+];

                fn filter() -> MethodFilter {
                    let methods = ROUTE.iter().map(|method| {
                        let method: Method = method.parse().expect("a route names methods");
                        MethodFilter::try_from(method).expect("a route names what axum routes")
                    });
                    methods.reduce(MethodFilter::or).expect("a route names methods")
                }

                pub(super) fn subject() -> Subject {
                    let resource = || -> Resource { on(filter(), mounted) };
                    let named: MethodRouter = on(filter(), mounted_by_name).into();
                    let mut mounted = subjects::both_ways(resource);
                    mounted.push((subjects::NAMED, named));
                    Subject {
                        name: stringify!($name),
                        endpoints: vec![Judged {
                            policy: &POLICY,
                            route: ROUTE,
                            methods: POLICY.methods().to_owned(),
                        }],
                        functions: vec![
                            ("sync", |request| Ok(sync(request))),
                            ("async", |request| Ok(drive(asynchronous(request)))),
                            ("result", |request| with_more(request, (1, 2), "name")),
                            ("named", |request| drive(by_name(request, "more"))),
                        ],
                        mounted,
                        path: "",
                    }
                }
            }
        )+

        /// The subjects that are one policy each.
        pub(crate) fn subjects() -> Vec<Subject> {
            vec![$($name::subject()),+]
        }

        /// The policy of every subject, as every way to write it gives it.
        pub(crate) fn policies() -> Vec<(&'static str, [&'static Policy; 3])> {
            vec![$((
                stringify!($name),
                [&$name::POLICY, $name::sync::policy(), $name::mounted::policy()],
            )),+]
        }
    };
}

crate::table::every_subject!(subjects);
