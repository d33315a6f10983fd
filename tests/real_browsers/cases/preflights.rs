//! What is asked beforehand: methods, headers, uploads, and how long the answer is kept.

use crate::case::{Case, Step};
use crate::fetch_call::{Ask, Way, ask, delete, get, post, put};
use crate::initiator::Asker::{Data, Page, Sandbox, Stranger};

/// All of it is listed, and so it happens.
fn goes_through(ask: Ask, asking: &'static str) -> Step {
    Page.asks(ask)
        .preflight(204)
        .asking(asking)
        .actual(200)
        .reads(200)
}

/// The origin is let in, and something else is not listed: the browser itself says what.
fn stays_at_home(ask: Ask, asking: &'static str) -> Step {
    Page.asks(ask).preflight(204).asking(asking).blocked()
}

pub(super) fn methods() -> Vec<Case> {
    let case = |name, step| Case::new("methods", name, [step]);
    let goes_through = |method| {
        let asking = Page.asks(ask(method, "/listed")).preflight(204);
        asking.actual(200).reads(200).sees(["x-shown"])
    };
    vec![
        case("HEAD", {
            let asking = Page.asks(ask("HEAD", "/listed")).actual(200);
            asking.reads(200).sees(["x-shown"])
        }),
        case("POST of text", {
            let asking = Page.asks(post("/listed")).actual(200);
            asking.reads(200).sees(["x-shown"]).body("5 bytes")
        }),
        case("POST of text from another host", {
            Stranger.asks(post("/listed")).actual(200).blocked()
        }),
        case("PUT", goes_through("PUT")),
        case("PATCH", goes_through("PATCH")),
        case("OPTIONS, as a method of its own", goes_through("OPTIONS")),
        case("put, which scripts may write so", {
            let asking = Page.asks(ask("put", "/listed")).preflight(204).by("PUT");
            asking
                .actual(200)
                .by("PUT")
                .reads(200)
                .sees(["x-shown"])
                .body("PUT")
        }),
        // A method of its own, which no handler has: only six are brought into upper case.
        case("patch, which is another method", {
            Page.asks(ask("patch", "/listed")).preflight(204).blocked()
        }),
        case("a method without a handler", {
            Page.asks(delete("/listed")).preflight(204).blocked()
        }),
        case("PUT from another host", {
            Stranger.asks(put("/listed")).preflight(403).blocked()
        }),
        case("PUT from a sandboxed frame", {
            Sandbox.asks(put("/listed")).preflight(403).blocked()
        }),
        case("PUT from a frame of data", {
            Data.asks(put("/listed")).preflight(403).blocked()
        }),
        case("PUT for everybody, from another host", {
            let asking = Stranger.asks(put("/open").body("hello")).preflight(204);
            // Text has a type by itself, which is safelisted.
            let step = asking.actual(200).reads(200).body("5 bytes");
            step.sees([
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ])
        }),
        case("PUT for everybody, from a sandboxed frame", {
            let asking = Sandbox.asks(put("/open")).preflight(204).actual(200);
            asking.reads(200).sees([
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ])
        }),
        Case::new(
            "methods",
            "two policies on one path",
            [
                Stranger.asks(get("/notes")).actual(200).reads(200),
                Stranger.asks(delete("/notes")).preflight(403).blocked(),
                Page.asks(delete("/notes"))
                    .preflight(204)
                    .actual(204)
                    .reads(204),
                // Asked for a method that nobody handles, the first policy that lets the page in answers.
                Page.asks(put("/notes")).preflight(204).blocked(),
            ],
        ),
    ]
}

pub(super) fn headers() -> Vec<Case> {
    let case = |name, step| Case::new("headers", name, [step]);
    let json = || post("/listed").json("{}");
    let accept = "text/html, text/html, text/html, text/html, text/html, text/html, text/html, \
                  text/html, text/html, text/html, text/html, text/html, text/html";
    let tokens = || get("/tokens").header("authorization", "Bearer x");
    let all = [
        "access-control-allow-origin",
        "access-control-expose-headers",
        "x-hidden",
        "x-shown",
    ];
    vec![
        case("a safelisted type", {
            let ask = ask("POST", "/listed").header("content-type", "text/plain;charset=utf-8");
            Page.asks(ask).actual(200).reads(200).sees(["x-shown"])
        }),
        case(
            "a listed type",
            goes_through(json(), "content-type").sees(["x-shown"]),
        ),
        case("a type that is not listed", {
            stays_at_home(post("/bare").json("{}"), "content-type")
        }),
        case("a listed type from another host", {
            Stranger
                .asks(json())
                .preflight(403)
                .asking("content-type")
                .blocked()
        }),
        case("a listed header, in other letters", {
            let ask = get("/listed").header("X-LISTED", "1");
            goes_through(ask, "x-listed").sees(["x-shown"])
        }),
        case("a header that is not listed", {
            stays_at_home(get("/listed").header("x-other", "1"), "x-other")
        }),
        case("all that is listed, with a PUT", {
            let ask = put("/listed").header("x-listed", "1").json("{}");
            goes_through(ask, "content-type,x-listed").sees(["x-shown"])
        }),
        case("one listed and one not", {
            let ask = get("/listed")
                .header("x-listed", "1")
                .header("x-other", "1");
            stays_at_home(ask, "x-listed,x-other")
        }),
        case("safelisted headers", {
            let ask = get("/bare")
                .header("accept", "text/html")
                .header("range", "bytes=0-9");
            let ask = ask.header("accept-language", "de-DE, de;q=0.9");
            Page.asks(ask).actual(200).reads(200)
        }),
        case("a safelisted header with too long a value", {
            stays_at_home(get("/bare").header("accept", accept), "accept")
        }),
        case("a safelisted header with a value that is not", {
            stays_at_home(get("/bare").header("accept", "a(b)"), "accept")
        }),
        case("any header, where all are allowed", {
            goes_through(get("/open").header("x-other", "1"), "x-other").sees(all)
        }),
        case("any header with credentials, where all are allowed", {
            let ask = get("/open").header("x-other", "1").include();
            stays_at_home(ask, "x-other")
        }),
        case("a token, where all headers are allowed", {
            let ask = get("/open").header("authorization", "Bearer x");
            stays_at_home(ask, "authorization")
        }),
        case("a token, where it is listed beside all headers", {
            let asking = Page.asks(tokens()).preflight(204).asking("authorization");
            asking.actual(200).with_token().reads(200)
        }),
        case("a token and another header, where both are allowed", {
            let asking = Page.asks(tokens().header("x-other", "1")).preflight(204);
            let asking = asking.asking("authorization,x-other");
            asking.actual(200).with_token().reads(200)
        }),
        case(
            "a token with credentials, where it is listed beside all headers",
            stays_at_home(tokens().include(), "authorization"),
        ),
    ]
}

pub(super) fn uploads() -> Vec<Case> {
    let case = |name, step| Case::new("uploads", name, [step]);
    let watched = |path| post(path).by(Way::Upload);
    vec![
        case("an XMLHttpRequest without a listener", {
            let ask = post("/bare").by(Way::Xhr);
            Page.asks(ask).actual(200).reads(200).body("5 bytes")
        }),
        // Nothing is listed, and POST needs no listing: the preflight is answered all the same.
        case("with a listener", {
            let asking = Page.asks(watched("/bare")).preflight(204).actual(200);
            asking.reads(200).body("5 bytes")
        }),
        case("with a listener, for everybody", {
            let asking = Page.asks(watched("/open")).preflight(204).actual(200);
            let all = [
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ];
            asking.reads(200).sees(all)
        }),
        case("with a listener and credentials", {
            let asking = Page.asks(watched("/settings").include()).preflight(204);
            asking.actual(200).reads(200).sees(["x-shown"])
        }),
        case("with a listener, by a method that is not listed", {
            let ask = put("/bare").by(Way::Upload);
            Page.asks(ask).preflight(204).blocked()
        }),
        case("with a listener, from another host", {
            Stranger.asks(watched("/bare")).preflight(403).blocked()
        }),
        case("a stream", {
            let asking = Page.asks(post("/bare").by(Way::Stream)).preflight(204);
            asking.actual(200).reads(200).body("5 bytes")
        }),
        case("a stream, from another host", {
            let ask = post("/bare").by(Way::Stream);
            Stranger.asks(ask).preflight(403).blocked()
        }),
    ]
}

pub(super) fn kept() -> Vec<Case> {
    let again = |ask: Ask| Page.asks(ask).actual(200).reads(200);
    let asked = |ask: Ask| Page.asks(ask).preflight(204).actual(200).reads(200);
    let shown = |step: Step| step.sees(["x-shown"]);
    vec![
        Case::new(
            "max_age",
            "600, twice the same",
            [asked(put("/kept")), again(put("/kept"))],
        ),
        // The lists are constants, so what was allowed for one holds for the other.
        Case::new(
            "max_age",
            "600, another method and a header of the same lists",
            [
                asked(put("/kept")),
                again(delete("/kept")),
                again(put("/kept").header("x-listed", "1")),
            ],
        ),
        Case::new(
            "max_age",
            "0, twice the same",
            [asked(put("/unkept")), asked(put("/unkept"))],
        ),
        Case::new(
            "max_age",
            "600, without credentials and with them",
            [
                shown(asked(put("/settings"))),
                shown(asked(put("/settings").include())),
                shown(again(put("/settings").include())),
            ],
        ),
        // What was allowed to one origin is nothing to another.
        Case::new(
            "max_age",
            "600, then from another host",
            [
                asked(put("/kept")),
                Stranger.asks(put("/kept")).preflight(403).blocked(),
            ],
        ),
    ]
}
