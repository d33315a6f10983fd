//! HTTP caches: reuse of a cacheable response for another origin.

use crate::case::{Case, Step};
use crate::fetch_call::{FetchCall, Mechanism, Mode, get};
use crate::initiator::Initiator::{self, OtherPort, Page};

/// The browser sends the request.
fn sent(initiator: Initiator, call: FetchCall) -> Step {
    initiator.fetches(call).actual(200).reads(200)
}

/// The browser uses the cached response.
fn cached(initiator: Initiator, call: FetchCall) -> Step {
    initiator.fetches(call).reads(200)
}

pub(super) fn cases() -> Vec<Case> {
    let case = |name, steps: [Step; 2]| Case::new("caches", name, steps);
    // When an image is shown, its complete response is cached.
    let image = |path| {
        let call = get(path).via(Mechanism::Image).mode(Mode::NoCors);
        Page.fetches(call).actual(200).shown()
    };
    vec![
        case("the same page again", {
            [sent(Page, get("/news")), cached(Page, get("/news"))]
        }),
        case("another origin afterwards", {
            [sent(Page, get("/news")), sent(OtherPort, get("/news"))]
        }),
        case("a listed origin after one that is not", {
            let denied = OtherPort.fetches(get("/exact/news")).actual(200).blocked();
            [denied, sent(Page, get("/exact/news"))]
        }),
        case("an origin that is not listed after one that is", {
            let denied = OtherPort.fetches(get("/exact/news")).actual(200).blocked();
            [sent(Page, get("/exact/news")), denied]
        }),
        case("a script after an image without CORS", {
            [image("/news"), sent(Page, get("/news").include())]
        }),
        // The response is the same for every origin, so browsers may reuse it.
        case("another origin afterwards, any origin allowed", {
            let news = || get("/public/news");
            [sent(Page, news()), cached(OtherPort, news())]
        }),
        case("a script after an image, any origin allowed", {
            [image("/public/news"), cached(Page, get("/public/news"))]
        }),
        // Controls: the cases above without `Vary`.
        case("by hand without Vary: another origin afterwards", {
            let denied = OtherPort.fetches(get("/by-hand/news")).blocked();
            [sent(Page, get("/by-hand/news")), denied]
        }),
        case("by hand without Vary: a script after an image", {
            let news = || get("/by-hand/news").include();
            [image("/by-hand/news"), Page.fetches(news()).blocked()]
        }),
    ]
}
