//! The server of the measurement, in memory.

use cors_browser::Body;
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use serde_json::Value;

/// The three origins of a measurement.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) page: String,
    pub(crate) api: String,
    pub(crate) third: String,
    /// The `Content-Type` of all responses.
    pub(crate) content_type: Option<&'static str>,
    /// The path prefix of all URLs, which is the default path of cookies.
    folder: &'static str,
}

impl Site {
    pub(crate) fn of_two_engines() -> Self {
        Self {
            page: "http://a.test:8101".to_owned(),
            api: "http://api.test:8102".to_owned(),
            third: "http://other.test:8103".to_owned(),
            content_type: None,
            folder: "/",
        }
    }

    pub(crate) fn of_three_engines(scheme: &str) -> Self {
        Self {
            page: format!("{scheme}://app.example.test:8101"),
            api: format!("{scheme}://api.example.test:8102"),
            third: format!("{scheme}://other.test:8103"),
            content_type: Some("text/plain"),
            folder: "/c/",
        }
    }

    pub(crate) fn origin(&self, server: &str) -> &str {
        match server {
            "page" => &self.page,
            "api" => &self.api,
            "third" => &self.third,
            other => panic!("unknown server {other}"),
        }
    }

    /// The URL of a row at a server, without the number of the redirect at its end.
    pub(crate) fn hop(&self, server: &str, row: usize) -> String {
        let separator = if self.folder == "/" { '-' } else { '/' };
        format!("{}{}{row}{separator}", self.origin(server), self.folder)
    }

    /// Replaces the placeholders in a header value.
    fn fill(&self, value: &str, row: usize, request: &HeaderMap) -> String {
        let echo = |name: &str| {
            request
                .get(name)
                .map_or("", |value| value.to_str().unwrap())
        };
        let (scheme, host) = self.page.split_once("://").unwrap();
        let (name, _) = host.rsplit_once(':').unwrap();
        let parent = host.split_once('.').unwrap().1;
        let with_user = self.hop("api", row).replace("://", "://user:pw@");
        let is_hop = value.ends_with(|last: char| last.is_ascii_digit());
        let page = if is_hop {
            self.hop("page", row)
        } else {
            format!("{}/", self.page)
        };
        [
            ("{api}/", self.hop("api", row)),
            ("{third}/", self.hop("third", row)),
            ("{page}/", page),
            ("{api_userinfo}/", with_user),
            ("{page}", self.page.clone()),
            ("{third}", self.third.clone()),
            (
                "{page_upper}",
                format!("{scheme}://{}", host.to_uppercase()),
            ),
            (
                "{page_upper_scheme}",
                format!("{}://{host}", scheme.to_uppercase()),
            ),
            ("{page_noport}", format!("{scheme}://{name}")),
            ("{page_host}", host.to_owned()),
            ("{page_wild}", format!("{scheme}://*.{parent}")),
            ("{req_origin}", echo("origin").to_owned()),
            ("{acrh}", echo("access-control-request-headers").to_owned()),
        ]
        .iter()
        .fold(value.to_owned(), |value, (placeholder, text)| {
            value.replace(placeholder, text)
        })
    }
}

/// A request at the server.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) hop: usize,
    pub(crate) headers: HeaderMap,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn is_preflight(&self) -> bool {
        self.method == "OPTIONS" && self.headers.contains_key("access-control-request-method")
    }
}

/// Responds to the requests of one row, and records them.
pub(crate) struct Server<'a> {
    pub(crate) site: &'a Site,
    pub(crate) row: usize,
    pub(crate) hops: &'a Value,
    pub(crate) received: Vec<Received>,
}

impl Server<'_> {
    pub(crate) fn respond(&mut self, request: Request<Body>) -> Response<String> {
        let (parts, _) = request.into_parts();
        let hop = parts
            .uri
            .path()
            .rsplit(['/', '-'])
            .next()
            .unwrap()
            .parse()
            .unwrap();
        let received = Received {
            method: parts.method.to_string(),
            hop,
            headers: parts.headers,
        };
        let responses = &self.hops[hop];
        let is_repeated = self
            .received
            .iter()
            .any(|earlier| earlier.hop == hop && !earlier.is_preflight());
        let entry = match (received.is_preflight(), is_repeated) {
            (true, _) => &responses["pre"],
            (false, true) if !responses["then"].is_null() => &responses["then"],
            (false, _) => &responses["main"],
        };
        let response = self.response(entry, &received.headers);
        self.received.push(received);
        response
    }

    fn response(&self, entry: &Value, request: &HeaderMap) -> Response<String> {
        let mut response = Response::new(String::new());
        // A status that fails every check, for requests that the row does not expect.
        let status = entry[0].as_u64().unwrap_or(599);
        *response.status_mut() = u16::try_from(status).unwrap().try_into().unwrap();
        for pair in entry[1].as_array().into_iter().flatten() {
            let name: HeaderName = pair[0].as_str().unwrap().parse().unwrap();
            let value = self.site.fill(pair[1].as_str().unwrap(), self.row, request);
            response
                .headers_mut()
                .append(name, HeaderValue::from_str(&value).unwrap());
        }
        let has_body = !matches!(status, 204 | 304);
        if let Some(content_type) = self.site.content_type {
            let value = HeaderValue::from_static(content_type);
            response
                .headers_mut()
                .entry("content-type")
                .or_insert(value);
        }
        if has_body {
            response
                .headers_mut()
                .insert("content-length", HeaderValue::from_static("0"));
        }
        response
    }
}
