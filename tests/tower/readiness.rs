//! The layer is ready when the inner service is.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Waker};

use facade::tower::CorsLayer;
use http::{Request, Response};
use tower::limit::ConcurrencyLimitLayer;
use tower::{Layer, Service, ServiceBuilder, ServiceExt, service_fn};

use crate::support::{API, APP, get, preflight};

/// A service that is ready once `open` is set, and fails once `broken` is set.
#[derive(Clone, Default)]
struct Gate {
    open: Arc<AtomicBool>,
    broken: Arc<AtomicBool>,
}

impl Service<Request<()>> for Gate {
    type Response = Response<()>;
    type Error = &'static str;
    type Future = Ready<Result<Response<()>, &'static str>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), &'static str>> {
        if self.broken.load(Ordering::Relaxed) {
            Poll::Ready(Err("broken"))
        } else if self.open.load(Ordering::Relaxed) {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        assert!(
            self.open.load(Ordering::Relaxed),
            "called before it was ready"
        );
        ready(Ok(Response::new(())))
    }
}

#[test]
fn readiness_comes_from_the_inner_service() {
    let mut cx = Context::from_waker(Waker::noop());
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let gate = Gate::default();
        let mut service = layer.layer(gate.clone());
        assert_eq!(service.poll_ready(&mut cx), Poll::Pending);
        gate.open.store(true, Ordering::Relaxed);
        assert_eq!(service.poll_ready(&mut cx), Poll::Ready(Ok(())));
        gate.broken.store(true, Ordering::Relaxed);
        let broken = Poll::Ready(Err("broken"));
        assert_eq!(service.poll_ready(&mut cx), broken);
    }
}

/// A ready service of a concurrency limit holds a permit. A preflight gives the permit back.
#[tokio::test]
async fn preflight_releases_its_permit() {
    let inner = service_fn(async |_: Request<()>| Ok::<_, Infallible>(Response::new(())));
    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(&API))
        .layer(ConcurrencyLimitLayer::new(1))
        .service(inner);
    for _ in 0..3 {
        let response = service.clone().oneshot(preflight("/", APP)).await;
        assert_eq!(response.map(|response| response.status().as_u16()), Ok(204));
        let response = service.clone().oneshot(get("/", APP)).await;
        assert_eq!(response.map(|response| response.status().as_u16()), Ok(200));
    }
    // One service, called repeatedly.
    let mut service = service;
    for _ in 0..3 {
        let ready = service.ready().await.expect("the service does not fail");
        let response = ready.call(preflight("/", APP)).await;
        assert_eq!(response.map(|response| response.status().as_u16()), Ok(204));
    }
}
