//! The annotated handlers of one path.

use std::future::Future;
use std::sync::Arc;

use cors_runtime::{CompiledPolicy, methods_header_value, select_endpoint};
use poem::http::Method;
use poem::{
    Endpoint, EndpointExt, Error, IntoEndpoint, IntoResponse, Middleware, Request, Response, Result,
};

use super::decision::{Decision, DeferredDecision, request_head};
use super::handler_policy::HandlerPolicy;
use super::methods::{Methods, Mounted, SharedEndpoint, share};
use super::mount::IntoCorsEndpoint;

/// The annotated handlers of one path, for [`Route::at`](poem::Route::at).
///
/// It responds to the preflights of its path, which reach neither the handlers nor the extractors nor the
/// middleware of [`with`](Self::with). All other responses of the path have the headers of the policy for
/// their method: those of handlers, errors, rejections of extractors, 405s, and responses of that
/// middleware. For a method without a handler, the first policy that allows the origin applies.
///
/// Browsers cache a preflight by URL and method, so handlers of one path may have different policies.
///
/// ```
/// use cors::poem::{cors, get};
/// use poem::{Route, handler};
///
/// #[cors(origins = ["*"])]
/// #[handler]
/// async fn read() -> &'static str {
///     "public"
/// }
///
/// #[cors(origins = ["https://admin.example.com"], credentials)]
/// #[handler]
/// async fn remove() {}
///
/// let app = Route::new().at("/notice", get(read).delete(remove));
/// ```
#[derive(Debug)]
#[must_use = "a method router does nothing until it is added to a `Route`"]
pub struct CorsRouteMethod {
    endpoints: Vec<HandlerPolicy>,
    methods: Methods,
    /// Whether an endpoint has no policy.
    has_plain: bool,
}

impl CorsRouteMethod {
    pub(super) fn new() -> Self {
        Self {
            endpoints: Vec::new(),
            methods: Methods::default(),
            has_plain: false,
        }
    }

    /// Routes requests with `method` to `handler`. Of two handlers for a method, the first one is called.
    ///
    /// # Panics
    ///
    /// If an argument of the handler opens a WebSocket and the policy does not have `enforce`; the attribute
    /// reports that as a compile error unless the extractor has another name there.
    ///
    /// ```
    /// use cors::poem::{cors, get};
    /// use poem::http::Method;
    /// use poem::{Route, handler};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn events() {}
    ///
    /// let report = Method::from_bytes(b"REPORT").expect("a method");
    /// let app = Route::new().at("/events", get(events).method(report, events));
    /// ```
    pub fn method(self, method: Method, handler: impl IntoCorsEndpoint) -> Self {
        self.on([method], handler)
    }

    /// Routes requests with any of the methods to `handler`. A preflight for one of them lists all of them.
    ///
    /// # Panics
    ///
    /// See [`method`](Self::method).
    pub fn on(
        mut self,
        methods: impl IntoIterator<Item = Method>,
        handler: impl IntoCorsEndpoint,
    ) -> Self {
        let methods: Vec<Method> = methods.into_iter().collect();
        let names: Vec<&str> = methods.iter().map(Method::as_str).collect();
        let policy = handler.policy().with_methods(&methods_header_value(&names));
        let endpoint = share(handler.into_endpoint());
        for method in &methods {
            self.mount(method.clone(), Arc::clone(&endpoint), true);
        }
        // The policy of a handler without a method applies to nothing.
        if !methods.is_empty() {
            self.endpoints.push(HandlerPolicy {
                policy: Arc::new(policy),
                methods,
            });
        }
        self
    }

    /// Routes requests with `method` to an endpoint of poem that has no policy.
    ///
    /// A policy applies to its own handler only: a preflight for `method` grants neither the method nor
    /// headers, and the responses of the endpoint have no CORS headers. Preflights do not reach the endpoint.
    ///
    /// ```
    /// use cors::poem::{cors, get};
    /// use poem::http::Method;
    /// use poem::{Route, handler};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn read() -> &'static str {
    ///     "text"
    /// }
    ///
    /// #[handler]
    /// async fn write() {}
    ///
    /// let app = Route::new().at("/text", get(read).plain(Method::PUT, write));
    /// ```
    pub fn plain<E>(mut self, method: Method, endpoint: E) -> Self
    where
        E: IntoEndpoint,
        E::Endpoint: 'static,
    {
        let endpoint = share(endpoint.into_endpoint().map_to_response());
        self.mount(method, endpoint, false);
        self
    }

    fn mount(&mut self, method: Method, endpoint: SharedEndpoint, has_policy: bool) {
        self.has_plain |= !has_policy;
        self.methods.0.push(Mounted {
            method,
            endpoint,
            has_policy,
        });
    }

    /// Adds middleware around the handlers mounted so far. CORS stays outside of it: preflights and 405s do
    /// not reach the middleware.
    ///
    /// Authentication belongs here. A preflight never carries credentials, and gets its response before
    /// the middleware. The middleware's own responses and errors, such as a 401, have the headers, so that
    /// the page reads a status instead of a CORS error.
    ///
    /// [`before`](Self::before), [`around`](Self::around), [`catch_error`](Self::catch_error) and
    /// [`catch_all_error`](Self::catch_all_error) do the same with a function. The other methods of
    /// [`EndpointExt`] put CORS inside.
    ///
    /// ```
    /// use cors::poem::{cors, post};
    /// use poem::middleware::SizeLimit;
    /// use poem::{Route, handler};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn upload(body: String) -> String {
    ///     body
    /// }
    ///
    /// let app = Route::new().at("/upload", post(upload).with(SizeLimit::new(1_000)));
    /// ```
    pub fn with<M>(self, middleware: M) -> Self
    where
        M: Middleware<Methods>,
        M::Output: 'static,
    {
        self.wrap(|methods| middleware.transform(methods))
    }

    /// Calls `f` before the handlers mounted so far, like [`EndpointExt::before`], and for no preflight.
    ///
    /// ```
    /// use cors::poem::{cors, get};
    /// use poem::http::StatusCode;
    /// use poem::{Error, Request, Result, Route, handler};
    ///
    /// async fn signed_in(request: Request) -> Result<Request> {
    ///     match request.header("cookie") {
    ///         Some(_) => Ok(request),
    ///         None => Err(Error::from_status(StatusCode::UNAUTHORIZED)),
    ///     }
    /// }
    ///
    /// #[cors(origins = ["https://app.example.com"], credentials)]
    /// #[handler]
    /// async fn account() -> &'static str {
    ///     "your account"
    /// }
    ///
    /// let app = Route::new().at("/account", get(account).before(signed_in));
    /// ```
    pub fn before<F, Fut>(self, f: F) -> Self
    where
        F: Fn(Request) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<Request>> + Send + 'static,
    {
        self.wrap(|methods| methods.before(f))
    }

    /// Calls `f` in place of the handlers mounted so far, like [`EndpointExt::around`], and for no preflight.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use cors::poem::{Methods, cors, get};
    /// use poem::{Endpoint, Request, Response, Result, Route, handler};
    ///
    /// async fn timed(handlers: Arc<Methods>, request: Request) -> Result<Response> {
    ///     let start = std::time::Instant::now();
    ///     let response = handlers.call(request).await;
    ///     println!("{:?}", start.elapsed());
    ///     response
    /// }
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn report() {}
    ///
    /// let app = Route::new().at("/report", get(report).around(timed));
    /// ```
    pub fn around<F, Fut, R>(self, f: F) -> Self
    where
        F: Fn(Arc<Methods>, Request) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<R>> + Send + 'static,
        R: IntoResponse + 'static,
    {
        self.wrap(|methods| methods.around(f))
    }

    /// Converts the errors of the handlers mounted so far into responses, like
    /// [`EndpointExt::catch_all_error`]. The responses have the headers.
    ///
    /// ```
    /// use cors::poem::{cors, get};
    /// use poem::http::StatusCode;
    /// use poem::{Error, IntoResponse, Result, Route, handler};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn report() -> Result<String> {
    ///     Err(Error::from_status(StatusCode::NOT_FOUND))
    /// }
    ///
    /// async fn to_text(error: Error) -> impl IntoResponse {
    ///     error.to_string().with_status(error.status())
    /// }
    ///
    /// let app = Route::new().at("/report", get(report).catch_all_error(to_text));
    /// ```
    pub fn catch_all_error<F, Fut, R>(self, f: F) -> Self
    where
        F: Fn(Error) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = R> + Send + 'static,
        R: IntoResponse + Send + Sync + 'static,
    {
        self.wrap(|methods| methods.catch_all_error(f))
    }

    /// Converts errors of a type into responses, like [`EndpointExt::catch_error`]. The responses have the
    /// headers.
    ///
    /// ```
    /// use cors::poem::{cors, post};
    /// use poem::error::ParseQueryError;
    /// use poem::http::StatusCode;
    /// use poem::web::Query;
    /// use poem::{IntoResponse, Route, handler};
    ///
    /// #[cors(origins = ["https://app.example.com"])]
    /// #[handler]
    /// async fn search(Query(_words): Query<Vec<(String, String)>>) {}
    ///
    /// async fn unreadable(error: ParseQueryError) -> impl IntoResponse {
    ///     error.to_string().with_status(StatusCode::UNPROCESSABLE_ENTITY)
    /// }
    ///
    /// let app = Route::new().at("/search", post(search).catch_error(unreadable));
    /// ```
    pub fn catch_error<F, Fut, R, T>(self, f: F) -> Self
    where
        F: Fn(T) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = R> + Send + 'static,
        R: IntoResponse + Send + Sync + 'static,
        T: std::error::Error + Send + Sync + 'static,
    {
        self.wrap(|methods| methods.catch_error(f))
    }

    /// Puts an endpoint around the handlers mounted so far.
    fn wrap<E: Endpoint + 'static>(mut self, around: impl FnOnce(Methods) -> E) -> Self {
        let mounted = self.methods.0.iter();
        let mounted: Vec<_> = mounted
            .map(|mounted| (mounted.method.clone(), mounted.has_policy))
            .collect();
        let shared = share(around(self.methods).map_to_response());
        self.methods = Methods::default();
        for (method, has_policy) in mounted {
            self.mount(method, Arc::clone(&shared), has_policy);
        }
        self
    }
}

impl Endpoint for CorsRouteMethod {
    type Output = Response;

    /// Decides before the future is created, so that the future does not contain the request.
    fn call(&self, request: Request) -> impl Future<Output = Result<Response>> + Send {
        let pending = match self.decide(&request) {
            Some(decision) if decision.is_immediate() => Err(decision),
            decision => {
                let decision = decision.map(|it| (it, DeferredDecision::of(&request)));
                Ok((decision, self.methods.call_boxed(request)))
            }
        };
        async move {
            match pending {
                Err(decision) => Ok(decision.immediate_response().unwrap_or_default()),
                Ok((None, future)) => future.await,
                Ok((Some((decision, outer)), future)) => {
                    decision.settle(future.await, outer.as_ref())
                }
            }
        }
    }
}

impl CorsRouteMethod {
    /// Evaluates the policy that applies to a request; `None` for an endpoint without a policy.
    fn decide(&self, request: &Request) -> Option<Decision<&Arc<CompiledPolicy>>> {
        let read = request_head(request).read();
        if self.has_plain && !read.is_preflight() && self.methods.is_plain(request.method()) {
            return None;
        }
        let (endpoint, selection) = select_endpoint(&self.endpoints, &read)?;
        Some(Decision {
            policy: &endpoint.policy,
            evaluation: endpoint.policy.evaluate_read(&read, selection),
        })
    }
}
