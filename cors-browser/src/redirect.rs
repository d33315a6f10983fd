//! [HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch).

use http::{HeaderMap, StatusCode};
use url::Url;

use crate::error::BlockedReason;
use crate::header_lines::joined;
use crate::header_names::{AUTHORIZATION, is_request_body_header};
use crate::options::Mode;
use crate::origin::Origin;
use crate::request::{RemovedHeaders, Request};
use crate::tainting::Tainting;

const MAX_REDIRECTS: usize = 20;

/// Returns whether the status is a [redirect
/// status](https://fetch.spec.whatwg.org/#redirect-status).
pub(crate) fn is_redirect_status(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// The [location URL](https://fetch.spec.whatwg.org/#concept-response-location-url) of a response,
/// or `None` if it is not a redirect.
pub(crate) fn location(
    base: &Url,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<Result<Url, BlockedReason>> {
    if !is_redirect_status(status) || !headers.contains_key("location") {
        return None;
    }
    let value = joined(headers, "location");
    Some(
        base.join(&value)
            .map_err(|_| BlockedReason::RedirectNotHttp { location: value }),
    )
}

/// Changes the request to the one that follows the redirect.
pub(crate) fn follow(
    request: &mut Request,
    status: StatusCode,
    url: Url,
) -> Result<(), BlockedReason> {
    if !matches!(url.scheme(), "http" | "https") {
        return Err(BlockedReason::RedirectNotHttp {
            location: url.into(),
        });
    }
    if request.urls.len() > MAX_REDIRECTS {
        return Err(BlockedReason::TooManyRedirects);
    }
    let origin = Origin::from_url(&url);
    let has_credentials = !url.username().is_empty() || url.password().is_some();
    let is_cross_origin = request.mode == Mode::Cors && request.origin != origin;
    if has_credentials && (is_cross_origin || request.tainting == Tainting::Cors) {
        return Err(BlockedReason::RedirectWithCredentials {
            location: url.into(),
        });
    }
    let is_stream = request.body.as_ref().is_some_and(|body| body.is_stream);
    if status != StatusCode::SEE_OTHER && is_stream {
        return Err(BlockedReason::RedirectOfStream);
    }
    let becomes_get = match status.as_u16() {
        301 | 302 => request.method == "POST",
        303 => !matches!(request.method.as_str(), "GET" | "HEAD"),
        _ => false,
    };
    if becomes_get {
        "GET".clone_into(&mut request.method);
        request.body = None;
        request
            .headers
            .retain(|(name, _)| !is_request_body_header(name));
    }
    request.removed_headers = RemovedHeaders {
        authorization: Origin::from_url(request.url()) != origin,
        body_headers: becomes_get,
    };
    if request.removed_headers.authorization {
        request.headers.retain(|(name, _)| name != AUTHORIZATION);
    }
    request.urls.push(url);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Fetch;
    use crate::profile::Profile;

    fn url(url: &str) -> Url {
        Url::parse(url).unwrap()
    }

    fn request(fetch: &Fetch) -> Request {
        let origin = Origin::from_url(&url("https://app.example.com"));
        let url = url(&fetch.url);
        let mut request = Request::new(fetch, url, origin, &Profile::SPEC).unwrap();
        request.tainting = Tainting::Cors;
        request
    }

    const API: &str = "https://api.example.com/a";

    fn redirected(fetch: &Fetch, status: u16, to: &str) -> Result<Request, BlockedReason> {
        let mut request = request(fetch);
        follow(&mut request, StatusCode::from_u16(status).unwrap(), url(to))?;
        Ok(request)
    }

    #[test]
    fn post_and_303_become_get() {
        for (status, method, expected) in [
            (301, "POST", "GET"),
            (302, "POST", "GET"),
            (303, "POST", "GET"),
            (303, "PUT", "GET"),
            (303, "HEAD", "HEAD"),
            (302, "PUT", "PUT"),
            (307, "POST", "POST"),
            (308, "POST", "POST"),
        ] {
            let fetch = Fetch::new(method, API);
            let fetch = if method == "HEAD" {
                fetch
            } else {
                fetch.json("{}")
            };
            let had_body = fetch.body.is_some();
            let request = redirected(&fetch.header("x-a", "1"), status, API).unwrap();
            assert_eq!(request.method, expected, "{status} {method}");
            let keeps_body = had_body && expected == method;
            assert_eq!(request.body.is_some(), keeps_body);
            assert_eq!(
                request
                    .headers
                    .iter()
                    .any(|(name, _)| name == "content-type"),
                keeps_body
            );
            assert!(request.headers.iter().any(|(name, _)| name == "x-a"));
        }
    }

    #[test]
    fn authorization_is_removed_across_origins() {
        let fetch = || Fetch::get(API).header("Authorization", "Bearer a");
        assert_eq!(
            redirected(&fetch(), 307, "https://api.example.com/b")
                .unwrap()
                .headers
                .len(),
            1
        );
        let cross_origin = redirected(&fetch(), 307, "https://api.example.com:1/").unwrap();
        assert!(cross_origin.headers.is_empty() && cross_origin.removed_headers.authorization);
    }

    #[test]
    fn invalid_redirects_fail() {
        let get = || Fetch::get(API);
        let location = "https://user@api.example.com/".to_owned();
        assert_eq!(
            redirected(&get(), 302, &location).unwrap_err(),
            BlockedReason::RedirectWithCredentials { location },
        );
        assert!(matches!(
            redirected(&get(), 302, "data:text/plain,x"),
            Err(BlockedReason::RedirectNotHttp { .. })
        ));
        let stream = || Fetch::post(API).stream("x");
        assert_eq!(
            redirected(&stream(), 307, API).unwrap_err(),
            BlockedReason::RedirectOfStream
        );
        assert!(redirected(&stream(), 303, API).is_ok());
    }

    #[test]
    fn the_21st_redirect_fails() {
        let mut request = request(&Fetch::get(API));
        for _ in 0..20 {
            assert_eq!(follow(&mut request, StatusCode::FOUND, url(API)), Ok(()));
        }
        let result = follow(&mut request, StatusCode::FOUND, url(API));
        assert_eq!(result, Err(BlockedReason::TooManyRedirects));
    }

    #[test]
    fn only_redirect_statuses_have_a_location() {
        let mut headers = HeaderMap::new();
        headers.insert("location", http::HeaderValue::from_static("../b?c"));
        let location_for = |status| {
            let status = StatusCode::from_u16(status).unwrap();
            location(&url("https://a.example/x/y"), status, &headers)
        };
        for status in [301, 302, 303, 307, 308] {
            assert_eq!(
                location_for(status).unwrap().unwrap().as_str(),
                "https://a.example/b?c"
            );
        }
        for status in [200, 201, 300, 304, 305, 306] {
            assert!(location_for(status).is_none(), "{status}");
        }
    }
}
