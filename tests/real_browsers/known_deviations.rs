//! What engines do otherwise than the Fetch Standard says, as measured: the one place for it.
//!
//! Each entry is an expectation in its own right. When an engine is mended, its entry turns the test
//! red, and goes.

use cors_tests::launch::Engine::{self, Chromium, Firefox, WebKit};

use crate::case::{Case, Expected, Verdict};
use crate::origins::{Place, Scheme};
use crate::wire::{Kind, Origin, Wire};

/// In which engines a case goes another way.
struct Deviation {
    group: &'static str,
    name: &'static str,
    engines: &'static [Engine],
    /// Over this scheme only, if any.
    scheme: Option<Scheme>,
    /// What was measured.
    because: &'static str,
    change: fn(&mut [Expected]),
}

const ALL: &[Deviation] = &[
    Deviation {
        group: "headers",
        name: "a token, where all headers are allowed",
        engines: &[Chromium, Firefox, WebKit],
        scheme: None,
        because: "no engine excludes `authorization` from `*` yet, as the standard does; behind a \
                  switch Chromium and Firefox do",
        change: |steps| {
            let kind = Kind::Actual {
                cookie: false,
                authorization: true,
                ran: true,
            };
            let preflight = steps[0].wire[0].clone();
            let status = 200;
            steps[0].wire.push(Wire {
                kind,
                status,
                ..preflight
            });
            steps[0].verdict = Verdict::Read(status);
            steps[0].sees = EVERYTHING.into();
        },
    },
    Deviation {
        group: "uploads",
        name: "a stream",
        engines: &[Chromium],
        scheme: Some(Scheme::Http),
        because: "streams an upload over HTTP/2 only, which it does not speak without TLS; it finds \
                  that out behind the preflight",
        change: |steps| {
            steps[0].wire.truncate(1);
            nothing(&mut steps[0]);
        },
    },
    Deviation {
        group: "uploads",
        name: "a stream",
        engines: &[Firefox],
        scheme: None,
        because: NO_STREAMS_IN_FIREFOX,
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
        because: NO_STREAMS_IN_FIREFOX,
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
        because: NO_STREAMS_IN_WEBKIT,
        change: |steps| nothing_at_all(&mut steps[0]),
    },
    Deviation {
        group: "uploads",
        name: "a stream, from another host",
        engines: &[WebKit],
        scheme: None,
        because: NO_STREAMS_IN_WEBKIT,
        change: |steps| nothing_at_all(&mut steps[0]),
    },
    Deviation {
        group: "redirects",
        name: "a PUT to somebody else, who lists the page",
        engines: &[Firefox],
        scheme: None,
        because: UNTAINTED_PREFLIGHT,
        // So the preflight is answered, the request is sent, and then it carries `null` after all.
        change: |steps| {
            let wire = &mut steps[0].wire;
            let actual = wire[1].clone();
            wire[2].origin = Origin::Of(Place::Page);
            wire[2].status = 204;
            wire.push(Wire {
                at: Place::Third,
                origin: Origin::Null,
                status: 200,
                ..actual
            });
        },
    },
    Deviation {
        group: "redirects",
        name: "a PUT to somebody else, who lets everybody in",
        engines: &[Firefox],
        scheme: None,
        because: UNTAINTED_PREFLIGHT,
        change: |steps| steps[0].wire[2].origin = Origin::Of(Place::Page),
    },
    Deviation {
        group: "redirects",
        name: "a token to somebody else",
        engines: &[Firefox],
        scheme: None,
        because: "drops the token on the way, as it should, and asks beforehand all the same, for no \
                  header and with the page's origin",
        change: |steps| {
            let preflight = Wire {
                kind: Kind::Preflight { headers: None },
                method: "GET",
                at: Place::Third,
                origin: Origin::Of(Place::Page),
                status: 204,
            };
            steps[0].wire.insert(2, preflight);
        },
    },
    Deviation {
        group: "redirects",
        name: "a token to somebody else",
        engines: &[WebKit],
        scheme: None,
        because: "asks beforehand for the token that it drops, so whoever does not list it is not read",
        change: |steps| {
            let wire = &mut steps[0].wire[2];
            wire.status = 204;
            wire.kind = Kind::Preflight {
                headers: Some("authorization"),
            };
            nothing(&mut steps[0]);
        },
    },
    Deviation {
        group: "credentials",
        name: "another host",
        engines: &[WebKit],
        scheme: None,
        because: COOKIES_OF_FRAMES,
        change: |steps| with_cookie(&mut steps[1]),
    },
    Deviation {
        group: "credentials",
        name: "a sandboxed frame",
        engines: &[WebKit],
        scheme: None,
        because: COOKIES_OF_FRAMES,
        change: |steps| with_cookie(&mut steps[1]),
    },
    Deviation {
        group: "caches",
        name: "a script after an image, where everybody may read",
        engines: &[Firefox],
        scheme: None,
        because: "keeps what it got with credentials, as images are, apart from what it got without",
        change: |steps| {
            let mut again = steps[0].wire.clone();
            again[0].origin = Origin::Of(Place::Page);
            steps[1].wire = again;
        },
    },
    Deviation {
        group: "without CORS",
        name: "an image for another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        because: STORAGE_ACCESS,
        change: |steps| steps[0].wire[0].origin = Origin::Of(Place::Stranger),
    },
    Deviation {
        group: "enforce",
        name: "an image for another host",
        engines: &[Chromium, Firefox],
        scheme: None,
        because: STORAGE_ACCESS,
        // So it is somebody's, and refused.
        change: |steps| {
            let wire = &mut steps[0].wire[0];
            wire.origin = Origin::Of(Place::Stranger);
            wire.status = 403;
            wire.kind = Kind::Actual {
                cookie: false,
                authorization: false,
                ran: false,
            };
            nothing(&mut steps[0]);
        },
    },
];

const STORAGE_ACCESS: &str = "sends `Origin` with what a frame of another site embeds, too, beside \
                              `Sec-Fetch-Storage-Access: inactive`";
const NO_STREAMS_IN_FIREFOX: &str =
    "takes a stream for text, `[object ReadableStream]`, which needs no preflight";
const NO_STREAMS_IN_WEBKIT: &str = "refuses to upload a stream before anything is sent";
const UNTAINTED_PREFLIGHT: &str =
    "after a redirect to another origin the preflight carries the page's origin, and not `null`";
const COOKIES_OF_FRAMES: &str =
    "sends the page's `SameSite=Lax` cookie from every frame of the page, whatever its origin";

/// What `expose = ["*"]` shows.
const EVERYTHING: [&str; 4] = [
    "access-control-allow-origin",
    "access-control-expose-headers",
    "x-hidden",
    "x-shown",
];

/// The script gets nothing.
fn nothing(step: &mut Expected) {
    step.verdict = Verdict::Blocked;
    step.sees.clear();
    step.body = None;
}

/// And nothing is sent.
fn nothing_at_all(step: &mut Expected) {
    nothing(step);
    step.wire.clear();
}

fn with_cookie(step: &mut Expected) {
    for wire in &mut step.wire {
        if let Kind::Actual { cookie, .. } = &mut wire.kind {
            *cookie = true;
        }
    }
}

/// What to expect of an engine, and why it is not what the table says, if it is not.
pub(crate) fn expected_of(
    engine: Engine,
    scheme: Scheme,
    case: &Case,
) -> (Vec<Expected>, Vec<&'static str>) {
    let steps = case.steps_over(scheme).iter();
    let mut expected: Vec<Expected> = steps.map(|step| step.expected.clone()).collect();
    let mut reasons = Vec::new();
    for deviation in ALL {
        let is_meant = (deviation.group, deviation.name) == (case.group, case.name)
            && deviation.engines.contains(&engine)
            && deviation.scheme.is_none_or(|only| only == scheme);
        if is_meant {
            (deviation.change)(&mut expected);
            reasons.push(deviation.because);
        }
    }
    (expected, reasons)
}

/// An entry that is about nothing would excuse nothing, and nobody would know.
#[test]
fn every_deviation_changes_its_case() {
    let table = crate::cases::table();
    for deviation in ALL {
        let of_this = |case: &&Case| (case.group, case.name) == (deviation.group, deviation.name);
        let case = table.iter().find(of_this).expect(deviation.name);
        let steps = case
            .steps_over(deviation.scheme.unwrap_or(Scheme::Http))
            .iter();
        let before: Vec<Expected> = steps.map(|step| step.expected.clone()).collect();
        let mut after = before.clone();
        (deviation.change)(&mut after);
        assert_ne!(before, after, "{}: {}", deviation.name, deviation.because);
    }
}
