//! The server: one note for each tenant, which pages of the tenant's own origins read and write.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use cors::RequestTarget;
use cors::axum::{cors, get};

use crate::tenants::Tenants;

/// The origins of all tenants.
pub static TENANTS: Tenants = Tenants::empty();

/// The notes, by the host of their tenant.
type Notes = Arc<RwLock<HashMap<String, String>>>;

/// Returns the server.
pub fn app() -> Router {
    Router::new()
        .route("/note", get(read_note).put(write_note).into())
        .with_state(Notes::default())
}

#[cors(origins_from = TENANTS, credentials)]
async fn read_note(State(notes): State<Notes>, Tenant(host): Tenant) -> Result<String, StatusCode> {
    let notes = notes.read().unwrap_or_else(PoisonError::into_inner);
    notes.get(&host).cloned().ok_or(StatusCode::NOT_FOUND)
}

/// `enforce`: a page of another tenant does not reach this handler.
#[cors(origins_from = TENANTS, credentials, enforce, max_age = 600)]
async fn write_note(State(notes): State<Notes>, Tenant(host): Tenant, note: String) -> StatusCode {
    let mut notes = notes.write().unwrap_or_else(PoisonError::into_inner);
    notes.insert(host, note);
    StatusCode::NO_CONTENT
}

/// The host of the tenant that a request is for: the same one that decides which origins are allowed.
struct Tenant(String);

impl<S: Sync> FromRequestParts<S> for Tenant {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        let authority = parts.uri.authority().map(|it| it.as_str().as_bytes());
        let authority = authority.or_else(|| parts.headers.get(HOST).map(HeaderValue::as_bytes));
        let target = RequestTarget::new(authority, parts.uri.path());
        let host = target.host().ok_or(StatusCode::MISDIRECTED_REQUEST)?;
        Ok(Self(host.to_owned()))
    }
}
