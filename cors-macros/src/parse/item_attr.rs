//! The other attributes of the annotated item, and where each of them goes.

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream, Parser};
use syn::{Attribute, Meta, Path};

use super::SpanRange;
use super::comma_separated::comma_separated;
use super::route_attr::{is_poem_handler_attr, is_route_attr, is_route_list};
use super::segments::segments;

/// The purpose of an attribute. It decides which parts of an expansion get the attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Removes the item: `cfg`.
    Cfg,
    /// Sets the level of a lint: `allow`, `warn`, `deny`, `forbid`.
    LintLevel,
    /// Documents or restricts the use of the name: `doc`, `deprecated`, `must_use`.
    Interface,
    /// Marks generated code: `automatically_derived`.
    Generated,
    /// A second `#[cors(…)]` of this crate.
    Cors,
    /// Marks a function that an expansion of this crate contains.
    Annotated,
    /// Generates items next to the function that name it: `#[utoipa::path]`.
    Items,
    /// Makes a route of the function: `#[get("/users")]` of actix-web and Rocket.
    Route,
    /// `#[routes]` of actix-web, above several routes.
    RouteList,
    /// Makes an endpoint of the function: `#[handler]` of poem.
    PoemHandler,
    /// Any other attribute, such as `#[tracing::instrument]`, changes the function itself.
    Body,
}

/// The roles of attributes that belong on everything that an expansion declares.
pub(crate) const CFG: &[Role] = &[Role::Cfg];
/// The roles of attributes that belong on warnings about the handler.
pub(crate) const LINT_LEVEL: &[Role] = &[Role::LintLevel];
/// The roles of attributes that belong on the arguments of a generated function.
pub(crate) const ARGUMENT: &[Role] = &[Role::Cfg, Role::LintLevel];
/// The roles of attributes that belong on the item that callers name.
pub(crate) const WRAPPER: &[Role] = &[
    Role::Cfg,
    Role::LintLevel,
    Role::Interface,
    Role::Generated,
    Role::Items,
];
/// The roles of attributes that belong on a type in place of the function.
pub(crate) const UNIT_STRUCT: &[Role] =
    &[Role::Cfg, Role::LintLevel, Role::Interface, Role::Generated];
/// The roles of attributes that belong on the user's function within a wrapper.
pub(crate) const INNER: &[Role] = &[
    Role::LintLevel,
    Role::Generated,
    Role::Annotated,
    Role::Body,
];
/// The roles of attributes that stay on a function without a wrapper.
pub(crate) const WITHOUT_ROUTE: &[Role] = &[
    Role::Cfg,
    Role::LintLevel,
    Role::Interface,
    Role::Generated,
    Role::Annotated,
    Role::Items,
    Role::Body,
];

/// An attribute of the annotated item.
pub(crate) struct ItemAttr {
    attr: Attribute,
    role: Role,
}

/// Distinguishes the attributes of this crate and of a framework from others with those names.
pub(super) struct AttrContext<'a> {
    /// The argument `crate = path` of the `#[cors]` that is being expanded.
    pub(super) facade: Option<&'a Path>,
    /// Whether the integration takes the route of a handler from an attribute.
    pub(super) expects_route: bool,
}

impl ItemAttr {
    /// Parses the attributes in front of an item.
    pub(super) fn parse_all(input: ParseStream, context: &AttrContext) -> syn::Result<Vec<Self>> {
        let attrs = input.call(Attribute::parse_outer)?;
        let mut attrs: Vec<_> = attrs
            .into_iter()
            .map(|attr| Self {
                role: role_of(&attr, context),
                attr,
            })
            .collect();
        // Without a route, `#[routes]` is another crate's.
        if !attrs.iter().any(|attr| attr.role == Role::Route) {
            for attr in &mut attrs {
                if attr.role == Role::RouteList {
                    attr.role = Role::Body;
                }
            }
        }
        Ok(attrs)
    }

    pub(crate) fn role(&self) -> Role {
        self.role
    }

    /// Returns the attribute if it has one of these roles, and of `cfg_attr` the attributes that have.
    pub(crate) fn with_roles(&self, roles: &[Role]) -> Option<TokenStream> {
        if conditional(&self.attr.meta).is_some() {
            return attr_with_roles(&self.attr, roles);
        }
        roles.contains(&self.role).then(|| quote!(#self))
    }

    /// Returns whether the attribute is `#[name]` or `#[name(…)]`.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.attr.path().is_ident(name)
    }

    /// The last segment of the path.
    pub(crate) fn name(&self) -> String {
        let last = self.attr.path().segments.last();
        last.map(|segment| segment.ident.to_string())
            .unwrap_or_default()
    }

    /// The path, as it is written.
    pub(crate) fn path(&self) -> String {
        segments(self.attr.path()).join("::")
    }

    /// The path of the macro.
    pub(crate) fn macro_path(&self) -> &Path {
        self.attr.path()
    }

    /// The tokens in the parentheses.
    pub(crate) fn arguments(&self) -> Option<TokenStream> {
        arguments(&self.attr.meta)
    }

    /// Returns the attribute with other tokens in its parentheses.
    pub(crate) fn with_arguments(&self, arguments: TokenStream) -> TokenStream {
        let mut attr = self.attr.clone();
        if let Meta::List(list) = &mut attr.meta {
            list.tokens = arguments;
        }
        attr.into_token_stream()
    }

    pub(crate) fn span_range(&self) -> SpanRange {
        SpanRange {
            start: self.attr.pound_token.spans[0],
            end: self.attr.bracket_token.span.close(),
        }
    }
}

impl ToTokens for ItemAttr {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.attr.to_tokens(tokens);
    }
}

/// Returns `attr` if it has one of these roles, and of `cfg_attr` the attributes that have.
pub(crate) fn attr_with_roles(attr: &Attribute, roles: &[Role]) -> Option<TokenStream> {
    let meta = meta_with_roles(&attr.meta, roles)?;
    let mut attr = attr.clone();
    attr.meta = meta;
    Some(attr.into_token_stream())
}

fn meta_with_roles(meta: &Meta, roles: &[Role]) -> Option<Meta> {
    let Some((predicate, metas)) = conditional(meta) else {
        return roles
            .contains(&role_by_name(meta.path()))
            .then(|| meta.clone());
    };
    let kept: Vec<_> = metas
        .iter()
        .filter_map(|meta| meta_with_roles(meta, roles))
        .collect();
    let Meta::List(list) = meta else { return None };
    (!kept.is_empty()).then(|| {
        let mut list = list.clone();
        list.tokens = quote!(#predicate, #(#kept),*);
        Meta::List(list)
    })
}

/// Returns the predicates under which an item with these attributes exists. All must hold.
pub(crate) fn cfg_predicates(attrs: &[Attribute]) -> Vec<TokenStream> {
    attrs
        .iter()
        .flat_map(|attr| predicates_of(&attr.meta))
        .collect()
}

fn predicates_of(meta: &Meta) -> Vec<TokenStream> {
    if meta.path().is_ident("cfg") {
        return arguments(meta).into_iter().collect();
    }
    let Some((condition, metas)) = conditional(meta) else {
        return Vec::new();
    };
    let predicates = metas.iter().flat_map(predicates_of);
    predicates
        .map(|predicate| quote!(any(not(#condition), #predicate)))
        .collect()
}

/// The predicate and the attributes of a `cfg_attr`.
fn conditional(meta: &Meta) -> Option<(TokenStream, Vec<Meta>)> {
    if !meta.path().is_ident("cfg_attr") {
        return None;
    }
    let mut parts = comma_separated(arguments(meta)?).into_iter();
    let predicate = parts.next()?;
    let metas = parts.map(|part| Meta::parse.parse2(part).ok());
    Some((predicate, metas.collect::<Option<_>>()?))
}

fn arguments(meta: &Meta) -> Option<TokenStream> {
    match meta {
        Meta::List(list) if matches!(list.delimiter, syn::MacroDelimiter::Paren(_)) => {
            Some(list.tokens.clone())
        }
        _ => None,
    }
}

fn role_of(attr: &Attribute, context: &AttrContext) -> Role {
    if is_cors_attr(attr.path(), context.facade) {
        Role::Cors
    } else if is_route_attr(attr.path(), arguments(&attr.meta), context.expects_route) {
        Role::Route
    } else if is_route_list(attr.path()) {
        Role::RouteList
    } else if is_poem_handler_attr(&attr.meta) {
        Role::PoemHandler
    } else if is_annotated_mark(&attr.meta) {
        Role::Annotated
    } else if is_generating_attr(&attr.meta) {
        Role::Items
    } else {
        role_by_name(attr.path())
    }
}

/// The reason by which an expansion recognises that another one contains the function.
const MARK: &str = "annotated with #[cors]";

/// The attribute that expansions put on the user's function. A second attribute of this crate knows by
/// it that it is not the first, whatever its name is.
///
/// An attribute that is built in needs no prelude, and a lint about enums means nothing to a function.
pub(crate) fn annotated_mark() -> TokenStream {
    quote!(#[allow(variant_size_differences, reason = #MARK)])
}

fn is_annotated_mark(meta: &Meta) -> bool {
    let Some(lint_level) = arguments(meta).filter(|_| meta.path().is_ident("allow")) else {
        return false;
    };
    let reason = comma_separated(lint_level).pop();
    reason.is_some_and(|reason| reason.to_string() == quote!(reason = #MARK).to_string())
}

/// Returns whether an attribute generates items next to the function that name it, as those for
/// `OpenAPI` do. Below `#[cors]`, these would be in the wrong scope.
fn is_generating_attr(meta: &Meta) -> bool {
    const NAMES: [&str; 3] = ["openapi", "api_operation", "api_v2_operation"];
    let names = segments(meta.path());
    match &names[..] {
        [.., name] if NAMES.contains(&name.as_str()) => true,
        // `#[path = "…"]` is the compiler's.
        [name] => name == "path" && matches!(meta, Meta::List(_)),
        [.., library, name] => name == "path" && library.starts_with("utoipa"),
        [] => false,
    }
}

fn role_by_name(path: &Path) -> Role {
    let Some(name) = path.get_ident() else {
        return Role::Body;
    };
    match name.to_string().as_str() {
        "cfg" => Role::Cfg,
        "allow" | "warn" | "deny" | "forbid" => Role::LintLevel,
        "doc" | "deprecated" | "must_use" => Role::Interface,
        "automatically_derived" => Role::Generated,
        _ => Role::Body,
    }
}

/// Returns whether a path names an attribute of this crate: `cors` below one of its modules, or below
/// the facade's path. Another crate may have an attribute `cors` too.
fn is_cors_attr(path: &Path, facade: Option<&Path>) -> bool {
    let names = segments(path);
    let Some((last, mut parents)) = names.split_last() else {
        return false;
    };
    if last != "cors" {
        return false;
    }
    if let Some((last, rest)) = parents.split_last() {
        if ["axum", "actix", "poem", "rocket"].contains(&last.as_str()) {
            parents = rest;
        }
    }
    parents.is_empty()
        || parents == ["cors"]
        || facade.is_some_and(|path| parents == segments(path))
}

/// Whether tokens end with a comma.
pub(crate) fn ends_with_comma(tokens: &TokenStream) -> bool {
    let last = tokens.clone().into_iter().last();
    matches!(last, Some(TokenTree::Punct(punct)) if punct.as_char() == ',')
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{compact, fragment, tokens};
    use super::*;

    fn parse(source: TokenStream) -> Vec<ItemAttr> {
        let context = AttrContext {
            facade: None,
            expects_route: false,
        };
        let parser = |input: ParseStream| ItemAttr::parse_all(input, &context);
        parser.parse2(source).expect("attributes")
    }

    #[test]
    fn attributes_have_a_name_and_arguments() {
        for (source, name, arguments) in [
            ("#[a]", "a", None),
            ("#[a::b]", "b", None),
            ("#[a(b, c)]", "a", Some("b,c")),
            ("#[::a::b()]", "b", Some("")),
            ("#[a = b]", "a", None),
            ("#[a[b]]", "a", None),
            ("#[unsafe(no_mangle)]", "unsafe", Some("no_mangle")),
        ] {
            let attrs = parse(tokens(source));
            let [attr] = &attrs[..] else {
                panic!("{source}");
            };
            assert_eq!(attr.name(), name, "{source}");
            assert_eq!(
                attr.arguments().map(compact).as_deref(),
                arguments,
                "{source}"
            );
            assert_eq!(attr.is("a"), source.starts_with("#[a") && name == "a");
            assert_eq!(compact(attr), compact(tokens(source)));
        }
    }

    #[test]
    fn each_attribute_has_one_role() {
        for (source, role) in [
            ("#[cfg(a)]", Role::Cfg),
            ("#[allow(a)]", Role::LintLevel),
            ("#[warn(a)]", Role::LintLevel),
            ("#[deny(a)]", Role::LintLevel),
            ("#[forbid(a)]", Role::LintLevel),
            ("#[doc = \"a\"]", Role::Interface),
            ("#[deprecated]", Role::Interface),
            ("#[must_use = \"a\"]", Role::Interface),
            ("#[automatically_derived]", Role::Generated),
            ("#[cors(a)]", Role::Cors),
            ("#[get(\"/\")]", Role::Route),
            ("#[tracing::instrument]", Role::Body),
            ("#[a::cfg(b)]", Role::Body),
            ("#[expect(a)]", Role::Body),
            ("#[inline]", Role::Body),
            ("#[routes]", Role::Body),
            ("#[handler]", Role::PoemHandler),
            ("#[poem::handler]", Role::PoemHandler),
            ("#[::poem::handler]", Role::PoemHandler),
            ("#[handler(a)]", Role::Body),
            ("#[other::handler]", Role::Body),
            (
                "#[allow(variant_size_differences, reason = \"annotated with #[cors]\")]",
                Role::Annotated,
            ),
            (
                "#[allow(variant_size_differences, reason = \"a\")]",
                Role::LintLevel,
            ),
            ("#[utoipa::path(get)]", Role::Items),
            ("#[path(get)]", Role::Items),
            ("#[path = \"a.rs\"]", Role::Body),
            ("#[other::path(get)]", Role::Body),
            ("#[openapi(tag = \"a\")]", Role::Items),
            ("#[rocket_okapi::openapi]", Role::Items),
            ("#[api_operation(summary = \"a\")]", Role::Items),
        ] {
            assert_eq!(parse(tokens(source))[0].role(), role, "{source}");
        }
    }

    #[test]
    fn attribute_lists_of_routes_need_a_route() {
        let roles = |source| {
            let attrs = parse(tokens(source)).into_iter();
            attrs.map(|attr| attr.role()).collect::<Vec<_>>()
        };
        assert_eq!(
            roles("#[routes] #[get(\"/\")]"),
            [Role::RouteList, Role::Route]
        );
        assert_eq!(
            roles("#[actix_web::routes] #[get(\"/\")]"),
            [Role::RouteList, Role::Route]
        );
        assert_eq!(
            roles("#[a::routes] #[get(\"/\")]"),
            [Role::Body, Role::Route]
        );
        assert_eq!(roles("#[routes] #[get(a)]"), [Role::Body, Role::Body]);
    }

    #[test]
    fn conditional_attributes_are_split_by_role() {
        for (source, wrapper, inner) in [
            (
                "#[cfg_attr(x, tracing::instrument)]",
                None,
                Some("#[cfg_attr(x,tracing::instrument)]"),
            ),
            (
                "#[cfg_attr(all(x, y), doc = \"a\", b(c, d), deprecated)]",
                Some("#[cfg_attr(all(x,y),doc=\"a\",deprecated)]"),
                Some("#[cfg_attr(all(x,y),b(c,d))]"),
            ),
            (
                "#[cfg_attr(x, allow(a))]",
                Some("#[cfg_attr(x,allow(a))]"),
                Some("#[cfg_attr(x,allow(a))]"),
            ),
            (
                "#[cfg_attr(x, cfg_attr(y, must_use, inline))]",
                Some("#[cfg_attr(x,cfg_attr(y,must_use))]"),
                Some("#[cfg_attr(x,cfg_attr(y,inline))]"),
            ),
            (
                "#[cfg_attr(true, cfg(y))]",
                Some("#[cfg_attr(true,cfg(y))]"),
                None,
            ),
            ("#[cfg_attr(x)]", None, None),
            // For the compiler to report.
            ("#[cfg_attr(x, 7)]", None, Some("#[cfg_attr(x,7)]")),
            ("#[cfg_attr]", None, Some("#[cfg_attr]")),
        ] {
            let attr = &parse(tokens(source))[0];
            let found = |roles| attr.with_roles(roles).map(compact);
            assert_eq!(found(WRAPPER).as_deref(), wrapper, "{source}");
            assert_eq!(found(INNER).as_deref(), inner, "{source}");
        }
    }

    #[test]
    fn only_attributes_of_this_crate_count_as_a_second_one() {
        let facade: Path = syn::parse_quote!(::my::facade);
        for (source, facade, is_ours) in [
            ("#[cors(a)]", None, true),
            ("#[cors]", None, true),
            ("#[cors::cors(a)]", None, true),
            ("#[::cors::axum::cors(a)]", None, true),
            ("#[cors::actix::cors]", None, true),
            ("#[rocket::cors]", None, true),
            ("#[cors::poem::cors]", None, true),
            ("#[other::cors]", None, false),
            ("#[other::axum::cors(a)]", None, false),
            ("#[my::facade::cors]", None, false),
            ("#[my::facade::cors]", Some(&facade), true),
            ("#[::my::facade::axum::cors(a)]", Some(&facade), true),
            ("#[cors::cors]", Some(&facade), true),
            ("#[facade::cors]", Some(&facade), false),
            ("#[cors::other::cors]", None, false),
            ("#[cors::tower::cors]", None, false),
            ("#[cors::policy]", None, false),
            ("#[cors = \"a\"]", None, true),
        ] {
            let attr = Attribute::parse_outer
                .parse2(tokens(source))
                .expect(source)
                .remove(0);
            let context = AttrContext {
                facade,
                expects_route: false,
            };
            let role = role_of(&attr, &context);
            assert_eq!(role == Role::Cors, is_ours, "{source}");
        }
    }

    #[test]
    fn predicates_of_cfg_and_cfg_attr_are_found() {
        for (source, predicates) in [
            ("#[a] #[allow(b)]", &[][..]),
            ("#[cfg(a)] #[cfg(not(b))]", &["a", "not(b)"]),
            ("#[cfg_attr(a, cfg(b), c)]", &["any(not(a),b)"]),
            (
                "#[cfg_attr(a, cfg_attr(b, cfg(c)))]",
                &["any(not(a),any(not(b),c))"],
            ),
        ] {
            let attrs = Attribute::parse_outer.parse2(tokens(source)).expect(source);
            let found = cfg_predicates(&attrs).into_iter().map(compact);
            assert_eq!(found.collect::<Vec<_>>(), predicates, "{source}");
        }
    }

    #[test]
    fn meta_fragments_are_read_like_their_content() {
        for (meta, role, name) in [
            (quote!(a::b(c)), Role::Body, "b"),
            (quote!(get("/x")), Role::Route, "get"),
            (quote!(cfg(x)), Role::Cfg, "cfg"),
            (quote!(cors::cors(x)), Role::Cors, "cors"),
        ] {
            let passed_on = fragment(meta);
            let attr = &parse(quote!(#[#passed_on]))[0];
            assert_eq!((attr.role(), attr.name().as_str()), (role, name));
        }
        let (predicate, meta) = (fragment(quote!(x)), fragment(quote!(inline)));
        let attr = &parse(quote!(#[cfg_attr(#predicate, #meta, doc = "a")]))[0];
        assert!(compact(attr.with_roles(INNER)).contains("inline"));
        assert!(!compact(attr.with_roles(WRAPPER)).contains("inline"));
    }

    #[test]
    fn arguments_are_replaced() {
        let attr = &parse(quote!(#[a::b(c)]))[0];
        assert_eq!(compact(attr.with_arguments(quote!(d, e))), "#[a::b(d,e)]");
        assert!(ends_with_comma(&quote!(a,)) && !ends_with_comma(&quote!(a, b)));
    }
}
