//! An annotated handler: what its attribute makes of it, and what mounting asks of it.

use std::convert::Infallible;

use ::rocket::http::{Method, Status};
use ::rocket::{Data, Request, Route, route};

use super::rules::Rules;
use crate::__private::HasPolicy;

/// The name of a handler that carries `#[cors::rocket::cors(…)]` above its routing attribute: what
/// [`routes!`](macro@crate::rocket::routes) mounts.
#[diagnostic::on_unimplemented(
    message = "`{Self}` carries no `#[cors(…)]`, so `cors::rocket::routes!` cannot mount it",
    label = "this handler has no CORS policy",
    note = "write `#[cors::rocket::cors(origins = [\"https://app.example.com\"])]` above its routing attribute, or mount it with `rocket::routes!` to answer no other site"
)]
pub trait AnnotatedRoute: HasPolicy {
    #[doc(hidden)]
    const NAME: &'static str;

    #[doc(hidden)]
    fn route() -> Route;

    #[doc(hidden)]
    #[must_use]
    fn mounted() -> (Route, Rules)
    where
        Self: Sized,
    {
        let mut route = Self::route();
        route.name = Some(Self::NAME.into());
        (route, Rules::of::<Self>())
    }
}

/// In place of a route that Rocket's attribute refused to make: what it said is what is to be read.
#[doc(hidden)]
pub trait NotRouted: Sized {
    fn routed_by_rocket() -> Route {
        fn never<'r>(_: &'r Request<'_>, data: Data<'r>) -> route::BoxFuture<'r> {
            route::Outcome::forward(data, Status::NotFound).pin()
        }
        Route::new(Method::Get, "/", never)
    }
}

impl<T> NotRouted for T {}

/// The type of the field that nobody can write, so that Rocket's `routes!` cannot.
#[doc(hidden)]
#[derive(Debug)]
pub struct Unwritable(Infallible);

impl Unwritable {
    #[must_use]
    pub fn into_route(self) -> Route {
        match self.0 {}
    }
}
