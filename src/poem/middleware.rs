//! The middleware [`Cors`].

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;

use cors_runtime::{CompiledPolicy, MarkDecision, Mode, Selection};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response, Result};

use super::decision::{Decision, DeferredDecision, request_head};

/// Middleware that applies a policy to a whole application or to any other endpoint.
///
/// There is no route to determine the methods, so the policy lists them: `methods = ["PUT"]`. The policy
/// of an annotated handler, `handler::policy()`, has no such list.
#[derive(Debug, Clone)]
#[must_use = "middleware does nothing until it is added to an endpoint"]
pub struct Cors {
    policy: Arc<CompiledPolicy>,
    mode: Mode,
}

impl Cors {
    /// Creates middleware whose policy applies to every response. Preflights get their response here and do
    /// not reach the inner endpoint.
    ///
    /// `policy` is a `&'static Policy` from [`policy!`](crate::policy!), or a
    /// [`Policy`](crate::Policy) or `Arc<Policy>` from [the builder](crate::Policy::builder).
    /// `Access-Control-*` response headers of the inner endpoint are removed; its `Vary` is extended. An
    /// error becomes a response with the headers. With `enforce`, a forbidden request gets 403 and does not
    /// reach the inner endpoint.
    ///
    /// # Handlers with policies of their own
    ///
    /// An annotated handler, or other middleware of this kind, does not belong inside: its preflights would
    /// get the response of this policy, because the middleware cannot know which handlers expect a preflight.
    /// Add the route of such a handler outside, or use [`Cors::fallback`]:
    ///
    /// ```
    /// use cors::Policy;
    /// use cors::poem::{Cors, cors, get};
    /// use poem::{EndpointExt, Route, handler};
    ///
    /// static API: Policy = cors::policy! { origins = ["https://app.example.com"], methods = ["PUT"] };
    ///
    /// #[handler]
    /// async fn show_user() {}
    ///
    /// #[cors(origins = ["*"])]
    /// #[handler]
    /// async fn health() -> &'static str {
    ///     "ok"
    /// }
    ///
    /// let users = Route::new().at("/:id", show_user).with(Cors::new(&API));
    /// let app = Route::new().nest("/users", users).at("/health", get(health));
    /// ```
    ///
    /// Otherwise a request to the handler panics in builds with debug assertions. In other builds, the
    /// response of the handler keeps the headers of its own policy.
    ///
    /// # Examples
    ///
    /// ```
    /// use cors::Policy;
    /// use cors::poem::Cors;
    /// use poem::test::TestClient;
    /// use poem::{EndpointExt, Route, handler, put};
    ///
    /// static API: Policy = cors::policy! {
    ///     origins = ["https://app.example.com"],
    ///     methods = ["PUT"],
    /// };
    ///
    /// #[handler]
    /// async fn store() -> &'static str {
    ///     "stored"
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let app = Route::new().at("/users", put(store)).with(Cors::new(&API));
    /// let client = TestClient::new(app);
    ///
    /// let preflight = client
    ///     .options("/users")
    ///     .header("origin", "https://app.example.com")
    ///     .header("access-control-request-method", "PUT");
    /// preflight.send().await.assert_header("access-control-allow-methods", "PUT");
    ///
    /// let unknown = client.get("/unknown").header("origin", "https://app.example.com");
    /// let response = unknown.send().await;
    /// response.assert_status(poem::http::StatusCode::NOT_FOUND);
    /// response.assert_header("access-control-allow-origin", "https://app.example.com");
    /// # }
    /// ```
    pub fn new(policy: impl Into<CompiledPolicy>) -> Self {
        Self {
            policy: Arc::new(policy.into()),
            mode: Mode::Primary,
        }
    }

    /// Creates middleware whose policy applies to responses without a CORS decision.
    ///
    /// It is for an application of annotated handlers, which also has responses of its own: the 404 for an
    /// unknown path, responses and errors of middleware, responses to a panic. A preflight without a decision
    /// gets its response here, and that of the inner endpoint is dropped.
    ///
    /// A response has a CORS decision if an annotated handler or middleware further in has decided about
    /// the request. Headers do not count, because any middleware may set them; those of a handler without a
    /// policy are removed. A preflight for a method without an annotated handler is undecided. With
    /// `enforce`, an undecided response to a forbidden request is replaced with 403, but the inner endpoint
    /// has already handled the request; [`Cors::new`], or `enforce` on the handler, prevents that.
    ///
    /// Error handlers between this middleware and the annotated handlers get the errors of those, and the
    /// responses that they make of them have the headers of the handler's policy.
    ///
    /// ```
    /// use cors::Policy;
    /// use cors::poem::{Cors, cors, get};
    /// use poem::test::TestClient;
    /// use poem::{EndpointExt, Error, IntoResponse, Route, handler};
    ///
    /// static REST: Policy = cors::policy! { origins = ["https://app.example.com"] };
    ///
    /// #[cors(origins = ["*"])]
    /// #[handler]
    /// async fn fonts() -> &'static str {
    ///     "public"
    /// }
    ///
    /// async fn to_text(error: Error) -> impl IntoResponse {
    ///     format!("sorry: {error}").with_status(error.status())
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let app = Route::new()
    ///     .at("/fonts", get(fonts))
    ///     .catch_all_error(to_text)
    ///     .with(Cors::fallback(&REST));
    /// let client = TestClient::new(app);
    /// let get = |path| client.get(path).header("origin", "https://app.example.com");
    ///
    /// let found = get("/fonts").send().await;
    /// found.assert_header("access-control-allow-origin", "*");
    ///
    /// let unknown = get("/unknown").send().await;
    /// unknown.assert_header("access-control-allow-origin", "https://app.example.com");
    /// unknown.assert_text("sorry: not found").await;
    /// # }
    /// ```
    pub fn fallback(policy: impl Into<CompiledPolicy>) -> Self {
        Self {
            mode: Mode::Fallback,
            ..Self::new(policy)
        }
    }
}

impl<E: Endpoint> Middleware<E> for Cors {
    type Output = CorsEndpoint<E>;

    fn transform(&self, inner: E) -> Self::Output {
        CorsEndpoint {
            inner,
            cors: self.clone(),
        }
    }
}

/// An endpoint with a policy around it, created by [`Cors`].
#[derive(Debug, Clone)]
pub struct CorsEndpoint<E> {
    inner: E,
    cors: Cors,
}

impl<E: Endpoint> Endpoint for CorsEndpoint<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> Result<Response> {
        let Cors { policy, mode } = &self.cors;
        let decision = Decision {
            evaluation: policy.evaluate(request_head(&request), Selection::ONLY),
            policy,
        };
        if mode.immediate_status(decision.evaluation.class()).is_some() {
            return Ok(decision.immediate_response().unwrap_or_default());
        }
        let outer = DeferredDecision::of(&request);
        let inner = DeferredDecision::default();
        request.set_data(inner.clone());
        if *mode == Mode::Fallback {
            request.set_data(MarkDecision);
        }
        let mut future = pin!(mode.call_inner(|| self.inner.call(request)));
        let result = poll_fn(|cx| mode.call_inner(|| future.as_mut().poll(cx))).await;
        let result = result.map(IntoResponse::into_response);
        decision.settle_around(*mode, result, inner.take(), outer.as_ref())
    }
}
