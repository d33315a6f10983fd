//! The cookie jar of a browser.
//!
//! `cookie_store` matches domains and paths. `SameSite`, `Partitioned` and the engines' rules for
//! third parties are implemented here.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cookie::Cookie as RawCookie;
use cookie_store::{Cookie, CookieDomain};
use cors_policy::public_suffix::is_public_suffix;
use url::Url;

use crate::cookie_context::CookieContext;
use crate::profile::{CookieRules, ThirdPartyCookies};
use crate::trustworthy::is_loopback;

/// The effective `SameSite` attribute of a cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SameSite {
    Strict,
    Lax,
    None,
}

#[derive(Debug)]
struct StoredCookie {
    cookie: Cookie<'static>,
    same_site: SameSite,
    /// The [partition](CookieContext::partition), unless the cookie is not partitioned.
    partition: Option<String>,
    /// The time at which the cookie expires, by the browser's clock.
    expires: Option<Duration>,
}

#[derive(Debug, Default)]
pub(crate) struct CookieJar(Vec<StoredCookie>);

impl CookieJar {
    /// Returns the value of `Cookie`, or `None` if there are no cookies for the request.
    pub(crate) fn header(
        &self,
        url: &Url,
        context: &CookieContext,
        rules: CookieRules,
        now: Duration,
    ) -> Option<String> {
        let is_same_site = context.is_same_site(url, rules);
        let partition = context.partition(url);
        let secure_url = upgrade_loopback(url, rules);
        let sends_unpartitioned = match rules.third_party {
            ThirdPartyCookies::Allowed | ThirdPartyCookies::VisitedHostsOnly => true,
            ThirdPartyCookies::PartitionedOnly | ThirdPartyCookies::Partitioned => {
                !context.is_third_party(url, rules)
            }
        };
        let mut sent: Vec<&StoredCookie> = self
            .0
            .iter()
            .filter(|stored| stored.expires.is_none_or(|expires| now < expires))
            .filter(|stored| stored.cookie.matches(&secure_url))
            .filter(|stored| stored.same_site == SameSite::None || is_same_site)
            .filter(|stored| match &stored.partition {
                Some(stored) => *stored == partition,
                None => sends_unpartitioned,
            })
            .collect();
        // Longer paths first, then by time of creation (RFC 6265, section 5.4).
        sent.sort_by_key(|stored| std::cmp::Reverse(stored.cookie.path.len()));
        let pairs: Vec<String> = sent
            .iter()
            .map(|stored| format!("{}={}", stored.cookie.name(), stored.cookie.value()))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Stores the cookie of a `Set-Cookie` line. Returns whether the cookie was accepted; one that
    /// has expired is accepted and deletes the stored one.
    pub(crate) fn store(
        &mut self,
        line: &str,
        url: &Url,
        context: &CookieContext,
        rules: CookieRules,
        now: Duration,
    ) -> bool {
        let Ok(raw) = RawCookie::parse(line.to_owned()) else {
            return false;
        };
        let is_secure = raw.secure().unwrap_or(false);
        let is_https = url.scheme() == "https";
        if is_secure && !is_https && !(rules.secure_on_loopback && is_loopback(url)) {
            return false;
        }
        let same_site = same_site(&raw, rules);
        if raw.same_site().is_some_and(|value| value.is_none())
            && rules.none_requires_secure
            && !is_secure
        {
            return false;
        }
        if same_site != SameSite::None && !context.is_same_site(url, rules) {
            return false;
        }
        let has_partitioned = raw.partitioned().unwrap_or(false) && is_secure;
        let is_third_party = context.is_third_party(url, rules);
        let is_partitioned = match rules.third_party {
            ThirdPartyCookies::PartitionedOnly if is_third_party && !has_partitioned => {
                return false;
            }
            ThirdPartyCookies::Allowed | ThirdPartyCookies::PartitionedOnly => has_partitioned,
            ThirdPartyCookies::Partitioned => has_partitioned || is_third_party,
            ThirdPartyCookies::VisitedHostsOnly if is_third_party && !self.has_any_for(url) => {
                return false;
            }
            ThirdPartyCookies::VisitedHostsOnly => false,
        };
        let Ok(cookie) = Cookie::try_from_raw_cookie(&raw, url) else {
            return false;
        };
        if has_public_suffix_domain(&cookie, url) {
            return false;
        }
        let new = StoredCookie {
            expires: expires(&raw, now),
            same_site,
            partition: is_partitioned.then(|| context.partition(url)),
            cookie,
        };
        let is_expired = new.expires.is_some_and(|expires| expires <= now);
        let index = self.0.iter().position(|old| old.is_replaced_by(&new));
        match (index, is_expired) {
            (Some(index), true) => {
                self.0.remove(index);
            }
            // The new cookie inherits the creation time, and so the index, of the old one
            // (RFC 6265, section 5.3).
            (Some(index), false) => self.0[index] = new,
            (None, true) => {}
            (None, false) => self.0.push(new),
        }
        true
    }

    fn has_any_for(&self, url: &Url) -> bool {
        self.0
            .iter()
            .any(|stored| stored.cookie.domain.matches(url))
    }
}

impl StoredCookie {
    fn is_replaced_by(&self, new: &Self) -> bool {
        self.cookie.name() == new.cookie.name()
            && self.cookie.domain == new.cookie.domain
            && self.cookie.path == new.cookie.path
            && self.partition == new.partition
    }
}

fn same_site(raw: &RawCookie<'_>, rules: CookieRules) -> SameSite {
    match raw.same_site() {
        Some(value) if value.is_strict() => SameSite::Strict,
        Some(value) if value.is_lax() => SameSite::Lax,
        None if rules.lax_by_default => SameSite::Lax,
        Some(_) | None => SameSite::None,
    }
}

/// Changes the scheme of loopback URLs to `https`, where they may have cookies with `Secure`.
/// `cookie_store` knows `localhost`, but not its subdomains.
fn upgrade_loopback(url: &Url, rules: CookieRules) -> Url {
    let mut url = url.clone();
    if rules.secure_on_loopback && is_loopback(&url) {
        // Cannot fail between `http` and `https`.
        let _ = url.set_scheme("https");
    }
    url
}

/// Returns whether the cookie would be sent to all hosts under a public suffix.
fn has_public_suffix_domain(cookie: &Cookie<'_>, url: &Url) -> bool {
    match &cookie.domain {
        CookieDomain::Suffix(domain) => {
            url.host_str() != Some(domain) && (is_public_suffix(domain) || !domain.contains('.'))
        }
        _ => false,
    }
}

/// The time at which a cookie expires. `Max-Age` takes precedence over `Expires`, whose date is
/// converted to the browser's clock by comparing it with the system's.
fn expires(raw: &RawCookie<'_>, now: Duration) -> Option<Duration> {
    if let Some(age) = raw.max_age() {
        let age = u64::try_from(age.whole_seconds()).unwrap_or(0);
        return Some(now.saturating_add(Duration::from_secs(age)));
    }
    let date = raw.expires_datetime()?.unix_timestamp();
    let date = UNIX_EPOCH + Duration::from_secs(u64::try_from(date).unwrap_or(0));
    let left = date.duration_since(SystemTime::now()).unwrap_or_default();
    Some(now.saturating_add(left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::origin::Origin;
    use crate::profile::Profile;

    fn url(url: &str) -> Url {
        Url::parse(url).unwrap()
    }

    fn context(page: &str) -> CookieContext {
        CookieContext::top_level(&Origin::from_url(&url(page)))
    }

    const API: &str = "https://api.example.com/users/7";
    const RULES: CookieRules = Profile::SPEC.cookies;

    fn now(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn jar(lines: &[&str]) -> CookieJar {
        let mut jar = CookieJar::default();
        for line in lines {
            jar.store(line, &url(API), &context(API), RULES, now(0));
        }
        jar
    }

    fn sent(jar: &CookieJar, url: &str, page: &str, seconds: u64) -> String {
        jar.header(&self::url(url), &context(page), RULES, now(seconds))
            .unwrap_or_default()
    }

    #[test]
    fn cookies_match_domain_and_path() {
        let jar = jar(&[
            "host=1",
            "domain=1; Domain=example.com; Path=/",
            "deep=1; Path=/users/7/mail",
            "com=1; Domain=com",
            "other=1; Domain=other.example",
        ]);
        assert_eq!(sent(&jar, API, API, 0), "host=1; domain=1");
        assert_eq!(sent(&jar, "https://www.example.com", API, 0), "domain=1");
        assert_eq!(sent(&jar, "https://api.example.com/", API, 0), "domain=1");
        let longest_first = "deep=1; host=1; domain=1";
        assert_eq!(
            sent(&jar, "https://api.example.com/users/7/mail/1", API, 0),
            longest_first
        );
    }

    #[test]
    fn secure_cookies_require_https_or_loopback() {
        let jar = jar(&["a=1; Secure", "b=1"]);
        let insecure = "http://api.example.com/users/7";
        assert_eq!(sent(&jar, insecure, insecure, 0), "b=1");
        let mut jar = jar;
        assert!(!jar.store(
            "c=1; Secure",
            &url(insecure),
            &context(insecure),
            RULES,
            now(0)
        ));
        let local = url("http://localhost:3000/");
        assert!(jar.store(
            "c=1; Secure",
            &local,
            &context("http://localhost:3000"),
            RULES,
            now(0)
        ));
    }

    #[test]
    fn same_site_limits_cross_site_requests() {
        let jar = jar(&[
            "def=1",
            "lax=1; SameSite=Lax",
            "strict=1; SameSite=Strict",
            "none=1; SameSite=None; Secure",
            "bare=1; SameSite=None",
        ]);
        let same = "def=1; lax=1; strict=1; none=1";
        assert_eq!(sent(&jar, API, "https://app.example.com", 0), same);
        assert_eq!(sent(&jar, API, "https://app.example.org", 0), "none=1");
        let frame = context("https://app.example.com").frame(&Origin::opaque());
        assert_eq!(
            jar.header(&url(API), &frame, RULES, now(0)).as_deref(),
            Some("none=1")
        );
    }

    #[test]
    fn cross_site_responses_set_only_cross_site_cookies() {
        let mut jar = CookieJar::default();
        let page = context("https://app.example.org");
        assert!(!jar.store("a=1", &url(API), &page, RULES, now(0)));
        assert!(!jar.store("a=1; SameSite=Strict", &url(API), &page, RULES, now(0)));
        assert!(jar.store(
            "a=1; SameSite=None; Secure",
            &url(API),
            &page,
            RULES,
            now(0)
        ));
    }

    #[test]
    fn cookies_are_replaced_and_expire() {
        let mut jar = jar(&["a=1; Path=/", "a=2; Path=/; Max-Age=10", "b=1; Path=/"]);
        assert_eq!(sent(&jar, API, API, 9), "a=2; b=1");
        assert_eq!(sent(&jar, API, API, 10), "b=1");
        let expired = "b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        assert!(jar.store(expired, &url(API), &context(API), RULES, now(0)));
        assert_eq!(sent(&jar, API, API, 0), "a=2");
    }
}
