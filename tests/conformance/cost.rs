//! Allocations do not grow with the request, and a full header map does not cause a panic.
//!
//! The counter counts the current thread only, so concurrent tests do not disturb it.

use std::hint::black_box;

use allocation_counter::measure;
use axum::body::Body;
use axum::middleware::from_fn;
use axum::routing::MethodRouter;
use cors_runtime::Policy;
use cors_runtime::{KnownDetails, RequestOrigin, decide};
use facade::axum::{get, put};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};
use tower::ServiceExt;

use crate::case::{ALLOW_ORIGIN, APP, EVIL};
use cors_tests::busy_poll::busy_poll;

const KIB: usize = 1024;
const ORIGIN: &str = "origin";
const REQUESTED_METHOD: &str = "access-control-request-method";
const REQUESTED_HEADERS: &str = "access-control-request-headers";

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

/// Declares handlers that do nothing, and so allocate nothing.
macro_rules! handlers {
    ($($policy:ident: $function:ident, $handler:ident)+) => {
        $(
            #[facade::cors(crate = facade, policy = $policy)]
            fn $function<B: Default>(_: Request<B>) -> Response<()> {
                Response::new(())
            }

            #[facade::axum::cors(crate = facade, policy = $policy)]
            async fn $handler() {}
        )+

        fn integrations() -> Vec<(&'static str, &'static Policy, Call, MethodRouter)> {
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

handlers! {
    LISTED: listed, mounted_listed
    PATTERNS: patterns, mounted_patterns
    PUBLIC: public, mounted_public
}

type Lines = Vec<(&'static str, Vec<u8>)>;

/// Returns methods with a short request, and long requests that get the same response.
fn requests() -> Vec<(&'static str, Lines, Vec<Lines>)> {
    let long_origins = || {
        [
            vec![b'a'; 64 * KIB],
            vec![0xff; 64 * KIB],
            [APP.as_bytes(), &vec![b'.'; 64 * KIB]].concat(),
            format!("https://{}example.com", "a.".repeat(32 * KIB)).into_bytes(),
            format!("http://localhost:{}", "1".repeat(64 * KIB)).into_bytes(),
        ]
    };
    let requesting_headers = |headers: &[u8]| {
        vec![
            (ORIGIN, APP.into()),
            (REQUESTED_METHOD, b"PUT".to_vec()),
            (REQUESTED_HEADERS, headers.to_owned()),
        ]
    };
    let requesting_method =
        |method: Vec<u8>| vec![(ORIGIN, APP.into()), (REQUESTED_METHOD, method)];
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
            vec![(ORIGIN, EVIL.into()), (REQUESTED_METHOD, b"PUT".to_vec())],
            long_origins()
                .map(|origin| vec![(ORIGIN, origin), (REQUESTED_METHOD, b"PUT".to_vec())])
                .into(),
        ),
        (
            "OPTIONS",
            requesting_headers(b"content-type"),
            vec![
                requesting_headers(&[b','; 10_000]),
                requesting_headers(&b"x-a,".repeat(16 * KIB)),
                requesting_headers(&[b'x'; 64 * KIB]),
                requesting_headers(&[0xff; 64 * KIB]),
            ],
        ),
        (
            "OPTIONS",
            requesting_method(b"XUT".to_vec()),
            vec![
                requesting_method(b"PUT".repeat(20 * KIB)),
                requesting_method(vec![0xff; 64 * KIB]),
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

/// Returns the number of allocations and of bytes.
fn allocated(run: impl FnOnce()) -> (u64, u64) {
    let counted = measure(run);
    (counted.count_total, counted.bytes_total)
}

fn assert_flat(integration: &str, mut cost: impl FnMut(&str, &Lines) -> (u64, u64)) {
    // The first requests initialize what later requests share.
    let first = vec![(ORIGIN, APP.into()), (REQUESTED_METHOD, b"PUT".to_vec())];
    let unhandled = vec![(ORIGIN, APP.into()), (REQUESTED_METHOD, b"XUT".to_vec())];
    cost("OPTIONS", &first);
    cost("OPTIONS", &unhandled);
    cost("PUT", &first);
    for (method, short, longs) in requests() {
        let expected = cost(method, &short);
        for long in &longs {
            let start = long.last().map(|(name, value)| {
                (
                    name,
                    value[..value.len().min(24)].escape_ascii().to_string(),
                )
            });
            assert_eq!(
                cost(method, long),
                expected,
                "{integration}: {method}, {start:?}…"
            );
        }
    }
}

#[test]
fn decision_does_not_allocate() {
    for policy in [&LISTED, &PATTERNS, &PUBLIC] {
        for (method, short, longs) in requests() {
            for lines in longs.iter().chain([&short]) {
                let of = |requesting_method: &'static str| {
                    let lines = lines
                        .iter()
                        .filter(move |(name, _)| *name == requesting_method);
                    lines.map(|(_, value)| value.as_slice())
                };
                let counted = allocated(|| {
                    let request = cors_runtime::Request {
                        method,
                        origin: RequestOrigin::from_values(of(ORIGIN)),
                        requested_method: of(REQUESTED_METHOD).next(),
                        may_be_overridden: false,
                        details: KnownDetails::default(),
                    };
                    let decision = decide(policy, policy.methods(), &request);
                    let headers = decision.header_values(&request);
                    black_box(headers.count());
                });
                assert_eq!(counted, (0, 0));
            }
        }
    }
}

#[test]
fn response_cost_is_independent_of_request_size() {
    for (name, _, function, mounted) in integrations() {
        assert_flat(name, |method, lines| {
            let request = request(method, lines);
            allocated(|| drop(black_box(function(request))))
        });
        assert_flat(&format!("{name}, mounted"), |method, lines| {
            let (request, mounted) = (request(method, lines), mounted.clone());
            allocated(|| drop(black_box(busy_poll(mounted.oneshot(request)))))
        });
    }
    for (name, mounted) in layered() {
        assert_flat(&format!("{name}, layered"), |method, lines| {
            let (request, mounted) = (request(method, lines), mounted.clone());
            allocated(|| drop(black_box(busy_poll(mounted.oneshot(request)))))
        });
    }
}

/// Header values of a policy are shared between requests: the methods of a route do not change the
/// cost of a response that does not list them.
#[test]
fn layered_resource_shares_header_values() {
    let nothing = || from_fn(|request, next: axum::middleware::Next| next.run(request));
    let unlisted: MethodRouter = get(mounted_listed).layer(nothing()).into();
    let listed: MethodRouter = put(mounted_listed).layer(nothing()).into();
    let lines = vec![(ORIGIN, APP.into())];
    let cost = |mounted: &MethodRouter, method: &str| {
        let (request, mounted) = (request(method, &lines), mounted.clone());
        allocated(|| drop(black_box(busy_poll(mounted.oneshot(request)))))
    };
    cost(&unlisted, "GET");
    cost(&listed, "PUT");
    assert_eq!(cost(&unlisted, "GET"), cost(&listed, "PUT"));
}

/// Guards the tests above against a counter that does not count.
#[test]
fn allocation_counter_counts() {
    assert_eq!(allocated(|| drop(black_box(vec![0_u8; 7]))), (1, 7));
    let preflight = vec![(ORIGIN, APP.into()), (REQUESTED_METHOD, b"PUT".to_vec())];
    let (allowed, plain) = (request("OPTIONS", &preflight), request("PUT", &Vec::new()));
    listed(Request::new(()));
    let (times, bytes) = allocated(|| drop(black_box(listed(allowed))));
    assert!(
        times > 0 && bytes > 0,
        "a preflight's respond has a header map"
    );
    let of_actual = allocated(|| drop(black_box(listed(plain))));
    assert_ne!(of_actual, (times, bytes));
}

/// Returns a map with the maximal number of headers.
fn full() -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(ALLOW_ORIGIN, HeaderValue::from_static("*"));
    for number in 0.. {
        let name = HeaderName::try_from(format!("x-{number}")).expect("a valid name");
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
fn fill_headers(_: Request<()>) -> Response<()> {
    let mut response = Response::new(());
    *response.headers_mut() = full();
    response
}

#[test]
fn full_header_map_never_allows_other_origins() {
    for origin in [APP, EVIL] {
        let request = Request::builder().header(ORIGIN, origin).body(());
        let response = fill_headers(request.expect("a valid request"));
        assert_eq!(response.status(), StatusCode::OK);
        let allowed: Vec<_> = response.headers().get_all(ALLOW_ORIGIN).iter().collect();
        let is_valid = allowed.is_empty() || (origin == APP && allowed == [APP]);
        assert!(is_valid, "for {origin}: {allowed:?}");
    }
}
