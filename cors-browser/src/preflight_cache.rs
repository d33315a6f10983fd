//! The [CORS-preflight cache](https://fetch.spec.whatwg.org/#concept-cache).

use std::time::Duration;

use crate::header_names::AUTHORIZATION;
use crate::origin_headers::serialised_origin;
use crate::preflight::is_simple;
use crate::preflight_grant::PreflightGrant;
use crate::profile::Profile;
use crate::request::Request;
use crate::safelist::is_safelisted_method;

#[derive(Debug)]
struct CacheEntry {
    /// The site of the top-level page. Pages of different sites share no entries.
    partition: String,
    origin: String,
    url: String,
    credentialed: bool,
    key: CacheKey,
    expires: Duration,
}

/// The method or the header name that an entry allows. Each element of a list is an entry of its
/// own, so that it can allow other requests to the same URL.
#[derive(Debug, PartialEq, Eq)]
enum CacheKey {
    Method(String),
    Header(String),
}

#[derive(Debug, Default)]
pub(crate) struct PreflightCache(Vec<CacheEntry>);

impl PreflightCache {
    /// Returns whether cached entries allow a request with the header names `names`, so that no
    /// preflight is needed.
    pub(crate) fn allows(
        &self,
        request: &Request,
        names: &[String],
        partition: &str,
        profile: &Profile,
        now: Duration,
    ) -> bool {
        let keys: Vec<&CacheKey> = self
            .0
            .iter()
            .filter(|entry| now < entry.expires && entry.matches(request, partition, profile))
            .map(|entry| &entry.key)
            .collect();
        // `*` is an ordinary name in requests with credentials.
        let is_wildcard = |key: &CacheKey| !request.is_credentialed() && keys.contains(&key);
        let needs_no_method = is_safelisted_method(&request.method)
            && !request.has_preflight_flag()
            && !is_simple(request, names, profile);
        let any_method = CacheKey::Method("*".to_owned());
        let allows_method = needs_no_method
            || keys.contains(&&CacheKey::Method(request.method.clone()))
            || is_wildcard(&any_method);
        let any_header = CacheKey::Header("*".to_owned());
        let has_header_wildcard =
            profile.cached_wildcard_covers_other_headers && is_wildcard(&any_header);
        allows_method
            && names.iter().all(|name| {
                keys.contains(&&CacheKey::Header(name.clone()))
                    || (has_header_wildcard
                        && (name != AUTHORIZATION || profile.wildcard_covers_authorization))
            })
    }

    /// Stores the grant of a preflight response for a request with the header names `names`.
    pub(crate) fn store(
        &mut self,
        request: &Request,
        names: &[String],
        grant: PreflightGrant,
        partition: &str,
        profile: &Profile,
        now: Duration,
    ) {
        let expires = now.saturating_add(grant.max_age);
        // If a cached wildcard does not cover other headers, it still covers the requested ones.
        let covered = if !profile.cached_wildcard_covers_other_headers
            && grant.headers.iter().any(|name| name == "*")
        {
            names.to_vec()
        } else {
            Vec::new()
        };
        let methods = grant.methods.into_iter().map(CacheKey::Method);
        let headers = grant.headers.into_iter().chain(covered);
        for key in methods.chain(headers.map(CacheKey::Header)) {
            self.0.retain(|entry| {
                !(entry.key == key
                    && entry.credentialed == request.is_credentialed()
                    && entry.has_same_source(request, partition))
            });
            self.0.push(CacheEntry {
                partition: partition.to_owned(),
                origin: serialised_origin(request),
                url: cache_url(request),
                credentialed: request.is_credentialed(),
                key,
                expires,
            });
        }
    }

    /// Removes the entries for the URL and origin of a request.
    pub(crate) fn clear(&mut self, request: &Request, partition: &str) {
        self.0
            .retain(|entry| !entry.has_same_source(request, partition));
    }
}

impl CacheEntry {
    /// [Cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match).
    fn matches(&self, request: &Request, partition: &str, profile: &Profile) -> bool {
        let matches_credentials = if profile.separates_cache_by_credentials {
            self.credentialed == request.is_credentialed()
        } else {
            self.credentialed || !request.is_credentialed()
        };
        matches_credentials && self.has_same_source(request, partition)
    }

    /// Returns whether the entry has the partition, origin and URL of the request.
    fn has_same_source(&self, request: &Request, partition: &str) -> bool {
        self.partition == partition
            && self.url == cache_url(request)
            && self.origin == serialised_origin(request)
    }
}

/// The URL of a request without its fragment.
fn cache_url(request: &Request) -> String {
    let mut url = request.url().clone();
    url.set_fragment(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::*;
    use crate::fetch::Fetch;
    use crate::origin::Origin;

    const SITE: &str = "https://example.com";
    const URL: &str = "https://api.example.com/a?b";

    fn request(fetch: &Fetch) -> Request {
        let origin = Origin::from_url(&Url::parse("https://app.example.com").unwrap());
        let url = Url::parse(&fetch.url).unwrap();
        Request::new(fetch, url, origin, &Profile::SPEC).unwrap()
    }

    fn put() -> Request {
        request(&Fetch::put(URL))
    }

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// A cache with a preflight response that allows these methods and headers for ten seconds.
    fn cache(request: &Request, methods: &[&str], headers: &[&str]) -> PreflightCache {
        let to_owned = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let max_age = seconds(10);
        let grant = PreflightGrant {
            methods: to_owned(methods),
            headers: to_owned(headers),
            max_age,
        };
        let mut cache = PreflightCache::default();
        cache.store(request, &[], grant, SITE, &Profile::SPEC, seconds(0));
        cache
    }

    fn allows(cache: &PreflightCache, request: &Request) -> bool {
        let names = request.unsafe_headers(&Profile::SPEC);
        cache.allows(request, &names, SITE, &Profile::SPEC, seconds(9))
    }

    #[test]
    fn each_list_element_allows_other_requests() {
        let cache = cache(&put(), &["PUT", "DELETE"], &["x-a"]);
        assert!(allows(&cache, &put()));
        assert!(allows(
            &cache,
            &request(&Fetch::delete(URL).header("X-A", "1"))
        ));
        assert!(allows(
            &cache,
            &request(&Fetch::get(URL).header("x-a", "1"))
        ));
        assert!(!allows(
            &cache,
            &request(&Fetch::delete(URL).header("x-b", "1"))
        ));
        assert!(!allows(&cache, &request(&Fetch::patch(URL))));
        // An upload listener needs a preflight even for a safelisted method.
        assert!(!allows(
            &cache,
            &request(&Fetch::post(URL).upload_listener())
        ));
    }

    #[test]
    fn entries_match_url_origin_and_site() {
        let cache = cache(&put(), &["PUT"], &[]);
        let mut other_origin = put();
        other_origin.origin = Origin::opaque();
        assert!(!allows(&cache, &other_origin));
        assert!(!allows(
            &cache,
            &request(&Fetch::put("https://api.example.com/a?c"))
        ));
        assert!(allows(
            &cache,
            &request(&Fetch::put("https://api.example.com/a?b#c"))
        ));
        let now = seconds(0);
        assert!(!cache.allows(&put(), &[], "https://other.example", &Profile::SPEC, now));
    }

    #[test]
    fn entries_expire_and_are_cleared() {
        let cache = cache(&put(), &["PUT"], &[]);
        assert!(cache.allows(&put(), &[], SITE, &Profile::SPEC, seconds(9)));
        assert!(!cache.allows(&put(), &[], SITE, &Profile::SPEC, seconds(10)));
        let mut cache = cache;
        cache.clear(&put(), SITE);
        assert!(!allows(&cache, &put()));
    }

    #[test]
    fn entries_without_credentials_do_not_allow_credentials() {
        let include = || request(&Fetch::put(URL).credentials_include());
        assert!(!allows(&cache(&put(), &["PUT"], &[]), &include()));
        assert!(allows(&cache(&include(), &["PUT"], &[]), &put()));
    }

    #[test]
    fn wildcards_apply_without_credentials_only() {
        let with_header = || request(&Fetch::put(URL).header("x-a", "1"));
        let wildcard = cache(&put(), &["*"], &["*"]);
        assert!(allows(&wildcard, &with_header()));
        assert!(!allows(
            &wildcard,
            &request(&Fetch::get(URL).header("authorization", "a"))
        ));
        let include = || request(&Fetch::new("*", URL).credentials_include());
        let wildcard = cache(&include(), &["*"], &["*"]);
        assert!(allows(&wildcard, &include()));
        assert!(!allows(
            &wildcard,
            &request(&Fetch::put(URL).credentials_include())
        ));
    }
}
