//! `enforce`: requests from disallowed origins do not run the handler.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, Mechanism, Mode, call, delete, get, post, put};
use crate::initiator::Initiator::{self, Data, OtherHost, OtherPort, Page, Sandbox, Tenant};
use crate::origins::{OriginName, Scheme};
use crate::wire::Origin;

pub(super) fn cases() -> Vec<Case> {
    let mut all = fetched();
    all.extend(same_origin());
    all.extend(elements());
    all.extend(navigations());
    all.extend(without_fetch_metadata());
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
    ]
}

/// Requests of elements, in mode `no-cors`. They have no `Origin`, so that the policy cannot see that
/// a page is allowed; only the server's own page gets a response.
fn elements() -> Vec<Case> {
    let image = ["/enforced/image", "/tenants/enforced/image"];
    let script = ["/enforced/script", "/tenants/enforced/script"];
    let mut cases = Vec::new();
    for (mechanism, [for_page, for_tenants], name, in_frame) in [
        (
            Mechanism::Image,
            image,
            "images",
            "an image in a frame of another host",
        ),
        (
            Mechanism::Script,
            script,
            "scripts",
            "a script in a frame of another host",
        ),
        (
            Mechanism::Prefetch,
            image,
            "prefetches",
            "a prefetch in a frame of another host",
        ),
        (
            Mechanism::Preload,
            image,
            "preloads",
            "a preload in a frame of another host",
        ),
    ] {
        let call = |path| get(path).mode(Mode::NoCors).via(mechanism);
        let denied = |initiator: Initiator, call| {
            let step = initiator.fetches(call).actual(403);
            step.without_handler().blocked()
        };
        let own = call(for_tenants).to(OriginName::Page);
        let steps = [
            Page.fetches(own).actual(200).shown(),
            denied(Page, call(for_page)),
            denied(Page, call(for_tenants).to(OriginName::ThirdParty)),
        ];
        cases.push(Case::new("enforce", name, steps));
        let step = denied(OtherHost, call(for_page));
        cases.push(Case::new("enforce", in_frame, [step]));
    }
    cases
}

/// Links and frames of every site open pages. Forms carry `Origin`, and run the handler for allowed
/// pages and the server's own.
fn navigations() -> Vec<Case> {
    let (for_page, for_tenants) = ("/enforced/page", "/tenants/enforced/page");
    let opens = |initiator: Initiator, call| initiator.fetches(call).actual(200).navigates();
    let opened = |name, mechanism| {
        let call = |path| get(path).mode(Mode::NoCors).via(mechanism);
        let steps = [
            opens(Page, call(for_tenants).to(OriginName::Page)),
            opens(Page, call(for_page)),
            opens(Page, call(for_tenants).to(OriginName::ThirdParty)),
        ];
        Case::new("enforce", name, steps)
    };
    let opened_in_frame = |name, mechanism| {
        let call = get(for_page).mode(Mode::NoCors).via(mechanism);
        Case::new("enforce", name, [opens(OtherHost, call)])
    };
    let form = |path| post(path).body("name=value").via(Mechanism::Form);
    let denied = |initiator: Initiator, call| {
        let step = initiator.fetches(call).actual(403);
        step.without_handler().navigates()
    };
    let forms = [
        opens(Page, form(for_tenants).to(OriginName::Page)),
        opens(Page, form(for_page)),
        denied(Page, form(for_tenants).to(OriginName::ThirdParty)),
        denied(OtherHost, form(for_page)),
        denied(Data, form(for_page)),
    ];
    vec![
        opened("frames", Mechanism::Frame),
        opened_in_frame("a frame in a frame of another host", Mechanism::Frame),
        opened("links", Mechanism::Link),
        opened_in_frame("a link in a frame of another host", Mechanism::Link),
        opened("forms by GET", Mechanism::Form),
        Case::new("enforce", "forms", forms),
    ]
}

/// Over plain http to another host than localhost, browsers send no `Sec-Fetch-*` headers. Then a
/// request without `Origin` runs the handler; one with `Origin` is rejected as always.
fn without_fetch_metadata() -> Vec<Case> {
    let case = |name, step| {
        let case = Case::new("without fetch metadata", name, [step]);
        case.only(Scheme::Http)
    };
    let runs = |path, mechanism| {
        let call = get(path).to(OriginName::Insecure).mode(Mode::NoCors);
        Page.fetches(call.via(mechanism)).actual(200)
    };
    let denied = |call: FetchCall| {
        let step = Page.fetches(call.to(OriginName::Insecure)).actual(403);
        step.without_handler()
    };
    let posted = || post("/tenants/enforced/page");
    vec![
        case(
            "an image",
            runs("/tenants/enforced/image", Mechanism::Image).shown(),
        ),
        case(
            "a script",
            runs("/tenants/enforced/script", Mechanism::Script).shown(),
        ),
        case(
            "a frame",
            runs("/tenants/enforced/page", Mechanism::Frame).navigates(),
        ),
        case("a form", {
            let call = posted().body("name=value").via(Mechanism::Form);
            denied(call).navigates()
        }),
        case("a GET", denied(get("/tenants/enforced/page")).blocked()),
        case("a POST", denied(posted()).blocked()),
        case("a WebSocket", {
            let call = get("/tenants/socket").via(Mechanism::Socket);
            denied(call).blocked()
        }),
        case("a POST in mode no-cors", {
            denied(posted().mode(Mode::NoCors)).opaque()
        }),
    ]
}

/// Forms whose field `_method` makes Rocket run the handler for `DELETE`, without a preflight. The
/// policy does not enforce.
pub(super) fn method_fields() -> Vec<Case> {
    let case = |name, step| Case::new("method fields", name, [step]);
    let path = "/rocket/items/7";
    let form = || post(path).body("_method=delete").via(Mechanism::Form);
    let submits = |initiator: Initiator, call| initiator.fetches(call).actual(200).navigates();
    let denied = |initiator: Initiator| {
        let step = initiator.fetches(form()).actual(403);
        step.without_handler().navigates()
    };
    vec![
        case(
            "the server's own page",
            submits(Page, form().to(OriginName::Page)),
        ),
        case("an allowed page", submits(Page, form())),
        case("another port", submits(OtherPort, form())),
        case("another host", denied(OtherHost)),
        case("a tenant", denied(Tenant)),
        case("a frame of data", denied(Data)),
        case("DELETE from an allowed page", {
            let step = Page.fetches(delete(path)).preflight(204).actual(200);
            step.reads(200)
        }),
        case("DELETE from another host", {
            OtherHost.fetches(delete(path)).preflight(403).blocked()
        }),
    ]
}

/// A path with a policy for `GET` only: it grants nothing for `POST`.
pub(super) fn handlers_without_policy() -> Vec<Case> {
    let case = |name, step| Case::new("a handler without a policy", name, [step]);
    let denied = |initiator: Initiator, path| {
        let json = call("POST", path).json("{}");
        let step = initiator.fetches(json).preflight(403);
        step.requesting_headers("content-type").blocked()
    };
    vec![
        case("GET", Page.fetches(get("/mixed")).actual(200).reads(200)),
        case("GET with JSON", {
            let call = get("/mixed").header("content-type", "application/json");
            let step = Page.fetches(call).preflight(204);
            let step = step.requesting_headers("content-type").actual(200);
            step.reads(200)
        }),
        case("JSON", denied(Page, "/mixed")),
        case("JSON from another host", denied(OtherHost, "/mixed")),
        case("JSON, routed separately", denied(Page, "/mixed/route")),
        case("JSON, merged", denied(Page, "/mixed/merge")),
        // Without a preflight, as without CORS: the handler runs, and no page reads the response.
        case("text", {
            let call = post("/mixed");
            Page.fetches(call).actual(200).blocked()
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
        case("a WebSocket of the server's own page", {
            let call = get("/tenants/socket").via(Mechanism::Socket);
            let step = Page.fetches(call.to(OriginName::Page)).actual(101);
            step.with_origin(Origin::Is(OriginName::Page)).shown()
        }),
        case("a WebSocket from another site", {
            let call = get("/tenants/socket").via(Mechanism::Socket);
            let step = Page.fetches(call.to(OriginName::ThirdParty)).actual(403);
            step.without_handler().blocked()
        }),
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
