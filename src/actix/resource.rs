//! The resources that `.service(handler)` registers for an annotated handler.

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::guard::{Guard, GuardContext};
use actix_web::{Error, Resource};
use cors_runtime::{Mode, Vary};

use super::middleware::Cors;
use super::request;
use crate::__private::HasPolicy;

/// Returns the outermost middleware of an annotated handler. For expansions only.
#[must_use]
pub fn handler_transform<P: HasPolicy>() -> Cors {
    Cors::with_mode(P::compiled().clone(), Mode::Handler, Vary::None)
}

/// Returns a resource that responds to the preflights for `path` that request one of `methods`. For
/// expansions only.
///
/// It has no name and is registered after the handler, so that `url_for` and `match_name` find the
/// handler. Registered before, it would add a route to match to every other request.
#[must_use]
pub fn preflight_resource<P: HasPolicy>(
    path: &str,
    methods: &'static [&'static str],
    allow_methods: &'static str,
) -> Resource<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<EitherBody<BoxBody>>,
        Error = Error,
        InitError = (),
    > + use<P>,
> {
    let policy = P::compiled().with_methods(allow_methods);
    Resource::new(path)
        .guard(PreflightGuard(methods))
        .wrap(Cors::with_mode(policy, Mode::Handler, Vary::RequestMethod))
}

/// A guard for preflights that request one of the methods.
struct PreflightGuard(&'static [&'static str]);

impl Guard for PreflightGuard {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let method = request::read(context.head()).preflight_method();
        method.is_some_and(|method| self.0.iter().any(|handled| handled.as_bytes() == method))
    }
}

/// A guard that keeps preflights from a handler for `OPTIONS`. For expansions only.
#[must_use]
pub fn is_not_preflight(context: &GuardContext<'_>) -> bool {
    !request::read(context.head()).is_preflight()
}
