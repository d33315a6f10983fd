//! Who may read: exact origins and patterns, opaque origins, origins known at run time; and what
//! CORS has no say in.

use crate::case::{Case, Step};
use crate::fetch_call::{Mode, Way, ask, get, post, put};
use crate::initiator::Asker::{
    self, Address, Apex, Branch, Data, Extended, Lookalike, Neighbour, Page, Sandbox, Stranger,
    Tenant, Worker,
};
use crate::origins::{Place, Scheme};

pub(super) fn cases() -> Vec<Case> {
    let mut all = listed();
    all.extend(everybody());
    all.extend(patterns());
    all.extend(at_run_time());
    all
}

fn lets_in(asker: Asker, path: &'static str) -> Step {
    asker.asks(get(path)).actual(200).reads(200)
}

fn keeps_out(asker: Asker, path: &'static str) -> Step {
    asker.asks(get(path)).actual(200).blocked()
}

fn listed() -> Vec<Case> {
    let case = |name, step| Case::new("listed", name, [step]);
    vec![
        case("the page", lets_in(Page, "/listed").sees(["x-shown"])),
        case("a worker", lets_in(Worker, "/listed").sees(["x-shown"])),
        case(
            "another port",
            lets_in(Neighbour, "/listed").sees(["x-shown"]),
        ),
        case("another host", keeps_out(Stranger, "/listed")),
        case(
            "the same machine by its address",
            keeps_out(Address, "/listed"),
        ),
        case("a sandboxed frame", keeps_out(Sandbox, "/listed")),
        case("a frame of data", keeps_out(Data, "/listed")),
        case("an XMLHttpRequest", {
            let ask = get("/listed").by(Way::Xhr);
            Page.asks(ask).actual(200).reads(200).sees(["x-shown"])
        }),
        case("an XMLHttpRequest from another host", {
            let ask = get("/listed").by(Way::Xhr);
            Stranger.asks(ask).actual(200).blocked()
        }),
        case("https only, over http", keeps_out(Page, "/secure")).only(Scheme::Http),
        case("https only, over https", lets_in(Page, "/secure")).only(Scheme::Https),
        case("http only, over http", lets_in(Page, "/insecure")).only(Scheme::Http),
        case("http only, over https", keeps_out(Page, "/insecure")).only(Scheme::Https),
    ]
}

fn everybody() -> Vec<Case> {
    let public = |name, asker| {
        let step = lets_in(asker, "/public").sees(["x-shown"]);
        Case::new("everybody", name, [step.body("for everybody")])
    };
    vec![
        public("the page", Page),
        public("a worker", Worker),
        public("another host", Stranger),
        public("the same machine by its address", Address),
        public("a sandboxed frame", Sandbox),
        public("a frame of data", Data),
    ]
}

fn patterns() -> Vec<Case> {
    let case = |name, step| Case::new("*.app.localhost:*", name, [step]);
    vec![
        case("a subdomain", lets_in(Tenant, "/tenants")),
        case("a subdomain of a subdomain", lets_in(Branch, "/tenants")),
        case("the domain itself", keeps_out(Apex, "/tenants")),
        case("a domain that ends alike", keeps_out(Lookalike, "/tenants")),
        case(
            "a domain that begins alike",
            keeps_out(Extended, "/tenants"),
        ),
        case("a sandboxed frame", keeps_out(Sandbox, "/tenants")),
        case("a PUT from a subdomain", {
            let asking = Tenant.asks(put("/tenants")).preflight(204);
            asking.actual(200).reads(200)
        }),
        case("a PUT from a domain that ends alike", {
            Lookalike.asks(put("/tenants")).preflight(403).blocked()
        }),
    ]
}

fn at_run_time() -> Vec<Case> {
    let case = |name, step| Case::new("origins_from", name, [step]);
    vec![
        case("the exact origin", lets_in(Page, "/exact")),
        case("another port", keeps_out(Neighbour, "/exact")),
        case("another host", keeps_out(Stranger, "/exact")),
        case("a sandboxed frame", keeps_out(Sandbox, "/exact")),
        case("a PUT from the exact origin", {
            Page.asks(put("/exact"))
                .preflight(204)
                .actual(200)
                .reads(200)
        }),
        case("a PUT from another port", {
            Neighbour.asks(put("/exact")).preflight(403).blocked()
        }),
        Case::new(
            "origins_from",
            "an origin that is let in while the server runs",
            [
                keeps_out(Neighbour, "/admitted"),
                Neighbour.asks(post("/admit")).actual(200).reads(200),
                lets_in(Neighbour, "/admitted"),
                keeps_out(Page, "/admitted"),
            ],
        ),
    ]
}

/// Requests that CORS has no say in, and those that no policy makes possible.
pub(super) fn without_cors() -> Vec<Case> {
    let case = |name, step| Case::new("without CORS", name, [step]);
    let no_cors = |method, path| ask(method, path).mode(Mode::NoCors);
    let own = |method| ask(method, "/tenants").of(Place::Page);
    vec![
        // Controls: without a policy nothing can be read, so what is read above is the policy's doing.
        case("a route without a policy", keeps_out(Page, "/by-hand")),
        case("a PUT to a route without a policy", {
            let preflight = Page.asks(put("/by-hand")).preflight(405);
            preflight.blocked()
        }),
        case("a same-origin GET", {
            let seen = ["vary", "x-hidden", "x-shown"];
            Page.asks(own("GET")).actual(200).reads(200).sees(seen)
        }),
        // The page's origin is not in this policy, and need not be: it is not another origin.
        case("a same-origin PUT", {
            let seen = ["vary", "x-hidden", "x-shown"];
            Page.asks(own("PUT")).actual(200).reads(200).sees(seen)
        }),
        case("mode same-origin, to another origin", {
            Page.asks(get("/public").mode(Mode::SameOrigin)).blocked()
        }),
        case("mode no-cors", {
            Page.asks(no_cors("GET", "/listed")).actual(200).opaque()
        }),
        case("mode no-cors from another host", {
            Stranger
                .asks(no_cors("GET", "/listed"))
                .actual(200)
                .opaque()
        }),
        // CORS decides who may read: this runs whoever asks.
        case("a POST in mode no-cors from another host", {
            let ask = no_cors("POST", "/listed").body("hello");
            Stranger.asks(ask).actual(200).opaque()
        }),
        case("an image for another host", {
            let ask = no_cors("GET", "/picture").by(Way::Image);
            Stranger.asks(ask).actual(200).shown()
        }),
        case("a PUT in mode no-cors", {
            Page.asks(no_cors("PUT", "/open")).blocked()
        }),
        case("a method that is forbidden", {
            Page.asks(ask("TRACE", "/open")).blocked()
        }),
        case("a path that no route matches", {
            Page.asks(get("/nowhere")).actual(404).unreached().blocked()
        }),
    ]
}
