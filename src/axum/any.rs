//! An annotated handler for every method of a path that has no handler of its own.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, Route};
use cors_runtime::{CompiledPolicy, methods_header_value};
use tower::{Layer, Service};

use super::endpoints::{HandlerEndpoint, Handles, compile_for_route};
use super::methods::METHODS;
use super::service::IntoRoute;

/// An annotated handler for the remaining methods.
///
/// It is routed for each method by name. As a fallback, a handler without a policy could be mounted beside
/// it, and the policy would speak for that handler too.
pub(super) struct AnyMethod<S> {
    policy: &'static CompiledPolicy,
    /// The handler, once for each method that axum can route.
    methods: Vec<(&'static str, MethodRouter<S>)>,
    /// The handler for all other methods.
    others: MethodRouter<S>,
}

/// Methods that scripts cannot send.
/// <https://fetch.spec.whatwg.org/#forbidden-method>
const FORBIDDEN: [&str; 2] = ["CONNECT", "TRACE"];

impl<S> AnyMethod<S>
where
    S: Clone + Send + Sync + 'static,
{
    pub(super) fn new<H, T, M>(handler: H) -> Self
    where
        H: IntoRoute<S, T, M>,
    {
        let mount = |filter: MethodFilter| handler.clone().mount(filter, MethodRouter::new());
        let methods = METHODS.into_iter();
        Self {
            policy: handler.policy(),
            methods: methods
                .map(|(filter, name)| (name, mount(filter)))
                .collect(),
            others: handler.mount_any(),
        }
    }

    pub(super) fn layer<L>(self, layer: &L) -> Self
    where
        L: Layer<Route<Infallible>> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        let methods = self.methods.into_iter();
        let methods = methods.map(|(name, routes)| (name, routes.layer(layer.clone())));
        Self {
            policy: self.policy,
            methods: methods.collect(),
            others: self.others.layer(layer.clone()),
        }
    }

    /// Mounts the handler for the methods that `endpoints` do not handle.
    pub(super) fn mount(
        self,
        endpoints: &[HandlerEndpoint],
        mut routes: MethodRouter<S>,
    ) -> (HandlerEndpoint, MethodRouter<S>) {
        let is_handled = |name: &str| endpoints.iter().any(|endpoint| endpoint.lists(name));
        let mut methods = Vec::new();
        for (name, handler) in self.methods {
            // axum responds to `HEAD` with the handler for `GET`.
            let is_taken = is_handled(name) || (name == "HEAD" && is_handled("GET"));
            if !is_taken {
                routes = routes.merge(handler);
                methods.push(name);
            }
        }
        let listed = methods.iter().filter(|name| !FORBIDDEN.contains(name));
        let listed: Vec<&str> = listed.copied().collect();
        let policy = compile_for_route(self.policy, &methods_header_value(&listed));
        let endpoint = HandlerEndpoint {
            policy: Arc::new(policy),
            methods,
            handles: Handles::AlsoUnknown,
        };
        (endpoint, routes.merge(self.others))
    }
}
