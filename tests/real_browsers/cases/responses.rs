//! Readable parts of a response: exposed headers, and errors.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, call, get, post, put};
use crate::initiator::Initiator::{OtherHost, Page};

fn reads(call: FetchCall, status: u16) -> Step {
    Page.fetches(call).actual(status).reads(status)
}

/// Reads a rejection of an extractor, a router or middleware.
fn reads_rejection(call: FetchCall, status: u16) -> Step {
    Page.fetches(call)
        .actual(status)
        .without_handler()
        .reads(status)
}

pub(super) fn exposed() -> Vec<Case> {
    let case = |name, step| Case::new("expose", name, [step]);
    vec![
        case("nothing", reads(get("/bare"), 200)),
        case("one of two", reads(get("/listed"), 200).sees(["x-shown"])),
        case(
            "one of two, for any origin",
            reads(get("/public"), 200).sees(["x-shown"]),
        ),
        case("all", {
            let all = [
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ];
            reads(get("/open"), 200).sees(all)
        }),
        case("with credentials", {
            reads(get("/settings").include(), 200).sees(["x-shown"])
        }),
        case("after a preflight", {
            let step = Page.fetches(put("/settings")).preflight(204).actual(200);
            step.reads(200).sees(["x-shown"])
        }),
        case("a handler that sets CORS headers", {
            reads(get("/overwritten").include(), 200).body("for one page only")
        }),
        case("a handler that sets CORS headers, to another host", {
            OtherHost.fetches(get("/overwritten")).actual(200).blocked()
        }),
    ]
}

pub(super) fn errors() -> Vec<Case> {
    let case = |name, step| Case::new("errors", name, [step]);
    let update = |json| put("/users/7").json(json).include();
    let rejected = |call: FetchCall, status| {
        let step = Page
            .fetches(call)
            .preflight(204)
            .requesting_headers("content-type");
        step.actual(status).without_handler().reads(status)
    };
    let account = |token| get("/guarded").header("authorization", token);
    vec![
        case("a handler that fails", {
            reads(get("/errors/500"), 500)
                .sees(["x-shown"])
                .body("went wrong")
        }),
        case("a handler that fails, for another host", {
            OtherHost.fetches(get("/errors/500")).actual(500).blocked()
        }),
        case("a handler that finds nothing", {
            reads(get("/errors/404"), 404)
                .sees(["x-shown"])
                .body("went wrong")
        }),
        case("a handler that finds nothing, for HEAD", {
            reads(call("HEAD", "/errors/404"), 404).sees(["x-shown"])
        }),
        case("a handler that is too busy", {
            reads(get("/errors/503"), 503)
                .sees(["x-shown"])
                .body("went wrong")
        }),
        case(
            "a path parameter that is not a number",
            reads_rejection(get("/users/seven"), 400),
        ),
        case("JSON of another shape", {
            rejected(update(r#"{"nom":"Ada"}"#), 422).body("missing field")
        }),
        case("invalid JSON", rejected(update(r#"{"name":"#), 400)),
        case("valid JSON", {
            let step = Page.fetches(update(r#"{"name":"Ada"}"#)).preflight(204);
            let step = step.requesting_headers("content-type").actual(200);
            step.reads(200).body("user 7 is now Ada")
        }),
        case("text instead of JSON", {
            let step = Page.fetches(put("/users/7").body("Ada")).preflight(204);
            step.actual(415).without_handler().reads(415)
        }),
        case(
            "a method without a handler",
            reads_rejection(post("/users/7"), 405),
        ),
        case("a method without a handler, for another host", {
            let step = OtherHost.fetches(post("/users/7")).actual(405);
            step.without_handler().blocked()
        }),
        case("no token", {
            let step = reads_rejection(get("/guarded"), 401);
            step.sees(["www-authenticate"]).body("who are you?")
        }),
        case("no token, for another host", {
            OtherHost
                .fetches(get("/guarded"))
                .actual(401)
                .without_handler()
                .blocked()
        }),
        case("an invalid token", {
            let step = Page.fetches(account("Bearer guess")).preflight(204);
            let step = step
                .requesting_headers("authorization")
                .actual(401)
                .without_handler();
            step.with_token().reads(401).sees(["www-authenticate"])
        }),
        case("a valid token", {
            let step = Page.fetches(account("Bearer letmein")).preflight(204);
            let step = step.requesting_headers("authorization").actual(200);
            step.with_token().reads(200).body("yours")
        }),
        case("a valid token from another host", {
            let step = OtherHost.fetches(account("Bearer letmein")).preflight(403);
            step.requesting_headers("authorization").blocked()
        }),
    ]
}
