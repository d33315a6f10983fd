//! `CorsLayer` around a tower service.

use cors::tower::{Cors, CorsLayer, ResponseBody};
use http::{Request, Response};
use tower::Layer;

use super::tower_service::{Inner, ReusedService, inner};
use crate::case::Case;
use crate::implementation::Implementation;
use crate::policies::policy;
use crate::request;
use crate::response::ResponseText;

/// A service in the layer.
#[derive(Debug)]
pub struct CorsTower(ReusedService<Cors<Inner>>);

impl Implementation for CorsTower {
    const NAME: &'static str = "cors-tower";
    const NO_CORS: &'static str = "no-cors-tower";
    type Request = Request<()>;
    type Response = Response<ResponseBody<()>>;

    fn new(case: &Case) -> Option<Self> {
        let layer = CorsLayer::new(policy(case.policy));
        Some(Self(ReusedService::new(layer.layer(inner(case)))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request::request(case, ())
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        self.0.call(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        ResponseText::of(&response)
    }
}
