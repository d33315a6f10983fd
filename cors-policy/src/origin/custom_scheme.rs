//! Origins with a custom scheme: those of apps with a webview, and of browser extensions.
//!
//! By the URL Standard, a page with such a scheme has an
//! [opaque origin](https://url.spec.whatwg.org/#concept-url-origin), sent as `null`. Webviews and
//! browsers make exceptions for schemes that they register, so these origins need an option of
//! `dangerously_allow`.

use super::error::OriginError;
use super::syntax::invalid_host_char;
use crate::names::nearest;
use crate::rules::Rule;
use crate::shared_hosts::find_app_by_scheme;

/// An origin `scheme://name`, which is compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomOrigin {
    pub(crate) text: String,
    pub(crate) uniqueness: Uniqueness,
}

/// The number of apps and installations that send an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Uniqueness {
    /// One app or extension sends it, from every installation.
    Unique,
    /// A single installation sends it; other users have other origins.
    PerInstallation,
    /// All apps of this framework send it.
    Shared(&'static str),
}

/// The schemes with names that are generated at installation.
const PER_INSTALLATION_SCHEMES: [&str; 3] =
    ["moz-extension", "safari-web-extension", "vscode-webview"];

/// Parses the text before and after `://`, if the scheme is not one of the web.
pub(super) fn parse(scheme: &str, rest: &str) -> Result<CustomOrigin, OriginError> {
    let lower = scheme.to_ascii_lowercase();
    if nearest(&lower, &["http", "https"]).is_some() {
        return Err(OriginError::new(Rule::OriginSchemeTypo).with_other(scheme));
    }
    let is_letter = |byte: &u8| byte.is_ascii_lowercase();
    let is_scheme = lower.as_bytes().first().is_some_and(is_letter)
        && lower
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    if !is_scheme {
        return Err(Rule::OriginSeparator.into());
    }
    let name = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let text = format!("{lower}://{}", name.to_ascii_lowercase());
    let suggestion = |rule| Err(OriginError::new(rule).with_suggestion(text.clone()));
    if rest.contains('*') {
        return Err(Rule::WildcardApp.into());
    }
    if name.is_empty() {
        return Err(Rule::OriginNoHost.into());
    }
    if let Some(invalid) = invalid_host_char(name) {
        return Err(OriginError::new(Rule::OriginHostByte).with_other(invalid));
    }
    if lower == "chrome-extension" && !is_extension_id(name) {
        return Err(Rule::ExtensionId.into());
    }
    match &rest[name.len()..] {
        "" => {}
        "/" => return suggestion(Rule::OriginSlash),
        tail if tail.starts_with('?') => return suggestion(Rule::OriginQuery),
        tail if tail.starts_with('#') => return suggestion(Rule::OriginFragment),
        _ => return suggestion(Rule::OriginPath),
    }
    if lower != scheme {
        return suggestion(Rule::OriginSchemeCase);
    }
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return suggestion(Rule::OriginHostCase);
    }
    let uniqueness = if let Some(app) = find_app_by_scheme(scheme) {
        Uniqueness::Shared(app.framework)
    } else if PER_INSTALLATION_SCHEMES.contains(&scheme) {
        Uniqueness::PerInstallation
    } else {
        Uniqueness::Unique
    };
    Ok(CustomOrigin { text, uniqueness })
}

/// Returns whether the name is the id of a Chromium extension: a hash with a letter from `a` to `p` for
/// every four bits.
fn is_extension_id(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'a'..=b'p'))
}
