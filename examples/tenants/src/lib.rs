//! An axum server whose tenants have their allowed origins in a database.
//!
//! [`app`] is the server, [`Tenants`] the source of origins that its policies name, and [`Database`] keeps
//! the source up to date.

mod app;
mod backoff;
mod command;
mod database;
mod error;
mod postgres;
mod sqlite;
mod tenants;
mod update;

pub use app::{TENANTS, app};
pub use command::{Command, Settings};
pub use database::Database;
pub use error::Error;
pub use tenants::{Origins, Tenants};
