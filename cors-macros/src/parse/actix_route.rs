//! The route of an attribute of actix-web: `#[get("/users/{id}", guard = "…")]` and
//! `#[route("/notes", method = "GET", method = "PUT")]`.
//!
//! Only what the preflight of the route needs is parsed. The attribute stays for actix-web, which
//! reports mistakes in it.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token};

use super::attr_role::Role;
use super::comma_separated::comma_separated;
use super::item_attr::ItemAttr;
use super::route_attr::{method_of, string_literal};

/// A route, as far as its preflight depends on it.
pub(crate) struct ActixRoute {
    /// The path, as it was written.
    pub(crate) path: LitStr,
    /// The methods.
    pub(crate) methods: Vec<String>,
    /// The paths of its guards.
    pub(crate) guards: Vec<TokenStream>,
}

impl ActixRoute {
    /// Parses an attribute, or returns `None` if it is not a route of actix-web.
    pub(crate) fn parse(attr: &ItemAttr) -> Option<Self> {
        if attr.role() != Role::Route {
            return None;
        }
        let mut options = comma_separated(attr.arguments()?).into_iter();
        let mut route = Self {
            path: string_literal(options.next()?)?,
            methods: method_of(&attr.name()).into_iter().collect(),
            guards: Vec::new(),
        };
        for option in options {
            match option_of_route.parse2(option) {
                Ok((key, value)) if key == "method" => route.methods.push(value.value()),
                Ok((key, value)) if key == "guard" => route.guards.extend(value.parse()),
                _ => {}
            }
        }
        Some(route)
    }
}

/// `key = "value"`.
fn option_of_route(input: ParseStream) -> syn::Result<(Ident, LitStr)> {
    let key = input.parse()?;
    input.parse::<Token![=]>()?;
    Ok((key, input.parse()?))
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::super::test_util::{compact, fragment, handler, tokens};
    use super::*;

    /// The path, the methods and the guards of an attribute.
    fn parse(attr: &TokenStream) -> Option<(String, Vec<String>, Vec<String>)> {
        let handler = handler(quote!(#attr fn f() {}));
        let route = ActixRoute::parse(&handler.attrs[0])?;
        let guards = route.guards.into_iter().map(compact);
        Some((compact(route.path), route.methods, guards.collect()))
    }

    #[test]
    fn routes_have_a_path_methods_and_guards() {
        for (attr, path, methods, guards) in [
            (r#"#[get("/")]"#, r#""/""#, &["GET"][..], &[][..]),
            (
                r#"#[actix_web::put("/a/{b}",)]"#,
                r#""/a/{b}""#,
                &["PUT"],
                &[],
            ),
            (r#"#[query("/search")]"#, r#""/search""#, &["QUERY"], &[]),
            (
                r##"#[delete(r#"/{id:\d+}"#, name = "one", wrap = "a(b, c)", guard = "d::e")]"##,
                r##"r#"/{id:\d+}"#"##,
                &["DELETE"],
                &["d::e"],
            ),
            (
                r#"#[route("/x", guard = "a", method = "GET", method = "PROPFIND", guard = "b")]"#,
                r#""/x""#,
                &["GET", "PROPFIND"],
                &["a", "b"],
            ),
            // Rejected by actix-web.
            (
                r#"#[get("/", "/two", name = 7, guard)]"#,
                r#""/""#,
                &["GET"],
                &[],
            ),
            (r#"#[route("/")]"#, r#""/""#, &[], &[]),
        ] {
            let found = parse(&tokens(attr)).unwrap_or_else(|| panic!("{attr}"));
            let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(
                found,
                (path.to_owned(), owned(methods), owned(guards)),
                "{attr}"
            );
        }
    }

    #[test]
    fn other_attributes_are_not_routes() {
        for attr in [
            "#[get]",
            "#[get(path)]",
            "#[routes]",
            "#[instrument(\"/\")]",
            "#[trace(\"op\")]",
            "#[route(GET, uri = \"/\")]",
        ] {
            assert!(parse(&tokens(attr)).is_none(), "{attr}");
        }
    }

    #[test]
    fn fragments_are_read_like_their_content() {
        let (path, guard) = (fragment(quote!("/x")), fragment(quote!("a::b")));
        let found = parse(&quote!(#[get(#path, guard = #guard)])).expect("a route");
        assert_eq!(found.0, "\"/x\"");
        assert_eq!(found.2, ["a::b"]);
        let meta = fragment(quote!(put("/y", name = "z")));
        let found = parse(&quote!(#[#meta])).expect("a route");
        assert_eq!(
            (found.0.as_str(), &found.1[..]),
            ("\"/y\"", &["PUT".to_owned()][..])
        );
    }
}
