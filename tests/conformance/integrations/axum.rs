//! The axum server: handlers as they are, with middleware, and by a policy's name.

use axum::Router;

use super::server::{Server, listen, spawn_server};
use crate::case::Integration;
use crate::fixtures::{Fixture, LAYERED, NAMED, OWN};

pub(super) fn serve(fixtures: &[Fixture]) -> Vec<Server> {
    let (listener, address) = listen();
    let router = router(fixtures);
    spawn_server(async || {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    });
    let mounted = |variant: &str| {
        let fixtures = fixtures.iter().filter(|fixture| {
            let mut mounted = fixture.mounted.iter();
            mounted.any(|(name, _)| *name == variant)
        });
        fixtures.map(|fixture| fixture.name).collect()
    };
    let served = [OWN, LAYERED, NAMED].map(|variant| Server {
        integration: Integration::Axum,
        variant,
        address,
        base: format!("/{variant}"),
        fixtures: mounted(variant),
        missing_reason: "a fixture of several handlers has no single policy to name",
        known_difference: Server::NONE,
    });
    served.into()
}

/// Returns every fixture in every variant, at `/variant/fixture`.
fn router(fixtures: &[Fixture]) -> Router {
    let mut router = Router::new();
    for fixture in fixtures {
        for (variant, mounted) in &fixture.mounted {
            let path = format!("/{variant}/{}{}", fixture.name, fixture.path);
            router = router.route(&path, mounted.clone());
        }
    }
    router
}
