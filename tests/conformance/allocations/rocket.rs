//! Handlers of Rocket.

use facade::rocket::{cors, routes};
use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::{Method, Status};
use rocket::local::asynchronous::Client;
use rocket::response::{self, Responder};
use rocket::route::{Handler, Outcome};
use rocket::{Build, Config, Data, Request, Response, Rocket, Route, put};

use super::{Exchange, Integration, Observed, assert_alike, busy_poll, counted};

/// A responder with a finished response.
struct Raw(Response<'static>);

impl<'r> Responder<'r, 'static> for Raw {
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
fn annotated() -> Raw {
    Raw(Response::new())
}

/// A handler that responds with a status only.
#[derive(Clone)]
struct Empty(Exchange);

#[rocket::async_trait]
impl Handler for Empty {
    async fn handle<'r>(&self, _: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        let mut response = Response::new();
        response.set_status(Status::new(self.0.status()));
        Outcome::Success(response)
    }
}

/// A fairing that writes the CORS headers.
struct Handwritten(Exchange);

#[rocket::async_trait]
impl Fairing for Handwritten {
    fn info(&self) -> Info {
        Info {
            name: "handwritten",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
        for (name, value) in self.0.response_headers(Integration::Rocket) {
            response.set_raw_header(*name, *value);
        }
    }
}

fn launch(rocket: impl FnOnce(Rocket<Build>) -> Rocket<Build>) -> Client {
    let quiet = rocket::custom(Config {
        log_level: rocket::config::LogLevel::Off,
        ..Config::debug_default()
    });
    busy_poll(Client::untracked(rocket(quiet))).expect("a rocket")
}

fn send(client: &Client, exchange: Exchange) -> Observed {
    let method: Method = exchange.method().parse().expect("a method");
    let mut request = client.req(method, "/");
    for (name, value) in exchange.request_headers() {
        request.add_header(rocket::http::Header::new(name, value));
    }
    let (response, allocated) = counted(|| busy_poll(request.dispatch()));
    let lines: Vec<_> = response.headers().iter().collect();
    let lines = lines.iter();
    let lines = lines.map(|line| (line.name.as_str(), line.value.as_bytes()));
    Observed::new(response.status().code, lines, allocated)
}

#[test]
fn rocket_handler_allocates_no_more_than_a_handwritten_one() {
    let client = launch(|rocket| rocket.attach(routes![annotated].at("/")));
    assert_alike(
        |exchange| send(&client, exchange),
        |exchange| {
            let method = exchange.method().parse().expect("a method");
            let route = Route::new(method, "/", Empty(exchange));
            send(
                &launch(|rocket| rocket.mount("/", [route]).attach(Handwritten(exchange))),
                exchange,
            )
        },
    );
}
