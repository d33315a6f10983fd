//! Applying what was read from a database, with a report of invalid origins.

use cors::Violations;

use crate::tenants::{Origins, Tenants};

/// Replaces the origins of all tenants.
pub(crate) fn update_all(tenants: &Tenants, origins: &Origins) {
    for (host, violations) in tenants.replace_all(origins) {
        report(&host, &violations);
    }
    tracing::info!("read the origins of {} tenants", origins.len());
}

/// Replaces the origins of some tenants. A tenant without origins is not a tenant any more.
pub(crate) fn update(tenants: &Tenants, origins: &Origins) {
    for (host, origins) in origins {
        match tenants.replace(host, origins) {
            Ok(()) => tracing::debug!("read the origins of `{host}`"),
            Err(violations) => report(host, &violations),
        }
    }
}

fn report(host: &str, violations: &Violations) {
    tracing::error!(
        "the origins of `{host}` stay as they were, because the new ones are invalid:\n{violations}"
    );
}
