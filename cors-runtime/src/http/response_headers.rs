//! A decision that waits for its response, and how it is written onto that.

use http::StatusCode;
use http::header::{self, Entry, HeaderMap, HeaderName, HeaderValue};

use super::answer::Kept;
use super::decided::is_decided;
use super::decision::{Field, Outcome};
use super::prepared::{Prepared, status_code};
use super::vary::Vary;
use super::verdict::Verdict;

/// A decision that waits for its response.
#[derive(Debug, Clone)]
#[must_use = "the response needs its headers"]
pub struct Actual {
    /// Whether the origin is let in.
    pub(super) allowed: bool,
    /// What the response depends on.
    pub(super) vary: Vary,
    /// The allowed origin, where the policy does not know which it is.
    pub(super) origin: Option<HeaderValue>,
}

impl Actual {
    /// Puts the headers onto a response, by the policy that decided.
    ///
    /// The six `Access-Control-*` headers are ours: what the handler set under these names goes,
    /// whether or not we set it. `Vary` is the handler's, and gains what we depend on. A map that is
    /// full stays without what it has no room for, and the browser then refuses to share the response.
    #[inline]
    pub fn finish(self, prepared: &Prepared, headers: &mut HeaderMap) {
        self.finish_right_here(prepared, headers);
    }

    /// The same, compiled into the place that asks for it.
    #[doc(hidden)]
    #[allow(
        clippy::inline_always,
        reason = "moving a decision costs more than using it"
    )]
    #[inline(always)]
    pub fn finish_right_here(mut self, prepared: &Prepared, headers: &mut HeaderMap) {
        self.finish_in_place(prepared, headers);
    }

    /// The same for a decision that a future holds. It is to be finished once: a second time no origin
    /// is let in of several.
    #[doc(hidden)]
    #[allow(
        clippy::inline_always,
        reason = "moving a decision costs more than using it"
    )]
    #[inline(always)]
    pub fn finish_in_place(&mut self, prepared: &Prepared, headers: &mut HeaderMap) {
        let was_empty = headers.is_empty();
        // Reading the names that are there is cheaper than looking for six that nearly never are.
        if headers.keys().any(may_be_ours) {
            remove_ours(headers);
        }
        if self.allowed {
            let origin = self
                .origin
                .take()
                .unwrap_or_else(|| prepared.origin.clone());
            let _ = headers.try_append(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            for (field, value) in &prepared.others {
                let _ = headers.try_append(name(*field), value.clone());
            }
        }
        match self.vary {
            Vary::Nothing => {}
            Vary::Origin if was_empty => drop(headers.try_append(header::VARY, ORIGIN)),
            vary => append_vary(vary, headers),
        }
    }
}

/// Looks and writes with one look-up.
fn append_vary(vary: Vary, headers: &mut HeaderMap) {
    let Some(line) = vary_line(vary) else { return };
    match headers.try_entry(header::VARY) {
        Ok(Entry::Occupied(mut lines)) => {
            if vary.is_missing_from(lines.iter().map(HeaderValue::as_bytes)) {
                lines.append(line);
            }
        }
        Ok(Entry::Vacant(place)) => drop(place.try_insert(line)),
        Err(_) => {}
    }
}

/// The handler's go before ours come: one that is replaced would stay where it was, and the order of ours
/// is fixed; and a full map does not even let one be replaced.
#[cold]
fn remove_ours(headers: &mut HeaderMap) {
    for field in Field::ALL {
        headers.remove(name(field));
    }
}

fn vary_lines(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let lines = headers.get_all(header::VARY).into_iter();
    lines.map(HeaderValue::as_bytes)
}

/// A decision that counts only if the response shows no other.
#[derive(Debug, Clone)]
#[must_use = "a response that nobody has decided about needs its headers"]
pub struct Last {
    pub(super) verdict: Verdict,
    pub(super) actual: Actual,
}

impl Last {
    /// Puts the headers onto a response that nobody has decided about, by the policy that decided, and
    /// leaves every other as it is.
    ///
    /// A status is the answer in the place of the response, without a body, and `headers` are then all
    /// of its headers: a preflight that went through unanswered, or a foreign request to a policy that
    /// is enforced, which has run by now.
    ///
    /// It is to be settled once: a second time no origin is let in of several.
    #[must_use = "the response is to be replaced"]
    pub fn settle(&mut self, prepared: &Prepared, headers: &mut HeaderMap) -> Option<StatusCode> {
        let allow_origin = headers.get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
        let allow_origin = allow_origin.map(HeaderValue::as_bytes);
        if is_decided(allow_origin, vary_lines(headers)) {
            return None;
        }
        let Some(status) = Outcome::of(self.verdict).answered() else {
            self.actual.finish_in_place(prepared, headers);
            return None;
        };
        let mut kept = Kept {
            status: status_code(status),
            allowed: self.verdict.is_allowed(),
            chosen_by: Vary::Nothing,
            origin: self.actual.origin.take(),
        };
        *headers = kept.take_headers(prepared);
        Some(kept.status())
    }
}

// Copied where it is used, which is cheaper than cloning a static one.
#[allow(clippy::declare_interior_mutable_const)]
const ORIGIN: HeaderValue = HeaderValue::from_static(text(Vary::Origin));

/// The value of `Vary`, made beforehand.
#[inline]
pub(super) fn vary_line(vary: Vary) -> Option<HeaderValue> {
    match vary {
        Vary::Nothing => None,
        Vary::Origin => Some(ORIGIN),
        Vary::AskedMethod | Vary::OriginAndAskedMethod => Some(rare_line(vary)),
    }
}

/// The value where several handlers share a path.
#[cold]
fn rare_line(vary: Vary) -> HeaderValue {
    HeaderValue::from_static(text(vary))
}

const fn text(vary: Vary) -> &'static str {
    match vary.as_sent() {
        Some(text) => text,
        None => "",
    }
}

/// The six have this beginning in common, and hardly any other name has it.
fn may_be_ours(candidate: &HeaderName) -> bool {
    candidate.as_str().starts_with("access-control-")
}

pub(super) const fn name(field: Field) -> HeaderName {
    match field {
        Field::AllowOrigin => header::ACCESS_CONTROL_ALLOW_ORIGIN,
        Field::AllowCredentials => header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
        Field::AllowMethods => header::ACCESS_CONTROL_ALLOW_METHODS,
        Field::AllowHeaders => header::ACCESS_CONTROL_ALLOW_HEADERS,
        Field::MaxAge => header::ACCESS_CONTROL_MAX_AGE,
        Field::ExposeHeaders => header::ACCESS_CONTROL_EXPOSE_HEADERS,
    }
}
