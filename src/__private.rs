//! What expansions name, and nothing else may: it changes with every version.

pub use std::borrow::Cow;
pub use std::sync::LazyLock;

pub use cors_macros::policy;
pub use cors_runtime::policy::{Origins, Pattern, Policy, Port, Scheme, Texts};
pub use cors_runtime::protocol::prepared::Prepared as CompiledPolicy;

#[allow(missing_docs)]
pub mod function {
    pub use crate::plain::{apply_headers, evaluate, into_response};
    pub use cors_runtime::protocol::prepared::Received as Evaluation;
}

#[cfg(feature = "actix-web")]
#[allow(missing_docs)]
pub mod actix {
    pub use crate::actix::{
        OfHandler as HandlerTransform, around_handler as handler_transform,
        is_no_preflight as is_not_preflight, preflights as preflight_resource,
    };
    pub use actix_web::dev::{AppService, HttpServiceFactory};
    pub use actix_web::guard::{GuardContext, fn_guard};
    pub use actix_web::{Handler, HttpResponse};
}

#[cfg(feature = "rocket")]
#[allow(missing_docs)]
pub mod rocket {
    pub use crate::rocket::{NotRouted as MissingRoute, Unwritable as Never};
    pub use ::rocket::Route;
    pub use cors_macros::rocket_routed as routed;
}

/// Implemented by the type of a handler's name.
///
/// The policy is there twice, as it was written and with what is made of it when it is asked first: who
/// has the first before its eyes needs to ask hardly anything of the second.
#[allow(missing_docs)]
pub trait HasPolicy: 'static {
    fn policy() -> &'static Policy;
    fn compiled_policy() -> &'static CompiledPolicy;
}
