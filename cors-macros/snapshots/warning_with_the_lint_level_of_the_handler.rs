// #[cors(origins = ["https://app.example.com"], max_age = 7201)]
// #[allow(deprecated)]
// async fn show_user(Path(id): Path<u64>) -> Json<User> {
//     respond()
// }

#[allow(deprecated)]
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
    false, ["", "", "", "7201"])
}
#[allow(deprecated)]
const _: () = {
    #[allow(non_upper_case_globals)]
    #[deprecated(
        note = "\n`max_age = 7201` is shortened to 7200 seconds by Chromium and to 600 by Safari [G03]\nhelp: write `max_age = 7200`"
    )]
    const cors_max_age_cut: () = ();
    cors_max_age_cut
};
