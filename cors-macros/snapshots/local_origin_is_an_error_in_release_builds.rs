// #[cors(origins = ["http://localhost:3000"], credentials)]
// fn answer(request: Request<Body>) -> Response<Body> {
//     respond()
// }

fn answer(argument_0: Request<Body>) -> Response<Body> {
    fn answer(request: Request<Body>) -> Response<Body> {
        respond()
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
enum answer {}
#[automatically_derived]
impl ::cors::__private::Annotation for answer {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        static __POLICY: ::cors::Policy = ::cors::Policy::judged(
            ::cors::__private::Origins::Listed {
                exact: ::cors::__private::Texts::few(&["http://localhost:3000"]),
                patterns: ::cors::__private::Cow::Borrowed(&[]),
            },
            ::cors::__private::Origins::NONE,
            true,
            "",
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
    fn policy() -> &'static ::cors::Policy {
        <answer as ::cors::__private::Annotation>::policy()
    }
}
#[cfg(not(debug_assertions))]
::core::compile_error! {
    "`http://localhost:3000` with `credentials` is denied in release builds: any program on the user's machine can have that origin [B12]\nhelp: move it to `dev_origins = [\"http://localhost:3000\"]`, which release builds ignore"
}
