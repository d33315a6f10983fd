//! Entries of the catalogue of misconfigurations that are not rules, with the reason.

/// An entry of the catalogue without a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    /// Its id in the catalogue.
    pub(super) id: &'static str,
    /// The configuration that the entry is about.
    pub(super) configuration: &'static str,
    /// The reason why it is accepted, or cannot be written.
    pub(super) reason: &'static str,
}

const fn note(id: &'static str, configuration: &'static str, reason: &'static str) -> Note {
    Note {
        id,
        configuration,
        reason,
    }
}

/// All notes, in the order of the catalogue.
#[rustfmt::skip]
pub(super) const NOTES: &[Note] = &[
    note("A14", "a route for `OPTIONS` on the same function", "the route answers preflights itself and passes every other `OPTIONS` request to the handler mounted for that method, so the two do not conflict"),
    note("A15", "authentication in an attribute above `#[cors]`", "the compiler removes an attribute above `#[cors]` before `#[cors]` is expanded. Add authentication as middleware with `layer` on the mounted handlers: it never runs for a preflight"),
    note("A21", "`max_age` where no preflight is expected", "browsers send a preflight for an upload with a progress listener whatever the policy lists, and the attribute does not know the route's method, so `max_age` is never certainly unused"),
    note("A22", "a route's own method missing from `methods`", "the method comes from the route, and `methods` on a routed handler is denied (A24)"),
    note("A23", "a method in `methods` that the route does not serve", "see A22"),
    note("B11", "`credentials` with `https://*.example.com`", "every subdomain can act as the signed-in user, so a single hijacked or vulnerable subdomain is enough. List the subdomains one by one where possible"),
    note("B16", "`credentials` only to allow `Authorization`", "a header that a script sets needs `headers = [\"authorization\"]`; `credentials` is for what the browser adds itself"),
    note("B18", "CORS as protection against request forgery", "a form on any site can send a POST with the user's cookies. A handler that changes state needs `enforce`, a token, or a content type that requires a preflight"),
    note("C44", "`Null`, `NULL`, `'null'`", "denied by B13"),
    note("C61", "a host of one label, such as `https://intranet`", "valid on an intranet; the public web has no such hosts"),
    note("C63", "`https://*.example.com` without `https://example.com`", "the pattern matches subdomains and not the domain itself. List both to allow both"),
    note("C65", "`:*` on a scheme's default port with `credentials`", "denied by B10"),
    note("D11", "`methods = [\"GET\"]`", "`GET`, `HEAD` and `POST` are always allowed, and listing one of the three does not forbid the rest"),
    note("D14", "`methods = [\"*\"]`", "allowed without credentials; a list is more precise"),
    note("E19", "`content-type` for handlers of `GET` alone", "harmless: a `GET` request has no body"),
    note("G04", "`max_age` from 601 to 7200", "Safari caches a preflight for at most 600 seconds; Chromium and Firefox cache it for the full time"),
    note("G07", "`max_age = 0`", "every request that needs a preflight sends one; useful while a policy changes often"),
    note("G08", "no `max_age`", "Chromium and Safari cache a preflight for 5 seconds, Firefox may not cache it at all. `max_age = 600` saves a round trip per call"),
    note("H01", "two handlers of one path with different policies", "allowed: a preflight names one method and gets the policy of the handler for that method. Browsers cache the result per URL and method"),
    note("H03", "`origins_from` with `origins`", "allowed: an origin is accepted if either contains it"),
    note("H04", "mistakes in origins that are known at run time only", "`OriginSet::parse` and the builder report them at start-up, with the same ids and the same messages"),
];
