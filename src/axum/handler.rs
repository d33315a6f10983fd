//! An annotated handler: what its attribute makes of it, and what mounting asks of its parts.
//!
//! axum asks one trait, `Handler`, whether everything about a function is right, and can only say
//! that something is not. Here each part is asked by itself: whether the function is annotated,
//! whether each argument is an extractor, whether it returns a response.

use std::fmt;
use std::future::{Future, IntoFuture, ready};
use std::marker::PhantomData;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};

use crate::__private::HasPolicy;

/// What an annotated handler returns when it is called: the handler's own future, which `.await`
/// runs as it always did.
///
/// It is no [`Future`] on purpose, so that axum's own routing does not take the handler without its
/// preflight. It is named for the compile error that then follows: *mount with `cors::axum`*.
///
/// ```
/// use cors::axum::cors;
///
/// #[cors(origins = ["https://app.example.com"])]
/// async fn answer() -> &'static str {
///     "42"
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// assert_eq!(answer().await, "42");
/// assert!(answer::policy().allows(b"https://app.example.com"));
/// # }
/// ```
#[must_use = "a handler does nothing until it is awaited"]
pub struct MountWithCorsAxum<P, F> {
    future: F,
    policy: PhantomData<fn() -> P>,
}

impl<P, F> MountWithCorsAxum<P, F> {
    /// For expansions.
    #[doc(hidden)]
    pub fn new(future: F) -> Self {
        Self {
            future,
            policy: PhantomData,
        }
    }
}

impl<P, F: Future> IntoFuture for MountWithCorsAxum<P, F> {
    type Output = F::Output;
    type IntoFuture = F;

    fn into_future(self) -> F {
        self.future
    }
}

impl<P, F> fmt::Debug for MountWithCorsAxum<P, F> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("MountWithCorsAxum")
            .finish_non_exhaustive()
    }
}

/// A function that carries `#[cors::axum::cors(…)]`, by its arguments.
pub trait AnnotatedHandler<Arguments>: Clone + Send + Sync + 'static {
    /// The type of the handler's name.
    #[doc(hidden)]
    type Policy: HasPolicy;

    /// What the handler's body does.
    type Future: Future;

    /// Calls the handler.
    fn call(self, arguments: Arguments) -> Self::Future;
}

/// The arguments of a handler, each through axum's own traits: [`FromRequestParts`] for all but the
/// last, [`FromRequest`] for the last.
pub trait Extractors<S, M>: Sized {
    /// Runs the extractors in order, to the first rejection.
    fn extract(request: Request, state: S) -> impl Future<Output = Result<Self, Response>> + Send;
}

impl<S> Extractors<S, ()> for () {
    fn extract(_: Request, _: S) -> impl Future<Output = Result<Self, Response>> + Send {
        ready(Ok(()))
    }
}

impl<H, P, F> AnnotatedHandler<()> for H
where
    H: FnOnce() -> MountWithCorsAxum<P, F> + Clone + Send + Sync + 'static,
    P: HasPolicy,
    F: Future,
{
    type Policy = P;
    type Future = F;

    fn call(self, (): ()) -> F {
        self().future
    }
}

macro_rules! arguments {
    ($($first:ident)*, $last:ident) => {
        #[allow(non_snake_case)]
        impl<H, P, F, $($first,)* $last> AnnotatedHandler<($($first,)* $last,)> for H
        where
            H: FnOnce($($first,)* $last) -> MountWithCorsAxum<P, F> + Clone + Send + Sync + 'static,
            P: HasPolicy,
            F: Future,
        {
            type Policy = P;
            type Future = F;

            fn call(self, ($($first,)* $last,): ($($first,)* $last,)) -> F {
                self($($first,)* $last).future
            }
        }

        #[allow(non_snake_case, unused_mut)]
        impl<S, M, $($first,)* $last> Extractors<S, M> for ($($first,)* $last,)
        where
            S: Send + Sync,
            $($first: FromRequestParts<S> + Send,)*
            $last: FromRequest<S, M> + Send,
        {
            fn extract(
                request: Request,
                state: S,
            ) -> impl Future<Output = Result<Self, Response>> + Send {
                // Taken apart here and not inside, where the future would have room for both: one that
                // stays small is allocated by the short way.
                let (mut parts, body) = request.into_parts();
                async move {
                    $(
                        let $first = $first::from_request_parts(&mut parts, &state)
                            .await
                            .map_err(IntoResponse::into_response)?;
                    )*
                    let request = Request::from_parts(parts, body);
                    let $last = $last::from_request(request, &state)
                        .await
                        .map_err(IntoResponse::into_response)?;
                    Ok(($($first,)* $last,))
                }
            }
        }
    };
}

arguments!(, T1);
arguments!(T1, T2);
arguments!(T1 T2, T3);
arguments!(T1 T2 T3, T4);
arguments!(T1 T2 T3 T4, T5);
arguments!(T1 T2 T3 T4 T5, T6);
arguments!(T1 T2 T3 T4 T5 T6, T7);
arguments!(T1 T2 T3 T4 T5 T6 T7, T8);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8, T9);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9, T10);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10, T11);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11, T12);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12, T13);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13, T14);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14, T15);
arguments!(T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12 T13 T14 T15, T16);
