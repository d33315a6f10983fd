//! The routes of visitors: reading and writing entries.

use cors::rocket::cors;
use rocket::form::Form;
use rocket::response::status::Created;
use rocket::serde::Serialize;
use rocket::serde::json::Json;
use rocket::{FromForm, get, post};
use rocket_db_pools::Connection;
use rocket_db_pools::sqlx::sqlite::SqliteRow;
use rocket_db_pools::sqlx::{self, FromRow, Row};

use crate::cors::SITES;
use crate::database::Entries;
use crate::errors::Failed;

#[derive(Serialize)]
#[serde(crate = "rocket::serde")]
pub(crate) struct Entry {
    id: i64,
    name: String,
    text: String,
}

impl FromRow<'_, SqliteRow> for Entry {
    fn from_row(row: &SqliteRow) -> sqlx::Result<Self> {
        Ok(Self {
            id: row.try_get("id")?,
            name: row.try_get("name")?,
            text: row.try_get("text")?,
        })
    }
}

/// Lists the visible entries, or those that contain a word.
#[cors(policy = SITES)]
#[get("/?<word>")]
pub(crate) async fn list(
    word: Option<&str>,
    mut entries: Connection<Entries>,
) -> Result<Json<Vec<Entry>>, Failed> {
    let found = sqlx::query_as(
        "SELECT id, name, text FROM entries WHERE is_visible AND instr(text, ?) ORDER BY id",
    );
    let found = found.bind(word.unwrap_or_default());
    Ok(Json(found.fetch_all(&mut **entries).await?))
}

#[derive(FromForm)]
pub(crate) struct NewEntry<'r> {
    #[field(validate = len(1..=40))]
    name: &'r str,
    #[field(validate = len(1..=400))]
    text: &'r str,
}

/// Stores an entry, for moderators to make it visible.
#[cors(policy = SITES)]
#[post("/", data = "<form>")]
pub(crate) async fn sign(
    form: Form<NewEntry<'_>>,
    mut entries: Connection<Entries>,
) -> Result<Created<()>, Failed> {
    let stored = sqlx::query("INSERT INTO entries (name, text) VALUES (?, ?)")
        .bind(form.name)
        .bind(form.text)
        .execute(&mut **entries)
        .await?;
    let id = stored.last_insert_rowid();
    Ok(Created::new(format!("/entries/{id}")))
}
