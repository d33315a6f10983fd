// #[cors(origins = [$origin], headers = $headers, $meta)]
// #[$attr]
// $vis async fn save(Json(user): $ty) -> $ty $body

pub fn save(
    __argument_0: Json<User>,
) -> ::cors::axum::MountWithCorsAxum<
    __cors_policy_of_save,
    impl ::core::future::Future<Output = Json<User>>,
> {
    #[allow(clippy::unused_async)]
    #[tracing::instrument]
    #[allow(variant_size_differences, reason = "annotated with #[cors]")]
    async fn save(Json(user): Json<User>) -> Json<User> {
        respond()
    }
    ::cors::axum::MountWithCorsAxum::new(save(__argument_0))
}
::cors::__handler_policy! {
    pub type save = __cors_policy_of_save => exact(& ["https://app.example.com"], false,
    ["", "content-type", "", "600"])
}
