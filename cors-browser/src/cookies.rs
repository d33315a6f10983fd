//! The cookie jar: what is kept from whom, and who gets it back.
//!
//! Domains, paths and expiry are `cookie_store`'s. `SameSite`, `Partitioned` and the engines' rules
//! about third parties are judged here, by the measured rows.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use cookie_store::{Cookie, CookieDomain, RawCookie};
use cors_runtime::policy::public_suffix::is_public_suffix;
use url::Url;

use super::origin::{Origin, is_loopback};
use super::profile::{CookieRules, ThirdParty};

/// For whom a request is made.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// The host of the page at the top.
    host: Option<String>,
    /// Its site.
    site: String,
    /// Whether every document from there down to the script is of that site.
    is_unmixed: bool,
}

impl Party {
    /// A page at the top.
    pub(super) fn at_the_top(origin: &Origin) -> Self {
        Self {
            host: origin.host().map(str::to_owned),
            site: origin.site(),
            is_unmixed: true,
        }
    }

    /// A frame in there, with a document of this origin.
    pub(super) fn frame(&self, origin: &Origin) -> Self {
        Self {
            is_unmixed: self.is_unmixed && self.site == origin.site(),
            ..self.clone()
        }
    }

    /// The site of the page at the top, for which things are kept apart.
    pub(super) fn site(&self) -> &str {
        &self.site
    }

    /// Whether somebody else's frame asks the site of the page that it is in.
    pub(super) fn asks_home(&self, url: &Url) -> bool {
        !self.is_unmixed && self.is_of_the_top(url)
    }

    fn is_of_the_top(&self, url: &Url) -> bool {
        self.site == Origin::of(url).site()
    }

    fn is_same_site(&self, url: &Url, rules: CookieRules) -> bool {
        (self.is_unmixed || rules.frames_count_as_the_page) && self.is_of_the_top(url)
    }

    /// What the cookies of third parties are kept apart for. What a site keeps for somebody else's
    /// frames in its own pages is nothing to those pages.
    fn partition(&self, url: &Url) -> String {
        let mark = if self.asks_home(url) { "^" } else { "" };
        format!("{}{mark}", self.site)
    }

    fn is_third_party(&self, url: &Url, rules: CookieRules) -> bool {
        match rules.third_party {
            ThirdParty::OfKnownHosts => self.host.as_deref() != url.host_str(),
            _ => !self.is_unmixed || !self.is_of_the_top(url),
        }
    }
}

/// Who is asked whether a cookie is for other sites as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SameSite {
    Strict,
    Lax,
    None,
}

#[derive(Debug)]
struct Kept {
    cookie: Cookie<'static>,
    same_site: SameSite,
    /// The [partition](Party::partition) it is kept apart for.
    partition: Option<String>,
    /// When it is gone, on the browser's own clock.
    expires: Option<Duration>,
}

/// All cookies of a browser.
#[derive(Debug, Default)]
pub(super) struct Jar(Vec<Kept>);

impl Jar {
    /// The value of `Cookie`, or nothing.
    pub(super) fn header(
        &self,
        url: &Url,
        party: &Party,
        rules: CookieRules,
        now: Duration,
    ) -> Option<String> {
        let is_same_site = party.is_same_site(url, rules);
        let partition = party.partition(url);
        let place = as_secure(url, rules);
        let shared = match rules.third_party {
            ThirdParty::Kept | ThirdParty::OfKnownHosts => true,
            ThirdParty::PartitionedOnly | ThirdParty::Partitioned => {
                !party.is_third_party(url, rules)
            }
        };
        let mut sent: Vec<&Kept> = self
            .0
            .iter()
            .filter(|kept| kept.expires.is_none_or(|expires| now < expires))
            .filter(|kept| kept.cookie.matches(&place))
            .filter(|kept| kept.same_site == SameSite::None || is_same_site)
            .filter(|kept| match &kept.partition {
                Some(kept) => *kept == partition,
                None => shared,
            })
            .collect();
        // Longer paths first (RFC 6265 §5.4); otherwise in the order they came.
        sent.sort_by_key(|kept| std::cmp::Reverse(kept.cookie.path.len()));
        let pairs: Vec<String> = sent
            .iter()
            .map(|kept| format!("{}={}", kept.cookie.name(), kept.cookie.value()))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Keeps what one `Set-Cookie` line says, unless the rules are against it. Gives whether the jar
    /// took notice.
    pub(super) fn keep(
        &mut self,
        line: &str,
        url: &Url,
        party: &Party,
        rules: CookieRules,
        now: Duration,
    ) -> bool {
        let Ok(raw) = RawCookie::parse(line.to_owned()) else {
            return false;
        };
        let is_secure = raw.secure().unwrap_or(false);
        let is_encrypted = url.scheme() == "https";
        if is_secure && !is_encrypted && !(rules.secure_on_loopback && is_loopback(url)) {
            return false;
        }
        let same_site = same_site(&raw, rules);
        if raw.same_site().is_some_and(|said| said.is_none())
            && rules.none_takes_secure
            && !is_secure
        {
            return false;
        }
        if same_site != SameSite::None && !party.is_same_site(url, rules) {
            return false;
        }
        let is_partitioned = raw.partitioned().unwrap_or(false) && is_secure;
        let is_third_party = party.is_third_party(url, rules);
        let apart = match rules.third_party {
            ThirdParty::PartitionedOnly if is_third_party && !is_partitioned => return false,
            ThirdParty::Kept | ThirdParty::PartitionedOnly => is_partitioned,
            ThirdParty::Partitioned => is_partitioned || is_third_party,
            ThirdParty::OfKnownHosts if is_third_party && !self.knows(url) => return false,
            ThirdParty::OfKnownHosts => false,
        };
        let Ok(cookie) = Cookie::try_from_raw_cookie(&raw, url) else {
            return false;
        };
        if is_for_public_suffix(&cookie, url) {
            return false;
        }
        let kept = Kept {
            expires: expires(&raw, now),
            same_site,
            partition: apart.then(|| party.partition(url)),
            cookie,
        };
        let is_gone = kept.expires.is_some_and(|expires| expires <= now);
        let place = self.0.iter().position(|old| old.is_replaced_by(&kept));
        match (place, is_gone) {
            (Some(place), true) => {
                self.0.remove(place);
            }
            // In the place of the older one, by which the order goes (RFC 6265 §5.4).
            (Some(place), false) => self.0[place] = kept,
            (None, true) => {}
            (None, false) => self.0.push(kept),
        }
        true
    }

    /// Whether some cookie is here for this host.
    fn knows(&self, url: &Url) -> bool {
        self.0.iter().any(|kept| kept.cookie.domain.matches(url))
    }
}

impl Kept {
    fn is_replaced_by(&self, newer: &Self) -> bool {
        self.cookie.name() == newer.cookie.name()
            && self.cookie.domain == newer.cookie.domain
            && self.cookie.path == newer.cookie.path
            && self.partition == newer.partition
    }
}

fn same_site(raw: &RawCookie<'_>, rules: CookieRules) -> SameSite {
    match raw.same_site() {
        Some(said) if said.is_strict() => SameSite::Strict,
        Some(said) if said.is_lax() => SameSite::Lax,
        None if rules.lax_by_default => SameSite::Lax,
        Some(_) | None => SameSite::None,
    }
}

/// The URL, with the scheme by which it is told whether cookies with `Secure` go there: `cookie_store`
/// knows `localhost`, and not the names below it.
fn as_secure(url: &Url, rules: CookieRules) -> Url {
    let mut url = url.clone();
    if rules.secure_on_loopback && is_loopback(&url) {
        // Only refused between schemes of other kinds.
        let _ = url.set_scheme("https");
    }
    url
}

/// Whether it would go to everybody who has registered a name under a public suffix.
fn is_for_public_suffix(cookie: &Cookie<'_>, url: &Url) -> bool {
    match &cookie.domain {
        CookieDomain::Suffix(domain) => {
            url.host_str() != Some(domain) && (is_public_suffix(domain) || !domain.contains('.'))
        }
        _ => false,
    }
}

/// When a cookie is gone. `Max-Age` goes before `Expires`, whose date is compared with the machine's
/// own once, on arrival: from then on the browser's clock counts.
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
    use super::super::profile::Profile;
    use super::*;

    fn url(url: &str) -> Url {
        Url::parse(url).unwrap()
    }

    fn party(page: &str) -> Party {
        Party::at_the_top(&Origin::of(&url(page)))
    }

    const API: &str = "https://api.example.com/users/7";
    const RULES: CookieRules = Profile::SPEC.cookies;

    fn now(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn jar(lines: &[&str]) -> Jar {
        let mut jar = Jar::default();
        for line in lines {
            jar.keep(line, &url(API), &party(API), RULES, now(0));
        }
        jar
    }

    fn sent(jar: &Jar, to: &str, page: &str, at: u64) -> String {
        jar.header(&url(to), &party(page), RULES, now(at))
            .unwrap_or_default()
    }

    #[test]
    fn domain_and_path() {
        let jar = jar(&[
            "host=1",
            "domain=1; Domain=example.com; Path=/",
            "deep=1; Path=/users/7/mail",
            "com=1; Domain=com",
            "foreign=1; Domain=other.example",
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
    fn secure() {
        let jar = jar(&["a=1; Secure", "b=1"]);
        let insecure = "http://api.example.com/users/7";
        assert_eq!(sent(&jar, insecure, insecure, 0), "b=1");
        let mut jar = jar;
        assert!(!jar.keep(
            "c=1; Secure",
            &url(insecure),
            &party(insecure),
            RULES,
            now(0)
        ));
        let local = url("http://localhost:3000/");
        assert!(jar.keep(
            "c=1; Secure",
            &local,
            &party("http://localhost:3000"),
            RULES,
            now(0)
        ));
    }

    #[test]
    fn same_site() {
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
        let frame = party("https://app.example.com").frame(&Origin::opaque());
        assert_eq!(
            jar.header(&url(API), &frame, RULES, now(0)).as_deref(),
            Some("none=1")
        );
    }

    #[test]
    fn a_foreign_page_sets_no_cookie_that_it_would_not_send() {
        let mut jar = Jar::default();
        let page = party("https://app.example.org");
        assert!(!jar.keep("a=1", &url(API), &page, RULES, now(0)));
        assert!(!jar.keep("a=1; SameSite=Strict", &url(API), &page, RULES, now(0)));
        assert!(jar.keep(
            "a=1; SameSite=None; Secure",
            &url(API),
            &page,
            RULES,
            now(0)
        ));
    }

    #[test]
    fn replaced_expired_and_deleted() {
        let mut jar = jar(&["a=1; Path=/", "a=2; Path=/; Max-Age=10", "b=1; Path=/"]);
        assert_eq!(sent(&jar, API, API, 9), "a=2; b=1");
        assert_eq!(sent(&jar, API, API, 10), "b=1");
        let gone = "b=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT";
        assert!(jar.keep(gone, &url(API), &party(API), RULES, now(0)));
        assert_eq!(sent(&jar, API, API, 0), "a=2");
    }
}
