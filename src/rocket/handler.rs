//! Annotated handlers.

use std::convert::Infallible;

use ::rocket::http::{Method, Status};
use ::rocket::{Data, Request, Route, route};

use super::policy::RoutePolicy;
use crate::__private::HasPolicy;

/// The type with the name of a handler with `#[cors::rocket::cors(…)]`, which
/// [`routes!`](macro@crate::rocket::routes) mounts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no `#[cors::rocket::cors(…)]` attribute, so `cors::rocket::routes!` cannot mount it",
    label = "this handler has no CORS policy",
    note = "write `#[cors::rocket::cors(origins = [\"https://app.example.com\"])]` above its route attribute, or use `rocket::routes!` to allow no other origin"
)]
pub trait CorsRoute: HasPolicy {
    #[doc(hidden)]
    const NAME: &'static str;

    #[doc(hidden)]
    fn route() -> Route;

    #[doc(hidden)]
    #[must_use]
    fn mounted() -> (Route, RoutePolicy)
    where
        Self: Sized,
    {
        let mut route = Self::route();
        route.name = Some(Self::NAME.into());
        (route, RoutePolicy::new::<Self>())
    }
}

/// Provides a route for a handler whose route attribute failed to expand, so that only Rocket's error is
/// shown.
#[doc(hidden)]
pub trait MissingRoute: Sized {
    fn routed_by_rocket() -> Route {
        fn forward<'r>(_: &'r Request<'_>, data: Data<'r>) -> route::BoxFuture<'r> {
            route::Outcome::forward(data, Status::NotFound).pin()
        }
        Route::new(Method::Get, "/", forward)
    }
}

impl<T> MissingRoute for T {}

/// The type of a field that cannot be constructed, so that Rocket's `routes!` cannot mount the handler.
#[doc(hidden)]
#[derive(Debug)]
pub struct Never(Infallible);

impl Never {
    #[must_use]
    pub fn into_route(self) -> Route {
        match self.0 {}
    }
}
