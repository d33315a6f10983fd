//! The layer is ready when the inside is.

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

/// Ready when it is told so; broken after that.
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
fn the_inside_says_when() {
    let mut context = Context::from_waker(Waker::noop());
    for layer in [CorsLayer::new(&API), CorsLayer::fallback(&API)] {
        let gate = Gate::default();
        let mut service = layer.layer(gate.clone());
        assert_eq!(service.poll_ready(&mut context), Poll::Pending);
        gate.open.store(true, Ordering::Relaxed);
        assert_eq!(service.poll_ready(&mut context), Poll::Ready(Ok(())));
        gate.broken.store(true, Ordering::Relaxed);
        let broken = Poll::Ready(Err("broken"));
        assert_eq!(service.poll_ready(&mut context), broken);
    }
}

/// Readiness of a limited service is a place in it. A preflight is answered without taking it away
/// from those who need it.
#[tokio::test]
async fn a_preflight_gives_its_place_back() {
    let inside = service_fn(async |_: Request<()>| Ok::<_, Infallible>(Response::new(())));
    let service = ServiceBuilder::new()
        .layer(CorsLayer::new(&API))
        .layer(ConcurrencyLimitLayer::new(1))
        .service(inside);
    for _ in 0..3 {
        let answer = service.clone().oneshot(preflight("/", APP)).await;
        assert_eq!(answer.map(|answer| answer.status().as_u16()), Ok(204));
        let answer = service.clone().oneshot(get("/", APP)).await;
        assert_eq!(answer.map(|answer| answer.status().as_u16()), Ok(200));
    }
    // The same service, called again and again, is ready again and again.
    let mut service = service;
    for _ in 0..3 {
        let ready = service.ready().await.expect("the service does not fail");
        let answer = ready.call(preflight("/", APP)).await;
        assert_eq!(answer.map(|answer| answer.status().as_u16()), Ok(204));
    }
}
