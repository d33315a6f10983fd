//! Over sockets: the bytes of an answer, and what Rocket's local client cannot send.

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

/// A server that is asked to stop when the test is over.
struct Server {
    address: SocketAddr,
    shutdown: Shutdown,
}

impl Server {
    fn start(rocket: Rocket<Build>) -> Self {
        let (tell, told) = mpsc::channel();
        let rocket = rocket.attach(AdHoc::on_liftoff("told", move |rocket| {
            let _ = tell.send((rocket.config().port, rocket.shutdown()));
            Box::pin(async {})
        }));
        std::thread::spawn(|| drop(rocket::execute(rocket.launch())));
        let (port, shutdown) = told.recv().expect("it lifts off");
        let address = (Ipv4Addr::LOCALHOST, port).into();
        Self { address, shutdown }
    }

    fn ask(&self, request: Request) -> Answer {
        exchange(self.address, &request.body(b"")).expect("an answer")
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

/// The lines that CORS has a say in, in their order.
fn ours(answer: &Answer) -> Vec<String> {
    let lines = answer.lines.iter().filter(|(name, _)| {
        name.starts_with("access-control-") || name == "vary" || name == "content-type"
    });
    lines
        .map(|(name, value)| format!("{name}: {}", value.escape_ascii()))
        .collect()
}

#[test]
fn the_bytes_of_an_answer() {
    let server = server();
    let answer = server.ask(Request::new("GET", "/users/7").line("origin", APP.as_bytes()));
    assert_eq!((answer.status, &answer.body[..]), (200, &b"user 7"[..]));
    assert_eq!(
        ours(&answer),
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
            .line("origin", origin.as_bytes())
            .line("access-control-request-method", b"PUT")
    };
    let answer = server.ask(preflight(APP));
    assert_eq!((answer.status, &answer.body[..]), (204, &b""[..]));
    assert_eq!(
        ours(&answer),
        [
            "access-control-allow-origin: https://app.example.com",
            "access-control-allow-methods: PUT",
            "access-control-allow-headers: content-type",
            "access-control-max-age: 600",
            "vary: Origin, Access-Control-Request-Method",
        ]
    );
    let answer = server.ask(preflight(EVIL));
    assert_eq!((answer.status, &answer.body[..]), (403, &b""[..]));
    assert_eq!(
        ours(&answer),
        ["vary: Origin, Access-Control-Request-Method"]
    );
}

#[test]
fn handshakes_of_foreign_pages_open_nothing() {
    let server = server();
    let ask = |lines: &[(&str, &str)]| {
        let start = Request::handshake("/socket");
        let request = lines.iter().fold(start, |request, (name, value)| {
            request.line(name, value.as_bytes())
        });
        exchange_handshake(server.address, &request.body(b"")).expect("an answer")
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
        let answer = ask(lines);
        assert_eq!(answer.status, 403, "{lines:?}");
        assert_eq!(ours(&answer), ["vary: Origin"]);
    }
    for lines in [
        &[][..],
        &[("origin", "http://api.test")],
        &[
            ("origin", "https://elsewhere.test"),
            ("sec-fetch-site", "same-origin"),
        ],
    ] {
        let answer = ask(lines);
        assert_eq!(answer.status, 101, "{lines:?}");
        assert_eq!(ours(&answer), ["vary: Origin"]);
    }
    let answer = ask(&[("origin", APP)]);
    assert_eq!(answer.status, 101);
    assert_eq!(
        ours(&answer),
        [
            "access-control-allow-origin: https://app.example.com",
            "access-control-allow-credentials: true",
            "vary: Origin",
        ]
    );
}

/// What Rocket answers before any fairing is asked, or does not let anybody see.
#[test]
fn what_rocket_keeps_to_itself() {
    let server = server();
    // A method that Rocket has no name for.
    let request = Request::new("PURGE", "/users/7").line("origin", APP.as_bytes());
    let answer = server.ask(request);
    assert_eq!(answer.status, 400);
    assert_eq!(ours(&answer), ["content-type: text/html; charset=utf-8"]);
    // An origin that is no UTF-8, which no page has, is dropped: there is none then.
    let request = Request::new("GET", "/users/7").line("origin", b"https://\xffapp.example.com");
    let answer = server.ask(request);
    assert_eq!(answer.status, 200);
    assert_eq!(ours(&answer)[1..], ["vary: Origin"]);
    let request = Request::new("OPTIONS", "/users/7")
        .line("origin", b"https://\xffapp.example.com")
        .line("access-control-request-method", b"GET");
    assert_eq!(server.ask(request).status, 404);
}
