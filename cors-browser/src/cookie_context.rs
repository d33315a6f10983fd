//! The context of a request that decides whether its cookies are same-site and first-party.

use url::Url;

use crate::origin::Origin;
use crate::profile::{CookieRules, ThirdPartyCookies};

#[derive(Clone, Debug)]
pub(crate) struct CookieContext {
    /// The host of the top-level page.
    host: Option<String>,
    /// The site of the top-level page.
    site: String,
    /// Whether all documents from the top-level page down to the requesting one are of that site.
    ancestors_are_same_site: bool,
}

impl CookieContext {
    pub(crate) fn top_level(origin: &Origin) -> Self {
        Self {
            host: origin.host().map(str::to_owned),
            site: origin.site(),
            ancestors_are_same_site: true,
        }
    }

    /// The context of a frame in this context, whose document has the origin `origin`.
    pub(crate) fn frame(&self, origin: &Origin) -> Self {
        Self {
            ancestors_are_same_site: self.ancestors_are_same_site && self.site == origin.site(),
            ..self.clone()
        }
    }

    /// The site of the top-level page, by which the preflight cache is partitioned.
    pub(crate) fn site(&self) -> &str {
        &self.site
    }

    /// Returns whether a cross-site frame makes a request to the site of the top-level page.
    pub(crate) fn is_cross_site_frame_to_top_level(&self, url: &Url) -> bool {
        !self.ancestors_are_same_site && self.is_top_level_site(url)
    }

    /// Returns whether a request to the URL carries cookies with `SameSite=Lax` and
    /// `SameSite=Strict`.
    pub(crate) fn is_same_site(&self, url: &Url, rules: CookieRules) -> bool {
        (self.ancestors_are_same_site || rules.frames_count_as_top_level)
            && self.is_top_level_site(url)
    }

    /// The partition of third-party cookies. Cookies that a site sets in cross-site frames on its
    /// own pages are in another partition than those of the pages themselves.
    pub(crate) fn partition(&self, url: &Url) -> String {
        let cross_site_ancestor = if self.is_cross_site_frame_to_top_level(url) {
            "^"
        } else {
            ""
        };
        format!("{}{cross_site_ancestor}", self.site)
    }

    pub(crate) fn is_third_party(&self, url: &Url, rules: CookieRules) -> bool {
        match rules.third_party {
            ThirdPartyCookies::VisitedHostsOnly => self.host.as_deref() != url.host_str(),
            _ => !self.ancestors_are_same_site || !self.is_top_level_site(url),
        }
    }

    fn is_top_level_site(&self, url: &Url) -> bool {
        self.site == Origin::from_url(url).site()
    }
}
