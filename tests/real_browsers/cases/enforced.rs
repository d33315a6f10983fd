//! `enforce`: who may read decides who may run the handler, too.

use crate::case::{Case, Step};
use crate::fetch_call::{Mode, Way, ask, get, post, put};
use crate::initiator::Asker::{self, Data, Neighbour, Page, Sandbox, Stranger, Tenant};
use crate::origins::{Place, Scheme};
use crate::wire::Origin;

pub(super) fn cases() -> Vec<Case> {
    let mut all = fetched();
    all.extend(own());
    all.extend(sockets());
    all
}

fn fetched() -> Vec<Case> {
    let case = |name, step| Case::new("enforce", name, [step]);
    let no_cors = |method| ask(method, "/enforced").mode(Mode::NoCors);
    vec![
        case(
            "the page",
            Page.asks(get("/enforced")).actual(200).reads(200),
        ),
        case(
            "another port",
            Neighbour.asks(post("/enforced")).actual(200).reads(200),
        ),
        case("a PUT", {
            let asking = Page.asks(put("/enforced")).preflight(204).actual(200);
            asking.reads(200)
        }),
        case("another host", {
            Stranger
                .asks(get("/enforced"))
                .actual(403)
                .unreached()
                .blocked()
        }),
        case("a POST from another host", {
            Stranger
                .asks(post("/enforced"))
                .actual(403)
                .unreached()
                .blocked()
        }),
        case("a POST from another host, in mode no-cors", {
            let ask = no_cors("POST").body("hello");
            Stranger.asks(ask).actual(403).unreached().opaque()
        }),
        case("a PUT from another host", {
            Stranger.asks(put("/enforced")).preflight(403).blocked()
        }),
        case("a POST from a sandboxed frame", {
            Sandbox
                .asks(post("/enforced"))
                .actual(403)
                .unreached()
                .blocked()
        }),
        case("a POST from a frame of data", {
            Data.asks(post("/enforced"))
                .actual(403)
                .unreached()
                .blocked()
        }),
        // Without `Origin` there is nobody to refuse: a GET must change nothing.
        case("an image for another host", {
            let ask = no_cors("GET").by(Way::Image);
            Stranger.asks(ask).actual(200).shown()
        }),
    ]
}

/// Pages of the server's own origin, which no policy has to list.
fn own() -> Vec<Case> {
    let case = |name, step| Case::new("enforce", name, [step]);
    let path = "/tenants/enforced";
    let seen = ["vary", "x-hidden", "x-shown"];
    vec![
        case("the server's own page", {
            let ask = get(path).of(Place::Page);
            Page.asks(ask).actual(200).reads(200).sees(seen)
        }),
        case("a POST from the server's own page", {
            let ask = post(path).of(Place::Page);
            Page.asks(ask).actual(200).reads(200).sees(seen)
        }),
        case("a PUT from the server's own page", {
            let ask = put(path).of(Place::Page);
            Page.asks(ask).actual(200).reads(200).sees(seen)
        }),
        case("a POST from a page of the same site", {
            Page.asks(post(path)).actual(403).unreached().blocked()
        }),
        case(
            "a POST from a tenant",
            Tenant.asks(post(path)).actual(200).reads(200),
        ),
    ]
}

/// Over http only: over https engines may do it within an HTTP/2 connection, and with another method.
fn sockets() -> Vec<Case> {
    let case = |name, step| Case::new("enforce", name, [step]).only(Scheme::Http);
    let opens = |asker: Asker| {
        let ask = get("/socket").by(Way::Socket);
        asker.asks(ask).actual(101).shown()
    };
    let refused = |asker: Asker, origin: Origin| -> Step {
        let ask = get("/socket").by(Way::Socket);
        asker
            .asks(ask)
            .actual(403)
            .unreached()
            .from(origin)
            .blocked()
    };
    vec![
        case("a WebSocket", opens(Page)),
        case(
            "a WebSocket from another host",
            refused(Stranger, Origin::Of(Place::Stranger)),
        ),
        case(
            "a WebSocket from a sandboxed frame",
            refused(Sandbox, Origin::Null),
        ),
    ]
}
