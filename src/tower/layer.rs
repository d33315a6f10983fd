//! The layer [`CorsLayer`].

use std::sync::Arc;

use cors_runtime::{CompiledPolicy, Mode};
use tower_layer::Layer;

use super::service::Cors;

/// A layer that applies a policy to a whole service.
///
/// The service is any `Service<http::Request<_>>` whose response is an [`http::Response`], with any body
/// types. Cloning the layer or its service increments a reference count.
///
/// There is no route to determine the methods, so the policy lists them: `methods = ["PUT"]`. The policy
/// of an annotated axum handler, `handler::policy()`, has no such list.
#[derive(Debug, Clone)]
#[must_use = "a layer does nothing until it is applied to a service"]
pub struct CorsLayer {
    policy: Arc<CompiledPolicy>,
    mode: Mode,
}

impl CorsLayer {
    /// Creates a layer whose policy applies to every response. Preflights get their response here and do not
    /// reach the inner service.
    ///
    /// `policy` is a `&'static Policy` from [`policy!`](crate::policy!), or a
    /// [`Policy`](crate::Policy) or `Arc<Policy>` from [the builder](crate::Policy::builder).
    /// `Access-Control-*` response headers of the inner service are removed; its `Vary` is extended. With
    /// `enforce`, a forbidden request gets 403 and does not reach the inner service. An `Err` of the inner
    /// service is returned unchanged: it is not a response that could have headers.
    ///
    /// # Handlers with policies of their own
    ///
    /// An annotated handler, or another layer, does not belong inside: its preflights would get the response
    /// of this policy, because the layer cannot know which handlers of the service expect a preflight. Add
    /// the route of such a handler after the layer, or use [`CorsLayer::fallback`]:
    ///
    /// ```
    /// use axum::Router;
    /// use axum::routing::any;
    /// use cors::Policy;
    /// use cors::axum::{cors, get};
    /// use cors::tower::CorsLayer;
    ///
    /// static API: Policy = cors::policy! { origins = ["https://app.example.com"], methods = ["PUT"] };
    ///
    /// #[cors(origins = ["*"])]
    /// async fn health() -> &'static str {
    ///     "ok"
    /// }
    ///
    /// let app: Router = Router::new()
    ///     .route("/users/{id}", any("a user"))
    ///     .layer(CorsLayer::new(&API)) // axum applies a layer to the routes above it
    ///     .route("/health", get(health).into());
    /// ```
    ///
    /// Otherwise a request to the handler panics in builds with debug assertions. In other builds, the
    /// response of the handler keeps the headers of its own policy. Neither is so if a layer in between
    /// handles the request on another task, as tower's `Buffer` does; the headers are then replaced.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors::Policy;
    /// use cors::tower::CorsLayer;
    /// use http::{Request, Response};
    /// use tower::{Layer, ServiceExt, service_fn};
    ///
    /// static API: Policy = cors::policy! {
    ///     origins = ["https://app.example.com"],
    ///     methods = ["PUT"],
    /// };
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let service = CorsLayer::new(&API).layer(service_fn(async |_: Request<String>| {
    ///     Ok::<_, std::io::Error>(Response::new("stored"))
    /// }));
    ///
    /// let preflight = Request::options("/")
    ///     .header("origin", "https://app.example.com")
    ///     .header("access-control-request-method", "PUT")
    ///     .body(String::new())?;
    /// let response = service.clone().oneshot(preflight).await?;
    /// assert_eq!(response.status(), 204);
    /// assert_eq!(response.headers()["access-control-allow-methods"], "PUT");
    /// assert_eq!(response.into_body().into_inner(), None);
    ///
    /// let actual = Request::put("/")
    ///     .header("origin", "https://app.example.com")
    ///     .body(String::new())?;
    /// let response = service.oneshot(actual).await?;
    /// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
    /// assert_eq!(response.into_body().into_inner(), Some("stored"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(policy: impl Into<CompiledPolicy>) -> Self {
        Self {
            policy: Arc::new(policy.into()),
            mode: Mode::Primary,
        }
    }

    /// Creates a layer whose policy applies to responses without a CORS decision.
    ///
    /// It is for a router of annotated handlers, which also has responses of its own: the 404 for an unknown
    /// path, responses of middleware, responses to a panic. A preflight without a decision gets its response
    /// from the layer, and that of the inner service is dropped.
    ///
    /// A response has a CORS decision if an annotated handler or a layer further in has decided about the
    /// request, which a mark in the extensions of the response says. Headers do not count, because any
    /// middleware may set them; those of a handler without a policy are removed. A preflight for a method
    /// without an annotated handler is undecided. With `enforce`, an undecided response to a forbidden
    /// request is replaced with 403, but the inner service has already handled the request;
    /// [`CorsLayer::new`], or `enforce` on the handler, prevents that.
    ///
    /// ```
    /// use axum::Router;
    /// use axum::body::Body;
    /// use cors::Policy;
    /// use cors::axum::get;
    /// use cors::tower::CorsLayer;
    /// use http::Request;
    /// use tower::ServiceExt;
    ///
    /// static REST: Policy = cors::policy! { origins = ["https://app.example.com"] };
    ///
    /// #[cors::axum::cors(origins = ["*"])]
    /// async fn fonts() -> &'static str {
    ///     "public"
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let app = Router::new()
    ///     .route("/fonts", get(fonts).into())
    ///     .layer(CorsLayer::fallback(&REST));
    /// let request = |path| {
    ///     Request::get(path)
    ///         .header("origin", "https://app.example.com")
    ///         .body(Body::empty())
    /// };
    ///
    /// let found = app.clone().oneshot(request("/fonts")?).await?;
    /// assert_eq!(found.headers()["access-control-allow-origin"], "*");
    ///
    /// let unknown = app.oneshot(request("/unknown")?).await?;
    /// assert_eq!(unknown.status(), 404);
    /// assert_eq!(unknown.headers()["access-control-allow-origin"], "https://app.example.com");
    /// # Ok(())
    /// # }
    /// ```
    pub fn fallback(policy: impl Into<CompiledPolicy>) -> Self {
        Self {
            mode: Mode::Fallback,
            ..Self::new(policy)
        }
    }
}

impl<S> Layer<S> for CorsLayer {
    type Service = Cors<S>;

    fn layer(&self, inner: S) -> Cors<S> {
        Cors {
            inner,
            policy: Arc::clone(&self.policy),
            mode: self.mode,
        }
    }
}
