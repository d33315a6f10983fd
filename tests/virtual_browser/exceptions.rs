//! Rows that the virtual browser does not follow, each with the reason. One that agrees after all
//! fails the test, as does one that no row is called by.

/// A row that is not followed.
pub(crate) struct Exception {
    pub(crate) table: &'static str,
    pub(crate) row: &'static str,
    /// The engines, with their scheme where it matters; nothing for all of them.
    pub(crate) who: &'static [&'static str],
    pub(crate) why: &'static str,
}

impl Exception {
    pub(crate) fn is_of(&self, table: &str, row: &str, who: &str) -> bool {
        let engine = who.split('/').next().unwrap();
        let is_who = self.who.is_empty() || self.who.contains(&who) || self.who.contains(&engine);
        self.table == table && self.row == row && is_who
    }
}

const TWO: &str = "two engines";
const THREE: &str = "three engines";

pub(crate) static EXCEPTIONS: [Exception; 9] = [
    Exception {
        table: TWO,
        row: "ct:\"text/plain;garbage\\u0001\\u0002\"",
        who: &[],
        why: "the measuring server took control bytes in a field value; the types of `http` carry \
              none, so the request ends after its preflight",
    },
    Exception {
        table: TWO,
        row: "http-cache img(no-cors) then fetch(cors), vary=0",
        who: &["chromium"],
        why: "there is no HTTP cache here, which a missing `Vary` would have poisoned",
    },
    Exception {
        table: TWO,
        row: "http-cache exact-origin-A then origin-B(iframe), vary=0",
        who: &["firefox"],
        why: "there is no HTTP cache here, which a missing `Vary` would have poisoned",
    },
    Exception {
        table: TWO,
        row: "cache:maxage-absent-immediate",
        who: &["firefox"],
        why: "measured with every name forced to the loopback address, as it also is for API hosts \
              that are IP addresses; with names that are looked up five seconds were measured",
    },
    Exception {
        table: THREE,
        row: "maxage-absent",
        who: &["firefox/http"],
        why: "one preflight too many in this run; one in all the others, over http as over https",
    },
    Exception {
        table: THREE,
        row: "ck-get",
        who: &["chromium/http", "firefox/https"],
        why: "six rows at a time were measured, and this one ran before the cookies had been set; \
              `cookies.rs` has them one after the other",
    },
    Exception {
        table: THREE,
        row: "form-post",
        who: &[],
        why: NAVIGATION,
    },
    Exception {
        table: THREE,
        row: "form-post-noref",
        who: &[],
        why: NAVIGATION,
    },
    Exception {
        table: THREE,
        row: "ws",
        who: &[],
        why: "a WebSocket is no fetch: no preflight, no CORS check",
    },
];

const NAVIGATION: &str = "a form navigates, and what it navigates to is for nobody to read";
