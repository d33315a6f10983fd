//! The floor inside Rocket with the duties of ours at a preflight: its status is there when other fairings see
//! the answer, and a request for `OPTIONS` that is no preflight goes on to the handler which is there for it.
//!
//! So it is read in the route and once more in the fairing. To keep with the request what was found the first
//! time costs more.

use std::marker::PhantomData;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::local::asynchronous::{LocalRequest, LocalResponse};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Data, Request, Response, Rocket, Route};

use super::super::floor::{self, Known};
use super::floor::{allowed, answer, asked, handlers, share, status};
use super::{Bare, Launched, REPEATS, answered, launched, quiet, read, request};
use crate::callgrind::Repeats;
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::policies::every_policy;

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

fn rocket<P: Known + Send + Sync>(case: &Case) -> Rocket<Build> {
    let mut asking = Route::ranked(0, Method::Options, "/", Asking::<P>(PhantomData));
    asking.name = Some("asking".into());
    quiet()
        .mount("/", handlers(case, [asking]))
        .attach(Finishing::<P>(PhantomData))
}

macro_rules! rockets {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        fn rocket_of(case: &Case) -> Option<Launched> {
            Some(match case.policy {
                $($id => launched(|| rocket::<floor::$known>(case)),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(rockets);

/// The floor.
pub struct FloorDutiful(Launched);

impl Contender for FloorDutiful {
    const NAME: &'static str = "floor-rocket-dutiful";
    const BARE: &'static str = Bare::NAME;
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(rocket_of(case)?))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request(self.0, case)
    }

    fn answer(&self, request: Self::Request) -> Self::Response {
        answered(request)
    }

    fn read(response: Self::Response) -> Answer {
        read(&response)
    }
}
