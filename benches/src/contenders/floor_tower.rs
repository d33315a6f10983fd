//! The floor as a layer around a service of tower, which is called again and again.

use cors::tower::OrEmpty;
use http::{Request, Response};
use tower::Layer;

use super::bare_tower::{Driven, Inside, inside};
use super::floor::{self, ByHand, Surrounded};
use super::function;
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::policies::every_policy;
use crate::request;

/// The layer around a service.
#[derive(Debug)]
pub struct FloorTower(Driven<Surrounded<Inside>>);

impl Contender for FloorTower {
    const NAME: &'static str = "floor-tower";
    const BARE: &'static str = "bare-tower";
    type Request = Request<()>;
    type Response = Response<OrEmpty<()>>;

    fn new(case: &Case) -> Option<Self> {
        let layer = by_hand(case)?;
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

macro_rules! layers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        /// The layer for a case.
        pub(super) fn by_hand(case: &Case) -> Option<ByHand> {
            Some(match case.policy {
                $($id => ByHand::new::<floor::$known>(),)*
                PolicyId::Exact(_) => return None,
            })
        }
    };
}
every_policy!(layers);
