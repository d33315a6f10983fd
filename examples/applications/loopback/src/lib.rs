//! A server on a local port: requests to it, and pages that fetch from it.

use std::convert::Infallible;
use std::net::SocketAddr;

use bytes::Bytes;
use cors_browser::{Blocked, Browser, Fetch, FetchResponse};
use http::uri::Scheme;
use http::{HeaderMap, HeaderValue, Request, Response, Uri, header};
use reqwest::Client;
use reqwest::redirect::Policy;

/// A server that listens on a local port. It has the host names of the requests that are sent to it.
#[derive(Clone, Debug)]
pub struct Server {
    address: SocketAddr,
    client: Client,
}

impl Server {
    /// Returns the server at an address.
    ///
    /// # Panics
    ///
    /// If the HTTP client cannot be made.
    #[must_use]
    pub fn at(address: SocketAddr) -> Self {
        let client = Client::builder().no_proxy().redirect(Policy::none());
        Self {
            address,
            client: client.build().expect("a client"),
        }
    }

    /// Sends a request to the port of the server, with the host of its URI in `Host`.
    ///
    /// # Panics
    ///
    /// If there is no response.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Response<Bytes> {
        let (mut parts, body) = request.into_parts();
        let mut uri = parts.uri.into_parts();
        if let Some(authority) = &uri.authority {
            let host = authority.as_str().parse().expect("a host");
            parts.headers.insert(header::HOST, host);
        }
        uri.scheme = Some(Scheme::HTTP);
        uri.authority = Some(self.address.to_string().parse().expect("an authority"));
        parts.uri = Uri::from_parts(uri).expect("a URI");
        let request = Request::from_parts(parts, body);
        let request = request.try_into().expect("a request");
        let response = self.client.execute(request).await.expect("a response");
        let mut received = Response::builder().status(response.status());
        for (name, value) in response.headers() {
            received = received.header(name, value);
        }
        let body = response.bytes().await.expect("a body");
        received.body(body).expect("a response")
    }

    /// Sends a preflight for a request of a page with the header names `headers`, and returns the headers of the
    /// response.
    ///
    /// # Panics
    ///
    /// If the response does not allow the request, or if it allows that of another site.
    pub async fn preflight(
        &self,
        page: &str,
        method: &str,
        url: &str,
        headers: &str,
    ) -> HeaderMap<String> {
        let other_site = "https://evil.example";
        let denied = self.send_preflight(other_site, method, url, headers).await;
        let allows = |response: &HeaderMap<String>, name, value: &str| {
            let allowed = response.get(name).map(String::as_str).unwrap_or_default();
            value.split(',').all(|value| allowed.contains(value))
        };
        assert!(
            !denied.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN),
            "{method} {url}: {denied:?}"
        );
        let response = self.send_preflight(page, method, url, headers).await;
        assert!(
            allows(&response, header::ACCESS_CONTROL_ALLOW_ORIGIN, page)
                && allows(&response, header::ACCESS_CONTROL_ALLOW_HEADERS, headers),
            "{method} {url}: {response:?}"
        );
        response
    }

    async fn send_preflight(
        &self,
        page: &str,
        method: &str,
        url: &str,
        headers: &str,
    ) -> HeaderMap<String> {
        let mut preflight = Request::options(url)
            .header(header::ORIGIN, page)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, method);
        if !headers.is_empty() {
            preflight = preflight.header(header::ACCESS_CONTROL_REQUEST_HEADERS, headers);
        }
        let preflight = preflight.body(Vec::new()).expect("a request");
        let response = self.send(preflight).await;
        let headers = response.headers().iter();
        let text = |value: &HeaderValue| value.to_str().expect("text").to_owned();
        headers
            .map(|(name, value)| (name.clone(), text(value)))
            .collect()
    }

    /// Calls `fetch()` in a page of a new browser.
    ///
    /// # Errors
    ///
    /// If the browser blocks the request or its response.
    pub async fn fetch(&self, page: &str, fetch: Fetch) -> Result<FetchResponse, Blocked> {
        self.fetch_in(&Browser::spec(), page, fetch).await
    }

    /// Calls `fetch()` in a page of a browser, which keeps cookies.
    ///
    /// # Errors
    ///
    /// If the browser blocks the request or its response.
    pub async fn fetch_in(
        &self,
        browser: &Browser,
        page: &str,
        fetch: Fetch,
    ) -> Result<FetchResponse, Blocked> {
        let mut server =
            async |request: Request<Vec<u8>>| Ok::<_, Infallible>(self.send(request).await);
        browser.open(page).fetch(&mut server, fetch).await
    }
}
