//! Requests that nobody sends by accident. Each has its ordinary answer.

use super::origins::refused;
use crate::case::Door::{Decide, Plain};
use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, EVIL, MAX_AGE, Row, SOCKETS,
};

const KIB: usize = 1024;
const NOT_HTTP: &str = "`http` and hyper refuse such a value before anybody sees it";

pub(super) fn rows() -> Vec<Row> {
    [sizes(), bytes(), spaces(), lines(), questions()].concat()
}

/// Long origins, each made to be looked at for as long as possible.
fn sizes() -> Vec<Row> {
    let long = |start: &str, middle: &str, end: &str, size: usize| {
        let count = (size - start.len() - end.len()) / middle.len();
        format!("{start}{}{end}", middle.repeat(count)).into_bytes()
    };
    let shapes = |size: usize| {
        [
            long("", "a", "", size),
            long(APP, ".", "", size),
            long("https://", "a.", "example.com", size),
            long("https://a.example.com:", "1", "", size),
            long("https://", ".", ".example.com", size),
            long("http://localhost:", "0", "1", size),
            long("http://[", ":", "]", size),
            long("https://", "\u{fc}", ".example.com", size),
        ]
    };
    let mut rows = Vec::new();
    for subject in ["listed", "subdomains", "any_port"] {
        for origin in shapes(64 * KIB) {
            rows.extend(refused(subject, &origin));
        }
    }
    let huge = shapes(1024 * KIB)
        .into_iter()
        .flat_map(|origin| refused("subdomains", &origin));
    rows.extend(huge.map(|row| {
        row.only(
            &[Decide, Plain],
            "hyper answers 431 to a head of 1 MiB by itself",
        )
    }));
    // hyper's buffer ends at 408 KiB.
    for origin in shapes(400 * KIB).into_iter().take(3) {
        let large = refused("subdomains", &origin);
        rows.extend(large.map(|row| row.only(SOCKETS, "as much of a head as hyper takes")));
    }
    rows
}

/// Bytes that no origin has.
fn bytes() -> Vec<Row> {
    let around = |byte: &[u8]| {
        let inside = [b"https://app", byte, b".example.com"].concat();
        [
            [APP.as_bytes(), byte].concat(),
            [byte, APP.as_bytes()].concat(),
            inside,
        ]
    };
    let mut rows = Vec::new();
    for subject in ["listed", "subdomains"] {
        // Latin-1, a stray continuation, UTF-8: a Cyrillic and a full-width letter, invisible ones.
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
            rows.extend(
                around(byte)
                    .iter()
                    .flat_map(|origin| refused(subject, origin)),
            );
        }
        for byte in [&b"\0"[..], b"\r", b"\n", b"\r\n", b"\x01", b"\x1b", b"\x7f"] {
            let origins = around(byte);
            let rows_of_byte = origins.iter().flat_map(|origin| refused(subject, origin));
            rows.extend(rows_of_byte.map(|row| row.only(&[Decide], NOT_HTTP)));
        }
    }
    rows.extend(refused("listed", b"https://app.example.com\tx"));
    rows
}

/// RFC 9110 §5.5: the space around a value is the line's. Whoever reads lines takes it off.
fn spaces() -> Vec<Row> {
    let mut rows = Vec::new();
    for (origin, about) in [
        (format!(" {APP}"), "a space before"),
        (format!("{APP} "), "a space behind"),
        (format!("\t{APP} \t"), "spaces and tabs around"),
    ] {
        let refused = refused("listed", origin.as_bytes());
        rows.extend(refused.map(|row| {
            row.only(
                &[Decide, Plain],
                "over a socket the space around a value is gone",
            )
        }));
        rows.push(
            Row::actual("listed", "GET", about)
                .origin(origin)
                .only(
                    SOCKETS,
                    "only over a socket is the space around a value taken off",
                )
                .cors([(ALLOW_ORIGIN, APP)])
                .vary(["Origin"]),
        );
    }
    rows
}

/// More lines than one.
fn lines() -> Vec<Row> {
    let mut rows = Vec::new();
    for (first, second, about) in [
        (APP, APP, "twice the same"),
        (APP, EVIL, "the right one first"),
        (EVIL, APP, "the right one last"),
        (APP, "", "an empty one behind"),
        ("", APP, "an empty one before"),
        (APP, "null", "null behind"),
    ] {
        for subject in ["listed", "credentialed", "subdomains"] {
            rows.extend(
                [
                    Row::refused(subject, "PUT", &format!("preflight, two Origins: {about}")),
                    Row::actual(subject, "GET", &format!("two Origins: {about}")),
                ]
                .map(|row| row.origin(first).origin(second).vary(["Origin"])),
            );
        }
    }
    // hyper takes a hundred lines.
    let many = |row: Row| (0..90).fold(row, |row, _| row.origin(APP)).vary(["Origin"]);
    rows.push(many(Row::refused(
        "credentialed",
        "PUT",
        "preflight, ninety Origins",
    )));
    rows.push(many(Row::actual("credentialed", "GET", "ninety Origins")));
    rows
}

/// The two questions of a preflight. One is read to choose a handler, the other not at all.
fn questions() -> Vec<Row> {
    let headers = "access-control-request-headers";
    let answer = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (ALLOW_METHODS, "DELETE,GET,PATCH,POST,PUT"),
        (ALLOW_HEADERS, "authorization,content-type,x-request-id"),
        (MAX_AGE, "600"),
    ];
    let mut rows = Vec::new();
    let mut ask = |row: Row| {
        let refused = Row {
            about: format!("{}, refused", row.about),
            ..row.clone()
        };
        let mut refused = refused.origin(EVIL).vary(["Origin"]);
        refused.expected.status = 403;
        rows.push(refused);
        rows.push(row.origin(APP).cors(answer).vary(["Origin"]));
    };
    for (value, about) in [
        (",".repeat(10_000).into_bytes(), "10,000 commas"),
        ("a,".repeat(32 * KIB).into_bytes(), "32,768 headers"),
        (vec![b'x'; 64 * KIB], "a header of 64 KiB"),
        (vec![0xff; 64 * KIB], "64 KiB that are not ASCII"),
        (b"\"content-type\"".to_vec(), "a quoted header"),
        (b"*".to_vec(), "any header"),
        (Vec::new(), "an empty list of headers"),
    ] {
        ask(
            Row::preflight("credentialed", "PUT", &format!("asks for {about}"))
                .line(headers, value),
        );
    }
    let many = Row::preflight("credentialed", "PUT", "asks for headers in ninety lines");
    ask((0..90).fold(many, |row, _| row.line(headers, ",,,content-type,,,")));
    for (method, about) in [
        (String::new(), "no method"),
        ("*".to_owned(), "any method"),
        ("PUT, DELETE".to_owned(), "two methods"),
        ("TRACE".to_owned(), "a forbidden method"),
        ("M".repeat(64 * KIB), "a method of 64 KiB"),
        (",".repeat(10_000), "a method of 10,000 commas"),
        ("P\u{dc}T".to_owned(), "a method that is not ASCII"),
    ] {
        ask(Row::preflight(
            "credentialed",
            &method,
            &format!("asks for {about}"),
        ));
    }
    ask(Row::preflight("credentialed", "PUT", "asks twice")
        .line("access-control-request-method", "DELETE"));
    rows
}
