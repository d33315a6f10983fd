//! Cookies, in the three modes: who sends them, and who may read what they bring.
//!
//! The page and the API are one site, so the cookie is the API's own to every engine, whatever it
//! thinks of third parties.

use crate::case::{Case, Step};
use crate::fetch_call::Credentials::{Omit, SameOrigin};
use crate::fetch_call::{Mode, Way, ask, delete, get, put};
use crate::initiator::Asker::{Neighbour, Page, Sandbox, Stranger, Worker};

/// The case has its own session from here on.
fn signs_in() -> Step {
    let asking = Page.asks(ask("POST", "/session").include()).actual(200);
    asking.reads(200).body("welcome")
}

pub(super) fn cases() -> Vec<Case> {
    let mut all = modes();
    all.extend(refused());
    all.extend(elsewhere());
    all
}

fn modes() -> Vec<Case> {
    let case = |name, step| Case::new("credentials", name, [signs_in(), step]);
    let who = |credentials| {
        let asking = Page
            .asks(get("/session").credentials(credentials))
            .actual(200);
        asking.reads(200).sees(["x-shown"]).body("nobody")
    };
    vec![
        case("include", {
            let asking = Page
                .asks(get("/session").include())
                .actual(200)
                .with_cookie();
            asking.reads(200).sees(["x-shown"]).body("ada")
        }),
        case("same-origin", who(SameOrigin)),
        case("omit", who(Omit)),
        case("include, from a worker", {
            let asking = Worker
                .asks(get("/session").include())
                .actual(200)
                .with_cookie();
            asking.reads(200).sees(["x-shown"]).body("ada")
        }),
        case("an XMLHttpRequest with credentials", {
            let ask = get("/session").by(Way::Xhr).include();
            let asking = Page.asks(ask).actual(200).with_cookie();
            asking.reads(200).sees(["x-shown"]).body("ada")
        }),
        case("an XMLHttpRequest without", {
            let asking = Page.asks(get("/session").by(Way::Xhr)).actual(200);
            asking.reads(200).sees(["x-shown"]).body("nobody")
        }),
        case("HEAD", {
            let ask = ask("HEAD", "/session").include();
            let asking = Page.asks(ask).actual(200).with_cookie();
            asking.reads(200).sees(["x-shown"])
        }),
        // Preflights carry none, and are answered before anybody asks who it is.
        case("behind a preflight", {
            let ask = put("/settings").json("{}").include();
            let asking = Page.asks(ask).preflight(204).asking("content-type");
            let asking = asking.actual(200).with_cookie();
            asking.reads(200).sees(["x-shown"])
        }),
        Case::new(
            "credentials",
            "signing out",
            [
                signs_in(),
                {
                    let asking = Page.asks(delete("/session").include()).preflight(204);
                    let asking = asking.actual(200).with_cookie();
                    asking.reads(200).body("goodbye")
                },
                {
                    let asking = Page.asks(get("/session").include()).actual(200);
                    asking.reads(200).sees(["x-shown"]).body("nobody")
                },
            ],
        ),
    ]
}

fn refused() -> Vec<Case> {
    let case = |name, step| Case::new("credentials", name, [signs_in(), step]);
    vec![
        // One site, so the cookie goes along, the handler runs as the user, and still nobody reads.
        case("a site's other origin, which is not listed", {
            let asking = Neighbour.asks(get("/exact").include()).actual(200);
            asking.with_cookie().blocked()
        }),
        case("the listed origin of that site", {
            let asking = Page.asks(get("/exact").include()).actual(200);
            asking.with_cookie().reads(200).body("for one origin")
        }),
        case("a PUT of a site's other origin", {
            Neighbour
                .asks(put("/exact").include())
                .preflight(403)
                .blocked()
        }),
        case("a PUT of the listed origin of that site", {
            let asking = Page.asks(put("/exact").include()).preflight(204);
            asking.actual(200).with_cookie().reads(200)
        }),
        // Another site: the cookie is `SameSite`, and stays at home.
        case("another host", {
            Stranger
                .asks(get("/session").include())
                .actual(200)
                .blocked()
        }),
        case("a sandboxed frame", {
            Sandbox
                .asks(get("/session").include())
                .actual(200)
                .blocked()
        }),
        case("a policy without credentials", {
            let asking = Page.asks(get("/listed").include()).actual(200);
            asking.with_cookie().blocked()
        }),
        case("a policy without credentials, mode omit", {
            let asking = Page.asks(get("/listed").credentials(Omit)).actual(200);
            asking.reads(200).sees(["x-shown"])
        }),
        case("a policy without credentials, behind a preflight", {
            Page.asks(put("/listed").include()).preflight(204).blocked()
        }),
        case("a policy for everybody", {
            let asking = Page.asks(get("/public").include()).actual(200);
            asking.with_cookie().blocked()
        }),
        case("a policy for everybody, mode omit", {
            let asking = Page.asks(get("/public").credentials(Omit)).actual(200);
            asking.reads(200).sees(["x-shown"])
        }),
        case("a policy for everybody, behind a preflight", {
            Page.asks(put("/open").include()).preflight(204).blocked()
        }),
        // Not read, and run with the cookie all the same: CORS is no protection against that.
        case("mode no-cors", {
            let ask = get("/exact").mode(Mode::NoCors).include();
            Neighbour.asks(ask).actual(200).with_cookie().opaque()
        }),
    ]
}

/// What is not asked for by `fetch()`.
fn elsewhere() -> Vec<Case> {
    let case = |name, step| Case::new("elements", name, [signs_in(), step]);
    let image = || get("/picture").by(Way::Image);
    let events = |path| get(path).by(Way::Events);
    vec![
        case("an image without CORS", {
            let asking = Page.asks(image().mode(Mode::NoCors)).actual(200);
            asking.with_cookie().shown()
        }),
        case("an image with CORS", Page.asks(image()).actual(200).shown()),
        case("an image with CORS and credentials", {
            let asking = Page.asks(image().include()).actual(200);
            asking.with_cookie().shown()
        }),
        case("an image with CORS, for another host", {
            Stranger.asks(image()).actual(200).blocked()
        }),
        case(
            "an EventSource",
            Page.asks(events("/events")).actual(200).shown(),
        ),
        case("an EventSource with credentials", {
            let asking = Page.asks(events("/events").include()).actual(200);
            asking.with_cookie().shown()
        }),
        case("an EventSource, from another host", {
            Stranger.asks(events("/events")).actual(200).blocked()
        }),
    ]
}
