//! The recipe of salvo.

use cors::Policy;
use cors::tower::CorsLayer;
use salvo::prelude::*;

static API: Policy = cors::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
};

#[handler]
async fn show() -> &'static str {
    "a note"
}

#[handler]
async fn save() -> &'static str {
    "saved"
}

pub fn app() -> Service {
    let router = Router::new().push(Router::with_path("note").get(show).put(save));
    // Around the service, not the router: no route matches a preflight.
    Service::new(router).hoop(CorsLayer::new(&API).compat())
}
