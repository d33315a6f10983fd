//! Handlers of Rocket.

use facade::rocket::{cors, routes};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::local::asynchronous::Client;
use rocket::response::{self, Responder};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Config, Data, Request, Response, Rocket, Route, put};

use super::{Answer, Asked, Door, assert_alike, counted, drive};

/// A response as it is.
struct Made(Response<'static>);

impl<'r> Responder<'r, 'static> for Made {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Ok(self.0)
    }
}

#[cors(
    crate = facade,
    origins = ["https://app.example.com"],
    credentials,
    headers = ["x-token"],
    max_age = 600,
)]
#[put("/")]
fn annotated() -> Made {
    Made(Response::new())
}

/// What answers with this status and nothing else.
#[derive(Clone)]
struct Empty(Asked);

#[rocket::async_trait]
impl Handler for Empty {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = Response::new();
        response.set_status(Status::new(self.0.status()));
        Outcome::Success(response)
    }
}

/// A fairing that writes the headers.
struct ByHand(Asked);

#[rocket::async_trait]
impl Fairing for ByHand {
    fn info(&self) -> Info {
        Info {
            name: "by hand",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
        for (name, value) in self.0.answered(Door::Rocket) {
            response.set_raw_header(*name, *value);
        }
    }
}

fn launched(rocket: impl FnOnce(Rocket<Build>) -> Rocket<Build>) -> Client {
    let quiet = rocket::custom(Config {
        log_level: rocket::config::LogLevel::Off,
        ..Config::debug_default()
    });
    drive(Client::untracked(rocket(quiet))).expect("a rocket")
}

fn ask(client: &Client, asked: Asked) -> Answer {
    let method: Method = asked.method().parse().expect("a method");
    let mut request = client.req(method, "/");
    for (name, value) in asked.sent() {
        request.add_header(rocket::http::Header::new(name, value));
    }
    let (response, allocated) = counted(|| drive(request.dispatch()));
    let lines: Vec<_> = response.headers().iter().collect();
    let lines = lines.iter();
    let lines = lines.map(|line| (line.name.as_str(), line.value.as_bytes()));
    Answer::new(response.status().code, lines, allocated)
}

#[test]
fn a_handler_of_rocket_allocates_what_its_headers_take() {
    let ours = launched(|rocket| rocket.attach(routes![annotated].at("/")));
    assert_alike(
        |asked| ask(&ours, asked),
        |asked| {
            let method = asked.method().parse().expect("a method");
            let route = Route::new(method, "/", Empty(asked));
            ask(
                &launched(|rocket| rocket.mount("/", [route]).attach(ByHand(asked))),
                asked,
            )
        },
    );
}
