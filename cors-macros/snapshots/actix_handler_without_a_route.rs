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
::core::compile_error! {
    "missing route attribute, such as `#[get(\"/…\")]`, below `#[cors]` on `show_user` [A37]\nhelp: write `#[get(\"/…\")]` between `#[cors(…)]` and the handler; for axum, use `#[cors::axum::cors(…)]`"
}
