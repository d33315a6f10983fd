//! Origins that depend on the host and the path of the request.

use super::resources::{REQUESTED_METHOD, UNHANDLED};
use crate::case::{
    ADMIN, ALLOW_CREDENTIALS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL, HOST, ROUTERS,
};
use crate::tenants::{OTHER_HOST, origins_at};

const NOT_A_HOST: &str = "user@api.test";

pub(super) fn cases() -> Vec<Case> {
    let origins = [
        APP,
        ADMIN,
        EVIL,
        "https://b.example",
        "https://other.example",
    ];
    let hosts = [
        HOST,
        "api.test:8443",
        OTHER_HOST,
        "API.test",
        "api.test.",
        "unknown.test",
        NOT_A_HOST,
    ];
    let mut cases = Vec::new();
    for fixture in ["tenant_a", "tenant_b"] {
        for host in hosts {
            let known = host.strip_suffix(":8443").unwrap_or(host);
            for origin in origins {
                // The policy itself lists one origin, for every host and path.
                let allowed = origin == ADMIN || origins_at(known, fixture).any(|it| it == origin);
                cases.extend(both(fixture, host, origin, allowed));
            }
        }
    }
    cases.extend(selected());
    cases
}

/// A preflight and an actual request.
fn both(
    fixture: &'static str,
    host: &'static str,
    origin: &'static str,
    allowed: bool,
) -> [Case; 2] {
    let allow_origin = (ALLOW_ORIGIN, origin);
    let at = |case: Case| case.host(host).origin(origin).vary(["Origin"]);
    let description = format!("{origin} at {host}");
    let preflight = format!("preflight by {description}");
    if allowed {
        [
            at(Case::actual(fixture, "GET", &description)).cors([allow_origin, ALLOW_CREDENTIALS]),
            at(Case::preflight(fixture, "PUT", &preflight)).cors([
                allow_origin,
                ALLOW_CREDENTIALS,
                (ALLOW_METHODS, "GET,PUT"),
            ]),
        ]
    } else {
        [
            at(Case::actual(fixture, "GET", &description)),
            at(Case::denied(fixture, "PUT", &preflight)),
        ]
    }
}

/// A preflight for a method without a handler gets the first policy that allows the origin for the
/// request.
fn selected() -> Vec<Case> {
    let fixture = "tenant_routes";
    let mut cases = Vec::new();
    for (host, origin, allowed) in [
        (HOST, APP, true),
        (OTHER_HOST, APP, false),
        (OTHER_HOST, "https://other.example", true),
        (HOST, "https://other.example", false),
        (HOST, ADMIN, true),
        (OTHER_HOST, ADMIN, true),
    ] {
        let description = format!("preflight without a handler by {origin} at {host}");
        let case = if allowed {
            Case::preflight(fixture, "DELETE", &description).cors([
                (ALLOW_ORIGIN, origin),
                ALLOW_CREDENTIALS,
                UNHANDLED,
            ])
        } else {
            Case::denied(fixture, "DELETE", &description)
        };
        cases.push(
            case.host(host)
                .origin(origin)
                .vary(["Origin", REQUESTED_METHOD])
                .only(ROUTERS, "a function has one policy"),
        );
    }
    cases
}
