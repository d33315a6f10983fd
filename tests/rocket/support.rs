//! A client for Rocket under test, and the parts of a response that CORS influences.

pub(crate) use cors_tests::seen::Seen;
use rocket::config::{LogLevel, Shutdown};
use rocket::http::{Header, Method};
use rocket::local::blocking::Client;
use rocket::{Build, Config, Rocket};

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const ADMIN: &str = "https://admin.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

/// Returns a Rocket without logging, on a free port.
pub(crate) fn quiet() -> Rocket<Build> {
    rocket::custom(Config {
        port: 0,
        log_level: LogLevel::Off,
        shutdown: Shutdown {
            ctrlc: false,
            ..Shutdown::default()
        },
        ..Config::debug_default()
    })
}

/// A local client of a Rocket instance.
pub(crate) struct TestClient(Client);

impl TestClient {
    pub(crate) fn new(rocket: Rocket<Build>) -> Self {
        Self(Client::untracked(rocket).expect("the Rocket ignites"))
    }

    pub(crate) fn local_client(&self) -> &Client {
        &self.0
    }

    pub(crate) fn request(
        &self,
        method: Method,
        path: &str,
        lines: &[(&'static str, &str)],
        body: &str,
    ) -> Seen {
        let mut request = self.0.req(method, path.to_owned());
        for (name, value) in lines {
            request.add_header(Header::new(*name, (*value).to_owned()));
        }
        let response = request.body(body).dispatch();
        let headers: Vec<_> = response.headers().iter().collect();
        let lines = headers.iter();
        let lines = lines.map(|header| (header.name().as_str(), header.value().as_bytes()));
        let status = response.status().code;
        let mut seen = Seen::of(status, lines, String::new());
        seen.body = response.into_string().unwrap_or_default();
        seen
    }

    /// Sends an actual request with an origin.
    pub(crate) fn actual(&self, method: Method, path: &str, origin: &str) -> Seen {
        self.request(method, path, &[("origin", origin)], "")
    }

    /// Sends a preflight for the method `requested`.
    pub(crate) fn preflight(&self, requested: &str, path: &str, origin: &str) -> Seen {
        let lines = [
            ("origin", origin),
            ("access-control-request-method", requested),
        ];
        self.request(Method::Options, path, &lines, "")
    }
}
