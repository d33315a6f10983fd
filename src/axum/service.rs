//! A mounted handler, in the form of axum's trait [`Handler`].

use std::any::type_name;
use std::fmt;
use std::future::{Future, ready};
use std::marker::PhantomData;
use std::pin::Pin;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter, any};
use cors_runtime::{CompiledPolicy, Selection};

use super::endpoints::immediate_response;
use super::future::{HandlerFuture, State};
use super::handler::{CorsHandler, ExtractTuple};
use super::request;
use crate::__private::HasPolicy;
use crate::web_socket;

/// A handler that [`get`](super::get), [`post`](super::post) and the other routing functions mount.
///
/// Implemented for every annotated handler ([`CorsHandler`]) whose arguments are extractors for the
/// state `S` ([`ExtractTuple`]) and that returns a response. The compiler names the condition that is
/// not met.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[cors::axum::cors(…)]` attribute, so `cors::axum` cannot mount it",
    label = "this handler has no CORS policy",
    note = "write `#[cors::axum::cors(origins = [\"https://app.example.com\"])]` above its `async fn`, or use `axum::routing` to allow no other origin",
    note = "a closure cannot have the attribute: make it an `async fn`",
    note = "an annotated handler takes at most 16 arguments"
)]
pub trait IntoRoute<S, T, M>: Clone + Send + Sync + 'static {
    /// Returns the policy of the handler.
    #[doc(hidden)]
    fn policy(&self) -> &'static CompiledPolicy;

    /// Mounts the handler for the methods of `filter`.
    #[doc(hidden)]
    fn mount(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S>;

    /// Mounts the handler for all methods.
    #[doc(hidden)]
    fn mount_any(self) -> MethodRouter<S>;
}

impl<H, T, M, S> IntoRoute<S, T, M> for H
where
    H: CorsHandler<T>,
    H::Future: Future<Output: IntoResponse> + Send,
    T: ExtractTuple<S, M> + Send + 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    fn policy(&self) -> &'static CompiledPolicy {
        H::Policy::compiled()
    }

    fn mount(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S> {
        let policy = H::Policy::policy();
        web_socket::check(policy, type_name::<H::Policy>(), T::TYPE_NAMES);
        routes.on(filter, HandlerService::new(self))
    }

    fn mount_any(self) -> MethodRouter<S> {
        any(HandlerService::new(self))
    }
}

/// An annotated handler and the types of its arguments. It has no size if the handler has none, so axum
/// clones it for every request without allocating.
#[doc(hidden)]
#[allow(unreachable_pub, reason = "an associated type with the feature `aide`")]
pub struct HandlerService<H, T, M> {
    handler: H,
    types: PhantomData<fn() -> (T, M)>,
}

impl<H, T, M> HandlerService<H, T, M> {
    pub(super) fn new(handler: H) -> Self {
        Self {
            handler,
            types: PhantomData,
        }
    }
}

impl<H: Clone, T, M> Clone for HandlerService<H, T, M> {
    fn clone(&self) -> Self {
        Self::new(self.handler.clone())
    }
}

impl<H, T, M> fmt::Debug for HandlerService<H, T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandlerService").finish_non_exhaustive()
    }
}

#[diagnostic::do_not_recommend]
impl<H, T, M, S> Handler<(T, M), S> for HandlerService<H, T, M>
where
    H: CorsHandler<T>,
    H::Future: Future<Output: IntoResponse> + Send,
    T: ExtractTuple<S, M> + Send + 'static,
    M: 'static,
    S: Send + Sync + 'static,
{
    // axum boxes the futures of its own handlers as well.
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        let policy = H::Policy::compiled();
        let evaluation = policy.evaluate(request::head(&request), Selection::ONLY);
        if let Some(response) = immediate_response(policy, &evaluation) {
            return Box::pin(ready(response));
        }
        Box::pin(HandlerFuture {
            state: State::Extracting {
                future: T::extract(request, state),
                handler: self.handler,
            },
            policy,
            evaluation,
        })
    }
}
