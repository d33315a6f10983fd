//! What `.service(handler)` registers of ours: CORS around the handler's resource, and the resource
//! that answers its preflights.

use std::future::{Ready, ready};
use std::marker::PhantomData;
use std::rc::Rc;

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{Service, ServiceFactory, ServiceRequest, ServiceResponse, Transform};
use actix_web::guard::{Guard, GuardContext};
use actix_web::{Error, Resource};
use cors_runtime::protocol::Vary;
use cors_runtime::protocol::read::asked_by_preflight;

use super::around::Around;
use super::lines::Lines;
use super::pending::Head;
use super::whose::Its;
use crate::__private::HasPolicy;

/// CORS by the policy of a handler, which the compiler sees.
#[derive(Debug)]
pub struct OfHandler<P> {
    lines: Rc<Lines>,
    policy: PhantomData<fn() -> P>,
}

/// What stands outermost around a handler.
#[must_use]
pub fn around_handler<P: HasPolicy>() -> OfHandler<P> {
    let prepared = P::compiled_policy();
    OfHandler::new(prepared.methods(), Vary::Nothing)
}

impl<P: HasPolicy> OfHandler<P> {
    /// `chosen_by` is what chose the handler.
    fn new(methods: &'static str, chosen_by: Vary) -> Self {
        Self {
            lines: Rc::new(Lines::of_fixed(P::policy(), methods, chosen_by)),
            policy: PhantomData,
        }
    }
}

impl<S, B, P> Transform<S, ServiceRequest> for OfHandler<P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    P: HasPolicy,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = Around<S, Its<P>>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, inside: S) -> Self::Future {
        ready(Ok(Around::new(
            inside,
            Its(PhantomData),
            Rc::clone(&self.lines),
        )))
    }
}

/// A resource that takes the preflights for `path` which ask for one of `methods`, and nothing else.
/// The policy answers all of them, so there is nothing inside.
///
/// It has no name, and stands behind the handler: `url_for` and `match_name` find the handler's. In
/// front it would spare preflights the handler's guards, and cost every other request one more path.
#[must_use]
pub fn preflights<P: HasPolicy>(
    path: &str,
    methods: &'static [&'static str],
    methods_as_sent: &'static str,
) -> Resource<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<EitherBody<BoxBody>>,
        Error = Error,
        InitError = (),
    > + use<P>,
> {
    Resource::new(path)
        .guard(AsksFor(methods))
        .wrap(OfHandler::<P>::new(methods_as_sent, Vary::AskedMethod))
}

/// Lets pass what is a preflight for one of the methods.
struct AsksFor(&'static [&'static str]);

impl Guard for AsksFor {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        asked_by_preflight(Head(context.head()))
            .is_some_and(|asked| self.0.iter().any(|method| method.as_bytes() == asked))
    }
}

/// Keeps preflights away from a handler of `OPTIONS`: whoever is asked for answers them.
#[must_use]
pub fn is_no_preflight(context: &GuardContext<'_>) -> bool {
    asked_by_preflight(Head(context.head())).is_none()
}
