//! Correct hand-written CORS in Rocket.
//!
//! Unlike [`handwritten`](super::handwritten), it sets the status of a preflight in a route, where other
//! fairings see it, and forwards an `OPTIONS` request that is not a preflight to a handler for `OPTIONS`. The
//! request is read in the route and again in the fairing; storing the result with the request costs more.

use std::marker::PhantomData;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};

use super::super::handwritten::policies::HandwrittenPolicy;
use super::client::quiet;
use super::handwritten::{
    Handwritten, PreflightStrategy, allowed_origin, apply_headers, apply_preflight_headers,
    handlers, preflight, preflight_status,
};
use crate::case::Case;

/// The handler of preflights.
struct PreflightHandler<P>(PhantomData<P>);

impl<P> Clone for PreflightHandler<P> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

#[rocket::async_trait]
impl<P: HandwrittenPolicy + Send + Sync> Handler for PreflightHandler<P> {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let Some((origin, _)) = preflight(request.headers()) else {
            return Outcome::forward(data, Status::NotFound);
        };
        let mut response = Response::new();
        response.set_status(preflight_status(allowed_origin::<P>(|| Some(origin))));
        Outcome::Success(response)
    }
}

/// The fairing.
struct HandwrittenFairing<P>(PhantomData<P>);

#[rocket::async_trait]
impl<P: HandwrittenPolicy + Send + Sync> Fairing for HandwrittenFairing<P> {
    fn info(&self) -> Info {
        Info {
            name: "hand-written CORS",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let route = request.route().and_then(|route| route.name.as_deref());
        match route {
            Some("on_get" | "on_put" | "on_post" | "on_patch" | "on_delete") => {
                apply_headers::<P>(request, response);
            }
            Some("on_options") => _ = apply_preflight_headers::<P>(request, response),
            _ => {}
        }
    }
}

/// Preflights are handled by a route and the fairing.
#[derive(Debug)]
pub struct ByRoute;

impl PreflightStrategy for ByRoute {
    const NAME: &'static str = "handwritten-correct-rocket";

    fn rocket<P: HandwrittenPolicy + Send + Sync>(case: &Case) -> Rocket<Build> {
        let handler = PreflightHandler::<P>(PhantomData);
        let mut route = Route::ranked(0, Method::Options, "/", handler);
        route.name = Some("on_options".into());
        quiet()
            .mount("/", handlers(case, [route]))
            .attach(HandwrittenFairing::<P>(PhantomData))
    }
}

/// Correct hand-written CORS.
pub type HandwrittenCorrect = Handwritten<ByRoute>;
