//! Validation of CORS policies: from a [`PolicySpec`], which may contain anything, to a [`ValidPolicy`],
//! which contains only what browsers accept.
//!
//! Depend on the crate `cors`, not on this one. The macros and the builder both call [`validate`](fn@validate),
//! so a mistake has the same message as a compile error and as an error value at start-up. A
//! violation names its [`Location`]; the macros turn the location into a span, the builder into text
//! such as `origins[2]`.
//!
//! * [`spec`] and [`handler_info`]: the input, as written.
//! * [`validate`](mod@validate): one file per key; [`rules`]: the table of all rules and their messages.
//! * [`origin`]: parsing and matching of origins and patterns. [`names`]: methods and header names.
//! * [`protocol`]: what the protocols of the key `protocols` need.
//! * [`public_suffix`]: the Public Suffix List. [`shared_hosts`]: hosts where anyone can publish.
#![forbid(unsafe_code)]

pub mod allowance;
pub mod handler_info;
pub mod host_pattern;
pub mod key;
pub mod location;
pub mod names;
pub mod origin;
pub mod policy;
pub mod protocol;
pub mod public_suffix;
mod rule_info;
pub mod rules;
pub mod severity;
pub mod shared_hosts;
pub mod spec;
mod text;
pub mod validate;
pub mod violation;
pub mod words;

pub use allowance::DangerouslyAllow;
pub use handler_info::{AnnotatedItem, HandlerInfo};
pub use host_pattern::HostPattern;
pub use key::Key;
pub use location::{ItemPart, Location};
pub use origin::label::LabelPattern;
pub use origin::pattern::{OriginPattern, Port, Scheme};
pub use policy::{ValidOrigins, ValidPolicy};
pub use protocol::{Protocol, ProtocolNeed, ProtocolNeeds};
pub use rule_info::RuleInfo;
pub use rules::Rule;
pub use severity::Severity;
pub use spec::{Context, Entry, NotationMistake, PolicySpec, Separator, Value};
#[doc(hidden)]
pub use validate::handler::{missing_headers_under_a_policy, websocket_without_enforce};
pub use validate::{Validation, validate};
pub use violation::Violation;
