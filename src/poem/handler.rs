//! Annotated handlers.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;

use poem::endpoint::MapToResponse;
use poem::{Endpoint, EndpointExt, Middleware, Request, Response, Result};

use crate::__private::HasPolicy;

/// The type of an annotated handler, which only `cors::poem::get` and the like mount.
///
/// If a compile error says that [`Endpoint`] is not implemented for this type, the handler is mounted with
/// `poem::get`, or with `Route::at` on its own. Mount it with [`cors::poem::get`](super::get), so that it
/// has its preflights.
///
/// ```
/// use cors::poem::{cors, get};
/// use poem::{Route, handler};
///
/// #[cors(origins = ["https://app.example.com"])]
/// #[handler]
/// async fn answer() -> &'static str {
///     "42"
/// }
///
/// let app = Route::new().at("/answer", get(answer));
/// assert!(answer::policy().allows(b"https://app.example.com"));
/// ```
#[must_use = "a handler does nothing until it is mounted"]
pub struct MountWithCorsPoem<H, E = HandlerEndpoint<H>> {
    pub(super) endpoint: E,
    handler: PhantomData<fn() -> H>,
}

impl<H> MountWithCorsPoem<H> {
    /// Creates the value of an annotated handler. For expansions only.
    #[doc(hidden)]
    pub const fn new() -> Self {
        Self {
            endpoint: HandlerEndpoint(PhantomData),
            handler: PhantomData,
        }
    }
}

impl<H> Default for MountWithCorsPoem<H> {
    fn default() -> Self {
        Self::new()
    }
}

impl<H, E: Endpoint> MountWithCorsPoem<H, E> {
    /// Adds middleware around the handler. CORS stays outside of it: preflights do not reach the
    /// middleware, and its own responses have the headers.
    ///
    /// ```
    /// use cors::poem::{cors, get};
    /// use poem::middleware::SizeLimit;
    /// use poem::{Route, handler};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn upload(body: String) -> String {
    ///     body
    /// }
    ///
    /// let app = Route::new().at("/upload", get(upload.with(SizeLimit::new(1_000))));
    /// ```
    pub fn with<M: Middleware<E>>(
        self,
        middleware: M,
    ) -> MountWithCorsPoem<H, MapToResponse<M::Output>> {
        MountWithCorsPoem {
            endpoint: middleware.transform(self.endpoint).map_to_response(),
            handler: PhantomData,
        }
    }
}

impl<H, E: Clone> Clone for MountWithCorsPoem<H, E> {
    fn clone(&self) -> Self {
        Self {
            endpoint: self.endpoint.clone(),
            handler: PhantomData,
        }
    }
}

impl<H, E: Copy> Copy for MountWithCorsPoem<H, E> {}

impl<H, E> fmt::Debug for MountWithCorsPoem<H, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MountWithCorsPoem").finish_non_exhaustive()
    }
}

/// A function with `#[cors::poem::cors(…)]`: the type with its name.
pub trait CorsHandler: 'static {
    /// The policy of the handler.
    #[doc(hidden)]
    type Policy: HasPolicy;

    /// Functions that return the full name of the type of each argument.
    #[doc(hidden)]
    const TYPE_NAMES: &'static [fn() -> &'static str];

    /// Calls the endpoint that poem's `#[handler]` has made of the function.
    #[doc(hidden)]
    fn call(request: Request) -> impl Future<Output = Result<Response>> + Send;
}

/// The endpoint of an annotated handler, within its middleware.
pub struct HandlerEndpoint<H>(PhantomData<fn() -> H>);

impl<H: CorsHandler> Endpoint for HandlerEndpoint<H> {
    type Output = Response;

    fn call(&self, request: Request) -> impl Future<Output = Result<Response>> + Send {
        H::call(request)
    }
}

impl<H> Clone for HandlerEndpoint<H> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<H> Copy for HandlerEndpoint<H> {}

impl<H> fmt::Debug for HandlerEndpoint<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandlerEndpoint").finish_non_exhaustive()
    }
}
