//! Nothing says which requests the handler is for.

extern crate facade as cors;

use actix_web::App;
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"])]
async fn notes() -> &'static str {
    "notes"
}

fn main() {
    let _ = App::new().service(notes);
}
