// #[cors(origins = ["https://app.example.com"])]
// #[routes]
// #[get("/")]
// #[put("/")]
// #[tracing::instrument]
// async unsafe fn index() -> &'static str {
//     respond()
// }

#[derive(::core::clone::Clone)]
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_structs)]
struct index;
impl ::cors::__private::actix::HttpServiceFactory for index {
    fn register(self, _: &mut ::cors::__private::actix::AppService) {
        #[allow(dead_code, clippy::unused_async)]
        #[tracing::instrument]
        #[allow(variant_size_differences, reason = "annotated with #[cors]")]
        async unsafe fn index() -> &'static str {
            respond()
        }
        {
            #[routes]
            #[get("/")]
            #[put("/")]
            async fn index() -> ::cors::__private::actix::HttpResponse {
                ::core::future::pending().await
            }
            let _ = index;
        }
    }
}
impl ::cors::__private::actix::Handler<()> for index {
    type Output = ::cors::__private::actix::HttpResponse;
    type Future = ::core::future::Pending<Self::Output>;
    fn call(&self, (): ()) -> Self::Future {
        ::core::future::pending()
    }
}
::cors::__handler_policy! {
    fn index => new(::cors::Policy::deny_all())
}
::core::compile_error! {
    "a handler cannot be `unsafe fn` [A11]\nhelp: remove `unsafe`"
}
