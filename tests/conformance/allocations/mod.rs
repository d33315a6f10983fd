//! The allocations of a response with each integration, compared with a handler of the same
//! framework that writes the CORS headers itself.
//!
//! The counter counts the current thread only, so concurrent tests do not disturb it.

mod actix;
mod axum;
mod http;
mod poem;
mod rocket;

use std::hint::black_box;

use allocation_counter::measure;

use crate::case::{APP, EVIL};
use cors_tests::busy_poll::busy_poll;

/// A request for a `PUT` handler, and its response.
#[derive(Debug, Clone, Copy)]
enum Exchange {
    /// A request without `Origin`.
    Bare,
    Allowed,
    Denied,
    Preflight,
    DeniedPreflight,
}

impl Exchange {
    const ALL: [Self; 5] = [
        Self::Bare,
        Self::Allowed,
        Self::Denied,
        Self::Preflight,
        Self::DeniedPreflight,
    ];

    const fn is_preflight(self) -> bool {
        matches!(self, Self::Preflight | Self::DeniedPreflight)
    }

    const fn method(self) -> &'static str {
        if self.is_preflight() {
            "OPTIONS"
        } else {
            "PUT"
        }
    }

    /// Returns the headers of the request.
    fn request_headers(self) -> Vec<(&'static str, &'static str)> {
        let origin = match self {
            Self::Bare => None,
            Self::Allowed | Self::Preflight => Some(APP),
            Self::Denied | Self::DeniedPreflight => Some(EVIL),
        };
        let method = self.is_preflight().then_some("PUT");
        let origin = origin.map(|origin| ("origin", origin));
        let method = method.map(|method| ("access-control-request-method", method));
        origin.into_iter().chain(method).collect()
    }

    const fn status(self) -> u16 {
        match self {
            Self::Preflight => 204,
            Self::DeniedPreflight => 403,
            _ => 200,
        }
    }

    /// Returns the headers of the response. actix-web selects the handler by the requested method
    /// of a preflight, even if there is only one handler.
    const fn response_headers(
        self,
        integration: Integration,
    ) -> &'static [(&'static str, &'static str)] {
        const VARY: (&str, &str) = ("vary", "Origin");
        const VARY_BY_METHOD: (&str, &str) = ("vary", "Origin, Access-Control-Request-Method");
        const ORIGIN: (&str, &str) = ("access-control-allow-origin", APP);
        const CREDENTIALS: (&str, &str) = ("access-control-allow-credentials", "true");
        const METHODS: (&str, &str) = ("access-control-allow-methods", "PUT");
        const HEADERS: (&str, &str) = ("access-control-allow-headers", "x-token");
        const MAX_AGE: (&str, &str) = ("access-control-max-age", "600");
        match (self, integration) {
            (Self::Allowed, _) => &[ORIGIN, CREDENTIALS, VARY],
            (Self::Preflight, Integration::Actix) => &[
                ORIGIN,
                CREDENTIALS,
                METHODS,
                HEADERS,
                MAX_AGE,
                VARY_BY_METHOD,
            ],
            (Self::Preflight, _) => &[ORIGIN, CREDENTIALS, METHODS, HEADERS, MAX_AGE, VARY],
            (Self::DeniedPreflight, Integration::Actix) => &[VARY_BY_METHOD],
            _ => &[VARY],
        }
    }
}

/// The integrations that respond differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Integration {
    Http,
    Actix,
    Rocket,
}

/// A response, and the number of allocations for it.
#[derive(Debug)]
struct Observed {
    status: u16,
    /// The CORS headers and `Vary`, sorted by name.
    lines: Vec<(String, String)>,
    allocated: u64,
}

impl Observed {
    fn new<'l>(
        status: u16,
        lines: impl IntoIterator<Item = (&'l str, &'l [u8])>,
        allocated: u64,
    ) -> Self {
        let lines = lines.into_iter().map(|(name, value)| {
            let value = String::from_utf8_lossy(value).into_owned();
            (name.to_lowercase(), value)
        });
        let mut lines: Vec<_> = lines
            .filter(|(name, _)| name == "vary" || name.starts_with("access-control-"))
            .collect();
        lines.sort();
        Self {
            status,
            lines,
            allocated,
        }
    }
}

/// Returns the result of `operation` and its number of allocations.
fn counted<T>(operation: impl FnOnce() -> T) -> (T, u64) {
    let mut returned = None;
    let counted = measure(|| returned = Some(black_box(operation())));
    (
        returned.expect("`measure` runs the operation"),
        counted.count_total,
    )
}

/// Sends every request to the annotated and to the hand-written handler, and asserts equal headers
/// and no more allocations.
fn assert_alike(
    annotated: impl Fn(Exchange) -> Observed,
    handwritten: impl Fn(Exchange) -> Observed,
) {
    for exchange in Exchange::ALL {
        let settled = |send: &dyn Fn(Exchange) -> Observed| {
            // The first requests initialize what later requests share.
            for _ in 0..4 {
                send(exchange);
            }
            send(exchange)
        };
        let (annotated, handwritten) = (settled(&annotated), settled(&handwritten));
        assert_eq!(annotated.status, exchange.status(), "{exchange:?}");
        assert_eq!(annotated.lines, handwritten.lines, "{exchange:?}");
        let (annotated, handwritten) = (annotated.allocated, handwritten.allocated);
        assert!(
            annotated <= handwritten,
            "{exchange:?}: {annotated} for {handwritten}"
        );
    }
}
