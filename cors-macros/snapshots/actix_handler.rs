// #[cors(origins = ["https://app.example.com"], credentials)]
// /// Shows a user.
// #[cfg(feature = "api")]
// #[get("/users/{id}", name = "user", guard = "is_ours", wrap = "signed_in()",)]
// #[tracing::instrument]
// pub async fn show_user(id: web::Path<u64>) -> impl Responder {
//     respond()
// }

/// Shows a user.
#[cfg(feature = "api")]
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_structs)]
pub struct show_user;
#[cfg(feature = "api")]
#[automatically_derived]
impl ::cors::__private::actix::HttpServiceFactory for show_user {
    fn register(self, __config: &mut ::cors::__private::actix::AppService) {
        fn __cors_transform() -> ::cors::__private::actix::Cors {
            ::cors::__private::actix::handler_transform::<show_user>()
        }
        {
            #[allow(clippy::unused_async)]
            #[get(
                "/users/{id}",
                name = "user",
                guard = "is_ours",
                wrap = "signed_in()",
                wrap = "__cors_transform()"
            )]
            #[tracing::instrument]
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            async fn show_user(id: web::Path<u64>) -> impl Responder {
                respond()
            }
            ::cors::__private::actix::HttpServiceFactory::register(show_user, __config);
        }
        ::cors::__private::actix::HttpServiceFactory::register(
            ::cors::__private::actix::preflight_resource::<
                show_user,
            >("/users/{id}", &["GET"], "")
                .guard(::cors::__private::actix::fn_guard(is_ours)),
            __config,
        );
    }
}
::cors::__handler_policy! {
    #[cfg(feature = "api")] pub fn show_user => exact(& ["https://app.example.com"],
    true, ["", "", "", ""])
}
