// #[cors(origins = [$origin], headers = $headers, $meta)]
// #[$attr]
// $vis async fn save(Json(user): $ty) -> $ty $body

pub fn save(
    __argument_0: Json<User>,
) -> ::cors::axum::MountWithCorsAxum<
    save,
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
/// The CORS policy of the handler [`save`](fn@save).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
pub enum save {}
#[automatically_derived]
impl ::cors::__private::HasPolicy for save {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        static __POLICY: ::cors::Policy = ::cors::Policy::from_validated_parts(
            ::cors::__private::Origins::List {
                exact: ::cors::__private::ExactOrigins::from_sorted_static(
                    &["https://app.example.com"],
                ),
                patterns: ::cors::__private::Cow::Borrowed(&[]),
            },
            ::cors::__private::Origins::NONE,
            false,
            &[],
            "",
            "content-type",
            "",
            "600",
        );
        &__POLICY
    }
    #[inline]
    fn compiled() -> &'static ::cors::__private::CompiledPolicy {
        static COMPILED: ::cors::__private::LazyLock<
            ::cors::__private::CompiledPolicy,
        > = ::cors::__private::LazyLock::new(|| {
            ::cors::__private::CompiledPolicy::new(save::policy())
        });
        &COMPILED
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl save {
    /// The CORS policy of this handler.
    pub fn policy() -> &'static ::cors::Policy {
        <save as ::cors::__private::HasPolicy>::policy()
    }
}
