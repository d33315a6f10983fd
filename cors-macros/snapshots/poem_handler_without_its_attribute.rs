// #[cors(origins = ["https://app.example.com"])]
// async fn show_user(Path(id): Path<u64>) -> Json<User> {
//     respond()
// }

async fn show_user(Path(id): Path<u64>) -> Json<User> {
    respond()
}
mod __cors_without_route_show_user {
    /// The CORS policy of the handler [`show_user`](fn@show_user).
    #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
    pub struct show_user {}
}
#[allow(unused_imports)]
use __cors_without_route_show_user::*;
impl ::cors::poem::IntoCorsEndpoint for self::show_user {
    type Endpoint = ::cors::__private::poem::MissingEndpoint;
    fn policy(&self) -> &'static ::cors::CompiledPolicy {
        ::cors::__private::poem::missing_policy()
    }
    fn into_endpoint(self) -> Self::Endpoint {
        ::cors::__private::poem::MissingEndpoint
    }
}
#[allow(dead_code)]
impl self::show_user {
    fn policy() -> &'static ::cors::Policy {
        ::cors::__private::poem::missing_policy().policy()
    }
}
::core::compile_error! {
    "missing `#[handler]` below `#[cors]` on `show_user` [A37]\nhelp: write `#[handler]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`"
}
