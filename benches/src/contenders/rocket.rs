//! Rocket 0.5: its local client, alone, with a floor and with ours.
//!
//! Rocket takes no request but its client's, which owns its header values, and a dispatch is all of
//! Rocket, so only net figures mean something here. It waits for nothing, and needs no runtime. Rocket
//! keeps headers in a map whose seed is random: instructions repeat within a few per cent, and not
//! exactly.
//!
//! A client is borrowed by its requests, so each is leaked: there is one for a case.

mod floor;
mod ours;

pub use floor::Floor;
pub use ours::Ours;
use rocket::config::{Config, LogLevel};
use rocket::http::{Header, Method};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use rocket::response::{self, Responder};
use rocket::{Build, Request, Response, Rocket};

use super::peers::fields;
use super::router::at_once;
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};

/// Rocket, ready for requests.
type Launched = &'static Client;

fn launched(rocket: Rocket<Build>) -> Launched {
    let client = at_once(Client::untracked(rocket)).expect("a rocket");
    Box::leak(Box::new(client))
}

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

/// The handler, whoever it is that calls it.
fn plain() -> Made {
    Made(Response::new())
}

/// The handler with headers of its own.
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
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        let routes = if case.handler_has_headers {
            rocket::routes![bare::getting_more, bare::asking_more, bare::putting_more]
        } else {
            rocket::routes![bare::getting, bare::asking, bare::putting]
        };
        Some(Self(launched(quiet().mount("/", routes))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request(self.0, case)
    }

    fn answer(&self, request: Self::Request) -> Self::Response {
        at_once(request.dispatch())
    }

    fn read(response: Self::Response) -> Answer {
        read(&response)
    }
}

#[cfg(test)]
mod tests {
    use super::super::peers::asked;
    use super::{Bare, Floor, Ours};

    #[test]
    fn bare_has_none() {
        asked::is_bare::<Bare>();
    }

    #[test]
    fn the_floor_has_every_policy() {
        asked::has_cors::<Floor>(&[]);
    }

    #[test]
    fn ours_has_every_policy() {
        asked::has_cors::<Ours>(&[]);
    }
}
