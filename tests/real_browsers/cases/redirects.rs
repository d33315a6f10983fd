//! Redirects: the browser checks every response, and the origin becomes `null` after a redirect
//! between other origins.

use crate::case::Case;
use crate::fetch_call::Redirect::{Error, Manual};
use crate::fetch_call::{get, post, put};
use crate::initiator::Initiator::{OtherHost, Page};
use crate::origins::OriginName;
use crate::wire::Origin;

const OF_PAGE: Origin = Origin::Is(OriginName::Page);

pub(super) fn cases() -> Vec<Case> {
    let mut all = gets();
    all.extend(preflighted());
    all
}

fn gets() -> Vec<Case> {
    let case = |name, step| Case::new("redirects", name, [step]);
    let hop = || get("/hop/302");
    let own_hop = || get("/by-hand/hop/302").to(OriginName::Page);
    vec![
        case("within the API", {
            let step = Page
                .fetches(hop().then(OriginName::Api, "/listed"))
                .actual(302);
            step.actual(200).reads(200).sees(["x-shown"])
        }),
        case("within the API, with credentials", {
            let call = hop().then(OriginName::Api, "/settings").include();
            let step = Page.fetches(call).actual(302).actual(200);
            step.reads(200).sees(["x-shown"])
        }),
        case("from the page's own server to the API", {
            let step = Page
                .fetches(own_hop().then(OriginName::Api, "/listed"))
                .actual(302);
            let step = step.actual(200).at(OriginName::Api).with_origin(OF_PAGE);
            step.reads(200).sees(["x-shown"])
        }),
        case("from the page's own server to the API, for another host", {
            let call = own_hop().then(OriginName::Api, "/listed");
            // The first redirect is already cross-origin, and its response does not allow the page.
            OtherHost.fetches(call).actual(302).blocked()
        }),
        case("to a third party that lists the page", {
            let step = Page
                .fetches(hop().then(OriginName::ThirdParty, "/listed"))
                .actual(302);
            let step = step
                .actual(200)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            step.blocked()
        }),
        case("to a third party that allows any origin", {
            let step = Page
                .fetches(hop().then(OriginName::ThirdParty, "/public"))
                .actual(302);
            let step = step
                .actual(200)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            step.reads(200).sees(["x-shown"])
        }),
        case("to a third party and back", {
            let call = get("/public/hop/302").then(OriginName::ThirdParty, "/public/hop/302");
            let step = Page
                .fetches(call.then(OriginName::Api, "/listed"))
                .actual(302);
            let step = step
                .actual(302)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            step.actual(200).with_origin(Origin::Null).blocked()
        }),
        case("from the page's own server to the API and back", {
            let call = own_hop().then(OriginName::Api, "/hop/302");
            let step = Page
                .fetches(call.then(OriginName::Page, "/listed"))
                .actual(302);
            let step = step.actual(302).at(OriginName::Api).with_origin(OF_PAGE);
            step.actual(200).with_origin(Origin::Null).blocked()
        }),
        case(
            "from the page's own server to the API and back, any origin allowed",
            {
                let call = own_hop().then(OriginName::Api, "/hop/302");
                let step = Page
                    .fetches(call.then(OriginName::Page, "/public"))
                    .actual(302);
                let step = step.actual(302).at(OriginName::Api).with_origin(OF_PAGE);
                let step = step.actual(200).with_origin(Origin::Null);
                step.reads(200).sees(["x-shown"])
            },
        ),
        case("by a response that does not allow the page", {
            let call = get("/by-hand/hop/302").then(OriginName::Api, "/public");
            Page.fetches(call).actual(302).blocked()
        }),
        case("by a response for any origin, with credentials", {
            let call = get("/public/hop/302").then(OriginName::Api, "/settings");
            Page.fetches(call.include()).actual(302).blocked()
        }),
        case("mode manual", {
            let call = hop().then(OriginName::Api, "/listed").redirect(Manual);
            Page.fetches(call).actual(302).redirect()
        }),
        case("mode error", {
            let call = hop().then(OriginName::Api, "/listed").redirect(Error);
            Page.fetches(call).actual(302).blocked()
        }),
    ]
}

fn preflighted() -> Vec<Case> {
    let case = |name, step| Case::new("redirects", name, [step]);
    vec![
        // 303 changes the method to GET, 307 keeps method and body:
        // <https://fetch.spec.whatwg.org/#http-redirect-fetch>.
        case("a POST that becomes a GET", {
            let call = post("/hop/303").then(OriginName::Api, "/listed");
            let step = Page
                .fetches(call)
                .actual(303)
                .actual(200)
                .with_method("GET");
            step.reads(200).sees(["x-shown"]).body("GET of 0 bytes")
        }),
        case("a POST that stays a POST", {
            let call = post("/hop/307").then(OriginName::Api, "/listed");
            let step = Page.fetches(call).actual(307).actual(200);
            step.reads(200).sees(["x-shown"]).body("POST of 5 bytes")
        }),
        case("a PUT within the API", {
            let call = put("/hop/307").json("{}").then(OriginName::Api, "/listed");
            let step = Page
                .fetches(call)
                .preflight(204)
                .requesting_headers("content-type")
                .actual(307);
            let step = step
                .preflight(204)
                .requesting_headers("content-type")
                .actual(200);
            step.reads(200).sees(["x-shown"]).body("PUT of 2 bytes")
        }),
        case("a PUT from the page's own server to the API", {
            let call = put("/by-hand/hop/307")
                .to(OriginName::Page)
                .then(OriginName::Api, "/listed");
            let step = Page
                .fetches(call)
                .actual(307)
                .preflight(204)
                .at(OriginName::Api);
            let step = step.actual(200).at(OriginName::Api);
            step.reads(200).sees(["x-shown"])
        }),
        case("a PUT to a third party that lists the page", {
            let call = put("/hop/307").then(OriginName::ThirdParty, "/listed");
            let step = Page.fetches(call).preflight(204).actual(307);
            let step = step
                .preflight(403)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            step.blocked()
        }),
        case("a PUT to a third party that allows any origin", {
            let call = put("/hop/307").then(OriginName::ThirdParty, "/open");
            let step = Page.fetches(call).preflight(204).actual(307);
            let step = step
                .preflight(204)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            let step = step
                .actual(200)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            let all = [
                "access-control-allow-origin",
                "access-control-expose-headers",
                "x-hidden",
                "x-shown",
            ];
            step.reads(200).sees(all)
        }),
        case("a token within the API", {
            let call = get("/hop/302").header("authorization", "Bearer x");
            let step = Page
                .fetches(call.then(OriginName::Api, "/tokens"))
                .preflight(204);
            let step = step
                .requesting_headers("authorization")
                .actual(302)
                .with_token();
            let step = step.preflight(204).requesting_headers("authorization");
            step.actual(200).with_token().reads(200)
        }),
        // A cross-origin redirect removes the token:
        // <https://fetch.spec.whatwg.org/#http-redirect-fetch>.
        case("a token to a third party", {
            let call = get("/public/hop/302").header("authorization", "Bearer x");
            let step = Page
                .fetches(call.then(OriginName::ThirdParty, "/public"))
                .preflight(204);
            let step = step
                .requesting_headers("authorization")
                .actual(302)
                .with_token();
            let step = step
                .actual(200)
                .at(OriginName::ThirdParty)
                .with_origin(Origin::Null);
            step.reads(200).sees(["x-shown"])
        }),
    ]
}
