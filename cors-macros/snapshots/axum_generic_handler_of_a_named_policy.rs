// #[cors(policy = policies::API)]
// #[must_use]
// pub async fn list<R: Repository>(State(repository): State<R>, filter: impl Filter) {
//     repository.list(filter).await
// }

#[must_use]
pub fn list<R: Repository>(
    __argument_0: State<R>,
    __argument_1: impl Filter,
) -> ::cors::axum::MountWithCorsAxum<
    __cors_policy_of_list,
    impl ::core::future::Future<Output = ()>,
> {
    #[allow(clippy::unused_async)]
    #[allow(variant_size_differences, reason = "annotated with #[cors]")]
    async fn list<R: Repository>(State(repository): State<R>, filter: impl Filter) {
        repository.list(filter).await
    }
    ::cors::axum::MountWithCorsAxum::new(list::<R>(__argument_0, __argument_1))
}
::cors::__handler_policy! {
    pub type list = __cors_policy_of_list => named(& policies::API)
}
