//! The local client, and conversions of requests and responses.

use rocket::config::{Config, LogLevel};
use rocket::http::{Header, Method};
use rocket::local::asynchronous::{Client, LocalRequest, LocalResponse};
use rocket::{Build, Rocket};

use super::super::poll::poll_once;
use crate::case::Case;
use crate::repeats::Repeats;
use crate::request::header_lines;
use crate::response::ResponseText;

/// Repetitions that average over the random seeds of Rocket's maps.
pub(super) const REPEATS: Repeats = Repeats {
    processes: 4,
    operations: 64,
};

/// A client of a launched Rocket. It is leaked, because requests borrow it.
pub(super) type LeakedClient = &'static Client;

/// Launches Rocket repeatedly until its `Shield` writes its headers in a fixed order.
///
/// `Shield` stores its headers in a map with random order, and looks each up in the response before it
/// writes it. Whether a lookup hashes the name depends on the number of headers in the response, so the
/// order would change all figures of a run.
pub(super) fn launch(rocket: impl Fn() -> Rocket<Build>) -> LeakedClient {
    loop {
        // Rejected clients are leaked too, because the heap that they would free would change figures.
        let client = poll_once(Client::untracked(rocket())).expect("a rocket");
        let client: LeakedClient = Box::leak(Box::new(client));
        let in_order = {
            let response = poll_once(client.get("/nothing-is-here").dispatch());
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

/// The headers that `Shield` sets.
const SHIELD: [&str; 3] = [
    "x-frame-options",
    "x-content-type-options",
    "permissions-policy",
];

/// Returns a Rocket that logs nothing.
pub(super) fn quiet() -> Rocket<Build> {
    rocket::custom(Config {
        log_level: LogLevel::Off,
        ..Config::release_default()
    })
}

pub(super) fn request(client: LeakedClient, case: &Case) -> LocalRequest<'static> {
    let method: Method = case.method.parse().expect("a method");
    let mut request = client.req(method, "/");
    for (name, value) in header_lines(case) {
        let value = String::from_utf8_lossy(&value).into_owned();
        request.add_header(Header::new(name, value));
    }
    request
}

/// Dispatches a request. Never inlined: the effect of inlining all of Rocket into each implementation would
/// be as large as the measured difference.
#[inline(never)]
pub(super) fn dispatch<'c>(request: LocalRequest<'c>) -> LocalResponse<'c> {
    poll_once(request.dispatch())
}

pub(super) fn read_response(response: &LocalResponse<'_>) -> ResponseText {
    let lines = response.headers().iter();
    ResponseText {
        status: response.status().code,
        headers: lines
            .map(|line| (line.name.as_str().to_lowercase(), line.value.into_owned()))
            .collect(),
    }
}
