//! What may be said: from a [`Draft`], in which anything may stand, to a [`Policy`], in which only
//! what is right can.
//!
//! There is one judge, [`judge`](fn@judge), and every face of it renders what it returns: the macros turn a
//! [`Subject`] into a span, a program prints it. A rule stands in the rooms of `judge/` once, its words
//! in [`catalogue`] once. Nothing here knows of requests, responses or frameworks. The judge depends on
//! no other crate, since it is compiled into the macro too; what the macro asks nothing of (the
//! builder, matching, sources) is behind the feature `protocol`.

mod app_origin;
#[doc(hidden)]
pub mod ascii_host;
#[cfg(feature = "protocol")]
mod asked;
#[doc(hidden)]
pub mod bad_port;
#[cfg(feature = "protocol")]
mod builder;
pub mod catalogue;
#[cfg(feature = "protocol")]
#[doc(hidden)]
pub mod documentation;
mod draft;
pub mod header_name;
mod index;
mod ip;
mod judge;
mod judged;
#[cfg(feature = "protocol")]
mod matching;
pub mod max_age;
mod mend;
pub mod method;
mod nearest;
#[cfg(feature = "protocol")]
#[doc(hidden)]
pub mod notes;
mod origin;
mod pattern;
#[doc(hidden)]
pub mod public_suffix;
#[doc(hidden)]
pub mod punycode;
#[doc(hidden)]
pub mod script;
#[cfg(feature = "http")]
mod search;
#[cfg(feature = "protocol")]
mod shape;
#[cfg(test)]
mod slips;
#[cfg(feature = "protocol")]
mod source;
mod text;
mod texts;
pub mod token;
mod violation;
#[cfg(feature = "protocol")]
mod violations;

#[cfg(feature = "protocol")]
pub use builder::PolicyBuilder;
pub use catalogue::Rule;
pub use draft::{Draft, Entry, Function, Hatch, Item, Key, Place, Value};
#[doc(hidden)]
pub use judge::unless_it_enforces;
pub use judge::{Judgement, judge};
pub use judged::{Origins, Policy, methods_as_sent, names_as_sent};
#[cfg(feature = "protocol")]
pub(crate) use origin::{LONGEST_HOST, LONGEST_ORIGIN, LONGEST_SCHEME};
pub use pattern::{Pattern, Port, Scheme};
#[cfg(feature = "http")]
pub(crate) use search::Search;
#[cfg(feature = "protocol")]
pub(crate) use shape::{Shape, Who};
#[cfg(feature = "protocol")]
pub use source::OriginSource;
pub use texts::Texts;
pub use violation::{Part, Severity, Subject, Violation};
#[cfg(feature = "protocol")]
pub use violations::Violations;
#[cfg(feature = "protocol")]
pub(crate) use violations::judge_here;
