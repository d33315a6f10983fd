//! Hosts and origins that people share who do not know each other: places where anyone can publish a
//! page, names that change hands, and the origins that every app of a framework has.
//!
//! The [Public Suffix List](crate::public_suffix) lacks most of them, because they are not domains under
//! which names are registered. `docs/shared-hosts.md` describes the tables, and how to add an entry.

mod app_origins;
mod hosts;
mod shared_host;

pub use app_origins::{APP_ORIGINS, AppOrigin};
pub use hosts::HOSTS;
pub use shared_host::{SharedHost, Sharing};

/// Returns the first shared host that covers `host`, or a host below it if `with_subdomains`. A dot at
/// the end of `host` is ignored. The first label of `host` may have a `*`, as in `app-*.ngrok.io`.
///
/// ```
/// use cors_policy::shared_hosts::find;
/// assert_eq!(find("codepen.io", false).unwrap().host, "codepen.io");
/// assert_eq!(find("a.ngrok.io", false).unwrap().host, "ngrok.io");
/// assert_eq!(find("jsdelivr.net", true).unwrap().host, "cdn.jsdelivr.net");
/// assert_eq!(find("jsdelivr.net", false), None);
/// assert_eq!(find("cors-*.herokuapp.com", false).unwrap().host, "cors-anywhere.herokuapp.com");
/// ```
#[must_use]
pub fn find(host: &str, with_subdomains: bool) -> Option<&'static SharedHost> {
    let host = host.strip_suffix('.').unwrap_or(host);
    // Every entry has two labels without `*` at its end, so most entries need no comparison by labels.
    let dot_before_domain = host.rmatch_indices('.').nth(1);
    let domain = dot_before_domain.map_or(host, |(dot, _)| &host[dot + 1..]);
    let mut hosts = HOSTS.iter();
    hosts.find(|shared| shared.host.ends_with(domain) && shared.covers(host, with_subdomains))
}

/// Returns the entry of the framework whose apps all have `origin`, an exact origin. A dot at its end is
/// ignored.
///
/// ```
/// use cors_policy::shared_hosts::find_app;
/// assert_eq!(find_app("wails://wails").unwrap().framework, "Wails");
/// assert_eq!(find_app("https://app.example.com"), None);
/// ```
#[must_use]
pub fn find_app(origin: &str) -> Option<&'static AppOrigin> {
    let origin = origin.strip_suffix('.').unwrap_or(origin);
    APP_ORIGINS.iter().find(|app| app.origin == origin)
}

/// Returns an entry of the framework whose apps have origins with the custom scheme `scheme`.
pub(crate) fn find_app_by_scheme(scheme: &str) -> Option<&'static AppOrigin> {
    let mut apps = APP_ORIGINS.iter();
    apps.find(|app| {
        let known = app.origin.split("://").next();
        known == Some(scheme) && !matches!(scheme, "http" | "https")
    })
}

#[cfg(test)]
mod tests {
    use super::{APP_ORIGINS, HOSTS, SharedHost, Sharing, find, find_app, find_app_by_scheme};
    use crate::origin::{ParsedOrigin, parse};
    use crate::public_suffix::{first_suffix_within, is_public_suffix};

    /// Returns a host that an entry covers.
    fn example(shared: &SharedHost) -> String {
        shared.host.replace('*', "any")
    }

    #[test]
    fn tables_are_sorted_and_without_duplicates() {
        assert!(HOSTS.is_sorted_by(|one, next| one.host < next.host));
        assert!(APP_ORIGINS.is_sorted_by(|one, next| one.origin < next.origin));
        assert!(HOSTS.len() + APP_ORIGINS.len() >= 60);
    }

    #[test]
    fn every_entry_has_a_source() {
        let sources = HOSTS.iter().map(|shared| shared.source);
        for source in sources.chain(APP_ORIGINS.iter().map(|app| app.source)) {
            let (host, _) = source
                .strip_prefix("https://")
                .and_then(|rest| rest.split_once('/'))
                .unwrap_or_else(|| panic!("{source}"));
            assert!(host.contains('.') && !source.contains(char::is_whitespace));
        }
    }

    #[test]
    fn entries_are_hosts_and_origins_as_browsers_send_them() {
        for shared in HOSTS {
            let origin = format!("https://{}", example(shared));
            let parsed = parse(&origin);
            assert!(matches!(parsed, Ok(ParsedOrigin::Web(_))), "{origin}");
            assert!(!shared.host.contains("*.*"));
            let mut labels = shared.host.rsplit('.');
            let domain = [labels.next(), labels.next()];
            assert!(domain.iter().all(|label| label.is_some_and(|it| it != "*")));
        }
        for app in APP_ORIGINS {
            assert!(parse(app.origin).is_ok(), "{}", app.origin);
        }
    }

    // A public suffix gives the same result without an entry, except for names that change hands, which are
    // below the suffix.
    #[test]
    fn no_entry_repeats_the_public_suffix_list() {
        for shared in HOSTS {
            let is_redundant =
                shared.sharing == Sharing::Pages && is_public_suffix(&example(shared));
            assert!(!is_redundant, "{}", shared.host);
        }
    }

    #[test]
    fn every_entry_is_found_at_its_host_above_and_below() {
        for shared in HOSTS {
            let host = example(shared);
            assert_eq!(find(&host, false), Some(shared), "{host}");
            assert_eq!(find(&format!("{host}."), false), Some(shared), "{host}");
            assert!(find(&host, true).is_some(), "{host}");
            let below = format!("one.two.{host}");
            let is_found = find(&below, false).is_some();
            assert_eq!(is_found, shared.sharing == Sharing::Names, "{below}");
            let (_, above) = host.split_once('.').expect("two labels");
            if above.contains('.') {
                assert!(find(above, true).is_some(), "{above}");
            } else {
                assert_eq!(first_suffix_within(above), Some(above), "{above}");
            }
        }
    }

    #[test]
    fn labels_are_compared_as_a_whole() {
        for host in [
            "notcodepen.io",
            "codepen.io.example.com",
            "pen.io",
            "xnip.io",
            "any.s3.eu-central-1.wasabisys.com",
            "s3.eu.central.wasabisys.com",
            "",
            ".",
        ] {
            assert_eq!(find(host, false), None, "{host}");
        }
    }

    #[test]
    fn app_origins_are_compared_as_a_whole() {
        for origin in ["https://localhost", "https://localhost.", "wails://wails"] {
            assert!(find_app(origin).is_some(), "{origin}");
        }
        for origin in ["https://localhost:3000", "https://localhos", "https://"] {
            assert!(find_app(origin).is_none(), "{origin}");
        }
        for scheme in ["app", "capacitor", "cordova", "ionic", "tauri", "wails"] {
            assert!(find_app_by_scheme(scheme).is_some(), "{scheme}");
        }
        for scheme in ["https", "http", "ap", "my-app", ""] {
            assert!(find_app_by_scheme(scheme).is_none(), "{scheme}");
        }
    }
}
