//! Middleware between an annotated handler and a fallback policy, which may change any header.

use facade::Policy;
use facade::poem::{Cors, cors, get};
use poem::http::{HeaderValue, StatusCode};
use poem::middleware::CatchPanic;
use poem::{Endpoint, EndpointExt, Error, Request, Response, Result, Route, handler};

use crate::support::{APP, EVIL, Seen, preflight, request, request_to, send};

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn listed() -> &'static str {
    "listed"
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn panicking() -> &'static str {
    panic!("a bug")
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[handler]
async fn failing() -> Result<()> {
    Err(poem::error::NotFoundError.into())
}

#[handler]
async fn plain() -> &'static str {
    "plain"
}

/// A policy that allows more than that of the handler.
static PUBLIC: Policy = facade::policy! { origins = ["*"] };

static ENFORCED: Policy = facade::policy! {
    origins = ["https://app.example.com"],
    credentials,
    methods = ["PUT"],
    enforce,
};

/// The changes of middleware to a response.
const CHANGES: [fn(Response) -> Result<Response>; 6] = [
    Ok,
    |mut response| {
        let value = HeaderValue::from_static("accept");
        response.headers_mut().insert("vary", value);
        Ok(response)
    },
    |mut response| {
        let value = HeaderValue::from_static("*");
        response.headers_mut().insert("vary", value);
        Ok(response)
    },
    |mut response| {
        response.headers_mut().remove("vary");
        Ok(response)
    },
    |mut response| {
        response.headers_mut().clear();
        Ok(response)
    },
    |mut response| {
        response.set_status(StatusCode::IM_A_TEAPOT);
        Ok(response)
    },
];

fn app(change: fn(Response) -> Result<Response>) -> impl Endpoint {
    let routes = Route::new().at("/notes", get(listed));
    let changed = routes.around(move |inner, request: Request| async move {
        change(inner.get_response(request).await)
    });
    changed.with(Cors::fallback(&PUBLIC))
}

#[tokio::test]
async fn refusal_of_a_handler_stands() {
    for (number, change) in CHANGES.into_iter().enumerate() {
        let app = app(change);
        for request in [request("GET", EVIL), preflight("GET", EVIL)] {
            let seen = send(&app, request).await;
            assert_eq!(seen.cors, [""; 0], "{number}");
        }
    }
}

#[tokio::test]
async fn responses_without_a_decision_get_the_fallback() {
    for (number, change) in CHANGES.into_iter().enumerate() {
        let app = app(change);
        for path in ["/unknown", "/"] {
            let seen = send(&app, request_to(path, "GET", EVIL)).await;
            assert_eq!(seen.cors, ["allow-origin: *"], "{number}");
        }
    }
}

/// A response of middleware in place of a decided one has no decision.
#[tokio::test]
async fn response_that_replaces_a_decided_one_gets_the_fallback() {
    let changes: [fn(Response) -> Result<Response>; 2] = [
        |_| Ok((StatusCode::GATEWAY_TIMEOUT, "late").into()),
        |_| Err(Error::from_string("late", StatusCode::GATEWAY_TIMEOUT)),
    ];
    for change in changes {
        let app = app(change);
        for origin in [APP, EVIL] {
            let seen = send(&app, request("GET", origin)).await;
            assert_eq!((seen.status, &*seen.body), (504, "late"));
            assert_eq!(seen.cors, ["allow-origin: *"]);
        }
    }
}

#[tokio::test]
async fn response_to_a_panic_gets_the_fallback() {
    let routes = Route::new().at("/notes", get(panicking));
    let app = routes.with((CatchPanic::new(), Cors::fallback(&PUBLIC)));
    let seen = send(&app, request("GET", APP)).await;
    assert_eq!(
        (seen.status, &seen.cors[..]),
        (500, &["allow-origin: *".to_owned()][..])
    );
}

#[tokio::test]
async fn middleware_applies_to_endpoints_without_a_policy() {
    let vary = ["Origin"];
    let granted = [
        "allow-origin: https://app.example.com",
        "allow-credentials: true",
    ];
    let with_method = [granted[0], granted[1], "allow-methods: PUT"];
    for cors in [Cors::new(&ENFORCED), Cors::fallback(&ENFORCED)] {
        let app = Route::new()
            .at("/notes", poem::get(plain).put(plain))
            .with(cors);
        let seen = send(&app, request("PUT", APP)).await;
        assert_eq!(seen, Seen::new(200, &granted, &vary, "plain"));
        let seen = send(&app, request("PUT", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &vary, ""));
        let seen = send(&app, preflight("PUT", APP)).await;
        assert_eq!(seen, Seen::new(204, &with_method, &vary, ""));
        let seen = send(&app, preflight("PUT", EVIL)).await;
        assert_eq!(seen, Seen::new(403, &[], &vary, ""));
        let seen = send(&app, request_to("/unknown", "GET", APP)).await;
        assert_eq!(seen, Seen::new(404, &granted, &vary, "not found"));
    }
}

/// `Cors::new` responds before the endpoint runs, `Cors::fallback` in its place.
#[tokio::test]
async fn forbidden_requests_reach_no_endpoint() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static RAN: AtomicUsize = AtomicUsize::new(0);
    let counting = || {
        poem::endpoint::make_sync(|_| {
            RAN.fetch_add(1, Ordering::Relaxed);
        })
    };
    for (cors, ran) in [(Cors::new(&ENFORCED), 0), (Cors::fallback(&ENFORCED), 2)] {
        let app = counting().with(cors);
        for request in [request("PUT", EVIL), preflight("PUT", EVIL)] {
            assert_eq!(send(&app, request).await.status, 403);
        }
        assert_eq!(RAN.swap(0, Ordering::Relaxed), ran);
    }
}

/// Release builds keep the decision of the handler.
#[tokio::test]
#[cfg_attr(
    debug_assertions,
    should_panic(expected = "`Cors::new` is around a handler that has a policy of its own")
)]
async fn middleware_around_an_annotated_handler_is_a_mistake() {
    let app = Route::new()
        .at("/notes", get(listed))
        .with(Cors::new(&PUBLIC));
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen, Seen::new(200, &[], &["Origin"], "listed"));
}

#[tokio::test]
#[cfg_attr(
    debug_assertions,
    should_panic(expected = "replace `Cors::new` with `Cors::fallback`")
)]
async fn middleware_around_a_failing_handler_is_a_mistake() {
    let app = Route::new()
        .at("/notes", get(failing))
        .with(Cors::new(&PUBLIC));
    let seen = send(&app, request("GET", EVIL)).await;
    assert_eq!(seen, Seen::new(404, &[], &["Origin"], "not found"));
}

#[tokio::test]
async fn decisions_are_marked_only_for_a_fallback() {
    let routes = || Route::new().at("/notes", get(listed));
    let response = routes().get_response(request("GET", APP)).await;
    assert!(response.data::<cors_runtime::Decided>().is_none());
    let response = routes().with(Cors::fallback(&PUBLIC));
    let response = response.get_response(request("GET", APP)).await;
    assert!(response.data::<cors_runtime::Decided>().is_some());
}
