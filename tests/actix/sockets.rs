//! Responses over real sockets, including WebSocket handshakes.

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

/// Starts a server on a free port, which runs until the test process ends.
fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
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

fn lines<'a>(response: &'a Response, expected: &str) -> Vec<&'a str> {
    let lines = response.headers.iter().filter(|(name, _)| name == expected);
    lines
        .map(|(_, value)| std::str::from_utf8(value).expect("ASCII"))
        .collect()
}

fn allowed(response: &Response) -> Vec<&str> {
    lines(response, "access-control-allow-origin")
}

fn send(server: SocketAddr, method: &str, path: &str, more: &[(&str, &str)]) -> Response {
    let mut request = Request::new(method, path);
    for (name, value) in more {
        request = request.header(name, value.as_bytes());
    }
    exchange(server, &request.body(b"")).expect("a response")
}

#[test]
fn server_sends_cors_headers() {
    let server = serve();
    let preflight_for = |method| [("origin", APP), ("access-control-request-method", method)];

    let response = send(server, "OPTIONS", "/notes", &preflight_for("PUT"));
    assert_eq!((response.status, &response.body[..]), (204, &b""[..]));
    assert_eq!(allowed(&response), [APP]);
    assert_eq!(lines(&response, "access-control-allow-methods"), ["PUT"]);
    assert_eq!(
        lines(&response, "access-control-allow-headers"),
        ["content-type"]
    );
    assert_eq!(lines(&response, "content-length"), [""; 0]);
    let evil_preflight = [("origin", EVIL), ("access-control-request-method", "PUT")];
    let response = send(server, "OPTIONS", "/notes", &evil_preflight);
    assert_eq!((response.status, allowed(&response)), (403, vec![]));

    let response = send(server, "GET", "/notes", &[("origin", APP)]);
    assert_eq!((response.status, &response.body[..]), (200, &b"notes"[..]));
    assert_eq!(
        (allowed(&response), lines(&response, "vary")),
        (vec![APP], vec!["Origin"])
    );

    // The server converts an error of middleware to a response.
    let response = send(server, "PUT", "/notes", &[("origin", APP)]);
    assert_eq!(
        (response.status, &response.body[..]),
        (401, &b"sign in"[..])
    );
    assert_eq!(allowed(&response), [APP]);
    let response = send(server, "GET", "/guarded/notes", &[("origin", ADMIN)]);
    assert_eq!((response.status, allowed(&response)), (401, vec![ADMIN]));
    let as_admin = [("origin", ADMIN), ("access-control-request-method", "GET")];
    let response = send(server, "OPTIONS", "/guarded/notes", &as_admin);
    assert_eq!(
        (response.status, &response.body[..], allowed(&response)),
        (204, &b""[..], vec![ADMIN])
    );

    let response = send(server, "DELETE", "/notes", &[("origin", ADMIN)]);
    assert_eq!((response.status, allowed(&response)), (404, vec![ADMIN]));
    let response = send(server, "BREW", "/notes", &preflight_for("PUT"));
    assert_eq!((response.status, allowed(&response)), (404, vec![]));
}

/// A WebSocket handshake has neither a preflight nor a CORS check, so `enforce` rejects the
/// handshake itself.
#[test]
fn websocket_opens_for_allowed_origins_only() {
    let server = serve();
    let handshake = |more: &[(&str, &str)]| {
        let mut request = Request::handshake("/chat");
        for (name, value) in more {
            request = request.header(name, value.as_bytes());
        }
        exchange_handshake(server, &request.body(b"")).expect("a response")
    };
    for (origin, status, may_read) in [
        (APP, 101, vec![APP]),
        (EVIL, 403, vec![]),
        ("null", 403, vec![]),
        // Same-origin by `Host`, and another port.
        ("http://api.test", 101, vec![]),
        ("http://api.test:81", 403, vec![]),
    ] {
        let response = handshake(&[("origin", origin)]);
        assert_eq!(
            (response.status, allowed(&response)),
            (status, may_read),
            "{origin}"
        );
        let accepted = lines(&response, "sec-websocket-accept");
        assert_eq!(accepted.is_empty(), status != 101, "{origin}");
    }
    assert_eq!(handshake(&[]).status, 101);
    assert_eq!(
        handshake(&[("origin", EVIL), ("sec-fetch-site", "cross-site")]).status,
        403
    );
}
