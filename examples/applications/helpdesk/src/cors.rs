//! The sites whose pages use the help desk.

use actix_cors::Cors;

/// The sites that users sign in at: that of the customers, its regional sites, and that of the agents.
pub(crate) fn users() -> Cors {
    Cors::default()
        .allowed_origin("https://help.example.com")
        .allowed_origin("https://agents.example.com")
        .allowed_origin_fn(|origin, _| {
            origin.as_bytes().starts_with(b"https://")
                && origin.as_bytes().ends_with(b".help.example.com")
        })
        .allowed_methods(["GET", "POST", "DELETE"])
        .allowed_header("content-type")
        .expose_headers(["location", "x-total-count"])
        .supports_credentials()
        .max_age(600)
}

/// The site of the agents only.
pub(crate) fn agents() -> Cors {
    Cors::default()
        .allowed_origin("https://agents.example.com")
        .allowed_methods(["GET", "PATCH"])
        .allowed_header("content-type")
        .supports_credentials()
}

/// Every site.
pub(crate) fn any_site() -> Cors {
    Cors::default().allow_any_origin().send_wildcard()
}
