//! The runtime of the crate `cors`: policies, decisions about requests, and the headers of responses.
//!
//! Depend on `cors`, not on this crate. A request passes through it in this order:
//!
//! 1. An integration reads the few headers that CORS depends on into a [`Request`].
//! 2. [`decide`] compares the request with the [`Policy`] and returns a [`Decision`]: a status to respond
//!    with immediately, or to continue, and the headers of the response.
//! 3. [`response_headers::apply`] writes the headers of a decision to the response, in the types of the
//!    integration. For `http` 1.x, [`CompiledPolicy`] does the second and third step.
//!
//! [`headers`] has the nine headers of the protocol as types. [`OriginSet`] and [`LiveOrigins`] are for
//! origins that are known at run time only. Validation is in the crate `cors-policy`.
#![forbid(unsafe_code)]

mod builder;
mod config;
mod cors_header;
mod decision;
mod fallback;
mod fetch_metadata;
pub mod headers;
mod http;
mod origins;
mod policy;
mod request;
mod request_class;
mod request_origin;
mod request_target;
pub mod response_headers;
mod select;
mod vary;
mod violations;

pub use crate::http::{CompiledPolicy, Evaluation, ReadHead, RequestHead};
pub use builder::PolicyBuilder;
#[cfg(feature = "serde")]
pub use config::PolicyConfig;
pub use cors_header::CorsHeader;
pub use cors_policy::names::header_value::methods_header_value;
#[doc(hidden)]
pub use cors_policy::{AnnotatedItem, HandlerInfo, websocket_without_enforce};
pub use cors_policy::{
    DangerouslyAllow, HostPattern, ItemPart, LabelPattern, Location, OriginPattern, Port, Protocol,
    ProtocolNeed, ProtocolNeeds, Rule, RuleInfo, Scheme, Severity, Validation, Violation,
};
pub use decision::{Action, Decision, decide, decide_selected};
pub use fallback::{Decided, MarkDecision, Mode, Wrapper, is_below_primary};
pub use fetch_metadata::FetchMetadata;
pub use origins::{ExactOrigins, LiveOrigins, OriginSet, OriginSource, Origins};
pub use policy::Policy;
pub use request::{KnownDetails, Request, RequestDetails};
pub use request_class::RequestClass;
pub use request_origin::RequestOrigin;
pub use request_target::RequestTarget;
pub use select::{Endpoint, Selection, select_endpoint};
pub use vary::Vary;
pub use violations::Violations;
