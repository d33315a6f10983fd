//! A source of origins that depends on the host and the path of the request.

use facade::{OriginSource, RequestTarget};

use crate::case::{APP, HOST};

/// A host with origins of its own.
pub(crate) const OTHER_HOST: &str = "other.test";

/// Hosts, fixtures and the origins that the source allows there.
const ORIGINS: [(&str, &str, &str); 5] = [
    (HOST, "tenant_a", APP),
    (HOST, "tenant_b", "https://b.example"),
    (OTHER_HOST, "tenant_a", "https://other.example"),
    (HOST, "tenant_routes", APP),
    (OTHER_HOST, "tenant_routes", "https://other.example"),
];

/// The source of the fixtures.
pub(crate) struct Tenants;

pub(crate) static TENANTS: Tenants = Tenants;

impl OriginSource for Tenants {
    fn allows(&self, _: &str) -> bool {
        false
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        // Before the name of the fixture, a path has the name of the variant.
        let (_, fixture) = target.path().rsplit_once('/').unwrap_or_default();
        let host = target.host().unwrap_or_default();
        origins_at(host, fixture).any(|allowed| allowed == origin)
    }
}

/// Iterates over the origins that the source allows for a fixture.
pub(crate) fn origins_at(host: &str, fixture: &str) -> impl Iterator<Item = &'static str> {
    let origins = ORIGINS.into_iter();
    let origins = origins.filter(move |(at, of, _)| *at == host && *of == fixture);
    origins.map(|(_, _, origin)| origin)
}
