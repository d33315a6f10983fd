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
pub const show_user: ::cors::poem::MountWithCorsPoem<__cors_policy_of_show_user> = ::cors::poem::MountWithCorsPoem::new();
#[cfg(feature = "api")]
#[automatically_derived]
impl ::cors::poem::CorsHandler for __cors_policy_of_show_user {
    type Policy = __cors_policy_of_show_user;
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
::cors::__handler_policy! {
    #[cfg(feature = "api")] pub type show_user = __cors_policy_of_show_user => exact(&
    ["https://app.example.com"], true, ["", "", "", ""])
}
