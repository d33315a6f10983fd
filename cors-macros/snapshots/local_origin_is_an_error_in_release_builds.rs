// #[cors(origins = ["http://localhost:3000"], credentials)]
// fn answer(request: Request<Body>) -> Response<Body> {
//     respond()
// }

fn answer(__argument_0: Request<Body>) -> Response<Body> {
    {
        use ::cors::__private::function::AnyRequest as _;
        ::cors::__private::function::RequestType::of(&__argument_0)
            .axum_handler_without_preflights();
    }
    let __policy = ::cors::__private::function::compiled_policy::<
        __cors_policy_of_answer,
    >();
    let __evaluation = ::cors::__private::function::evaluate(__policy, &__argument_0);
    if let ::core::option::Option::Some(__response) = ::cors::__private::function::immediate_response(
        __policy,
        &__evaluation,
    ) {
        return __response;
    }
    let mut __response = {
        #[allow(variant_size_differences, reason = "annotated with #[cors]")]
        fn answer(request: Request<Body>) -> Response<Body> {
            respond()
        }
        answer(__argument_0)
    };
    ::cors::__private::function::apply(__policy, &__evaluation, &mut __response);
    __response
}
::cors::__handler_policy! {
    type answer = __cors_policy_of_answer => exact(& ["http://localhost:3000"], true,
    ["", "", "", ""])
}
#[cfg(not(debug_assertions))]
::core::compile_error! {
    "`http://localhost:3000` with `credentials` is denied in release builds: any program on the user's machine can have that origin [B12]\nhelp: move it to `dev_origins = [\"http://localhost:3000\"]`, which release builds ignore"
}
#[cfg(debug_assertions)]
const _: () = {
    #[allow(non_upper_case_globals)]
    #[deprecated(
        note = "\n`http://localhost:3000` with `credentials` is denied in release builds: any program on the user's machine can have that origin [B12]\nhelp: move it to `dev_origins = [\"http://localhost:3000\"]`, which release builds ignore"
    )]
    const cors_loopback_in_release: () = ();
    cors_loopback_in_release
};
