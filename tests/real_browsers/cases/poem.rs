//! poem's part of the API: reading, credentials, errors, `enforce`, and endpoints without a policy.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, Mechanism, Mode, call, delete, get, post, put};
use crate::initiator::Initiator::{self, Data, OtherHost, OtherPort, Page, Sandbox};
use crate::origins::{OriginName, Scheme};

pub(super) fn cases() -> Vec<Case> {
    let mut all = read();
    all.extend(preflights());
    all.extend(credentials());
    all.extend(errors());
    all.extend(fetched());
    all.extend(elements());
    all.extend(sockets());
    all.extend(neighbours());
    all
}

fn case(name: &'static str, step: Step) -> Case {
    Case::new("poem", name, [step])
}

/// The handler does not run, and the page cannot read the response.
fn rejected(initiator: Initiator, call: FetchCall) -> Step {
    let step = initiator.fetches(call).actual(403);
    step.without_handler().blocked()
}

fn read() -> Vec<Case> {
    let path = "/poem/listed";
    let is_read = |initiator: Initiator, call| {
        let step = initiator.fetches(call).actual(200).reads(200);
        step.sees(["x-shown"])
    };
    let is_denied = |initiator: Initiator, call| initiator.fetches(call).actual(200).blocked();
    vec![
        case("GET", is_read(Page, get(path)).body("0 bytes")),
        case("GET from another port", is_read(OtherPort, get(path))),
        case("GET from another host", is_denied(OtherHost, get(path))),
        case("GET from a sandboxed frame", is_denied(Sandbox, get(path))),
        // poem responds with the handler for GET.
        case("HEAD", is_read(Page, call("HEAD", path))),
        case(
            "HEAD from another host",
            is_denied(OtherHost, call("HEAD", path)),
        ),
        // Controls: without a policy, no response is readable.
        case(
            "a route without a policy",
            is_denied(Page, get("/poem/plain")),
        ),
        case("a PUT to a route without a policy", {
            let step = Page.fetches(put("/poem/plain")).preflight(405);
            step.blocked()
        }),
    ]
}

fn preflights() -> Vec<Case> {
    let path = "/poem/listed";
    vec![
        case("PUT", {
            let step = Page.fetches(put(path).body("hello")).preflight(204);
            let step = step.actual(200).reads(200).sees(["x-shown"]);
            step.body("5 bytes")
        }),
        case("PUT from another host", {
            OtherHost.fetches(put(path)).preflight(403).blocked()
        }),
        case("PUT from a sandboxed frame", {
            Sandbox.fetches(put(path)).preflight(403).blocked()
        }),
        case("a listed header", {
            let step = Page.fetches(put(path).header("x-listed", "1"));
            let step = step.preflight(204).requesting_headers("x-listed");
            step.actual(200).reads(200).sees(["x-shown"])
        }),
        case("a header that is not listed", {
            let step = Page.fetches(put(path).header("x-other", "1"));
            step.preflight(204).requesting_headers("x-other").blocked()
        }),
        case("one listed and one not", {
            let call = get(path).header("x-listed", "1").header("x-other", "1");
            let step = Page.fetches(call).preflight(204);
            step.requesting_headers("x-listed,x-other").blocked()
        }),
        case("a method without a handler", {
            Page.fetches(delete(path)).preflight(204).blocked()
        }),
    ]
}

fn credentials() -> Vec<Case> {
    let case = |name, step| {
        let signed_in = Page.fetches(call("POST", "/session").include());
        let signed_in = signed_in.actual(200).reads(200);
        Case::new("poem with credentials", name, [signed_in, step])
    };
    let path = "/poem/account";
    vec![
        case("GET", {
            let step = Page.fetches(get(path).include()).actual(200).with_cookie();
            let step = step.reads(200).sees(["x-shown"]);
            step.body("the account")
        }),
        // The preflight carries no cookie, and does not reach the check of the session.
        case("PUT", {
            let step = Page.fetches(put(path).json("{}").include());
            let step = step.preflight(204).requesting_headers("content-type");
            let step = step.actual(200).with_cookie().reads(200);
            step.sees(["x-shown"]).body("the account")
        }),
        case("PUT without the cookie", {
            let step = Page.fetches(put(path)).preflight(204).actual(401);
            step.without_handler().reads(401)
        }),
        case("PUT from another host", {
            let call = put(path).include();
            OtherHost.fetches(call).preflight(403).blocked()
        }),
        case("a policy without credentials", {
            let step = Page.fetches(get("/poem/listed").include()).actual(200);
            step.with_cookie().blocked()
        }),
        case("a policy without credentials, after a preflight", {
            let step = Page.fetches(put("/poem/listed").include());
            step.preflight(204).blocked()
        }),
    ]
}

fn errors() -> Vec<Case> {
    let unread = |call, status| {
        let step = Page.fetches(call).actual(status).without_handler();
        step.reads(status)
    };
    vec![
        case("a handler that fails", unread(get("/poem/errors"), 503)),
        case("a handler that fails, for another host", {
            let step = OtherHost.fetches(get("/poem/errors")).actual(503);
            step.without_handler().blocked()
        }),
        case(
            "a path parameter that is not a number",
            unread(get("/poem/users/seven"), 400),
        ),
        case("a method without a handler, without a preflight", {
            unread(post("/poem/users/7"), 405)
        }),
        case("JSON of another shape", {
            let step = Page.fetches(put("/poem/users/7").json("{}")).preflight(204);
            let step = step.requesting_headers("content-type").actual(400);
            step.without_handler().reads(400)
        }),
        case("JSON", {
            let call = put("/poem/users/7").json(r#"{"name":"Ada"}"#);
            let step = Page.fetches(call).preflight(204);
            let step = step.requesting_headers("content-type").actual(200);
            step.reads(200).body("user 7 is now Ada")
        }),
    ]
}

fn fetched() -> Vec<Case> {
    let path = "/poem/enforced";
    let case = |name, step| Case::new("poem with enforce", name, [step]);
    vec![
        case("the page", Page.fetches(post(path)).actual(200).reads(200)),
        case("the server's own page", {
            let call = post("/poem/tenants/enforced").to(OriginName::Page);
            let step = Page.fetches(call).actual(200).reads(200);
            step.sees(["vary", "x-hidden", "x-shown"])
        }),
        case("a PUT", {
            let step = Page.fetches(put(path)).preflight(204).actual(200);
            step.reads(200)
        }),
        case("a PUT from another host", {
            OtherHost.fetches(put(path)).preflight(403).blocked()
        }),
        case("another host", rejected(OtherHost, get(path))),
        case("a POST from another host", rejected(OtherHost, post(path))),
        case(
            "a POST from a sandboxed frame",
            rejected(Sandbox, post(path)),
        ),
        case("a POST from another host, in mode no-cors", {
            let call = post(path).mode(Mode::NoCors);
            let step = OtherHost.fetches(call).actual(403);
            step.without_handler().opaque()
        }),
    ]
}

/// Images without CORS have no `Origin`, so only the server's own page gets a response. Forms have one.
fn elements() -> Vec<Case> {
    let (for_page, for_tenants) = ("/poem/enforced", "/poem/tenants/enforced");
    let image = |path| get(path).mode(Mode::NoCors).via(Mechanism::Image);
    let form = |path| post(path).body("name=value").via(Mechanism::Form);
    let submitted = |initiator: Initiator, call| initiator.fetches(call).actual(200).navigates();
    let denied = |initiator: Initiator, call| {
        let step = initiator.fetches(call).actual(403);
        step.without_handler().navigates()
    };
    let own = image(for_tenants).to(OriginName::Page);
    vec![
        Case::new(
            "poem with enforce",
            "images",
            [
                Page.fetches(own).actual(200).shown(),
                rejected(Page, image(for_page)),
                rejected(Page, image(for_tenants).to(OriginName::ThirdParty)),
            ],
        ),
        Case::new(
            "poem with enforce",
            "forms",
            [
                submitted(Page, form(for_tenants).to(OriginName::Page)),
                submitted(Page, form(for_page)),
                denied(Page, form(for_tenants).to(OriginName::ThirdParty)),
                denied(OtherHost, form(for_page)),
                denied(Data, form(for_page)),
            ],
        ),
    ]
}

/// http only, like the sockets of axum's part.
fn sockets() -> Vec<Case> {
    let case = |name, step| Case::new("poem with enforce", name, [step]).only(Scheme::Http);
    let opens = |path| get(path).via(Mechanism::Socket);
    vec![
        case("a WebSocket", {
            Page.fetches(opens("/poem/socket")).actual(101).shown()
        }),
        case("a WebSocket from another host", {
            rejected(OtherHost, opens("/poem/socket"))
        }),
        case("a WebSocket from another site", {
            let call = opens("/poem/tenants/socket").to(OriginName::ThirdParty);
            rejected(Page, call)
        }),
    ]
}

/// A path with a policy for `GET`, and endpoints without one for `POST` and `PUT`.
fn neighbours() -> Vec<Case> {
    let case = |name, step| Case::new("poem, an endpoint without a policy", name, [step]);
    let (path, policies) = ("/poem/mixed", "/poem/policies");
    vec![
        case("GET", Page.fetches(get(path)).actual(200).reads(200)),
        case("GET with a header", {
            let call = get(path).header("content-type", "application/json");
            let step = Page.fetches(call).preflight(204);
            let step = step.requesting_headers("content-type").actual(200);
            step.reads(200)
        }),
        case("PUT", Page.fetches(put(path)).preflight(204).blocked()),
        case("JSON", {
            let step = Page.fetches(call("POST", path).json("{}")).preflight(403);
            step.requesting_headers("content-type").blocked()
        }),
        case("JSON from another host", {
            let step = OtherHost.fetches(call("POST", path).json("{}"));
            step.preflight(403)
                .requesting_headers("content-type")
                .blocked()
        }),
        // Without a preflight, as without CORS: the handler runs, and no page reads the response.
        case("text", Page.fetches(post(path)).actual(200).blocked()),
        Case::new(
            "poem, an endpoint without a policy",
            "two policies on one path",
            [
                OtherHost.fetches(get(policies)).actual(200).reads(200),
                OtherHost.fetches(put(policies)).preflight(403).blocked(),
                Page.fetches(put(policies))
                    .preflight(204)
                    .actual(200)
                    .reads(200)
                    .sees(["x-shown"]),
            ],
        ),
    ]
}
