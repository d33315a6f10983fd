//! What the catalogue says and no rule refuses: things to know, and misuses that the design of the
//! library makes impossible or that proved to be none. For `docs/rules.md`, which is generated.

/// An entry of the catalogue without a rule.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Note {
    /// Its id.
    pub id: &'static str,
    /// What somebody might write.
    pub what: &'static str,
    /// Why it stands, or cannot be written.
    pub why: &'static str,
}

const fn note(id: &'static str, what: &'static str, why: &'static str) -> Note {
    Note { id, what, why }
}

/// The entries, in the order of the catalogue.
#[rustfmt::skip]
pub const NOTES: &[Note] = &[
    note("A14", "a route for `OPTIONS` on the same function", "a resource answers preflights by itself and leaves other `OPTIONS` requests to the handler that is mounted for them, so the two do not meet"),
    note("A15", "authentication around `#[cors]`", "an attribute above ours is gone before ours is read; `Resource::layer` is the place that cannot be got wrong"),
    note("A21", "`max_age` where no preflight is expected", "an upload with a progress listener is preflighted whatever the policy lists, and a route's method is not known to the attribute, so `max_age` is never dead for certain"),
    note("A22", "a route's own method missing from `methods`", "behind a route the method comes from the route and `methods` is refused (A24)"),
    note("A23", "a method in `methods` that the route does not serve", "as A22"),
    note("B11", "`credentials` beside `https://*.example.com`", "every subdomain can act as the signed-in user: one that is taken over, or has a hole, is enough. List them one by one where you can"),
    note("B16", "`credentials` for the sake of `Authorization`", "a header that a script sets needs `headers = [\"authorization\"]` and no `credentials`, which are for what the browser adds by itself"),
    note("B18", "CORS as protection against forged requests", "a form of any site can send a POST with the user's cookies. What changes state needs a token, or a content type that needs a preflight"),
    note("C44", "`Null`, `NULL`, `'null'`", "refused as B13"),
    note("C61", "a host of one label, as `https://intranet`", "right on an intranet; on the public web no such name exists"),
    note("C63", "`https://*.example.com` without `https://example.com`", "the pattern stands for subdomains and not for the domain. List both if both are meant"),
    note("C65", "`:*` on a scheme's default port beside `credentials`", "refused as B10"),
    note("D11", "`methods = [\"GET\"]`", "`GET`, `HEAD` and `POST` are always allowed, and listing one of them does not forbid the others"),
    note("D14", "`methods = [\"*\"]`", "allowed without credentials; a list says more"),
    note("E19", "`content-type` for handlers of `GET` alone", "harmless: a `GET` has no body to have a type"),
    note("G04", "`max_age` from 601 to 7200", "Safari stops at 600 seconds; Chromium and Firefox keep the preflight as long as is said"),
    note("G07", "`max_age = 0`", "every request that needs a preflight gets one; right while a policy changes often"),
    note("G08", "no `max_age`", "Chromium and Safari keep a preflight for 5 seconds, Firefox may keep none. `max_age = 600` saves a round trip for each call"),
    note("H01", "two handlers of one path with different policies", "allowed: a preflight asks about one method, and is answered by that handler's policy. Browsers keep what was allowed by URL and method"),
    note("H03", "`origins_from` beside `origins`", "allowed: both are asked"),
    note("H04", "mistakes in origins that are known at run time only", "`OriginSet::parse` and the builder list them at start-up, with the same ids and the same words"),
];
