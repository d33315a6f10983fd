//! Photos that their owners have shared, for the pages of every site.

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::IntoResponse;
use cors::axum::cors;
use cors::axum::utoipa::routes;
use utoipa_axum::router::OpenApiRouter;

use crate::error::ApiError;
use crate::gallery::Gallery;

pub(crate) fn router() -> OpenApiRouter<Gallery> {
    OpenApiRouter::new().routes(routes!(photo))
}

/// Returns a photo that is shared.
#[utoipa::path(get, path = "/{id}", responses((status = 200), (status = 404)))]
#[cors(origins = ["*"])]
async fn photo(
    State(gallery): State<Gallery>,
    Path(id): Path<usize>,
) -> Result<impl IntoResponse, ApiError> {
    let photos = gallery.photos();
    let photo = photos.get(&id).filter(|photo| photo.is_shared);
    let photo = photo.ok_or_else(ApiError::no_such_photo)?;
    let media_type = [(header::CONTENT_TYPE, photo.media_type.clone())];
    Ok((media_type, photo.bytes.clone()))
}
