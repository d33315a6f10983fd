//! Requests of attackers. Each gets an ordinary response.

use super::origins::denied;
use super::policies::unhandled;
use crate::case::Integration::{Decide, Plain};
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, Case, EVIL, MAX_AGE,
    SOCKETS,
};

const KIB: usize = 1024;
const NOT_HTTP: &str = "`http` and hyper reject such a value";

pub(super) fn cases() -> Vec<Case> {
    [
        sizes(),
        bytes(),
        whitespace(),
        several_origins(),
        preflight_headers(),
    ]
    .concat()
}

/// Long origins that keep a naive matcher busy.
fn sizes() -> Vec<Case> {
    let long = |start: &str, middle: &str, end: &str, size: usize| {
        let count = (size - start.len() - end.len()) / middle.len();
        format!("{start}{}{end}", middle.repeat(count)).into_bytes()
    };
    let shapes = |size: usize| {
        [
            long("", "a", "", size),
            long(APP, ".", "", size),
            long("https://", "a.", "example.com", size),
            long("https://app-", "-", "-team.vercel.app", size),
            long("https://a.example.com:", "1", "", size),
            long("https://", ".", ".example.com", size),
            long("http://localhost:", "0", "1", size),
            long("http://[", ":", "]", size),
            long("https://", "\u{fc}", ".example.com", size),
        ]
    };
    let mut cases = Vec::new();
    for fixture in ["listed", "subdomains", "previews", "any_port"] {
        for origin in shapes(64 * KIB) {
            cases.extend(denied(fixture, &origin));
        }
    }
    let huge = shapes(1024 * KIB).into_iter().flat_map(|origin| {
        let fixtures = ["subdomains", "previews"].into_iter();
        fixtures.flat_map(move |fixture| denied(fixture, &origin))
    });
    cases.extend(huge.map(|case| {
        case.only(
            &[Decide, Plain],
            "hyper responds with 431 to a head of 1 MiB",
        )
    }));
    // hyper's buffer is limited to 408 KiB.
    for origin in shapes(400 * KIB).into_iter().take(3) {
        let large = denied("subdomains", &origin);
        cases.extend(large.map(|case| case.only(SOCKETS, "the maximal head that hyper accepts")));
    }
    cases
}

/// Bytes that are not valid in an origin.
fn bytes() -> Vec<Case> {
    let around = |byte: &[u8]| {
        let inside = [b"https://app", byte, b".example.com"].concat();
        [
            [APP.as_bytes(), byte].concat(),
            [byte, APP.as_bytes()].concat(),
            inside,
        ]
    };
    let mut cases = Vec::new();
    for fixture in ["listed", "subdomains"] {
        // Latin-1, a stray continuation byte, UTF-8: a Cyrillic letter, a full-width letter,
        // invisible characters.
        for byte in [
            &b"\xff"[..],
            b"\x80",
            b"\xc0\xaf",
            "\u{430}".as_bytes(),
            "\u{ff41}".as_bytes(),
            "\u{200b}".as_bytes(),
            "\u{feff}".as_bytes(),
            "\u{3002}".as_bytes(),
        ] {
            cases.extend(
                around(byte)
                    .iter()
                    .flat_map(|origin| denied(fixture, origin)),
            );
        }
        for byte in [&b"\0"[..], b"\r", b"\n", b"\r\n", b"\x01", b"\x1b", b"\x7f"] {
            let origins = around(byte);
            let denied_cases = origins.iter().flat_map(|origin| denied(fixture, origin));
            cases.extend(denied_cases.map(|case| case.only(&[Decide], NOT_HTTP)));
        }
    }
    cases.extend(denied("listed", b"https://app.example.com\tx"));
    cases
}

/// Whitespace around a value, which is not part of it over a socket:
/// <https://www.rfc-editor.org/rfc/rfc9110#section-5.5>.
fn whitespace() -> Vec<Case> {
    let mut cases = Vec::new();
    for (origin, description) in [
        (format!(" {APP}"), "a space before"),
        (format!("{APP} "), "a space after"),
        (format!("\t{APP} \t"), "spaces and tabs around"),
    ] {
        let denied = denied("listed", origin.as_bytes());
        cases.extend(denied.map(|case| case.only(&[Decide, Plain], "servers trim values")));
        cases.push(
            Case::actual("listed", "GET", description)
                .origin(origin)
                .only(SOCKETS, "only servers trim values")
                .cors([(ALLOW_ORIGIN, APP)])
                .vary(["Origin"]),
        );
    }
    cases
}

/// Several `Origin` headers.
fn several_origins() -> Vec<Case> {
    let mut cases = Vec::new();
    for (first, second, description) in [
        (APP, APP, "twice the same"),
        (APP, EVIL, "the allowed one first"),
        (EVIL, APP, "the allowed one last"),
        (APP, "", "an empty one last"),
        ("", APP, "an empty one first"),
        (APP, "null", "null last"),
    ] {
        for fixture in ["listed", "credentialed", "subdomains"] {
            cases.extend(
                [
                    Case::denied(
                        fixture,
                        "PUT",
                        &format!("preflight, two Origins: {description}"),
                    ),
                    Case::actual(fixture, "GET", &format!("two Origins: {description}")),
                ]
                .map(|case| case.origin(first).origin(second).vary(["Origin"])),
            );
        }
    }
    // hyper accepts a hundred headers.
    let many = |case: Case| {
        (0..90)
            .fold(case, |case, _| case.origin(APP))
            .vary(["Origin"])
    };
    cases.push(many(Case::denied(
        "credentialed",
        "PUT",
        "preflight, ninety Origins",
    )));
    cases.push(many(Case::actual("credentialed", "GET", "ninety Origins")));
    cases
}

/// Unusual values of the two request headers of a preflight. The method is read to select a handler
/// only, the headers are not read.
fn preflight_headers() -> Vec<Case> {
    let requested_headers = "access-control-request-headers";
    let allowed = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "DELETE,GET,PATCH,POST,PUT"),
        (ALLOW_HEADERS, "authorization,content-type,x-request-id"),
        (MAX_AGE, "600"),
    ];
    let mut cases = Vec::new();
    let both = |case: Case| {
        let denied = Case {
            description: format!("{}, denied", case.description),
            ..case.clone()
        };
        let mut denied = denied.origin(EVIL).vary(["Origin"]);
        denied.expected.status = 403;
        [denied, case.origin(APP).cors(allowed).vary(["Origin"])]
    };
    for (value, description) in [
        (",".repeat(10_000).into_bytes(), "10,000 commas"),
        ("a,".repeat(32 * KIB).into_bytes(), "32,768 headers"),
        (vec![b'x'; 64 * KIB], "a header of 64 KiB"),
        (vec![0xff; 64 * KIB], "64 KiB that are not ASCII"),
        (b"\"content-type\"".to_vec(), "a quoted header"),
        (b"*".to_vec(), "any header"),
        (Vec::new(), "an empty list of headers"),
    ] {
        cases.extend(both(
            Case::preflight("credentialed", "PUT", &format!("requests {description}"))
                .header(requested_headers, value),
        ));
    }
    let many = Case::preflight("credentialed", "PUT", "requests headers in ninety lines");
    cases.extend(both((0..90).fold(many, |case, _| {
        case.header(requested_headers, ",,,content-type,,,")
    })));
    for (method, description) in [
        (String::new(), "no method"),
        ("*".to_owned(), "any method"),
        ("PUT, DELETE".to_owned(), "two methods"),
        ("TRACE".to_owned(), "a forbidden method"),
        ("M".repeat(64 * KIB), "a method of 64 KiB"),
        (",".repeat(10_000), "a method of 10,000 commas"),
        ("P\u{dc}T".to_owned(), "a method that is not ASCII"),
    ] {
        let description = format!("requests {description}");
        let case = Case::preflight("credentialed", &method, &description);
        cases.extend(both(case).into_iter().flat_map(unhandled));
    }
    cases.extend(both(
        Case::preflight("credentialed", "PUT", "requests two methods in two lines")
            .header("access-control-request-method", "DELETE"),
    ));
    cases
}
