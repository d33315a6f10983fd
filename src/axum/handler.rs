//! Annotated handlers.
//!
//! axum checks a function with one trait, `Handler`, and a compile error only says that the trait is not
//! implemented. Here each condition has a trait of its own, so that the compiler can name the one that is
//! not met: the annotation, each argument, the return type.

use std::any::type_name;
use std::fmt;
use std::future::{Future, IntoFuture};
use std::marker::PhantomData;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response};

use crate::__private::HasPolicy;

/// The return type of an annotated handler, which only `cors::axum::get` and the like mount.
///
/// If a compile error names this type,
///
/// - "the trait `Handler<_, _>` is not implemented": the handler is mounted with `axum::routing::get`.
///   Mount it with [`cors::axum::get`](super::get), so that it has its preflights.
/// - "is not a future": `#[debug_handler]` is above `#[cors]`. Move it below.
///
/// It is the future of the handler, which `.await` runs. It does not implement [`Future`] itself, so that
/// axum's own routing functions reject the handler instead of mounting it without its preflights.
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
#[must_use = "a handler does nothing unless it is awaited"]
pub struct MountWithCorsAxum<P, F> {
    future: F,
    policy: PhantomData<fn() -> P>,
}

impl<P, F> MountWithCorsAxum<P, F> {
    /// Creates the return value. For expansions only.
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
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MountWithCorsAxum").finish_non_exhaustive()
    }
}

/// A function with `#[cors::axum::cors(…)]` and the arguments `T`.
pub trait CorsHandler<T>: Clone + Send + Sync + 'static {
    /// The type with the name of the handler.
    #[doc(hidden)]
    type Policy: HasPolicy;

    /// The future of the handler.
    type Future: Future;

    /// Calls the handler.
    fn call(self, arguments: T) -> Self::Future;
}

/// A tuple of extractors: the arguments of a handler. All but the last implement [`FromRequestParts`],
/// the last one [`FromRequest`].
pub trait ExtractTuple<S, M>: Sized {
    /// Functions that return the full name of each type.
    #[doc(hidden)]
    const TYPE_NAMES: &[fn() -> &'static str];

    /// Runs the extractors in order, until the first rejection.
    fn extract(request: Request, state: S) -> impl Future<Output = Result<Self, Response>> + Send;
}

impl<S> ExtractTuple<S, ()> for () {
    const TYPE_NAMES: &[fn() -> &'static str] = &[];

    #[allow(
        clippy::manual_async_fn,
        reason = "an `async fn` would keep the request"
    )]
    fn extract(_: Request, _: S) -> impl Future<Output = Result<Self, Response>> + Send {
        // Not `ready`, which has space for a response.
        async { Ok(()) }
    }
}

impl<H, P, F> CorsHandler<()> for H
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
        impl<H, P, F, $($first,)* $last> CorsHandler<($($first,)* $last,)> for H
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
        impl<S, M, $($first,)* $last> ExtractTuple<S, M> for ($($first,)* $last,)
        where
            S: Send + Sync,
            $($first: FromRequestParts<S> + Send,)*
            $last: FromRequest<S, M> + Send,
        {
            const TYPE_NAMES: &[fn() -> &'static str] =
                &[$(type_name::<$first>,)* type_name::<$last>];

            fn extract(
                request: Request,
                state: S,
            ) -> impl Future<Output = Result<Self, Response>> + Send {
                // Outside of the `async` block, whose future would otherwise have space for both the request
                // and its parts.
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
