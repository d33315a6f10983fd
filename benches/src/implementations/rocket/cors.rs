//! `#[cors::rocket::cors]` above the route attributes of Rocket.

use rocket::local::asynchronous::{LocalRequest, LocalResponse};

use super::client::{self, LeakedClient, REPEATS, launch, quiet};
use super::handler::{RawResponse, is_preflighted, plain, with_headers};
use crate::case::{Case, PolicyId};
use crate::implementation::Implementation;
use crate::policies::{self, every_policy};
use crate::repeats::Repeats;
use crate::response::ResponseText;

macro_rules! annotated_handlers {
    ($(($name:ident $policy:ident $type:ident $id:pat))*) => {
        $(mod $name {
            use rocket::{delete, get, patch, post, put};

            use super::policies;

            annotated_handlers!(
                @each $policy get on_get, put on_put, post on_post, patch on_patch, delete on_delete
            );
        })*

        fn routes(case: &Case) -> Option<cors::rocket::MountedRoutes> {
            let routes = match case.policy {
                PolicyId::Exact(1) if case.handler_has_headers => {
                    cors::rocket::routes![on_get_with_headers]
                }
                _ if case.handler_has_headers => return None,
                $($id if is_preflighted(case.policy) => cors::rocket::routes![
                    $name::on_get, $name::on_put, $name::on_post, $name::on_patch, $name::on_delete,
                ],
                $id => cors::rocket::routes![$name::on_get],)*
                PolicyId::Exact(_) => return None,
            };
            Some(routes.at("/"))
        }
    };
    (@each $policy:ident $($method:ident $name:ident),*) => {$(
        #[cors::rocket::cors(policy = policies::$policy)]
        #[$method("/")]
        pub(super) fn $name() -> super::RawResponse {
            super::plain()
        }
    )*};
}
every_policy!(annotated_handlers);

#[cors::rocket::cors(policy = policies::EXACT_1)]
#[rocket::get("/")]
fn on_get_with_headers() -> RawResponse {
    with_headers()
}

/// Annotated handlers.
pub struct CorsRocket(LeakedClient);

impl Implementation for CorsRocket {
    const NAME: &'static str = "cors-rocket";
    const NO_CORS: &'static str = "no-cors-rocket";
    const REPEATS: Repeats = REPEATS;
    type Request = LocalRequest<'static>;
    type Response = LocalResponse<'static>;

    fn new(case: &Case) -> Option<Self> {
        let routes = routes(case)?;
        Some(Self(launch(|| quiet().attach(routes.clone()))))
    }

    fn request(&self, case: &Case) -> Self::Request {
        client::request(self.0, case)
    }

    fn respond(&self, request: Self::Request) -> Self::Response {
        client::dispatch(request)
    }

    fn read_response(response: Self::Response) -> ResponseText {
        client::read_response(&response)
    }
}
