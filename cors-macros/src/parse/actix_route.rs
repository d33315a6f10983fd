//! What an attribute of actix-web's says of a route: `#[get("/users/{id}", guard = "…")]` and
//! `#[route("/notes", method = "GET", method = "PUT")]`.
//!
//! Read is what the preflight of the route has to know. Whether the rest is right is actix-web's to say,
//! and the attribute stays for it to read.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};

use crate::attribute::Attribute;
use crate::literal::text_of;
use crate::tokens::Walker;

/// A route, as far as its preflight has to know of it.
pub(crate) struct Routing {
    /// The path, as it is written.
    pub(crate) path: Literal,
    /// Its methods, in the form they are sent.
    pub(crate) methods: Vec<String>,
    /// The functions that are asked whether it takes a request.
    pub(crate) guards: Vec<TokenStream>,
}

impl Routing {
    /// Reads an attribute, or nothing if it makes no route.
    pub(crate) fn read(attribute: &Attribute) -> Option<Self> {
        const METHODS: [&str; 10] = [
            "get", "post", "put", "delete", "patch", "head", "options", "trace", "connect", "query",
        ];
        let name = attribute.name();
        let mut methods = Vec::new();
        if METHODS.contains(&name) {
            methods.push(name.to_ascii_uppercase());
        } else if name != "route" {
            return None;
        }
        let mut options = Walker::new(attribute.arguments()?).take_list().into_iter();
        let path = literal(options.next()?.next()?)?;
        text_of(&path.to_string())?;
        let mut guards = Vec::new();
        for mut option in options {
            let key = option.any_word();
            let (Some(key), Some(value)) = (key, option.rest().pop()) else {
                continue;
            };
            let Some(value) = literal(value).and_then(|value| text_of(&value.to_string())) else {
                continue;
            };
            if key == "method" {
                methods.push(value);
            } else if key == "guard" {
                guards.extend(value.parse::<TokenStream>());
            }
        }
        Some(Self {
            path,
            methods,
            guards,
        })
    }
}

/// A literal, or what `$path:literal` arrives in.
fn literal(token: TokenTree) -> Option<Literal> {
    match token {
        TokenTree::Literal(literal) => Some(literal),
        TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
            literal(group.stream().into_iter().next()?)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Group;
    use quote::quote;

    use super::*;

    /// Path, methods and guards of the first attribute.
    fn read(attribute: &str) -> Option<(String, Vec<String>, Vec<String>)> {
        let mut walker = Walker::new(attribute.parse().expect("tokens"));
        let attributes = Attribute::read_all(&mut walker);
        let routing = Routing::read(attributes.first().expect("an attribute"))?;
        let guards = routing.guards.iter();
        Some((
            routing.path.to_string(),
            routing.methods,
            guards
                .map(|guard| guard.to_string().replace(' ', ""))
                .collect(),
        ))
    }

    #[test]
    fn a_route_is_read_from_its_attribute() {
        for (attribute, path, methods, guards) in [
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
            // What actix-web refuses.
            (
                r#"#[get("/", "/two", name = 7, guard)]"#,
                r#""/""#,
                &["GET"],
                &[],
            ),
            (r#"#[route("/")]"#, r#""/""#, &[], &[]),
        ] {
            let found = read(attribute).unwrap_or_else(|| panic!("{attribute}"));
            let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(
                found,
                (path.to_owned(), owned(methods), owned(guards)),
                "{attribute}"
            );
        }
    }

    #[test]
    fn other_attributes_are_no_routes() {
        for attribute in [
            "#[get]",
            "#[get()]",
            "#[get(path)]",
            "#[get(b\"/\")]",
            "#[get = \"/\"]",
            "#[routes]",
            "#[instrument(\"/\")]",
            "#[route(GET, uri = \"/\")]",
        ] {
            assert!(read(attribute).is_none(), "{attribute}");
        }
    }

    #[test]
    fn a_path_that_a_macro_passes_on_is_one() {
        let group = |delimiter| TokenTree::Group(Group::new(delimiter, quote!("/")));
        assert!(literal(group(Delimiter::None)).is_some());
        assert!(literal(group(Delimiter::Parenthesis)).is_none());
    }
}
