//! The program: serves the guest book.
//!
//! ```sh
//! ROCKET_MODERATOR_KEY=correct-horse cargo run --bin guestbook
//! curl -i http://127.0.0.1:8000/entries --data 'name=Ada&text=Hello'
//! curl -i -X PUT http://127.0.0.1:8000/entries/1 -H 'x-api-key: correct-horse' --json '{"is_visible": true}'
//! ```

use cors_example_guestbook::guestbook;

#[rocket::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::temp_dir().join("guestbook.sqlite");
    let url = format!("sqlite:{}?mode=rwc", file.display());
    let figment = rocket::Config::figment().join(("databases.guestbook.url", url));
    guestbook(figment).launch().await?;
    Ok(())
}
