//! Implementations on tower: a service that is called repeatedly and never cloned.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::{Ready, ready};

use http::{Request, Response};
use tower::Service;
use tower::util::ServiceFn;

use super::poll::poll_once;
use crate::case::Case;
use crate::handlers;

/// The service without CORS, which layers wrap.
pub type Inner = ServiceFn<Handler>;

/// The handler of the inner service.
pub type Handler = fn(Request<()>) -> Ready<Result<Response<()>, Infallible>>;

/// Returns the inner service of a case.
#[must_use]
pub fn inner(case: &Case) -> Inner {
    let handler: Handler = if case.handler_has_headers {
        |_| ready(Ok(handlers::with_headers()))
    } else {
        |_| ready(Ok(handlers::empty()))
    };
    tower::service_fn(handler)
}

/// A service that is called repeatedly.
#[derive(Debug)]
pub struct ReusedService<S>(RefCell<S>);

impl<S> ReusedService<S> {
    /// Takes the service.
    #[must_use]
    pub fn new(service: S) -> Self {
        Self(RefCell::new(service))
    }

    /// Calls the service with a request.
    #[inline]
    pub fn call<B>(&self, request: Request<()>) -> Response<B>
    where
        S: Service<Request<()>, Response = Response<B>, Error = Infallible>,
    {
        let future = self.0.borrow_mut().call(request);
        match poll_once(future) {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}
