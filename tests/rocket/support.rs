//! A client for Rocket under test, and the parts of a response that CORS influences.

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

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) status: u16,
    /// The `Access-Control-*` headers in order, without that prefix.
    pub(crate) cors: Vec<String>,
    /// The values of `Vary`.
    pub(crate) vary: Vec<String>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn new(status: u16, cors: &[&str], vary: &[&str], body: &str) -> Self {
        let owned = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Self {
            status,
            cors: owned(cors),
            vary: owned(vary),
            body: body.to_owned(),
        }
    }
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
        let cors = headers.iter().filter_map(|header| {
            let name = header.name().as_str().to_ascii_lowercase();
            let name = name.strip_prefix("access-control-")?;
            Some(format!("{name}: {}", header.value()))
        });
        let cors = cors.collect();
        let vary = headers.iter().filter(|header| header.name() == "vary");
        Seen {
            status: response.status().code,
            cors,
            vary: vary.map(|header| header.value().to_owned()).collect(),
            body: response.into_string().unwrap_or_default(),
        }
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
