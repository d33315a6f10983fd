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
use super::pending::{Covers, Pending, Policed};

/// CORS as middleware, by a policy with a name: around an app, a scope or a resource.
///
/// Handlers that are annotated need none. This is for services from elsewhere, and for what no
/// handler answers.
///
/// The policy is a `&'static` [`Policy`](crate::Policy) by [`policy!`](crate::policy!), or one that the
/// [builder](crate::Policy::builder) made, alone or in an [`Arc`](std::sync::Arc).
#[derive(Debug, Clone)]
pub struct Cors(Rc<Policed>);

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
        let lines = Lines::of(policy.policy(), policy.methods());
        Self(Rc::new(Policed::new(policy, lines, covers, Vary::Nothing)))
    }

    /// The policy of a handler, which the router chose by what `chosen_by` says.
    pub(super) fn of_handler(policy: Prepared, lines: Lines, chosen_by: Vary) -> Self {
        let policed = Policed::new(policy, lines, Covers::Everything, chosen_by);
        Self(Rc::new(policed))
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
        let policed = Rc::clone(&self.0);
        ready(Ok(Around { inside, policed }))
    }
}

/// A service with [`Cors`] around it.
pub struct Around<S> {
    inside: S,
    policed: Rc<Policed>,
}

impl<S> fmt::Debug for Around<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Around").field(&self.policed).finish()
    }
}

impl<S, B> Service<ServiceRequest> for Around<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = Answering<S::Future>;

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.inside.poll_ready(context)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let pending = self.policed.receive(request.head());
        match pending.at_once() {
            Some(answer) => Answering {
                answered: Some(request.into_response(answer)),
                pending,
                inside: None,
            },
            None => Answering {
                answered: None,
                pending,
                inside: Some(self.inside.call(request)),
            },
        }
    }
}

pin_project! {
    /// The answer of a service with [`Cors`] around it.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct Answering<F> {
        answered: Option<ServiceResponse>,
        pending: Pending,
        #[pin]
        inside: Option<F>,
    }
}

impl<F, B> Future for Answering<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Some(answer) = this.answered.take() {
            return Poll::Ready(Ok(answer.map_into_right_body()));
        }
        // A future is not polled again after it was ready; one that is waits for ever.
        let Some(inside) = this.inside.as_pin_mut() else {
            return Poll::Pending;
        };
        Poll::Ready(match ready!(inside.poll(context)) {
            Ok(response) => {
                let (request, response) = response.into_parts();
                Ok(ServiceResponse::new(request, this.pending.finish(response)))
            }
            Err(error) => Err(Failed::new(error, this.pending.clone()).into()),
        })
    }
}
