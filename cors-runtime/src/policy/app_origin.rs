//! Origins of pages that an app shows in a webview of its own, and of browser extensions.
//!
//! URL, «origin»: a page from a scheme that the standard does not know has an opaque origin, sent as
//! `null`. The exceptions are schemes that a webview or a browser has registered, so whoever lists
//! one says so with `dangerously_allow`.

use super::catalogue::Rule;
use super::nearest::nearest;
use super::origin::{Fault, odd_byte};
use super::text::{all, find_any, is_one_of};

/// `scheme://name`, compared as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AppOrigin {
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// Whose origin it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One extension's or app's, on every device.
    One,
    /// Of one installation: the next user's is another.
    Installation,
    /// Of every app that is made with the same framework.
    Shared,
}

/// The frameworks whose apps all have one origin.
const SHARED: [&str; 4] = ["capacitor", "ionic", "tauri", "app"];
/// The schemes whose names are drawn by lot at installation.
const DRAWN: [&str; 3] = ["moz-extension", "safari-web-extension", "vscode-webview"];

/// Reads what stands before and behind `://`, where the scheme is none of the web's.
pub(super) fn read(scheme: &str, rest: &str) -> Result<AppOrigin, Fault> {
    let lower = scheme.to_ascii_lowercase();
    if nearest(&lower, &["http", "https"]).is_some() {
        return Err(Fault::new(Rule::OriginSchemeTypo).beside(scheme));
    }
    let is_letter = |byte: &u8| byte.is_ascii_lowercase();
    let is_scheme = lower.as_bytes().first().is_some_and(is_letter)
        && all(&lower, |b| {
            b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.')
        });
    if !is_scheme {
        return Err(Rule::OriginSeparator.into());
    }
    let name = &rest[..find_any(rest, b"/?#").unwrap_or(rest.len())];
    let text = format!("{lower}://{}", name.to_ascii_lowercase());
    let instead = |rule| Err(Fault::new(rule).instead(text.clone()));
    if rest.contains('*') {
        return Err(Rule::WildcardApp.into());
    }
    if name.is_empty() {
        return Err(Rule::OriginNoHost.into());
    }
    if let Some(byte) = odd_byte(name) {
        return Err(Fault::new(Rule::OriginHostByte).beside(byte));
    }
    if lower == "chrome-extension" && !is_extension_id(name) {
        return Err(Rule::ExtensionId.into());
    }
    match &rest[name.len()..] {
        "" => {}
        "/" => return instead(Rule::OriginSlash),
        tail if tail.starts_with('?') => return instead(Rule::OriginQuery),
        tail if tail.starts_with('#') => return instead(Rule::OriginFragment),
        _ => return instead(Rule::OriginPath),
    }
    if lower != scheme {
        return instead(Rule::OriginSchemeCase);
    }
    if !all(name, |byte| !byte.is_ascii_uppercase()) {
        return instead(Rule::OriginHostCase);
    }
    let kind = if is_one_of(scheme, &SHARED) {
        Kind::Shared
    } else if is_one_of(scheme, &DRAWN) {
        Kind::Installation
    } else {
        Kind::One
    };
    Ok(AppOrigin { text, kind })
}

/// Chromium names an extension by 32 letters from `a` to `p`: a hash, four bits a letter.
fn is_extension_id(name: &str) -> bool {
    name.len() == 32 && all(name, |byte| matches!(byte, b'a'..=b'p'))
}
