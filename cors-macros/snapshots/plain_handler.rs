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
    match ::cors::__private::plain::receive::<answer, _>(&argument_0) {
        ::cors::__private::plain::Received::Answered(answer) => {
            ::cors::__private::plain::answered(answer)
        }
        ::cors::__private::plain::Received::Actual(actual) => {
            let mut response = answer(argument_0);
            ::cors::__private::plain::finish::<answer, _>(actual, &mut response);
            response
        }
    }
}
/// The CORS policy of the handler [`answer`](fn@answer).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
pub enum answer {}
#[automatically_derived]
impl ::cors::__private::Annotation for answer {
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
    fn prepared() -> &'static ::cors::__private::Prepared {
        static PREPARED: ::cors::__private::LazyLock<::cors::__private::Prepared> = ::cors::__private::LazyLock::new(||
        { ::cors::__private::Prepared::new(answer::policy()) });
        &PREPARED
    }
}
#[automatically_derived]
#[allow(dead_code)]
impl answer {
    /// The CORS policy of this handler.
    pub fn policy() -> &'static ::cors::Policy {
        <answer as ::cors::__private::Annotation>::policy()
    }
}
