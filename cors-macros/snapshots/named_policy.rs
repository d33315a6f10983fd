// #[cors(origins = ["https://app.example.com", "https://*.example.com"], methods = ["PUT"])]

static API: Policy = {
    {
        static PATTERNS: [cors::__private::Pattern; 1usize] = [
            cors::__private::Pattern::judged(
                cors::__private::Scheme::Https,
                true,
                "example.com",
                cors::__private::Port::Default,
            ),
        ];
        cors::Policy::judged(
            cors::__private::Origins::Listed {
                exact: cors::__private::Texts::Fixed(&["https://app.example.com"]),
                patterns: cors::__private::Cow::Borrowed(&PATTERNS),
            },
            cors::__private::Origins::NONE,
            false,
            "PUT",
            "",
            "",
            "",
        )
    }
};
