//! The [CORS-preflight cache](https://fetch.spec.whatwg.org/#concept-cache): answers that need not
//! be asked for again.

use std::time::Duration;

use super::disclosure;
use super::preflight::{Granted, NON_WILDCARD, asks_for_nothing};
use super::profile::Profile;
use super::request::Request;
use super::safelist::is_safelisted_method;

#[derive(Debug)]
struct Entry {
    /// The top-level site the request was made for: sites do not share what they were told.
    partition: String,
    origin: String,
    url: String,
    credentialed: bool,
    granted: One,
    expires: Duration,
}

/// One method or one header name. A list is kept element by element, so that another request of the
/// same URL may be covered by it.
#[derive(Debug, PartialEq, Eq)]
enum One {
    Method(String),
    Name(String),
}

/// All answers of a browser.
#[derive(Debug, Default)]
pub(super) struct Cache(Vec<Entry>);

impl Cache {
    /// Whether `request`, which asks for the header names `asked`, can go without a preflight.
    pub(super) fn covers(
        &self,
        request: &Request,
        asked: &[String],
        partition: &str,
        profile: &Profile,
        now: Duration,
    ) -> bool {
        let granted: Vec<&One> = self
            .0
            .iter()
            .filter(|entry| now < entry.expires && entry.is_for(request, partition, profile))
            .map(|entry| &entry.granted)
            .collect();
        // With credentials `*` is a name like any other, in an answer as in what is kept of it.
        let wildcard = |one: &One| !request.is_credentialed() && granted.contains(&one);
        let needs_no_method = is_safelisted_method(&request.method)
            && !request.uses_preflight()
            && !asks_for_nothing(request, asked, profile);
        let any_method = One::Method("*".to_owned());
        let method = needs_no_method
            || granted.contains(&&One::Method(request.method.clone()))
            || wildcard(&any_method);
        let any_name = One::Name("*".to_owned());
        let any_name = profile.kept_wildcard_serves_other_headers && wildcard(&any_name);
        method
            && asked.iter().all(|name| {
                granted.contains(&&One::Name(name.clone()))
                    || (any_name && (name != NON_WILDCARD || profile.wildcard_covers_authorization))
            })
    }

    /// Keeps what an answer grants.
    pub(super) fn keep(
        &mut self,
        request: &Request,
        asked: &[String],
        granted: Granted,
        partition: &str,
        profile: &Profile,
        now: Duration,
    ) {
        let expires = now.saturating_add(granted.max_age);
        // What the wildcard of a forgetful engine covered is at least known for what it covered.
        let forgets = !profile.kept_wildcard_serves_other_headers;
        let covered = if forgets && granted.names.iter().any(|name| name == "*") {
            asked.to_vec()
        } else {
            Vec::new()
        };
        let methods = granted.methods.into_iter().map(One::Method);
        let names = granted.names.into_iter().chain(covered).map(One::Name);
        for one in methods.chain(names) {
            self.0.retain(|entry| {
                !(entry.granted == one
                    && entry.credentialed == request.is_credentialed()
                    && entry.is_of(request, partition))
            });
            self.0.push(Entry {
                partition: partition.to_owned(),
                origin: disclosure::serialised_origin(request),
                url: url(request),
                credentialed: request.is_credentialed(),
                granted: one,
                expires,
            });
        }
    }

    /// Forgets what was said about a URL, after a request to it has failed.
    pub(super) fn clear(&mut self, request: &Request, partition: &str) {
        self.0.retain(|entry| !entry.is_of(request, partition));
    }
}

impl Entry {
    /// [Cache entry match](https://fetch.spec.whatwg.org/#concept-cache-match).
    fn is_for(&self, request: &Request, partition: &str, profile: &Profile) -> bool {
        let serves = if profile.keeps_credentials_apart {
            self.credentialed == request.is_credentialed()
        } else {
            self.credentialed || !request.is_credentialed()
        };
        serves && self.is_of(request, partition)
    }

    fn is_of(&self, request: &Request, partition: &str) -> bool {
        self.partition == partition
            && self.url == url(request)
            && self.origin == disclosure::serialised_origin(request)
    }
}

/// The URL with its query and without its fragment, which is never sent.
fn url(request: &Request) -> String {
    let mut url = request.url().clone();
    url.set_fragment(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::super::fetch::Fetch;
    use super::super::origin::Origin;
    use super::*;

    const SITE: &str = "https://example.com";
    const URL: &str = "https://api.example.com/a?b";

    fn request(fetch: &Fetch) -> Request {
        let origin = Origin::of(&Url::parse("https://app.example.com").unwrap());
        let url = Url::parse(&fetch.url).unwrap();
        Request::new(fetch, url, origin, &Profile::SPEC).unwrap()
    }

    fn put() -> Request {
        request(&Fetch::put(URL))
    }

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// A cache that keeps an answer with these lists for ten seconds.
    fn after(request: &Request, methods: &[&str], names: &[&str]) -> Cache {
        let own = |list: &[&str]| list.iter().map(ToString::to_string).collect();
        let max_age = seconds(10);
        let granted = Granted {
            methods: own(methods),
            names: own(names),
            max_age,
        };
        let mut cache = Cache::default();
        cache.keep(request, &[], granted, SITE, &Profile::SPEC, seconds(0));
        cache
    }

    fn covers(cache: &Cache, request: &Request) -> bool {
        let asked = request.unsafe_names(&Profile::SPEC);
        cache.covers(request, &asked, SITE, &Profile::SPEC, seconds(9))
    }

    #[test]
    fn every_element_of_a_list_serves() {
        let cache = after(&put(), &["PUT", "DELETE"], &["x-a"]);
        assert!(covers(&cache, &put()));
        assert!(covers(
            &cache,
            &request(&Fetch::delete(URL).header("X-A", "1"))
        ));
        assert!(covers(
            &cache,
            &request(&Fetch::get(URL).header("x-a", "1"))
        ));
        assert!(!covers(
            &cache,
            &request(&Fetch::delete(URL).header("x-b", "1"))
        ));
        assert!(!covers(&cache, &request(&Fetch::patch(URL))));
        // The flag takes a preflight even for a safelisted method that nothing lists.
        assert!(!covers(
            &cache,
            &request(&Fetch::post(URL).upload_listener())
        ));
    }

    #[test]
    fn it_is_for_one_url_origin_and_site() {
        let cache = after(&put(), &["PUT"], &[]);
        let mut elsewhere = put();
        elsewhere.origin = Origin::opaque();
        assert!(!covers(&cache, &elsewhere));
        assert!(!covers(
            &cache,
            &request(&Fetch::put("https://api.example.com/a?c"))
        ));
        assert!(covers(
            &cache,
            &request(&Fetch::put("https://api.example.com/a?b#c"))
        ));
        let now = seconds(0);
        assert!(!cache.covers(&put(), &[], "https://other.example", &Profile::SPEC, now));
    }

    #[test]
    fn it_ends() {
        let cache = after(&put(), &["PUT"], &[]);
        assert!(cache.covers(&put(), &[], SITE, &Profile::SPEC, seconds(9)));
        assert!(!cache.covers(&put(), &[], SITE, &Profile::SPEC, seconds(10)));
        let mut cache = cache;
        cache.clear(&put(), SITE);
        assert!(!covers(&cache, &put()));
    }

    #[test]
    fn credentials_are_not_won_from_a_cache() {
        let include = || request(&Fetch::put(URL).credentials_include());
        assert!(!covers(&after(&put(), &["PUT"], &[]), &include()));
        assert!(covers(&after(&include(), &["PUT"], &[]), &put()));
    }

    #[test]
    fn stars() {
        let named = || request(&Fetch::put(URL).header("x-a", "1"));
        let star = after(&put(), &["*"], &["*"]);
        assert!(covers(&star, &named()));
        assert!(!covers(
            &star,
            &request(&Fetch::get(URL).header("authorization", "a"))
        ));
        let include = || request(&Fetch::new("*", URL).credentials_include());
        let star = after(&include(), &["*"], &["*"]);
        assert!(covers(&star, &include()));
        assert!(!covers(
            &star,
            &request(&Fetch::put(URL).credentials_include())
        ));
    }
}
