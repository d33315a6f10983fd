//! Redirects: each answer on the way is judged by itself, and an origin that was sent elsewhere by
//! somebody else's server is nobody's any more.

use crate::case::Case;
use crate::fetch_call::Redirect::{Error, Manual};
use crate::fetch_call::{get, post, put};
use crate::initiator::Asker::{Page, Stranger};
use crate::origins::Place;
use crate::wire::Origin;

const OF_PAGE: Origin = Origin::Of(Place::Page);

pub(super) fn cases() -> Vec<Case> {
    let mut all = gets();
    all.extend(preflighted());
    all
}

fn gets() -> Vec<Case> {
    let case = |name, step| Case::new("redirects", name, [step]);
    let hop = || get("/hop/302");
    let own_hop = || get("/by-hand/hop/302").of(Place::Page);
    vec![
        case("within the API", {
            let asking = Page.asks(hop().then(Place::Api, "/listed")).actual(302);
            asking.actual(200).reads(200).sees(["x-shown"])
        }),
        case("within the API, with credentials", {
            let ask = hop().then(Place::Api, "/settings").include();
            let asking = Page.asks(ask).actual(302).actual(200);
            asking.reads(200).sees(["x-shown"])
        }),
        case("from the page's own server to the API", {
            let asking = Page.asks(own_hop().then(Place::Api, "/listed")).actual(302);
            let asking = asking.actual(200).at(Place::Api).from(OF_PAGE);
            asking.reads(200).sees(["x-shown"])
        }),
        case("from the page's own server to the API, for another host", {
            let ask = own_hop().then(Place::Api, "/listed");
            // The first hop is another origin's already, and lets nobody read where it leads.
            Stranger.asks(ask).actual(302).blocked()
        }),
        case("to somebody else, who lists the page", {
            let asking = Page.asks(hop().then(Place::Third, "/listed")).actual(302);
            let asking = asking.actual(200).at(Place::Third).from(Origin::Null);
            asking.blocked()
        }),
        case("to somebody else, who lets everybody in", {
            let asking = Page.asks(hop().then(Place::Third, "/public")).actual(302);
            let asking = asking.actual(200).at(Place::Third).from(Origin::Null);
            asking.reads(200).sees(["x-shown"])
        }),
        case("to somebody else and back", {
            let ask = get("/public/hop/302").then(Place::Third, "/public/hop/302");
            let asking = Page.asks(ask.then(Place::Api, "/listed")).actual(302);
            let asking = asking.actual(302).at(Place::Third).from(Origin::Null);
            asking.actual(200).from(Origin::Null).blocked()
        }),
        case("from the page's own server to the API and back", {
            let ask = own_hop().then(Place::Api, "/hop/302");
            let asking = Page.asks(ask.then(Place::Page, "/listed")).actual(302);
            let asking = asking.actual(302).at(Place::Api).from(OF_PAGE);
            asking.actual(200).from(Origin::Null).blocked()
        }),
        case(
            "from the page's own server to the API and back, for everybody",
            {
                let ask = own_hop().then(Place::Api, "/hop/302");
                let asking = Page.asks(ask.then(Place::Page, "/public")).actual(302);
                let asking = asking.actual(302).at(Place::Api).from(OF_PAGE);
                let asking = asking.actual(200).from(Origin::Null);
                asking.reads(200).sees(["x-shown"])
            },
        ),
        case("by an answer that does not let the page in", {
            let ask = get("/by-hand/hop/302").then(Place::Api, "/public");
            Page.asks(ask).actual(302).blocked()
        }),
        case("by an answer for everybody, with credentials", {
            let ask = get("/public/hop/302").then(Place::Api, "/settings");
            Page.asks(ask.include()).actual(302).blocked()
        }),
        case("mode manual", {
            let ask = hop().then(Place::Api, "/listed").redirect(Manual);
            Page.asks(ask).actual(302).redirect()
        }),
        case("mode error", {
            let ask = hop().then(Place::Api, "/listed").redirect(Error);
            Page.asks(ask).actual(302).blocked()
        }),
    ]
}

fn preflighted() -> Vec<Case> {
    let case = |name, step| Case::new("redirects", name, [step]);
    vec![
        // Fetch, «HTTP-redirect fetch»: 303 makes a GET of everything, 307 keeps method and body.
        case("a POST that becomes a GET", {
            let ask = post("/hop/303").then(Place::Api, "/listed");
            let asking = Page.asks(ask).actual(303).actual(200).by("GET");
            asking.reads(200).sees(["x-shown"]).body("GET of 0 bytes")
        }),
        case("a POST that stays one", {
            let ask = post("/hop/307").then(Place::Api, "/listed");
            let asking = Page.asks(ask).actual(307).actual(200);
            asking.reads(200).sees(["x-shown"]).body("POST of 5 bytes")
        }),
        case("a PUT within the API", {
            let ask = put("/hop/307").json("{}").then(Place::Api, "/listed");
            let asking = Page
                .asks(ask)
                .preflight(204)
                .asking("content-type")
                .actual(307);
            let asking = asking.preflight(204).asking("content-type").actual(200);
            asking.reads(200).sees(["x-shown"]).body("PUT of 2 bytes")
        }),
        case("a PUT from the page's own server to the API", {
            let ask = put("/by-hand/hop/307")
                .of(Place::Page)
                .then(Place::Api, "/listed");
            let asking = Page.asks(ask).actual(307).preflight(204).at(Place::Api);
            let asking = asking.actual(200).at(Place::Api);
            asking.reads(200).sees(["x-shown"])
        }),
        case("a PUT to somebody else, who lists the page", {
            let ask = put("/hop/307").then(Place::Third, "/listed");
            let asking = Page.asks(ask).preflight(204).actual(307);
            let asking = asking.preflight(403).at(Place::Third).from(Origin::Null);
            asking.blocked()
        }),
        case("a PUT to somebody else, who lets everybody in", {
            let ask = put("/hop/307").then(Place::Third, "/open");
            let asking = Page.asks(ask).preflight(204).actual(307);
            let asking = asking.preflight(204).at(Place::Third).from(Origin::Null);
            let asking = asking.actual(200).at(Place::Third).from(Origin::Null);
            let all = [
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ];
            asking.reads(200).sees(all)
        }),
        case("a token within the API", {
            let ask = get("/hop/302").header("authorization", "Bearer x");
            let asking = Page.asks(ask.then(Place::Api, "/tokens")).preflight(204);
            let asking = asking.asking("authorization").actual(302).with_token();
            let asking = asking.preflight(204).asking("authorization");
            asking.actual(200).with_token().reads(200)
        }),
        // Fetch, «HTTP-redirect fetch»: the token is for the first server only.
        case("a token to somebody else", {
            let ask = get("/public/hop/302").header("authorization", "Bearer x");
            let asking = Page.asks(ask.then(Place::Third, "/public")).preflight(204);
            let asking = asking.asking("authorization").actual(302).with_token();
            let asking = asking.actual(200).at(Place::Third).from(Origin::Null);
            asking.reads(200).sees(["x-shown"])
        }),
    ]
}
