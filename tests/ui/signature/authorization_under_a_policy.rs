//! The policy is written elsewhere: `*` does not cover `authorization`.

#![deny(deprecated)]

extern crate facade as cors;

use cors::axum::cors;

pub struct TypedHeader<T>(T);
pub struct Authorization<T>(T);
pub struct Bearer;

mod policies {
    use facade::Policy;

    pub(super) static PUBLIC: Policy = facade::policy! { origins = ["*"], headers = ["x-request-id"] };
}

#[cors(policy = policies::PUBLIC)]
async fn handler(token: Option<TypedHeader<Authorization<Bearer>>>) {
    let _ = token.map(|token| token.0.0);
}

fn main() {
    drop(handler(Some(TypedHeader(Authorization(Bearer)))));
}
