//! What is readable of a response: its headers, and that an error is no CORS error.

use crate::case::{Case, Step};
use crate::fetch_call::{Ask, ask, get, post, put};
use crate::initiator::Asker::{Page, Stranger};

fn reads(ask: Ask, status: u16) -> Step {
    Page.asks(ask).actual(status).reads(status)
}

/// Rejected by an extractor, a router or middleware.
fn reads_rejection(ask: Ask, status: u16) -> Step {
    Page.asks(ask).actual(status).unreached().reads(status)
}

pub(super) fn exposed() -> Vec<Case> {
    let case = |name, step| Case::new("expose", name, [step]);
    vec![
        case("nothing", reads(get("/bare"), 200)),
        case("one of two", reads(get("/listed"), 200).sees(["x-shown"])),
        case(
            "one of two, to everybody",
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
        case("behind a preflight", {
            let asking = Page.asks(put("/settings")).preflight(204).actual(200);
            asking.reads(200).sees(["x-shown"])
        }),
        case("a handler that speaks CORS by itself", {
            reads(get("/overwritten").include(), 200).body("for one page only")
        }),
        case("a handler that speaks CORS by itself, to another host", {
            Stranger.asks(get("/overwritten")).actual(200).blocked()
        }),
    ]
}

pub(super) fn errors() -> Vec<Case> {
    let case = |name, step| Case::new("errors", name, [step]);
    let update = |json| put("/users/7").json(json).include();
    let rejected = |ask: Ask, status| {
        let asking = Page.asks(ask).preflight(204).asking("content-type");
        asking.actual(status).unreached().reads(status)
    };
    let account = |token| get("/guarded").header("authorization", token);
    vec![
        case("a handler that fails", {
            reads(get("/errors/500"), 500)
                .sees(["x-shown"])
                .body("went wrong")
        }),
        case("a handler that fails, for another host", {
            Stranger.asks(get("/errors/500")).actual(500).blocked()
        }),
        case("a handler that finds nothing", {
            reads(get("/errors/404"), 404)
                .sees(["x-shown"])
                .body("went wrong")
        }),
        case("a handler that finds nothing, for HEAD", {
            reads(ask("HEAD", "/errors/404"), 404).sees(["x-shown"])
        }),
        case("a handler that is too busy", {
            reads(get("/errors/503"), 503)
                .sees(["x-shown"])
                .body("went wrong")
        }),
        case(
            "a path that is no number",
            reads_rejection(get("/users/seven"), 400),
        ),
        case("JSON of another shape", {
            rejected(update(r#"{"nom":"Ada"}"#), 422).body("missing field")
        }),
        case("JSON that is none", rejected(update(r#"{"name":"#), 400)),
        case("JSON as it should be", {
            let asking = Page.asks(update(r#"{"name":"Ada"}"#)).preflight(204);
            let asking = asking.asking("content-type").actual(200);
            asking.reads(200).body("user 7 is now Ada")
        }),
        case("text instead of JSON", {
            let asking = Page.asks(put("/users/7").body("Ada")).preflight(204);
            asking.actual(415).unreached().reads(415)
        }),
        case(
            "a method without a handler",
            reads_rejection(post("/users/7"), 405),
        ),
        case("a method without a handler, for another host", {
            let asking = Stranger.asks(post("/users/7")).actual(405);
            asking.unreached().blocked()
        }),
        case("no token", {
            let step = reads_rejection(get("/guarded"), 401);
            step.sees(["www-authenticate"]).body("who are you?")
        }),
        case("no token, for another host", {
            Stranger
                .asks(get("/guarded"))
                .actual(401)
                .unreached()
                .blocked()
        }),
        case("a wrong token", {
            let asking = Page.asks(account("Bearer guess")).preflight(204);
            let asking = asking.asking("authorization").actual(401).unreached();
            asking.with_token().reads(401).sees(["www-authenticate"])
        }),
        case("the right token", {
            let asking = Page.asks(account("Bearer letmein")).preflight(204);
            let asking = asking.asking("authorization").actual(200);
            asking.with_token().reads(200).body("yours")
        }),
        case("the right token, from another host", {
            let asking = Stranger.asks(account("Bearer letmein")).preflight(403);
            asking.asking("authorization").blocked()
        }),
    ]
}
