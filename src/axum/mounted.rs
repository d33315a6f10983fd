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
use crate::__private::HasPolicy;

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
        H::Policy::compiled_policy()
    }

    fn mount_finishing(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S> {
        routes.on(filter, Mounted::<_, _, _, true>::new(self))
    }

    fn mount_bare(self, filter: MethodFilter, routes: MethodRouter<S>) -> MethodRouter<S> {
        routes.on(filter, Mounted::<_, _, _, false>::new(self))
    }
}

/// An annotated handler and the types by which it is called. Whether its responses are finished right
/// here, or around it by [`super::around`], is one of them: what has no size, which a function has not,
/// axum clones for every request without allocating.
struct Mounted<H, Arguments, M, const FINISHES: bool> {
    handler: H,
    types: PhantomData<fn() -> (Arguments, M)>,
}

impl<H, Arguments, M, const FINISHES: bool> Mounted<H, Arguments, M, FINISHES> {
    fn new(handler: H) -> Self {
        Self {
            handler,
            types: PhantomData,
        }
    }
}

impl<H: Clone, Arguments, M, const FINISHES: bool> Clone for Mounted<H, Arguments, M, FINISHES> {
    fn clone(&self) -> Self {
        Self::new(self.handler.clone())
    }
}

impl<H, Arguments, M, const FINISHES: bool> fmt::Debug for Mounted<H, Arguments, M, FINISHES> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Mounted").finish_non_exhaustive()
    }
}

impl<H, Arguments, M, S, const FINISHES: bool> Handler<(Arguments, M), S>
    for Mounted<H, Arguments, M, FINISHES>
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
        let finish = if FINISHES {
            let prepared = H::Policy::compiled_policy();
            match prepared.receive_seeing(H::Policy::policy(), (&request).into()) {
                Received::Answered(answer) => {
                    return Box::pin(ready(answered(answer)));
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
