use axum::extract::{Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;

use crate::error::ApiError;
use crate::gallery::Gallery;

/// The user that a token belongs to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct User(pub(crate) String);

/// Lets requests with a token pass, and adds its [`User`] to their extensions.
pub(crate) async fn require_token(
    State(gallery): State<Gallery>,
    mut request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let value = request.headers().get(header::AUTHORIZATION);
    let token = value
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "));
    let user = token.and_then(|token| gallery.user(token));
    let user = user.ok_or_else(ApiError::unauthorized)?;
    request.extensions_mut().insert(user);
    Ok(next.run(request).await)
}
