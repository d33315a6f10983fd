//! The routes of agents, on a host of their own.

use actix_web::middleware::from_fn;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, patch};
use cors::actix::cors;
use serde::Deserialize;

use crate::cors::AGENTS;
use crate::desk::{Desk, Ticket};
use crate::error::DeskError;
use crate::session::require_agent;

#[cors(policy = AGENTS)]
#[get("/queue", wrap = "from_fn(require_agent)")]
pub(crate) async fn queue(desk: Data<Desk>) -> Json<Vec<Ticket>> {
    let tickets = desk.tickets();
    let open = tickets.iter().filter(|ticket| ticket.is_open);
    Json(open.cloned().collect())
}

#[derive(Deserialize)]
struct Change {
    is_open: bool,
}

#[cors(policy = AGENTS)]
#[patch("/tickets/{id}", wrap = "from_fn(require_agent)")]
pub(crate) async fn close(
    desk: Data<Desk>,
    id: Path<usize>,
    change: Json<Change>,
) -> Result<HttpResponse, DeskError> {
    let mut tickets = desk.tickets();
    let ticket = tickets.iter_mut().find(|ticket| ticket.id == *id);
    ticket.ok_or_else(DeskError::no_such_ticket)?.is_open = change.is_open;
    Ok(HttpResponse::NoContent().finish())
}
