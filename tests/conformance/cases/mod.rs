//! The rows.

mod enforced;
mod extractors_and_middleware;
mod handler_headers;
mod hostile;
mod origins;
mod paths;
mod policies;
mod resources;

use crate::case::Row;

pub(crate) fn rows() -> Vec<Row> {
    [
        policies::rows(),
        origins::rows(),
        enforced::rows(),
        handler_headers::rows(),
        resources::rows(),
        paths::rows(),
        extractors_and_middleware::rows(),
        hostile::rows(),
    ]
    .concat()
}
