//! The role of an attribute: the parts of an expansion that get it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta, Path};

use super::comma_separated::comma_separated;
use super::meta_arguments::meta_arguments;
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

/// Distinguishes the attributes of this crate and of a framework from others with those names.
pub(super) struct AttrContext<'a> {
    /// The argument `crate = path` of the `#[cors]` that is being expanded.
    pub(super) facade: Option<&'a Path>,
    /// Whether the integration takes the route of a handler from an attribute.
    pub(super) expects_route: bool,
}

pub(super) fn role_of(attr: &Attribute, context: &AttrContext) -> Role {
    if is_cors_attr(attr.path(), context.facade) {
        Role::Cors
    } else if is_route_attr(
        attr.path(),
        meta_arguments(&attr.meta),
        context.expects_route,
    ) {
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
    let Some(lint_level) = meta_arguments(meta).filter(|_| meta.path().is_ident("allow")) else {
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

pub(super) fn role_by_name(path: &Path) -> Role {
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

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    use super::super::test_util::tokens;
    use super::*;

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
}
