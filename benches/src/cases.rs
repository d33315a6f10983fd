//! The table of cases.
//!
//! `actual/…` is a `GET`, and `preflight/…` requests `PUT`. A `miss` has an origin with the length, the
//! beginning and the end of the listed ones; a `miss-length` one of another length. Hostile requests, with
//! headers of 8 or 64 KiB, are not sent by browsers, but by attackers.

use crate::case::{Case, PolicyId, origin};

/// An origin that resembles the listed ones and is in no list.
const UNLISTED: &str = "https://app-99999.example.com";

/// An origin that differs from the listed ones in its length.
const OTHER_LENGTH: &str = "https://evil.example";

/// Returns all cases, in the order of the tables.
#[must_use]
pub fn cases() -> Vec<Case> {
    let mut cases = vec![
        actual("actual/no-origin", PolicyId::Exact(1), None, false),
        actual("actual/1/hit", PolicyId::Exact(1), Some(origin(0)), true),
        actual_from("actual/1/miss", PolicyId::Exact(1), UNLISTED, false),
        actual("actual/any", PolicyId::Any, Some(origin(0)), true),
        actual(
            "actual/subdomain/hit",
            PolicyId::Subdomains,
            Some(origin(0)),
            true,
        ),
        actual_from(
            "actual/subdomain/miss",
            PolicyId::Subdomains,
            OTHER_LENGTH,
            false,
        ),
        actual(
            "actual/credentials",
            PolicyId::Credentials,
            Some(origin(0)),
            true,
        ),
        actual("actual/expose-3", PolicyId::Expose3, Some(origin(0)), true),
        actual(
            "actual/credentials+expose-3",
            PolicyId::CredentialsExpose3,
            Some(origin(0)),
            true,
        ),
        Case {
            handler_has_headers: true,
            ..actual(
                "actual/headers-already",
                PolicyId::Exact(1),
                Some(origin(0)),
                true,
            )
        },
    ];
    for (many, names) in LISTS {
        let policy = PolicyId::Exact(many);
        cases.extend([
            actual(names[0], policy, Some(origin(0)), true),
            actual(names[1], policy, Some(origin(many - 1)), true),
            actual_from(names[2], policy, UNLISTED, false),
            actual_from(names[3], policy, OTHER_LENGTH, false),
        ]);
    }
    let oversized = format!("https://{}.example.com", "a".repeat(64 * 1024 - 20));
    cases.push(actual_from(
        "actual/64k-origin",
        PolicyId::Exact(1),
        &oversized,
        false,
    ));
    cases.extend(preflights());
    cases.extend(hostile_preflights());
    cases.push(Case {
        is_allowed: false,
        ..preflight(
            "preflight/64k-origin",
            PolicyId::Preflight,
            &oversized,
            &three_headers(),
        )
    });
    cases
}

const LISTS: [(usize, [&str; 4]); 4] = [
    (
        10,
        [
            "actual/10/first",
            "actual/10/last",
            "actual/10/miss",
            "actual/10/miss-length",
        ],
    ),
    (
        100,
        [
            "actual/100/first",
            "actual/100/last",
            "actual/100/miss",
            "actual/100/miss-length",
        ],
    ),
    (
        1_000,
        [
            "actual/1000/first",
            "actual/1000/last",
            "actual/1000/miss",
            "actual/1000/miss-length",
        ],
    ),
    (
        10_000,
        [
            "actual/10000/first",
            "actual/10000/last",
            "actual/10000/miss",
            "actual/10000/miss-length",
        ],
    ),
];

fn preflights() -> Vec<Case> {
    let twenty: Vec<String> = (0..20)
        .map(|index| format!("x-header-{index:02}"))
        .collect();
    let mut refused_method = preflight(
        "preflight/refused-method",
        PolicyId::Preflight,
        &origin(0),
        &three_headers(),
    );
    refused_method.headers[1].1 = "PURGE".to_owned();
    vec![
        preflight("preflight/plain", PolicyId::Preflight, &origin(0), ""),
        preflight(
            "preflight/3-headers",
            PolicyId::Preflight,
            &origin(0),
            &three_headers(),
        ),
        preflight(
            "preflight/20-headers",
            PolicyId::Preflight20,
            &origin(0),
            &twenty.join(","),
        ),
        preflight(
            "preflight/credentials",
            PolicyId::PreflightCredentials,
            &origin(0),
            &three_headers(),
        ),
        preflight(
            "preflight/1000-origins",
            PolicyId::Preflight1000,
            &origin(999),
            &three_headers(),
        ),
        Case {
            is_allowed: false,
            ..preflight(
                "preflight/refused-origin",
                PolicyId::Preflight,
                UNLISTED,
                &three_headers(),
            )
        },
        Case {
            is_allowed: false,
            ..refused_method
        },
        Case {
            is_allowed: false,
            ..preflight(
                "preflight/refused-header",
                PolicyId::Preflight,
                &origin(0),
                "authorization,x-evil",
            )
        },
    ]
}

fn hostile_preflights() -> Vec<Case> {
    let mut cases = Vec::new();
    for (size, names) in [
        (
            8 * 1024,
            [
                "preflight/8k-commas",
                "preflight/8k-long",
                "preflight/8k-repeat",
                "preflight/8k-distinct",
            ],
        ),
        (
            64 * 1024,
            [
                "preflight/64k-commas",
                "preflight/64k-long",
                "preflight/64k-repeat",
                "preflight/64k-distinct",
            ],
        ),
    ] {
        let distinct: Vec<String> = (0..size / 9).map(|index| format!("x-{index:06}")).collect();
        let repeated = vec!["content-type"; size / 13];
        let hostile = |name, requested: &str, is_allowed| Case {
            is_allowed,
            ..preflight(name, PolicyId::Preflight, &origin(0), requested)
        };
        cases.extend([
            // A list without a name, so no name can be refused.
            hostile(names[0], &",".repeat(size), true),
            hostile(names[1], &"x".repeat(size), false),
            hostile(names[2], &repeated.join(","), true),
            hostile(names[3], &distinct.join(","), false),
        ]);
    }
    cases
}

/// Three names as browsers send them: sorted, in lower case, without spaces.
fn three_headers() -> String {
    "authorization,content-type,x-csrf-token".to_owned()
}

fn actual_from(name: &'static str, policy: PolicyId, origin: &str, is_allowed: bool) -> Case {
    actual(name, policy, Some(origin.to_owned()), is_allowed)
}

fn actual(name: &'static str, policy: PolicyId, origin: Option<String>, is_allowed: bool) -> Case {
    Case {
        name,
        policy,
        method: "GET",
        headers: origin
            .map(|origin| ("origin", origin))
            .into_iter()
            .collect(),
        handler_has_headers: false,
        is_allowed,
    }
}

fn preflight(name: &'static str, policy: PolicyId, origin: &str, requested: &str) -> Case {
    let mut headers = vec![
        ("origin", origin.to_owned()),
        ("access-control-request-method", "PUT".to_owned()),
    ];
    if !requested.is_empty() {
        headers.push(("access-control-request-headers", requested.to_owned()));
    }
    Case {
        name,
        policy,
        method: "OPTIONS",
        headers,
        handler_has_headers: false,
        is_allowed: true,
    }
}
