//! The middleware [`Cors`].

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::HttpMessage;
use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use cors_runtime::{CompiledPolicy, MarkDecision, Mode, Vary};
use pin_project_lite::pin_project;

use super::error::ErrorWithCors;
use super::policy::{Evaluation, PolicyHeaders};

/// Middleware that applies a policy to an app, a scope or a resource.
///
/// Annotated handlers need no middleware. It is for services without an attribute, and for responses
/// that do not come from a handler.
///
/// The policy is a `&'static` [`Policy`](crate::Policy) from [`policy!`](crate::policy!), or a policy from
/// the [builder](crate::Policy::builder), alone or in an [`Arc`](std::sync::Arc).
#[derive(Debug, Clone)]
pub struct Cors {
    policy: Rc<PolicyHeaders>,
    mode: Mode,
}

impl Cors {
    /// Creates middleware whose policy applies to every response. Preflights get their response here,
    /// with the `methods` of the policy, and do not reach the inner service.
    ///
    /// Annotated handlers, and other middleware of this type, do not belong inside: their preflights would
    /// get the response of this policy. Register them outside of the scope, or use [`Cors::fallback`].
    /// Otherwise a request to them panics in builds with debug assertions; in other builds, their responses
    /// keep the headers of their own policies.
    ///
    /// ```
    /// use actix_web::{App, web};
    /// use cors::Policy;
    /// use cors::actix::Cors;
    ///
    /// static API: Policy = cors::policy! {
    ///     origins = ["https://app.example.com"],
    ///     credentials,
    ///     methods = ["PUT"],
    /// };
    ///
    /// let app = App::new()
    ///     .wrap(Cors::new(&API))
    ///     .route("/notes", web::put().to(async || "written"));
    /// ```
    #[must_use]
    pub fn new(policy: impl Into<CompiledPolicy>) -> Self {
        Self::with_mode(policy.into(), Mode::Primary, Vary::None)
    }

    /// Creates middleware whose policy applies to responses without a CORS decision: the 404 of the
    /// default service, a 405, a 401 of other middleware, and the response to a preflight for a path
    /// without an annotated handler. Annotated handlers keep their own policies.
    ///
    /// It belongs outside of all other middleware: in actix-web, that is the last
    /// [`wrap`](::actix_web::App::wrap). With `enforce`, an undecided response to a forbidden request is
    /// replaced with 403, but the inner service has already handled the request.
    ///
    /// ```
    /// use actix_web::{App, Responder, get};
    /// use cors::Policy;
    /// use cors::actix::{Cors, cors};
    ///
    /// static APP: Policy = cors::policy! { origins = ["https://app.example.com"] };
    ///
    /// #[cors(origins = ["*"])]
    /// #[get("/status")]
    /// async fn status() -> impl Responder {
    ///     "fine"
    /// }
    ///
    /// let app = App::new().service(status).wrap(Cors::fallback(&APP));
    /// ```
    #[must_use]
    pub fn fallback(policy: impl Into<CompiledPolicy>) -> Self {
        Self::with_mode(policy.into(), Mode::Fallback, Vary::None)
    }

    /// Creates middleware. `selected_by` are the request headers that selected the policy.
    pub(super) fn with_mode(policy: CompiledPolicy, mode: Mode, selected_by: Vary) -> Self {
        Self {
            policy: Rc::new(PolicyHeaders::new(policy, selected_by)),
            mode,
        }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Cors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = CorsMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<CorsMiddleware<S>, ()>>;

    fn new_transform(&self, inner: S) -> Self::Future {
        ready(Ok(CorsMiddleware {
            inner,
            cors: self.clone(),
        }))
    }
}

/// A service with [`Cors`] around it.
#[derive(Debug)]
pub struct CorsMiddleware<S> {
    inner: S,
    cors: Cors,
}

impl<S, B> Service<ServiceRequest> for CorsMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = ResponseFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let evaluation = self.cors.policy.evaluate(&request, self.cors.mode);
        let state = if let Some(response) = evaluation.immediate_response() {
            State::Immediate {
                response: Some(request.into_response(response)),
            }
        } else {
            if self.cors.mode == Mode::Fallback {
                request.extensions_mut().insert(MarkDecision);
            }
            State::Pending {
                future: self.cors.mode.call_inner(|| self.inner.call(request)),
                evaluation,
            }
        };
        ResponseFuture { state }
    }
}

pin_project! {
    /// The response future of [`CorsMiddleware`].
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct ResponseFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjected]
    enum State<F> {
        Immediate { response: Option<ServiceResponse> },
        Pending {
            #[pin]
            future: F,
            evaluation: Evaluation,
        },
    }
}

impl<F, B> Future for ResponseFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let (future, evaluation) = match self.project().state.project() {
            // A future is not polled again after it was ready.
            StateProjected::Immediate { response } => {
                return response.take().map_or(Poll::Pending, |response| {
                    Poll::Ready(Ok(response.map_into_right_body()))
                });
            }
            StateProjected::Pending { future, evaluation } => (future, evaluation),
        };
        let mode = evaluation.mode();
        Poll::Ready(match ready!(mode.call_inner(|| future.poll(cx))) {
            Ok(mut response) => Ok(match evaluation.apply(response.response_mut()) {
                None => response.map_into_left_body(),
                Some(replacement) => response.into_response(replacement.map_into_right_body()),
            }),
            Err(error) => Err(ErrorWithCors::new(error, evaluation.clone()).into()),
        })
    }
}
