//! The table of all scenarios, which the page, `--once` and the printed table share.
//!
//! The order matters in two groups: scenarios about the session and about the notes depend on the state
//! that earlier ones leave.

use crate::scenario::Initiator::{
    Apex, Lookalike, NestedSubdomain, OtherSite, Page, Sandbox, Subdomain,
};
use crate::scenario::{Header, REQUEST_ORIGIN, Request, Scenario};

const ANY_ORIGIN: Header = ("access-control-allow-origin", "*");
const ECHOED_ORIGIN: Header = ("access-control-allow-origin", REQUEST_ORIGIN);
const CREDENTIALS: Header = ("access-control-allow-credentials", "true");
const ALLOW_CONTENT_TYPE: Header = ("access-control-allow-headers", "content-type");
const ALLOW_AUTHORIZATION: Header = ("access-control-allow-headers", "authorization");
const ALLOW_PUT: Header = ("access-control-allow-methods", "PUT");
const ALLOW_DELETE: Header = ("access-control-allow-methods", "DELETE");
const MAX_AGE: Header = ("access-control-max-age", "600");
const VARY_ORIGIN: Header = ("vary", "origin");
/// The methods in the response to a preflight for a method without a handler.
const ONLY_GET: Header = ("access-control-allow-methods", "GET");
const VARY_METHOD: Header = ("vary", "access-control-request-method");
const VARY_BOTH: Header = ("vary", "origin, access-control-request-method");

const fn exposing(names: &'static str) -> Header {
    ("access-control-expose-headers", names)
}

const QUOTE: &[Header] = &[
    ANY_ORIGIN,
    exposing("x-author"),
    ("vary", "accept-language"),
];
const ALLOWED: &[Header] = &[ECHOED_ORIGIN, VARY_ORIGIN];
const ALLOWED_WITH_CREDENTIALS: &[Header] = &[ECHOED_ORIGIN, CREDENTIALS, VARY_ORIGIN];
const NOT_ALLOWED: &[Header] = &[VARY_ORIGIN];
/// The preflight of `PUT /users/{id}`.
const UPDATE_PREFLIGHT: &[Header] = &[
    ECHOED_ORIGIN,
    CREDENTIALS,
    ALLOW_PUT,
    ALLOW_CONTENT_TYPE,
    MAX_AGE,
    VARY_BOTH,
];
const DELETE_PREFLIGHT: &[Header] = &[ECHOED_ORIGIN, CREDENTIALS, ALLOW_DELETE, VARY_BOTH];
/// The responses of `GET /users/{id}`, and of methods without a handler on that path.
const USER: &[Header] = &[ECHOED_ORIGIN, CREDENTIALS, exposing("etag"), VARY_ORIGIN];
const ACCOUNT: &[Header] = &[ECHOED_ORIGIN, exposing("www-authenticate"), VARY_ORIGIN];
const ACCOUNT_PREFLIGHT: &[Header] = &[ECHOED_ORIGIN, ALLOW_AUTHORIZATION, VARY_ORIGIN];

fn get(path: &'static str) -> Request {
    Request::new("GET", path)
}

fn post(path: &'static str, text: &'static str) -> Request {
    Request::new("POST", path).text(text)
}

fn search() -> Request {
    Request::new("POST", "/search").json(r#"{"words":"cors"}"#)
}

fn put_user(json: &'static str) -> Request {
    Request::new("PUT", "/users/7")
        .json(json)
        .credentials_include()
}

fn delete(path: &'static str) -> Request {
    Request::new("DELETE", path).credentials_include()
}

fn account(authorization: &'static str) -> Request {
    get("/account").header("authorization", authorization)
}

pub(crate) fn table() -> Vec<Scenario> {
    let groups = [
        public(),
        patterns(),
        cookies(),
        preflights(),
        one_path(),
        errors(),
        authentication(),
        own_headers(),
    ];
    groups.into_iter().flatten().collect()
}

fn public() -> Vec<Scenario> {
    let row = |name, initiator| Scenario::new("Public", name, initiator);
    vec![
        row("a GET", Page)
            .request(get("/quote"))
            .allowed(200, QUOTE)
            .body_contains("merely mortal")
            .visible("x-author", "Ada Lovelace")
            .hidden("x-machine")
            .explanation(
                "Every origin gets `*`. The policy exposes `x-author`, but not `x-machine`.",
            ),
        row("all response headers exposed", OtherSite)
            .request(get("/weather"))
            .allowed(200, &[ANY_ORIGIN, exposing("*")])
            .visible("x-station", "Kew")
            .visible("x-sensor", "12")
            .explanation("Without credentials, `expose = [\"*\"]` exposes every response header."),
        row("a GET from a sandboxed frame", Sandbox)
            .request(get("/quote"))
            .allowed(200, QUOTE)
            .explanation("Its origin is `null`, and `*` allows any origin."),
        row("a GET with cookies", Page)
            .request(get("/quote").credentials_include())
            .unreadable(200, QUOTE)
            .explanation("Browsers do not accept `*` for a request with credentials."),
        row("a POST of JSON", OtherSite)
            .request(search())
            .preflight(204, &[ANY_ORIGIN, ALLOW_CONTENT_TYPE])
            .allowed(200, &[ANY_ORIGIN])
            .body_contains("nothing found for cors")
            .explanation("JSON needs a preflight, and its response is the same for every origin."),
        row("a POST of JSON with cookies", OtherSite)
            .request(search().credentials_include())
            .preflight(204, &[ANY_ORIGIN, ALLOW_CONTENT_TYPE])
            .not_sent()
            .explanation("The preflight is answered with `*`, which does not permit credentials."),
    ]
}

fn patterns() -> Vec<Scenario> {
    let row = |name, initiator| {
        Scenario::new("http://*.app.localhost:*", name, initiator).request(get("/news"))
    };
    vec![
        row("a subdomain", Subdomain)
            .allowed(200, ALLOWED)
            .body_contains("for tenants")
            .explanation(
                "`*.` matches whole labels, and the response contains the origin of the request.",
            ),
        row("a subdomain of a subdomain", NestedSubdomain)
            .allowed(200, ALLOWED)
            .explanation(
                "`*.` matches several labels too. `Vary` separates cached responses by origin.",
            ),
        row("the parent domain", Apex)
            .unreadable(200, NOT_ALLOWED)
            .explanation("`*.` matches subdomains only. List the domain itself to allow it."),
        row("a domain with a similar name", Lookalike)
            .unreadable(200, NOT_ALLOWED)
            .explanation("Labels are compared as a whole: `evilapp` is not a subdomain of `app`."),
        row("a sandboxed frame", Sandbox)
            .unreadable(200, NOT_ALLOWED)
            .explanation("Sandboxed frames of every site send `null`, so a policy cannot list it."),
    ]
}

fn cookies() -> Vec<Scenario> {
    let row = |name, initiator| Scenario::new("Cookies", name, initiator);
    vec![
        row("signing in", Page)
            .request(Request::new("POST", "/session").credentials_include())
            .allowed(200, ALLOWED_WITH_CREDENTIALS)
            .body_contains("welcome")
            .explanation(
                "A listed origin may use cookies. A POST without a body has no preflight.",
            ),
        row("a GET with the cookie", Page)
            .request(get("/session").credentials_include())
            .allowed(200, ALLOWED_WITH_CREDENTIALS)
            .body_contains("ada")
            .explanation("`credentials: 'include'` sends the cookie, and the response permits it."),
        row("a GET without the cookie", Page)
            .request(get("/session"))
            .allowed(200, ALLOWED_WITH_CREDENTIALS)
            .body_contains("signed out")
            .explanation("Without `include`, the browser does not send the cookie."),
        row("a GET from another site", OtherSite)
            .request(get("/session").credentials_include())
            .unreadable(200, NOT_ALLOWED)
            .explanation("The handler runs, but its response does not allow this origin."),
        row("signing out", Page)
            .request(delete("/session"))
            .preflight(204, DELETE_PREFLIGHT)
            .allowed(200, ALLOWED_WITH_CREDENTIALS)
            .body_contains("goodbye")
            .explanation(
                "DELETE is not safelisted. The preflight lists it, because the route has it.",
            ),
    ]
}

fn preflights() -> Vec<Scenario> {
    let row = |name, initiator| Scenario::new("Preflights", name, initiator);
    vec![
        row("a PUT of JSON", Page)
            .request(put_user(r#"{"name":"Grace"}"#))
            .preflight(204, UPDATE_PREFLIGHT)
            .allowed(200, ALLOWED_WITH_CREDENTIALS)
            .body_contains("user 7 is now Grace")
            .explanation("PUT and `content-type` are listed, and cached for ten minutes."),
        row("a PUT from another site", OtherSite)
            .request(put_user(r#"{"name":"Eve"}"#))
            .preflight(403, &[VARY_BOTH])
            .not_sent()
            .explanation("The preflight gets a 403, so the browser does not send the PUT."),
        row("a PUT from a sandboxed frame", Sandbox)
            .request(put_user(r#"{"name":"Eve"}"#))
            .preflight(403, &[VARY_BOTH])
            .not_sent()
            .explanation("`null` can be the origin of any site, so it is not allowed."),
        row("a header that is not listed", Page)
            .request(put_user("{}").header("x-trace", "1"))
            .preflight(204, UPDATE_PREFLIGHT)
            .not_sent()
            .explanation(
                "The response lists the headers of the policy, and `x-trace` is not one of them.",
            ),
        row("a method without a handler", Page)
            .request(delete("/users/7"))
            .preflight(204, &[ECHOED_ORIGIN, CREDENTIALS, ONLY_GET, VARY_BOTH])
            .not_sent()
            .explanation(
                "The origin is allowed, but not DELETE: the error in the console names the method.",
            ),
        row("a POST with an upload listener", Page)
            .request(post("/uploads", "a large file").upload_listener())
            .preflight(204, ALLOWED)
            .allowed(200, ALLOWED)
            .body_contains("12 bytes arrived")
            .explanation("An upload listener forces a preflight. POST need not be listed."),
    ]
}

fn one_path() -> Vec<Scenario> {
    let row = |name, initiator| Scenario::new("One path, three policies", name, initiator);
    vec![
        row("a POST without a preflight", Page)
            .request(post("/notes", "from the page"))
            .allowed(201, ALLOWED)
            .body_contains("written")
            .explanation("Browsers send plain text without a preflight, like a form."),
        row("a POST from another site", OtherSite)
            .request(post("/notes", "from another site"))
            .unreadable(201, NOT_ALLOWED)
            .explanation("CORS only restricts reading. The handler did run: see the next row."),
        row("the note after that POST", Page)
            .request(get("/notes"))
            .allowed(200, &[ANY_ORIGIN])
            .body_contains("from another site")
            .explanation("The POST stored the note. The policy of GET allows any origin."),
        row("a DELETE from another site", OtherSite)
            .request(delete("/notes"))
            .preflight(403, &[VARY_BOTH])
            .not_sent()
            .explanation("The preflight requests DELETE: the policy of GET does not apply."),
        row("a GET from another site", OtherSite)
            .request(get("/notes"))
            .allowed(200, &[ANY_ORIGIN])
            .body_contains("from another site")
            .explanation("GET allows any origin, and nothing was deleted."),
        row("a method without a handler", Page)
            .request(Request::new("PUT", "/notes"))
            .preflight(204, &[ANY_ORIGIN, ONLY_GET, VARY_METHOD])
            .not_sent()
            .explanation("The first policy that allows the origin answers, without listing PUT."),
        row("a DELETE from the page", Page)
            .request(delete("/notes"))
            .preflight(204, DELETE_PREFLIGHT)
            .allowed(204, ALLOWED_WITH_CREDENTIALS)
            .explanation("The policy of DELETE allows this origin."),
    ]
}

fn errors() -> Vec<Scenario> {
    let row = |name, initiator| Scenario::new("Errors a page can read", name, initiator);
    vec![
        row("malformed JSON", Page)
            .request(put_user(r#"{"name":"#))
            .preflight(204, UPDATE_PREFLIGHT)
            .allowed(400, ALLOWED_WITH_CREDENTIALS)
            .explanation(
                "The extractor rejects the body, and its response carries the CORS headers too.",
            ),
        row("JSON with a missing field", Page)
            .request(put_user(r#"{"nom":"Grace"}"#))
            .preflight(204, UPDATE_PREFLIGHT)
            .allowed(422, ALLOWED_WITH_CREDENTIALS)
            .body_contains("missing field")
            .explanation("The page can read which field is missing."),
        row("a path that is not a number", Page)
            .request(get("/users/seven"))
            .allowed(400, USER)
            .explanation("The page can read rejections of the path extractor as well."),
        row("nothing found", Page)
            .request(get("/users/404").credentials_include())
            .allowed(404, USER)
            .body_contains("no such user")
            .explanation("The page can read a 404 of the handler like any other response."),
        row("a handler that fails", Page)
            .request(get("/users/500").credentials_include())
            .allowed(500, USER)
            .body_contains("the storage failed")
            .explanation("The page can read a 500 of the handler: it is not a CORS error."),
        row("a method without a handler", Page)
            .request(post("/users/7", "hello").credentials_include())
            .allowed(405, USER)
            .explanation("A POST of plain text has no preflight, and the page can read the 405."),
        row("a HEAD", Page)
            .request(Request::new("HEAD", "/users/7").credentials_include())
            .allowed(200, USER)
            .visible("etag", "\"1\"")
            .explanation("The handler of GET handles HEAD too, with the same policy."),
    ]
}

fn authentication() -> Vec<Scenario> {
    let row = |name, initiator| Scenario::new("Authentication in a route layer", name, initiator);
    vec![
        row("no token", Page)
            .request(get("/account"))
            .allowed(401, ACCOUNT)
            .body_contains("who are you?")
            .visible("www-authenticate", "Bearer")
            .explanation("The middleware runs after CORS, so the page can read its 401."),
        row("a wrong token", Page)
            .request(account("Bearer guess"))
            .preflight(204, ACCOUNT_PREFLIGHT)
            .allowed(401, ACCOUNT)
            .explanation("A preflight carries no token, and does not reach the middleware."),
        row("the right token", Page)
            .request(account("Bearer letmein"))
            .preflight(204, ACCOUNT_PREFLIGHT)
            .allowed(200, ACCOUNT)
            .body_contains("yours")
            .explanation("The policy lists `authorization`, so the browser sends the token."),
        row("the right token from another site", OtherSite)
            .request(account("Bearer letmein"))
            .preflight(403, NOT_ALLOWED)
            .not_sent()
            .explanation("The origin is not allowed, so the browser does not send the token."),
    ]
}

fn own_headers() -> Vec<Scenario> {
    let row =
        |name, initiator| Scenario::new("A handler that sets CORS headers itself", name, initiator);
    vec![
        row("a GET from a listed origin", Page)
            .request(get("/badge").credentials_include())
            .allowed(200, ALLOWED_WITH_CREDENTIALS)
            .body_contains("for one page only")
            .explanation(
                "The handler sets `*`, which fails with cookies. The headers of the policy replace it.",
            ),
        row("a GET from another site", OtherSite)
            .request(get("/badge"))
            .unreadable(200, NOT_ALLOWED)
            .explanation("The handler sets `*`, which the library removes."),
    ]
}
