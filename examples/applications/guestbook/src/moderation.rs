//! The routes of moderators.

use cors::rocket::cors;
use rocket::http::Status;
use rocket::serde::Deserialize;
use rocket::serde::json::Json;
use rocket::{delete, get, put};
use rocket_db_pools::Connection;
use rocket_db_pools::sqlx;

use crate::cors::SITES;
use crate::database::Entries;
use crate::entries::Entry;
use crate::errors::Failed;
use crate::moderator::Moderator;

/// Lists the entries that are not visible yet.
#[cors(policy = SITES)]
#[get("/queue")]
pub(crate) async fn queue(
    _moderator: Moderator,
    mut entries: Connection<Entries>,
) -> Result<Json<Vec<Entry>>, Failed> {
    let queue =
        sqlx::query_as("SELECT id, name, text FROM entries WHERE NOT is_visible ORDER BY id");
    Ok(Json(queue.fetch_all(&mut **entries).await?))
}

#[derive(Deserialize)]
#[serde(crate = "rocket::serde")]
pub(crate) struct Decision {
    is_visible: bool,
}

/// Makes an entry visible, or hides it.
#[cors(policy = SITES)]
#[put("/<id>", data = "<decision>")]
pub(crate) async fn decide(
    _moderator: Moderator,
    id: i64,
    decision: Json<Decision>,
    mut entries: Connection<Entries>,
) -> Result<Status, Failed> {
    let changed = sqlx::query("UPDATE entries SET is_visible = ? WHERE id = ?")
        .bind(decision.is_visible)
        .bind(id)
        .execute(&mut **entries)
        .await?;
    match changed.rows_affected() {
        0 => Err(Failed::NoSuchEntry),
        _ => Ok(Status::NoContent),
    }
}

/// Deletes an entry.
#[cors(policy = SITES)]
#[delete("/<id>")]
pub(crate) async fn remove(
    _moderator: Moderator,
    id: i64,
    mut entries: Connection<Entries>,
) -> Result<Status, Failed> {
    let removed = sqlx::query("DELETE FROM entries WHERE id = ?").bind(id);
    match removed.execute(&mut **entries).await?.rows_affected() {
        0 => Err(Failed::NoSuchEntry),
        _ => Ok(Status::NoContent),
    }
}
