//! Any request into the decision, under policies of every kind: it says what a plain reading of the
//! policy says, and an `http::HeaderMap` gets just that.
#![no_main]

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use cors_runtime::policy::Policy;
use cors_runtime::protocol::prepared::{Head, Prepared, Received};
use cors_runtime::protocol::{Outcome, Request, RequestOrigin, Site, decide};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/origins/naive.rs"]
mod naive;

/// What a policy was made of.
struct Kind {
    origins: &'static [&'static str],
    credentials: bool,
    enforce: bool,
    methods: &'static str,
    headers: &'static str,
    expose: &'static str,
    max_age: &'static str,
}

const KINDS: [Kind; 5] = [
    Kind {
        origins: &["https://app.example.com", "https://b.example:8443"],
        credentials: true,
        enforce: false,
        methods: "DELETE,PUT",
        headers: "content-type,x-a",
        expose: "etag",
        max_age: "600",
    },
    Kind {
        origins: &["*"],
        credentials: false,
        enforce: false,
        methods: "*",
        headers: "*,authorization",
        expose: "*",
        max_age: "",
    },
    Kind {
        origins: &["https://*.example.com", "http://localhost:*", "http://[::1]:*"],
        credentials: false,
        enforce: false,
        methods: "",
        headers: "",
        expose: "",
        max_age: "0",
    },
    Kind {
        origins: &["https://*.example.com:8443", "https://app.example.com"],
        credentials: true,
        enforce: true,
        methods: "PUT",
        headers: "content-type",
        expose: "",
        max_age: "",
    },
    Kind {
        origins: &["https://app.example.com"],
        credentials: false,
        enforce: true,
        methods: "",
        headers: "",
        expose: "etag,x-total",
        max_age: "",
    },
];

static POLICIES: LazyLock<Vec<Prepared>> =
    LazyLock::new(|| KINDS.iter().map(|kind| kind.policy().into()).collect());

impl Kind {
    fn policy(&self) -> Policy {
        let words = |text: &'static str| text.split(',').filter(|word| !word.is_empty());
        let mut builder = Policy::builder().origins(self.origins.iter().copied());
        if self.credentials {
            builder = builder.credentials();
        }
        if self.enforce {
            builder = builder.enforce();
        }
        if !self.methods.is_empty() {
            builder = builder.methods(words(self.methods));
        }
        if !self.headers.is_empty() {
            builder = builder.headers(words(self.headers));
        }
        if !self.expose.is_empty() {
            builder = builder.expose(words(self.expose));
        }
        if let Ok(seconds) = self.max_age.parse() {
            builder = builder.max_age(seconds);
        }
        builder.build().expect("a right policy")
    }

    fn lets_in(&self, origins: &[&[u8]]) -> bool {
        match (self.origins, origins) {
            (["*"], _) => true,
            (listed, [one]) => std::str::from_utf8(one)
                .is_ok_and(|one| listed.iter().any(|written| naive::naive(written, one))),
            _ => false,
        }
    }
}

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    kind: u8,
    method: &'a str,
    origins: Vec<&'a [u8]>,
    asked: Option<&'a [u8]>,
    fetch_site: Option<&'a [u8]>,
    authority: Option<&'a [u8]>,
    /// What the handler sets under our names.
    set: Vec<(u8, &'a [u8])>,
}

fuzz_target!(|input: Input| {
    let which = usize::from(input.kind) % KINDS.len();
    let (kind, prepared) = (&KINDS[which], &POLICIES[which]);
    let request = Request {
        method: input.method,
        origin: RequestOrigin::from_lines(input.origins.iter().copied()),
        asked_method: input.asked,
        site: Site {
            fetch_site: input.fetch_site,
            authority: input.authority,
        },
    };
    let decision = decide(prepared.policy(), prepared.methods(), &request);

    let allowed = kind.lets_in(&input.origins);
    let is_preflight =
        input.method == "OPTIONS" && !input.origins.is_empty() && input.asked.is_some();
    let is_public = kind.origins == ["*"];
    match decision.outcome() {
        Outcome::Preflight(status) => {
            assert!(is_preflight);
            assert_eq!(status, if allowed { 204 } else { 403 });
        }
        Outcome::Refused(status) => {
            assert_eq!(status, 403);
            assert!(kind.enforce && !is_preflight && !allowed && !input.origins.is_empty());
            let own = [&b"same-origin"[..], b"none"];
            assert!(!input.fetch_site.is_some_and(|site| own.contains(&site)));
        }
        Outcome::Actual => assert!(!is_preflight),
    }
    let fields: Vec<_> = decision
        .fields(prepared.policy(), prepared.methods(), &request)
        .collect();
    let mut expected = Vec::new();
    if allowed {
        let origin = if is_public {
            "*"
        } else {
            std::str::from_utf8(input.origins[0]).expect("an allowed origin is ASCII")
        };
        let mut say = |name, value: &'static str, said: bool| {
            if said && !value.is_empty() {
                expected.push((name, value.to_owned()));
            }
        };
        say("access-control-allow-credentials", "true", kind.credentials);
        say("access-control-allow-methods", kind.methods, is_preflight);
        say("access-control-allow-headers", kind.headers, is_preflight);
        say("access-control-max-age", kind.max_age, is_preflight);
        say("access-control-expose-headers", kind.expose, !is_preflight);
        expected.insert(0, ("access-control-allow-origin", origin.to_owned()));
    }
    let owned: Vec<_> = fields.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
    assert_eq!(owned, expected);
    assert_eq!(decision.vary().as_sent(), (!is_public).then_some("Origin"));

    as_headers(&input, prepared, &expected);
});

/// The same request as an `http` request, where it can be one.
fn as_headers(input: &Input<'_>, prepared: &Prepared, expected: &[(&str, String)]) {
    let Ok(method) = Method::from_bytes(input.method.as_bytes()) else {
        return;
    };
    let mut headers = HeaderMap::new();
    let lines = input.origins.iter().map(|origin| ("origin", *origin));
    let lines = lines
        .chain(input.asked.map(|asked| ("access-control-request-method", asked)))
        .chain(input.fetch_site.map(|site| ("sec-fetch-site", site)))
        .chain(input.authority.map(|host| ("host", host)));
    for (name, value) in lines {
        let Ok(value) = HeaderValue::from_bytes(value) else {
            return;
        };
        headers.append(name, value);
    }
    let uri = Uri::from_static("/");
    let head = Head {
        method: &method,
        uri: &uri,
        headers: &headers,
    };
    let answer = match prepared.receive(head) {
        Received::Answered(answer) => answer.into_headers(),
        Received::Actual(actual) => {
            let mut answer = HeaderMap::new();
            for (which, value) in &input.set {
                let names = [
                    "access-control-allow-origin",
                    "access-control-allow-credentials",
                    "access-control-allow-methods",
                    "access-control-allow-headers",
                    "access-control-max-age",
                    "access-control-expose-headers",
                    "vary",
                    "x-kept",
                ];
                let name = names[usize::from(*which) % names.len()];
                if let Ok(value) = HeaderValue::from_bytes(value) {
                    answer.append(HeaderName::from_static(name), value);
                }
            }
            actual.finish(prepared, &mut answer);
            answer
        }
    };
    let ours: Vec<_> = answer
        .iter()
        .filter(|(name, _)| name.as_str().starts_with("access-control-"))
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    assert_eq!(ours, expected);
}
