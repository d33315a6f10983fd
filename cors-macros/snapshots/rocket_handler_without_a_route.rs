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
#[automatically_derived]
impl ::cors::__private::HasPolicy for show_user {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        static __POLICY: ::cors::Policy = ::cors::Policy::deny_all();
        &__POLICY
    }
    #[inline]
    fn compiled() -> &'static ::cors::__private::CompiledPolicy {
        static COMPILED: ::cors::__private::LazyLock<
            ::cors::__private::CompiledPolicy,
        > = ::cors::__private::LazyLock::new(|| {
            ::cors::__private::CompiledPolicy::new(show_user::policy())
        });
        &COMPILED
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl show_user {
    /// The CORS policy of this handler.
    fn policy() -> &'static ::cors::Policy {
        <show_user as ::cors::__private::HasPolicy>::policy()
    }
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
