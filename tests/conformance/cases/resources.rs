//! Several handlers on one path: who answers, and by whose policy.

use crate::case::{
    ADMIN, ALLOW_CREDENTIALS, ALLOW_HEADERS, ALLOW_METHODS, ALLOW_ORIGIN, APP, EVIL,
    EXPOSE_HEADERS, Line, MAX_AGE, Row,
};

pub(super) const ASKED: &str = "Access-Control-Request-Method";

/// What every actual answer by the policy of everybody has.
const EVERYBODY: [Line; 2] = [(ALLOW_ORIGIN, "*"), (EXPOSE_HEADERS, "etag")];

pub(super) fn rows() -> Vec<Row> {
    [notice(), listed_first(), members(), heads(), options()].concat()
}

pub(super) fn preflight(subject: &'static str, method: &str, origin: &str) -> Row {
    Row::preflight(
        subject,
        method,
        &format!("preflight for `{method}` from {origin}"),
    )
    .origin(origin)
}

pub(super) fn refused(subject: &'static str, method: &str, origin: &str) -> Row {
    let about = format!("preflight for {method} from {origin}, refused");
    Row::refused(subject, method, &about).origin(origin)
}

pub(super) fn actual(subject: &'static str, method: &str, origin: &str) -> Row {
    Row::actual(subject, method, &format!("{method} from {origin}")).origin(origin)
}

/// Three handlers, three policies, the first one everybody's.
fn notice() -> Vec<Row> {
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
    let mut rows = vec![
        preflight("notice", "PUT", APP)
            .cors(write)
            .vary(["Origin", ASKED]),
        refused("notice", "PUT", ADMIN).vary(["Origin", ASKED]),
        preflight("notice", "DELETE", ADMIN)
            .cors(delete)
            .vary(["Origin", ASKED]),
        refused("notice", "DELETE", APP).vary(["Origin", ASKED]),
        refused("notice", "DELETE", EVIL).vary(["Origin", ASKED]),
        actual("notice", "PUT", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        actual("notice", "PUT", ADMIN).vary(["Origin"]),
        Row::actual("notice", "PUT", "PUT without Origin").vary(["Origin"]),
        actual("notice", "DELETE", ADMIN)
            .cors([
                (ALLOW_ORIGIN, ADMIN),
                ALLOW_CREDENTIALS,
                (EXPOSE_HEADERS, "x-total"),
            ])
            .vary(["Origin"]),
        actual("notice", "DELETE", APP).vary(["Origin"]),
        Row::actual("notice", "GET", "GET without Origin").cors(EVERYBODY),
        Row::actual("notice", "HEAD", "HEAD without Origin").cors(EVERYBODY),
        Row::between("notice", "PATCH", 405, "a method it does not have")
            .origin(EVIL)
            .cors(EVERYBODY)
            .besides("allow", "DELETE,GET,HEAD,PUT"),
    ];
    for origin in [APP, ADMIN, EVIL, "null"] {
        rows.push(actual("notice", "GET", origin).cors(EVERYBODY));
        // Also for a method that it does not have: the first policy that lets the origin in.
        for method in ["GET", "HEAD", "PATCH", "put", "TRACE", ""] {
            let row = preflight("notice", method, origin).cors([(ALLOW_ORIGIN, "*")]);
            rows.push(row.vary([ASKED]));
        }
    }
    rows
}

/// The policy of everybody is not the first one: for a method that nobody has it answers those whom
/// the first does not let in, and a cache has to know.
fn listed_first() -> Vec<Row> {
    let write = [(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS];
    let lists = [
        (ALLOW_METHODS, "PUT"),
        (ALLOW_HEADERS, "content-type"),
        (MAX_AGE, "600"),
    ];
    let both = ["Origin", ASKED];
    let missing = |about: &str| {
        Row::between("listed_first", "PATCH", 405, about)
            .besides("allow", "GET,HEAD,PUT")
            .vary(["Origin"])
    };
    vec![
        preflight("listed_first", "PATCH", APP)
            .cors(write.into_iter().chain(lists))
            .vary(both),
        preflight("listed_first", "PATCH", EVIL)
            .cors([(ALLOW_ORIGIN, "*")])
            .vary(both),
        Row::preflight("listed_first", "PATCH", "preflight with two Origins")
            .origin(APP)
            .origin(APP)
            .cors([(ALLOW_ORIGIN, "*")])
            .vary(both),
        preflight("listed_first", "GET", APP)
            .cors([(ALLOW_ORIGIN, "*")])
            .vary([ASKED]),
        refused("listed_first", "PUT", EVIL).vary(both),
        missing("405 for the first").origin(APP).cors(write),
        missing("405 for everybody else")
            .origin(EVIL)
            .cors(EVERYBODY),
        missing("405 without Origin").cors(EVERYBODY),
        missing("405 with two Origins")
            .origin(APP)
            .origin(APP)
            .cors(EVERYBODY),
        actual("listed_first", "GET", APP).cors(EVERYBODY),
    ]
}

/// Two handlers, and neither lets everybody in.
fn members() -> Vec<Row> {
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
    let both = ["Origin", ASKED];
    let missing = |about: &str| {
        Row::between("members", "DELETE", 405, about)
            .besides("allow", "GET,HEAD,PATCH,PUT")
            .vary(["Origin"])
    };
    let mut rows = vec![
        preflight("members", "GET", APP).cors(read).vary(both),
        preflight("members", "HEAD", APP).cors(read).vary(both),
        refused("members", "GET", ADMIN).vary(both),
        refused("members", "HEAD", ADMIN).vary(both),
        // Not one of its methods: the first policy that lets the origin in, whichever it is.
        preflight("members", "DELETE", APP).cors(read).vary(both),
        preflight("members", "DELETE", ADMIN)
            .cors(change)
            .vary(both),
        preflight("members", "patch", ADMIN).cors(change).vary(both),
        refused("members", "DELETE", EVIL).vary(both),
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
        missing("405 for a stranger").origin(EVIL),
        missing("405 without Origin"),
        missing("405 with two Origins").origin(APP).origin(ADMIN),
        Row::between("members", "OPTIONS", 405, "OPTIONS that is no preflight")
            .origin(ADMIN)
            .cors(changed)
            .besides("allow", "GET,HEAD,PATCH,PUT")
            .vary(["Origin"]),
        Row::refused("members", "PUT", "preflight with two Origins")
            .origin(ADMIN)
            .origin(ADMIN)
            .vary(both),
    ];
    for method in ["PUT", "PATCH"] {
        rows.extend([
            preflight("members", method, ADMIN).cors(change).vary(both),
            refused("members", method, APP).vary(both),
            actual("members", method, ADMIN)
                .cors(changed)
                .vary(["Origin"]),
            actual("members", method, APP).vary(["Origin"]),
        ]);
    }
    rows
}

/// `HEAD` is answered by `GET`, unless it has a handler.
fn heads() -> Vec<Row> {
    let admin = [(ALLOW_ORIGIN, ADMIN), ALLOW_CREDENTIALS];
    let read = [(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS];
    let lists = [(ALLOW_HEADERS, "content-type"), (MAX_AGE, "600")];
    let both = ["Origin", ASKED];
    let missing = |about: &str| {
        Row::between("no_get", "GET", 405, about)
            .besides("allow", "PUT")
            .vary(["Origin"])
    };
    vec![
        preflight("head_of_its_own", "HEAD", ADMIN)
            .cors(admin)
            .vary(both),
        refused("head_of_its_own", "HEAD", APP).vary(both),
        preflight("head_of_its_own", "GET", APP)
            .cors(read.into_iter().chain(lists))
            .vary(both),
        refused("head_of_its_own", "GET", ADMIN).vary(both),
        actual("head_of_its_own", "HEAD", ADMIN)
            .cors(admin.into_iter().chain([(EXPOSE_HEADERS, "x-total")]))
            .vary(["Origin"]),
        actual("head_of_its_own", "HEAD", APP).vary(["Origin"]),
        actual("head_of_its_own", "GET", APP)
            .cors(read)
            .vary(["Origin"]),
        missing("405 to a GET").origin(APP).cors(read),
        missing("405 to a GET, refused").origin(EVIL),
        missing("405 to a GET without Origin"),
        Row {
            method: "HEAD".to_owned(),
            ..missing("405 to a HEAD").origin(APP).cors(read)
        },
        // The same handler twice is two handlers: which of them answers depends on what is asked.
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
        refused("twice", "GET", EVIL).vary(both),
        actual("twice", "DELETE", APP).cors(read).vary(["Origin"]),
    ]
}

/// A handler for `OPTIONS` beside the preflights, and in front of middleware.
fn options() -> Vec<Row> {
    let described = [(ALLOW_ORIGIN, APP), (EXPOSE_HEADERS, "allow")];
    let asks = [(ALLOW_ORIGIN, APP), (ALLOW_METHODS, "OPTIONS")];
    let both = ["Origin", ASKED];
    let ask = "access-control-request-method";
    let plain = |about: &str| Row::actual("described", "OPTIONS", about).vary(["Origin"]);
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
        plain("OPTIONS without asked method")
            .origin(APP)
            .cors(described),
        plain("OPTIONS without asked method, refused").origin(ADMIN),
        plain("OPTIONS without Origin").line(ask, "GET"),
        plain("OPTIONS with nothing"),
        preflight("described", "GET", ADMIN)
            .cors([(ALLOW_ORIGIN, ADMIN), ALLOW_CREDENTIALS])
            .vary(both),
        refused("described", "GET", APP).vary(both),
        preflight("described", "OPTIONS", APP).cors(asks).vary(both),
        refused("described", "OPTIONS", ADMIN).vary(both),
        preflight("described", "PUT", APP).cors(asks).vary(both),
        refused("described", "PUT", EVIL).vary(both),
        Row::between("described", "PUT", 405, "405 beside an OPTIONS handler")
            .origin(APP)
            .cors(described)
            .besides("allow", "GET,HEAD,OPTIONS")
            .vary(["Origin"]),
        // One handler for both: still no preflight is its business.
        preflight("shared", "GET", APP)
            .cors(shared)
            .vary(["Origin"]),
        refused("shared", "OPTIONS", EVIL).vary(["Origin"]),
        actual("shared", "OPTIONS", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
        Row::actual("shared", "OPTIONS", "OPTIONS without Origin for both")
            .line(ask, "GET")
            .vary(["Origin"]),
        actual("shared", "GET", EVIL).vary(["Origin"]),
        preflight("options_only", "OPTIONS", APP)
            .cors(only)
            .vary(["Origin"]),
        preflight("options_only", "PUT", APP)
            .cors(only)
            .vary(["Origin"]),
        actual("options_only", "OPTIONS", APP)
            .cors([(ALLOW_ORIGIN, APP), ALLOW_CREDENTIALS])
            .vary(["Origin"]),
    ]
}
