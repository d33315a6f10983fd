//! Measured rows from which the virtual browser deviates, with the reasons. The test fails if one
//! of them agrees nevertheless, or does not exist.

pub(crate) struct KnownDeviation {
    pub(crate) table: &'static str,
    pub(crate) row: &'static str,
    /// The engines, with the scheme if it matters. An empty list stands for all engines.
    pub(crate) engines: &'static [&'static str],
    pub(crate) reason: &'static str,
}

impl KnownDeviation {
    pub(crate) fn applies_to(&self, table: &str, row: &str, profile: &str) -> bool {
        let engine = profile.split('/').next().unwrap();
        let is_listed = self.engines.is_empty()
            || self.engines.contains(&profile)
            || self.engines.contains(&engine);
        self.table == table && self.row == row && is_listed
    }
}

const TWO: &str = "two engines";
const THREE: &str = "three engines";

pub(crate) static KNOWN_DEVIATIONS: [KnownDeviation; 9] = [
    KnownDeviation {
        table: TWO,
        row: "ct:\"text/plain;garbage\\u0001\\u0002\"",
        engines: &[],
        reason: "the server of the measurement accepted control characters in header values; the crate \
                 `http` cannot represent them, so the fetch fails after its preflight",
    },
    KnownDeviation {
        table: TWO,
        row: "http-cache img(no-cors) then fetch(cors), vary=0",
        engines: &["chromium"],
        reason: "the HTTP cache, which a missing `Vary` poisons, is not modelled",
    },
    KnownDeviation {
        table: TWO,
        row: "http-cache exact-origin-A then origin-B(iframe), vary=0",
        engines: &["firefox"],
        reason: "the HTTP cache, which a missing `Vary` poisons, is not modelled",
    },
    KnownDeviation {
        table: TWO,
        row: "cache:maxage-absent-immediate",
        engines: &["firefox"],
        reason: "measured with a resolver that mapped every name to a loopback address; with other names \
                 the lifetime was five seconds",
    },
    KnownDeviation {
        table: THREE,
        row: "maxage-absent",
        engines: &["firefox/http"],
        reason: "this run had one preflight more than all other runs, over http and https",
    },
    KnownDeviation {
        table: THREE,
        row: "ck-get",
        engines: &["chromium/http", "firefox/https"],
        reason: "six rows were measured concurrently, and this one before the cookies were set; \
                 `cookies.rs` has the rows of a sequential measurement",
    },
    KnownDeviation {
        table: THREE,
        row: "form-post",
        engines: &[],
        reason: NAVIGATION,
    },
    KnownDeviation {
        table: THREE,
        row: "form-post-noref",
        engines: &[],
        reason: NAVIGATION,
    },
    KnownDeviation {
        table: THREE,
        row: "ws",
        engines: &[],
        reason: "WebSockets, which have no preflight and no CORS check, are not modelled",
    },
];

const NAVIGATION: &str = "navigation, as by submitting a form, is not modelled";
