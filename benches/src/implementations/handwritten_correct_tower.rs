//! The correct hand-written layer around a tower service.

use cors::tower::ResponseBody;
use http::{Request, Response};
use tower::Layer;

use super::handwritten::layer::{HandwrittenLayer, HandwrittenService};
use super::handwritten::policies;
use super::tower_service::{Inner, ReusedService, inner};
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::every_policy;
use crate::request;
use crate::response::ResponseText;

/// A service in the layer.
#[derive(Debug)]
pub struct HandwrittenCorrectTower(ReusedService<HandwrittenService<Inner>>);

impl Implementation for HandwrittenCorrectTower {
    const NAME: &'static str = "handwritten-correct-tower";
    const NO_CORS: &'static str = "no-cors-tower";
    type Request = Request<()>;
    type Response = Response<ResponseBody<()>>;

    fn new(case: &Case) -> Option<Self> {
        let layer = handwritten_layer(case)?;
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

macro_rules! layers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        /// Returns the layer with the policy of a case.
        pub(super) fn handwritten_layer(case: &Case) -> Option<HandwrittenLayer> {
            Some(match case.policy {
                $($id => HandwrittenLayer::new::<policies::$type>(),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(layers);
