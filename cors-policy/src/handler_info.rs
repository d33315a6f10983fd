//! The item below an attribute: the facts about a handler's signature that rules check.

/// The item that an attribute annotates.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnnotatedItem {
    /// A function.
    Function(HandlerInfo),
    /// Any other item, as a message names it: `a struct`.
    Other(String),
}

/// The facts about a handler function that rules check. Types are known by their names only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools)] // Facts that do not depend on each other.
pub struct HandlerInfo {
    /// The function's name.
    pub name: String,
    /// `true` for an `async fn`.
    pub is_async: bool,
    /// The qualifiers that a handler cannot have: `const`, `unsafe`, `extern "C"`.
    pub qualifiers: Vec<String>,
    /// `true` if the first argument is `self`.
    pub has_receiver: bool,
    /// Whether it names `Self`, which only an associated function can.
    pub names_self_type: bool,
    /// The names in the type of each argument, the outermost first: `TypedHeader`, `Authorization`
    /// and `Bearer` for `TypedHeader<Authorization<Bearer>>`. A path contributes its last segment.
    pub arguments: Vec<Vec<String>>,
    /// The names in the return type.
    pub output: Vec<String>,
    /// The route attributes of other frameworks on the function, such as `get`.
    pub route_attributes: Vec<String>,
    /// Whether poem's `#[handler]` is on the function.
    pub is_poem_handler: bool,
    /// The attributes on the function that generate items next to it, such as `utoipa::path`.
    pub generating_attributes: Vec<String>,
    /// The calls in its body that open a WebSocket, such as `actix_ws::handle`.
    pub web_sockets: Vec<String>,
    /// The names of `Access-Control-*` response headers in its body.
    pub cors_header_uses: Vec<String>,
    /// `true` if the function has another `#[cors]`.
    pub has_duplicate_attribute: bool,
}
