//! The policies of the API as they are written in `api.rs`, for the page to show.

use serde::Serialize;

/// The source text of the handlers.
const SOURCE: &str = include_str!("api.rs");

/// A handler of the API, and its attribute.
#[derive(Debug, Serialize)]
pub(crate) struct ShownPolicy {
    method: &'static str,
    path: &'static str,
    handler: &'static str,
    /// The attribute, from `#[cors(` to `)]`.
    attribute: &'static str,
}

/// The routes of the API: method, path and handler. The tests of the playground compare the attributes
/// with the responses.
const ROUTES: [(&str, &str, &str); 15] = [
    ("GET", "/quote", "quote"),
    ("GET", "/weather", "weather"),
    ("POST", "/search", "search"),
    ("GET", "/news", "news"),
    ("GET", "/session", "current_user"),
    ("POST", "/session", "sign_in"),
    ("DELETE", "/session", "sign_out"),
    ("GET", "/users/7", "show_user"),
    ("PUT", "/users/7", "update_user"),
    ("GET", "/notes", "read"),
    ("POST", "/notes", "write"),
    ("DELETE", "/notes", "erase"),
    ("GET", "/account", "account"),
    ("POST", "/uploads", "upload"),
    ("GET", "/badge", "badge"),
];

/// Returns the policies of all handlers.
pub(crate) fn all() -> Vec<ShownPolicy> {
    let routes = ROUTES.into_iter();
    routes
        .filter_map(|(method, path, handler)| {
            let attribute = attribute_of(handler)?;
            Some(ShownPolicy {
                method,
                path,
                handler,
                attribute,
            })
        })
        .collect()
}

/// Returns the attribute of the handler that serves a request, which is also the one whose policy answers its
/// preflight; `None` if no handler serves the method.
pub(crate) fn attribute_for(method: &str, path: &str) -> Option<&'static str> {
    let method = if method == "HEAD" { "GET" } else { method };
    let resource = |path: &str| path.split('/').nth(1).map(str::to_owned);
    let mut routes = ROUTES.iter();
    let (_, _, handler) =
        routes.find(|route| route.0 == method && resource(route.1) == resource(path))?;
    attribute_of(handler)
}

/// Returns the attribute above `async fn handler`.
fn attribute_of(handler: &str) -> Option<&'static str> {
    let at = SOURCE.find(&format!("async fn {handler}("))?;
    let above = &SOURCE[..at];
    let attribute = &above[above.rfind("#[cors(")?..];
    Some(&attribute[..attribute.find(")]")? + ")]".len()])
}
