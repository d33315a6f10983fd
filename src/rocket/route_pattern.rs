//! The path and the query of a route, parsed once.

use ::rocket::http::RawStr;
use ::rocket::{Request, Route};

/// The path and the query of a route, whatever its method and format.
///
/// The matching is Rocket's: a dynamic segment matches any segment, a trailing one all that are left, and
/// the static parts of a query must be present.
#[derive(Debug)]
pub(super) struct RoutePattern {
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

impl RoutePattern {
    pub(super) fn new(route: &Route) -> Self {
        let path = route.uri.origin.path();
        let query = route.uri.origin.query().into_iter();
        let query = query.flat_map(|query| query.raw_segments().map(RawStr::as_str));
        Self {
            path: path
                .raw_segments()
                .map(RawStr::as_str)
                .map(Segment::parse)
                .collect(),
            query: query
                .filter(|part| !is_dynamic(part))
                .map(|part| part.split_once('=').unwrap_or((part, "")))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }
    }

    /// Returns whether a request may match both patterns.
    pub(super) fn may_overlap(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.path.iter(), other.path.iter());
        loop {
            match (a.next(), b.next()) {
                (None, None) | (Some(Segment::Trailing), _) | (_, Some(Segment::Trailing)) => {
                    return true;
                }
                (Some(a), Some(b)) if a.may_overlap(b) => {}
                _ => return false,
            }
        }
    }

    /// Returns whether a request matches the pattern.
    pub(super) fn matches(&self, request: &Request<'_>) -> bool {
        self.matches_path(request) && self.matches_query(request)
    }

    fn matches_path(&self, request: &Request<'_>) -> bool {
        let mut segments = request.uri().path().segments();
        for segment in &self.path {
            match (segment, segments.next()) {
                (Segment::Trailing, _) => return true,
                (Segment::Dynamic, Some(_)) => {}
                (Segment::Static(expected), Some(text)) if text == expected => {}
                _ => return false,
            }
        }
        segments.next().is_none()
    }

    fn matches_query(&self, request: &Request<'_>) -> bool {
        self.query.iter().all(|(name, value)| {
            let query = request.uri().query();
            query.is_some_and(|query| query.segments().any(|part| part == (name, value)))
        })
    }
}

impl Segment {
    /// Returns whether a segment of a request may match both. Percent-encoding can write the same segment
    /// in several ways.
    fn may_overlap(&self, other: &Self) -> bool {
        match (self, other) {
            (Segment::Static(a), Segment::Static(b)) => {
                a == b || a.contains('%') || b.contains('%')
            }
            _ => true,
        }
    }

    fn parse(text: &str) -> Self {
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

#[cfg(test)]
mod tests {
    use ::rocket::http::Method;
    use ::rocket::local::blocking::Client;
    use ::rocket::route::{Handler, Outcome};
    use ::rocket::{Config, Data, Request, Route};

    use super::RoutePattern;

    #[derive(Clone)]
    struct Nothing;

    #[::rocket::async_trait]
    impl Handler for Nothing {
        async fn handle<'r>(&self, _: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
            Outcome::forward(data, ::rocket::http::Status::NotFound)
        }
    }

    /// Returns all paths of up to three of the segments, and those that end in one of `last`.
    fn paths(segments: &[&str], last: &[&str]) -> Vec<String> {
        let mut paths = vec![String::new()];
        let mut all = vec!["/".to_owned()];
        for _ in 0..3 {
            let mut longer = Vec::new();
            for path in &paths {
                longer.extend(segments.iter().map(|segment| format!("{path}/{segment}")));
                all.extend(last.iter().map(|segment| format!("{path}/{segment}")));
            }
            all.extend(longer.clone());
            paths = longer;
        }
        all
    }

    /// Against all requests with up to three segments.
    #[test]
    fn patterns_overlap_if_a_request_matches_both() {
        let client = Client::untracked(::rocket::custom(Config {
            log_level: ::rocket::config::LogLevel::Off,
            ..Config::debug_default()
        }));
        let client = client.expect("a rocket");
        let requests = paths(&["a", "b", "c"], &[]);
        let requests: Vec<_> = requests.iter().map(|path| client.get(path)).collect();
        let routes = paths(&["a", "b", "<>"], &["<rest..>"]);
        let patterns = routes.iter().map(|path| {
            // Rocket requires distinct names.
            let mut names = ["<x>", "<y>", "<z>"].into_iter();
            let written = path.split('/').map(|segment| match segment {
                "<>" => names.next().unwrap_or_default(),
                other => other,
            });
            let path = written.collect::<Vec<_>>().join("/");
            RoutePattern::new(&Route::new(Method::Get, &path, Nothing))
        });
        let patterns: Vec<_> = patterns.collect();
        let mut pairs = 0;
        for a in &patterns {
            for b in &patterns {
                let mut requests = requests.iter();
                let overlap = requests.any(|request| {
                    let request = request.inner();
                    a.matches(request) && b.matches(request)
                });
                assert_eq!(a.may_overlap(b), overlap, "{a:?} {b:?}");
                pairs += usize::from(overlap);
            }
        }
        assert!((1..patterns.len() * patterns.len()).contains(&pairs));
    }

    #[test]
    fn percent_encoded_segments_may_overlap_with_any_static_segment() {
        let of = |path| RoutePattern::new(&Route::new(Method::Get, path, Nothing));
        assert!(of("/a").may_overlap(&of("/%61")));
        assert!(!of("/a/b").may_overlap(&of("/%61/c")));
    }
}
