//! Options of `fetch()`, with the values and defaults of the Fetch Standard.

mod credentials;
mod mode;
mod redirect;
mod referrer_policy;

pub use credentials::Credentials;
pub use mode::Mode;
pub use redirect::Redirect;
pub use referrer_policy::ReferrerPolicy;
