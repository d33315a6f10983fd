//! What handlers do to the headers that are ours, and to `Vary`, which is theirs too.

use crate::case::{
    ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, EVIL, EXPOSE_HEADERS,
    MAX_AGE, Row,
};

pub(super) fn rows() -> Vec<Row> {
    [meddling(), statuses(), vary()].concat()
}

/// The requests that a handler may meddle with: subject, who asks, what is right.
fn requests() -> Vec<Row> {
    let exposed = [
        (ALLOW_ORIGIN, APP),
        ALLOW_CREDENTIALS,
        (EXPOSE_HEADERS, "etag,x-total"),
    ];
    let public = [(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "etag")];
    vec![
        Row::actual("credentialed", "GET", "allowed")
            .origin(APP)
            .cors(exposed)
            .vary(["Origin"]),
        Row::actual("credentialed", "GET", "refused")
            .origin(EVIL)
            .vary(["Origin"]),
        Row::actual("credentialed", "GET", "null")
            .origin("null")
            .vary(["Origin"]),
        Row::actual("credentialed", "GET", "two Origins")
            .origin(APP)
            .origin(APP)
            .vary(["Origin"]),
        Row::actual("credentialed", "GET", "no Origin").vary(["Origin"]),
        Row::actual("listed", "GET", "allowed")
            .origin(APP)
            .cors([(ALLOW_ORIGIN, APP)])
            .vary(["Origin"]),
        Row::actual("listed", "GET", "refused")
            .origin(EVIL)
            .vary(["Origin"]),
        Row::actual("public", "GET", "everybody")
            .origin(EVIL)
            .cors(public),
        Row::actual("public", "GET", "everybody, no Origin").cors(public),
    ]
}

/// The six are ours: what the handler has set under these names goes, and the order stays.
fn meddling() -> Vec<Row> {
    type Meddle = fn(Row) -> Row;
    let meddlers: [(&str, Meddle); 8] = [
        ("the handler lets everybody in", |row| {
            row.sets(ALLOW_ORIGIN, "*")
        }),
        ("the handler lets this one in", |row| {
            row.sets(ALLOW_ORIGIN, EVIL)
                .sets("access-control-allow-credentials", "true")
        }),
        ("the handler lets two in", |row| {
            row.sets(ALLOW_ORIGIN, APP)
                .sets(ALLOW_ORIGIN, EVIL)
                .sets(ALLOW_ORIGIN, "null")
        }),
        ("the handler says no", |row| {
            row.sets("access-control-allow-credentials", "false")
                .sets(ALLOW_ORIGIN, "null")
        }),
        ("the handler sets all six", |row| {
            row.sets(ALLOW_ORIGIN, "*")
                .sets("access-control-allow-credentials", "true")
                .sets(ALLOW_METHODS, "*")
                .sets(ALLOW_HEADERS, "*")
                .sets(MAX_AGE, "86400")
                .sets(EXPOSE_HEADERS, "*")
        }),
        ("the handler sets all six, backwards", |row| {
            row.sets(EXPOSE_HEADERS, "*")
                .sets(MAX_AGE, "86400")
                .sets(ALLOW_HEADERS, "*")
                .sets(ALLOW_METHODS, "*")
                .sets("access-control-allow-credentials", "true")
                .sets(ALLOW_ORIGIN, "*")
        }),
        ("the handler sets what preflights have", |row| {
            row.sets(ALLOW_METHODS, "*")
                .sets("x-kept", "1")
                .sets(ALLOW_HEADERS, "*")
                .sets(MAX_AGE, "1")
        }),
        ("the handler sets all six twice, among its own", |row| {
            row.sets("set-cookie", "a=1")
                .sets(EXPOSE_HEADERS, "x-secret")
                .sets(EXPOSE_HEADERS, "x-other")
                .sets("x-kept", "1")
                .sets(ALLOW_ORIGIN, EVIL)
                .sets(ALLOW_ORIGIN, APP)
                .sets("etag", "7")
                .sets("access-control-allow-credentials", "true")
                .sets("access-control-allow-credentials", "true")
                .sets(MAX_AGE, "1")
                .sets(MAX_AGE, "2")
                .sets("set-cookie", "b=2")
                .sets(ALLOW_HEADERS, "*")
                .sets(ALLOW_HEADERS, "authorization")
                .sets(ALLOW_METHODS, "PUT")
                .sets(ALLOW_METHODS, "DELETE")
                .sets("cross-origin-resource-policy", "cross-origin")
        }),
    ];
    let mut rows = Vec::new();
    for (about, meddle) in meddlers {
        for row in requests() {
            let about = format!("{about}: {}", row.about);
            rows.push(Row {
                about,
                ..meddle(row)
            });
        }
    }
    rows
}

/// Whatever a handler answers carries the headers.
fn statuses() -> Vec<Row> {
    let mut rows = Vec::new();
    for status in [201, 304, 302, 401, 403, 404, 422, 500, 503] {
        for row in requests() {
            // `OPTIONS` that get here are no preflights, and a 403 of the handler is no refusal of ours.
            let about = format!("the handler answers {status}: {}", row.about);
            let mut row = Row { about, ..row }.answers(status);
            if status == 304 {
                row.expected.body = None;
            }
            rows.push(row.sets("x-kept", "1"));
        }
    }
    rows
}

/// `Vary` is merged by token: what the handler set stays, `Origin` is there once, `*` is left alone.
fn vary() -> Vec<Row> {
    let merges: [(&[&'static str], &[&str]); 12] = [
        (&["accept-encoding"], &["accept-encoding", "Origin"]),
        (
            &["accept-encoding, accept-language"],
            &["accept-encoding", "accept-language", "Origin"],
        ),
        (
            &["accept-encoding", "accept-language"],
            &["accept-encoding", "accept-language", "Origin"],
        ),
        (&["Origin"], &["Origin"]),
        (&["origin"], &["origin"]),
        (&["ORIGIN , accept"], &["ORIGIN", "accept"]),
        (&["accept", "a,  origin"], &["accept", "a", "origin"]),
        (&["*"], &["*"]),
        (&["accept", "*"], &["accept", "*"]),
        (&["x-origin"], &["x-origin", "Origin"]),
        (&["original, origins"], &["original", "origins", "Origin"]),
        (
            &["access-control-request-method"],
            &["access-control-request-method", "Origin"],
        ),
    ];
    let mut rows = Vec::new();
    for (set, merged) in merges {
        for row in requests() {
            let about = format!("Vary: {}: {}", set.join(" and "), row.about);
            let is_public = row.subject == "public";
            let mut row = set
                .iter()
                .fold(Row { about, ..row }, |row, line| row.sets("vary", line));
            // The same answer for everybody: the handler's own lines, and not one token more.
            let untouched = set.iter().flat_map(|line| line.split(','));
            row.expected.vary = if is_public {
                untouched.map(|token| token.trim().to_owned()).collect()
            } else {
                merged.iter().map(|token| (*token).to_owned()).collect()
            };
            rows.push(row);
        }
    }
    rows
}
