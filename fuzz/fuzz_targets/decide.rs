//! Decides arbitrary requests under policies of every fields. The decision is the one that the fields of the policy
//! imply, and an `http::HeaderMap` gets exactly its headers.
#![no_main]

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use cors_runtime::{
    Action, CompiledPolicy, FetchMetadata, Policy, Request, RequestHead, RequestOrigin, Vary, decide,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/src/reference_matcher.rs"]
mod reference_matcher;

/// The fields of a policy, with lists as header values.
struct Fields {
    origins: &'static [&'static str],
    credentials: bool,
    enforce: bool,
    methods: &'static str,
    headers: &'static str,
    expose: &'static str,
    max_age: &'static str,
}

const POLICY_FIELDS: [Fields; 5] = [
    Fields {
        origins: &["https://app.example.com", "https://b.example:8443"],
        credentials: true,
        enforce: false,
        methods: "DELETE,PUT",
        headers: "content-type,x-a",
        expose: "etag",
        max_age: "600",
    },
    Fields {
        origins: &["*"],
        credentials: false,
        enforce: false,
        methods: "*",
        headers: "*,authorization",
        expose: "*",
        max_age: "",
    },
    Fields {
        origins: &[
            "https://*.example.com",
            "http://localhost:*",
            "http://[::1]:*",
        ],
        credentials: false,
        enforce: false,
        methods: "",
        headers: "",
        expose: "",
        max_age: "0",
    },
    Fields {
        origins: &["https://*.example.com:8443", "https://app.example.com"],
        credentials: true,
        enforce: true,
        methods: "PUT",
        headers: "content-type",
        expose: "",
        max_age: "",
    },
    Fields {
        origins: &["https://app.example.com"],
        credentials: false,
        enforce: true,
        methods: "",
        headers: "",
        expose: "etag,x-total",
        max_age: "",
    },
];

static POLICIES: LazyLock<Vec<CompiledPolicy>> = LazyLock::new(|| {
    POLICY_FIELDS
        .iter()
        .map(|fields| fields.policy().into())
        .collect()
});

impl Fields {
    fn policy(&self) -> Policy {
        let list = |text: &'static str| text.split(',').filter(|element| !element.is_empty());
        let mut builder = Policy::builder().origins(self.origins.iter().copied());
        if self.credentials {
            builder = builder.credentials();
        }
        if self.enforce {
            builder = builder.enforce();
        }
        if !self.methods.is_empty() {
            builder = builder.methods(list(self.methods));
        }
        if !self.headers.is_empty() {
            builder = builder.headers(list(self.headers));
        }
        if !self.expose.is_empty() {
            builder = builder.expose(list(self.expose));
        }
        if let Ok(seconds) = self.max_age.parse() {
            builder = builder.max_age(seconds);
        }
        builder.build().expect("a valid policy")
    }

    fn allow(&self, origins: &[&[u8]]) -> bool {
        match (self.origins, origins) {
            (["*"], _) => true,
            (patterns, [origin]) => std::str::from_utf8(origin).is_ok_and(|origin| {
                let mut patterns = patterns.iter();
                patterns.any(|pattern| reference_matcher::reference_match(pattern, origin))
            }),
            _ => false,
        }
    }
}

const HANDLER_HEADERS: [&str; 8] = [
    "access-control-allow-origin",
    "access-control-allow-credentials",
    "access-control-allow-methods",
    "access-control-allow-headers",
    "access-control-max-age",
    "access-control-expose-headers",
    "vary",
    "x-kept",
];

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    policy: u8,
    method: &'a str,
    origins: Vec<&'a [u8]>,
    requested_method: Option<&'a [u8]>,
    fetch_site: Option<&'a [u8]>,
    authority: Option<&'a [u8]>,
    /// Headers that the handler sets: an index into [`HANDLER_HEADERS`], and a value.
    handler_headers: Vec<(u8, &'a [u8])>,
}

fuzz_target!(|input: Input| {
    let index = usize::from(input.policy) % POLICY_FIELDS.len();
    let (fields, compiled) = (&POLICY_FIELDS[index], &POLICIES[index]);
    let request = Request {
        method: input.method,
        origin: RequestOrigin::from_values(input.origins.iter().copied()),
        requested_method: input.requested_method,
        fetch_metadata: FetchMetadata {
            fetch_site: input.fetch_site,
            authority: input.authority,
        },
    };
    let decision = decide(compiled.policy(), compiled.methods(), &request);

    let allowed = fields.allow(&input.origins);
    let is_preflight =
        input.method == "OPTIONS" && !input.origins.is_empty() && input.requested_method.is_some();
    let allows_any_origin = fields.origins == ["*"];
    match decision.action() {
        Action::Preflight(status) => {
            assert!(is_preflight);
            assert_eq!(status, if allowed { 204 } else { 403 });
        }
        Action::Forbidden(status) => {
            assert_eq!(status, 403);
            assert!(fields.enforce && !is_preflight && !allowed && !input.origins.is_empty());
            let same_origin = [&b"same-origin"[..], b"none"];
            assert!(
                !input
                    .fetch_site
                    .is_some_and(|site| same_origin.contains(&site))
            );
        }
        Action::Continue => assert!(!is_preflight),
    }
    let headers: Vec<_> = decision
        .header_values(&request)
        .collect();
    let mut expected = Vec::new();
    if allowed {
        let origin = if allows_any_origin {
            "*"
        } else {
            std::str::from_utf8(input.origins[0]).expect("an allowed origin is ASCII")
        };
        let mut expect = |name, value: &'static str, condition: bool| {
            if condition && !value.is_empty() {
                expected.push((name, value.to_owned()));
            }
        };
        expect(
            "access-control-allow-credentials",
            "true",
            fields.credentials,
        );
        expect("access-control-allow-methods", fields.methods, is_preflight);
        expect("access-control-allow-headers", fields.headers, is_preflight);
        expect("access-control-max-age", fields.max_age, is_preflight);
        expect(
            "access-control-expose-headers",
            fields.expose,
            !is_preflight,
        );
        expected.insert(0, ("access-control-allow-origin", origin.to_owned()));
    }
    let owned: Vec<_> = headers.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
    assert_eq!(owned, expected);
    assert_eq!(
        decision.vary().as_str(),
        (!allows_any_origin).then_some("Origin")
    );

    check_http(&input, compiled, &expected);
});

/// Evaluates the request on `http` types, if they can represent it.
fn check_http(input: &Input<'_>, compiled: &CompiledPolicy, expected: &[(&str, String)]) {
    let Ok(method) = Method::from_bytes(input.method.as_bytes()) else {
        return;
    };
    let mut headers = HeaderMap::new();
    let lines = input.origins.iter().map(|origin| ("origin", *origin));
    let lines = lines
        .chain(
            input
                .requested_method
                .map(|method| ("access-control-request-method", method)),
        )
        .chain(input.fetch_site.map(|site| ("sec-fetch-site", site)))
        .chain(input.authority.map(|host| ("host", host)));
    for (name, value) in lines {
        let Ok(value) = HeaderValue::from_bytes(value) else {
            return;
        };
        headers.append(name, value);
    }
    let uri = Uri::from_static("/");
    let head = RequestHead {
        method: &method,
        uri: &uri,
        headers: &headers,
    };
    let evaluation = compiled.evaluate(head, Vary::None);
    let response = match compiled.immediate_response(&evaluation) {
        Some((_, headers)) => headers,
        None => {
            let mut response = HeaderMap::new();
            for (index, value) in &input.handler_headers {
                let name = HANDLER_HEADERS[usize::from(*index) % HANDLER_HEADERS.len()];
                if let Ok(value) = HeaderValue::from_bytes(value) {
                    response.append(HeaderName::from_static(name), value);
                }
            }
            compiled.apply(&evaluation, &mut response);
            response
        }
    };
    let cors_headers: Vec<_> = response
        .iter()
        .filter(|(name, _)| name.as_str().starts_with("access-control-"))
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    assert_eq!(cors_headers, expected);
}
