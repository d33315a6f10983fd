// #[cors(origins = ["https://app.example.com"], credentials)]
// /// Shows a user.
// #[cfg(feature = "api")]
// #[get("/users/<id>?<full>")]
// #[tracing::instrument]
// pub async fn show_user<'r>(mut id: u64, full: Option<&'r str>) -> Json<User> {
//     respond()
// }

#[allow(variant_size_differences, reason = "annotated with #[cors]")]
/// Shows a user.
#[cfg(feature = "api")]
#[tracing::instrument]
pub async fn show_user<'r>(mut id: u64, full: Option<&'r str>) -> Json<User> {
    respond()
}
#[cfg(feature = "api")]
/// The CORS policy of the handler [`show_user`](fn@show_user).
#[allow(
    non_camel_case_types,
    missing_debug_implementations,
    dead_code,
    clippy::exhaustive_structs
)]
pub struct show_user {
    #[doc(hidden)]
    pub mount_with_cors_rocket_routes: ::cors::__private::rocket::Never,
}
#[cfg(feature = "api")]
#[automatically_derived]
#[allow(dead_code)]
impl show_user {
    #[doc(hidden)]
    pub fn into_route(self) -> ::cors::__private::rocket::Route {
        self.mount_with_cors_rocket_routes.into_route()
    }
}
::cors::__handler_policy! {
    #[cfg(feature = "api")] pub fn show_user => exact(& ["https://app.example.com"],
    true, ["", "", "", ""])
}
#[cfg(feature = "api")]
#[automatically_derived]
impl ::cors::rocket::CorsRoute for show_user {
    const NAME: &'static ::core::primitive::str = "show_user";
    fn route() -> ::cors::__private::rocket::Route {
        #[allow(unused_imports)]
        use ::cors::__private::rocket::MissingRoute as _;
        <show_user>::routed_by_rocket()
    }
}
#[cfg(feature = "api")]
#[get("/users/<id>?<full>")]
#[::cors::__private::rocket::routed(show_user, ::cors)]
#[doc(hidden)]
#[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
async fn __cors_show_user<'r>(id: u64, full: Option<&'r str>) -> Json<User> {
    show_user(id, full).await
}
