//! [HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch): what a redirect makes
//! of a request.

use http::{HeaderMap, StatusCode};
use url::Url;

use super::blocked::Reason;
use super::check::joined;
use super::fetch::Mode;
use super::origin::Origin;
use super::preflight::NON_WILDCARD;
use super::request::{Removed, Request, Tainting};

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 20;

/// Where the response redirects to, if it does.
pub(super) fn location(
    from: &Url,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<Result<Url, Reason>> {
    let is_redirect = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    if !is_redirect || !headers.contains_key("location") {
        return None;
    }
    let value = joined(headers, "location");
    Some(
        from.join(&value)
            .map_err(|_| Reason::RedirectNotHttp { location: value }),
    )
}

/// Turns the request to where it goes next.
pub(super) fn follow(request: &mut Request, status: StatusCode, to: Url) -> Result<(), Reason> {
    if !matches!(to.scheme(), "http" | "https") {
        return Err(Reason::RedirectNotHttp {
            location: to.into(),
        });
    }
    if request.urls.len() > MOST_REDIRECTS {
        return Err(Reason::TooManyRedirects);
    }
    let next = Origin::of(&to);
    let has_credentials = !to.username().is_empty() || to.password().is_some();
    let leaves = request.mode == Mode::Cors && request.origin != next;
    if has_credentials && (leaves || request.tainting == Tainting::Cors) {
        return Err(Reason::RedirectWithCredentials {
            location: to.into(),
        });
    }
    let is_stream = request
        .payload
        .as_ref()
        .is_some_and(|payload| payload.is_stream);
    if status != StatusCode::SEE_OTHER && is_stream {
        return Err(Reason::RedirectOfStream);
    }
    let becomes_get = match status.as_u16() {
        301 | 302 => request.method == "POST",
        303 => !matches!(request.method.as_str(), "GET" | "HEAD"),
        _ => false,
    };
    if becomes_get {
        "GET".clone_into(&mut request.method);
        request.payload = None;
        request.headers.retain(|(name, _)| !is_about_body(name));
    }
    request.removed = Removed {
        authorization: Origin::of(request.url()) != next,
        about_body: becomes_get,
    };
    if request.removed.authorization {
        request.headers.retain(|(name, _)| name != NON_WILDCARD);
    }
    request.urls.push(to);
    Ok(())
}

/// <https://fetch.spec.whatwg.org/#request-body-header-name>
pub(super) fn is_about_body(name: &str) -> bool {
    matches!(
        name,
        "content-encoding" | "content-language" | "content-location" | "content-type"
    )
}

#[cfg(test)]
mod tests {
    use super::super::fetch::Fetch;
    use super::super::profile::Profile;
    use super::*;

    fn url(url: &str) -> Url {
        Url::parse(url).unwrap()
    }

    fn request(fetch: &Fetch) -> Request {
        let origin = Origin::of(&url("https://app.example.com"));
        let to = url(&fetch.url);
        let mut request = Request::new(fetch, to, origin, &Profile::SPEC).unwrap();
        request.tainting = Tainting::Cors;
        request
    }

    const API: &str = "https://api.example.com/a";

    fn redirected(fetch: &Fetch, status: u16, to: &str) -> Result<Request, Reason> {
        let mut request = request(fetch);
        follow(&mut request, StatusCode::from_u16(status).unwrap(), url(to))?;
        Ok(request)
    }

    #[test]
    fn which_methods_become_get() {
        for (status, method, becomes) in [
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
            assert_eq!(request.method, becomes, "{status} {method}");
            let keeps = had_body && becomes == method;
            assert_eq!(request.payload.is_some(), keeps);
            assert_eq!(
                request
                    .headers
                    .iter()
                    .any(|(name, _)| name == "content-type"),
                keeps
            );
            assert!(request.headers.iter().any(|(name, _)| name == "x-a"));
        }
    }

    #[test]
    fn authorization_stays_with_its_origin() {
        let fetch = || Fetch::get(API).header("Authorization", "Bearer a");
        assert_eq!(
            redirected(&fetch(), 307, "https://api.example.com/b")
                .unwrap()
                .headers
                .len(),
            1
        );
        let away = redirected(&fetch(), 307, "https://api.example.com:1/").unwrap();
        assert!(away.headers.is_empty() && away.removed.authorization);
    }

    #[test]
    fn redirects_that_end_it() {
        let get = || Fetch::get(API);
        let location = "https://user@api.example.com/".to_owned();
        assert_eq!(
            redirected(&get(), 302, &location).unwrap_err(),
            Reason::RedirectWithCredentials { location },
        );
        assert!(matches!(
            redirected(&get(), 302, "data:text/plain,x"),
            Err(Reason::RedirectNotHttp { .. })
        ));
        let stream = || Fetch::post(API).stream("x");
        assert_eq!(
            redirected(&stream(), 307, API).unwrap_err(),
            Reason::RedirectOfStream
        );
        assert!(redirected(&stream(), 303, API).is_ok());
    }

    #[test]
    fn twenty_and_no_more() {
        let mut request = request(&Fetch::get(API));
        for _ in 0..20 {
            assert_eq!(follow(&mut request, StatusCode::FOUND, url(API)), Ok(()));
        }
        let one_more = follow(&mut request, StatusCode::FOUND, url(API));
        assert_eq!(one_more, Err(Reason::TooManyRedirects));
    }

    #[test]
    fn only_these_statuses_redirect() {
        let mut headers = HeaderMap::new();
        headers.insert("location", http::HeaderValue::from_static("../b?c"));
        let at = |status| {
            let status = StatusCode::from_u16(status).unwrap();
            location(&url("https://a.example/x/y"), status, &headers)
        };
        for status in [301, 302, 303, 307, 308] {
            assert_eq!(
                at(status).unwrap().unwrap().as_str(),
                "https://a.example/b?c"
            );
        }
        for status in [200, 201, 300, 304, 305, 306] {
            assert!(at(status).is_none(), "{status}");
        }
    }
}
