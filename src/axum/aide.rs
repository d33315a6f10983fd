//! Annotated handlers in the `ApiRouter` of aide 0.15.
//!
//! The functions are the counterparts of those in `aide::axum::routing`. The policy is written into the operation
//! as the extension `x-cors`, with the keys of the attribute.
//!
//! ```ignore
//! use aide::axum::ApiRouter;
//! use aide::openapi::OpenApi;
//! use axum::extract::{Path, Request};
//! use axum::http::StatusCode;
//! use axum::middleware::{Next, from_fn};
//! use axum::response::Response;
//! use axum::{Json, Router};
//! use cors::axum::{aide::get, cors};
//! use schemars::JsonSchema;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, JsonSchema)]
//! struct Note {
//!     text: String,
//! }
//!
//! #[cors(origins = ["*"])]
//! async fn show() -> Json<Note> {
//!     let text = "a note".to_owned();
//!     Json(Note { text })
//! }
//!
//! #[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"])]
//! async fn save(Json(note): Json<Note>) -> String {
//!     note.text
//! }
//!
//! async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
//!     if request.headers().contains_key("cookie") {
//!         Ok(next.run(request).await)
//!     } else {
//!         Err(StatusCode::UNAUTHORIZED)
//!     }
//! }
//!
//! async fn health(Path(_): Path<u64>) -> &'static str {
//!     "ok"
//! }
//!
//! pub fn app(api: &mut OpenApi) -> Router {
//!     let note = get(show)
//!         .put_with(save, |operation| operation.summary("Saves a note"))
//!         .layer(from_fn(signed_in));
//!     ApiRouter::new()
//!         .api_route("/note", note.into())
//!         .api_route("/health/{id}", aide::axum::routing::get(health))
//!         .finish_api(api)
//! }
//! ```

use std::convert::Infallible;
use std::fmt;

use ::aide::axum::routing::ApiMethodRouter;
use ::aide::transform::TransformOperation;
use axum::extract::Request;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, Route};
use tower::{Layer, Service};

pub use super::api_route::IntoApiRoute;
use super::method_router::CorsMethodRouter;
use super::x_cors::x_cors;

/// The annotated handlers of one path with their documentation. `.into()` converts it into an
/// [`ApiMethodRouter`].
///
/// It responds to preflights like a [`CorsMethodRouter`].
#[must_use = "a method router does nothing until it is added to an `ApiRouter`"]
pub struct CorsApiMethodRouter<S = ()> {
    documented: ApiMethodRouter<S>,
    /// The policies; the handlers are those of `documented`.
    policies: CorsMethodRouter<S>,
}

macro_rules! method {
    ($method:ident, $method_with:ident, $filter:ident) => {
        #[doc = concat!("Routes `", stringify!($filter), "` requests to `handler`, and documents it.")]
        pub fn $method<H, T, M, S>(handler: H) -> CorsApiMethodRouter<S>
        where
            H: IntoApiRoute<S, T, M>,
            S: Clone + Send + Sync + 'static,
        {
            CorsApiMethodRouter::new().$method(handler)
        }

        #[doc = concat!("Routes `", stringify!($filter), "` requests to `handler`. `transform` changes its documentation.")]
        pub fn $method_with<H, T, M, S>(
            handler: H,
            transform: impl FnOnce(TransformOperation<'_>) -> TransformOperation<'_>,
        ) -> CorsApiMethodRouter<S>
        where
            H: IntoApiRoute<S, T, M>,
            S: Clone + Send + Sync + 'static,
        {
            CorsApiMethodRouter::new().$method_with(handler, transform)
        }

        impl<S> CorsApiMethodRouter<S>
        where
            S: Clone + Send + Sync + 'static,
        {
            #[doc = concat!("Routes `", stringify!($filter), "` requests to `handler`, and documents it.")]
            ///
            /// # Panics
            ///
            /// See [`CorsMethodRouter::on`].
            pub fn $method<H, T, M>(self, handler: H) -> Self
            where
                H: IntoApiRoute<S, T, M>,
                        {
                self.$method_with(handler, |operation| operation)
            }

            #[doc = concat!("Routes `", stringify!($filter), "` requests to `handler`. `transform` changes its documentation.")]
            ///
            /// # Panics
            ///
            /// See [`CorsMethodRouter::on`].
            pub fn $method_with<H, T, M>(
                mut self,
                handler: H,
                transform: impl FnOnce(TransformOperation<'_>) -> TransformOperation<'_>,
            ) -> Self
            where
                H: IntoApiRoute<S, T, M>,
                        {
                self.policies.add_policy(MethodFilter::$filter, handler.policy());
                let policy = x_cors(handler.policy().policy());
                let handler = handler.into_handler();
                let documented = self.documented.$method_with(handler, |mut operation| {
                    let extensions = &mut operation.inner_mut().extensions;
                    extensions.insert("x-cors".to_owned(), policy);
                    transform(operation)
                });
                Self { documented, ..self }
            }
        }
    };
}

method!(delete, delete_with, DELETE);
method!(get, get_with, GET);
method!(head, head_with, HEAD);
method!(options, options_with, OPTIONS);
method!(patch, patch_with, PATCH);
method!(post, post_with, POST);
method!(put, put_with, PUT);

impl<S> CorsApiMethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn new() -> Self {
        Self {
            documented: ApiMethodRouter::new(),
            policies: CorsMethodRouter::new(),
        }
    }

    /// Adds middleware around the handlers mounted so far, like [`CorsMethodRouter::layer`].
    pub fn layer<L>(mut self, layer: L) -> Self
    where
        L: Layer<Route<Infallible>> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.policies.has_middleware = true;
        Self {
            documented: self.documented.layer(layer),
            policies: self.policies,
        }
    }

    /// Adds the handlers of `other` to this path, like [`CorsMethodRouter::merge`].
    ///
    /// # Panics
    ///
    /// If both have a handler for the same method.
    #[track_caller]
    pub fn merge(self, other: Self) -> Self {
        Self {
            policies: self.policies.merge(other.policies),
            documented: self.documented.merge(other.documented),
        }
    }
}

impl<S> From<CorsApiMethodRouter<S>> for ApiMethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn from(routes: CorsApiMethodRouter<S>) -> Self {
        let (others, layer) = routes.policies.into_parts();
        let documented = routes.documented.merge(others);
        match layer {
            Some(layer) => documented.layer(layer),
            None => documented,
        }
    }
}

impl<S> fmt::Debug for CorsApiMethodRouter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorsApiMethodRouter")
            .field("policies", &self.policies)
            .finish_non_exhaustive()
    }
}
