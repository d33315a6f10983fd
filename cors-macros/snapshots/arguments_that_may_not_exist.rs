// #[cors(origins = ["https://app.example.com"])]
// fn answer(request: Request<Body>, #[cfg(never)] gone: u8, #[cfg(unix)] context: &Context) -> Response<Body> {
//     respond(request)
// }

fn answer(
    __argument_0: Request<Body>,
    #[cfg(never)]
    __argument_1: u8,
    #[cfg(unix)]
    __argument_2: &Context,
) -> Response<Body> {
    #[cfg(all(never, unix))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __policy = ::cors::__private::function::compiled_policy::<
            __cors_policy_of_answer,
        >();
        let __evaluation = ::cors::__private::function::evaluate(
            __policy,
            &__argument_0,
        );
        if let ::core::option::Option::Some(__response) = ::cors::__private::function::immediate_response(
            __policy,
            &__evaluation,
        ) {
            return __response;
        }
        let mut __response = {
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            fn answer(
                request: Request<Body>,
                #[cfg(never)]
                gone: u8,
                #[cfg(unix)]
                context: &Context,
            ) -> Response<Body> {
                respond(request)
            }
            answer(__argument_0, __argument_1, __argument_2)
        };
        ::cors::__private::function::apply(__policy, &__evaluation, &mut __response);
        __response
    }
    #[cfg(all(not(never), unix))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __policy = ::cors::__private::function::compiled_policy::<
            __cors_policy_of_answer,
        >();
        let __evaluation = ::cors::__private::function::evaluate(
            __policy,
            &__argument_0,
        );
        if let ::core::option::Option::Some(__response) = ::cors::__private::function::immediate_response(
            __policy,
            &__evaluation,
        ) {
            return __response;
        }
        let mut __response = {
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            fn answer(
                request: Request<Body>,
                #[cfg(never)]
                gone: u8,
                #[cfg(unix)]
                context: &Context,
            ) -> Response<Body> {
                respond(request)
            }
            answer(__argument_0, __argument_2)
        };
        ::cors::__private::function::apply(__policy, &__evaluation, &mut __response);
        __response
    }
    #[cfg(all(never, not(unix)))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __policy = ::cors::__private::function::compiled_policy::<
            __cors_policy_of_answer,
        >();
        let __evaluation = ::cors::__private::function::evaluate(
            __policy,
            &__argument_0,
        );
        if let ::core::option::Option::Some(__response) = ::cors::__private::function::immediate_response(
            __policy,
            &__evaluation,
        ) {
            return __response;
        }
        let mut __response = {
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            fn answer(
                request: Request<Body>,
                #[cfg(never)]
                gone: u8,
                #[cfg(unix)]
                context: &Context,
            ) -> Response<Body> {
                respond(request)
            }
            answer(__argument_0, __argument_1)
        };
        ::cors::__private::function::apply(__policy, &__evaluation, &mut __response);
        __response
    }
    #[cfg(all(not(never), not(unix)))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __policy = ::cors::__private::function::compiled_policy::<
            __cors_policy_of_answer,
        >();
        let __evaluation = ::cors::__private::function::evaluate(
            __policy,
            &__argument_0,
        );
        if let ::core::option::Option::Some(__response) = ::cors::__private::function::immediate_response(
            __policy,
            &__evaluation,
        ) {
            return __response;
        }
        let mut __response = {
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            fn answer(
                request: Request<Body>,
                #[cfg(never)]
                gone: u8,
                #[cfg(unix)]
                context: &Context,
            ) -> Response<Body> {
                respond(request)
            }
            answer(__argument_0)
        };
        ::cors::__private::function::apply(__policy, &__evaluation, &mut __response);
        __response
    }
}
::cors::__handler_policy! {
    type answer = __cors_policy_of_answer => exact(& ["https://app.example.com"], false,
    ["", "", "", ""])
}
