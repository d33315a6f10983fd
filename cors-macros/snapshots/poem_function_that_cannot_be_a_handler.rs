// #[cors(origins = ["https://app.example.com"])]
// #[handler]
// async unsafe fn index() -> &'static str {
//     respond()
// }

#[allow(non_upper_case_globals)]
const index: ::cors::poem::MountWithCorsPoem<__cors_policy_of_index> = ::cors::poem::MountWithCorsPoem::new();
#[automatically_derived]
impl ::cors::poem::CorsHandler for __cors_policy_of_index {
    type Policy = __cors_policy_of_index;
    const TYPE_NAMES: &'static [fn() -> &'static ::core::primitive::str] = &[];
    fn call(
        __request: ::cors::__private::poem::Request,
    ) -> impl ::core::future::Future<
        Output = ::cors::__private::poem::Result<::cors::__private::poem::Response>,
    > + ::core::marker::Send {
        #[allow(unused_imports)]
        use handler as _;
        #[allow(dead_code, clippy::unused_async)]
        #[allow(variant_size_differences, reason = "annotated with #[cors]")]
        async unsafe fn index() -> &'static str {
            respond()
        }
        let _ = __request;
        ::core::future::pending()
    }
}
::cors::__handler_policy! {
    type index = __cors_policy_of_index => new(::cors::Policy::deny_all())
}
::core::compile_error! {
    "a handler cannot be `unsafe fn` [A11]\nhelp: remove `unsafe`"
}
