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
    let __evaluation = ::cors::__private::function::evaluate::<answer, _>(&__argument_0);
    match ::cors::__private::function::immediate_response::<answer, _>(&__evaluation) {
        ::core::option::Option::Some(__response) => __response,
        ::core::option::Option::None => {
            let mut __response = {
                #[allow(variant_size_differences, reason = "annotated with #[cors]")]
                fn answer(request: Request<Body>) -> Response<Body> {
                    respond()
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
                    &["http://localhost:3000"],
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
