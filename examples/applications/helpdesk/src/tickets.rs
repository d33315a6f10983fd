//! The tickets of a customer.

use actix_web::guard::GuardContext;
use actix_web::http::{Method, header};
use actix_web::middleware::from_fn;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use cors::actix::cors;
use serde::Deserialize;

use crate::cors::USERS;
use crate::desk::{Desk, Ticket};
use crate::error::DeskError;
use crate::session::{User, require};

/// Rejects forms, which every site may submit. A preflight has no content type.
fn is_json(context: &GuardContext<'_>) -> bool {
    let content_type = context.header::<header::ContentType>();
    context.head().method == Method::OPTIONS
        || content_type.is_some_and(|content_type| content_type.essence_str() == "application/json")
}

#[derive(Deserialize)]
struct Message {
    text: String,
}

#[cors(policy = USERS)]
#[get("", wrap = "from_fn(require)")]
pub(crate) async fn list(desk: Data<Desk>, user: User) -> HttpResponse {
    let tickets = desk.tickets();
    let own = tickets.iter().filter(|ticket| ticket.customer == *user);
    let own: Vec<_> = own.collect();
    HttpResponse::Ok()
        .insert_header(("x-total-count", own.len()))
        .json(own)
}

#[cors(policy = USERS)]
#[post("", guard = "is_json", wrap = "from_fn(require)")]
pub(crate) async fn create(desk: Data<Desk>, user: User, message: Json<Message>) -> HttpResponse {
    let mut tickets = desk.tickets();
    let id = tickets.len() + 1;
    tickets.push(Ticket {
        id,
        customer: user.into_inner(),
        messages: vec![message.into_inner().text],
        is_open: true,
    });
    let location = (header::LOCATION, format!("/v1/tickets/{id}"));
    HttpResponse::Created().insert_header(location).finish()
}

#[cors(policy = USERS)]
#[get("/{id}", wrap = "from_fn(require)")]
pub(crate) async fn show(
    desk: Data<Desk>,
    user: User,
    id: Path<usize>,
) -> Result<Json<Ticket>, DeskError> {
    let tickets = desk.tickets();
    let mut own = tickets.iter().filter(|ticket| ticket.customer == *user);
    let ticket = own.find(|ticket| ticket.id == *id);
    Ok(Json(ticket.ok_or_else(DeskError::no_such_ticket)?.clone()))
}

/// Adds a message, and opens the ticket again.
#[cors(policy = USERS)]
#[post("/{id}/messages", guard = "is_json", wrap = "from_fn(require)")]
pub(crate) async fn reply(
    desk: Data<Desk>,
    user: User,
    id: Path<usize>,
    message: Json<Message>,
) -> Result<HttpResponse, DeskError> {
    let mut tickets = desk.tickets();
    let mut own = tickets.iter_mut().filter(|ticket| ticket.customer == *user);
    let ticket = own.find(|ticket| ticket.id == *id);
    let ticket = ticket.ok_or_else(DeskError::no_such_ticket)?;
    ticket.messages.push(message.into_inner().text);
    ticket.is_open = true;
    Ok(HttpResponse::NoContent().finish())
}
