// #[cors(origins = ["https://app.example.com"])]
// #[handler]
// async unsafe fn index() -> &'static str {
//     respond()
// }

#[allow(non_upper_case_globals)]
const index: ::cors::poem::MountWithCorsPoem<index> = ::cors::poem::MountWithCorsPoem::new();
/// The CORS policy of the handler [`index`](value@index).
#[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
#[allow(clippy::exhaustive_enums, clippy::exhaustive_structs)]
enum index {}
#[automatically_derived]
impl ::cors::poem::CorsHandler for index {
    type Policy = index;
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
#[automatically_derived]
impl ::cors::__private::HasPolicy for index {
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
            ::cors::__private::CompiledPolicy::new(index::policy())
        });
        &COMPILED
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl index {
    /// The CORS policy of this handler.
    fn policy() -> &'static ::cors::Policy {
        <index as ::cors::__private::HasPolicy>::policy()
    }
}
::core::compile_error! {
    "a handler cannot be `unsafe fn` [A11]\nhelp: remove `unsafe`"
}
