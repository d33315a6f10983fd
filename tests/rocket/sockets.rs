//! Responses over sockets, including requests that Rocket's local client cannot send.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::mpsc;

use cors_tests::raw_http::{Request, Response, exchange, exchange_handshake};
use facade::rocket::{cors, routes};
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket, Shutdown, get, put};
use rocket_ws::{Stream, WebSocket};

use crate::support::{APP, EVIL, quiet};

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, expose = ["etag"])]
#[get("/users/<id>")]
fn show(id: u64) -> String {
    format!("user {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], headers = ["content-type"], max_age = 600)]
#[put("/users/<id>")]
fn change(id: u64) -> String {
    format!("changed {id}")
}

#[cors(crate = facade, origins = ["https://app.example.com"], credentials, enforce)]
#[get("/socket")]
fn echo(socket: WebSocket) -> Stream!['static] {
    socket.stream(|messages| messages)
}

/// A server that shuts down on drop.
struct Server {
    address: SocketAddr,
    shutdown: Shutdown,
}

impl Server {
    fn start(rocket: Rocket<Build>) -> Self {
        let (sender, receiver) = mpsc::channel();
        let rocket = rocket.attach(AdHoc::on_liftoff("report port", move |rocket| {
            let _ = sender.send((rocket.config().port, rocket.shutdown()));
            Box::pin(async {})
        }));
        std::thread::spawn(|| drop(rocket::execute(rocket.launch())));
        let (port, shutdown) = receiver.recv().expect("Rocket launches");
        let address = (Ipv4Addr::LOCALHOST, port).into();
        Self { address, shutdown }
    }

    fn send(&self, request: Request) -> Response {
        exchange(self.address, &request.body(b"")).expect("a response")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shutdown.clone().notify();
    }
}

fn server() -> Server {
    Server::start(quiet().attach(routes![show, change, echo].at("/")))
}

/// Returns the CORS headers, `Vary` and `Content-Type`, in order.
fn cors_headers(response: &Response) -> Vec<String> {
    let lines = response.headers.iter().filter(|(name, _)| {
        name.starts_with("access-control-") || name == "vary" || name == "content-type"
    });
    lines
        .map(|(name, value)| format!("{name}: {}", value.escape_ascii()))
        .collect()
}

#[test]
fn server_sends_headers_in_order() {
    let server = server();
    let response = server.send(Request::new("GET", "/users/7").header("origin", APP.as_bytes()));
    assert_eq!((response.status, &response.body[..]), (200, &b"user 7"[..]));
    assert_eq!(
        cors_headers(&response),
        [
            "content-type: text/plain; charset=utf-8",
            "access-control-allow-origin: https://app.example.com",
            "access-control-allow-credentials: true",
            "access-control-expose-headers: etag",
            "vary: Origin",
        ]
    );
    let preflight = |origin: &str| {
        Request::new("OPTIONS", "/users/7")
            .header("origin", origin.as_bytes())
            .header("access-control-request-method", b"PUT")
    };
    let response = server.send(preflight(APP));
    assert_eq!((response.status, &response.body[..]), (204, &b""[..]));
    assert_eq!(
        cors_headers(&response),
        [
            "access-control-allow-origin: https://app.example.com",
            "access-control-allow-methods: PUT",
            "access-control-allow-headers: content-type",
            "access-control-max-age: 600",
            "vary: Origin, Access-Control-Request-Method",
        ]
    );
    let response = server.send(preflight(EVIL));
    assert_eq!((response.status, &response.body[..]), (403, &b""[..]));
    assert_eq!(
        cors_headers(&response),
        ["vary: Origin, Access-Control-Request-Method"]
    );
}

#[test]
fn websocket_opens_for_allowed_origins_only() {
    let server = server();
    let send = |lines: &[(&str, &str)]| {
        let start = Request::handshake("/socket");
        let request = lines.iter().fold(start, |request, (name, value)| {
            request.header(name, value.as_bytes())
        });
        exchange_handshake(server.address, &request.body(b"")).expect("a response")
    };
    for lines in [
        &[("origin", EVIL)][..],
        &[("origin", "null")],
        &[
            ("origin", "http://api.test"),
            ("sec-fetch-site", "cross-site"),
        ],
        &[("origin", "ws://api.test")],
        &[("origin", APP), ("origin", EVIL)],
    ] {
        let response = send(lines);
        assert_eq!(response.status, 403, "{lines:?}");
        assert_eq!(cors_headers(&response), ["vary: Origin"]);
    }
    for lines in [
        &[][..],
        &[("origin", "http://api.test")],
        &[
            ("origin", "https://elsewhere.test"),
            ("sec-fetch-site", "same-origin"),
        ],
    ] {
        let response = send(lines);
        assert_eq!(response.status, 101, "{lines:?}");
        assert_eq!(cors_headers(&response), ["vary: Origin"]);
    }
    let response = send(&[("origin", APP)]);
    assert_eq!(response.status, 101);
    assert_eq!(
        cors_headers(&response),
        [
            "access-control-allow-origin: https://app.example.com",
            "access-control-allow-credentials: true",
            "vary: Origin",
        ]
    );
}

/// Responses that Rocket sends before any fairing runs, and headers that it drops.
#[test]
fn rocket_handles_some_requests_before_fairings() {
    let server = server();
    // A method that Rocket does not know.
    let request = Request::new("PURGE", "/users/7").header("origin", APP.as_bytes());
    let response = server.send(request);
    assert_eq!(response.status, 400);
    assert_eq!(
        cors_headers(&response),
        ["content-type: text/html; charset=utf-8"]
    );
    // Rocket drops an origin that is not UTF-8, so the request has none.
    let request = Request::new("GET", "/users/7").header("origin", b"https://\xffapp.example.com");
    let response = server.send(request);
    assert_eq!(response.status, 200);
    assert_eq!(cors_headers(&response)[1..], ["vary: Origin"]);
    let request = Request::new("OPTIONS", "/users/7")
        .header("origin", b"https://\xffapp.example.com")
        .header("access-control-request-method", b"GET");
    assert_eq!(server.send(request).status, 404);
}
