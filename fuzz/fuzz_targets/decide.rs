//! Decides arbitrary requests under policies with every key. The decision is the one that the fields of the
//! policy imply, and an `http::HeaderMap` gets exactly its headers.
#![no_main]

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use cors_runtime::{
    Action, CompiledPolicy, FetchMetadata, KnownDetails, OriginSource, Policy, Request,
    RequestHead, RequestOrigin, RequestTarget, Selection, Vary, decide_selected,
};
use http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, Response, Uri};
use libfuzzer_sys::fuzz_target;

#[path = "../../tests/src/reference_matcher.rs"]
mod reference_matcher;

/// The path of every request.
const PATH: &str = "/notes/7";

/// A source that allows an origin for one host and path.
struct Tenants;

static TENANTS: Tenants = Tenants;

const TENANT: (&str, &str) = ("tenant.example", "https://tenant.example");

impl OriginSource for Tenants {
    fn allows(&self, _: &str) -> bool {
        false
    }

    fn allows_for(&self, origin: &str, target: &RequestTarget<'_>) -> bool {
        assert_eq!(target.path(), PATH);
        (target.host(), origin) == (Some(TENANT.0), TENANT.1)
    }
}

/// Returns whether an authority is the host of the tenant, with any port.
fn is_tenant(authority: &[u8]) -> bool {
    let port = authority.strip_prefix(TENANT.0.as_bytes());
    port.is_some_and(|port| match port {
        [] => true,
        [b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    })
}

/// The fields of a policy, with lists as header values.
struct Fields {
    origins: &'static [&'static str],
    /// Whether the policy has [`TENANTS`] as a source.
    is_for_tenants: bool,
    credentials: bool,
    enforce: bool,
    hosts: &'static [&'static str],
    methods: &'static str,
    headers: &'static str,
    expose: &'static str,
    max_age: &'static str,
}

const POLICY_FIELDS: [Fields; 7] = [
    Fields {
        origins: &["https://app.example.com", "https://b.example:8443"],
        is_for_tenants: false,
        credentials: true,
        enforce: false,
        hosts: &[],
        methods: "DELETE,PUT",
        headers: "content-type,x-a",
        expose: "etag",
        max_age: "600",
    },
    Fields {
        origins: &["*"],
        is_for_tenants: false,
        credentials: false,
        enforce: false,
        hosts: &[],
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
        is_for_tenants: false,
        credentials: false,
        enforce: false,
        hosts: &[],
        methods: "",
        headers: "",
        expose: "",
        max_age: "0",
    },
    Fields {
        origins: &["https://*.example.com:8443", "https://app.example.com"],
        is_for_tenants: false,
        credentials: true,
        enforce: true,
        hosts: &["api.example.com", "localhost:*"],
        methods: "PUT",
        headers: "content-type",
        expose: "",
        max_age: "",
    },
    Fields {
        origins: &["https://app.example.com"],
        is_for_tenants: false,
        credentials: false,
        enforce: true,
        hosts: &[],
        methods: "",
        headers: "",
        expose: "etag,x-total",
        max_age: "",
    },
    Fields {
        origins: &["https://app.example.com"],
        is_for_tenants: true,
        credentials: true,
        enforce: true,
        hosts: &[],
        methods: "PUT",
        headers: "",
        expose: "etag",
        max_age: "",
    },
    Fields {
        origins: &["https://app-*-team.vercel.app", "https://*-b.example.com:*"],
        is_for_tenants: false,
        credentials: false,
        enforce: false,
        hosts: &[],
        methods: "PUT",
        headers: "",
        expose: "",
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
        if self.is_for_tenants {
            builder = builder.origins_from(&TENANTS);
        }
        if self.credentials {
            builder = builder.credentials();
        }
        if self.enforce {
            builder = builder.enforce();
        }
        if !self.hosts.is_empty() {
            builder = builder.hosts(self.hosts.iter().copied());
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

    fn allow(&self, origins: &[&[u8]], authority: Option<&[u8]>) -> bool {
        if self.is_for_tenants
            && *origins == [TENANT.1.as_bytes()]
            && authority.is_some_and(is_tenant)
        {
            return true;
        }
        match (self.origins, origins) {
            (["*"], _) => true,
            (patterns, [origin]) => std::str::from_utf8(origin).is_ok_and(|origin| {
                let mut patterns = patterns.iter();
                patterns.any(|pattern| reference_matcher::reference_match(pattern, origin))
            }),
            _ => false,
        }
    }

    fn serve(&self, authority: Option<&[u8]>) -> bool {
        let authority = authority.and_then(|authority| std::str::from_utf8(authority).ok());
        let is_port = |port: &str| {
            port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok()
        };
        self.hosts.is_empty()
            || authority.is_some_and(|authority| {
                let authority = authority.to_ascii_lowercase();
                self.hosts.iter().any(|host| match host.strip_suffix(":*") {
                    None => authority == *host || is_default_port_of(&authority, host),
                    Some(host) => match authority.strip_prefix(host) {
                        Some("") => true,
                        Some(rest) => rest.strip_prefix(':').is_some_and(is_port),
                        None => false,
                    },
                })
            })
    }
}

/// Returns whether `authority` is `host` with the default port of HTTP or HTTPS.
fn is_default_port_of(authority: &str, host: &str) -> bool {
    let port = authority.strip_prefix(host);
    !host.contains(':') && matches!(port, Some(":80" | ":443"))
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
    fetch_mode: Option<&'a [u8]>,
    may_be_overridden: bool,
    handles_method: bool,
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
        may_be_overridden: input.may_be_overridden,
        details: KnownDetails {
            fetch_metadata: FetchMetadata {
                fetch_site: input.fetch_site,
                fetch_mode: input.fetch_mode,
                authority: input.authority,
            },
            target: RequestTarget::new(input.authority, PATH),
        },
    };
    let selection = Selection {
        vary: Vary::None,
        handles_method: input.handles_method,
    };
    let decision = decide_selected(compiled.policy(), compiled.methods(), &request, selection);

    let mut allowed = fields.allow(&input.origins, input.authority);
    let is_preflight =
        input.method == "OPTIONS" && !input.origins.is_empty() && input.requested_method.is_some();
    let is_unhandled = is_preflight && !input.handles_method;
    let allows_any_origin = fields.origins == ["*"];
    if !fields.serve(input.authority) {
        assert_eq!(decision.action(), Action::Forbidden(403));
        return;
    }
    if is_unhandled {
        let safelisted = [&b"GET"[..], b"HEAD", b"POST"];
        allowed &= !safelisted.contains(&input.requested_method.unwrap_or_default());
    }
    match decision.action() {
        Action::Preflight(status) => {
            assert!(is_preflight);
            assert_eq!(status, if allowed { 204 } else { 403 });
        }
        Action::Forbidden(status) => {
            assert_eq!(status, 403);
            assert!(fields.enforce || input.may_be_overridden);
            assert!(!is_preflight && !allowed && is_cross_origin(&input));
        }
        Action::Continue => {
            assert!(!is_preflight);
            let is_restricted = fields.enforce || input.may_be_overridden;
            assert!(allowed || !is_restricted || !is_cross_origin(&input));
        }
    }
    let headers: Vec<_> = decision.header_values(&request).collect();
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
        let grants = is_preflight && !is_unhandled;
        expect("access-control-allow-methods", "GET", is_unhandled);
        expect("access-control-allow-methods", fields.methods, grants);
        expect("access-control-allow-headers", fields.headers, grants);
        expect("access-control-max-age", fields.max_age, grants);
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

    // The types of `http` do not say whether a method was overridden.
    if !input.may_be_overridden {
        check_http(&input, compiled, selection, &expected);
    }
});

/// Returns whether a request comes from another origin. An authority that is near the origin is not decided
/// here.
fn is_cross_origin(input: &Input<'_>) -> bool {
    match (input.fetch_site, &*input.origins) {
        (Some(b"same-origin" | b"none"), _) | (None, []) => false,
        (Some(_), []) => {
            input.fetch_mode != Some(b"navigate") || !["GET", "HEAD"].contains(&input.method)
        }
        (Some(_), _) | (None, [_, _, ..]) => true,
        (None, [origin]) => {
            let Some(authority) = input.authority else {
                return true;
            };
            let (origin, authority) = (origin.to_ascii_lowercase(), authority.to_ascii_lowercase());
            let own = |scheme: &[u8], default_port: &[u8]| {
                let own = [scheme, &authority].concat();
                !authority.is_empty()
                    && (own == origin || own == [&origin[..], default_port].concat())
            };
            // The scheme of an origin is lower-case.
            let has_scheme = input.origins[0].starts_with(b"http");
            !(has_scheme && (own(b"https://", b":443") || own(b"http://", b":80")))
        }
    }
}

/// Evaluates the request on `http` types, if they can represent it.
fn check_http(
    input: &Input<'_>,
    compiled: &CompiledPolicy,
    selection: Selection,
    expected: &[(&str, String)],
) {
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
        .chain(input.fetch_mode.map(|mode| ("sec-fetch-mode", mode)))
        .chain(input.authority.map(|host| ("host", host)));
    for (name, value) in lines {
        let Ok(value) = HeaderValue::from_bytes(value) else {
            return;
        };
        headers.append(name, value);
    }
    let uri = Uri::from_static(PATH);
    let extensions = Extensions::new();
    let head = RequestHead {
        method: &method,
        uri: &uri,
        headers: &headers,
        extensions: &extensions,
        original_uri: |_| None,
    };
    let evaluation = compiled.evaluate(head, selection);
    let mut response = Response::new(());
    if let Some(immediate) = compiled.immediate_response(&evaluation) {
        response = immediate;
    } else {
        for (index, value) in &input.handler_headers {
            let name = HANDLER_HEADERS[usize::from(*index) % HANDLER_HEADERS.len()];
            if let Ok(value) = HeaderValue::from_bytes(value) {
                let name = HeaderName::from_static(name);
                response.headers_mut().append(name, value);
            }
        }
        compiled.apply(&evaluation, &mut response);
    }
    let cors_headers: Vec<_> = response
        .headers()
        .iter()
        .filter(|(name, _)| name.as_str().starts_with("access-control-"))
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    assert_eq!(cors_headers, expected);
}
