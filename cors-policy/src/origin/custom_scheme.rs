//! Origins of pages that an app shows in a webview of its own, and of browser extensions.
//!
//! URL, «origin»: a page from a scheme that the standard does not know has an opaque origin, sent as
//! `null`. The exceptions are schemes that a webview or a browser has registered, so whoever lists
//! one says so with `dangerously_allow`.

use super::error::OriginError;
use super::syntax::invalid_host_char;
use crate::names::nearest;
use crate::rules::Rule;

/// `scheme://name`, compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CustomOrigin {
    pub(crate) text: String,
    pub(crate) uniqueness: Uniqueness,
}

/// Whose origin it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Uniqueness {
    /// One extension's or app's, on every device.
    Unique,
    /// Of one installation: the next user's is another.
    PerInstallation,
    /// Of every app that is made with the same framework.
    Shared,
}

/// The frameworks whose apps all have one origin.
const SHARED: [&str; 4] = ["capacitor", "ionic", "tauri", "app"];
/// The schemes whose names are drawn by lot at installation.
const PER_INSTALLATION: [&str; 3] = ["moz-extension", "safari-web-extension", "vscode-webview"];

/// Reads what stands before and behind `://`, where the scheme is none of the web's.
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
    if let Some(byte) = invalid_host_char(name) {
        return Err(OriginError::new(Rule::OriginHostByte).with_other(byte));
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
    let uniqueness = if SHARED.contains(&scheme) {
        Uniqueness::Shared
    } else if PER_INSTALLATION.contains(&scheme) {
        Uniqueness::PerInstallation
    } else {
        Uniqueness::Unique
    };
    Ok(CustomOrigin { text, uniqueness })
}

/// Chromium names an extension by 32 letters from `a` to `p`: a hash, four bits a letter.
fn is_extension_id(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|byte| matches!(byte, b'a'..=b'p'))
}
