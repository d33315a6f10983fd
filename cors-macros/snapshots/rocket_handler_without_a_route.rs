// #[cors(origins = ["https://app.example.com"])]
// fn show_user(id: u64) -> Json<User> {
//     respond()
// }

#[allow(variant_size_differences, reason = "annotated with #[cors]")]
fn show_user(id: u64) -> Json<User> {
    respond()
}
mod __cors_without_route_show_user {
    /// The CORS policy of the handler [`show_user`](fn@show_user).
    #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
    pub struct show_user {}
}
#[allow(unused_imports)]
use __cors_without_route_show_user::*;
::cors::__handler_policy! {
    fn show_user => new(::cors::Policy::deny_all())
}
#[automatically_derived]
impl ::cors::rocket::CorsRoute for show_user {
    const NAME: &'static ::core::primitive::str = "show_user";
    fn route() -> ::cors::__private::rocket::Route {
        #[allow(unused_imports)]
        use ::cors::__private::rocket::MissingRoute as _;
        <show_user>::routed_by_rocket()
    }
}
::core::compile_error! {
    "missing route attribute, such as `#[get(\"/…\")]`, below `#[cors]` on `show_user` [A37]\nhelp: write `#[get(\"/…\")]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`"
}
