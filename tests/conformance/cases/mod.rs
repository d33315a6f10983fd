//! All cases.

mod enforced;
mod extractors_and_middleware;
mod handler_headers;
mod hostile;
mod origins;
mod paths;
mod policies;
mod resources;
mod tenants;

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [
        policies::cases(),
        origins::cases(),
        enforced::cases(),
        handler_headers::cases(),
        resources::cases(),
        paths::cases(),
        extractors_and_middleware::cases(),
        hostile::cases(),
        tenants::cases(),
    ]
    .concat()
}
