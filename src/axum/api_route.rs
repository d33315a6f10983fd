//! Annotated handlers with a documentation by aide.

use std::any::type_name;
use std::future::Future;

use ::aide::operation::OperationHandler;
use ::aide::{OperationInput, OperationOutput};
use axum::handler::Handler;
use axum::response::IntoResponse;

use super::handler::{CorsHandler, ExtractTuple};
use super::service::{HandlerService, IntoRoute};
use crate::__private::HasPolicy;
use crate::web_socket;

/// A handler that the `get` of aide and the like mount: the arguments and the response have a documentation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be mounted by `cors::axum::aide`",
    note = "it has the attribute `#[cors::axum::cors(…)]`, its arguments implement `aide::OperationInput`, and its response implements `aide::OperationOutput`"
)]
pub trait IntoApiRoute<S, T, M>: IntoRoute<S, T, M> {
    /// The arguments.
    #[doc(hidden)]
    type Input: OperationInput;

    /// The arguments as axum's handler has them.
    #[doc(hidden)]
    type HandlerInput: 'static;

    /// The response.
    #[doc(hidden)]
    type Output: OperationOutput;

    /// The handler as that of axum.
    #[doc(hidden)]
    type Handler: Handler<Self::HandlerInput, S> + OperationHandler<Self::Input, Self::Output>;

    /// Returns the handler as that of axum.
    #[doc(hidden)]
    fn into_handler(self) -> Self::Handler;
}

impl<H, T, M, S> IntoApiRoute<S, T, M> for H
where
    H: CorsHandler<T> + IntoRoute<S, T, M>,
    H::Future: Future<Output: IntoResponse + OperationOutput> + Send,
    T: ExtractTuple<S, M> + OperationInput + Send + 'static,
    M: 'static,
    S: Clone + Send + Sync + 'static,
{
    type Input = T;
    type HandlerInput = (T, M);
    type Output = <H::Future as Future>::Output;
    type Handler = HandlerService<H, T, M>;

    fn into_handler(self) -> Self::Handler {
        web_socket::check(H::Policy::policy(), type_name::<H::Policy>(), T::TYPE_NAMES);
        HandlerService::new(self)
    }
}

impl<H, T, M> OperationHandler<T, <H::Future as Future>::Output> for HandlerService<H, T, M>
where
    H: CorsHandler<T>,
    H::Future: Future<Output: OperationOutput>,
    T: OperationInput,
{
}
