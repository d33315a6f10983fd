//! The table: every case once. What an engine is known to do otherwise stands in `deviations.rs`.

mod caches;
mod credentials;
mod enforced;
mod origins;
mod preflights;
mod redirects;
mod responses;

use crate::case::Case;

/// All cases, in the order in which a page runs them. No case needs another.
pub(crate) fn table() -> Vec<Case> {
    let groups = [
        origins::cases(),
        preflights::methods(),
        preflights::headers(),
        preflights::uploads(),
        preflights::kept(),
        responses::exposed(),
        responses::errors(),
        credentials::cases(),
        redirects::cases(),
        enforced::cases(),
        caches::cases(),
        origins::without_cors(),
    ];
    groups.into_iter().flatten().collect()
}
