//! Preflights: methods, headers, uploads, and caching.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, Mechanism, call, delete, get, post, put};
use crate::initiator::Initiator::{Data, OtherHost, Page, Sandbox};

/// The method and all headers are listed, so the browser sends the request.
fn is_sent(call: FetchCall, headers: &'static str) -> Step {
    Page.fetches(call)
        .preflight(204)
        .requesting_headers(headers)
        .actual(200)
        .reads(200)
}

/// The origin is allowed, but a method or header is not listed, so the browser blocks the request.
fn is_blocked(call: FetchCall, headers: &'static str) -> Step {
    Page.fetches(call)
        .preflight(204)
        .requesting_headers(headers)
        .blocked()
}

pub(super) fn methods() -> Vec<Case> {
    let case = |name, step| Case::new("methods", name, [step]);
    let is_sent = |method| {
        let step = Page.fetches(call(method, "/listed")).preflight(204);
        step.actual(200).reads(200).sees(["x-shown"])
    };
    vec![
        case("HEAD", {
            let step = Page.fetches(call("HEAD", "/listed")).actual(200);
            step.reads(200).sees(["x-shown"])
        }),
        case("POST of text", {
            let step = Page.fetches(post("/listed")).actual(200);
            step.reads(200).sees(["x-shown"]).body("5 bytes")
        }),
        case("POST of text from another host", {
            OtherHost.fetches(post("/listed")).actual(200).blocked()
        }),
        case("PUT", is_sent("PUT")),
        case("PATCH", is_sent("PATCH")),
        case("OPTIONS as the actual method", is_sent("OPTIONS")),
        case("put in lower case", {
            let step = Page
                .fetches(call("put", "/listed"))
                .preflight(204)
                .with_method("PUT");
            step.actual(200)
                .with_method("PUT")
                .reads(200)
                .sees(["x-shown"])
                .body("PUT")
        }),
        // Methods are case-sensitive, and browsers upper-case six methods only.
        case("patch in lower case", {
            Page.fetches(call("patch", "/listed"))
                .preflight(204)
                .blocked()
        }),
        case("a method without a handler", {
            Page.fetches(delete("/listed")).preflight(204).blocked()
        }),
        case("PUT from another host", {
            OtherHost.fetches(put("/listed")).preflight(403).blocked()
        }),
        case("PUT from a sandboxed frame", {
            Sandbox.fetches(put("/listed")).preflight(403).blocked()
        }),
        case("PUT from a frame of data", {
            Data.fetches(put("/listed")).preflight(403).blocked()
        }),
        case("PUT for any origin, from another host", {
            let step = OtherHost.fetches(put("/open").body("hello")).preflight(204);
            // The default content type of text is safelisted.
            let step = step.actual(200).reads(200).body("5 bytes");
            step.sees([
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ])
        }),
        case("PUT for any origin, from a sandboxed frame", {
            let step = Sandbox.fetches(put("/open")).preflight(204).actual(200);
            step.reads(200).sees([
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
                OtherHost.fetches(get("/notes")).actual(200).reads(200),
                OtherHost.fetches(delete("/notes")).preflight(403).blocked(),
                Page.fetches(delete("/notes"))
                    .preflight(204)
                    .actual(204)
                    .reads(204),
                // A preflight for a method without a handler gets the first policy that allows the
                // origin.
                Page.fetches(put("/notes")).preflight(204).blocked(),
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
            let call = call("POST", "/listed").header("content-type", "text/plain;charset=utf-8");
            Page.fetches(call).actual(200).reads(200).sees(["x-shown"])
        }),
        case(
            "a listed type",
            is_sent(json(), "content-type").sees(["x-shown"]),
        ),
        case("a type that is not listed", {
            is_blocked(post("/bare").json("{}"), "content-type")
        }),
        case("a listed type from another host", {
            OtherHost
                .fetches(json())
                .preflight(403)
                .requesting_headers("content-type")
                .blocked()
        }),
        case("a listed header in upper case", {
            let call = get("/listed").header("X-LISTED", "1");
            is_sent(call, "x-listed").sees(["x-shown"])
        }),
        case("a header that is not listed", {
            is_blocked(get("/listed").header("x-other", "1"), "x-other")
        }),
        case("all listed headers with a PUT", {
            let call = put("/listed").header("x-listed", "1").json("{}");
            is_sent(call, "content-type,x-listed").sees(["x-shown"])
        }),
        case("one listed and one not", {
            let call = get("/listed")
                .header("x-listed", "1")
                .header("x-other", "1");
            is_blocked(call, "x-listed,x-other")
        }),
        case("safelisted headers", {
            let call = get("/bare")
                .header("accept", "text/html")
                .header("range", "bytes=0-9");
            let call = call.header("accept-language", "de-DE, de;q=0.9");
            Page.fetches(call).actual(200).reads(200)
        }),
        case("a safelisted header with too long a value", {
            is_blocked(get("/bare").header("accept", accept), "accept")
        }),
        case("a safelisted header with an unsafe value", {
            is_blocked(get("/bare").header("accept", "a(b)"), "accept")
        }),
        case("any header, where all are allowed", {
            is_sent(get("/open").header("x-other", "1"), "x-other").sees(all)
        }),
        case("any header with credentials, where all are allowed", {
            let call = get("/open").header("x-other", "1").include();
            is_blocked(call, "x-other")
        }),
        case("a token, where all headers are allowed", {
            let call = get("/open").header("authorization", "Bearer x");
            is_blocked(call, "authorization")
        }),
        case("a token, listed together with all headers", {
            let step = Page
                .fetches(tokens())
                .preflight(204)
                .requesting_headers("authorization");
            step.actual(200).with_token().reads(200)
        }),
        case("a token and another header, where both are allowed", {
            let step = Page.fetches(tokens().header("x-other", "1")).preflight(204);
            let step = step.requesting_headers("authorization,x-other");
            step.actual(200).with_token().reads(200)
        }),
        case(
            "a token with credentials, listed together with all headers",
            is_blocked(tokens().include(), "authorization"),
        ),
    ]
}

pub(super) fn uploads() -> Vec<Case> {
    let case = |name, step| Case::new("uploads", name, [step]);
    let watched = |path| post(path).via(Mechanism::Upload);
    vec![
        case("an XMLHttpRequest without a listener", {
            let call = post("/bare").via(Mechanism::Xhr);
            Page.fetches(call).actual(200).reads(200).body("5 bytes")
        }),
        // A preflight for POST is allowed although no method is listed.
        case("with a listener", {
            let step = Page.fetches(watched("/bare")).preflight(204).actual(200);
            step.reads(200).body("5 bytes")
        }),
        case("with a listener, for any origin", {
            let step = Page.fetches(watched("/open")).preflight(204).actual(200);
            let all = [
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ];
            step.reads(200).sees(all)
        }),
        case("with a listener and credentials", {
            let step = Page.fetches(watched("/settings").include()).preflight(204);
            step.actual(200).reads(200).sees(["x-shown"])
        }),
        case("with a listener, by a method that is not listed", {
            let call = put("/bare").via(Mechanism::Upload);
            Page.fetches(call).preflight(204).blocked()
        }),
        case("with a listener, from another host", {
            OtherHost.fetches(watched("/bare")).preflight(403).blocked()
        }),
        case("a stream", {
            let step = Page
                .fetches(post("/bare").via(Mechanism::Stream))
                .preflight(204);
            step.actual(200).reads(200).body("5 bytes")
        }),
        case("a stream, from another host", {
            let call = post("/bare").via(Mechanism::Stream);
            OtherHost.fetches(call).preflight(403).blocked()
        }),
    ]
}

pub(super) fn max_age() -> Vec<Case> {
    let again = |call: FetchCall| Page.fetches(call).actual(200).reads(200);
    let sent = |call: FetchCall| Page.fetches(call).preflight(204).actual(200).reads(200);
    let shown = |step: Step| step.sees(["x-shown"]);
    vec![
        Case::new(
            "max_age",
            "600, twice the same",
            [sent(put("/max-age")), again(put("/max-age"))],
        ),
        // Responses to preflights do not depend on the request, so the cache applies to all listed
        // methods and headers.
        Case::new(
            "max_age",
            "600, another method and a header of the same lists",
            [
                sent(put("/max-age")),
                again(delete("/max-age")),
                again(put("/max-age").header("x-listed", "1")),
            ],
        ),
        Case::new(
            "max_age",
            "0, twice the same",
            [sent(put("/max-age-0")), sent(put("/max-age-0"))],
        ),
        Case::new(
            "max_age",
            "600, without credentials and with them",
            [
                shown(sent(put("/settings"))),
                shown(sent(put("/settings").include())),
                shown(again(put("/settings").include())),
            ],
        ),
        // A cached preflight does not apply to another origin.
        Case::new(
            "max_age",
            "600, then from another host",
            [
                sent(put("/max-age")),
                OtherHost.fetches(put("/max-age")).preflight(403).blocked(),
            ],
        ),
    ]
}
