//! A handler as axum's router holds it: runs the extractors and the function, and finishes what
//! comes back, a rejection included.

use std::fmt;
use std::future::{Future, ready};
use std::marker::PhantomData;
use std::pin::Pin;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, MethodRouter};
use cors_runtime::protocol::prepared::{Prepared, Received};

use super::answered::answered;
use super::handler::{AnnotatedHandler, Extractors};
use super::running::{Running, Step};
use crate::__private::Annotation;

/// What [`get`](super::get) and its siblings take: an annotated handler
/// ([`AnnotatedHandler`]) whose arguments are extractors for the state `S` ([`Extractors`]) and which
/// returns a response.
///
/// Every function of which these are true implements it, and the compiler names the one that is not.
#[diagnostic::on_unimplemented(
    message = "`{Self}` carries no `#[cors(…)]`, so `cors::axum` cannot mount it",
    label = "this handler has no CORS policy",
    note = "write `#[cors::axum::cors(origins = [\"https://app.example.com\"])]` above the handler, or mount it with `axum::routing` to answer no other site",
    note = "a handler that is annotated takes 16 arguments at most"
)]
pub trait Mountable<S, Arguments, M>: Clone + Send + Sync + 'static {
    #[doc(hidden)]
    fn prepared(&self) -> &'static Prepared;

    #[doc(hidden)]
    fn mount_finishing(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S>;

    #[doc(hidden)]
    fn mount_bare(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S>;
}

impl<H, Arguments, M, S> Mountable<S, Arguments, M> for H
where
    H: AnnotatedHandler<Arguments>,
    H::Future: Future<Output: IntoResponse> + Send,
    Arguments: Extractors<S, M> + Send + 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    fn prepared(&self) -> &'static Prepared {
        H::Policy::prepared()
    }

    fn mount_finishing(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S> {
        routes.on(filter, Mounted::finishing(self))
    }

    fn mount_bare(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S> {
        routes.on(filter, Mounted::bare(self))
    }
}

/// An annotated handler and the types by which it is called.
struct Mounted<H, Arguments, M> {
    handler: H,
    finishes: bool,
    types: PhantomData<fn() -> (Arguments, M)>,
}

impl<H, Arguments, M> Mounted<H, Arguments, M> {
    /// A handler whose responses are finished right here.
    fn finishing(handler: H) -> Self {
        Self {
            handler,
            finishes: true,
            types: PhantomData,
        }
    }

    /// A handler whose responses are finished around it, by [`super::around`].
    fn bare(handler: H) -> Self {
        Self {
            finishes: false,
            ..Self::finishing(handler)
        }
    }
}

impl<H: Clone, Arguments, M> Clone for Mounted<H, Arguments, M> {
    fn clone(&self) -> Self {
        Self {
            handler: self.handler.clone(),
            ..*self
        }
    }
}

impl<H, Arguments, M> fmt::Debug for Mounted<H, Arguments, M> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Mounted").finish_non_exhaustive()
    }
}

impl<H, Arguments, M, S> Handler<(Arguments, M), S> for Mounted<H, Arguments, M>
where
    H: AnnotatedHandler<Arguments>,
    H::Future: Future<Output: IntoResponse> + Send,
    Arguments: Extractors<S, M> + Send + 'static,
    M: 'static,
    S: Send + Sync + 'static,
{
    // The one box that axum's own handlers have too.
    type Future = Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, state: S) -> Self::Future {
        let finish = if self.finishes {
            let prepared = H::Policy::prepared();
            match prepared.receive((&request).into()) {
                Received::Answered(status, headers) => {
                    return Box::pin(ready(answered(status, headers)));
                }
                Received::Actual(actual) => Some((prepared, actual)),
            }
        } else {
            None
        };
        Box::pin(Running {
            step: Step::Extracting {
                extracting: Arguments::extract(request, state),
                handler: self.handler,
            },
            finish,
        })
    }
}
