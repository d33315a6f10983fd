// #[cors(origins = ["https://app.example.com"])]
// async fn show_user(id: web::Path<u64>) -> impl Responder {
//     respond()
// }

#[derive(::core::clone::Clone)]
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_structs)]
struct show_user;
impl ::cors::__private::actix::HttpServiceFactory for show_user {
    fn register(self, _: &mut ::cors::__private::actix::AppService) {
        #[allow(dead_code, clippy::unused_async)]
        #[allow(variant_size_differences, reason = "annotated with #[cors]")]
        async fn show_user(id: web::Path<u64>) -> impl Responder {
            respond()
        }
    }
}
impl ::cors::__private::actix::Handler<()> for show_user {
    type Output = ::cors::__private::actix::HttpResponse;
    type Future = ::core::future::Pending<Self::Output>;
    fn call(&self, (): ()) -> Self::Future {
        ::core::future::pending()
    }
}
::cors::__handler_policy! {
    fn show_user => new(::cors::Policy::deny_all())
}
::core::compile_error! {
    "missing route attribute, such as `#[get(\"/…\")]`, below `#[cors]` on `show_user` [A37]\nhelp: write `#[get(\"/…\")]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`"
}
