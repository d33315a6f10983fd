use rocket::http::Status;
use rocket::response::{Responder, Response};
use rocket::serde::json::{Value, json};
use rocket::{Request, catch};
use rocket_db_pools::sqlx;

/// A failed request.
pub(crate) enum Failed {
    NoSuchEntry,
    Database(sqlx::Error),
}

impl From<sqlx::Error> for Failed {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NoSuchEntry,
            error => Self::Database(error),
        }
    }
}

impl<'r> Responder<'r, 'static> for Failed {
    fn respond_to(self, _: &'r Request<'_>) -> Result<Response<'static>, Status> {
        match self {
            Self::NoSuchEntry => Err(Status::NotFound),
            Self::Database(error) => {
                rocket::error!("{error}");
                Err(Status::InternalServerError)
            }
        }
    }
}

/// Reports an error as JSON.
#[catch(default)]
pub(crate) fn other(status: Status, _: &Request<'_>) -> Value {
    json!({ "error": status.reason_lossy() })
}
