//! Over real sockets: the bytes that come back, WebSocket handshakes among them.

use std::net::{SocketAddr, TcpListener};

use actix_web::middleware::from_fn;
use actix_web::web::{Payload, ServiceConfig};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, get, put, web};
use cors_tests::raw_http::{Request, Response, exchange, exchange_handshake};
use facade::Policy;
use facade::actix::{Cors, cors};

use crate::middleware::signed_in;
use crate::support::{ADMIN, APP, EVIL};

static REST: Policy = facade::policy! { origins = ["https://admin.example.com"] };

/// A server on a port of its own, until the test ends.
fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    let address = listener.local_addr().expect("the listener has an address");
    std::thread::spawn(move || {
        let server = HttpServer::new(|| App::new().configure(services).wrap(Cors::fallback(&REST)))
            .workers(1)
            .disable_signals()
            .listen(listener)?;
        actix_web::rt::System::new().block_on(server.run())
    });
    address
}

fn services(config: &mut ServiceConfig) {
    let guarded = web::scope("/guarded")
        .wrap(from_fn(signed_in))
        .service(read);
    config
        .service(read)
        .service(write)
        .service(chat)
        .service(guarded);
}

#[cors(crate = facade, origins = ["https://app.example.com"])]
#[get("/notes")]
async fn read() -> &'static str {
    "notes"
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"])]
#[put("/notes", wrap = "from_fn(signed_in)")]
async fn write(text: web::Json<String>) -> String {
    text.into_inner()
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[get("/chat")]
async fn chat(request: HttpRequest, body: Payload) -> actix_web::Result<HttpResponse> {
    let (response, session, _) = actix_ws::handle(&request, body)?;
    session
        .close(None)
        .await
        .map_err(actix_web::error::ErrorInternalServerError)?;
    Ok(response)
}

fn lines<'a>(answer: &'a Answer, wanted: &str) -> Vec<&'a str> {
    let lines = answer.lines.iter().filter(|(name, _)| name == wanted);
    lines
        .map(|(_, value)| std::str::from_utf8(value).expect("ASCII"))
        .collect()
}

fn allowed(answer: &Answer) -> Vec<&str> {
    lines(answer, "access-control-allow-origin")
}

fn ask(server: SocketAddr, method: &str, path: &str, more: &[(&str, &str)]) -> Answer {
    let mut request = Request::new(method, path);
    for (name, value) in more {
        request = request.line(name, value.as_bytes());
    }
    exchange(server, &request.body(b"")).expect("the server answers")
}

#[test]
fn a_server_answers() {
    let server = serve();
    let asks = |method| [("origin", APP), ("access-control-request-method", method)];

    let answer = ask(server, "OPTIONS", "/notes", &asks("PUT"));
    assert_eq!((answer.status, &answer.body[..]), (204, &b""[..]));
    assert_eq!(allowed(&answer), [APP]);
    assert_eq!(lines(&answer, "access-control-allow-methods"), ["PUT"]);
    assert_eq!(
        lines(&answer, "access-control-allow-headers"),
        ["content-type"]
    );
    assert_eq!(lines(&answer, "content-length"), [""; 0]);
    let asks_as_evil = [("origin", EVIL), ("access-control-request-method", "PUT")];
    let answer = ask(server, "OPTIONS", "/notes", &asks_as_evil);
    assert_eq!((answer.status, allowed(&answer)), (403, vec![]));

    let answer = ask(server, "GET", "/notes", &[("origin", APP)]);
    assert_eq!((answer.status, &answer.body[..]), (200, &b"notes"[..]));
    assert_eq!(
        (allowed(&answer), lines(&answer, "vary")),
        (vec![APP], vec!["Origin"])
    );

    // An error of middleware becomes a response in the server's own hands.
    let answer = ask(server, "PUT", "/notes", &[("origin", APP)]);
    assert_eq!((answer.status, &answer.body[..]), (401, &b"sign in"[..]));
    assert_eq!(allowed(&answer), [APP]);
    let answer = ask(server, "GET", "/guarded/notes", &[("origin", ADMIN)]);
    assert_eq!((answer.status, allowed(&answer)), (401, vec![ADMIN]));
    let as_admin = [("origin", ADMIN), ("access-control-request-method", "GET")];
    let answer = ask(server, "OPTIONS", "/guarded/notes", &as_admin);
    assert_eq!(
        (answer.status, &answer.body[..], allowed(&answer)),
        (204, &b""[..], vec![ADMIN])
    );

    let answer = ask(server, "DELETE", "/notes", &[("origin", ADMIN)]);
    assert_eq!((answer.status, allowed(&answer)), (404, vec![ADMIN]));
    let answer = ask(server, "BREW", "/notes", &asks("PUT"));
    assert_eq!((answer.status, allowed(&answer)), (404, vec![]));
}

/// Fetch, mode «websocket»: no preflight and no CORS check, so the handshake itself is refused.
#[test]
fn web_sockets_open_for_whom_the_policy_lets_in() {
    let server = serve();
    let handshake = |more: &[(&str, &str)]| {
        let mut request = Request::handshake("/chat");
        for (name, value) in more {
            request = request.line(name, value.as_bytes());
        }
        exchange_handshake(server, &request.body(b"")).expect("the server answers")
    };
    for (origin, status, may_read) in [
        (APP, 101, vec![APP]),
        (EVIL, 403, vec![]),
        ("null", 403, vec![]),
        // The server's own, by its `Host`; and one of another port.
        ("http://api.test", 101, vec![]),
        ("http://api.test:81", 403, vec![]),
    ] {
        let answer = handshake(&[("origin", origin)]);
        assert_eq!(
            (answer.status, allowed(&answer)),
            (status, may_read),
            "{origin}"
        );
        let accepted = lines(&answer, "sec-websocket-accept");
        assert_eq!(accepted.is_empty(), status != 101, "{origin}");
    }
    assert_eq!(handshake(&[]).status, 101);
    assert_eq!(
        handshake(&[("origin", EVIL), ("sec-fetch-site", "cross-site")]).status,
        403
    );
}
