// #[cors(origins = ["https://app.example.com"], credentials, methods = ["PUT"])]
// /// Answers.
// pub fn answer(request: Request<Body>) -> Response<Body> {
//     respond(request)
// }

/// Answers.
pub fn answer(__argument_0: Request<Body>) -> Response<Body> {
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
            respond(request)
        }
        answer(__argument_0)
    };
    ::cors::__private::function::apply(__policy, &__evaluation, &mut __response);
    __response
}
::cors::__handler_policy! {
    pub type answer = __cors_policy_of_answer => exact(& ["https://app.example.com"],
    true, ["PUT", "", "", ""])
}
