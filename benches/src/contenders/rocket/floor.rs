//! The floor inside Rocket: one fairing, which knows the routes by their names. The status of a preflight it
//! sets itself; [`floor_dutiful`](super::floor_dutiful) does not.
//!
//! Rocket's map takes text, and hashes a name for each look, letter by letter. `Shield`, which is in every
//! Rocket, looks for its headers in what a handler has set, so that headers which a handler, its
//! responder or what stands around it sets are dearer than those that are set behind `Shield`: that is in
//! a fairing. It answers preflights too, in the place of a handler for `OPTIONS` that does nothing, so
//! that a request is read once.

use std::borrow::Cow;
use std::marker::PhantomData;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{HeaderMap, Status};
use rocket::local::asynchronous::{LocalRequest, LocalResponse};
use rocket::{Build, Request, Response, Rocket, Route};

use super::super::floor::{self, EXPOSED_NAMES, Known, OURS, Origins, says_origin};
use super::{
    Bare, Launched, Made, REPEATS, answered, is_preflighted, launched, plain, quiet, read, request,
    with_headers,
};
use crate::callgrind::Repeats;
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::policies::every_policy;

const ALLOW_ORIGIN: &str = "access-control-allow-origin";
const ALLOW_CREDENTIALS: &str = "access-control-allow-credentials";
const ASKED_METHOD: &str = "access-control-request-method";
const VARY: &str = "vary";

/// The fairing. A program with several policies has an arm for each.
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
            Some("asking") => {
                let status = answer::<P>(request, response);
                response.set_status(status);
            }
            _ => {}
        }
    }
}

/// The headers of a handler's response.
pub(super) fn share<'r, P: Known>(request: &'r Request<'_>, response: &mut Response<'r>) {
    let vary = tidy(response);
    if let Some(origin) = allowed::<P>(|| origin(request.headers())) {
        put::<P>(origin, response);
        if P::EXPOSES {
            response.set_raw_header("access-control-expose-headers", EXPOSED_NAMES);
        }
    }
    if P::Origins::ARE_LISTED {
        match vary {
            Varies::Unsaid => _ = response.set_raw_header(VARY, "Origin"),
            Varies::ByOthers => response.adjoin_raw_header(VARY, "Origin"),
            Varies::ByOrigin => {}
        }
    }
}

/// The answer to a preflight, and its status.
pub(super) fn answer<'r, P: Known>(
    request: &'r Request<'_>,
    response: &mut Response<'r>,
) -> Status {
    let Some((origin, asked)) = asked(request.headers()) else {
        return Status::NotFound;
    };
    tidy(response);
    let allowed = allowed::<P>(|| Some(origin));
    if let Some(origin) = allowed {
        put::<P>(origin, response);
        // Of the handlers that there are, what needs permission.
        let mut methods = ["DELETE", "PATCH", "PUT"].into_iter();
        if let Some(method) = methods.find(|method| *method == asked) {
            response.set_raw_header("access-control-allow-methods", method);
        }
        response.set_raw_header("access-control-allow-headers", P::HEADERS);
        response.set_raw_header("access-control-max-age", "600");
    }
    response.set_raw_header(VARY, "Origin, Access-Control-Request-Method");
    status(allowed)
}

/// What makes a request a preflight: its origin, and the method that it asks for.
pub(super) fn asked<'r>(headers: &'r HeaderMap<'_>) -> Option<(&'r str, &'r str)> {
    Some((origin(headers)?, first(headers, ASKED_METHOD)?))
}

/// What a preflight is answered with, by what its origin is allowed.
pub(super) fn status(allowed: Option<&str>) -> Status {
    if allowed.is_some() {
        Status::NoContent
    } else {
        Status::Forbidden
    }
}

/// The `Origin` of a request. Several of them are nobody's, which no list has.
fn origin<'r>(headers: &'r HeaderMap<'_>) -> Option<&'r str> {
    let mut lines = headers.get("origin");
    let first = lines.next()?;
    Some(if lines.next().is_some() { "" } else { first })
}

/// The value for an origin that is let in.
pub(super) fn allowed<'r, P: Known>(origin: impl FnOnce() -> Option<&'r str>) -> Option<&'r str> {
    if !P::Origins::ARE_LISTED {
        return Some("*");
    }
    origin().filter(|origin| P::Origins::has(origin.as_bytes()))
}

/// What every page gets that is let in.
fn put<'r, P: Known>(origin: &'r str, response: &mut Response<'r>) {
    response.set_raw_header(ALLOW_ORIGIN, origin);
    if P::CREDENTIALS {
        response.set_raw_header(ALLOW_CREDENTIALS, "true");
    }
}

/// What a handler says of what its answer depends on.
enum Varies {
    Unsaid,
    ByOthers,
    ByOrigin,
}

/// Takes away what the handler has set under our names, and says what it says of `Vary`.
fn tidy(response: &mut Response<'_>) -> Varies {
    let mut vary = Varies::Unsaid;
    let mut has_ours = false;
    for line in response.headers().iter() {
        if line.name() == VARY {
            if says_origin(line.value().as_bytes()) {
                vary = Varies::ByOrigin;
            } else if matches!(vary, Varies::Unsaid) {
                vary = Varies::ByOthers;
            }
        }
        has_ours = has_ours || line.name().starts_with("access-control-");
    }
    if has_ours {
        for name in &OURS {
            response.remove_header(name.as_str());
        }
    }
    vary
}

/// The first line of a long name.
fn first<'r>(headers: &'r HeaderMap<'_>, name: &str) -> Option<&'r str> {
    let mut lines = headers.iter();
    let line = lines.find(|line| line.name() == name)?;
    match line.value {
        Cow::Borrowed(value) => Some(value),
        Cow::Owned(_) => None,
    }
}

mod handlers {
    use rocket::{delete, get, options, patch, post, put};

    macro_rules! handlers {
        ($($method:ident $name:ident),*) => {$(
            #[$method("/")]
            pub(super) fn $name() -> super::Made {
                super::plain()
            }
        )*};
    }
    handlers!(
        get getting, put putting, post posting, patch patching, delete deleting, options asking
    );

    /// The one with headers of its own.
    pub(super) mod more {
        #[rocket::get("/")]
        pub(in super::super) fn getting() -> super::super::Made {
            super::super::with_headers()
        }
    }
}

/// The handlers of a case, and `asking` for preflights.
pub(super) fn handlers(case: &Case, asking: impl Into<Vec<Route>>) -> Vec<Route> {
    use handlers::{deleting, getting, more, patching, posting, putting};

    if case.handler_has_headers {
        rocket::routes![more::getting]
    } else if is_preflighted(case.policy) {
        let mut routes = rocket::routes![getting, putting, posting, patching, deleting];
        routes.extend(asking.into());
        routes
    } else {
        rocket::routes![getting]
    }
}

/// How preflights are answered.
pub trait Preflights {
    /// [`Contender::NAME`]
    const NAME: &'static str;

    /// The rocket of a case.
    fn rocket<P: Known + Send + Sync>(case: &Case) -> Rocket<Build>;
}

/// By the fairing alone.
#[derive(Debug)]
pub struct ByFairing;

impl Preflights for ByFairing {
    const NAME: &'static str = "floor-rocket";

    fn rocket<P: Known + Send + Sync>(case: &Case) -> Rocket<Build> {
        quiet()
            .mount("/", handlers(case, rocket::routes![handlers::asking]))
            .attach(Finishing::<P>(PhantomData))
    }
}

macro_rules! rockets {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        fn rocket_of<A: Preflights>(case: &Case) -> Option<Launched> {
            Some(match case.policy {
                $($id => launched(|| A::rocket::<floor::$known>(case)),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(rockets);

/// The floor.
pub struct Floor<A = ByFairing>(Launched, PhantomData<A>);

impl<A: Preflights> Contender for Floor<A> {
    const NAME: &'static str = A::NAME;
    const BARE: &'static str = Bare::NAME;
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(rocket_of::<A>(case)?, PhantomData))
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
