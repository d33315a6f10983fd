//! The sites whose pages show the guest book.

use cors::Policy;

pub(crate) static SITES: Policy = cors::policy! {
    origins = ["https://www.example.com", "https://moderators.example.com"],
    headers = ["Content-Type", "X-Api-Key"],
    expose = ["Location"],
    max_age = 600,
    enforce,
};
