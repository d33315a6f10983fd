//! What a route is for, whatever the method and the format: path and query, taken apart once.

use ::rocket::http::RawStr;
use ::rocket::{Request, Route};

/// The path and the query of a route.
///
/// Rocket's own matching: dynamic segments take any segment, a trailing one all that are left, and the
/// static parts of a query have to be there.
#[derive(Debug)]
pub(super) struct Target {
    /// As it is written.
    text: String,
    path: Vec<Segment>,
    /// The static parts of the query, with their values.
    query: Vec<(String, String)>,
}

/// A segment of a path.
#[derive(Debug)]
enum Segment {
    Static(String),
    Dynamic,
    Trailing,
}

impl Target {
    pub(super) fn of(route: &Route) -> Self {
        let path = route.uri.origin.path();
        let query = route.uri.origin.query().into_iter();
        let query = query.flat_map(|query| query.raw_segments().map(RawStr::as_str));
        Self {
            text: route.uri.as_str().to_owned(),
            path: path
                .raw_segments()
                .map(RawStr::as_str)
                .map(Segment::read)
                .collect(),
            query: query
                .filter(|part| !is_dynamic(part))
                .map(|part| part.split_once('=').unwrap_or((part, "")))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// Whether a route is written like this.
    pub(super) fn is_same(&self, route: &Route) -> bool {
        self.text == route.uri.as_str()
    }

    /// Whether this is what a request is for.
    pub(super) fn is_of(&self, request: &Request<'_>) -> bool {
        self.has_path(request) && self.has_query(request)
    }

    fn has_path(&self, request: &Request<'_>) -> bool {
        let mut asked = request.uri().path().segments();
        for segment in &self.path {
            match (segment, asked.next()) {
                (Segment::Trailing, _) => return true,
                (Segment::Dynamic, Some(_)) => {}
                (Segment::Static(text), Some(asked)) if asked == text => {}
                _ => return false,
            }
        }
        asked.next().is_none()
    }

    fn has_query(&self, request: &Request<'_>) -> bool {
        self.query.iter().all(|(name, value)| {
            let asked = request.uri().query();
            asked.is_some_and(|asked| asked.segments().any(|part| part == (name, value)))
        })
    }
}

impl Segment {
    fn read(text: &str) -> Self {
        match is_dynamic(text) {
            true if text.ends_with("..>") => Segment::Trailing,
            true => Segment::Dynamic,
            false => Segment::Static(text.to_owned()),
        }
    }
}

fn is_dynamic(text: &str) -> bool {
    text.starts_with('<') && text.ends_with('>')
}
