//! What is answered, over a grid of policies, requests and responses, against a second and naive
//! reading of the rules: through the decision alone, and written onto an `http::HeaderMap`.
//!
//! Through the doors the same is asked by the wire table of the workspace; here a change of the protocol
//! shows without any framework.

use std::sync::Arc;

use cors_runtime::policy::{Draft, Place, Policy, Value, judge};
use cors_runtime::protocol::prepared::{Head, Prepared, Received};
use cors_runtime::protocol::resource::{Endpoint, choose};
use cors_runtime::protocol::{Field, Outcome, Request, RequestOrigin, Vary, decide};
use http::{HeaderMap, HeaderName, HeaderValue};

const APP: &str = "https://app.example.com";
const OTHER: &str = "https://other.example.com";
const EVIL: &str = "https://evil.example";

/// A policy, and what it says in plain words.
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
        let list = |texts: &[&str]| {
            let texts = texts.iter().map(|text| Value::Text((*text).to_owned()));
            Value::List(texts.collect())
        };
        let mut draft = Draft::new(Place::Named).with("origins", list(self.origins));
        for (key, texts) in [
            ("methods", self.methods),
            ("headers", self.headers),
            ("expose", self.expose),
        ] {
            if !texts.is_empty() {
                draft = draft.with(key, list(texts));
            }
        }
        for (key, says) in [("credentials", self.credentials), ("enforce", self.enforce)] {
            if says {
                draft = draft.with(key, Value::Flag);
            }
        }
        if let Some(seconds) = self.max_age {
            draft = draft.with("max_age", Value::Number(seconds.to_owned()));
        }
        let judged = judge(&draft);
        judged
            .policy
            .unwrap_or_else(|| panic!("{:?}", judged.violations))
    }
}

/// A request, as lines.
#[derive(Debug, Clone, Copy)]
struct Question {
    method: &'static str,
    origins: &'static [&'static str],
    asked_method: Option<&'static str>,
    fetch_site: Option<&'static str>,
    host: Option<&'static str>,
}

fn requests() -> Vec<Question> {
    let mut requests = Vec::new();
    for method in ["GET", "PUT", "OPTIONS"] {
        for asked_method in [None, Some("PUT")] {
            for origins in [
                &[][..],
                &[APP],
                &[OTHER],
                &[EVIL],
                &["null"],
                &[APP, APP],
                &[EVIL, EVIL],
            ] {
                for (fetch_site, host) in [
                    (None, None),
                    (Some("same-origin"), None),
                    (Some("cross-site"), Some("evil.example")),
                    (None, Some("evil.example")),
                    (None, Some("api.example")),
                ] {
                    requests.push(Question {
                        method,
                        origins,
                        asked_method,
                        fetch_site,
                        host,
                    });
                }
            }
        }
    }
    requests
}

impl Question {
    fn built(&self) -> http::Request<()> {
        let mut request = http::Request::builder().method(self.method).uri("/");
        for origin in self.origins {
            request = request.header("origin", *origin);
        }
        for (name, value) in [
            ("access-control-request-method", self.asked_method),
            ("sec-fetch-site", self.fetch_site),
            ("host", self.host),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        // A second line of something else is no second origin.
        let request = request.header("cookie", "a=1").header("cookie", "b=2");
        request.body(()).expect("a request")
    }
}

type Lines = Vec<(String, String)>;

/// The second reading: the status without a handler, if there is one, and our lines.
fn expected(case: &Case, asked: &Question, chosen_by: Vary) -> (Option<u16>, Lines) {
    let public = case.origins == ["*"];
    let is_listed = |origin: &str| match case.origins {
        ["https://*.example.com"] => origin == APP || origin == OTHER,
        origins => origins.contains(&origin),
    };
    let allowed = public || matches!(asked.origins, [one] if is_listed(one));
    let is_preflight =
        asked.method == "OPTIONS" && !asked.origins.is_empty() && asked.asked_method.is_some();
    let is_own = match (asked.fetch_site, asked.origins) {
        (Some(site), _) => site == "same-origin",
        (None, [EVIL]) => asked.host == Some("evil.example"),
        _ => false,
    };
    let is_refused = case.enforce && !allowed && !asked.origins.is_empty() && !is_own;
    let status = match (is_preflight, allowed) {
        (true, true) => Some(204),
        (true, false) => Some(403),
        (false, _) => is_refused.then_some(403),
    };
    let mut lines = Vec::new();
    let mut say = |name: &str, value: &str| {
        if !value.is_empty() {
            lines.push((name.to_owned(), value.to_owned()));
        }
    };
    if allowed {
        let origin = if public { "*" } else { asked.origins[0] };
        say("access-control-allow-origin", origin);
        say(
            "access-control-allow-credentials",
            if case.credentials { "true" } else { "" },
        );
        if is_preflight {
            say("access-control-allow-methods", &case.methods.join(","));
            say("access-control-allow-headers", &case.headers.join(","));
            say("access-control-max-age", case.max_age.unwrap_or(""));
        } else {
            say("access-control-expose-headers", &case.expose.join(","));
        }
    }
    let vary = match (public, chosen_by) {
        (true, Vary::Nothing) => "",
        (true, _) => "Access-Control-Request-Method",
        (false, Vary::Nothing) => "Origin",
        (false, _) => "Origin, Access-Control-Request-Method",
    };
    say("vary", vary);
    (status, lines)
}

fn lines(headers: &HeaderMap) -> Lines {
    let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
    let lines = headers.iter();
    lines
        .map(|(name, value)| (name.as_str().to_owned(), text(value)))
        .collect()
}

/// The three ways in which a policy is held, which are to make no difference.
fn prepared(case: &Case) -> [Prepared; 3] {
    let policy = case.policy();
    let fixed: &'static Policy = Box::leak(Box::new(policy.clone()));
    let methods = policy.methods().to_owned();
    [
        Prepared::new(fixed),
        Arc::new(policy.clone()).into(),
        Prepared::from(case.policy())
            .for_methods("TRACE")
            .for_methods(&methods),
    ]
}

#[test]
fn every_answer_is_that_of_the_second_reading() {
    let mut asked = 0;
    for case in &CASES {
        for prepared in prepared(case) {
            assert_eq!(prepared.methods(), case.methods.join(","));
            for request in requests() {
                for chosen_by in [Vary::Nothing, Vary::AskedMethod] {
                    asked += 1;
                    let (status, expected) = expected(case, &request, chosen_by);
                    let built = request.built();
                    let received = prepared.receive_chosen(chosen_by, Head::from(&built));
                    let found = match received {
                        Received::Answered(answer) => {
                            let status = answer.status().as_u16();
                            (Some(status), lines(&answer.into_headers()))
                        }
                        Received::Actual(actual) => {
                            let mut headers = HeaderMap::new();
                            actual.finish(&prepared, &mut headers);
                            (None, lines(&headers))
                        }
                    };
                    assert_eq!(found, (status, expected), "{:?} {request:?}", case.origins);
                }
            }
        }
    }
    assert_eq!(asked, CASES.len() * 3 * 3 * 2 * 7 * 5 * 2);
}

#[test]
fn the_decision_alone_says_the_same() {
    for case in &CASES {
        let policy = case.policy();
        for asked in requests() {
            let built = asked.built();
            let head = Head::from(&built);
            let site = || cors_runtime::protocol::Site {
                fetch_site: asked.fetch_site.map(str::as_bytes),
                authority: asked.host.map(str::as_bytes),
            };
            let request = head.read().for_policy(&policy, site);
            let decision = decide(&policy, policy.methods(), &request);
            let fields = decision.fields(&policy, policy.methods(), &request);
            let mut found: Lines = fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            let vary = decision.vary().as_sent();
            found.extend(vary.map(|vary| ("vary".to_owned(), vary.to_owned())));
            let (status, lines) = expected(case, &asked, Vary::Nothing);
            assert_eq!(decision.outcome().answered(), status, "{asked:?}");
            let chosen = decision.chosen_by(Vary::AskedMethod);
            assert_eq!(chosen.vary(), decision.vary().and(Vary::AskedMethod));
            assert_eq!(chosen.outcome(), decision.outcome());
            assert_eq!(found, lines, "{asked:?}");
            let names = lines
                .iter()
                .any(|(name, value)| name == "access-control-allow-origin" && value != "*");
            assert_eq!(decision.names_origin(&policy), names);
            let repeats = names && policy.only_origin().is_none();
            assert_eq!(decision.repeats_origin(&policy), repeats);
            assert_eq!(
                decision.sends(Field::AllowOrigin),
                lines
                    .iter()
                    .any(|(name, _)| name == Field::AllowOrigin.name())
            );
            let is_preflight = matches!(decision.outcome(), Outcome::Preflight(_));
            assert_eq!(request.is_preflight(), is_preflight);
            let subject = request.subject_method();
            assert_eq!(
                subject,
                if is_preflight { "PUT" } else { asked.method }.as_bytes()
            );
        }
    }
}

/// What a handler has set.
fn response(set: &[(&'static str, &'static str)]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in set {
        headers.append(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers
}

fn get(origin: &'static str) -> http::Request<()> {
    let request = http::Request::builder().uri("/").header("origin", origin);
    request.body(()).expect("a request")
}

fn finished(prepared: &Prepared, origin: &'static str, mut headers: HeaderMap) -> HeaderMap {
    match prepared.receive(Head::from(&get(origin))) {
        Received::Actual(actual) => actual.finish(prepared, &mut headers),
        Received::Answered(answer) => panic!("{answer:?}"),
    }
    headers
}

#[test]
fn what_a_handler_has_set_under_our_names_goes_and_its_vary_stays() {
    let [fixed, ..] = prepared(&CASES[3]);
    for name in Field::ALL.map(Field::name) {
        let headers = response(&[(name, "left over"), ("x-own", "stays")]);
        let found = finished(&fixed, EVIL, headers);
        assert_eq!(lines(&found).len(), 2, "{name}: {found:?}");
        assert_eq!(found["x-own"], "stays");
        assert_eq!(found["vary"], "Origin");

        let headers = response(&[("x-own", "stays"), (name, "left over"), (name, "twice")]);
        let found = lines(&finished(&fixed, APP, headers));
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let ours = [
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers",
            "vary",
        ];
        assert_eq!(names[0], "x-own");
        assert_eq!(names[1..], ours, "in their order");
        assert!(
            found.iter().all(|(_, value)| value != "left over"),
            "{found:?}"
        );
    }
    // A name that only looks like ours is the handler's.
    let found = finished(
        &fixed,
        EVIL,
        response(&[("access-control-allow-private-network", "true")]),
    );
    assert_eq!(lines(&found).len(), 2);
}

#[test]
fn vary_gains_what_it_does_not_say_yet() {
    let [listed, ..] = prepared(&CASES[0]);
    let [public, ..] = prepared(&CASES[1]);
    for (set, gains) in [
        (&["accept-encoding"][..], true),
        (&["accept-encoding", "Origin"], false),
        (&["accept, ORIGIN"], false),
        (&["*"], false),
    ] {
        let set: Vec<_> = set.iter().map(|value| ("vary", *value)).collect();
        let count = |headers: &HeaderMap| headers.get_all("vary").iter().count();
        for origin in [APP, EVIL] {
            let found = finished(&listed, origin, response(&set));
            assert_eq!(count(&found), set.len() + usize::from(gains), "{set:?}");
        }
        assert_eq!(count(&finished(&public, APP, response(&set))), set.len());
    }
}

#[test]
fn the_last_word_is_spoken_only_where_nobody_has_spoken() {
    let preflight = || {
        let request = http::Request::builder().method("OPTIONS").uri("/");
        let request = request.header("origin", APP);
        let request = request.header("access-control-request-method", "PUT");
        request.body(()).expect("a request")
    };
    let [fixed, ..] = prepared(&CASES[3]);
    for decided in [
        ("access-control-allow-origin", "https://b.example"),
        ("vary", "Origin"),
    ] {
        for request in [get(APP), preflight()] {
            let mut headers = response(&[decided, ("allow", "GET")]);
            let before = headers.clone();
            let mut last = fixed.receive_last(Head::from(&request));
            assert_eq!(last.settle(&fixed, &mut headers), None);
            assert_eq!(headers, before);
        }
    }
    let mut headers = response(&[("allow", "GET"), ("vary", "accept")]);
    let mut last = fixed.receive_last(Head::from(&preflight()));
    assert_eq!(
        last.settle(&fixed, &mut headers)
            .map(|status| status.as_u16()),
        Some(204)
    );
    assert_eq!(headers.len(), 6);
    assert!(!headers.contains_key("allow"));

    let mut headers = response(&[("etag", "a"), ("vary", "accept")]);
    let mut last = fixed.receive_last(Head::from(&get(APP)));
    assert_eq!(last.settle(&fixed, &mut headers), None);
    assert_eq!(headers["etag"], "a");
    assert_eq!(headers["access-control-allow-origin"], APP);
    assert_eq!(headers.get_all("vary").iter().count(), 2);
}

#[test]
fn a_line_of_the_server_stands_in_every_empty_answer_and_in_no_other() {
    let [fixed, ..] = prepared(&CASES[3]);
    let name = HeaderName::from_static("content-length");
    let fixed = fixed.answering_with(&name, &HeaderValue::from_static("0"));
    for request in requests() {
        let built = request.built();
        match fixed.receive(Head::from(&built)) {
            Received::Answered(answer) => assert_eq!(answer.into_headers()[&name], "0"),
            Received::Actual(actual) => {
                let mut headers = HeaderMap::new();
                actual.finish(&fixed, &mut headers);
                assert!(!headers.contains_key(&name));
            }
        }
    }
}

#[derive(Debug)]
struct Handler(Policy, &'static [&'static str]);

impl Endpoint for Handler {
    fn policy(&self) -> &Policy {
        &self.0
    }

    fn answers(&self, method: &[u8]) -> bool {
        self.1.iter().any(|one| one.as_bytes() == method)
    }
}

#[test]
fn the_handler_for_the_method_answers_and_else_one_that_lets_the_origin_in() {
    let handler = |case: usize, methods| Handler(CASES[case].policy(), methods);
    // Two origins under `GET`, everybody under `PUT`; the other way round; one of them alone.
    let listed_first = [handler(4, &["GET"]), handler(1, &["PUT"])];
    let public_first = [handler(1, &["PUT"]), handler(4, &["GET"])];
    let both_listed = [handler(0, &["GET"]), handler(4, &["PUT"])];
    let none: [Handler; 0] = [];
    let request = |method, origin, asked_method: Option<&'static str>| Request {
        method,
        origin,
        asked_method: asked_method.map(str::as_bytes),
        site: cors_runtime::protocol::Site::default(),
    };
    let app = RequestOrigin::One(APP.as_bytes());
    let other = RequestOrigin::One(OTHER.as_bytes());
    let evil = RequestOrigin::One(EVIL.as_bytes());
    let asks = |origin, method| request("OPTIONS", origin, Some(method));
    let all = Vary::OriginAndAskedMethod;
    for (handlers, request, at, vary) in [
        (&listed_first[..], asks(app, "GET"), 0, Vary::AskedMethod),
        (&listed_first, asks(app, "HEAD"), 0, Vary::AskedMethod),
        (&listed_first, asks(evil, "PUT"), 1, Vary::AskedMethod),
        (&listed_first, asks(app, "DELETE"), 0, all),
        (&listed_first, asks(evil, "DELETE"), 1, all),
        (&public_first, asks(evil, "DELETE"), 0, Vary::AskedMethod),
        (&both_listed, asks(other, "DELETE"), 1, all),
        (&both_listed, asks(evil, "DELETE"), 0, all),
        (&both_listed, asks(RequestOrigin::Several, "DELETE"), 0, all),
        (&both_listed, request("PUT", evil, None), 1, Vary::Nothing),
        (&both_listed, request("HEAD", evil, None), 0, Vary::Nothing),
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
            Vary::Nothing,
        ),
        (
            &listed_first,
            request("DELETE", RequestOrigin::Absent, None),
            1,
            Vary::Origin,
        ),
        (&both_listed[..1], asks(evil, "DELETE"), 0, Vary::Nothing),
    ] {
        let choice = choose(handlers, || request).expect("a handler");
        assert!(
            std::ptr::eq(choice.endpoint, &raw const handlers[at]),
            "{request:?}"
        );
        assert_eq!(choice.vary, vary, "{request:?}");
    }
    assert!(choose(&none, || asks(app, "GET")).is_none());
}
