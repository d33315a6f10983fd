//! Items that expansions name. They change with every version; nothing else may use them.

pub use std::borrow::Cow;
pub use std::sync::LazyLock;

pub use cors_macros::policy;
pub use cors_runtime::{
    CompiledPolicy, ExactOrigins, HostPattern, OriginPattern, Origins, Policy, Port, Scheme,
};

#[allow(missing_docs)]
pub mod function {
    pub use crate::function::{apply, evaluate, immediate_response};
}

#[cfg(feature = "actix-web")]
#[allow(missing_docs)]
pub mod actix {
    pub use crate::actix::{Cors, handler_transform, is_not_preflight, preflight_resource};
    pub use actix_web::dev::{AppService, HttpServiceFactory};
    pub use actix_web::guard::{GuardContext, fn_guard};
    pub use actix_web::{Handler, HttpResponse};
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

/// A type that has a policy: the type with the name of an annotated handler.
#[allow(missing_docs)]
pub trait HasPolicy: 'static {
    fn policy() -> &'static Policy;
    fn compiled() -> &'static CompiledPolicy;
}
