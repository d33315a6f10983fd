//! The annotated handlers of one path.

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::extract::Request;
use axum::handler::Handler;
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, MethodRouter, Route};
use cors_runtime::{CompiledPolicy, methods_header_value};
use tower::{Layer, Service};

use super::endpoints::{Endpoints, HandlerEndpoint, compile_for_route};
use super::fallback::PreflightFallback;
use super::layer::CorsLayer;
use super::service::IntoRoute;

/// The annotated handlers of one path. `.into()` converts it into a [`MethodRouter`].
///
/// It responds to the preflights of its path, which reach neither the handlers nor the extractors nor the
/// middleware of [`layer`](Self::layer). All other responses of the path have the headers of the policy
/// for their method: those of handlers, rejections of extractors, 405s, and responses of middleware. For
/// a method without a handler, the first policy that allows the origin applies.
///
/// Browsers cache a preflight by URL and method, so handlers of one path may have different policies.
///
/// ```
/// use axum::Router;
/// use axum::routing::MethodRouter;
/// use cors::axum::{cors, get};
///
/// #[cors(origins = ["*"])]
/// async fn read() -> &'static str {
///     "public"
/// }
///
/// #[cors(origins = ["https://admin.example.com"], credentials)]
/// async fn remove() {}
///
/// let notice: MethodRouter = get(read).delete(remove).into();
/// let app: Router = Router::new().route("/notice", notice);
/// ```
#[must_use = "a method router does nothing until it is added to a `Router`"]
pub struct CorsMethodRouter<S = ()> {
    routes: MethodRouter<S>,
    endpoints: Vec<HandlerEndpoint>,
    /// Whether handlers have middleware, which preflights must not reach and whose responses need headers.
    has_middleware: bool,
    fallback: Option<Fallback<S>>,
}

/// A handler for other methods.
struct Fallback<S> {
    /// The handler for `OPTIONS`, so that no other handler can be mounted there and receive preflights.
    options: MethodRouter<S>,
    others: MethodRouter<S>,
}

/// The methods that axum can route.
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

/// Compiles the policy of a handler for the methods of `filter`. Not generic, so that a program contains
/// it once and not once per handler.
fn endpoint(policy: &CompiledPolicy, filter: MethodFilter) -> HandlerEndpoint {
    let methods = METHODS.into_iter();
    let methods = methods.filter(|(method, _)| filter.or(*method) == filter);
    let methods: Vec<&'static str> = methods.map(|(_, name)| name).collect();
    let policy = compile_for_route(policy, &methods_header_value(&methods));
    HandlerEndpoint {
        policy: Arc::new(policy),
        methods,
    }
}

impl<S> CorsMethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    pub(super) fn new() -> Self {
        Self {
            routes: MethodRouter::new(),
            endpoints: Vec::new(),
            has_middleware: false,
            fallback: None,
        }
    }

    /// Routes requests with the methods of `filter` to `handler`.
    ///
    /// # Panics
    ///
    /// If the path already has a handler for one of the methods, like [`MethodRouter::on`]. If an argument of
    /// the handler opens a WebSocket and the policy does not have `enforce`; the attribute reports that as a
    /// compile error unless the extractor has another name there.
    pub fn on<H, T, M>(mut self, filter: MethodFilter, handler: H) -> Self
    where
        H: IntoRoute<S, T, M>,
    {
        self.endpoints.push(endpoint(handler.policy(), filter));
        self.routes = handler.mount(filter, self.routes);
        self
    }

    /// Adds middleware around the handlers mounted so far. CORS stays outside of it: preflights and
    /// 405s do not reach the middleware.
    ///
    /// Authentication belongs here. A preflight never carries credentials, and gets its response before
    /// the middleware. The middleware's own responses, such as a 401, have the headers, so that the
    /// page reads a status instead of a CORS error.
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
    ///     "your account"
    /// }
    ///
    /// let account: MethodRouter = get(account).layer(from_fn(signed_in)).into();
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
            routes: self.routes.layer(layer),
            endpoints: self.endpoints,
            has_middleware: true,
            fallback: self.fallback,
        }
    }

    /// Sets the handler for methods without an annotated handler, in place of a 405 without a body. It is a
    /// plain axum handler. Its responses have the headers of the first policy that allows the origin, and
    /// preflights do not reach it.
    ///
    /// ```
    /// use axum::http::StatusCode;
    /// use axum::routing::MethodRouter;
    /// use cors::axum::{cors, get};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// async fn read() -> &'static str {
    ///     "text"
    /// }
    ///
    /// async fn other_methods() -> (StatusCode, &'static str) {
    ///     (StatusCode::METHOD_NOT_ALLOWED, "use GET")
    /// }
    ///
    /// let routes: MethodRouter = get(read).fallback(other_methods).into();
    /// ```
    pub fn fallback<H, T>(self, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
    {
        Self {
            fallback: Some(Fallback {
                options: MethodRouter::new().on(MethodFilter::OPTIONS, handler.clone()),
                others: MethodRouter::new().fallback(handler),
            }),
            ..self
        }
    }
}

impl<S> From<CorsMethodRouter<S>> for MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    fn from(cors: CorsMethodRouter<S>) -> Self {
        let mut methods = cors.endpoints.iter().flat_map(|it| &it.methods);
        let handles_options = methods.any(|method| *method == "OPTIONS");
        let endpoints = Endpoints::new(cors.endpoints);
        let (options, others) = if let Some(Fallback { options, others }) = cors.fallback {
            let layer = CorsLayer(endpoints.clone());
            (options.layer(layer.clone()), others.layer(layer))
        } else {
            let fallback = PreflightFallback(endpoints.clone());
            let options = MethodRouter::new().on(MethodFilter::OPTIONS, fallback.clone());
            (options, MethodRouter::<S>::new().layer(fallback))
        };
        let routes = if handles_options {
            cors.routes
        } else {
            cors.routes.merge(options)
        };
        // Of two default fallbacks, axum keeps that of the router merged last.
        let routes = routes.merge(others);
        // Handlers apply their own policies. A layer around them is needed only to keep preflights from
        // middleware and from a handler for `OPTIONS`.
        if cors.has_middleware || handles_options {
            routes.layer(CorsLayer(endpoints))
        } else {
            routes
        }
    }
}

impl<S> fmt::Debug for CorsMethodRouter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorsMethodRouter")
            .field("endpoints", &self.endpoints)
            .finish_non_exhaustive()
    }
}
