//! What to answer: from a [`Policy`](crate::policy::Policy) and the few things CORS reads of a
//! request, to a [`Decision`].
//!
//! There is one decision, [`decide`], and it is text in, names and values out: actix-web and Rocket
//! are on another generation of `http` than axum, and a door that only translates cannot decide
//! otherwise. A door for which reading everything is too much says how its requests are asked, and
//! gets the [`Verdict`] that decisions are made of. [`resource`] chooses among the handlers of one
//! path, and [`is_decided`] sees whether one of them has spoken. With the feature `http`, [`prepared`]
//! applies the decision to an `http::HeaderMap`. What may be said in a policy is the business of
//! [`crate::policy`].

#[cfg(feature = "http")]
mod actual;
#[cfg(feature = "http")]
mod answer;
mod decided;
mod decision;
#[cfg(feature = "http")]
mod head;
#[cfg(feature = "http")]
pub mod prepared;
#[doc(hidden)]
pub mod read;
mod request;
pub mod resource;
mod site;
mod vary;
mod verdict;

pub use decided::is_decided;
pub use decision::{Decision, Field, Outcome, decide};
pub use request::{Request, RequestOrigin};
pub use site::Site;
pub use vary::Vary;
pub use verdict::Verdict;
