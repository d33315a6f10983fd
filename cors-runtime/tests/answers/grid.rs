//! Policies and requests, in plain data.

use std::sync::Arc;

use cors_runtime::{CompiledPolicy, Policy, Selection, Vary};

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const OTHER: &str = "https://other.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

/// A policy in plain data.
pub(crate) struct Case {
    pub(crate) origins: &'static [&'static str],
    pub(crate) credentials: bool,
    pub(crate) enforce: bool,
    pub(crate) methods: &'static [&'static str],
    pub(crate) headers: &'static [&'static str],
    pub(crate) expose: &'static [&'static str],
    pub(crate) max_age: Option<&'static str>,
}

pub(crate) const PLAIN: Case = Case {
    origins: &[APP],
    credentials: false,
    enforce: false,
    methods: &[],
    headers: &[],
    expose: &[],
    max_age: None,
};

pub(crate) const CASES: [Case; 8] = [
    PLAIN,
    Case {
        origins: &["*"],
        ..PLAIN
    },
    Case {
        origins: &["*"],
        methods: &["PUT"],
        headers: &["content-type"],
        expose: &["etag"],
        max_age: Some("60"),
        ..PLAIN
    },
    Case {
        credentials: true,
        methods: &["DELETE", "PUT"],
        headers: &["content-type", "x-b"],
        expose: &["etag", "x-a"],
        max_age: Some("600"),
        ..PLAIN
    },
    Case {
        origins: &[APP, OTHER],
        credentials: true,
        expose: &["etag"],
        ..PLAIN
    },
    Case {
        origins: &["https://*.example.com"],
        methods: &["PUT"],
        ..PLAIN
    },
    Case {
        enforce: true,
        ..PLAIN
    },
    Case {
        origins: &[
            APP,
            OTHER,
            "https://a.example",
            "https://b.example",
            "https://c.example",
        ],
        enforce: true,
        headers: &["x-b"],
        ..PLAIN
    },
];

impl Case {
    pub(crate) fn policy(&self) -> Policy {
        let list = |texts: &'static [&'static str]| texts.iter().copied();
        let mut builder = Policy::builder().origins(list(self.origins));
        if !self.methods.is_empty() {
            builder = builder.methods(list(self.methods));
        }
        if !self.headers.is_empty() {
            builder = builder.headers(list(self.headers));
        }
        if !self.expose.is_empty() {
            builder = builder.expose(list(self.expose));
        }
        if self.credentials {
            builder = builder.credentials();
        }
        if self.enforce {
            builder = builder.enforce();
        }
        if let Some(seconds) = self.max_age {
            builder = builder.max_age(seconds.parse().expect("seconds"));
        }
        builder.build().expect("a valid policy")
    }
}

/// A request as header values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RequestSpec {
    pub(crate) method: &'static str,
    pub(crate) origins: &'static [&'static str],
    pub(crate) requested_method: Option<&'static str>,
    pub(crate) fetch_site: Option<&'static str>,
    pub(crate) fetch_mode: Option<&'static str>,
    pub(crate) host: Option<&'static str>,
}

pub(crate) fn requests() -> Vec<RequestSpec> {
    let mut requests = Vec::new();
    for method in ["GET", "PUT", "OPTIONS"] {
        for requested_method in [None, Some("PUT"), Some("POST")] {
            for origins in [
                &[][..],
                &[APP],
                &[OTHER],
                &[EVIL],
                &["null"],
                &[APP, APP],
                &[EVIL, EVIL],
            ] {
                for (fetch_site, fetch_mode, host) in [
                    (None, None, None),
                    (Some("same-origin"), None, None),
                    (Some("cross-site"), None, Some("evil.example")),
                    (Some("cross-site"), Some("navigate"), None),
                    (None, None, Some("evil.example")),
                    (None, None, Some("api.example")),
                ] {
                    requests.push(RequestSpec {
                        method,
                        origins,
                        requested_method,
                        fetch_site,
                        fetch_mode,
                        host,
                    });
                }
            }
        }
    }
    requests
}

impl RequestSpec {
    pub(crate) fn http_request(&self) -> http::Request<()> {
        let mut request = http::Request::builder().method(self.method).uri("/");
        for origin in self.origins {
            request = request.header("origin", *origin);
        }
        for (name, value) in [
            ("access-control-request-method", self.requested_method),
            ("sec-fetch-site", self.fetch_site),
            ("sec-fetch-mode", self.fetch_mode),
            ("host", self.host),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        // A repeated header of another name is not a second origin.
        let request = request.header("cookie", "a=1").header("cookie", "b=2");
        request.body(()).expect("a request")
    }
}

/// Returns the policy in the three representations, which must not differ.
pub(crate) fn compiled(case: &Case) -> [CompiledPolicy; 3] {
    let policy = case.policy();
    let fixed: &'static Policy = Box::leak(Box::new(policy.clone()));
    let methods = policy.methods().to_owned();
    [
        CompiledPolicy::new(fixed),
        Arc::new(policy.clone()).into(),
        CompiledPolicy::from(case.policy())
            .with_methods("TRACE")
            .with_methods(&methods),
    ]
}

pub(crate) fn selections() -> [Selection; 3] {
    let selected = Selection {
        vary: Vary::RequestMethod,
        handles_method: true,
    };
    let unhandled = Selection {
        handles_method: false,
        ..selected
    };
    [Selection::ONLY, selected, unhandled]
}

pub(crate) fn get(origin: &'static str) -> http::Request<()> {
    let request = http::Request::builder().uri("/").header("origin", origin);
    request.body(()).expect("a request")
}
