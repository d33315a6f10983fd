//! Items that expansions name. They change with every version; nothing else may use them.

pub use std::borrow::Cow;

pub use crate::policy_of::{HasPolicy, LazyPolicy};
pub use cors_macros::policy;
pub use cors_runtime::{ExactOrigins, HostPattern, OriginPattern, Origins, Policy, Port, Scheme};

#[allow(missing_docs)]
pub mod function {
    pub use crate::function::{
        AnyRequest, RequestType, apply, compiled_policy, evaluate, immediate_response,
    };
}

#[cfg(feature = "actix-web")]
#[allow(missing_docs)]
pub mod actix {
    pub use crate::actix::{Cors, handler_transform, is_not_preflight, preflight_resource};
    pub use actix_web::dev::{AppService, HttpServiceFactory};
    pub use actix_web::guard::{GuardContext, fn_guard};
    pub use actix_web::{Handler, HttpResponse};
}

#[cfg(feature = "utoipa")]
#[allow(missing_docs)]
pub mod axum {
    pub use crate::axum::utoipa::{map_routes, mount, no_routes};
    pub use cors_macros::utoipa_routes;
}

#[cfg(feature = "poem")]
#[allow(missing_docs)]
pub mod poem {
    pub use crate::poem::{MissingEndpoint, missing_policy};
    pub use ::poem::{Endpoint, Request, Response, Result};
}

#[cfg(feature = "rocket")]
#[allow(missing_docs)]
pub mod rocket {
    pub use crate::rocket::{MissingRoute, Never};
    pub use ::rocket::Route;
    pub use cors_macros::rocket_routed as routed;
}

/// The type of `return` in a block, which has no other place for it. Never called.
#[must_use]
#[allow(clippy::missing_panics_doc)]
pub fn returned<T>() -> T {
    unreachable!()
}
