//! A WebSocket handler without `enforce`: browsers allow pages of every website to connect.

extern crate facade as cors;

use actix_web::{App, HttpRequest, HttpResponse, get, web};
use cors::actix::cors;

#[cors(origins = ["https://app.example.com"], credentials)]
#[get("/chat")]
async fn chat(request: HttpRequest, body: web::Payload) -> actix_web::Result<HttpResponse> {
    let (response, _, _) = actix_ws::handle(&request, body)?;
    Ok(response)
}

fn main() {
    let _ = App::new().service(chat);
}
