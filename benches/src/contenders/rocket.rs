//! Rocket 0.5: its local client, alone, with a floor and with ours.
//!
//! Rocket takes no request but its client's, which owns its header values, and a dispatch is all of
//! Rocket, so only net figures mean something here. It waits for nothing, and needs no runtime. Rocket
//! keeps headers in a map whose seed is random, another one for each request, so that a figure is the mean
//! of many.
//!
//! A client is borrowed by its requests, so each is leaked: there is one for a case.

mod floor;
mod floor_dutiful;
mod ours;

pub use floor::Floor;
pub use floor_dutiful::FloorDutiful;
pub use ours::Ours;
use rocket::config::{Config, LogLevel};
use rocket::http::{Header, Method};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use rocket::response::{self, Responder};
use rocket::{Build, Request, Response, Rocket};

use super::peers::fields;
use super::router::at_once;
use crate::callgrind::Repeats;
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};

const REPEATS: Repeats = Repeats {
    processes: 4,
    operations: 64,
};

/// Rocket, ready for requests.
type Launched = &'static Client;

/// A rocket whose `Shield` writes its headers in the same order as everybody's.
///
/// It keeps them in a map of random order, and asks the response for each before it writes it; whether
/// a name is hashed for that depends on how many are there. So the order would move all figures of a run.
fn launched(built: impl Fn() -> Rocket<Build>) -> Launched {
    loop {
        // Those that are not taken stay, too: what they would leave on the heap would move figures.
        let client = at_once(Client::untracked(built())).expect("a rocket");
        let client: Launched = Box::leak(Box::new(client));
        let in_order = {
            let response = at_once(client.get("/nothing-is-here").dispatch());
            let lines = response.headers().iter();
            let names = lines.map(|line| line.name.as_str().to_lowercase());
            names
                .filter(|name| SHIELD.contains(&name.as_str()))
                .eq(SHIELD)
        };
        if in_order {
            return client;
        }
    }
}

/// What `Shield` sets.
const SHIELD: [&str; 3] = [
    "x-frame-options",
    "x-content-type-options",
    "permissions-policy",
];

fn quiet() -> Rocket<Build> {
    rocket::custom(Config {
        log_level: LogLevel::Off,
        ..Config::release_default()
    })
}

fn request(client: Launched, case: &Case) -> LocalRequest<'static> {
    let method: Method = case.method.parse().expect("a method");
    let mut request = client.req(method, "/");
    for (name, value) in fields(case) {
        let value = String::from_utf8_lossy(&value).into_owned();
        request.add_header(Header::new(name, value));
    }
    request
}

/// All of Rocket. It is no contender's to be compiled into: what is moved by that is as much as what is measured.
#[inline(never)]
fn answered<'c>(request: LocalRequest<'c>) -> LocalResponse<'c> {
    at_once(request.dispatch())
}

fn read(response: &LocalResponse<'_>) -> Answer {
    let lines = response.headers().iter();
    Answer {
        status: response.status().code,
        headers: lines
            .map(|line| (line.name.as_str().to_lowercase(), line.value.into_owned()))
            .collect(),
    }
}

/// What handlers return: Rocket takes no response as it is.
pub(crate) struct Made(Response<'static>);

impl<'r> Responder<'r, 'static> for Made {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Ok(self.0)
    }
}

/// The handler, whoever it is that calls it: what a handler does is not to depend on what the compiler
/// finds around it.
#[inline(never)]
fn plain() -> Made {
    Made(Response::new())
}

/// The handler with headers of its own.
#[inline(never)]
fn with_headers() -> Made {
    let mut response = Response::new();
    response.set_raw_header("content-type", "text/plain");
    response.set_raw_header("content-length", "0");
    response.set_raw_header("vary", "accept-encoding");
    Made(response)
}

/// Whether it has all the methods: Rocket's handlers are of one each.
fn is_preflighted(policy: PolicyId) -> bool {
    matches!(
        policy,
        PolicyId::Preflight
            | PolicyId::PreflightCredentials
            | PolicyId::Preflight20
            | PolicyId::Preflight1000
    )
}

/// Without CORS. What a preflight is net of is a handler of `OPTIONS`.
mod bare {
    use rocket::{get, options, put};

    macro_rules! handlers {
        ($($method:ident $name:ident $with_headers:ident),*) => {$(
            #[$method("/")]
            pub(super) fn $name() -> super::Made {
                super::plain()
            }

            #[$method("/")]
            pub(super) fn $with_headers() -> super::Made {
                super::with_headers()
            }
        )*};
    }
    handlers!(get getting getting_more, options asking asking_more, put putting putting_more);
}

/// Rocket alone.
pub struct Bare(Launched);

impl Contender for Bare {
    const NAME: &'static str = "bare-rocket";
    const BARE: &'static str = Self::NAME;
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        let routes = if case.handler_has_headers {
            rocket::routes![bare::getting_more, bare::asking_more, bare::putting_more]
        } else {
            rocket::routes![bare::getting, bare::asking, bare::putting]
        };
        Some(Self(launched(|| quiet().mount("/", routes.clone()))))
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

#[cfg(test)]
mod tests {
    use super::super::peers::asked;
    use super::{Bare, Floor, FloorDutiful, Ours};

    #[test]
    fn bare_has_none() {
        asked::is_bare::<Bare>();
    }

    #[test]
    fn the_floor_has_every_policy() {
        asked::has_cors::<Floor>(&[]);
    }

    #[test]
    fn the_dutiful_floor_has_every_policy() {
        asked::has_cors::<FloorDutiful>(&[]);
    }

    #[test]
    fn ours_has_every_policy() {
        asked::has_cors::<Ours>(&[]);
    }
}
