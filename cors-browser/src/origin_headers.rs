//! Values of the headers that identify the origin of a request: `Origin`, `Referer` and
//! `Sec-Fetch-*`.

use url::Url;

use crate::cookie_context::CookieContext;
use crate::options::{Mode, ReferrerPolicy};
use crate::origin::Origin;
use crate::profile::{FrameOrigin, Profile};
use crate::request::Request;
use crate::tainting::Tainting;
use crate::trustworthy::is_trustworthy;

/// [Serialises a request origin](https://fetch.spec.whatwg.org/#serializing-a-request-origin).
pub(crate) fn serialised_origin(request: &Request) -> String {
    if is_redirect_tainted(request) {
        return "null".to_owned();
    }
    request.origin.to_string()
}

/// Returns whether the request was redirected from another origin to a third one:
/// [redirect-taint](https://fetch.spec.whatwg.org/#concept-request-tainted-origin).
fn is_redirect_tainted(request: &Request) -> bool {
    request.urls.windows(2).any(|hop| {
        let (from, to) = (Origin::from_url(&hop[0]), Origin::from_url(&hop[1]));
        from != to && from != request.origin
    })
}

/// The value of `Origin`, or `None` if the header is not sent: [append a request `Origin`
/// header](https://fetch.spec.whatwg.org/#append-a-request-origin-header).
pub(crate) fn origin_header(
    request: &Request,
    context: &CookieContext,
    profile: &Profile,
) -> Option<String> {
    let serialised = serialised_origin(request);
    if request.tainting == Tainting::Cors {
        return Some(serialised);
    }
    if matches!(request.method.as_str(), "GET" | "HEAD") {
        return sends_frame_origin(request, context, profile).then_some(serialised);
    }
    let is_hidden = request.mode != Mode::Cors
        && !profile.no_cors_ignores_referrer_policy
        && is_hidden_by_referrer_policy(request);
    Some(if is_hidden {
        "null".to_owned()
    } else {
        serialised
    })
}

/// Returns whether the engine sends `Origin` in a cross-site frame where the standard does not.
fn sends_frame_origin(request: &Request, context: &CookieContext, profile: &Profile) -> bool {
    let is_to_top_level = |url: &Url| context.is_cross_site_frame_to_top_level(url);
    request.tainting == Tainting::Opaque
        && request.is_credentialed()
        && match profile.frame_origin {
            FrameOrigin::Omitted => false,
            FrameOrigin::ByFirstUrl => request.urls.first().is_some_and(is_to_top_level),
            FrameOrigin::ByEachUrl => {
                is_to_top_level(request.url()) && !is_redirect_tainted(request)
            }
        }
}

fn is_hidden_by_referrer_policy(request: &Request) -> bool {
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => true,
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            request.origin.scheme() == Some("https") && request.url().scheme() != "https"
        }
        ReferrerPolicy::SameOrigin => request.origin != Origin::from_url(request.url()),
        ReferrerPolicy::Origin
        | ReferrerPolicy::OriginWhenCrossOrigin
        | ReferrerPolicy::UnsafeUrl => false,
    }
}

/// The value of `Referer`: [determine a request's
/// referrer](https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer).
pub(crate) fn referrer(request: &Request, page: &Url) -> Option<String> {
    if !matches!(page.scheme(), "http" | "https") || matches!(request.origin, Origin::Opaque(_)) {
        return None;
    }
    let full_url = || {
        let mut url = page.clone();
        url.set_fragment(None);
        // Cannot fail, since `http:` and `https:` URLs have a host.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.to_string()
    };
    let origin = || format!("{}/", Origin::from_url(page));
    let is_same_origin = Origin::from_url(page) == Origin::from_url(request.url());
    let is_downgrade = is_trustworthy(page) && !is_trustworthy(request.url());
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => None,
        ReferrerPolicy::SameOrigin => is_same_origin.then(full_url),
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin
            if is_downgrade =>
        {
            None
        }
        ReferrerPolicy::NoReferrerWhenDowngrade | ReferrerPolicy::UnsafeUrl => Some(full_url()),
        ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::StrictOriginWhenCrossOrigin
            if is_same_origin =>
        {
            Some(full_url())
        }
        ReferrerPolicy::Origin
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::OriginWhenCrossOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => Some(origin()),
    }
}

/// The value of
/// [`Sec-Fetch-Site`](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header), which
/// covers all URLs of a redirect chain.
pub(crate) fn sec_fetch_site(request: &Request) -> &'static str {
    let mut value = "same-origin";
    for url in &request.urls {
        let origin = Origin::from_url(url);
        if origin == request.origin {
            continue;
        }
        if origin.site() != request.origin.site() {
            return "cross-site";
        }
        value = "same-site";
    }
    value
}

/// The value of
/// [`Sec-Fetch-Mode`](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-mode-header).
pub(crate) fn sec_fetch_mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Cors => "cors",
        Mode::NoCors => "no-cors",
        Mode::SameOrigin => "same-origin",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::Fetch;

    const PAGE: &str = "https://app.example.com";

    fn request(fetch: &Fetch, hops: &[&str], tainting: Tainting) -> Request {
        let mut urls = hops.iter().map(|url| Url::parse(url).unwrap());
        let origin = Origin::from_url(&Url::parse(PAGE).unwrap());
        let first = urls.next().unwrap();
        let mut request = Request::new(fetch, first, origin, &Profile::SPEC).unwrap();
        request.urls.extend(urls);
        request.tainting = tainting;
        request
    }

    fn sent_origin(request: &Request) -> Option<String> {
        let context = CookieContext::top_level(&request.origin);
        origin_header(request, &context, &Profile::SPEC)
    }

    #[test]
    fn redirects_across_two_origins_taint_the_origin() {
        let (a, b, c) = (PAGE, "https://b.example", "https://c.example");
        for (hops, tainted) in [
            (&[b][..], false),
            (&[a, b], false),
            (&[b, b], false),
            (&[a, a, b], false),
            (&[b, c], true),
            (&[b, a], true),
            (&[a, b, c], true),
            (&[b, b, c, c], true),
            (&[b, c, b], true),
        ] {
            let request = request(&Fetch::get(PAGE), hops, Tainting::Cors);
            assert_eq!(is_redirect_tainted(&request), tainted, "{hops:?}");
            let expected = if tainted { "null" } else { PAGE };
            assert_eq!(sent_origin(&request).as_deref(), Some(expected));
        }
    }

    #[test]
    fn same_origin_requests_send_origin_except_for_get_and_head() {
        let same_origin =
            |method: &str| request(&Fetch::new(method, PAGE), &[PAGE], Tainting::Basic);
        for method in ["GET", "HEAD"] {
            assert_eq!(sent_origin(&same_origin(method)), None);
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
            let header = sent_origin(&same_origin(method));
            assert_eq!(header.as_deref(), Some(PAGE), "{method}");
        }
    }

    #[test]
    fn referrer_policy_hides_origin_in_no_cors_mode_only() {
        use ReferrerPolicy as P;
        let insecure = "http://api.example.org";
        let secure = "https://api.example.org";
        for (policy, url, hidden) in [
            (P::NoReferrer, secure, true),
            (P::NoReferrer, PAGE, true),
            (P::SameOrigin, secure, true),
            (P::SameOrigin, PAGE, false),
            (P::StrictOrigin, secure, false),
            (P::StrictOrigin, insecure, true),
            (P::StrictOriginWhenCrossOrigin, insecure, true),
            (P::NoReferrerWhenDowngrade, insecure, true),
            (P::Origin, insecure, false),
            (P::OriginWhenCrossOrigin, insecure, false),
            (P::UnsafeUrl, insecure, false),
        ] {
            let fetch = Fetch::post(url).mode(Mode::NoCors).referrer_policy(policy);
            let request = request(&fetch, &[url], Tainting::Opaque);
            let header = sent_origin(&request);
            let expected = if hidden { "null" } else { PAGE };
            assert_eq!(header.as_deref(), Some(expected), "{policy:?} {url}");

            let fetch = Fetch::post(url).referrer_policy(policy);
            let request = self::request(&fetch, &[url], Tainting::Cors);
            assert_eq!(sent_origin(&request).as_deref(), Some(PAGE));
        }
    }

    #[test]
    fn referrer_follows_referrer_policy() {
        use ReferrerPolicy as P;
        let page = Url::parse("https://app.example.com/list?q=1#f").unwrap();
        let full_url = Some("https://app.example.com/list?q=1".to_owned());
        let origin = Some("https://app.example.com/".to_owned());
        let (cross, insecure) = ("https://api.example.com", "http://api.example.com");
        for (policy, url, expected) in [
            (P::default(), PAGE, &full_url),
            (P::default(), cross, &origin),
            (P::default(), insecure, &None),
            (P::NoReferrer, PAGE, &None),
            (P::SameOrigin, cross, &None),
            (P::SameOrigin, PAGE, &full_url),
            (P::Origin, insecure, &origin),
            (P::StrictOrigin, PAGE, &origin),
            (P::StrictOrigin, insecure, &None),
            (P::OriginWhenCrossOrigin, insecure, &origin),
            (P::NoReferrerWhenDowngrade, cross, &full_url),
            (P::NoReferrerWhenDowngrade, insecure, &None),
            (P::UnsafeUrl, insecure, &full_url),
        ] {
            let request = request(
                &Fetch::get(url).referrer_policy(policy),
                &[url],
                Tainting::Cors,
            );
            assert_eq!(&referrer(&request, &page), expected, "{policy:?} {url}");
        }
    }

    #[test]
    fn sec_fetch_site_covers_all_redirects() {
        for (hops, expected) in [
            (&[PAGE][..], "same-origin"),
            (&["https://api.example.com"], "same-site"),
            (&["https://other.example", PAGE], "cross-site"),
            (&[PAGE, "https://api.example.com"], "same-site"),
        ] {
            let request = request(&Fetch::get(PAGE), hops, Tainting::Cors);
            assert_eq!(sec_fetch_site(&request), expected, "{hops:?}");
        }
    }
}
