#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod body;
mod browser;
mod client;
mod cookie_context;
mod cookie_jar;
mod cors_check;
mod error;
mod fetch;
mod forbidden;
mod header_lines;
mod header_names;
mod http_fetch;
mod main_fetch;
mod options;
mod origin;
mod origin_headers;
mod page;
mod preflight;
mod preflight_cache;
mod preflight_grant;
mod profile;
mod redirect;
mod request;
mod request_body;
mod response;
mod response_type;
mod safelist;
mod state;
mod tainting;
mod target;
mod trustworthy;

pub use body::Body;
pub use browser::Browser;
pub use error::{Blocked, BlockedReason, Stage};
pub use fetch::Fetch;
pub use options::{Credentials, Mode, Redirect, ReferrerPolicy};
pub use page::Page;
pub use response::FetchResponse;
pub use response_type::ResponseType;
pub use target::{
    BufferedBody, FetchTarget, IntoFetchResponse, MapRequestBody, map_request_body, markers,
};
