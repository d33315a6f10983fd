//! CORS around a service of actix-web: a handler's resource, a scope, an app.

use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use cors_runtime::protocol::Vary;
use cors_runtime::protocol::prepared::Prepared;
use pin_project_lite::pin_project;

use super::failed::Failed;
use super::lines::Lines;
use super::pending::{Covers, Head, Pending};
use super::whose::{Named, Whose};

/// CORS as middleware, by a policy with a name: around an app, a scope or a resource.
///
/// Handlers that are annotated need none. This is for services from elsewhere, and for what no
/// handler answers.
///
/// The policy is a `&'static` [`Policy`](crate::Policy) by [`policy!`](crate::policy!), or one that the
/// [builder](crate::Policy::builder) made, alone or in an [`Arc`](std::sync::Arc).
#[derive(Debug, Clone)]
pub struct Cors {
    policy: Named,
    lines: Rc<Lines>,
}

impl Cors {
    /// The policy decides about everything inside. Preflights are answered here, by the `methods` of
    /// the policy, and go no further.
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
    pub fn new(policy: impl Into<Prepared>) -> Self {
        Self::by_name(policy.into(), Covers::Everything)
    }

    /// The policy decides about what nobody inside has decided: a 404 of the default service, a method
    /// that no handler of the path is for, a 401 of middleware. Preflights that come back undecided are
    /// answered by it. Annotated handlers inside keep their own policies.
    ///
    /// It belongs outermost, which in actix-web is the last [`wrap`](::actix_web::App::wrap). With
    /// `enforce`, what nobody decided is withheld from foreign origins; that it ran was the inside's
    /// decision.
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
    pub fn fallback(policy: impl Into<Prepared>) -> Self {
        Self::by_name(policy.into(), Covers::TheUndecided)
    }

    fn by_name(policy: Prepared, covers: Covers) -> Self {
        Self {
            lines: Rc::new(Lines::of(policy.policy(), policy.methods(), Vary::Nothing)),
            policy: Named {
                prepared: Rc::new(policy),
                covers,
            },
        }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Cors
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Around<S>;
    type InitError = ();
    type Future = Ready<Result<Around<S>, ()>>;

    fn new_transform(&self, inside: S) -> Self::Future {
        ready(Ok(Around::new(
            inside,
            self.policy.clone(),
            Rc::clone(&self.lines),
        )))
    }
}

/// A service with [`Cors`] around it, or a handler's own policy.
pub struct Around<S, P = Named> {
    inside: S,
    policy: P,
    lines: Rc<Lines>,
}

impl<S, P> Around<S, P> {
    pub(super) fn new(inside: S, policy: P, lines: Rc<Lines>) -> Self {
        Self {
            inside,
            policy,
            lines,
        }
    }
}

impl<S, P> fmt::Debug for Around<S, P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Around").field(&self.lines).finish()
    }
}

impl<S, B, P> Service<ServiceRequest> for Around<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    P: Whose,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inside.poll_ready(context)
    }

    #[inline]
    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (verdict, origin) = self.policy.read(Head(request.head()));
        let origin = origin.cloned();
        let covers = self.policy.covers();
        let pending = |origin| Pending {
            lines: Rc::clone(&self.lines),
            covers,
            verdict,
            origin,
        };
        let state = match covers.at_once(verdict) {
            Some(status) => State::Answered {
                answer: Some(request.into_response(pending(origin).answer(status))),
            },
            // Made where it stays: moving a decision costs more than using it.
            None => State::Inside {
                inside: self.inside.call(request),
                pending: pending(origin),
            },
        };
        Answering { state }
    }
}

pin_project! {
    /// The answer of a service with [`Cors`] around it.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Answering<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjected]
    enum State<F> {
        Answered { answer: Option<ServiceResponse> },
        Inside {
            #[pin]
            inside: F,
            pending: Pending,
        },
    }
}

impl<F, B> Future for Answering<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (inside, pending) = match self.project().state.project() {
            // A future is not polled again after it was ready; one that is waits for ever.
            StateProjected::Answered { answer } => {
                return answer.take().map_or(Poll::Pending, |answer| {
                    Poll::Ready(Ok(answer.map_into_right_body()))
                });
            }
            StateProjected::Inside { inside, pending } => (inside, pending),
        };
        Poll::Ready(match ready!(inside.poll(context)) {
            Ok(mut response) => Ok(match pending.finish(response.headers_mut()) {
                None => response.map_into_left_body(),
                Some(answer) => response.into_response(answer.map_into_right_body()),
            }),
            Err(error) => Err(Failed::new(error, pending.clone()).into()),
        })
    }
}
