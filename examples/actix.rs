//! actix-web: each handler declares its policy, and `.service` registers the handler with its preflights.
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

/// Authentication in a handler's own `wrap` runs after CORS. Preflights, which never carry credentials, do
/// not reach it.
async fn require_session(
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
#[get("/users/{id}", wrap = "from_fn(require_session)")]
async fn show_user(id: web::Path<u64>) -> actix_web::Result<impl Responder> {
    if *id == 0 {
        return Err(error::ErrorNotFound("no such user"));
    }
    let name = format!("user {id}");
    Ok(HttpResponse::Ok()
        .insert_header(("etag", "\"1\""))
        .json(User { name }))
}

/// Browsers need permission to send JSON: without `content-type` in `headers`, this does not compile.
#[cors(origins = ["https://app.example.com"], credentials, headers = ["content-type"], max_age = 600)]
#[put("/users/{id}", wrap = "from_fn(require_session)")]
async fn update_user(id: web::Path<u64>, user: web::Json<User>) -> String {
    format!("user {id} is {} from now on", user.name)
}

/// Public: any origin may read the response, and no credentials are used.
#[cors(origins = ["*"])]
#[get("/health")]
async fn health() -> &'static str {
    "ok"
}

/// The policy of responses that do not come from an annotated handler, such as a 404.
static OTHER_RESPONSES: Policy = cors::policy! { origins = ["https://app.example.com"] };

#[actix_web::main]
async fn main() -> io::Result<()> {
    let address = std::env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let server = HttpServer::new(|| {
        App::new()
            .service(show_user)
            .service(update_user)
            .service(health)
            .wrap(Cors::fallback(&OTHER_RESPONSES))
    })
    .workers(1)
    .bind(address)?;
    for address in server.addrs() {
        println!("listening on http://{address}");
    }
    server.run().await
}
