//! The attributes with which actix-web and Rocket make a route of a function, and poem an endpoint.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Meta, Path, Token};

use super::comma_separated::comma_separated;
use super::segments::segments;
use super::ungroup::ungroup;

/// The methods with an attribute macro of their name.
const METHODS: [&str; 10] = [
    "get", "post", "put", "delete", "patch", "head", "options", "trace", "connect", "query",
];
/// The methods that hardly any other crate uses as the name of an attribute.
const COMMON_METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];
/// The crates that have these macros.
const FRAMEWORKS: [&str; 2] = ["actix_web", "rocket"];

/// The method of `#[get("/")]` and the like, in upper case. `#[route(…)]` lists its methods.
pub(super) fn method_of(name: &str) -> Option<String> {
    METHODS.contains(&name).then(|| name.to_ascii_uppercase())
}

/// Returns whether an attribute makes a route of the function.
///
/// Other crates have attributes of these names too, such as `#[trace("operation")]`. So the path must
/// be bare or the framework's, and the first argument the path of a URL, which starts with `/`. Where
/// `expects_route`, `#[get("users")]` is a route too: actix-web adds the slash.
pub(super) fn is_route_attr(
    path: &Path,
    arguments: Option<TokenStream>,
    expects_route: bool,
) -> bool {
    let Some((name, is_qualified)) = name_in_framework(path) else {
        return false;
    };
    let is_route = name == "route";
    if !is_route && method_of(&name).is_none() {
        return false;
    }
    let arguments = comma_separated(arguments.unwrap_or_default());
    let Some(first) = arguments.first() else {
        return false;
    };
    if let Some(url_path) = string_literal(first.clone()) {
        return is_qualified
            || is_url_path(&url_path.value())
            || expects_route && COMMON_METHODS.contains(&name.as_str());
    }
    // `#[route(GET, uri = "/users")]` of Rocket.
    is_route && arguments[1..].iter().any(is_uri)
}

/// Returns whether an attribute is `#[routes]` of actix-web.
pub(super) fn is_route_list(path: &Path) -> bool {
    name_in_framework(path).is_some_and(|(name, _)| name == "routes")
}

/// Returns whether an attribute is `#[handler]` of poem, which has no arguments. Another crate's of that
/// name can be written with its path.
pub(super) fn is_poem_handler_attr(meta: &Meta) -> bool {
    let Meta::Path(path) = meta else {
        return false;
    };
    match &segments(path)[..] {
        [name] => name == "handler",
        [framework, name] => framework == "poem" && name == "handler",
        _ => false,
    }
}

/// The name of a macro whose path is bare or the framework's, and whether it is the latter.
fn name_in_framework(path: &Path) -> Option<(String, bool)> {
    match &segments(path)[..] {
        [name] => Some((name.clone(), false)),
        [framework, name] if FRAMEWORKS.contains(&framework.as_str()) => Some((name.clone(), true)),
        _ => None,
    }
}

/// A route in a scope may have an empty path.
fn is_url_path(text: &str) -> bool {
    text.is_empty() || text.starts_with('/')
}

fn is_uri(argument: &TokenStream) -> bool {
    let uri = |input: ParseStream| {
        let key: Ident = input.parse()?;
        input.parse::<Token![=]>()?;
        Ok((key, input.parse::<LitStr>()?))
    };
    let parsed = uri.parse2(argument.clone());
    parsed.is_ok_and(|(key, value)| key == "uri" && is_url_path(&value.value()))
}

/// A string literal without a suffix.
pub(super) fn string_literal(tokens: TokenStream) -> Option<LitStr> {
    let literal: LitStr = syn::parse2(ungroup(tokens).into_iter().collect()).ok()?;
    literal.suffix().is_empty().then_some(literal)
}

#[cfg(test)]
mod tests {
    use quote::quote;
    use syn::Attribute;

    use super::super::test_util::{fragment, tokens};
    use super::*;

    fn is_route(attr: TokenStream) -> bool {
        is_route_where(attr, false)
    }

    fn is_route_where(attr: TokenStream, expects_route: bool) -> bool {
        let attrs = Attribute::parse_outer.parse2(attr).expect("an attribute");
        let arguments = attrs[0].meta.require_list().ok();
        is_route_attr(
            attrs[0].path(),
            arguments.map(|list| list.tokens.clone()),
            expects_route,
        )
    }

    #[test]
    fn a_missing_slash_is_added_by_actix_web() {
        for (attr, is_expected_route) in [
            ("#[get(\"users\")]", true),
            ("#[patch(\"users/{id}\")]", true),
            ("#[trace(\"op\")]", false),
            ("#[head(\"x\")]", false),
            ("#[other::get(\"users\")]", false),
        ] {
            assert_eq!(
                is_route_where(tokens(attr), true),
                is_expected_route,
                "{attr}"
            );
            assert!(!is_route(tokens(attr)), "{attr}");
        }
    }

    #[test]
    fn routes_have_a_url_path() {
        for attr in [
            "#[get(\"/\")]",
            "#[get(\"\")]",
            "#[get(r\"/users\",)]",
            "#[query(\"/search\")]",
            "#[trace(\"/x\")]",
            "#[actix_web::put(\"/a/{b}\", name = \"c\")]",
            "#[actix_web::get(\"users\")]",
            "#[::actix_web::head(\"/a\")]",
            "#[rocket::post(\"/a\", data = \"<b>\")]",
            "#[route(GET, uri = \"/\")]",
            "#[rocket::route(PUT, rank = 1, uri = \"/a\")]",
            "#[route(\"/\", method = \"GET\")]",
        ] {
            assert!(is_route(tokens(attr)), "{attr}");
        }
    }

    #[test]
    fn attributes_of_other_crates_are_not_routes() {
        for attr in [
            "#[trace(\"op\")]",
            "#[head(\"x\")]",
            "#[query(\"SELECT 1\")]",
            "#[options(\"a\")]",
            "#[connect(\"db\")]",
            "#[other::get(\"/\")]",
            "#[other::actix_web::get(\"/\")]",
            "#[route(GET)]",
            "#[route(GET, \"/\")]",
            "#[route(GET, uri = \"a\")]",
            "#[get(GET, uri = \"/\")]",
            "#[get(GET)]",
            "#[get((\"/\"))]",
            "#[get(b\"/\")]",
            "#[get(\"/\"x)]",
            "#[get()]",
            "#[get]",
            "#[get = \"/\"]",
            "#[routes(\"/\")]",
            "#[instrument(\"/\")]",
        ] {
            assert!(!is_route(tokens(attr)), "{attr}");
        }
    }

    #[test]
    fn fragments_are_read_like_their_content() {
        let (literal, meta) = (fragment(quote!("/")), fragment(quote!(get("/x"))));
        let nested = fragment(fragment(quote!("/")));
        assert!(is_route(quote!(#[get(#literal)])));
        assert!(is_route(quote!(#[get(#nested, name = "a")])));
        assert!(is_route(quote!(#[#meta])));
        assert!(is_route(quote!(#[route(PUT, uri = #literal)])));
    }
}
