// #[cors(policy = policies::API)]
// #[poem::handler]
// fn list<R: Repository, F>(repository: Data<&R>, filter: Query<F>) -> String
// where
//     F: Filter,
// {
//     repository.list(filter)
// }

#[doc(hidden)]
#[allow(non_camel_case_types, missing_debug_implementations)]
enum __cors_policy_of_list {}
#[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
#[allow(clippy::exhaustive_structs)]
struct list<R, F>(
    ::core::marker::PhantomData<fn() -> R>,
    ::core::marker::PhantomData<fn() -> F>,
);
#[automatically_derived]
#[allow(dead_code, clippy::should_implement_trait)]
impl<R, F> list<R, F> {
    /// The handler for these type arguments.
    fn default() -> ::cors::poem::MountWithCorsPoem<Self> {
        ::cors::poem::MountWithCorsPoem::new()
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl list<(), ()> {
    /// The CORS policy of this handler.
    fn policy() -> &'static ::cors::Policy {
        <__cors_policy_of_list as ::cors::__private::HasPolicy>::policy()
    }
}
#[automatically_derived]
impl<R: Repository, F> ::cors::poem::CorsHandler for list<R, F>
where
    F: Filter,
{
    type Policy = __cors_policy_of_list;
    const TYPE_NAMES: &'static [fn() -> &'static ::core::primitive::str] = &[
        ::core::any::type_name::<Data<&R>>,
        ::core::any::type_name::<Query<F>>,
    ];
    fn call(
        __request: ::cors::__private::poem::Request,
    ) -> impl ::core::future::Future<
        Output = ::cors::__private::poem::Result<::cors::__private::poem::Response>,
    > + ::core::marker::Send {
        #[allow(clippy::unused_async)]
        #[poem::handler]
        #[allow(variant_size_differences, reason = "annotated with #[cors]")]
        fn list<R: Repository, F>(repository: Data<&R>, filter: Query<F>) -> String
        where
            F: Filter,
        {
            repository.list(filter)
        }
        async move {
            let __endpoint = <list<R, F> as ::core::default::Default>::default();
            ::cors::__private::poem::Endpoint::call(&__endpoint, __request).await
        }
    }
}
::cors::__handler_policy! {
    impl __cors_policy_of_list => named(& policies::API)
}
