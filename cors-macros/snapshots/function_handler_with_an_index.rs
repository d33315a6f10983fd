// #[cors(origins = ["https://d.example", "https://c.example", "https://b.example", "https://a.example"])]
// fn answer(request: Request<Body>) -> Response<Body> {
//     respond(request)
// }

fn answer(argument_0: Request<Body>) -> Response<Body> {
    fn answer(request: Request<Body>) -> Response<Body> {
        respond(request)
    }
    match ::cors::__private::function::evaluate::<answer, _>(&argument_0) {
        ::cors::__private::function::Evaluation::Answered(response) => {
            ::cors::__private::function::into_response(response)
        }
        ::cors::__private::function::Evaluation::Actual(headers) => {
            let mut response = answer(argument_0);
            ::cors::__private::function::apply_headers::<
                answer,
                _,
            >(headers, &mut response);
            response
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
        static __POLICY: ::cors::Policy = ::cors::Policy::judged(
            ::cors::__private::Origins::Listed {
                exact: ::cors::__private::Texts::indexed(
                    &[
                        "https://a.example",
                        "https://b.example",
                        "https://c.example",
                        "https://d.example",
                    ],
                    0u64,
                    b"\0\0\0\0\0\0\0\0\x03\0\x80\x81\x04\0`B\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\0`\xFB\0\0\0\0\0\0\0\0\x02\0\xE0g\0\0\0\0\0\0\0\0\0\0\0\0",
                ),
                patterns: ::cors::__private::Cow::Borrowed(&[]),
            },
            ::cors::__private::Origins::NONE,
            false,
            "",
            "",
            "",
            "",
        );
        &__POLICY
    }
    #[inline]
    fn compiled_policy() -> &'static ::cors::__private::CompiledPolicy {
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
