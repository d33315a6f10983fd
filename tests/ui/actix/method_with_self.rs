//! A method with `self` as a handler: an `impl` block cannot contain the type that the route generates.

extern crate facade as cors;

use cors::actix::cors;

struct App;

impl App {
    #[cors(origins = ["https://app.example.com"])]
    #[actix_web::get("/notes")]
    async fn notes(&self) -> &'static str {
        "notes"
    }
}

fn main() {
    let _ = App.notes();
}
