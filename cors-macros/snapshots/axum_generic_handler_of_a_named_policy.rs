// #[cors(policy = policies::API)]
// #[must_use]
// pub async fn list<R: Repository>(State(repository): State<R>, filter: impl Filter) {
//     repository.list(filter).await
// }

#[must_use]
pub fn list<R: Repository>(
    __argument_0: State<R>,
    __argument_1: impl Filter,
) -> ::cors::axum::MountWithCorsAxum<list, impl ::core::future::Future<Output = ()>> {
    #[allow(clippy::unused_async)]
    #[allow(variant_size_differences, reason = "annotated with #[cors]")]
    async fn list<R: Repository>(State(repository): State<R>, filter: impl Filter) {
        repository.list(filter).await
    }
    ::cors::axum::MountWithCorsAxum::new(list::<R>(__argument_0, __argument_1))
}
/// The CORS policy of the handler [`list`](fn@list).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
pub enum list {}
#[automatically_derived]
impl ::cors::__private::HasPolicy for list {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        &policies::API
    }
    #[inline]
    fn compiled() -> &'static ::cors::__private::CompiledPolicy {
        static COMPILED: ::cors::__private::LazyLock<
            ::cors::__private::CompiledPolicy,
        > = ::cors::__private::LazyLock::new(|| {
            ::cors::__private::CompiledPolicy::new(list::policy())
        });
        &COMPILED
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl list {
    /// The CORS policy of this handler.
    pub fn policy() -> &'static ::cors::Policy {
        <list as ::cors::__private::HasPolicy>::policy()
    }
}
