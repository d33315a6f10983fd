//! Measured deviations of browsers from the Fetch Standard.
//!
//! Each entry is an expectation. When a browser is fixed, the test fails until its entry is
//! removed.

use cors_tests::launch::Engine::{self, Chromium, Firefox, WebKit};

use crate::case::{Case, Expected, Outcome};
use crate::origins::{OriginName, Scheme};
use crate::wire::{Kind, Origin, WireRequest};

/// A case with a different result in some browsers.
struct Deviation {
    group: &'static str,
    name: &'static str,
    engines: &'static [Engine],
    /// Limited to this scheme.
    scheme: Option<Scheme>,
    /// The measured behaviour.
    reason: &'static str,
    change: fn(&mut [Expected]),
}

const ALL: &[Deviation] = &[
    Deviation {
        group: "headers",
        name: "a token, where all headers are allowed",
        engines: &[Chromium, Firefox, WebKit],
        scheme: None,
        reason: "`*` covers `authorization`, unlike in the standard; Chromium and Firefox have a flag \
                  that changes it",
        change: |steps| {
            let kind = Kind::Actual {
                cookie: false,
                authorization: true,
                ran: true,
            };
            let preflight = steps[0].wire[0].clone();
            let status = 200;
            steps[0].wire.push(WireRequest {
                kind,
                status,
                ..preflight
            });
            steps[0].outcome = Outcome::Read(status);
            steps[0].sees = ALL_HEADERS.into();
        },
    },
    Deviation {
        group: "uploads",
        name: "a stream",
        engines: &[Chromium],
        scheme: Some(Scheme::Http),
        reason: "streams uploads over HTTP/2 only, which requires TLS, and fails after the preflight",
        change: |steps| {
            steps[0].wire.truncate(1);
            network_error(&mut steps[0]);
        },
    },
    Deviation {
        group: "uploads",
        name: "a stream",
        engines: &[Firefox],
        scheme: None,
        reason: NO_STREAMS_IN_FIREFOX,
        change: |steps| {
            steps[0].wire.remove(0);
            steps[0].body = Some("23 bytes");
        },
    },
    Deviation {
        group: "uploads",
        name: "a stream, from another host",
        engines: &[Firefox],
        scheme: None,
        reason: NO_STREAMS_IN_FIREFOX,
        change: |steps| {
            let wire = &mut steps[0].wire[0];
            wire.status = 200;
            wire.kind = Kind::Actual {
                cookie: false,
                authorization: false,
                ran: true,
            };
        },
    },
    Deviation {
        group: "uploads",
        name: "a stream",
        engines: &[WebKit],
        scheme: None,
        reason: NO_STREAMS_IN_WEBKIT,
        change: |steps| nothing_sent(&mut steps[0]),
    },
    Deviation {
        group: "uploads",
        name: "a stream, from another host",
        engines: &[WebKit],
        scheme: None,
        reason: NO_STREAMS_IN_WEBKIT,
        change: |steps| nothing_sent(&mut steps[0]),
    },
    Deviation {
        group: "redirects",
        name: "a PUT to a third party that lists the page",
        engines: &[Firefox],
        scheme: None,
        reason: UNTAINTED_PREFLIGHT,
        // The server allows the preflight, but the actual request has `Origin: null`.
        change: |steps| {
            let wire = &mut steps[0].wire;
            let actual = wire[1].clone();
            wire[2].origin = Origin::Is(OriginName::Page);
            wire[2].status = 204;
            wire.push(WireRequest {
                at: OriginName::ThirdParty,
                origin: Origin::Null,
                status: 200,
                ..actual
            });
        },
    },
    Deviation {
        group: "redirects",
        name: "a PUT to a third party that allows any origin",
        engines: &[Firefox],
        scheme: None,
        reason: UNTAINTED_PREFLIGHT,
        change: |steps| steps[0].wire[2].origin = Origin::Is(OriginName::Page),
    },
    Deviation {
        group: "redirects",
        name: "a token to a third party",
        engines: &[Firefox],
        scheme: None,
        reason: "removes the token as specified, but still sends a preflight, without headers and \
                  with the page's origin",
        change: |steps| {
            let preflight = WireRequest {
                kind: Kind::Preflight { headers: None },
                method: "GET",
                at: OriginName::ThirdParty,
                origin: Origin::Is(OriginName::Page),
                status: 204,
            };
            steps[0].wire.insert(2, preflight);
        },
    },
    Deviation {
        group: "redirects",
        name: "a token to a third party",
        engines: &[WebKit],
        scheme: None,
        reason: "sends a preflight for the removed token, and blocks the response if it is not listed",
        change: |steps| {
            let wire = &mut steps[0].wire[2];
            wire.status = 204;
            wire.kind = Kind::Preflight {
                headers: Some("authorization"),
            };
            network_error(&mut steps[0]);
        },
    },
    Deviation {
        group: "credentials",
        name: "another host",
        engines: &[WebKit],
        scheme: None,
        reason: COOKIES_OF_FRAMES,
        change: |steps| with_cookie(&mut steps[1]),
    },
    Deviation {
        group: "credentials",
        name: "a sandboxed frame",
        engines: &[WebKit],
        scheme: None,
        reason: COOKIES_OF_FRAMES,
        change: |steps| with_cookie(&mut steps[1]),
    },
    Deviation {
        group: "caches",
        name: "a script after an image, any origin allowed",
        engines: &[Firefox],
        scheme: None,
        reason: "caches responses to credentialed requests, such as images, separately",
        change: |steps| {
            let mut again = steps[0].wire.clone();
            again[0].origin = Origin::Is(OriginName::Page);
            steps[1].wire = again;
        },
    },
    Deviation {
        group: "without CORS",
        name: "an image for another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        reason: STORAGE_ACCESS,
        change: |steps| steps[0].wire[0].origin = Origin::Is(OriginName::OtherHost),
    },
    Deviation {
        group: "enforce",
        name: "an image in a frame of another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        reason: STORAGE_ACCESS,
        change: |steps| steps[0].wire[0].origin = Origin::Is(OriginName::OtherHost),
    },
    Deviation {
        group: "enforce",
        name: "a script in a frame of another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        reason: STORAGE_ACCESS,
        change: |steps| steps[0].wire[0].origin = Origin::Is(OriginName::OtherHost),
    },
    Deviation {
        group: "enforce",
        name: "a prefetch in a frame of another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        reason: STORAGE_ACCESS,
        change: |steps| steps[0].wire[0].origin = Origin::Is(OriginName::OtherHost),
    },
    Deviation {
        group: "enforce",
        name: "a preload in a frame of another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        reason: STORAGE_ACCESS,
        change: |steps| steps[0].wire[0].origin = Origin::Is(OriginName::OtherHost),
    },
    Deviation {
        group: "enforce",
        name: "a frame in a frame of another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        reason: STORAGE_ACCESS,
        // With `Origin`, the request is a cross-origin request, and `enforce` rejects it.
        change: |steps| {
            let wire = &mut steps[0].wire[0];
            wire.origin = Origin::Is(OriginName::OtherHost);
            wire.status = 403;
            wire.kind = Kind::Actual {
                cookie: false,
                authorization: false,
                ran: false,
            };
        },
    },
    Deviation {
        group: "enforce",
        name: "prefetches",
        engines: &[Firefox],
        scheme: None,
        reason: LOAD_EVENT,
        change: |steps| steps.iter_mut().for_each(loaded),
    },
    Deviation {
        group: "enforce",
        name: "a prefetch in a frame of another host",
        engines: &[Firefox],
        scheme: None,
        reason: LOAD_EVENT,
        change: |steps| steps.iter_mut().for_each(loaded),
    },
    Deviation {
        group: "enforce",
        name: "preloads",
        engines: &[Firefox],
        scheme: None,
        reason: LOAD_EVENT,
        change: |steps| steps.iter_mut().for_each(loaded),
    },
    Deviation {
        group: "enforce",
        name: "a preload in a frame of another host",
        engines: &[Firefox],
        scheme: None,
        reason: LOAD_EVENT,
        change: |steps| steps.iter_mut().for_each(loaded),
    },
    Deviation {
        group: "enforce",
        name: "prefetches",
        engines: &[WebKit],
        scheme: None,
        reason: NO_PREFETCH,
        change: |steps| steps.iter_mut().for_each(nothing_sent),
    },
    Deviation {
        group: "enforce",
        name: "a prefetch in a frame of another host",
        engines: &[WebKit],
        scheme: None,
        reason: NO_PREFETCH,
        change: |steps| steps.iter_mut().for_each(nothing_sent),
    },
];

const LOAD_EVENT: &str = "the element's event is `load` for a response with an error status, too";
const NO_PREFETCH: &str = "does not support `<link rel=prefetch>`";
const STORAGE_ACCESS: &str = "sends `Origin` with subresources of cross-site frames, together with \
                              `Sec-Fetch-Storage-Access: inactive`";
const NO_STREAMS_IN_FIREFOX: &str =
    "converts a stream to the text `[object ReadableStream]`, which needs no preflight";
const NO_STREAMS_IN_WEBKIT: &str = "rejects the upload of a stream before sending a request";
const UNTAINTED_PREFLIGHT: &str =
    "after a cross-origin redirect, the preflight has the page's origin instead of `null`";
const COOKIES_OF_FRAMES: &str =
    "sends the page's `SameSite=Lax` cookie from every frame of the page, whatever the origin";

/// The headers visible with `expose = ["*"]`.
const ALL_HEADERS: [&str; 4] = [
    "access-control-allow-origin",
    "access-control-expose-headers",
    "x-hidden",
    "x-shown",
];

/// The script gets a network error.
fn network_error(step: &mut Expected) {
    step.outcome = Outcome::Blocked;
    step.sees.clear();
    step.body = None;
}

/// The element has loaded, as far as the script can tell.
fn loaded(step: &mut Expected) {
    step.outcome = Outcome::Shown;
}

/// The browser sends no request.
fn nothing_sent(step: &mut Expected) {
    network_error(step);
    step.wire.clear();
}

fn with_cookie(step: &mut Expected) {
    for wire in &mut step.wire {
        if let Kind::Actual { cookie, .. } = &mut wire.kind {
            *cookie = true;
        }
    }
}

/// Returns the expectation for a browser, and the reasons for deviations.
pub(crate) fn expected_of(
    engine: Engine,
    scheme: Scheme,
    case: &Case,
) -> (Vec<Expected>, Vec<&'static str>) {
    let steps = case.steps_over(scheme).iter();
    let mut expected: Vec<Expected> = steps.map(|step| step.expected.clone()).collect();
    let mut reasons = Vec::new();
    for deviation in ALL {
        let applies = (deviation.group, deviation.name) == (case.group, case.name)
            && deviation.engines.contains(&engine)
            && deviation.scheme.is_none_or(|only| only == scheme);
        if applies {
            (deviation.change)(&mut expected);
            reasons.push(deviation.reason);
        }
    }
    (expected, reasons)
}

/// Guards against an entry without an effect.
#[test]
fn every_deviation_changes_its_case() {
    let table = crate::cases::table();
    for deviation in ALL {
        let is_case = |case: &&Case| (case.group, case.name) == (deviation.group, deviation.name);
        let case = table.iter().find(is_case).expect(deviation.name);
        let steps = case
            .steps_over(deviation.scheme.unwrap_or(Scheme::Http))
            .iter();
        let before: Vec<Expected> = steps.map(|step| step.expected.clone()).collect();
        let mut after = before.clone();
        (deviation.change)(&mut after);
        assert_ne!(before, after, "{}: {}", deviation.name, deviation.reason);
    }
}
