//! Cookies in the three credentials modes: which requests carry them, and which origins may read
//! the response.
//!
//! Page and API are same-site, so the cookie is never a third-party cookie.

use crate::case::{Case, Step};
use crate::fetch_call::Credentials::{Omit, SameOrigin};
use crate::fetch_call::{Mechanism, Mode, call, delete, get, put};
use crate::initiator::Initiator::{OtherHost, OtherPort, Page, Sandbox, Worker};

/// Starts a session for the case.
fn signs_in() -> Step {
    let step = Page.fetches(call("POST", "/session").include()).actual(200);
    step.reads(200).body("welcome")
}

pub(super) fn cases() -> Vec<Case> {
    let mut all = modes();
    all.extend(denied());
    all.extend(elements());
    all
}

fn modes() -> Vec<Case> {
    let case = |name, step| Case::new("credentials", name, [signs_in(), step]);
    let who = |credentials| {
        let step = Page
            .fetches(get("/session").credentials(credentials))
            .actual(200);
        step.reads(200).sees(["x-shown"]).body("anonymous")
    };
    vec![
        case("include", {
            let step = Page
                .fetches(get("/session").include())
                .actual(200)
                .with_cookie();
            step.reads(200).sees(["x-shown"]).body("ada")
        }),
        case("same-origin", who(SameOrigin)),
        case("omit", who(Omit)),
        case("include, from a worker", {
            let step = Worker
                .fetches(get("/session").include())
                .actual(200)
                .with_cookie();
            step.reads(200).sees(["x-shown"]).body("ada")
        }),
        case("an XMLHttpRequest with credentials", {
            let call = get("/session").via(Mechanism::Xhr).include();
            let step = Page.fetches(call).actual(200).with_cookie();
            step.reads(200).sees(["x-shown"]).body("ada")
        }),
        case("an XMLHttpRequest without", {
            let step = Page
                .fetches(get("/session").via(Mechanism::Xhr))
                .actual(200);
            step.reads(200).sees(["x-shown"]).body("anonymous")
        }),
        case("HEAD", {
            let call = call("HEAD", "/session").include();
            let step = Page.fetches(call).actual(200).with_cookie();
            step.reads(200).sees(["x-shown"])
        }),
        // Preflights carry no cookies, and get their response before authentication.
        case("after a preflight", {
            let call = put("/settings").json("{}").include();
            let step = Page
                .fetches(call)
                .preflight(204)
                .requesting_headers("content-type");
            let step = step.actual(200).with_cookie();
            step.reads(200).sees(["x-shown"])
        }),
        Case::new(
            "credentials",
            "signing out",
            [
                signs_in(),
                {
                    let step = Page.fetches(delete("/session").include()).preflight(204);
                    let step = step.actual(200).with_cookie();
                    step.reads(200).body("goodbye")
                },
                {
                    let step = Page.fetches(get("/session").include()).actual(200);
                    step.reads(200).sees(["x-shown"]).body("anonymous")
                },
            ],
        ),
    ]
}

fn denied() -> Vec<Case> {
    let case = |name, step| Case::new("credentials", name, [signs_in(), step]);
    vec![
        // Same-site: the request carries the cookie and the handler runs, but the page cannot read
        // the response.
        case("a same-site origin that is not listed", {
            let step = OtherPort.fetches(get("/exact").include()).actual(200);
            step.with_cookie().blocked()
        }),
        case("the listed same-site origin", {
            let step = Page.fetches(get("/exact").include()).actual(200);
            step.with_cookie().reads(200).body("for one origin")
        }),
        case("a PUT of a same-site origin that is not listed", {
            OtherPort
                .fetches(put("/exact").include())
                .preflight(403)
                .blocked()
        }),
        case("a PUT of the listed same-site origin", {
            let step = Page.fetches(put("/exact").include()).preflight(204);
            step.actual(200).with_cookie().reads(200)
        }),
        // Cross-site: the request does not carry the `SameSite` cookie.
        case("another host", {
            OtherHost
                .fetches(get("/session").include())
                .actual(200)
                .blocked()
        }),
        case("a sandboxed frame", {
            Sandbox
                .fetches(get("/session").include())
                .actual(200)
                .blocked()
        }),
        case("a policy without credentials", {
            let step = Page.fetches(get("/listed").include()).actual(200);
            step.with_cookie().blocked()
        }),
        case("a policy without credentials, mode omit", {
            let step = Page.fetches(get("/listed").credentials(Omit)).actual(200);
            step.reads(200).sees(["x-shown"])
        }),
        case("a policy without credentials, after a preflight", {
            Page.fetches(put("/listed").include())
                .preflight(204)
                .blocked()
        }),
        case("a policy for any origin", {
            let step = Page.fetches(get("/public").include()).actual(200);
            step.with_cookie().blocked()
        }),
        case("a policy for any origin, mode omit", {
            let step = Page.fetches(get("/public").credentials(Omit)).actual(200);
            step.reads(200).sees(["x-shown"])
        }),
        case("a policy for any origin, after a preflight", {
            Page.fetches(put("/open").include())
                .preflight(204)
                .blocked()
        }),
        // CORS does not protect against this: the handler runs with the cookie, although the page
        // cannot read the response.
        case("mode no-cors", {
            let call = get("/exact").mode(Mode::NoCors).include();
            OtherPort.fetches(call).actual(200).with_cookie().opaque()
        }),
    ]
}

/// Requests of elements and `EventSource`.
fn elements() -> Vec<Case> {
    let case = |name, step| Case::new("elements", name, [signs_in(), step]);
    let image = || get("/picture").via(Mechanism::Image);
    let events = |path| get(path).via(Mechanism::Events);
    vec![
        case("an image without CORS", {
            let step = Page.fetches(image().mode(Mode::NoCors)).actual(200);
            step.with_cookie().shown()
        }),
        case(
            "an image with CORS",
            Page.fetches(image()).actual(200).shown(),
        ),
        case("an image with CORS and credentials", {
            let step = Page.fetches(image().include()).actual(200);
            step.with_cookie().shown()
        }),
        case("an image with CORS, for another host", {
            OtherHost.fetches(image()).actual(200).blocked()
        }),
        case(
            "an EventSource",
            Page.fetches(events("/events")).actual(200).shown(),
        ),
        case("an EventSource with credentials", {
            let step = Page.fetches(events("/events").include()).actual(200);
            step.with_cookie().shown()
        }),
        case("an EventSource, from another host", {
            OtherHost.fetches(events("/events")).actual(200).blocked()
        }),
    ]
}
