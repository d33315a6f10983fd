//! axum: as it is, with middleware around, and by the name of a policy.

use axum::Router;

use super::served::{Served, listen, run};
use crate::case::Door;
use crate::fixtures::{LAYERED, NAMED, OWN, Subject};

pub(super) fn serve(subjects: &[Subject]) -> Vec<Served> {
    let (listener, address) = listen();
    let router = router(subjects);
    run(async || {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        axum::serve(listener, router).await
    });
    let mounted = |way: &str| {
        let subjects = subjects.iter().filter(|subject| {
            let mut mounted = subject.mounted.iter();
            mounted.any(|(name, _)| *name == way)
        });
        subjects.map(|subject| subject.name).collect()
    };
    let served = [OWN, LAYERED, NAMED].map(|way| Served {
        door: Door::Axum,
        way,
        address,
        base: format!("/{way}"),
        subjects: mounted(way),
        lacks: "a subject of several handlers has several policies, and no name for all",
        exception: Served::NONE,
    });
    served.into()
}

/// Every subject, mounted in every way, at `/way/subject`.
fn router(subjects: &[Subject]) -> Router {
    let mut router = Router::new();
    for subject in subjects {
        for (way, mounted) in &subject.mounted {
            let path = format!("/{way}/{}{}", subject.name, subject.path);
            router = router.route(&path, mounted.clone());
        }
    }
    router
}
