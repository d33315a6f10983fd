//! A guest book: visitors write entries in a form, moderators make them visible.

mod cors;
mod database;
mod entries;
mod errors;
mod moderation;
mod moderator;

use ::cors::rocket::routes;
use rocket::fairing::AdHoc;
use rocket::figment::Figment;
use rocket::{Build, Rocket, catchers};
use rocket_db_pools::Database;

/// Returns the server.
pub fn guestbook(figment: Figment) -> Rocket<Build> {
    rocket::custom(figment)
        .attach(database::Entries::init())
        .attach(AdHoc::try_on_ignite("tables", database::create_tables))
        .attach(AdHoc::config::<moderator::Settings>())
        .attach(routes![entries::list, entries::sign].at("/entries"))
        .attach(routes![moderation::queue, moderation::decide, moderation::remove].at("/entries"))
        .register("/", catchers![errors::other])
}
