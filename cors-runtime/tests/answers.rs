//! Differential test of responses: a grid of policies and requests, compared with a second, simple
//! implementation of the rules; through the decision alone, and with an `http::HeaderMap`.
//!
//! The conformance tests cover the integrations; this test needs no framework.

use std::sync::Arc;

use cors_runtime::{
    Action, CompiledPolicy, CorsHeader, DangerouslyAllow, Endpoint, FetchMetadata, KnownDetails,
    MarkDecision, Mode, Policy, Request, RequestDetails, RequestHead, RequestOrigin, RequestTarget,
    Selection, Vary, Wrapper, decide, decide_selected, select_endpoint,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response};

const APP: &str = "https://app.example.com";
const OTHER: &str = "https://other.example.com";
const EVIL: &str = "https://evil.example";

/// A policy in plain data.
struct Case {
    origins: &'static [&'static str],
    credentials: bool,
    enforce: bool,
    methods: &'static [&'static str],
    headers: &'static [&'static str],
    expose: &'static [&'static str],
    max_age: Option<&'static str>,
}

const PLAIN: Case = Case {
    origins: &[APP],
    credentials: false,
    enforce: false,
    methods: &[],
    headers: &[],
    expose: &[],
    max_age: None,
};

const CASES: [Case; 8] = [
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
    fn policy(&self) -> Policy {
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
struct RequestSpec {
    method: &'static str,
    origins: &'static [&'static str],
    requested_method: Option<&'static str>,
    fetch_site: Option<&'static str>,
    fetch_mode: Option<&'static str>,
    host: Option<&'static str>,
}

fn requests() -> Vec<RequestSpec> {
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
    fn http_request(&self) -> http::Request<()> {
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

type Lines = Vec<(String, String)>;

/// The second implementation: returns the status of a response without a handler, if there is one,
/// and the CORS headers.
fn expected(case: &Case, request: &RequestSpec, selection: Selection) -> (Option<u16>, Lines) {
    let public = case.origins == ["*"];
    let is_listed = |origin: &str| match case.origins {
        ["https://*.example.com"] => origin == APP || origin == OTHER,
        origins => origins.contains(&origin),
    };
    let mut allowed = public || matches!(request.origins, [origin] if is_listed(origin));
    let is_preflight = request.method == "OPTIONS"
        && !request.origins.is_empty()
        && request.requested_method.is_some();
    let is_cross_origin = match (request.fetch_site, request.origins) {
        (Some("same-origin"), _) | (None, []) => false,
        (Some(_), []) => request.method != "GET" || request.fetch_mode.is_none(),
        (None, [EVIL]) => request.host != Some("evil.example"),
        _ => true,
    };
    let is_rejected = case.enforce && !allowed && is_cross_origin;
    let is_handled = selection.handles_method;
    if is_preflight && !is_handled && request.requested_method == Some("POST") {
        allowed = false;
    }
    let status = match (is_preflight, allowed) {
        (true, true) => Some(204),
        (true, false) => Some(403),
        (false, _) => is_rejected.then_some(403),
    };
    let mut lines = Vec::new();
    let mut add = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push((name.to_owned(), value.to_owned()));
        }
    };
    if allowed {
        let origin = if public { "*" } else { request.origins[0] };
        add("access-control-allow-origin", origin);
        add(
            "access-control-allow-credentials",
            if case.credentials { "true" } else { "" },
        );
        if is_preflight && is_handled {
            add("access-control-allow-methods", &case.methods.join(","));
            add("access-control-allow-headers", &case.headers.join(","));
            add("access-control-max-age", case.max_age.unwrap_or(""));
        }
        if is_preflight && !is_handled {
            add("access-control-allow-methods", "GET");
        }
        if !is_preflight {
            add("access-control-expose-headers", &case.expose.join(","));
        }
    }
    let vary = match (public, selection.vary) {
        (true, Vary::None) => "",
        (true, _) => "Access-Control-Request-Method",
        (false, Vary::None) => "Origin",
        (false, _) => "Origin, Access-Control-Request-Method",
    };
    add("vary", vary);
    (status, lines)
}

fn lines(headers: &HeaderMap) -> Lines {
    let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
    let lines = headers.iter();
    lines
        .map(|(name, value)| (name.as_str().to_owned(), text(value)))
        .collect()
}

/// Returns the policy in the three representations, which must not differ.
fn compiled(case: &Case) -> [CompiledPolicy; 3] {
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

fn selections() -> [Selection; 3] {
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

#[test]
fn responses_agree_with_the_second_implementation() {
    let mut count = 0;
    for case in &CASES {
        for compiled in compiled(case) {
            assert_eq!(compiled.methods(), case.methods.join(","));
            for request in requests() {
                for selection in selections() {
                    count += 1;
                    let (status, expected) = expected(case, &request, selection);
                    let http_request = request.http_request();
                    let head = RequestHead::from(&http_request);
                    let evaluation = compiled.evaluate(head, selection);
                    let found = if let Some(response) = compiled.immediate_response(&evaluation) {
                        (Some(response.status().as_u16()), lines(response.headers()))
                    } else {
                        let mut response = Response::new(());
                        compiled.apply(&evaluation, &mut response);
                        (None, lines(response.headers()))
                    };
                    assert_eq!(found, (status, expected), "{:?} {request:?}", case.origins);
                }
            }
        }
    }
    assert_eq!(count, CASES.len() * 3 * 3 * 3 * 7 * 6 * 3);
}

/// The details of a request, which are read only if the policy depends on them. No policy of these tests has
/// a source.
struct DetailsOf<'a> {
    policy: &'a Policy,
    fetch_metadata: FetchMetadata<'a>,
}

impl RequestDetails for DetailsOf<'_> {
    fn fetch_metadata(&self) -> FetchMetadata<'_> {
        assert!(self.policy.enforces(), "{:?}", self.policy);
        self.fetch_metadata
    }

    fn target(&self) -> RequestTarget<'_> {
        unreachable!("a target is read for sources only")
    }
}

#[test]
fn decision_agrees_with_the_second_implementation() {
    for case in &CASES {
        let policy = case.policy();
        for spec in requests() {
            let http_request = spec.http_request();
            let head = RequestHead::from(&http_request);
            let fetch_metadata = FetchMetadata {
                fetch_site: spec.fetch_site.map(str::as_bytes),
                fetch_mode: spec.fetch_mode.map(str::as_bytes),
                authority: spec.host.map(str::as_bytes),
            };
            let read = head.read();
            assert_eq!(read.details.fetch_metadata(), fetch_metadata, "{spec:?}");
            let request = Request {
                method: read.method,
                origin: read.origin,
                requested_method: read.requested_method,
                may_be_overridden: read.may_be_overridden,
                details: DetailsOf {
                    policy: &policy,
                    fetch_metadata,
                },
            };
            let decision = decide(&policy, policy.methods(), &request);
            let headers = decision.header_values(&request);
            let mut found: Lines = headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            let vary = decision.vary().as_str();
            found.extend(vary.map(|vary| ("vary".to_owned(), vary.to_owned())));
            let (status, lines) = expected(case, &spec, Selection::ONLY);
            assert_eq!(decision.action().immediate_status(), status, "{spec:?}");
            let [_, selected, _] = selections();
            let selected = decide_selected(&policy, policy.methods(), &request, selected);
            assert_eq!(selected.vary(), decision.vary().union(Vary::RequestMethod));
            assert_eq!(selected.action(), decision.action());
            assert_eq!(found, lines, "{spec:?}");
            let has_origin = lines
                .iter()
                .any(|(name, value)| name == "access-control-allow-origin" && value != "*");
            assert_eq!(decision.has_specific_origin(), has_origin);
            let echoes = has_origin && policy.single_origin().is_none();
            assert_eq!(decision.echoes_origin(), echoes);
            assert_eq!(
                decision.includes(CorsHeader::AllowOrigin),
                lines
                    .iter()
                    .any(|(name, _)| name == CorsHeader::AllowOrigin.name())
            );
            let is_preflight = matches!(decision.action(), Action::Preflight(_));
            assert_eq!(request.is_preflight(), is_preflight);
            let effective = request.effective_method();
            assert_eq!(
                effective,
                spec.requested_method
                    .filter(|_| is_preflight)
                    .unwrap_or(spec.method)
                    .as_bytes()
            );
        }
    }
}

/// Returns a response with headers that a handler has set.
fn response(set: &[(&'static str, &'static str)]) -> Response<()> {
    let mut response = Response::new(());
    for (name, value) in set {
        response.headers_mut().append(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

fn get(origin: &'static str) -> http::Request<()> {
    let request = http::Request::builder().uri("/").header("origin", origin);
    request.body(()).expect("a request")
}

fn apply(compiled: &CompiledPolicy, origin: &'static str, mut response: Response<()>) -> HeaderMap {
    let evaluation = compiled.evaluate(RequestHead::from(&get(origin)), Selection::ONLY);
    assert!(compiled.immediate_response(&evaluation).is_none());
    compiled.apply(&evaluation, &mut response);
    response.into_parts().0.headers
}

#[test]
fn cors_headers_of_handlers_are_removed_and_vary_stays() {
    let [fixed, ..] = compiled(&CASES[3]);
    for name in CorsHeader::ALL.map(CorsHeader::name) {
        let headers = response(&[(name, "of the handler"), ("x-own", "stays")]);
        let found = apply(&fixed, EVIL, headers);
        assert_eq!(lines(&found).len(), 2, "{name}: {found:?}");
        assert_eq!(found["x-own"], "stays");
        assert_eq!(found["vary"], "Origin");

        let headers = response(&[
            ("x-own", "stays"),
            (name, "of the handler"),
            (name, "twice"),
        ]);
        let found = lines(&apply(&fixed, APP, headers));
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let expected_names = [
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers",
            "vary",
        ];
        assert_eq!(names[0], "x-own");
        assert_eq!(names[1..], expected_names, "in order");
        assert!(
            found.iter().all(|(_, value)| value != "of the handler"),
            "{found:?}"
        );
    }
    // Other headers that begin like a CORS header belong to the handler.
    let found = apply(
        &fixed,
        EVIL,
        response(&[("access-control-allow-private-network", "true")]),
    );
    assert_eq!(lines(&found).len(), 2);
}

#[test]
fn vary_gains_missing_tokens_only() {
    let [listed, ..] = compiled(&CASES[0]);
    let [public, ..] = compiled(&CASES[1]);
    for (set, is_extended) in [
        (&["accept-encoding"][..], true),
        (&["accept-encoding", "Origin"], false),
        (&["accept, ORIGIN"], false),
        (&["*"], false),
    ] {
        let set: Vec<_> = set.iter().map(|value| ("vary", *value)).collect();
        let count = |headers: &HeaderMap| headers.get_all("vary").iter().count();
        for origin in [APP, EVIL] {
            let found = apply(&listed, origin, response(&set));
            assert_eq!(
                count(&found),
                set.len() + usize::from(is_extended),
                "{set:?}"
            );
        }
        assert_eq!(count(&apply(&public, APP, response(&set))), set.len());
    }
}

const LAYER: Wrapper = Wrapper {
    name: "Layer",
    help: "mount it elsewhere",
};

#[test]
fn fallback_applies_only_without_a_decision() {
    let preflight = || {
        let request = http::Request::builder().method("OPTIONS").uri("/");
        let request = request.header("origin", APP);
        let request = request.header("access-control-request-method", "PUT");
        request.body(()).expect("a request")
    };
    let outer = get(APP);
    let [fixed, ..] = compiled(&CASES[3]);
    let [inner, ..] = compiled(&CASES[1]);
    for request in [get(APP), preflight()] {
        let mut request = request;
        request.extensions_mut().insert(MarkDecision);
        let head = RequestHead::from(&request);
        let evaluation = inner.evaluate(head, Selection::ONLY);
        let mut decided = Response::new(());
        match inner.immediate_response(&evaluation) {
            Some(response) => decided = response,
            None => inner.apply(&evaluation, &mut decided),
        }
        let before = decided.headers().clone();
        let evaluation = fixed.evaluate(head, Selection::ONLY);
        let replacement =
            fixed.apply_if_undecided(&evaluation, &mut decided, Mode::Fallback, &LAYER);
        assert!(replacement.is_none());
        assert_eq!(*decided.headers(), before);
    }
    // Headers alone are not a decision.
    for set in [
        ("access-control-allow-origin", "https://b.example"),
        ("vary", "Origin"),
    ] {
        let mut found = response(&[set]);
        let evaluation = fixed.evaluate(RequestHead::from(&outer), Selection::ONLY);
        let replacement = fixed.apply_if_undecided(&evaluation, &mut found, Mode::Fallback, &LAYER);
        assert!(replacement.is_none());
        assert_eq!(found.headers()["access-control-allow-origin"], APP);
    }
    let mut found = response(&[("allow", "GET"), ("vary", "accept")]);
    let evaluation = fixed.evaluate(RequestHead::from(&preflight()), Selection::ONLY);
    let replacement = fixed.apply_if_undecided(&evaluation, &mut found, Mode::Fallback, &LAYER);
    let replacement = replacement.expect("a response to the preflight");
    assert_eq!(replacement.status().as_u16(), 204);
    assert_eq!(replacement.headers().len(), 6);
    assert!(!replacement.headers().contains_key("allow"));

    let mut found = response(&[("etag", "a"), ("vary", "accept")]);
    let evaluation = fixed.evaluate(RequestHead::from(&outer), Selection::ONLY);
    let replacement = fixed.apply_if_undecided(&evaluation, &mut found, Mode::Fallback, &LAYER);
    assert!(replacement.is_none());
    assert_eq!(found.headers()["etag"], "a");
    assert_eq!(found.headers()["access-control-allow-origin"], APP);
    assert_eq!(found.headers().get_all("vary").iter().count(), 2);
}

#[test]
fn decisions_are_marked_on_request_only() {
    let [policy, ..] = compiled(&CASES[0]);
    let mark_of = |request: &http::Request<()>, selection| {
        let evaluation = policy.evaluate(RequestHead::from(request), selection);
        let mut response = Response::new(());
        match policy.immediate_response(&evaluation) {
            Some(immediate) => response = immediate,
            None => policy.apply(&evaluation, &mut response),
        }
        response.extensions().len()
    };
    for spec in requests() {
        let mut request = spec.http_request();
        let [only, _, unhandled] = selections();
        assert_eq!(mark_of(&request, only), 0);
        request.extensions_mut().insert(MarkDecision);
        assert_eq!(mark_of(&request, only), 1, "{spec:?}");
        let is_preflight = RequestHead::from(&request).read().is_preflight();
        let expected = usize::from(!is_preflight);
        assert_eq!(mark_of(&request, unhandled), expected, "{spec:?}");
    }
}

#[test]
fn server_header_is_added_to_immediate_responses_only() {
    let [fixed, ..] = compiled(&CASES[3]);
    let name = HeaderName::from_static("content-length");
    let fixed = fixed.with_extra_header(&name, &HeaderValue::from_static("0"));
    for request in requests() {
        let http_request = request.http_request();
        let evaluation = fixed.evaluate(RequestHead::from(&http_request), Selection::ONLY);
        if let Some(response) = fixed.immediate_response(&evaluation) {
            assert_eq!(response.headers()[&name], "0");
        } else {
            let mut response = Response::new(());
            fixed.apply(&evaluation, &mut response);
            assert!(!response.headers().contains_key(&name));
        }
    }
}

#[derive(Debug)]
struct Handler(Policy, &'static [&'static str]);

impl Endpoint for Handler {
    fn policy(&self) -> &Policy {
        &self.0
    }

    fn handles(&self, method: &[u8]) -> bool {
        self.1.iter().any(|handled| handled.as_bytes() == method)
    }
}

#[test]
fn endpoint_is_selected_by_method_and_else_by_allowed_origin() {
    let handler = |case: usize, methods| Handler(CASES[case].policy(), methods);
    // `GET` lists two origins and `PUT` allows any; the same in reverse; and one policy alone.
    let listed_first = [handler(4, &["GET"]), handler(1, &["PUT"])];
    let public_first = [handler(1, &["PUT"]), handler(4, &["GET"])];
    let both_listed = [handler(0, &["GET"]), handler(4, &["PUT"])];
    let none: [Handler; 0] = [];
    let request = |method, origin, requested_method: Option<&'static str>| Request {
        method,
        origin,
        requested_method: requested_method.map(str::as_bytes),
        may_be_overridden: false,
        details: KnownDetails::default(),
    };
    let app = RequestOrigin::One(APP.as_bytes());
    let other = RequestOrigin::One(OTHER.as_bytes());
    let evil = RequestOrigin::One(EVIL.as_bytes());
    let preflight_for = |origin, method| request("OPTIONS", origin, Some(method));
    let all = Vary::OriginAndRequestMethod;
    for (handlers, request, at, vary) in [
        (
            &listed_first[..],
            preflight_for(app, "GET"),
            0,
            Vary::RequestMethod,
        ),
        (
            &listed_first,
            preflight_for(app, "HEAD"),
            0,
            Vary::RequestMethod,
        ),
        (
            &listed_first,
            preflight_for(evil, "PUT"),
            1,
            Vary::RequestMethod,
        ),
        (&listed_first, preflight_for(app, "DELETE"), 0, all),
        (&listed_first, preflight_for(evil, "DELETE"), 1, all),
        (
            &public_first,
            preflight_for(evil, "DELETE"),
            0,
            Vary::RequestMethod,
        ),
        (&both_listed, preflight_for(other, "DELETE"), 1, all),
        (&both_listed, preflight_for(evil, "DELETE"), 0, all),
        (
            &both_listed,
            preflight_for(RequestOrigin::Multiple, "DELETE"),
            0,
            all,
        ),
        (&both_listed, request("PUT", evil, None), 1, Vary::None),
        (&both_listed, request("HEAD", evil, None), 0, Vary::None),
        (
            &both_listed,
            request("DELETE", other, None),
            1,
            Vary::Origin,
        ),
        (
            &public_first,
            request("DELETE", RequestOrigin::Absent, None),
            0,
            Vary::None,
        ),
        (
            &listed_first,
            request("DELETE", RequestOrigin::Absent, None),
            1,
            Vary::Origin,
        ),
        (&both_listed[..1], preflight_for(evil, "DELETE"), 0, all),
        (&both_listed[..1], preflight_for(evil, "GET"), 0, Vary::None),
    ] {
        let (selected, selection) = select_endpoint(handlers, &request).expect("a handler");
        assert!(
            std::ptr::eq(selected, &raw const handlers[at]),
            "{request:?}"
        );
        assert_eq!(selection.vary, vary, "{request:?}");
        let is_handled = request.effective_method() != b"DELETE";
        assert_eq!(selection.handles_method, is_handled, "{request:?}");
    }
    assert!(select_endpoint(&none, &preflight_for(app, "GET")).is_none());
}

#[test]
fn overridden_method_of_another_origin_is_forbidden_unless_allowed() {
    let overridable = Policy::builder()
        .origins([APP])
        .headers(["x-http-method-override"])
        .dangerously_allow([DangerouslyAllow::MethodOverride])
        .build()
        .expect("a valid policy");
    let forbidden = Action::Forbidden(403);
    for (policy, may_be_overridden, origin, expected) in [
        (&PLAIN.policy(), true, EVIL, forbidden),
        (&PLAIN.policy(), true, APP, Action::Continue),
        (
            &PLAIN.policy(),
            true,
            "https://api.example",
            Action::Continue,
        ),
        (&PLAIN.policy(), false, EVIL, Action::Continue),
        (&overridable, true, EVIL, Action::Continue),
        (&overridable, false, EVIL, Action::Continue),
    ] {
        let request = Request {
            method: "DELETE",
            origin: RequestOrigin::One(origin.as_bytes()),
            requested_method: None,
            may_be_overridden,
            details: KnownDetails {
                fetch_metadata: FetchMetadata {
                    authority: Some(b"api.example"),
                    ..FetchMetadata::default()
                },
                ..KnownDetails::default()
            },
        };
        let action = decide(policy, "DELETE", &request).action();
        assert_eq!(action, expected, "{may_be_overridden} {origin}");
    }
}
