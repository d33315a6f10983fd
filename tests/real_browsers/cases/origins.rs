//! Origins: exact origins, patterns, opaque origins, origins known at run time; and requests that
//! CORS does not apply to.

use crate::case::{Case, Step};
use crate::fetch_call::{Mechanism, Mode, call, get, post, put};
use crate::initiator::Initiator::{
    self, Address, Apex, Data, Lookalike, OtherHost, OtherPort, Page, Sandbox, SubTenant, Suffixed,
    Tenant, Worker,
};
use crate::origins::{OriginName, Scheme};

pub(super) fn cases() -> Vec<Case> {
    let mut all = listed();
    all.extend(any_origin());
    all.extend(patterns());
    all.extend(dynamic_origins());
    all
}

fn is_allowed(initiator: Initiator, path: &'static str) -> Step {
    initiator.fetches(get(path)).actual(200).reads(200)
}

fn is_denied(initiator: Initiator, path: &'static str) -> Step {
    initiator.fetches(get(path)).actual(200).blocked()
}

fn listed() -> Vec<Case> {
    let case = |name, step| Case::new("listed", name, [step]);
    vec![
        case("the page", is_allowed(Page, "/listed").sees(["x-shown"])),
        case("a worker", is_allowed(Worker, "/listed").sees(["x-shown"])),
        case(
            "another port",
            is_allowed(OtherPort, "/listed").sees(["x-shown"]),
        ),
        case("another host", is_denied(OtherHost, "/listed")),
        case(
            "the same machine by its address",
            is_denied(Address, "/listed"),
        ),
        case("a sandboxed frame", is_denied(Sandbox, "/listed")),
        case("a frame of data", is_denied(Data, "/listed")),
        case("an XMLHttpRequest", {
            let call = get("/listed").via(Mechanism::Xhr);
            Page.fetches(call).actual(200).reads(200).sees(["x-shown"])
        }),
        case("an XMLHttpRequest from another host", {
            let call = get("/listed").via(Mechanism::Xhr);
            OtherHost.fetches(call).actual(200).blocked()
        }),
        case("https only, over http", is_denied(Page, "/secure")).only(Scheme::Http),
        case("https only, over https", is_allowed(Page, "/secure")).only(Scheme::Https),
        case("http only, over http", is_allowed(Page, "/insecure")).only(Scheme::Http),
        case("http only, over https", is_denied(Page, "/insecure")).only(Scheme::Https),
    ]
}

fn any_origin() -> Vec<Case> {
    let public = |name, initiator| {
        let step = is_allowed(initiator, "/public").sees(["x-shown"]);
        Case::new("any origin", name, [step.body("for any origin")])
    };
    vec![
        public("the page", Page),
        public("a worker", Worker),
        public("another host", OtherHost),
        public("the same machine by its address", Address),
        public("a sandboxed frame", Sandbox),
        public("a frame of data", Data),
    ]
}

fn patterns() -> Vec<Case> {
    let case = |name, step| Case::new("*.app.localhost:*", name, [step]);
    vec![
        case("a subdomain", is_allowed(Tenant, "/tenants")),
        case(
            "a subdomain of a subdomain",
            is_allowed(SubTenant, "/tenants"),
        ),
        case("the domain itself", is_denied(Apex, "/tenants")),
        case("a domain that ends alike", is_denied(Lookalike, "/tenants")),
        case(
            "a domain that begins alike",
            is_denied(Suffixed, "/tenants"),
        ),
        case("a sandboxed frame", is_denied(Sandbox, "/tenants")),
        case("a PUT from a subdomain", {
            let step = Tenant.fetches(put("/tenants")).preflight(204);
            step.actual(200).reads(200)
        }),
        case("a PUT from a domain that ends alike", {
            Lookalike.fetches(put("/tenants")).preflight(403).blocked()
        }),
    ]
}

fn dynamic_origins() -> Vec<Case> {
    let case = |name, step| Case::new("origins_from", name, [step]);
    vec![
        case("the exact origin", is_allowed(Page, "/exact")),
        case("another port", is_denied(OtherPort, "/exact")),
        case("another host", is_denied(OtherHost, "/exact")),
        case("a sandboxed frame", is_denied(Sandbox, "/exact")),
        case("a PUT from the exact origin", {
            Page.fetches(put("/exact"))
                .preflight(204)
                .actual(200)
                .reads(200)
        }),
        case("a PUT from another port", {
            OtherPort.fetches(put("/exact")).preflight(403).blocked()
        }),
        Case::new(
            "origins_from",
            "an origin that is admitted while the server runs",
            [
                is_denied(OtherPort, "/admitted"),
                OtherPort.fetches(post("/admit")).actual(200).reads(200),
                is_allowed(OtherPort, "/admitted"),
                is_denied(Page, "/admitted"),
            ],
        ),
    ]
}

/// Requests that CORS does not apply to, and requests that no policy can allow.
pub(super) fn without_cors() -> Vec<Case> {
    let case = |name, step| Case::new("without CORS", name, [step]);
    let no_cors = |method, path| call(method, path).mode(Mode::NoCors);
    let own = |method| call(method, "/tenants").to(OriginName::Page);
    vec![
        // Controls: without a policy no response is readable, so the cases above depend on their
        // policies.
        case("a route without a policy", is_denied(Page, "/by-hand")),
        case("a PUT to a route without a policy", {
            let preflight = Page.fetches(put("/by-hand")).preflight(405);
            preflight.blocked()
        }),
        case("a same-origin GET", {
            let observed = ["vary", "x-hidden", "x-shown"];
            Page.fetches(own("GET"))
                .actual(200)
                .reads(200)
                .sees(observed)
        }),
        // A same-origin request does not need to be listed.
        case("a same-origin PUT", {
            let observed = ["vary", "x-hidden", "x-shown"];
            Page.fetches(own("PUT"))
                .actual(200)
                .reads(200)
                .sees(observed)
        }),
        case("mode same-origin, to another origin", {
            Page.fetches(get("/public").mode(Mode::SameOrigin))
                .blocked()
        }),
        case("mode no-cors", {
            Page.fetches(no_cors("GET", "/listed")).actual(200).opaque()
        }),
        case("mode no-cors from another host", {
            OtherHost
                .fetches(no_cors("GET", "/listed"))
                .actual(200)
                .opaque()
        }),
        // CORS does not prevent the handler from running.
        case("a POST in mode no-cors from another host", {
            let call = no_cors("POST", "/listed").body("hello");
            OtherHost.fetches(call).actual(200).opaque()
        }),
        case("an image for another host", {
            let call = no_cors("GET", "/picture").via(Mechanism::Image);
            OtherHost.fetches(call).actual(200).shown()
        }),
        case("a PUT in mode no-cors", {
            Page.fetches(no_cors("PUT", "/open")).blocked()
        }),
        case("a forbidden method", {
            Page.fetches(call("TRACE", "/open")).blocked()
        }),
        case("a path that no route matches", {
            Page.fetches(get("/nowhere"))
                .actual(404)
                .without_handler()
                .blocked()
        }),
    ]
}
