//! The table of cases. Known deviations of browsers are in `known_deviations.rs`.

mod caches;
mod credentials;
mod enforced;
mod origins;
mod poem;
mod preflights;
mod previews;
mod protocols;
mod redirects;
mod responses;

use crate::case::Case;

/// Returns all cases in the order of execution. Cases are independent.
pub(crate) fn table() -> Vec<Case> {
    let groups = [
        origins::cases(),
        previews::cases(),
        preflights::methods(),
        preflights::headers(),
        preflights::uploads(),
        preflights::max_age(),
        responses::exposed(),
        responses::errors(),
        credentials::cases(),
        redirects::cases(),
        enforced::cases(),
        enforced::method_fields(),
        enforced::handlers_without_policy(),
        poem::cases(),
        protocols::cases(),
        caches::cases(),
        origins::without_cors(),
    ];
    groups.into_iter().flatten().collect()
}
