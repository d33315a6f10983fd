//! What is allocated for a request does not grow with the request, and nothing panics where there is
//! no room.
//!
//! The counter counts the thread it is asked on, so nothing else that runs is in the numbers.

use std::hint::black_box;

use allocation_counter::measure;
use axum::body::Body;
use axum::middleware::from_fn;
use axum::routing::MethodRouter;
use cors_runtime::policy::Policy;
use cors_runtime::protocol::{self, RequestOrigin, decide};
use facade::axum::{get, put};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use tower::ServiceExt;

use crate::case::{ALLOW_ORIGIN, APP, EVIL};
use crate::drive;

const KIB: usize = 1024;
const ORIGIN: &str = "origin";
const ASKED_METHOD: &str = "access-control-request-method";
const ASKED_HEADERS: &str = "access-control-request-headers";

static LISTED: Policy = facade::policy! {
    origins = ["https://app.example.com", "https://admin.example.com:8443"],
    credentials,
    methods = ["PUT"],
    headers = ["content-type"],
    max_age = 600,
};

static PATTERNS: Policy = facade::policy! {
    origins = ["https://*.example.com", "https://*.example.org:8443", "http://localhost:*"],
    methods = ["PUT"],
    expose = ["etag"],
};

static PUBLIC: Policy = facade::policy! {
    origins = ["*"],
    headers = ["*", "authorization"],
    expose = ["*"],
};

/// The handlers have nothing to do, and so nothing to allocate.
macro_rules! behind {
    ($($policy:ident: $function:ident, $handler:ident)+) => {
        $(
            #[facade::cors(crate = facade, policy = $policy)]
            fn $function<B: Default>(_: Request<B>) -> Response<()> {
                Response::new(())
            }

            #[facade::axum::cors(crate = facade, policy = $policy)]
            async fn $handler() {}
        )+

        fn doors() -> Vec<(&'static str, &'static Policy, Call, MethodRouter)> {
            vec![$((
                stringify!($function),
                &$policy,
                $function::<Body> as Call,
                put($handler).into(),
            )),+]
        }

        fn layered() -> Vec<(&'static str, MethodRouter)> {
            let nothing = || from_fn(|request, next: axum::middleware::Next| next.run(request));
            vec![$((stringify!($function), put($handler).layer(nothing()).into())),+]
        }
    };
}

type Call = fn(Request<Body>) -> Response<()>;

behind! {
    LISTED: listed, mounted_listed
    PATTERNS: patterns, mounted_patterns
    PUBLIC: public, mounted_public
}

type Lines = Vec<(&'static str, Vec<u8>)>;

/// A short request, and long ones that get the same answer.
fn alike() -> Vec<(&'static str, Lines, Vec<Lines>)> {
    let long_origins = || {
        [
            vec![b'a'; 64 * KIB],
            vec![0xff; 64 * KIB],
            [APP.as_bytes(), &vec![b'.'; 64 * KIB]].concat(),
            format!("https://{}example.com", "a.".repeat(32 * KIB)).into_bytes(),
            format!("http://localhost:{}", "1".repeat(64 * KIB)).into_bytes(),
        ]
    };
    let asked = |headers: &[u8]| {
        vec![
            (ORIGIN, APP.into()),
            (ASKED_METHOD, b"PUT".to_vec()),
            (ASKED_HEADERS, headers.to_owned()),
        ]
    };
    let wanted = |method: Vec<u8>| vec![(ORIGIN, APP.into()), (ASKED_METHOD, method)];
    vec![
        (
            "PUT",
            vec![(ORIGIN, EVIL.into())],
            long_origins().map(|origin| vec![(ORIGIN, origin)]).into(),
        ),
        (
            "PUT",
            vec![(ORIGIN, APP.into()), (ORIGIN, EVIL.into())],
            long_origins()
                .map(|origin| vec![(ORIGIN, APP.into()), (ORIGIN, origin)])
                .into(),
        ),
        (
            "OPTIONS",
            vec![(ORIGIN, EVIL.into()), (ASKED_METHOD, b"PUT".to_vec())],
            long_origins()
                .map(|origin| vec![(ORIGIN, origin), (ASKED_METHOD, b"PUT".to_vec())])
                .into(),
        ),
        (
            "OPTIONS",
            asked(b"content-type"),
            vec![
                asked(&[b','; 10_000]),
                asked(&b"x-a,".repeat(16 * KIB)),
                asked(&[b'x'; 64 * KIB]),
                asked(&[0xff; 64 * KIB]),
            ],
        ),
        (
            "OPTIONS",
            wanted(b"PUT".to_vec()),
            vec![
                wanted(b"PUT".repeat(20 * KIB)),
                wanted(vec![0xff; 64 * KIB]),
            ],
        ),
    ]
}

fn request(method: &str, lines: &Lines) -> Request<Body> {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method.parse().expect("the test names methods");
    for (name, value) in lines {
        let value = HeaderValue::from_bytes(value).expect("the test has no control characters");
        request.headers_mut().append(*name, value);
    }
    request
}

/// How often, and how many bytes.
fn allocated(run: impl FnOnce()) -> (u64, u64) {
    let counted = measure(run);
    (counted.count_total, counted.bytes_total)
}

fn assert_flat(door: &str, mut cost: impl FnMut(&str, &Lines) -> (u64, u64)) {
    // The first ones make what is made once.
    let first = vec![(ORIGIN, APP.into()), (ASKED_METHOD, b"PUT".to_vec())];
    cost("OPTIONS", &first);
    cost("PUT", &first);
    for (method, short, longs) in alike() {
        let expected = cost(method, &short);
        for long in &longs {
            let start = long.last().map(|(name, value)| {
                (
                    name,
                    value[..value.len().min(24)].escape_ascii().to_string(),
                )
            });
            assert_eq!(cost(method, long), expected, "{door}: {method}, {start:?}…");
        }
    }
}

#[test]
fn the_decision_allocates_nothing() {
    for policy in [&LISTED, &PATTERNS, &PUBLIC] {
        for (method, short, longs) in alike() {
            for lines in longs.iter().chain([&short]) {
                let of = |wanted: &'static str| {
                    let lines = lines.iter().filter(move |(name, _)| *name == wanted);
                    lines.map(|(_, value)| value.as_slice())
                };
                let counted = allocated(|| {
                    let request = protocol::Request {
                        method,
                        origin: RequestOrigin::from_lines(of(ORIGIN)),
                        asked_method: of(ASKED_METHOD).next(),
                        site: protocol::Site::default(),
                    };
                    let decision = decide(policy, policy.methods(), &request);
                    let fields = decision.fields(policy, policy.methods(), &request);
                    black_box(fields.count());
                });
                assert_eq!(counted, (0, 0));
            }
        }
    }
}

#[test]
fn an_answer_costs_what_it_costs_whatever_was_sent() {
    for (name, _, function, mounted) in doors() {
        assert_flat(name, |method, lines| {
            let request = request(method, lines);
            allocated(|| drop(black_box(function(request))))
        });
        assert_flat(&format!("{name}, mounted"), |method, lines| {
            let (request, mounted) = (request(method, lines), mounted.clone());
            allocated(|| drop(black_box(drive(mounted.oneshot(request)))))
        });
    }
    for (name, mounted) in layered() {
        assert_flat(&format!("{name}, layered"), |method, lines| {
            let (request, mounted) = (request(method, lines), mounted.clone());
            allocated(|| drop(black_box(drive(mounted.oneshot(request)))))
        });
    }
}

/// A policy's values are shared, and not copied for each request: what the route is mounted for makes no
/// difference to a response that does not mention it.
#[test]
fn a_layered_resource_copies_nothing_of_its_policy() {
    let nothing = || from_fn(|request, next: axum::middleware::Next| next.run(request));
    let unlisted: MethodRouter = get(mounted_listed).layer(nothing()).into();
    let listed: MethodRouter = put(mounted_listed).layer(nothing()).into();
    let lines = vec![(ORIGIN, APP.into())];
    let cost = |mounted: &MethodRouter, method: &str| {
        let (request, mounted) = (request(method, &lines), mounted.clone());
        allocated(|| drop(black_box(drive(mounted.oneshot(request)))))
    };
    cost(&unlisted, "GET");
    cost(&listed, "PUT");
    assert_eq!(cost(&unlisted, "GET"), cost(&listed, "PUT"));
}

/// Otherwise the test above would be green without a counter, too.
#[test]
fn the_counter_counts() {
    assert_eq!(allocated(|| drop(black_box(vec![0_u8; 7]))), (1, 7));
    let preflight = vec![(ORIGIN, APP.into()), (ASKED_METHOD, b"PUT".to_vec())];
    let (allowed, plain) = (request("OPTIONS", &preflight), request("PUT", &Vec::new()));
    listed(Request::new(()));
    let (times, bytes) = allocated(|| drop(black_box(listed(allowed))));
    assert!(
        times > 0 && bytes > 0,
        "a preflight's answer has a header map"
    );
    let of_actual = allocated(|| drop(black_box(listed(plain))));
    assert_ne!(of_actual, (times, bytes));
}

/// As many headers as a map takes.
fn full() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ALLOW_ORIGIN, HeaderValue::from_static("*"));
    for number in 0.. {
        let name = HeaderName::try_from(format!("x-{number}")).expect("the name is one");
        if headers
            .try_insert(name, HeaderValue::from_static(""))
            .is_err()
        {
            break;
        }
    }
    headers
}

#[facade::cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
fn talkative(_: Request<()>) -> Response<()> {
    let mut response = Response::new(());
    *response.headers_mut() = full();
    response
}

#[test]
fn a_handler_that_fills_the_map_is_answered_and_lets_nobody_in() {
    for origin in [APP, EVIL] {
        let request = Request::builder().header(ORIGIN, origin).body(());
        let response = talkative(request.expect("the request is one"));
        assert_eq!(response.status(), StatusCode::OK);
        let allowed: Vec<_> = response.headers().get_all(ALLOW_ORIGIN).iter().collect();
        let is_right = allowed.is_empty() || (origin == APP && allowed == [APP]);
        assert!(is_right, "for {origin}: {allowed:?}");
    }
}
