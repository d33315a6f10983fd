//! Several handlers on one path: the handler and the policy that respond.

use crate::case::{
    ADMIN, ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL,
    EXPOSE_HEADERS, Line, MAX_AGE,
};

pub(super) const REQUESTED_METHOD: &str = "Access-Control-Request-Method";

/// The headers of every actual response under the policy that allows any origin.
const ANY_ORIGIN: [Line; 2] = [(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "etag")];

/// The methods in the response to a preflight for a method without a handler.
pub(super) const UNHANDLED: Line = (ALLOW_METHODS, "GET");

pub(super) fn cases() -> Vec<Case> {
    [notice(), listed_first(), members(), head(), options()].concat()
}

pub(super) fn preflight(fixture: &'static str, method: &str, origin: &str) -> Case {
    Case::preflight(
        fixture,
        method,
        &format!("preflight for `{method}` from {origin}"),
    )
    .origin(origin)
}

pub(super) fn denied(fixture: &'static str, method: &str, origin: &str) -> Case {
    let description = format!("preflight for {method} from {origin}, denied");
    Case::denied(fixture, method, &description).origin(origin)
}

pub(super) fn actual(fixture: &'static str, method: &str, origin: &str) -> Case {
    Case::actual(fixture, method, &format!("{method} from {origin}")).origin(origin)
}

/// Three handlers with three policies, of which the first allows any origin.
fn notice() -> Vec<Case> {
    let write = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "PUT"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "600"),
    ];
    let delete = [
        (ALLOW_ORIGIN, ADMIN),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "DELETE"),
    ];
    let mut cases = vec![
        preflight("notice", "PUT", APP)
            .cors(write)
            .vary(["Origin", REQUESTED_METHOD]),
        denied("notice", "PUT", ADMIN).vary(["Origin", REQUESTED_METHOD]),
        preflight("notice", "DELETE", ADMIN)
            .cors(delete)
            .vary(["Origin", REQUESTED_METHOD]),
        denied("notice", "DELETE", APP).vary(["Origin", REQUESTED_METHOD]),
        denied("notice", "DELETE", EVIL).vary(["Origin", REQUESTED_METHOD]),
        actual("notice", "PUT", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        actual("notice", "PUT", ADMIN).vary(["Origin"]),
        Case::actual("notice", "PUT", "PUT without Origin").vary(["Origin"]),
        actual("notice", "DELETE", ADMIN)
            .cors([
                (ALLOW_ORIGIN, ADMIN),
                ALLOW_CREDENTIALS,
                (EXPOSE_HEADERS, "x-total"),
            ])
            .vary(["Origin"]),
        actual("notice", "DELETE", APP).vary(["Origin"]),
        Case::actual("notice", "GET", "GET without Origin").cors(ANY_ORIGIN),
        Case::actual("notice", "HEAD", "HEAD without Origin").cors(ANY_ORIGIN),
        Case::by_framework("notice", "PATCH", 405, "a method without a handler")
            .origin(EVIL)
            .cors(ANY_ORIGIN)
            .other_header("allow", "DELETE,GET,HEAD,PUT"),
    ];
    for origin in [APP, ADMIN, EVIL, "null"] {
        cases.push(actual("notice", "GET", origin).cors(ANY_ORIGIN));
        for method in ["GET", "HEAD"] {
            let case = preflight("notice", method, origin).cors([(ALLOW_ORIGIN, "*")]);
            cases.push(case.vary([REQUESTED_METHOD]));
        }
        for method in ["PATCH", "put", "TRACE", ""] {
            let case = preflight("notice", method, origin);
            let case = case.cors([(ALLOW_ORIGIN, "*"), UNHANDLED]);
            cases.push(case.vary([REQUESTED_METHOD]));
        }
    }
    cases
}

/// The policy that allows any origin comes second: a preflight for a method without a handler gets
/// that policy only if the first policy does not allow the origin, so the response varies.
fn listed_first() -> Vec<Case> {
    let write = [(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS];
    let lists = [
        (ALLOW_METHODS, "PUT"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "600"),
    ];
    let both = ["Origin", REQUESTED_METHOD];
    let missing = |description: &str| {
        Case::by_framework("listed_first", "PATCH", 405, description)
            .other_header("allow", "GET,HEAD,PUT")
            .vary(["Origin"])
    };
    vec![
        preflight("listed_first", "PATCH", APP)
            .cors(write.into_iter().chain([UNHANDLED]))
            .vary(both),
        preflight("listed_first", "PUT", APP)
            .cors(write.into_iter().chain(lists))
            .vary(both),
        preflight("listed_first", "PATCH", EVIL)
            .cors([(ALLOW_ORIGIN, "*"), UNHANDLED])
            .vary(both),
        Case::preflight("listed_first", "PATCH", "preflight with two Origins")
            .origin(APP)
            .origin(APP)
            .cors([(ALLOW_ORIGIN, "*"), UNHANDLED])
            .vary(both),
        preflight("listed_first", "GET", APP)
            .cors([(ALLOW_ORIGIN, "*")])
            .vary([REQUESTED_METHOD]),
        denied("listed_first", "PUT", EVIL).vary(both),
        missing("405 for the allowed origin")
            .origin(APP)
            .cors(write),
        missing("405 for any_origin else")
            .origin(EVIL)
            .cors(ANY_ORIGIN),
        missing("405 without Origin").cors(ANY_ORIGIN),
        missing("405 with two Origins")
            .origin(APP)
            .origin(APP)
            .cors(ANY_ORIGIN),
        actual("listed_first", "GET", APP).cors(ANY_ORIGIN),
    ]
}

/// Two handlers, neither of which allows any origin.
fn members() -> Vec<Case> {
    let read = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "600"),
    ];
    let change = [
        (ALLOW_ORIGIN, ADMIN),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "PATCH,PUT"),
    ];
    let changed = [
        (ALLOW_ORIGIN, ADMIN),
        ALLOW_CREDENTIALS,
        (EXPOSE_HEADERS, "x-total"),
    ];
    let both = ["Origin", REQUESTED_METHOD];
    let missing = |description: &str| {
        Case::by_framework("members", "DELETE", 405, description)
            .other_header("allow", "GET,HEAD,PATCH,PUT")
            .vary(["Origin"])
    };
    let mut cases = vec![
        preflight("members", "GET", APP).cors(read).vary(both),
        preflight("members", "HEAD", APP).cors(read).vary(both),
        denied("members", "GET", ADMIN).vary(both),
        denied("members", "HEAD", ADMIN).vary(both),
        // A method without a handler: the origin alone, by the first policy that allows it.
        preflight("members", "DELETE", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS, UNHANDLED])
            .vary(both),
        preflight("members", "DELETE", ADMIN)
            .cors([(ALLOW_ORIGIN, ADMIN), ALLOW_CREDENTIALS, UNHANDLED])
            .vary(both),
        preflight("members", "patch", ADMIN)
            .cors([(ALLOW_ORIGIN, ADMIN), ALLOW_CREDENTIALS, UNHANDLED])
            .vary(both),
        denied("members", "DELETE", EVIL).vary(both),
        actual("members", "GET", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        actual("members", "HEAD", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        actual("members", "HEAD", ADMIN).vary(["Origin"]),
        missing("405 for the first origin")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS]),
        missing("405 for the second origin")
            .origin(ADMIN)
            .cors(changed),
        missing("405 for a disallowed origin").origin(EVIL),
        missing("405 without Origin"),
        missing("405 with two Origins").origin(APP).origin(ADMIN),
        Case::by_framework("members", "OPTIONS", 405, "OPTIONS that is not a preflight")
            .origin(ADMIN)
            .cors(changed)
            .other_header("allow", "GET,HEAD,PATCH,PUT")
            .vary(both),
        Case::denied("members", "PUT", "preflight with two Origins")
            .origin(ADMIN)
            .origin(ADMIN)
            .vary(both),
    ];
    for method in ["PUT", "PATCH"] {
        cases.extend([
            preflight("members", method, ADMIN).cors(change).vary(both),
            denied("members", method, APP).vary(both),
            actual("members", method, ADMIN)
                .cors(changed)
                .vary(["Origin"]),
            actual("members", method, APP).vary(["Origin"]),
        ]);
    }
    cases
}

/// The handler for `GET` also handles `HEAD`, unless there is a handler for `HEAD`.
fn head() -> Vec<Case> {
    let admin = [(ALLOW_ORIGIN, ADMIN), ALLOW_CREDENTIALS];
    let read = [(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS];
    let lists = [(ALLOW_HEADERS, "content-type"), (MAX_AGE, "600")];
    let both = ["Origin", REQUESTED_METHOD];
    let missing = |description: &str| {
        Case::by_framework("no_get", "GET", 405, description)
            .other_header("allow", "PUT")
            .vary(["Origin"])
    };
    vec![
        preflight("head_of_its_own", "HEAD", ADMIN)
            .cors(admin)
            .vary(both),
        denied("head_of_its_own", "HEAD", APP).vary(both),
        preflight("head_of_its_own", "GET", APP)
            .cors(read.into_iter().chain(lists))
            .vary(both),
        denied("head_of_its_own", "GET", ADMIN).vary(both),
        actual("head_of_its_own", "HEAD", ADMIN)
            .cors(admin.into_iter().chain([(EXPOSE_HEADERS, "x-total")]))
            .vary(["Origin"]),
        actual("head_of_its_own", "HEAD", APP).vary(["Origin"]),
        actual("head_of_its_own", "GET", APP)
            .cors(read)
            .vary(["Origin"]),
        missing("405 to a GET").origin(APP).cors(read),
        missing("405 to a GET, denied").origin(EVIL),
        missing("405 to a GET without Origin"),
        Case {
            method: "HEAD".to_owned(),
            ..missing("405 to a HEAD").origin(APP).cors(read)
        },
        // One handler for two methods counts as two handlers: the requested method selects one.
        preflight("twice", "DELETE", APP)
            .cors(
                read.into_iter()
                    .chain([(ALLOW_METHODS, "DELETE")])
                    .chain(lists),
            )
            .vary(both),
        preflight("twice", "GET", APP)
            .cors(read.into_iter().chain(lists))
            .vary(both),
        denied("twice", "GET", EVIL).vary(both),
        actual("twice", "DELETE", APP).cors(read).vary(["Origin"]),
    ]
}

/// A handler for `OPTIONS` together with preflights and middleware.
fn options() -> Vec<Case> {
    let described = [(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "allow")];
    let options_only = [(ALLOW_ORIGIN, APP), (ALLOW_METHODS, "OPTIONS")];
    let both = ["Origin", REQUESTED_METHOD];
    let requested_method = "access-control-request-method";
    let plain =
        |description: &str| Case::actual("described", "OPTIONS", description).vary(["Origin"]);
    let shared = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "GET,OPTIONS"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "600"),
    ];
    let only = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "OPTIONS"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "600"),
    ];
    vec![
        plain("OPTIONS without requested method")
            .origin(APP)
            .cors(described),
        plain("OPTIONS without requested method, denied").origin(ADMIN),
        plain("OPTIONS without Origin").header(requested_method, "GET"),
        plain("OPTIONS with nothing"),
        preflight("described", "GET", ADMIN)
            .cors([(ALLOW_ORIGIN, ADMIN), ALLOW_CREDENTIALS])
            .vary(both),
        denied("described", "GET", APP).vary(both),
        preflight("described", "OPTIONS", APP)
            .cors(options_only)
            .vary(both),
        denied("described", "OPTIONS", ADMIN).vary(both),
        preflight("described", "PUT", APP)
            .cors([(ALLOW_ORIGIN, APP), UNHANDLED])
            .vary(both),
        denied("described", "PUT", EVIL).vary(both),
        Case::by_framework("described", "PUT", 405, "405 next to an OPTIONS handler")
            .origin(APP)
            .cors(described)
            .other_header("allow", "GET,HEAD,OPTIONS")
            .vary(["Origin"]),
        // One handler for both; it does not receive preflights.
        preflight("shared", "GET", APP)
            .cors(shared)
            .vary(["Origin"]),
        denied("shared", "OPTIONS", EVIL).vary(["Origin"]),
        actual("shared", "OPTIONS", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        Case::actual(
            "shared",
            "OPTIONS",
            "OPTIONS without Origin, shared handler",
        )
        .header(requested_method, "GET")
        .vary(["Origin"]),
        actual("shared", "GET", EVIL).vary(["Origin"]),
        preflight("options_only", "OPTIONS", APP)
            .cors(only)
            .vary(["Origin"]),
        preflight("options_only", "PUT", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS, UNHANDLED])
            .vary(both),
        actual("options_only", "OPTIONS", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
    ]
}
