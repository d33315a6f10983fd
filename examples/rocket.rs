//! Rocket: annotated handlers, a request guard, and a policy for all other responses.
//!
//! ```sh
//! cargo run --example rocket
//! curl -i -H 'origin: https://app.example.com' http://127.0.0.1:3000/users/7
//! curl -i -X OPTIONS -H 'origin: https://app.example.com' \
//!     -H 'access-control-request-method: PUT' http://127.0.0.1:3000/users/7
//! ```

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{PoisonError, RwLock};

use cors::Policy;
use cors::rocket::{Fallback, cors, routes};
use rocket::config::LogLevel;
use rocket::fairing::AdHoc;
use rocket::http::Status;
use rocket::request::{FromRequest, Outcome, Request};
use rocket::serde::json::Json;
use rocket::serde::{Deserialize, Serialize};
use rocket::{Config, State, get, put};

#[derive(Clone, Serialize, Deserialize)]
#[serde(crate = "rocket::serde")]
struct User {
    name: String,
}

#[derive(Default)]
struct Users(RwLock<HashMap<u64, User>>);

/// A guard that requires a session. Preflights, which never carry cookies, do not reach it.
struct Session;

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Session {
    type Error = &'static str;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        match request.cookies().get("session") {
            Some(_) => Outcome::Success(Self),
            None => Outcome::Error((Status::Unauthorized, "there is no session")),
        }
    }
}

#[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/users/<id>")]
fn show_user(id: u64, users: &State<Users>) -> Option<Json<User>> {
    let users = users.0.read().unwrap_or_else(PoisonError::into_inner);
    users.get(&id).cloned().map(Json)
}

// The response of a catcher carries the CORS headers too: without a session, the page can read the 401.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
#[put("/users/<id>", data = "<user>")]
fn update_user(id: u64, user: Json<User>, users: &State<Users>, _session: Session) -> Status {
    let mut users = users.0.write().unwrap_or_else(PoisonError::into_inner);
    match users.insert(id, user.into_inner()) {
        Some(_) => Status::NoContent,
        None => Status::Created,
    }
}

#[get("/")]
fn index() -> &'static str {
    "a handler without a policy of its own"
}

/// The policy of responses that do not come from an annotated handler: `index`, and 404s of other paths.
static OTHER_RESPONSES: Policy = cors::policy! { origins = ["https://app.example.com"] };

#[rocket::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::args().nth(1);
    let address: SocketAddr = address.as_deref().unwrap_or("127.0.0.1:3000").parse()?;
    let config = Config {
        address: address.ip(),
        port: address.port(),
        log_level: LogLevel::Off,
        ..Config::default()
    };
    let print_address = AdHoc::on_liftoff("print address", |rocket| {
        let Config { address, port, .. } = rocket.config();
        let address = SocketAddr::new(*address, *port);
        Box::pin(async move { println!("listening on http://{address}") })
    });
    rocket::custom(config)
        .manage(Users::default())
        .mount("/", rocket::routes![index])
        .attach(routes![show_user, update_user].at("/"))
        .attach(Fallback::new(&OTHER_RESPONSES))
        .attach(print_address)
        .launch()
        .await?;
    Ok(())
}
