// #[cors(origins = ["https://app.example.com"])]
// #[other::cors]
// #[trace("operation")]
// #[cfg_attr(feature = "tracing", tracing::instrument, doc = "Traced.")]
// async fn show_user(Path(id): Path<u64>) -> Json<User> {
//     respond()
// }

#[cfg_attr(feature = "tracing", doc = "Traced.")]
fn show_user(
    __argument_0: Path<u64>,
) -> ::cors::axum::MountWithCorsAxum<
    __cors_policy_of_show_user,
    impl ::core::future::Future<Output = Json<User>>,
> {
    #[allow(clippy::unused_async)]
    #[other::cors]
    #[trace("operation")]
    #[cfg_attr(feature = "tracing", tracing::instrument)]
    #[allow(variant_size_differences, reason = "annotated with #[cors]")]
    async fn show_user(Path(id): Path<u64>) -> Json<User> {
        respond()
    }
    ::cors::axum::MountWithCorsAxum::new(show_user(__argument_0))
}
::cors::__handler_policy! {
    type show_user = __cors_policy_of_show_user => exact(& ["https://app.example.com"],
    false, ["", "", "", ""])
}
