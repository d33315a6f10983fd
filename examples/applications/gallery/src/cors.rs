//! The sites whose pages use the gallery.

use cors::Policy;

/// The web application, and the one that a developer is working on.
pub(crate) static APP: Policy = cors::policy! {
    origins = ["https://gallery.example.com"],
    dev_origins = ["http://localhost:5173"],
    headers = ["authorization", "content-type"],
    expose = ["etag", "location"],
    max_age = 600,
};
