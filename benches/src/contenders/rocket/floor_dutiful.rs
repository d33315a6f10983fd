//! The floor inside Rocket with the duties of ours at a preflight: its status is there when other fairings see
//! the answer, and a request for `OPTIONS` that is no preflight goes on to the handler which is there for it.
//!
//! So it is read in the route and once more in the fairing. To keep with the request what was found the first
//! time costs more.

use std::marker::PhantomData;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};

use super::super::floor::Known;
use super::floor::{Floor, Preflights, allowed, answer, asked, handlers, share, status};
use super::quiet;
use crate::case::Case;

/// The route of preflights.
struct Asking<P>(PhantomData<P>);

impl<P> Clone for Asking<P> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

#[rocket::async_trait]
impl<P: Known + Send + Sync> Handler for Asking<P> {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
        let Some((origin, _)) = asked(request.headers()) else {
            return Outcome::forward(data, Status::NotFound);
        };
        let mut answer = Response::new();
        answer.set_status(status(allowed::<P>(|| Some(origin))));
        Outcome::Success(answer)
    }
}

/// The fairing.
struct Finishing<P>(PhantomData<P>);

#[rocket::async_trait]
impl<P: Known + Send + Sync> Fairing for Finishing<P> {
    fn info(&self) -> Info {
        Info {
            name: "CORS by hand",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let route = request.route().and_then(|route| route.name.as_deref());
        match route {
            Some("getting" | "putting" | "posting" | "patching" | "deleting") => {
                share::<P>(request, response);
            }
            Some("asking") => _ = answer::<P>(request, response),
            _ => {}
        }
    }
}

/// By a route, and the fairing.
#[derive(Debug)]
pub struct ByRoute;

impl Preflights for ByRoute {
    const NAME: &'static str = "floor-rocket-dutiful";

    fn rocket<P: Known + Send + Sync>(case: &Case) -> Rocket<Build> {
        let mut asking = Route::ranked(0, Method::Options, "/", Asking::<P>(PhantomData));
        asking.name = Some("asking".into());
        quiet()
            .mount("/", handlers(case, [asking]))
            .attach(Finishing::<P>(PhantomData))
    }
}

/// The floor.
pub type FloorDutiful = Floor<ByRoute>;
