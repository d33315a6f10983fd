//! The rows.

mod by_policy;
mod enforced;
mod hostile;
mod inside;
mod of_handlers;
mod origins;
mod paths;
mod resources;

use crate::row::Row;

pub(crate) fn rows() -> Vec<Row> {
    [
        by_policy::rows(),
        origins::rows(),
        enforced::rows(),
        of_handlers::rows(),
        resources::rows(),
        paths::rows(),
        inside::rows(),
        hostile::rows(),
    ]
    .concat()
}
