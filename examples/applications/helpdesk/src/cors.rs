//! The sites whose pages use the help desk.

use cors::Policy;

/// The sites that users sign in at: that of the customers, its regional sites, and that of the agents.
pub(crate) static USERS: Policy = cors::policy! {
    origins = [
        "https://help.example.com",
        "https://*.help.example.com",
        "https://agents.example.com",
    ],
    headers = ["content-type"],
    expose = ["location", "x-total-count"],
    credentials,
    max_age = 600,
};

/// The site of the agents only.
pub(crate) static AGENTS: Policy = cors::policy! {
    origins = ["https://agents.example.com"],
    headers = ["content-type"],
    credentials,
};
