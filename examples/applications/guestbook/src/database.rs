use rocket::{Build, Rocket, fairing};
use rocket_db_pools::Database;
use rocket_db_pools::sqlx::{self, SqlitePool};

/// The database with all entries.
#[derive(Database)]
#[database("guestbook")]
pub(crate) struct Entries(SqlitePool);

const TABLE: &str = "
    CREATE TABLE IF NOT EXISTS entries (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        is_visible BOOLEAN NOT NULL DEFAULT FALSE
    )";

/// Creates the table in a new database.
pub(crate) async fn create_tables(rocket: Rocket<Build>) -> fairing::Result {
    let Some(entries) = Entries::fetch(&rocket) else {
        return Err(rocket);
    };
    match sqlx::query(TABLE).execute(&**entries).await {
        Ok(_) => Ok(rocket),
        Err(error) => {
            rocket::error!("cannot create the table: {error}");
            Err(rocket)
        }
    }
}
