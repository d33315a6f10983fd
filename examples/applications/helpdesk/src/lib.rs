//! A help desk: customers write tickets, agents close them.

mod agents;
mod cors;
mod desk;
mod error;
mod session;
mod tickets;

use ::cors::actix::{Cors, cors};
use actix_web::guard::Host;
use actix_web::{Responder, get, web};

pub use desk::Desk;

/// Adds the routes to an application whose data is a [`Desk`].
pub fn routes(config: &mut web::ServiceConfig) {
    let session = web::scope("/session")
        .service(session::sign_in)
        .service(session::sign_out);
    let tickets = web::scope("/tickets")
        .service(tickets::list)
        .service(tickets::create)
        .service(tickets::show)
        .service(tickets::reply);
    let agents = web::scope("/agents")
        .guard(Host("agents-api.example.com"))
        .service(agents::queue)
        .service(agents::close);
    config
        .app_data(error::json_config())
        .service(agents)
        .service(
            web::scope("/v1")
                .wrap(Cors::fallback(&cors::USERS))
                .service(session)
                .service(tickets),
        )
        .service(status);
}

/// Returns the number of open tickets, for the status pages of any site.
#[cors(origins = ["*"])]
#[get("/status")]
async fn status(desk: web::Data<Desk>) -> impl Responder {
    format!(
        "{} open tickets",
        desk.tickets()
            .iter()
            .filter(|ticket| ticket.is_open)
            .count()
    )
}
