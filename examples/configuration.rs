//! Configuration: a policy from a TOML file, or from the environment.
//!
//! ```sh
//! cargo run --example configuration
//! APP_CORS_ORIGINS=https://app.example.com APP_CORS_METHODS=PUT cargo run --example configuration
//! APP_CORS_ORIGINS=https://app.example.com/ APP_CORS_CREDENTIAL=true cargo run --example configuration
//! ```
//!
//! The last command has two mistakes. The program ends with a sentence and help for each.

use std::env;
use std::error::Error;
use std::fs;

use axum::{Router, routing::get};
use cors::tower::CorsLayer;
use cors::{Policy, PolicyConfig};
use serde::Deserialize;
use tokio::net::TcpListener;

/// The settings of the program. A field of type `Policy` works too; then the mistakes are in the error of
/// the format.
#[derive(Deserialize)]
struct Settings {
    cors: PolicyConfig,
}

/// Returns the policy of the environment, of the file that `APP_CONFIGURATION` names, or of the file next
/// to this example.
fn policy() -> Result<Policy, Box<dyn Error>> {
    if env::var_os("APP_CORS_ORIGINS").is_some() {
        return Ok(Policy::from_env("APP_CORS")?);
    }
    let text = match env::var_os("APP_CONFIGURATION") {
        Some(path) => fs::read_to_string(path)?,
        None => include_str!("configuration.toml").to_owned(),
    };
    let settings: Settings = toml::from_str(&text)?;
    // With `within`, a mistake is at `cors.origins[0]` and not at `origins[0]`.
    let policy = settings.cors.build();
    Ok(policy.map_err(|violations| violations.within("cors"))?)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let app = Router::new()
        .route("/users/{id}", get("a user").put("stored"))
        .layer(CorsLayer::new(policy()?));

    let address = env::args().nth(1);
    let address = address.unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = TcpListener::bind(address).await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}
