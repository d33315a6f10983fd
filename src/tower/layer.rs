//! The layer: a policy and when it speaks, on its way around a service.

use std::sync::Arc;

use cors_runtime::protocol::prepared::Prepared;
use tower_layer::Layer;

use super::service::{Cors, Turn};

/// CORS around a whole service, by one policy.
///
/// It goes around any `Service<http::Request<_>>` whose response is an [`http::Response`], whatever
/// the bodies are. Cloning it, and the service it makes, counts one reference.
///
/// No route says to a layer which methods there are, so the policy says it: `methods = ["PUT"]`. The
/// policy of an annotated axum handler, `handler::policy()`, has no such list.
#[derive(Debug, Clone)]
#[must_use = "a layer does nothing until it is applied to a service"]
pub struct CorsLayer {
    prepared: Arc<Prepared>,
    turn: Turn,
}

impl CorsLayer {
    /// The layer that decides first: it answers preflights, and puts its headers onto everything else
    /// that comes out of the service.
    ///
    /// `policy` is a `&'static Policy` from [`policy!`](crate::policy!), or a
    /// [`Policy`](crate::Policy) or `Arc<Policy>` from [its builder](crate::Policy::builder). What the
    /// service set under the six `Access-Control-*` names is removed; its `Vary` stays and gains
    /// `Origin`. A policy with `enforce` answers a foreign request with 403, and the service is not
    /// called. An `Err` of the service is passed on as it is: there is no response to put headers on.
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
    /// let answer = service.clone().oneshot(preflight).await?;
    /// assert_eq!(answer.status(), 204);
    /// assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");
    /// assert_eq!(answer.into_body().into_inner(), None);
    ///
    /// let actual = Request::put("/")
    ///     .header("origin", "https://app.example.com")
    ///     .body(String::new())?;
    /// let answer = service.oneshot(actual).await?;
    /// assert_eq!(answer.headers()["access-control-allow-origin"], "https://app.example.com");
    /// assert_eq!(answer.into_body().into_inner(), Some("stored"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn new(policy: impl Into<Prepared>) -> Self {
        Self {
            prepared: Arc::new(policy.into()),
            turn: Turn::First,
        }
    }

    /// The layer that decides last: what the service has decided stays as it is, and what nobody
    /// decided gets the headers of `policy`.
    ///
    /// That is for a router of annotated handlers: it has answers of its own, a 404 for an unknown
    /// path, what middleware around the handlers said, what was made of a panic. A preflight that comes
    /// back undecided is answered by the layer, and the service's answer to it is dropped.
    ///
    /// An answer is decided when it has `Access-Control-Allow-Origin`, or when its `Vary` names
    /// `Origin` or is `*`. The service has run by then: a policy with `enforce` replaces the undecided
    /// answer to a foreign request with its 403, and cannot undo what the request did. For that, use
    /// [`CorsLayer::new`], or `enforce` at the handler.
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
    ///     "for everybody"
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let app = Router::new()
    ///     .route("/fonts", get(fonts).into())
    ///     .layer(CorsLayer::fallback(&REST));
    /// let ask = |path| {
    ///     Request::get(path)
    ///         .header("origin", "https://app.example.com")
    ///         .body(Body::empty())
    /// };
    ///
    /// let found = app.clone().oneshot(ask("/fonts")?).await?;
    /// assert_eq!(found.headers()["access-control-allow-origin"], "*");
    ///
    /// let unknown = app.oneshot(ask("/unknown")?).await?;
    /// assert_eq!(unknown.status(), 404);
    /// assert_eq!(unknown.headers()["access-control-allow-origin"], "https://app.example.com");
    /// # Ok(())
    /// # }
    /// ```
    pub fn fallback(policy: impl Into<Prepared>) -> Self {
        Self {
            turn: Turn::Last,
            ..Self::new(policy)
        }
    }
}

impl<S> Layer<S> for CorsLayer {
    type Service = Cors<S>;

    fn layer(&self, inside: S) -> Cors<S> {
        Cors::new(inside, Arc::clone(&self.prepared), self.turn)
    }
}
