//! What an engine's own cache makes of a response that may be kept, when another origin asks for it.

use crate::case::{Case, Step};
use crate::fetch_call::{Ask, Mode, Way, get};
use crate::initiator::Asker::{self, Neighbour, Page};

/// The server is asked.
fn asked(asker: Asker, ask: Ask) -> Step {
    asker.asks(ask).actual(200).reads(200)
}

/// The response comes out of the cache.
fn cached(asker: Asker, ask: Ask) -> Step {
    asker.asks(ask).reads(200)
}

pub(super) fn cases() -> Vec<Case> {
    let case = |name, steps: [Step; 2]| Case::new("caches", name, steps);
    // An image is shown when all of it is there, and then it is in the cache, too.
    let image = |path| {
        let ask = get(path).by(Way::Image).mode(Mode::NoCors);
        Page.asks(ask).actual(200).shown()
    };
    vec![
        case("the same page again", {
            [asked(Page, get("/news")), cached(Page, get("/news"))]
        }),
        case("another origin afterwards", {
            [asked(Page, get("/news")), asked(Neighbour, get("/news"))]
        }),
        case("a listed origin after one that is not", {
            let refused = Neighbour.asks(get("/exact/news")).actual(200).blocked();
            [refused, asked(Page, get("/exact/news"))]
        }),
        case("an origin that is not listed after one that is", {
            let refused = Neighbour.asks(get("/exact/news")).actual(200).blocked();
            [asked(Page, get("/exact/news")), refused]
        }),
        case("a script after an image without CORS", {
            [image("/news"), asked(Page, get("/news").include())]
        }),
        // The answer is the same for everybody, so one will do.
        case("another origin afterwards, where everybody may read", {
            let news = || get("/public/news");
            [asked(Page, news()), cached(Neighbour, news())]
        }),
        case("a script after an image, where everybody may read", {
            [image("/public/news"), cached(Page, get("/public/news"))]
        }),
        // Controls: what the cases above would be without `Vary`.
        case("by hand without Vary: another origin afterwards", {
            let refused = Neighbour.asks(get("/by-hand/news")).blocked();
            [asked(Page, get("/by-hand/news")), refused]
        }),
        case("by hand without Vary: a script after an image", {
            let news = || get("/by-hand/news").include();
            [image("/by-hand/news"), Page.asks(news()).blocked()]
        }),
    ]
}
