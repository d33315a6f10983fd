//! The handlers that the routing functions accept.

use std::any::type_name;
use std::sync::LazyLock;

use cors_runtime::{CompiledPolicy, Policy};
use poem::error::NotFoundError;
use poem::{Endpoint, Request, Response, Result};

use super::handler::{CorsHandler, MountWithCorsPoem};

use crate::__private::HasPolicy;
use crate::web_socket;

/// A handler that [`get`](super::get), [`post`](super::post) and the other routing functions mount.
///
/// Implemented for every annotated handler ([`MountWithCorsPoem`]).
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[cors::poem::cors(…)]` attribute, so `cors::poem` cannot mount it",
    label = "this endpoint has no CORS policy",
    note = "write `#[cors::poem::cors(origins = [\"https://app.example.com\"])]` above the `#[handler]` of its function, or mount it with `plain` to allow no other origin",
    note = "for endpoints that are not functions, use the middleware `cors::poem::Cors`"
)]
pub trait IntoCorsEndpoint {
    /// The endpoint without its policy.
    #[doc(hidden)]
    type Endpoint: Endpoint<Output = Response> + 'static;

    /// Returns the policy of the handler.
    #[doc(hidden)]
    fn policy(&self) -> &'static CompiledPolicy;

    /// Returns the endpoint without its policy.
    #[doc(hidden)]
    fn into_endpoint(self) -> Self::Endpoint;
}

impl<H, E> IntoCorsEndpoint for MountWithCorsPoem<H, E>
where
    H: CorsHandler,
    E: Endpoint<Output = Response> + 'static,
{
    type Endpoint = E;

    fn policy(&self) -> &'static CompiledPolicy {
        web_socket::check(H::Policy::policy(), type_name::<H::Policy>(), H::TYPE_NAMES);
        H::Policy::compiled()
    }

    fn into_endpoint(self) -> E {
        self.endpoint
    }
}

/// The endpoint of a function without `#[handler]`, which is a compile error.
#[derive(Debug)]
pub struct MissingEndpoint;

impl Endpoint for MissingEndpoint {
    type Output = Response;

    async fn call(&self, _: Request) -> Result<Response> {
        Err(NotFoundError.into())
    }
}

/// Returns the policy of a function without `#[handler]`. It allows no origin.
#[must_use]
pub fn missing_policy() -> &'static CompiledPolicy {
    static POLICY: Policy = Policy::deny_all();
    static COMPILED: LazyLock<CompiledPolicy> = LazyLock::new(|| CompiledPolicy::new(&POLICY));
    &COMPILED
}
