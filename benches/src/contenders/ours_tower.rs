//! `CorsLayer` around a service of tower, which is called again and again.

use cors::tower::{Cors, CorsLayer, OrEmpty};
use http::{Request, Response};
use tower::Layer;

use super::bare_tower::{Driven, Inside, inside};
use super::function;
use crate::case::Case;
use crate::contender::{Answer, Contender};
use crate::policies::policy;
use crate::request;

/// The layer around a service.
#[derive(Debug)]
pub struct OursTower(Driven<Cors<Inside>>);

impl Contender for OursTower {
    const NAME: &'static str = "ours-tower";
    const BARE: &'static str = "bare-tower";
    type Request = Request<()>;
    type Response = Response<OrEmpty<()>>;

    fn new(case: &Case) -> Option<Self> {
        let layer = CorsLayer::new(policy(case.policy));
        Some(Self(Driven::new(layer.layer(inside(case)))))
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
