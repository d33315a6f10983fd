//! Sessions: a cookie each.

use actix_web::body::MessageBody;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::middleware::Next;
use actix_web::web::{Data, Json, ReqData};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, delete, post};
use cors::actix::cors;
use serde::Deserialize;

use crate::cors::USERS;
use crate::desk::Desk;
use crate::error::DeskError;

const COOKIE: &str = "__Host-session";

/// The name of the user who is signed in.
pub(crate) type User = ReqData<String>;

#[derive(Deserialize)]
struct Credentials {
    name: String,
    password: String,
}

#[cors(policy = USERS)]
#[post("")]
pub(crate) async fn sign_in(
    desk: Data<Desk>,
    user: Json<Credentials>,
) -> Result<HttpResponse, DeskError> {
    let Some(session) = desk.sign_in(&user.name, &user.password) else {
        let text = "name or password is wrong".to_owned();
        return Err(DeskError(StatusCode::UNAUTHORIZED, text));
    };
    let cookie = Cookie::build(COOKIE, session)
        .path("/")
        .http_only(true)
        .secure(true)
        .same_site(SameSite::Lax)
        .finish();
    Ok(HttpResponse::NoContent().cookie(cookie).finish())
}

#[cors(policy = USERS)]
#[delete("")]
pub(crate) async fn sign_out(desk: Data<Desk>, request: HttpRequest) -> HttpResponse {
    if let Some(cookie) = request.cookie(COOKIE) {
        desk.sign_out(cookie.value());
    }
    HttpResponse::NoContent().finish()
}

fn user(request: &ServiceRequest) -> Result<String, DeskError> {
    let desk = request.app_data::<Data<Desk>>();
    let cookie = request.cookie(COOKIE);
    let user = desk.and_then(|desk| desk.user(cookie?.value()));
    user.ok_or_else(|| {
        let text = "you are not signed in".to_owned();
        DeskError(StatusCode::UNAUTHORIZED, text)
    })
}

/// Lets requests with a session pass, and adds its [`User`].
pub(crate) async fn require(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let user = user(&request)?;
    request.extensions_mut().insert(user);
    next.call(request).await
}

/// Lets requests of agents pass.
pub(crate) async fn require_agent(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if user(&request)?.ends_with("@desk") {
        next.call(request).await
    } else {
        let text = "you are not an agent".to_owned();
        Err(DeskError(StatusCode::FORBIDDEN, text).into())
    }
}
