//! What a request says of where it comes from: `Origin`, `Referer` and `Sec-Fetch-Site`.

use url::Url;

use super::cookies::Party;
use super::fetch::{Mode, ReferrerPolicy};
use super::origin::{Origin, is_trustworthy};
use super::profile::{FrameOrigin, Profile};
use super::request::{Request, Tainting};

/// [Serialising a request origin](https://fetch.spec.whatwg.org/#serializing-a-request-origin).
pub(super) fn serialised_origin(request: &Request) -> String {
    if is_redirect_tainted(request) {
        return "null".to_owned();
    }
    request.origin.to_string()
}

/// Whether it went through a foreign origin to another one:
/// [redirect-taint](https://fetch.spec.whatwg.org/#concept-request-tainted-origin). Who answers last
/// could not say who is behind it.
pub(super) fn is_redirect_tainted(request: &Request) -> bool {
    request.urls.windows(2).any(|hop| {
        let (from, to) = (Origin::of(&hop[0]), Origin::of(&hop[1]));
        from != to && from != request.origin
    })
}

/// The value of `Origin`, or nothing where none is sent:
/// [append a request `Origin` header](https://fetch.spec.whatwg.org/#append-a-request-origin-header).
pub(super) fn origin_header(request: &Request, party: &Party, profile: &Profile) -> Option<String> {
    let serialised = serialised_origin(request);
    if request.tainting == Tainting::Cors {
        return Some(serialised);
    }
    if matches!(request.method.as_str(), "GET" | "HEAD") {
        return names_frame(request, party, profile).then_some(serialised);
    }
    let hidden = request.mode != Mode::Cors
        && !profile.no_cors_origin_in_spite_of_policy
        && policy_hides_origin(request);
    Some(if hidden {
        "null".to_owned()
    } else {
        serialised
    })
}

/// Whether an engine names the frame that asks where the standard has it say nothing.
fn names_frame(request: &Request, party: &Party, profile: &Profile) -> bool {
    let asks_home = |url: &Url| party.asks_home(url);
    request.tainting == Tainting::Opaque
        && request.is_credentialed()
        && match profile.frame_origin {
            FrameOrigin::Unsaid => false,
            FrameOrigin::ByTheFirstUrl => request.urls.first().is_some_and(asks_home),
            FrameOrigin::ByEveryUrl => asks_home(request.url()) && !is_redirect_tainted(request),
        }
}

/// Whether the referrer policy keeps the origin of a request in another mode than `cors` to itself.
fn policy_hides_origin(request: &Request) -> bool {
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => true,
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => {
            request.origin.scheme() == Some("https") && request.url().scheme() != "https"
        }
        ReferrerPolicy::SameOrigin => request.origin != Origin::of(request.url()),
        ReferrerPolicy::Origin
        | ReferrerPolicy::OriginWhenCrossOrigin
        | ReferrerPolicy::UnsafeUrl => false,
    }
}

/// The value of `Referer`:
/// [determine a request's referrer](https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer).
pub(super) fn referrer(request: &Request, page: &Url) -> Option<String> {
    if !matches!(page.scheme(), "http" | "https") || matches!(request.origin, Origin::Opaque(_)) {
        return None;
    }
    let whole = || {
        let mut url = page.clone();
        url.set_fragment(None);
        // Only refused for URLs without a host, and this one has one.
        let _ = url.set_username("");
        let _ = url.set_password(None);
        url.to_string()
    };
    let origin = || format!("{}/", Origin::of(page));
    let is_same_origin = Origin::of(page) == Origin::of(request.url());
    let is_downgrade = is_trustworthy(page) && !is_trustworthy(request.url());
    match request.referrer_policy {
        ReferrerPolicy::NoReferrer => None,
        ReferrerPolicy::SameOrigin => is_same_origin.then(whole),
        ReferrerPolicy::NoReferrerWhenDowngrade
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin
            if is_downgrade =>
        {
            None
        }
        ReferrerPolicy::NoReferrerWhenDowngrade | ReferrerPolicy::UnsafeUrl => Some(whole()),
        ReferrerPolicy::OriginWhenCrossOrigin | ReferrerPolicy::StrictOriginWhenCrossOrigin
            if is_same_origin =>
        {
            Some(whole())
        }
        ReferrerPolicy::Origin
        | ReferrerPolicy::StrictOrigin
        | ReferrerPolicy::OriginWhenCrossOrigin
        | ReferrerPolicy::StrictOriginWhenCrossOrigin => Some(origin()),
    }
}

/// The value of [`Sec-Fetch-Site`](https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header):
/// how far the furthest hop was.
pub(super) fn site(request: &Request) -> &'static str {
    let mut value = "same-origin";
    for url in &request.urls {
        let hop = Origin::of(url);
        if hop == request.origin {
            continue;
        }
        if hop.site() != request.origin.site() {
            return "cross-site";
        }
        value = "same-site";
    }
    value
}

/// The value of `Sec-Fetch-Mode`.
pub(super) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Cors => "cors",
        Mode::NoCors => "no-cors",
        Mode::SameOrigin => "same-origin",
    }
}

#[cfg(test)]
mod tests {
    use super::super::fetch::Fetch;
    use super::*;

    const PAGE: &str = "https://app.example.com";

    fn request(fetch: &Fetch, hops: &[&str], tainting: Tainting) -> Request {
        let mut urls = hops.iter().map(|url| Url::parse(url).unwrap());
        let origin = Origin::of(&Url::parse(PAGE).unwrap());
        let first = urls.next().unwrap();
        let mut request = Request::new(fetch, first, origin, &Profile::SPEC).unwrap();
        request.urls.extend(urls);
        request.tainting = tainting;
        request
    }

    fn said_origin(request: &Request) -> Option<String> {
        let party = Party::at_the_top(&request.origin);
        origin_header(request, &party, &Profile::SPEC)
    }

    #[test]
    fn a_foreign_hop_in_between_taints() {
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
            assert_eq!(said_origin(&request).as_deref(), Some(expected));
        }
    }

    #[test]
    fn origin_of_what_is_not_cors() {
        let same = |method: &str| request(&Fetch::new(method, PAGE), &[PAGE], Tainting::Basic);
        for method in ["GET", "HEAD"] {
            assert_eq!(said_origin(&same(method)), None);
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
            let header = said_origin(&same(method));
            assert_eq!(header.as_deref(), Some(PAGE), "{method}");
        }
    }

    #[test]
    fn a_referrer_policy_hides_the_origin_outside_of_cors() {
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
            let header = said_origin(&request);
            let expected = if hidden { "null" } else { PAGE };
            assert_eq!(header.as_deref(), Some(expected), "{policy:?} {url}");

            let fetch = Fetch::post(url).referrer_policy(policy);
            let request = self::request(&fetch, &[url], Tainting::Cors);
            assert_eq!(said_origin(&request).as_deref(), Some(PAGE));
        }
    }

    #[test]
    fn referrers() {
        use ReferrerPolicy as P;
        let page = Url::parse("https://app.example.com/list?q=1#f").unwrap();
        let whole = Some("https://app.example.com/list?q=1".to_owned());
        let origin = Some("https://app.example.com/".to_owned());
        let (cross, insecure) = ("https://api.example.com", "http://api.example.com");
        for (policy, url, expected) in [
            (P::default(), PAGE, &whole),
            (P::default(), cross, &origin),
            (P::default(), insecure, &None),
            (P::NoReferrer, PAGE, &None),
            (P::SameOrigin, cross, &None),
            (P::SameOrigin, PAGE, &whole),
            (P::Origin, insecure, &origin),
            (P::StrictOrigin, PAGE, &origin),
            (P::StrictOrigin, insecure, &None),
            (P::OriginWhenCrossOrigin, insecure, &origin),
            (P::NoReferrerWhenDowngrade, cross, &whole),
            (P::NoReferrerWhenDowngrade, insecure, &None),
            (P::UnsafeUrl, insecure, &whole),
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
    fn the_furthest_hop_counts() {
        for (hops, expected) in [
            (&[PAGE][..], "same-origin"),
            (&["https://api.example.com"], "same-site"),
            (&["https://other.example", PAGE], "cross-site"),
            (&[PAGE, "https://api.example.com"], "same-site"),
        ] {
            let request = request(&Fetch::get(PAGE), hops, Tainting::Cors);
            assert_eq!(site(&request), expected, "{hops:?}");
        }
    }
}
