// #[cors(origins = ["https://app.example.com"], credentials, methods = ["PUT"])]
// /// Answers.
// pub fn answer(request: Request<Body>) -> Response<Body> {
//     respond(request)
// }

/// Answers.
pub fn answer(argument_0: Request<Body>) -> Response<Body> {
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
pub enum answer {}
#[automatically_derived]
impl ::cors::__private::HasPolicy for answer {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        static __POLICY: ::cors::Policy = ::cors::Policy::judged(
            ::cors::__private::Origins::Listed {
                exact: ::cors::__private::Texts::few(&["https://app.example.com"]),
                patterns: ::cors::__private::Cow::Borrowed(&[]),
            },
            ::cors::__private::Origins::NONE,
            true,
            "PUT",
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
    pub fn policy() -> &'static ::cors::Policy {
        <answer as ::cors::__private::HasPolicy>::policy()
    }
}
