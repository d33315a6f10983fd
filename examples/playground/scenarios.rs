//! The table: every scenario once. The page, `--once` and the printed table all run from it.
//!
//! They run in this order, which matters in two groups: the notes tell a story, and so does the
//! session.

use crate::scenario::Asker::{self, Apex, Branch, Lookalike, Page, Sandbox, Stranger, Tenant};
use crate::scenario::{ASKING_ORIGIN, Ask, Header, Scenario};

const ANYBODY: Header = ("access-control-allow-origin", "*");
const ASKER: Header = ("access-control-allow-origin", ASKING_ORIGIN);
const CREDENTIALS: Header = ("access-control-allow-credentials", "true");
const TYPE: Header = ("access-control-allow-headers", "content-type");
const TOKEN: Header = ("access-control-allow-headers", "authorization");
const PUT: Header = ("access-control-allow-methods", "PUT");
const DELETE: Header = ("access-control-allow-methods", "DELETE");
const KEPT: Header = ("access-control-max-age", "600");
const BY_ORIGIN: Header = ("vary", "origin");
const BY_METHOD: Header = ("vary", "access-control-request-method");
const BY_BOTH: Header = ("vary", "origin, access-control-request-method");

const fn exposing(names: &'static str) -> Header {
    ("access-control-expose-headers", names)
}

const QUOTE: &[Header] = &[ANYBODY, exposing("x-author"), ("vary", "accept-language")];
const MINE: &[Header] = &[ASKER, BY_ORIGIN];
const MINE_WITH_COOKIES: &[Header] = &[ASKER, CREDENTIALS, BY_ORIGIN];
const NOBODYS: &[Header] = &[BY_ORIGIN];
/// The preflight of `PUT /users/{id}`.
const UPDATE: &[Header] = &[ASKER, CREDENTIALS, PUT, TYPE, KEPT, BY_BOTH];
const REMOVE: &[Header] = &[ASKER, CREDENTIALS, DELETE, BY_BOTH];
/// What `GET /users/{id}` answers, and what methods without a handler are answered there.
const USER: &[Header] = &[ASKER, CREDENTIALS, exposing("etag"), BY_ORIGIN];
const ACCOUNT: &[Header] = &[ASKER, exposing("www-authenticate"), BY_ORIGIN];
const ACCOUNT_PREFLIGHT: &[Header] = &[ASKER, TOKEN, BY_ORIGIN];

fn get(path: &'static str) -> Ask {
    Ask::new("GET", path)
}

fn post(path: &'static str, text: &'static str) -> Ask {
    Ask::new("POST", path).text(text)
}

fn search() -> Ask {
    Ask::new("POST", "/search").json(r#"{"words":"cors"}"#)
}

fn put_user(json: &'static str) -> Ask {
    Ask::new("PUT", "/users/7").json(json).include()
}

fn delete(path: &'static str) -> Ask {
    Ask::new("DELETE", path).include()
}

fn account(authorization: &'static str) -> Ask {
    get("/account").header("authorization", authorization)
}

pub(crate) fn table() -> Vec<Scenario> {
    let groups = [
        everybody(),
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

fn everybody() -> Vec<Scenario> {
    let row = |name, asker, ask| Scenario::new("Open to everybody", name, asker, ask);
    vec![
        row("a GET", Page, get("/quote"))
            .allowed(200, QUOTE)
            .body("merely mortal")
            .sees("x-author", "Ada Lovelace")
            .hides("x-machine")
            .because("Every site gets `*`. The script sees `x-author`, which is exposed, and not `x-machine`."),
        row("all response headers exposed", Stranger, get("/weather"))
            .allowed(200, &[ANYBODY, exposing("*")])
            .sees("x-station", "Kew")
            .sees("x-sensor", "12")
            .because("`expose = [\"*\"]` shows the script every header, as long as no credentials are sent."),
        row("a GET from a sandboxed frame", Sandbox, get("/quote"))
            .allowed(200, QUOTE)
            .because("Its origin is `null`, and `*` is for everybody."),
        row("a GET with cookies", Page, get("/quote").include())
            .unreadable(200, QUOTE)
            .because("Browsers take no `*` for a request with credentials."),
        row("a POST of JSON", Stranger, search())
            .preflight(204, &[ANYBODY, TYPE])
            .allowed(200, &[ANYBODY])
            .body("nothing found for cors")
            .because("JSON needs a preflight. It lists `content-type`, in the same words for every site."),
        row("a POST of JSON with cookies", Stranger, search().include())
            .preflight(204, &[ANYBODY, TYPE])
            .unsent()
            .because("Already the preflight's `*` does not do for credentials, so nothing is sent."),
    ]
}

fn patterns() -> Vec<Scenario> {
    let row = |name, asker| Scenario::new("http://*.app.localhost:*", name, asker, get("/news"));
    vec![
        row("a subdomain", Tenant)
            .allowed(200, MINE)
            .body("for tenants")
            .because("`*.` stands for whole labels, and the answer names the one origin that asked."),
        row("a subdomain of a subdomain", Branch)
            .allowed(200, MINE)
            .because("`*.` stands for one label or more."),
        row("the domain itself", Apex)
            .unreadable(200, NOBODYS)
            .because("`*.` never stands for nothing: a domain that may read is listed itself."),
        row("a domain that only ends alike", Lookalike)
            .unreadable(200, NOBODYS)
            .because("Labels are compared whole, so `evilapp` is nothing below `app`."),
        row("a sandboxed frame", Sandbox)
            .unreadable(200, NOBODYS)
            .because("Sandboxed frames of every site send `null`, so no list may name it."),
    ]
}

fn cookies() -> Vec<Scenario> {
    let row = |name, asker, ask| Scenario::new("Cookies", name, asker, ask);
    vec![
        row("signing in", Page, Ask::new("POST", "/session").include())
            .allowed(200, MINE_WITH_COOKIES)
            .body("welcome")
            .because("A listed origin may receive cookies. A POST without a body needs no preflight."),
        row("a GET with the cookie", Page, get("/session").include())
            .allowed(200, MINE_WITH_COOKIES)
            .body("ada")
            .because("`credentials: 'include'` sends the cookie, and the answer agrees to that."),
        row("a GET without the cookie", Page, get("/session"))
            .allowed(200, MINE_WITH_COOKIES)
            .body("nobody")
            .because("Without `include` the cookie stays at home. The answer is readable all the same."),
        row("a GET from another site", Stranger, get("/session").include())
            .unreadable(200, NOBODYS)
            .because("The handler answers, and its answer names no origin: the script gets nothing."),
        row("signing out", Page, delete("/session"))
            .preflight(204, REMOVE)
            .allowed(200, MINE_WITH_COOKIES)
            .body("goodbye")
            .because("DELETE is not safelisted. Its preflight lists it, because the route has it."),
    ]
}

fn preflights() -> Vec<Scenario> {
    let row = |name, asker, ask| Scenario::new("Preflights", name, asker, ask);
    vec![
        row("a PUT of JSON", Page, put_user(r#"{"name":"Grace"}"#))
            .preflight(204, UPDATE)
            .allowed(200, MINE_WITH_COOKIES)
            .body("user 7 is now Grace")
            .because("PUT and `content-type` are listed, and the browser may keep that for ten minutes."),
        row("a PUT from another site", Stranger, put_user(r#"{"name":"Eve"}"#))
            .preflight(403, &[BY_BOTH])
            .unsent()
            .because("The preflight is refused, so the PUT is never sent."),
        row("a PUT from a sandboxed frame", Sandbox, put_user(r#"{"name":"Eve"}"#))
            .preflight(403, &[BY_BOTH])
            .unsent()
            .because("`null` is the origin of nobody in particular."),
        row("a header that is not listed", Page, put_user("{}").header("x-trace", "1"))
            .preflight(204, UPDATE)
            .unsent()
            .because("The answer is the same whatever is asked for; the browser misses `x-trace` in it."),
        row("a method without a handler", Page, delete("/users/7"))
            .preflight(204, &[ASKER, CREDENTIALS, BY_BOTH])
            .unsent()
            .because("The origin is fine and DELETE is not listed, so the console names the method."),
        row("an upload with a listener", Page, post("/uploads", "a large file").listening())
            .preflight(204, MINE)
            .allowed(200, MINE)
            .body("12 bytes arrived")
            .because("Watching an upload forces a preflight. POST itself needs no listing."),
    ]
}

fn one_path() -> Vec<Scenario> {
    let row = |name, asker, ask| Scenario::new("One path, three policies", name, asker, ask);
    vec![
        row("a POST without a preflight", Page, post("/notes", "from the page"))
            .allowed(201, MINE)
            .body("written")
            .because("Browsers send plain text without asking, as any form could."),
        row("a POST from another site", Stranger, post("/notes", "from a stranger"))
            .unreadable(201, NOBODYS)
            .because("CORS decides who may read. This was sent, and the handler ran: see the next row."),
        row("what the handler did", Page, get("/notes"))
            .allowed(200, &[ANYBODY])
            .body("from a stranger")
            .because("It wrote the note. Reading is open to everybody: GET has a policy of its own."),
        row("a DELETE from another site", Stranger, delete("/notes"))
            .preflight(403, &[BY_BOTH])
            .unsent()
            .because("The preflight asks for DELETE, so DELETE's policy answers it and not GET's."),
        row("a GET from another site", Stranger, get("/notes"))
            .allowed(200, &[ANYBODY])
            .body("from a stranger")
            .because("Everybody may read, and nothing was deleted."),
        row("a method without a handler", Page, Ask::new("PUT", "/notes"))
            .preflight(204, &[ANYBODY, BY_METHOD])
            .unsent()
            .because("The first policy that lets the page in answers, and lists no PUT."),
        row("a DELETE from the page", Page, delete("/notes"))
            .preflight(204, REMOVE)
            .allowed(204, MINE_WITH_COOKIES)
            .because("The one origin that may delete does."),
    ]
}

fn errors() -> Vec<Scenario> {
    let row = |name, asker: Asker, ask| Scenario::new("Errors a page can read", name, asker, ask);
    vec![
        row("malformed JSON", Page, put_user(r#"{"name":"#))
            .preflight(204, UPDATE)
            .allowed(400, MINE_WITH_COOKIES)
            .because("The extractor rejects the body, and its answer carries the headers too."),
        row("JSON of another shape", Page, put_user(r#"{"nom":"Grace"}"#))
            .preflight(204, UPDATE)
            .allowed(422, MINE_WITH_COOKIES)
            .body("missing field")
            .because("The page can tell its user which field is missing."),
        row("a path that is no number", Page, get("/users/seven"))
            .allowed(400, USER)
            .because("What an extractor of the path rejects is readable as well."),
        row("nothing found", Page, get("/users/404").include())
            .allowed(404, USER)
            .body("no such user")
            .because("A 404 that the handler answers is a response like any other."),
        row("a handler that fails", Page, get("/users/500").include())
            .allowed(500, USER)
            .body("the storage failed")
            .because("An error of the handler does not turn into a CORS error."),
        row("a method without a handler", Page, post("/users/7", "hello").include())
            .allowed(405, USER)
            .because("A POST of plain text has no preflight, so the page reads its 405."),
        row("a HEAD", Page, Ask::new("HEAD", "/users/7").include())
            .allowed(200, USER)
            .sees("etag", "\"1\"")
            .because("GET's handler answers HEAD, under GET's policy."),
    ]
}

fn authentication() -> Vec<Scenario> {
    let row = |name, asker, ask| Scenario::new("Inside Resource::layer", name, asker, ask);
    vec![
        row("no token", Page, get("/account"))
            .allowed(401, ACCOUNT)
            .body("who are you?")
            .sees("www-authenticate", "Bearer")
            .because("The middleware answers inside CORS: the page reads a 401, not a CORS error."),
        row("a wrong token", Page, account("Bearer guess"))
            .preflight(204, ACCOUNT_PREFLIGHT)
            .allowed(401, ACCOUNT)
            .because("The preflight carries no token, and never reaches the middleware."),
        row("the right token", Page, account("Bearer letmein"))
            .preflight(204, ACCOUNT_PREFLIGHT)
            .allowed(200, ACCOUNT)
            .body("yours")
            .because("`authorization` is listed, so after the preflight the token travels."),
        row("the right token from another site", Stranger, account("Bearer letmein"))
            .preflight(403, NOBODYS)
            .unsent()
            .because("The token is right and the site is not, so the token is never sent."),
    ]
}

fn own_headers() -> Vec<Scenario> {
    let row = |name, asker, ask| Scenario::new("A handler that sets `*` itself", name, asker, ask);
    vec![
        row("for the listed page", Page, get("/badge").include())
            .allowed(200, MINE_WITH_COOKIES)
            .body("for one page only")
            .because("With cookies `*` would have failed: the policy's answer stands in its place."),
        row("for another site", Stranger, get("/badge"))
            .unreadable(200, NOBODYS)
            .because("The handler said `*`, and nothing of that leaves the server."),
    ]
}
