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
        let __evaluation = ::cors::__private::function::evaluate::<
            answer,
            _,
        >(&__argument_0);
        match ::cors::__private::function::immediate_response::<
            answer,
            _,
        >(&__evaluation) {
            ::core::option::Option::Some(__response) => __response,
            ::core::option::Option::None => {
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
                ::cors::__private::function::apply::<
                    answer,
                    _,
                >(&__evaluation, &mut __response);
                __response
            }
        }
    }
    #[cfg(all(not(never), unix))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __evaluation = ::cors::__private::function::evaluate::<
            answer,
            _,
        >(&__argument_0);
        match ::cors::__private::function::immediate_response::<
            answer,
            _,
        >(&__evaluation) {
            ::core::option::Option::Some(__response) => __response,
            ::core::option::Option::None => {
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
                ::cors::__private::function::apply::<
                    answer,
                    _,
                >(&__evaluation, &mut __response);
                __response
            }
        }
    }
    #[cfg(all(never, not(unix)))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __evaluation = ::cors::__private::function::evaluate::<
            answer,
            _,
        >(&__argument_0);
        match ::cors::__private::function::immediate_response::<
            answer,
            _,
        >(&__evaluation) {
            ::core::option::Option::Some(__response) => __response,
            ::core::option::Option::None => {
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
                ::cors::__private::function::apply::<
                    answer,
                    _,
                >(&__evaluation, &mut __response);
                __response
            }
        }
    }
    #[cfg(all(not(never), not(unix)))]
    {
        {
            use ::cors::__private::function::AnyRequest as _;
            ::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __evaluation = ::cors::__private::function::evaluate::<
            answer,
            _,
        >(&__argument_0);
        match ::cors::__private::function::immediate_response::<
            answer,
            _,
        >(&__evaluation) {
            ::core::option::Option::Some(__response) => __response,
            ::core::option::Option::None => {
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
                ::cors::__private::function::apply::<
                    answer,
                    _,
                >(&__evaluation, &mut __response);
                __response
            }
        }
    }
}
/// The CORS policy of the handler [`answer`](fn@answer).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
enum answer {}
#[automatically_derived]
impl ::cors::__private::HasPolicy for answer {
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
            ::cors::__private::CompiledPolicy::new(answer::policy())
        });
        &COMPILED
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl answer {
    /// The CORS policy of this handler.
    fn policy() -> &'static ::cors::Policy {
        <answer as ::cors::__private::HasPolicy>::policy()
    }
}
