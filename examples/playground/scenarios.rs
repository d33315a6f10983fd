//! The table: every scenario once. The page, `--once` and the printed table all run from it.
//!
//! They run in this order, which matters in two groups: the notes tell a story, and so does the
//! session.

use crate::scenario::Asker::{Apex, Branch, Lookalike, Page, Sandbox, Stranger, Tenant};
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
    let row = |name, asker| Scenario::new("Open to everybody", name, asker);
    vec![
        row("a GET", Page)
            .asks(get("/quote"))
            .allowed(200, QUOTE)
            .body("merely mortal")
            .sees("x-author", "Ada Lovelace")
            .hides("x-machine")
            .because("Every site gets `*`. `x-author` is exposed, and `x-machine` is not."),
        row("all response headers exposed", Stranger)
            .asks(get("/weather"))
            .allowed(200, &[ANYBODY, exposing("*")])
            .sees("x-station", "Kew")
            .sees("x-sensor", "12")
            .because("`*` shows scripts every header, as long as no credentials travel."),
        row("a GET from a sandboxed frame", Sandbox)
            .asks(get("/quote"))
            .allowed(200, QUOTE)
            .because("Its origin is `null`, and `*` is for everybody."),
        row("a GET with cookies", Page)
            .asks(get("/quote").include())
            .unreadable(200, QUOTE)
            .because("Browsers take no `*` for a request with credentials."),
        row("a POST of JSON", Stranger)
            .asks(search())
            .preflight(204, &[ANYBODY, TYPE])
            .allowed(200, &[ANYBODY])
            .body("nothing found for cors")
            .because("JSON needs a preflight, and its answer is the same for every site."),
        row("a POST of JSON with cookies", Stranger)
            .asks(search().include())
            .preflight(204, &[ANYBODY, TYPE])
            .unsent()
            .because("The preflight's `*` does not do for credentials: nothing is sent."),
    ]
}

fn patterns() -> Vec<Scenario> {
    let row =
        |name, asker| Scenario::new("http://*.app.localhost:*", name, asker).asks(get("/news"));
    vec![
        row("a subdomain", Tenant)
            .allowed(200, MINE)
            .body("for tenants")
            .because("`*.` stands for whole labels, and the answer names the origin that asked."),
        row("a subdomain of a subdomain", Branch)
            .allowed(200, MINE)
            .because("One label or more. `Vary` keeps what is cached for others apart."),
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
    let row = |name, asker| Scenario::new("Cookies", name, asker);
    vec![
        row("signing in", Page)
            .asks(Ask::new("POST", "/session").include())
            .allowed(200, MINE_WITH_COOKIES)
            .body("welcome")
            .because("A listed origin may get cookies. A POST without a body has no preflight."),
        row("a GET with the cookie", Page)
            .asks(get("/session").include())
            .allowed(200, MINE_WITH_COOKIES)
            .body("ada")
            .because("`credentials: 'include'` sends the cookie, and the answer agrees to that."),
        row("a GET without the cookie", Page)
            .asks(get("/session"))
            .allowed(200, MINE_WITH_COOKIES)
            .body("nobody")
            .because("Without `include` the cookie stays at home, and the answer is readable."),
        row("a GET from another site", Stranger)
            .asks(get("/session").include())
            .unreadable(200, NOBODYS)
            .because("The handler answers, and the answer names no origin: nothing to read."),
        row("signing out", Page)
            .asks(delete("/session"))
            .preflight(204, REMOVE)
            .allowed(200, MINE_WITH_COOKIES)
            .body("goodbye")
            .because("DELETE is not safelisted; the preflight lists it, as the route has it."),
    ]
}

fn preflights() -> Vec<Scenario> {
    let row = |name, asker| Scenario::new("Preflights", name, asker);
    vec![
        row("a PUT of JSON", Page)
            .asks(put_user(r#"{"name":"Grace"}"#))
            .preflight(204, UPDATE)
            .allowed(200, MINE_WITH_COOKIES)
            .body("user 7 is now Grace")
            .because("PUT and `content-type` are listed, to be kept for ten minutes."),
        row("a PUT from another site", Stranger)
            .asks(put_user(r#"{"name":"Eve"}"#))
            .preflight(403, &[BY_BOTH])
            .unsent()
            .because("The preflight is refused, so the PUT is never sent."),
        row("a PUT from a sandboxed frame", Sandbox)
            .asks(put_user(r#"{"name":"Eve"}"#))
            .preflight(403, &[BY_BOTH])
            .unsent()
            .because("`null` is the origin of nobody in particular."),
        row("a header that is not listed", Page)
            .asks(put_user("{}").header("x-trace", "1"))
            .preflight(204, UPDATE)
            .unsent()
            .because("The answer is the same whatever is asked; `x-trace` is not in it."),
        row("a method without a handler", Page)
            .asks(delete("/users/7"))
            .preflight(204, &[ASKER, CREDENTIALS, BY_BOTH])
            .unsent()
            .because("The origin is fine, DELETE is not listed: the console names the method."),
        row("an upload with a listener", Page)
            .asks(post("/uploads", "a large file").listening())
            .preflight(204, MINE)
            .allowed(200, MINE)
            .body("12 bytes arrived")
            .because("Watching an upload forces a preflight. POST itself needs no listing."),
    ]
}

fn one_path() -> Vec<Scenario> {
    let row = |name, asker| Scenario::new("One path, three policies", name, asker);
    vec![
        row("a POST without a preflight", Page)
            .asks(post("/notes", "from the page"))
            .allowed(201, MINE)
            .body("written")
            .because("Browsers send plain text without asking, as any form could."),
        row("a POST from another site", Stranger)
            .asks(post("/notes", "from a stranger"))
            .unreadable(201, NOBODYS)
            .because("CORS decides who may read. The handler ran: see the next row."),
        row("what the handler did", Page)
            .asks(get("/notes"))
            .allowed(200, &[ANYBODY])
            .body("from a stranger")
            .because("It wrote the note. Everybody may read: GET has a policy of its own."),
        row("a DELETE from another site", Stranger)
            .asks(delete("/notes"))
            .preflight(403, &[BY_BOTH])
            .unsent()
            .because("The preflight asks for DELETE: DELETE's policy answers it, not GET's."),
        row("a GET from another site", Stranger)
            .asks(get("/notes"))
            .allowed(200, &[ANYBODY])
            .body("from a stranger")
            .because("Everybody may read, and nothing was deleted."),
        row("a method without a handler", Page)
            .asks(Ask::new("PUT", "/notes"))
            .preflight(204, &[ANYBODY, BY_METHOD])
            .unsent()
            .because("The first policy that lets the page in answers, and lists no PUT."),
        row("a DELETE from the page", Page)
            .asks(delete("/notes"))
            .preflight(204, REMOVE)
            .allowed(204, MINE_WITH_COOKIES)
            .because("The one origin that may delete does."),
    ]
}

fn errors() -> Vec<Scenario> {
    let row = |name, asker| Scenario::new("Errors a page can read", name, asker);
    vec![
        row("malformed JSON", Page)
            .asks(put_user(r#"{"name":"#))
            .preflight(204, UPDATE)
            .allowed(400, MINE_WITH_COOKIES)
            .because("The extractor rejects the body, and its answer carries the headers too."),
        row("JSON of another shape", Page)
            .asks(put_user(r#"{"nom":"Grace"}"#))
            .preflight(204, UPDATE)
            .allowed(422, MINE_WITH_COOKIES)
            .body("missing field")
            .because("The page can tell its user which field is missing."),
        row("a path that is no number", Page)
            .asks(get("/users/seven"))
            .allowed(400, USER)
            .because("What an extractor of the path rejects is readable as well."),
        row("nothing found", Page)
            .asks(get("/users/404").include())
            .allowed(404, USER)
            .body("no such user")
            .because("A 404 that the handler answers is a response like any other."),
        row("a handler that fails", Page)
            .asks(get("/users/500").include())
            .allowed(500, USER)
            .body("the storage failed")
            .because("An error of the handler does not turn into a CORS error."),
        row("a method without a handler", Page)
            .asks(post("/users/7", "hello").include())
            .allowed(405, USER)
            .because("A POST of plain text has no preflight, so the page reads its 405."),
        row("a HEAD", Page)
            .asks(Ask::new("HEAD", "/users/7").include())
            .allowed(200, USER)
            .sees("etag", "\"1\"")
            .because("GET's handler answers HEAD, under GET's policy."),
    ]
}

fn authentication() -> Vec<Scenario> {
    let row = |name, asker| Scenario::new("Inside Resource::layer", name, asker);
    vec![
        row("no token", Page)
            .asks(get("/account"))
            .allowed(401, ACCOUNT)
            .body("who are you?")
            .sees("www-authenticate", "Bearer")
            .because("The middleware answers inside CORS: a readable 401, no CORS error."),
        row("a wrong token", Page)
            .asks(account("Bearer guess"))
            .preflight(204, ACCOUNT_PREFLIGHT)
            .allowed(401, ACCOUNT)
            .because("The preflight carries no token, and never reaches the middleware."),
        row("the right token", Page)
            .asks(account("Bearer letmein"))
            .preflight(204, ACCOUNT_PREFLIGHT)
            .allowed(200, ACCOUNT)
            .body("yours")
            .because("`authorization` is listed, so after the preflight the token travels."),
        row("the right token from another site", Stranger)
            .asks(account("Bearer letmein"))
            .preflight(403, NOBODYS)
            .unsent()
            .because("The token is right and the site is not, so the token is never sent."),
    ]
}

fn own_headers() -> Vec<Scenario> {
    let row = |name, asker| Scenario::new("A handler that sets `*` itself", name, asker);
    vec![
        row("for the listed page", Page)
            .asks(get("/badge").include())
            .allowed(200, MINE_WITH_COOKIES)
            .body("for one page only")
            .because(
                "With cookies `*` would have failed: the policy's answer stands in its place.",
            ),
        row("for another site", Stranger)
            .asks(get("/badge"))
            .unreadable(200, NOBODYS)
            .because("The handler said `*`, and nothing of that leaves the server."),
    ]
}
