// #[cors(origins = ["https://app.example.com", "https://*.example.com", "https://app-*-team.vercel.app"], methods = ["PUT"])]

static API: Policy = {
    const _: () = {
        #[allow(non_upper_case_globals)]
        #[deprecated(
            note = "\norigin `https://app.example.com` is already allowed by `https://*.example.com` [C47]\nhelp: remove `https://app.example.com`"
        )]
        const cors_origin_covered: () = ();
        cors_origin_covered
    };
    {
        static __PATTERNS: [cors::__private::OriginPattern; 2usize] = [
            cors::__private::OriginPattern::from_validated_parts(
                cors::__private::Scheme::Https,
                true,
                "example.com",
                cors::__private::Port::Default,
            ),
            cors::__private::OriginPattern::from_validated_label(
                cors::__private::Scheme::Https,
                "app-",
                "-team",
                "vercel.app",
                cors::__private::Port::Default,
            ),
        ];
        cors::Policy::from_validated_parts(
            cors::__private::Origins::List {
                exact: cors::__private::ExactOrigins::from_sorted_static(
                    &["https://app.example.com"],
                ),
                patterns: cors::__private::Cow::Borrowed(&__PATTERNS),
            },
            cors::__private::Origins::NONE,
            false,
            &[],
            "PUT",
            "",
            "",
            "",
        )
    }
};
