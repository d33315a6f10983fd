// #[cors(origins = ["https://app.example.com"], credentials)]
// async fn __cors_show_user(id: u64, full: Option<&str>) -> Json<User> {
//     show_user(id, full).await
// }

async fn __cors_show_user(id: u64, full: Option<&str>) -> Json<User> {
    show_user(id, full).await
}
#[automatically_derived]
impl show_user {
    fn routed_by_rocket() -> ::cors::__private::rocket::Route {
        __cors_show_user {}.into_route()
    }
}
#[doc(hidden)]
#[allow(unused_imports)]
pub use rocket_uri_macro___cors_show_user as rocket_uri_macro_show_user;
