//! What a route is for, whatever the method and the format: path and query, taken apart once.

use ::rocket::http::RawStr;
use ::rocket::{Request, Route};

/// The path and the query of a route.
///
/// Rocket's own matching: dynamic segments take any segment, a trailing one all that are left, and the
/// static parts of a query have to be there.
#[derive(Debug)]
pub(super) struct Target {
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

    /// Whether there can be a request that is for both; in doubt there is one.
    pub(super) fn may_meet(&self, other: &Self) -> bool {
        let (mut ours, mut theirs) = (self.path.iter(), other.path.iter());
        loop {
            match (ours.next(), theirs.next()) {
                (None, None) | (Some(Segment::Trailing), _) | (_, Some(Segment::Trailing)) => {
                    return true;
                }
                (Some(one), Some(other)) if one.may_be(other) => {}
                _ => return false,
            }
        }
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
    /// Whether one segment of a request can be both. One may be written in several ways with percent signs.
    fn may_be(&self, other: &Self) -> bool {
        match (self, other) {
            (Segment::Static(one), Segment::Static(other)) => {
                one == other || one.contains('%') || other.contains('%')
            }
            _ => true,
        }
    }

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

#[cfg(test)]
mod tests {
    use ::rocket::http::Method;
    use ::rocket::local::blocking::Client;
    use ::rocket::route::{Handler, Outcome};
    use ::rocket::{Config, Data, Request, Route};

    use super::Target;

    #[derive(Clone)]
    struct Nothing;

    #[::rocket::async_trait]
    impl Handler for Nothing {
        async fn handle<'r>(&self, _: &'r Request<'_>, data: Data<'r>) -> Outcome<'r> {
            Outcome::forward(data, ::rocket::http::Status::NotFound)
        }
    }

    /// All paths of up to three of these segments, and of those that end in one of `last`.
    fn paths(segments: &[&str], last: &[&str]) -> Vec<String> {
        let mut paths = vec![String::new()];
        let mut all = vec!["/".to_owned()];
        for _ in 0..3 {
            let mut longer = Vec::new();
            for path in &paths {
                longer.extend(segments.iter().map(|one| format!("{path}/{one}")));
                all.extend(last.iter().map(|one| format!("{path}/{one}")));
            }
            all.extend(longer.clone());
            paths = longer;
        }
        all
    }

    /// Two may meet if there is a request for both, of all there are of three segments.
    #[test]
    fn two_may_meet_where_a_request_can_be_for_both() {
        let client = Client::untracked(::rocket::custom(Config {
            log_level: ::rocket::config::LogLevel::Off,
            ..Config::debug_default()
        }));
        let client = client.expect("a rocket");
        let requests = paths(&["a", "b", "c"], &[]);
        let requests: Vec<_> = requests.iter().map(|path| client.get(path)).collect();
        let routes = paths(&["a", "b", "<>"], &["<rest..>"]);
        let targets = routes.iter().map(|path| {
            // Rocket wants each to have a name of its own.
            let mut names = ["<x>", "<y>", "<z>"].into_iter();
            let written = path.split('/').map(|segment| match segment {
                "<>" => names.next().unwrap_or_default(),
                other => other,
            });
            let path = written.collect::<Vec<_>>().join("/");
            Target::of(&Route::new(Method::Get, &path, Nothing))
        });
        let targets: Vec<_> = targets.collect();
        let mut pairs = 0;
        for one in &targets {
            for other in &targets {
                let mut requests = requests.iter();
                let meet = requests.any(|request| {
                    let request = request.inner();
                    one.is_of(request) && other.is_of(request)
                });
                assert_eq!(one.may_meet(other), meet, "{one:?} {other:?}");
                pairs += usize::from(meet);
            }
        }
        assert!((1..targets.len() * targets.len()).contains(&pairs));
    }

    #[test]
    fn what_is_written_with_percent_signs_may_meet_anything() {
        let of = |path| Target::of(&Route::new(Method::Get, path, Nothing));
        assert!(of("/a").may_meet(&of("/%61")));
        assert!(!of("/a/b").may_meet(&of("/%61/c")));
    }
}
