//! The photos of a user: uploaded as forms, downloaded as they are.

use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::{Extension, Json};
use cors::axum::cors;
use cors::axum::utoipa::routes;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;

use crate::auth::{User, require_token};
use crate::cors::APP;
use crate::error::ApiError;
use crate::gallery::{Gallery, Photo};

const MAX_UPLOAD: usize = 1024 * 1024;

pub(crate) fn router(gallery: &Gallery) -> OpenApiRouter<Gallery> {
    let signed_in = from_fn_with_state(gallery.clone(), require_token);
    OpenApiRouter::new()
        .routes(routes!(list, upload; |routes| routes.layer(signed_in.clone())))
        .routes(routes!(download, update, remove; |routes| routes.layer(signed_in)))
        .layer(DefaultBodyLimit::max(MAX_UPLOAD))
}

/// Lists the names of the user's photos by id.
#[utoipa::path(get, path = "/", responses((status = 200, body = [(usize, String)])))]
#[cors(policy = APP)]
async fn list(
    State(gallery): State<Gallery>,
    Extension(user): Extension<User>,
) -> Json<Vec<(usize, String)>> {
    let photos = gallery.photos();
    let photos = photos.iter().filter(|(_, photo)| photo.owner == user);
    Json(
        photos
            .map(|(id, photo)| (*id, photo.name.clone()))
            .collect(),
    )
}

/// Stores the first image of a form.
#[utoipa::path(post, path = "/", responses((status = 201), (status = 413), (status = 422)))]
#[cors(policy = APP)]
async fn upload(
    State(gallery): State<Gallery>,
    Extension(owner): Extension<User>,
    mut form: Multipart,
) -> Result<impl IntoResponse, ApiError> {
    while let Some(field) = form.next_field().await? {
        let media_type = field.content_type().unwrap_or_default().to_owned();
        if !media_type.starts_with("image/") {
            continue;
        }
        let photo = Photo {
            owner,
            name: field.file_name().unwrap_or("photo").to_owned(),
            media_type,
            bytes: field.bytes().await?,
            is_shared: false,
        };
        let mut photos = gallery.photos();
        let id = photos.keys().last().map_or(1, |last| last + 1);
        photos.insert(id, photo);
        let location = format!("/v1/photos/{id}");
        return Ok((StatusCode::CREATED, [(header::LOCATION, location)]));
    }
    Err(ApiError::no_image())
}

/// Returns the photo itself.
#[utoipa::path(get, path = "/{id}", responses((status = 200), (status = 404)))]
#[cors(policy = APP)]
async fn download(
    State(gallery): State<Gallery>,
    Extension(user): Extension<User>,
    Path(id): Path<usize>,
) -> Result<impl IntoResponse, ApiError> {
    let photos = gallery.photos();
    let photo = photos.get(&id).filter(|photo| photo.owner == user);
    let photo = photo.ok_or_else(ApiError::no_such_photo)?;
    let headers = [
        (header::CONTENT_TYPE, photo.media_type.clone()),
        (header::ETAG, format!("\"{id}\"")),
    ];
    Ok((headers, photo.bytes.clone()))
}

#[derive(Serialize, Deserialize, ToSchema)]
struct Update {
    name: String,
    is_shared: bool,
}

/// Renames a photo, and makes it public or private.
#[utoipa::path(put, path = "/{id}", responses((status = 200), (status = 404)))]
#[cors(policy = APP)]
async fn update(
    State(gallery): State<Gallery>,
    Extension(user): Extension<User>,
    Path(id): Path<usize>,
    Json(update): Json<Update>,
) -> Result<Json<Update>, ApiError> {
    let mut photos = gallery.photos();
    let photo = photos.get_mut(&id).filter(|photo| photo.owner == user);
    let photo = photo.ok_or_else(ApiError::no_such_photo)?;
    photo.name.clone_from(&update.name);
    photo.is_shared = update.is_shared;
    Ok(Json(update))
}

/// Deletes a photo.
#[utoipa::path(delete, path = "/{id}", responses((status = 204), (status = 404)))]
#[cors(policy = APP)]
async fn remove(
    State(gallery): State<Gallery>,
    Extension(user): Extension<User>,
    Path(id): Path<usize>,
) -> Result<StatusCode, ApiError> {
    let mut photos = gallery.photos();
    let photo = photos.get(&id).filter(|photo| photo.owner == user);
    photo.ok_or_else(ApiError::no_such_photo)?;
    photos.remove(&id);
    Ok(StatusCode::NO_CONTENT)
}
