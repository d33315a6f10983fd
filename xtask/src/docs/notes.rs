//! Entries of the catalogue of misconfigurations that are not rules, with the reason.

/// An entry of the catalogue without a rule.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    /// The id in the catalogue.
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
    note("A14", "a handler for `OPTIONS` on the same path", "allowed: preflights are answered by the policy, and other `OPTIONS` requests reach that handler. In actix-web, register the annotated handler first: the first service that matches gets the request"),
    note("A15", "authentication around `#[cors]`", "preflights carry no credentials, so authentication would block them. The attribute cannot see attributes above it; `cors::axum::get(handler).layer(…)` always puts middleware inside CORS"),
    note("A21", "`max_age` on a handler that needs no preflight", "allowed: browsers send a preflight for every upload with a progress listener, and the attribute does not know the method of the route"),
    note("A22", "`methods` without the method of the route", "cannot be written: with a route, the method comes from the route and `methods` is rejected (A24)"),
    note("A23", "`methods` with a method that the route does not serve", "as A22"),
    note("B11", "`credentials` with `https://*.example.com`", "allowed, but every subdomain can act as the signed-in user: a single vulnerable or abandoned subdomain is enough. List the subdomains where you can"),
    note("B16", "`credentials` only for `Authorization`", "a header that scripts set needs `headers = [\"authorization\"]`. `credentials` is for what the browser adds itself: cookies, HTTP authentication and client certificates"),
    note("B18", "CORS as protection against cross-site request forgery", "CORS does not stop a form on another website from sending a POST with the user's cookies. Add `enforce`, require a token, or require a content type that needs a preflight"),
    note("C44", "`Null`, `NULL`, `'null'`", "rejected as B13"),
    note("C61", "a host without a dot, such as `https://intranet`", "allowed: such names are used in private networks. They do not exist on the public web"),
    note("C63", "`https://*.example.com` without `https://example.com`", "allowed: the pattern matches subdomains, but not the domain itself. List both if you need both"),
    note("C65", "`:*` with `credentials`, for the default port", "rejected as B10"),
    note("D11", "`methods = [\"GET\"]`", "allowed, but it forbids nothing: `GET`, `HEAD` and `POST` are always allowed"),
    note("D14", "`methods = [\"*\"]`", "allowed without `credentials`; a list is more precise"),
    note("E19", "`content-type` for a handler of `GET`", "harmless: a `GET` request has no body, so browsers send no content type"),
    note("G04", "`max_age` from 601 to 7200", "allowed: Safari caches the preflight for 600 seconds, Chromium and Firefox for the full time"),
    note("G07", "`max_age = 0`", "allowed: browsers do not cache the preflight, which is useful while a policy changes often"),
    note("G08", "no `max_age`", "Chromium and Safari cache a preflight for 5 seconds, Firefox may not cache it at all. `max_age = 600` saves most preflights"),
    note("H01", "two handlers with different policies on one path", "allowed: a preflight names one method and is answered by the policy of that handler. Browsers cache the result by URL and method"),
    note("H03", "`origins_from` with `origins`", "allowed: an origin is allowed if either of them allows it"),
    note("H04", "mistakes in origins that are known only at run time", "`OriginSet::parse` and the builder report them at start-up, with the same ids and messages"),
];
