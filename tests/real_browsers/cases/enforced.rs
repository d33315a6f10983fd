//! `enforce`: requests from disallowed origins do not run the handler.

use crate::case::{Case, Step};
use crate::fetch_call::{Mechanism, Mode, call, get, post, put};
use crate::initiator::Initiator::{self, Data, OtherHost, OtherPort, Page, Sandbox, Tenant};
use crate::origins::{OriginName, Scheme};
use crate::wire::Origin;

pub(super) fn cases() -> Vec<Case> {
    let mut all = fetched();
    all.extend(same_origin());
    all.extend(sockets());
    all
}

fn fetched() -> Vec<Case> {
    let case = |name, step| Case::new("enforce", name, [step]);
    let no_cors = |method| call(method, "/enforced").mode(Mode::NoCors);
    vec![
        case(
            "the page",
            Page.fetches(get("/enforced")).actual(200).reads(200),
        ),
        case(
            "another port",
            OtherPort.fetches(post("/enforced")).actual(200).reads(200),
        ),
        case("a PUT", {
            let step = Page.fetches(put("/enforced")).preflight(204).actual(200);
            step.reads(200)
        }),
        case("another host", {
            OtherHost
                .fetches(get("/enforced"))
                .actual(403)
                .without_handler()
                .blocked()
        }),
        case("a POST from another host", {
            OtherHost
                .fetches(post("/enforced"))
                .actual(403)
                .without_handler()
                .blocked()
        }),
        case("a POST from another host, in mode no-cors", {
            let call = no_cors("POST").body("hello");
            OtherHost
                .fetches(call)
                .actual(403)
                .without_handler()
                .opaque()
        }),
        case("a PUT from another host", {
            OtherHost.fetches(put("/enforced")).preflight(403).blocked()
        }),
        case("a POST from a sandboxed frame", {
            Sandbox
                .fetches(post("/enforced"))
                .actual(403)
                .without_handler()
                .blocked()
        }),
        case("a POST from a frame of data", {
            Data.fetches(post("/enforced"))
                .actual(403)
                .without_handler()
                .blocked()
        }),
        // Without `Origin`, `enforce` cannot reject the request. GET handlers must not change
        // state.
        case("an image for another host", {
            let call = no_cors("GET").via(Mechanism::Image);
            OtherHost.fetches(call).actual(200).shown()
        }),
    ]
}

/// Same-origin pages, which the policy need not list.
fn same_origin() -> Vec<Case> {
    let case = |name, step| Case::new("enforce", name, [step]);
    let path = "/tenants/enforced";
    let observed = ["vary", "x-hidden", "x-shown"];
    vec![
        case("the server's same_origin page", {
            let call = get(path).to(OriginName::Page);
            Page.fetches(call).actual(200).reads(200).sees(observed)
        }),
        case("a POST from the server's same_origin page", {
            let call = post(path).to(OriginName::Page);
            Page.fetches(call).actual(200).reads(200).sees(observed)
        }),
        case("a PUT from the server's same_origin page", {
            let call = put(path).to(OriginName::Page);
            Page.fetches(call).actual(200).reads(200).sees(observed)
        }),
        case("a POST from a page of the same site", {
            Page.fetches(post(path))
                .actual(403)
                .without_handler()
                .blocked()
        }),
        case(
            "a POST from a tenant",
            Tenant.fetches(post(path)).actual(200).reads(200),
        ),
    ]
}

/// http only: over https, browsers may open a WebSocket within an HTTP/2 connection and with
/// another method.
fn sockets() -> Vec<Case> {
    let case = |name, step| Case::new("enforce", name, [step]).only(Scheme::Http);
    let opens = |initiator: Initiator| {
        let call = get("/socket").via(Mechanism::Socket);
        initiator.fetches(call).actual(101).shown()
    };
    let denied = |initiator: Initiator, origin: Origin| -> Step {
        let call = get("/socket").via(Mechanism::Socket);
        initiator
            .fetches(call)
            .actual(403)
            .without_handler()
            .with_origin(origin)
            .blocked()
    };
    vec![
        case("a WebSocket", opens(Page)),
        case(
            "a WebSocket from another host",
            denied(OtherHost, Origin::Is(OriginName::OtherHost)),
        ),
        case(
            "a WebSocket from a sandboxed frame",
            denied(Sandbox, Origin::Null),
        ),
    ]
}
