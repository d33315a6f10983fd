//! `#[cors::rocket::cors]` above the attributes of Rocket.

use rocket::local::asynchronous::{LocalRequest, LocalResponse};

use super::{
    Bare, Launched, Made, REPEATS, answered, is_preflighted, launched, plain, quiet, read, request,
    with_headers,
};
use crate::callgrind::Repeats;
use crate::case::{Case, PolicyId};
use crate::contender::{Answer, Contender};
use crate::policies::{self, every_policy};

macro_rules! handlers {
    ($(($name:ident $policy:ident $known:ident $id:pat))*) => {
        $(mod $name {
            use rocket::{delete, get, patch, post, put};

            use super::policies;

            handlers!(@each $policy get getting, put putting, post posting, patch patching, delete deleting);
        })*

        fn routes(case: &Case) -> Option<cors::rocket::RoutesAt> {
            let routes = match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => cors::rocket::routes![more],
                _ if case.handler_has_headers => return None,
                $($id if is_preflighted(case.policy) => cors::rocket::routes![
                    $name::getting, $name::putting, $name::posting, $name::patching, $name::deleting,
                ],
                $id => cors::rocket::routes![$name::getting],)*
                PolicyId::Exact(_) => return None,
            };
            Some(routes.at("/"))
        }
    };
    (@each $policy:ident $($method:ident $name:ident),*) => {$(
        #[cors::rocket::cors(policy = policies::$policy)]
        #[$method("/")]
        pub(super) fn $name() -> super::Made {
            super::plain()
        }
    )*};
}
every_policy!(handlers);

#[cors::rocket::cors(policy = policies::EXACT_1)]
#[rocket::get("/")]
fn more() -> Made {
    with_headers()
}

/// Annotated handlers.
pub struct Ours(Launched);

impl Contender for Ours {
    const NAME: &'static str = "ours-rocket";
    const BARE: &'static str = Bare::NAME;
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        let routes = routes(case)?;
        Some(Self(launched(|| quiet().attach(routes.clone()))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        request(self.0, case)
    }

    fn answer(&self, request: Self::Request) -> Self::Response {
        answered(request)
    }

    fn read(response: Self::Response) -> Answer {
        read(&response)
    }
}
