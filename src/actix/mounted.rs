//! What `.service(handler)` registers of ours: CORS around the handler's resource, and the resource
//! that answers its preflights.

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::guard::{Guard, GuardContext};
use actix_web::http::Method;
use actix_web::{Error, Resource};
use cors_runtime::protocol::Vary;

use super::around::Cors;
use super::lines::Lines;
use super::pending::read;
use crate::__private::Annotation;

/// What stands outermost around a handler.
#[must_use]
pub fn around_handler<P: Annotation>() -> Cors {
    let prepared = P::prepared();
    let lines = Lines::of_fixed(prepared.policy(), prepared.methods());
    Cors::of_handler(prepared.clone(), lines, Vary::Nothing)
}

/// A resource that takes the preflights for `path` which ask for one of `methods`, and nothing else.
/// The policy answers all of them, so there is nothing inside.
///
/// It has no name, and stands behind the handler: `url_for` and `match_name` find the handler's. In
/// front it would spare preflights the handler's guards, and cost every other request one more path.
#[must_use]
pub fn preflights<P: Annotation>(
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
    let prepared = P::prepared();
    let lines = Lines::of_fixed(prepared.policy(), methods_as_sent);
    let prepared = prepared.for_methods(methods_as_sent);
    Resource::new(path)
        .guard(AsksFor(methods))
        .wrap(Cors::of_handler(prepared, lines, Vary::AskedMethod))
}

/// Lets pass what is a preflight for one of the methods.
struct AsksFor(&'static [&'static str]);

impl Guard for AsksFor {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        // Most requests that come by here are for a handler behind, and are not read twice.
        if context.head().method != Method::OPTIONS {
            return false;
        }
        let request = read(context.head());
        let asked = request.subject_method();
        request.is_preflight() && self.0.iter().any(|method| method.as_bytes() == asked)
    }
}

/// Keeps preflights away from a handler of `OPTIONS`: whoever is asked for answers them.
#[must_use]
pub fn is_no_preflight(context: &GuardContext<'_>) -> bool {
    !read(context.head()).is_preflight()
}
