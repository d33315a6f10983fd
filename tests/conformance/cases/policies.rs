//! Preflights and actual requests, allowed and denied, for every policy.

use super::resources::REQUESTED_METHOD;
use crate::case::Integration::{Decide, Plain, Tower};
use crate::case::{
    ADMIN, ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL,
    EXPOSE_HEADERS, FUNCTIONS, MAX_AGE, ROUTERS, ROUTES,
};

/// Functions receive every request; a route has a fixed set of methods.
pub(super) const NO_ROUTE: &str = "a route responds with 405 to methods without a handler";
pub(super) const ROUTE: &str = "a function has no route that could respond with 405";

/// Returns the two cases of a preflight for a method without a handler: a function does not know its route
/// and lists what its policy allows, a route grants nothing.
pub(super) fn unhandled(case: Case) -> [Case; 2] {
    let by_function = case.clone().only(FUNCTIONS, NO_ROUTE);
    let mut by_route = case.only(ROUTES, ROUTE);
    let names = [ALLOW_ORIGIN, ALLOW_CREDENTIALS.0];
    let headers = &mut by_route.expected.cors;
    headers.retain(|(name, _)| names.contains(&name.as_str()));
    if by_route.expected.status == 204 {
        headers.push((ALLOW_METHODS.to_owned(), "GET".to_owned()));
    }
    [by_function, by_route.vary(["Origin", REQUESTED_METHOD])]
}

pub(super) fn cases() -> Vec<Case> {
    [
        listed(),
        not_preflights(),
        credentialed(),
        public(),
        open(),
        safelisted(),
        protocol(),
        in_development(),
    ]
    .concat()
}

fn listed() -> Vec<Case> {
    let lists = |origin| [(ALLOW_ORIGIN, origin), (ALLOW_METHODS, "GET,PUT")];
    let mut cases = Vec::new();
    for origin in [APP, ADMIN] {
        for method in ["GET", "PUT"] {
            cases.extend([
                Case::preflight(
                    "listed",
                    method,
                    &format!("preflight for {method} from {origin}"),
                )
                .origin(origin)
                .cors(lists(origin))
                .vary(["Origin"]),
                Case::actual("listed", method, &format!("{method} from {origin}"))
                    .origin(origin)
                    .cors([(ALLOW_ORIGIN, origin)])
                    .vary(["Origin"]),
            ]);
        }
    }
    for method in ["GET", "PUT"] {
        cases.extend([
            Case::denied("listed", method, &format!("preflight for {method}, denied"))
                .origin(EVIL)
                .vary(["Origin"]),
            Case::actual("listed", method, &format!("{method}, denied"))
                .origin(EVIL)
                .vary(["Origin"]),
            Case::actual("listed", method, &format!("{method} without Origin")).vary(["Origin"]),
        ]);
    }
    for (method, description) in [
        ("DELETE", "preflight for a method that is not listed"),
        ("put", "preflight for a method in lower case"),
    ] {
        let case = Case::preflight("listed", method, description).origin(APP);
        cases.extend(unhandled(case.cors(lists(APP)).vary(["Origin"])));
    }
    let denied = "preflight for a method that is not listed, denied";
    let denied = Case::denied("listed", "DELETE", denied).origin(EVIL);
    cases.extend(unhandled(denied.vary(["Origin"])));
    cases.extend([
        Case::preflight("listed", "HEAD", "preflight for HEAD, which GET handles")
            .origin(APP)
            .cors(lists(APP))
            .vary(["Origin"]),
        Case::preflight("listed", "PUT", "preflight for headers that are not listed")
            .header("access-control-request-headers", "authorization,x-other")
            .origin(APP)
            .cors(lists(APP))
            .vary(["Origin"]),
        Case::preflight(
            "listed",
            "PUT",
            "preflight for a private network, which has no effect",
        )
        .header("access-control-request-private-network", "true")
        .origin(APP)
        .cors(lists(APP))
        .vary(["Origin"]),
        Case::actual("listed", "HEAD", "HEAD, allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Case::actual("listed", "HEAD", "HEAD, denied")
            .origin(EVIL)
            .vary(["Origin"]),
    ]);
    cases
}

/// Requests that are not preflights, which the handler or the router responds to.
fn not_preflights() -> Vec<Case> {
    let requested_method = "access-control-request-method";
    let requests = |make: &dyn Fn(&str, &str) -> Case| {
        [
            make("OPTIONS", "OPTIONS without requested method, allowed")
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP)]),
            make("OPTIONS", "OPTIONS without requested method, denied").origin(EVIL),
            make("OPTIONS", "OPTIONS without Origin").header(requested_method, "PUT"),
            make("OPTIONS", "OPTIONS with requested headers only")
                .origin(APP)
                .header("access-control-request-headers", "content-type")
                .cors([(ALLOW_ORIGIN, APP)]),
            make("OPTIONS", "OPTIONS with nothing"),
            make("DELETE", "a method not listed, allowed")
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP)]),
            make("DELETE", "a method not listed, denied").origin(EVIL),
            make("DELETE", "a method not listed, without Origin"),
            // Methods are case-sensitive, so this request is not a preflight.
            make("options", "lower-case `options` with preflight headers")
                .origin(APP)
                .header(requested_method, "PUT")
                .cors([(ALLOW_ORIGIN, APP)]),
        ]
        .map(|case| case.vary(["Origin"]))
    };
    let by_handler = |method: &str, description: &str| {
        Case::actual("listed", method, description).only(FUNCTIONS, NO_ROUTE)
    };
    let from_route = |method: &str, description: &str| {
        Case::by_framework("listed", method, 405, description)
            .only(ROUTES, ROUTE)
            .other_header("allow", "GET,HEAD,PUT")
    };
    let from_route = requests(&from_route).map(|case| match case.method.as_str() {
        "OPTIONS" => case.vary(["Origin", REQUESTED_METHOD]),
        _ => case,
    });
    let mut cases = [requests(&by_handler), from_route].concat();
    cases.extend([
        Case::actual(
            "listed",
            "GET",
            "GET with requested method, not a preflight",
        )
        .origin(APP)
        .header(requested_method, "PUT")
        .cors([(ALLOW_ORIGIN, APP)])
        .vary(["Origin"]),
        Case::actual(
            "listed",
            "PUT",
            "PUT with requested method, not a preflight, denied",
        )
        .origin(EVIL)
        .header(requested_method, "PUT")
        .vary(["Origin"]),
    ]);
    cases
}

fn credentialed() -> Vec<Case> {
    let lists = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "DELETE,GET,PATCH,POST,PUT"),
        (ALLOW_HEADERS, "authorization,content-type,x-request-id"),
        (MAX_AGE, "600"),
    ];
    let exposed = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (EXPOSE_HEADERS, "etag,x-total"),
    ];
    let mut cases = Vec::new();
    for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
        cases.extend([
            Case::preflight(
                "credentialed",
                method,
                &format!("preflight for {method}, allowed"),
            )
            .origin(APP)
            .header("access-control-request-headers", "content-type")
            .cors(lists)
            .vary(["Origin"]),
            Case::denied(
                "credentialed",
                method,
                &format!("preflight for {method}, denied"),
            )
            .origin(EVIL)
            .vary(["Origin"]),
            Case::actual("credentialed", method, &format!("{method}, allowed"))
                .origin(APP)
                .header("cookie", "session=1")
                .cors(exposed)
                .vary(["Origin"]),
            Case::actual("credentialed", method, &format!("{method}, denied"))
                .origin(EVIL)
                .header("cookie", "session=1")
                .vary(["Origin"]),
            Case::actual("credentialed", method, &format!("{method} without Origin"))
                .vary(["Origin"]),
        ]);
    }
    cases
}

/// `"*"`: the response does not depend on the origin, so it has no `Vary`.
fn public() -> Vec<Case> {
    let preflight = [
        (ALLOW_ORIGIN, "*"),
        (ALLOW_METHODS, "GET,PUT"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "7200"),
    ];
    let actual = [(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "etag")];
    let mut cases = Vec::new();
    for (origin, who) in [
        (APP, "one origin"),
        (EVIL, "another origin"),
        ("null", "null"),
        ("", "an empty Origin"),
        ("not an origin", "an invalid origin"),
    ] {
        cases.extend([
            Case::preflight("public", "PUT", &format!("preflight from {who}"))
                .origin(origin)
                .cors(preflight),
            Case::actual("public", "GET", &format!("GET from {who}"))
                .origin(origin)
                .cors(actual),
        ]);
    }
    cases.extend([
        Case::preflight("public", "PUT", "preflight with two Origins")
            .origin(APP)
            .origin(EVIL)
            .cors(preflight),
        Case::actual("public", "GET", "GET with two Origins")
            .origin(APP)
            .origin(EVIL)
            .cors(actual),
        Case::actual("public", "GET", "GET without Origin").cors(actual),
        Case::actual("public", "HEAD", "HEAD without Origin").cors(actual),
        Case::actual("public", "OPTIONS", "OPTIONS without Origin")
            .header("access-control-request-method", "PUT")
            .only(FUNCTIONS, NO_ROUTE)
            .cors(actual),
        Case::by_framework("public", "OPTIONS", 405, "OPTIONS without Origin")
            .header("access-control-request-method", "PUT")
            .only(ROUTES, ROUTE)
            .other_header("allow", "GET,HEAD,PUT")
            .cors(actual)
            .vary([REQUESTED_METHOD]),
        Case::by_framework("public", "DELETE", 405, "a method without a handler")
            .origin(APP)
            .only(ROUTES, ROUTE)
            .other_header("allow", "GET,HEAD,PUT")
            .cors(actual),
    ]);
    cases
}

fn open() -> Vec<Case> {
    let case = |description| Case::preflight("open", "PUT", description).origin(EVIL);
    let lists = |methods| {
        [
            (ALLOW_ORIGIN, "*"),
            (ALLOW_METHODS, methods),
            (ALLOW_HEADERS, "*,authorization"),
        ]
    };
    vec![
        case("preflight for any method").cors(lists("*")).only(
            &[Decide, Plain, Tower],
            "a route determines the methods, and `*` is not a method",
        ),
        case("preflight for the methods of the route")
            .cors(lists("GET,PUT"))
            .only(ROUTERS, "only a route determines the methods"),
        Case::actual("open", "GET", "lists is exposed")
            .origin(EVIL)
            .cors([(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "*")]),
    ]
}

/// Safelisted methods are allowed whether the policy lists them or not.
fn safelisted() -> Vec<Case> {
    let upload = |description| {
        Case::preflight("upload", "POST", description)
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"])
    };
    let mut cases = vec![
        upload("preflight of an upload listener"),
        upload("preflight for a header of a policy without headers")
            .header("access-control-request-headers", "content-type"),
        Case::denied("upload", "POST", "preflight of an upload listener, denied")
            .origin(EVIL)
            .vary(["Origin"]),
        Case::actual("upload", "POST", "POST, allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Case::actual("upload", "POST", "POST, denied")
            .origin(EVIL)
            .vary(["Origin"]),
        Case::actual("upload", "POST", "POST without Origin").vary(["Origin"]),
    ];
    let put = Case::preflight("upload", "PUT", "preflight for PUT, which is not listed");
    let put = put.origin(APP).cors([(ALLOW_ORIGIN, APP)]);
    cases.extend(unhandled(put.vary(["Origin"])));
    for method in ["GET", "HEAD", "POST"] {
        cases.extend([
            Case::preflight("safelisted", method, &format!("preflight for {method}"))
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP), (MAX_AGE, "0")])
                .vary(["Origin"]),
            Case::actual("safelisted", method, method)
                .origin(APP)
                .cors([(ALLOW_ORIGIN, APP)])
                .vary(["Origin"]),
        ]);
    }
    cases
}

/// tus: an upload in parts.
fn protocol() -> Vec<Case> {
    let headers = "authorization,content-type,tus-resumable,upload-checksum,upload-concat,\
                   upload-defer-length,upload-length,upload-metadata,upload-offset";
    let exposed = "etag,location,tus-checksum-algorithm,tus-extension,tus-max-size,tus-resumable,\
                   tus-version,upload-concat,upload-defer-length,upload-expires,upload-length,\
                   upload-metadata,upload-offset";
    let mut cases = Vec::new();
    for method in ["POST", "PATCH", "HEAD", "DELETE"] {
        let description = format!("preflight for {method} of a protocol");
        let preflight = Case::preflight("protocol", method, &description).cors([
            (ALLOW_ORIGIN, APP),
            (ALLOW_METHODS, "DELETE,HEAD,PATCH,POST"),
            (ALLOW_HEADERS, headers),
        ]);
        let actual = Case::actual("protocol", method, &format!("{method} of a protocol"))
            .cors([(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, exposed)]);
        let denied = format!("preflight for {method} of a protocol, denied");
        cases.extend([preflight.origin(APP), actual.origin(APP)].map(|case| case.vary(["Origin"])));
        cases.push(
            Case::denied("protocol", method, &denied)
                .origin(EVIL)
                .vary(["Origin"]),
        );
    }
    cases
}

/// `dev_origins` apply in builds with debug assertions only.
fn in_development() -> Vec<Case> {
    let local = "http://localhost:3000";
    let cases = if cfg!(debug_assertions) {
        [
            Case::preflight(
                "in_development",
                "GET",
                "preflight from localhost, debug build",
            )
            .cors([(ALLOW_ORIGIN, local), ALLOW_CREDENTIALS]),
            Case::actual("in_development", "GET", "GET from localhost, debug build")
                .cors([(ALLOW_ORIGIN, local), ALLOW_CREDENTIALS]),
        ]
    } else {
        [
            Case::denied(
                "in_development",
                "GET",
                "preflight from localhost, release build",
            ),
            Case::actual("in_development", "GET", "GET from localhost, release build"),
        ]
    };
    let mut cases = cases
        .map(|case| case.origin(local).vary(["Origin"]))
        .to_vec();
    cases.extend([
        Case::actual(
            "in_development",
            "GET",
            "GET from the origin of every build",
        )
        .origin(APP)
        .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
        .vary(["Origin"]),
        Case::actual(
            "in_development",
            "GET",
            "GET from another port of localhost",
        )
        .origin("http://localhost:3001")
        .vary(["Origin"]),
    ]);
    cases
}
