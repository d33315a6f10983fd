//! Sending requests to an actix-web service in process.

use actix_web::Error;
use actix_web::body::{MessageBody, to_bytes};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::Method;
use actix_web::test::TestRequest;

pub(crate) const APP: &str = "https://app.example.com";
pub(crate) const ADMIN: &str = "https://admin.example.com";
pub(crate) const EVIL: &str = "https://evil.example";

/// A response.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    /// The `Access-Control-*` headers, sorted by name, because actix-web does not keep their order.
    pub(crate) cors: Vec<(String, String)>,
    /// The tokens of `Vary`, in order.
    pub(crate) vary: Vec<String>,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.headers.iter().filter(|line| line.0 == name);
        lines.next().map(|line| line.1.as_str())
    }

    pub(crate) fn allowed(&self) -> Option<&str> {
        self.header("access-control-allow-origin")
    }

    /// Asserts status, all `Access-Control-*` headers and all tokens of `Vary`.
    #[track_caller]
    pub(crate) fn assert<const N: usize, const M: usize>(
        &self,
        status: u16,
        cors: [(&str, &str); N],
        vary: [&str; M],
    ) {
        let cors = cors.map(|(name, value)| (format!("access-control-{name}"), value.to_owned()));
        assert_eq!(self.status, status, "{self:?}");
        assert_eq!(self.cors, cors, "{self:?}");
        assert_eq!(self.vary, vary, "{self:?}");
    }
}

/// Returns a preflight for `method`.
pub(crate) fn preflight(method: &str, path: &str, origin: &str) -> TestRequest {
    request("OPTIONS", path, origin).insert_header(("access-control-request-method", method))
}

/// Returns a request with an origin.
pub(crate) fn request(method: &str, path: &str, origin: &str) -> TestRequest {
    let method = Method::from_bytes(method.as_bytes()).expect("a valid method");
    TestRequest::with_uri(path)
        .method(method)
        .insert_header(("origin", origin))
}

/// Sends a request, and converts an error to a response as the server does.
pub(crate) async fn send<S, B>(app: &S, request: TestRequest) -> Received
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody + 'static,
{
    let response = match app.call(request.to_request()).await {
        Ok(response) => {
            let (_, response) = response.into_parts();
            response.map_into_boxed_body()
        }
        Err(error) => error.error_response(),
    };
    let mut lines: Vec<(String, String)> = response
        .headers()
        .iter()
        .map(|(name, value)| {
            let value = value.to_str().expect("ASCII values");
            (name.to_string(), value.to_owned())
        })
        .collect();
    lines.sort();
    let with = |start: &str| {
        let lines = lines.iter().filter(|(name, _)| name.starts_with(start));
        lines.cloned().collect::<Vec<_>>()
    };
    let vary = response.headers().get_all("vary");
    let vary = vary.flat_map(|line| line.to_str().unwrap_or_default().split(','));
    Received {
        status: response.status().as_u16(),
        cors: with("access-control-"),
        vary: vary.map(|token| token.trim().to_owned()).collect(),
        headers: lines.clone(),
        body: {
            let body = to_bytes(response.into_body()).await;
            String::from_utf8_lossy(&body.unwrap_or_default()).into_owned()
        },
    }
}
