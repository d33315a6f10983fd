//! A service of tower, without CORS: called again and again, and never cloned.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::{Ready, ready};

use http::{Request, Response};
use tower::Service;
use tower::util::ServiceFn;

use super::function;
use super::router::at_once;
use crate::case::Case;
use crate::contender::{Answer, Contender};
use crate::request;
use crate::respond;

/// A service without CORS.
#[derive(Debug)]
pub struct BareTower(Driven<Inside>);

/// What is inside of layers.
pub(super) type Inside = ServiceFn<Handler>;

/// What answers.
pub(super) type Handler = fn(Request<()>) -> Ready<Result<Response<()>, Infallible>>;

/// What is inside of layers, for a case.
pub(super) fn inside(case: &Case) -> Inside {
    let handler: Handler = if case.handler_has_headers {
        |_| ready(Ok(respond::with_headers()))
    } else {
        |_| ready(Ok(respond::bare()))
    };
    tower::service_fn(handler)
}

/// A service that is called again and again.
#[derive(Debug)]
pub(super) struct Driven<S>(RefCell<S>);

impl<S> Driven<S> {
    pub(super) fn new(service: S) -> Self {
        Self(RefCell::new(service))
    }

    #[inline]
    pub(super) fn answer<B>(&self, request: Request<()>) -> Response<B>
    where
        S: Service<Request<()>, Response = Response<B>, Error = Infallible>,
    {
        let future = self.0.borrow_mut().call(request);
        match at_once(future) {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

impl Contender for BareTower {
    const NAME: &'static str = "bare-tower";
    const BARE: &'static str = "bare-tower";
    type Request = Request<()>;
    type Response = Response<()>;

    fn new(case: &Case) -> Option<Self> {
        Some(Self(Driven::new(inside(case))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, ())
    }

    fn answer(&self, request: Self::Request) -> Self::Response {
        self.0.answer(request)
    }

    fn read(response: Self::Response) -> Answer {
        function::read(&response)
    }
}
