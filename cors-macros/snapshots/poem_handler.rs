// #[cors(origins = ["https://app.example.com"], credentials)]
// /// Shows a user.
// #[cfg(feature = "api")]
// #[handler]
// #[tracing::instrument]
// #[must_use]
// pub async fn show_user(Path(id): Path<u64>, users: Data<&Users>) -> Json<User> {
//     respond()
// }

/// Shows a user.
#[cfg(feature = "api")]
#[allow(non_upper_case_globals)]
pub const show_user: ::cors::poem::MountWithCorsPoem<show_user> = ::cors::poem::MountWithCorsPoem::new();
#[cfg(feature = "api")]
/// The CORS policy of the handler [`show_user`](value@show_user).
#[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
#[allow(clippy::exhaustive_enums, clippy::exhaustive_structs)]
pub enum show_user {}
#[cfg(feature = "api")]
#[automatically_derived]
impl ::cors::poem::CorsHandler for show_user {
    type Policy = show_user;
    const TYPE_NAMES: &'static [fn() -> &'static ::core::primitive::str] = &[
        ::core::any::type_name::<Path<u64>>,
        ::core::any::type_name::<Data<&Users>>,
    ];
    fn call(
        __request: ::cors::__private::poem::Request,
    ) -> impl ::core::future::Future<
        Output = ::cors::__private::poem::Result<::cors::__private::poem::Response>,
    > + ::core::marker::Send {
        #[allow(clippy::unused_async)]
        #[handler]
        #[tracing::instrument]
        #[allow(variant_size_differences, reason = "annotated with #[cors]")]
        async fn show_user(Path(id): Path<u64>, users: Data<&Users>) -> Json<User> {
            respond()
        }
        ::cors::__private::poem::Endpoint::call(&show_user, __request)
    }
}
#[cfg(feature = "api")]
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
            "",
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
#[cfg(feature = "api")]
#[automatically_derived]
#[allow(dead_code)]
impl show_user {
    /// The CORS policy of this handler.
    pub fn policy() -> &'static ::cors::Policy {
        <show_user as ::cors::__private::HasPolicy>::policy()
    }
}
