//! The program: serves the help desk.
//!
//! ```sh
//! HELPDESK_USERS=ada:correct-horse cargo run --bin helpdesk
//! curl -i http://127.0.0.1:3000/v1/session --json '{"name": "ada", "password": "correct-horse"}'
//! ```

use std::io;

use actix_web::web::Data;
use actix_web::{App, HttpServer};
use cors_example_helpdesk::{Desk, routes};

#[actix_web::main]
async fn main() -> io::Result<()> {
    let users = std::env::var("HELPDESK_USERS").unwrap_or_default();
    let users = users.split(',').filter_map(|user| user.split_once(':'));
    let desk = Data::new(Desk::new(users));
    HttpServer::new(move || App::new().app_data(desk.clone()).configure(routes))
        .bind("127.0.0.1:3000")?
        .run()
        .await
}
