//! The program: serves the gallery.
//!
//! ```sh
//! GALLERY_TOKENS=ada:correct-horse cargo run --bin gallery
//! curl -i http://127.0.0.1:3000/v1/photos -H 'authorization: Bearer correct-horse'
//! ```

use std::io;

use cors_example_gallery::{Gallery, app};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let tokens = std::env::var("GALLERY_TOKENS").unwrap_or_default();
    let users = tokens.split(',').filter_map(|user| user.split_once(':'));
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, app(Gallery::new(users))).await
}
