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

use super::any::AnyMethod;
use super::endpoints::{Endpoints, HandlerEndpoint, Handles, compile_for_route};
use super::fallback::PreflightFallback;
use super::layer::CorsLayer;
use super::methods::METHODS;
use super::service::IntoRoute;

/// The annotated handlers of one path. `.into()` converts it into a [`MethodRouter`].
///
/// It responds to the preflights of its path, which reach neither the handlers nor the extractors nor the
/// middleware of [`layer`](Self::layer). All other responses of the path have the headers of the policy
/// for their method: those of handlers, rejections of extractors, 405s, and responses of middleware. For
/// a method without a handler, the first policy that allows the origin applies.
///
/// Handlers of one path may have different policies. Browsers cache granted methods and granted header names of a
/// URL independently of each other, for `max_age` seconds. An origin that the policy of `GET` allows to send
/// `content-type` may therefore send it by `POST` too, for that time, even if the policy of `POST` does not allow
/// the origin. The page cannot read the response; with `enforce`, the handler does not run either.
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
    pub(super) has_middleware: bool,
    any: Option<AnyMethod<S>>,
    fallback: Option<Fallback<S>>,
}

/// A handler for other methods.
struct Fallback<S> {
    /// The handler for `OPTIONS`, so that no other handler can be mounted there and receive preflights.
    options: MethodRouter<S>,
    others: MethodRouter<S>,
}

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
        handles: Handles::Listed,
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
            any: None,
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
        self.add_policy(filter, handler.policy());
        self.routes = handler.mount(filter, self.routes);
        self
    }

    /// Adds the policy of a handler that is mounted elsewhere.
    pub(super) fn add_policy(&mut self, filter: MethodFilter, policy: &CompiledPolicy) {
        self.endpoints.push(endpoint(policy, filter));
    }

    /// Returns the handlers with the response to all other requests, and the layer that belongs around them.
    pub(super) fn into_parts(mut self) -> (MethodRouter<S>, Option<CorsLayer>) {
        if let Some(any) = self.any {
            let (endpoint, routes) = any.mount(&self.endpoints, self.routes);
            self.endpoints.push(endpoint);
            return (routes, Some(CorsLayer(Endpoints::new(self.endpoints))));
        }
        let mut endpoints = self.endpoints.iter();
        let handles_options = endpoints.any(|endpoint| endpoint.lists("OPTIONS"));
        let endpoints = Endpoints::new(self.endpoints);
        let (options, others) = if let Some(Fallback { options, others }) = self.fallback {
            let layer = CorsLayer(endpoints.clone());
            (options.layer(layer.clone()), others.layer(layer))
        } else {
            let fallback = PreflightFallback(endpoints.clone());
            let options = MethodRouter::new().on(MethodFilter::OPTIONS, fallback.clone());
            (options, MethodRouter::<S>::new().layer(fallback))
        };
        let routes = if handles_options {
            self.routes
        } else {
            self.routes.merge(options)
        };
        // Handlers apply their own policies. A layer around them is needed only to keep preflights from
        // middleware and from a handler for `OPTIONS`.
        let has_layer = self.has_middleware || handles_options;
        // Of two default fallbacks, axum keeps that of the router merged last.
        (
            routes.merge(others),
            has_layer.then(|| CorsLayer(endpoints)),
        )
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
            any: self.any.map(|any| any.layer(&layer)),
            routes: self.routes.layer(layer),
            endpoints: self.endpoints,
            has_middleware: true,
            fallback: self.fallback,
        }
    }

    /// Adds middleware around the handlers mounted so far, like [`layer`](Self::layer).
    ///
    /// In axum, `route_layer` spares the responses of a path without a handler for the method. Here both do,
    /// because a 405 and the response to a preflight do not come from a handler.
    pub fn route_layer<L>(self, layer: L) -> Self
    where
        L: Layer<Route<Infallible>> + Clone + Send + Sync + 'static,
        L::Service: Service<Request> + Clone + Send + Sync + 'static,
        <L::Service as Service<Request>>::Response: IntoResponse + 'static,
        <L::Service as Service<Request>>::Error: Into<Infallible> + 'static,
        <L::Service as Service<Request>>::Future: Send + 'static,
    {
        self.layer(layer)
    }

    /// Routes requests with all methods that have no handler of their own to `handler`, whatever the order
    /// of the calls. See [`any`](super::any()).
    ///
    /// # Panics
    ///
    /// If the path already has a handler for all methods or a [`fallback`](Self::fallback). See also
    /// [`on`](Self::on).
    pub fn any<H, T, M>(self, handler: H) -> Self
    where
        H: IntoRoute<S, T, M>,
    {
        assert!(
            self.any.is_none() && self.fallback.is_none(),
            "a path cannot have two handlers for all other methods",
        );
        Self {
            any: Some(AnyMethod::new(handler)),
            ..self
        }
    }

    /// Adds the handlers of `other` to this path, such as those of another module.
    ///
    /// axum cannot do that after `.into()`: each of the two [`MethodRouter`]s responds to the preflights of
    /// its own handlers, and axum panics with "Handler for `OPTIONS` already exists".
    /// [`Routes`](super::Routes) merges the handlers of whole lists of paths.
    ///
    /// # Panics
    ///
    /// If both have a handler for the same method, or both have a handler for all other methods.
    ///
    /// ```
    /// use axum::Router;
    /// use cors::axum::{CorsMethodRouter, cors, get, put};
    ///
    /// #[cors(origins = ["*"])]
    /// async fn read() -> &'static str {
    ///     "public"
    /// }
    ///
    /// #[cors(origins = ["https://admin.example.com"], credentials)]
    /// async fn replace() {}
    ///
    /// fn admin() -> CorsMethodRouter {
    ///     put(replace)
    /// }
    ///
    /// let app: Router = Router::new().route("/notice", get(read).merge(admin()).into());
    /// ```
    #[track_caller]
    pub fn merge(mut self, other: Self) -> Self {
        if let Some(method) = self.conflict(&other) {
            panic!("cannot merge two routes that both have a handler for {method}");
        }
        self.endpoints.extend(other.endpoints);
        Self {
            routes: self.routes.merge(other.routes),
            endpoints: self.endpoints,
            has_middleware: self.has_middleware || other.has_middleware,
            any: self.any.or(other.any),
            fallback: self.fallback.or(other.fallback),
        }
    }

    /// Returns a description of the methods for which both have a handler.
    pub(super) fn conflict(&self, other: &Self) -> Option<String> {
        let mut methods = METHODS.into_iter().map(|(_, name)| name);
        let lists = |routes: &Self, method| {
            let mut endpoints = routes.endpoints.iter();
            endpoints.any(|endpoint| endpoint.lists(method))
        };
        let has_rest = |routes: &Self| routes.any.is_some() || routes.fallback.is_some();
        let method = methods.find(|method| lists(self, method) && lists(other, method));
        method
            .map(|method| format!("`{method}`"))
            .or_else(|| (has_rest(self) && has_rest(other)).then(|| "all other methods".to_owned()))
    }

    /// Provides the state of the handlers. Without a state that is missing, the result is a
    /// [`Service`], as `Handler::with_state` of a plain handler is.
    ///
    /// ```
    /// use axum::body::Body;
    /// use axum::extract::State;
    /// use axum::http::Request;
    /// use axum::routing::MethodRouter;
    /// use cors::axum::{cors, get};
    /// use tower::ServiceExt;
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// async fn name(State(name): State<&'static str>) -> &'static str {
    ///     name
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let service: MethodRouter = get(name).with_state("notes");
    /// let request = Request::get("/").header("origin", "https://app.example.com");
    /// let response = service.oneshot(request.body(Body::empty())?).await?;
    /// assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_state<S2>(self, state: S) -> MethodRouter<S2> {
        MethodRouter::from(self).with_state(state)
    }

    /// Sets the handler for methods without an annotated handler, in place of a 405 without a body. It is a
    /// plain axum handler. Its responses have the headers of the first policy that allows the origin, and
    /// preflights do not reach it. [`any`](Self::any) mounts an annotated handler with its own policy instead.
    ///
    /// # Panics
    ///
    /// If the path has a handler for [`any`](Self::any) method, which leaves none.
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
        assert!(
            self.any.is_none(),
            "a path cannot have two handlers for all other methods",
        );
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
        match cors.into_parts() {
            (routes, Some(layer)) => routes.layer(layer),
            (routes, None) => routes,
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
