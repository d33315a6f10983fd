// #[cors(origins = ["https://app.example.com"], credentials, expose = ["etag"])]
// async fn show_user(Path(id): Path<u64>) -> Json<User> {
//     respond()
// }

fn show_user(
    __argument_0: Path<u64>,
) -> ::cors::axum::MountWithCorsAxum<
    __cors_policy_of_show_user,
    impl ::core::future::Future<Output = Json<User>>,
> {
    ::cors::axum::MountWithCorsAxum::new(async move {
        if false {
            return ::cors::__private::returned::<Json<User>>();
        }
        let __argument_0 = __argument_0;
        let Path(id) = __argument_0;
        '_body: { respond() }
    })
}
::cors::__handler_policy! {
    type show_user = __cors_policy_of_show_user => exact(& ["https://app.example.com"],
    true, ["", "", "etag", ""])
}
