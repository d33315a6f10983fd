//! A resource: the annotated handlers of one path, on their way into axum's router.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_LENGTH;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, Route};
use cors_runtime::policy::methods_as_sent;
use tower::{Layer, Service};

use super::around::Around;
use super::mounted::Mountable;
use super::undecided::{Endpoint, Endpoints, Undecided};

/// The annotated handlers of one path. `.into()` makes a [`MethodRouter`] of it.
///
/// It answers the preflights of its path by itself; they reach neither handlers nor extractors nor
/// the middleware of [`Resource::layer`]. Everything else that the path answers carries the headers
/// of the policy of its method: responses, rejections, 405s, what middleware inside answers. A
/// method without a handler is answered by the first policy that lets the origin in.
///
/// Browsers keep what a preflight allowed by URL, so two handlers of one path may well have
/// different policies: each preflight is about one method.
///
/// ```
/// use axum::Router;
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, get};
///
/// #[cors(origins = ["*"])]
/// async fn read() -> &'static str {
///     "everybody may"
/// }
///
/// #[cors(origins = ["https://admin.example.com"], credentials)]
/// async fn remove() {}
///
/// let resource: MethodRouter = get(read).delete(remove).into();
/// let app: Router = Router::new().route("/notice", resource);
/// ```
#[must_use = "a method router does nothing until it is added to a `Router`"]
pub struct Resource<S = ()> {
    /// The handlers as they are, for middleware to go around.
    bare: MethodRouter<S>,
    /// The handlers that finish their own responses: no layer and no second box. Gone as soon as
    /// something goes around them, since then only the outermost can finish.
    finishing: Option<MethodRouter<S>>,
    endpoints: Vec<Endpoint>,
}

/// The methods that axum routes, and that no browser is kept from sending.
/// What axum says of an empty body.
static NO_BYTES: HeaderValue = HeaderValue::from_static("0");

const METHODS: [(MethodFilter, &str); 9] = [
    (MethodFilter::GET, "GET"),
    (MethodFilter::HEAD, "HEAD"),
    (MethodFilter::POST, "POST"),
    (MethodFilter::PUT, "PUT"),
    (MethodFilter::PATCH, "PATCH"),
    (MethodFilter::DELETE, "DELETE"),
    (MethodFilter::OPTIONS, "OPTIONS"),
    (MethodFilter::TRACE, "TRACE"),
    (MethodFilter::CONNECT, "CONNECT"),
];

impl<S> Resource<S>
where
    S: Clone + Send + Sync + 'static,
{
    pub(super) fn empty() -> Self {
        Self {
            bare: MethodRouter::new(),
            finishing: Some(MethodRouter::new()),
            endpoints: Vec::new(),
        }
    }

    /// Mounts `handler` for the methods of `filter`.
    ///
    /// # Panics
    ///
    /// As axum's own `on` does, when the router is built: if the resource has a handler for one of
    /// these methods already.
    pub fn on<H, Arguments, M>(mut self, filter: MethodFilter, handler: H) -> Self
    where
        H: Mountable<S, Arguments, M>,
    {
        let methods: Vec<&'static str> = METHODS
            .into_iter()
            .filter(|(method, _)| filter.or(*method) == filter)
            .map(|(_, name)| name)
            .collect();
        let sent = methods_as_sent(&methods);
        // A handler for `OPTIONS` shares that method with the preflights, which are sorted out around
        // it.
        if methods.contains(&"OPTIONS") {
            self.finishing = None;
        }
        let prepared = handler.prepared().for_methods(&sent);
        self.endpoints.push(Endpoint {
            prepared: Arc::new(prepared.answering_with(&CONTENT_LENGTH, &NO_BYTES)),
            methods,
        });
        self.finishing = self
            .finishing
            .map(|routes| handler.clone().mount_finishing(filter, routes));
        self.bare = handler.mount_bare(filter, self.bare);
        self
    }

    /// Puts middleware around the handlers mounted so far, and inside CORS. What the resource answers
    /// by itself, a preflight or a 405, does not reach it.
    ///
    /// This is the place for authentication: a preflight never carries credentials, and is answered
    /// before the middleware; what the middleware answers, a 401 say, carries the headers, so that
    /// the page gets to see the status and not a «CORS error».
    ///
    /// ```
    /// use axum::extract::Request;
    /// use axum::http::StatusCode;
    /// use axum::middleware::{Next, from_fn};
    /// use axum::response::Response;
    /// use axum::routing::MethodRouter;
    /// use cors::axum::{cors, get};
    ///
    /// async fn signed_in(request: Request, next: Next) -> Result<Response, StatusCode> {
    ///     match request.headers().get("cookie") {
    ///         Some(_) => Ok(next.run(request).await),
    ///         None => Err(StatusCode::UNAUTHORIZED),
    ///     }
    /// }
    ///
    /// #[cors(origins = ["https://app.example.com"], credentials)]
    /// async fn account() -> &'static str {
    ///     "yours"
    /// }
    ///
    /// let resource: MethodRouter = get(account).layer(from_fn(signed_in)).into();
    /// ```
    pub fn layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route<Infallible>> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        Self {
            bare: self.bare.layer(layer),
            finishing: None,
            endpoints: self.endpoints,
        }
    }

    fn into_routes(self) -> MethodRouter<S> {
        let answers_options = self
            .endpoints
            .iter()
            .any(|endpoint| endpoint.methods.contains(&"OPTIONS"));
        let endpoints = Endpoints::new(self.endpoints);
        let undecided = Undecided(endpoints.clone());
        match self.finishing {
            Some(routes) => routes
                .on(MethodFilter::OPTIONS, undecided.clone())
                .fallback(undecided),
            None if answers_options => self.bare.fallback(undecided).layer(Around(endpoints)),
            None => self
                .bare
                .on(MethodFilter::OPTIONS, undecided.clone())
                .fallback(undecided)
                .layer(Around(endpoints)),
        }
    }
}

impl<S> From<Resource<S>> for MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn from(resource: Resource<S>) -> Self {
        resource.into_routes()
    }
}

impl<S> fmt::Debug for Resource<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Resource")
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}
