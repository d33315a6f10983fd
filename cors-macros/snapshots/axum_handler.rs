// #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
// async fn show_user(Path(id): Path<u64>) -> Json<User> {
//     respond()
// }

fn show_user(
    __argument_0: Path<u64>,
) -> ::cors::axum::MountWithCorsAxum<
    show_user,
    impl ::core::future::Future<Output = Json<User>>,
> {
    #[allow(clippy::unused_async)]
    #[allow(variant_size_differences, reason = "annotated with #[cors]")]
    async fn show_user(Path(id): Path<u64>) -> Json<User> {
        respond()
    }
    ::cors::axum::MountWithCorsAxum::new(show_user(__argument_0))
}
/// The CORS policy of the handler [`show_user`](fn@show_user).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
enum show_user {}
#[automatically_derived]
impl ::cors::__private::HasPolicy for show_user {
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
            true,
            &[],
            "",
            "",
            "etag",
            "",
        );
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
