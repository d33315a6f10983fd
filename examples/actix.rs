//! actix-web: each handler says who may call it, and `.service` registers its preflights with it.
//!
//! ```sh
//! cargo run --example actix
//! curl -i -X OPTIONS http://127.0.0.1:3000/users/7 \
//!     -H 'origin: https://app.example.com' -H 'access-control-request-method: PUT'
//! curl -i http://127.0.0.1:3000/users/7 -H 'origin: https://app.example.com'
//! ```

use std::io;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, HttpServer, Responder, error, get, put, web};
use cors::Policy;
use cors::actix::{Cors, cors};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct User {
    name: String,
}

/// A preflight never carries credentials. In the attribute of a handler, this does not see any.
async fn signed_in(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.headers().contains_key("cookie") {
        next.call(request).await
    } else {
        Err(error::ErrorUnauthorized("sign in"))
    }
}

#[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/users/{id}", wrap = "from_fn(signed_in)")]
async fn show_user(id: web::Path<u64>) -> actix_web::Result<impl Responder> {
    if *id == 0 {
        return Err(error::ErrorNotFound("nobody"));
    }
    let name = format!("user {id}");
    Ok(HttpResponse::Ok()
        .insert_header(("etag", "\"1\""))
        .json(User { name }))
}

/// `Json` makes browsers ask for `content-type`. Without it in the list, this would not compile.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
#[put("/users/{id}", wrap = "from_fn(signed_in)")]
async fn update_user(id: web::Path<u64>, user: web::Json<User>) -> String {
    format!("user {id} is {} from now on", user.name)
}

/// Everybody may read it, so nobody is signed in.
#[cors(origins = ["*"])]
#[get("/health")]
async fn health() -> &'static str {
    "well"
}

/// Whom a 404 is for.
static ELSEWHERE: Policy = cors::policy! { origins = ["https://app.example.com"] };

#[actix_web::main]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let server = HttpServer::new(|| {
        App::new()
            .service(show_user)
            .service(update_user)
            .service(health)
            .wrap(Cors::fallback(&ELSEWHERE))
    })
    .workers(1)
    .bind(address)?;
    for address in server.addrs() {
        println!("listening on http://{address}");
    }
    server.run().await
}
