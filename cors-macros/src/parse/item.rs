//! The annotated item.

use cors_policy::Key;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Abi, Ident, Token, Visibility};

use super::attr_role::AttrContext;
use super::item_attr::ItemAttr;
use super::{CorsArgs, Handler};

/// The item below `#[cors(…)]`.
pub(crate) enum Item {
    Fn(Box<Handler>),
    /// An item other than a function with a body.
    Other {
        /// The kind of the item, with an article, as in "a `struct`".
        kind: String,
        /// The first token of the item.
        span: Span,
        tokens: TokenStream,
    },
    /// A function that cannot be parsed, in most cases because it is being typed.
    Unparsed {
        tokens: TokenStream,
        /// A function of that name, with the attributes and the visibility that it has.
        stand_in: Option<Box<Handler>>,
    },
}

impl Item {
    /// Parses the item below an attribute with `args`, of an integration that takes the route of a
    /// handler from an attribute if `expects_route`.
    pub(crate) fn parse(tokens: TokenStream, args: &CorsArgs, expects_route: bool) -> Self {
        let context = AttrContext {
            facade: args.path(Key::Crate),
            expects_route,
        };
        if let Ok(handler) = Handler::parse(tokens.clone(), &context) {
            return match handler {
                Some(handler) => Item::Fn(Box::new(handler)),
                None => Item::other("a function without a body".to_owned(), tokens),
            };
        }
        let start_of_fn = |input: ParseStream| start_of_fn(input, &context);
        if let Ok(start) = start_of_fn.parse2(tokens.clone()) {
            let stand_in = Handler::parse(quote!(#start() {}), &context);
            let stand_in = stand_in.ok().flatten();
            return Item::Unparsed {
                tokens,
                stand_in: stand_in.map(Box::new),
            };
        }
        Item::other(item_kind(tokens.clone()), tokens)
    }

    fn other(kind: String, tokens: TokenStream) -> Self {
        let first = tokens.clone().into_iter().next();
        Item::Other {
            kind,
            span: first.map_or_else(Span::call_site, |token| token.span()),
            tokens,
        }
    }
}

/// Parses the beginning of a function, whatever follows its name, and returns it as that of an
/// `async fn`: attributes, visibility, `async fn name`.
fn start_of_fn(input: ParseStream, context: &AttrContext) -> syn::Result<TokenStream> {
    let attrs = ItemAttr::parse_all(input, context)?;
    let vis = input.parse::<Visibility>()?;
    while !input.peek(Token![fn]) {
        if input.peek(Token![extern]) {
            input.parse::<Abi>()?;
            continue;
        }
        let qualifier = input.call(Ident::parse_any)?;
        if !["const", "async", "unsafe", "safe"].contains(&qualifier.to_string().as_str()) {
            return Err(input.error("expected `fn`"));
        }
    }
    input.parse::<Token![fn]>()?;
    let name = input.parse::<Option<Ident>>()?;
    input.parse::<TokenStream>()?;
    Ok(quote!(#(#attrs)* #vis async fn #name))
}

/// Names the kind of an item that is not a function.
fn item_kind(tokens: TokenStream) -> String {
    for token in tokens {
        let word = match token {
            TokenTree::Ident(word) => word.to_string(),
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                return item_kind(group.stream());
            }
            _ => continue,
        };
        let article = match word.as_str() {
            "struct" | "trait" | "mod" | "const" | "static" | "type" | "union" | "use" => "a",
            "enum" | "impl" | "extern" => "an",
            _ => continue,
        };
        return format!("{article} `{word}`");
    }
    "this".to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{compact, fragment, tokens};
    use super::*;

    fn parse(tokens: TokenStream) -> Item {
        Item::parse(tokens, &CorsArgs::parse(TokenStream::new()), false)
    }

    #[test]
    fn items_that_are_not_functions_are_named() {
        for (source, expected) in [
            ("struct A;", "a `struct`"),
            ("pub trait A {}", "a `trait`"),
            ("#[b] mod a {}", "a `mod`"),
            ("static A: u8 = 0;", "a `static`"),
            ("const A: fn() = f;", "a `const`"),
            ("enum A {}", "an `enum`"),
            ("impl A { fn f() {} }", "an `impl`"),
            ("unsafe impl A for B {}", "an `impl`"),
            ("extern crate a;", "an `extern`"),
            ("extern \"C\" { fn f(); }", "an `extern`"),
            ("async fn f();", "a function without a body"),
            ("a!{}", "this"),
            ("", "this"),
        ] {
            match parse(tokens(source)) {
                Item::Other {
                    kind,
                    tokens: found,
                    ..
                } => {
                    assert_eq!(kind, expected, "{source}");
                    assert_eq!(compact(found), compact(tokens(source)));
                }
                _ => panic!("{source}"),
            }
        }
        let passed_on = fragment(quote!(
            struct A;
        ));
        assert!(matches!(parse(passed_on), Item::Other { kind, .. } if kind == "a `struct`"));
    }

    /// The compiler has reported a syntax error already, and nothing else is known of the function.
    #[test]
    fn half_typed_functions_come_back_unchanged() {
        for source in [
            "async fn save(Path(id): ) {}",
            "async fn save(Path(id): Path<) {}",
            "fn save(a: u8, b) {}",
            "fn save(a: u8 b: u8) {}",
            "fn save(a: Vec<u8) {}",
            "fn save(a: &mut) {}",
            "pub fn save(a: u8) => u8 { 1 }",
            "fn save(a: u8) : u8 { 1 }",
            "async unsafe const fn save() {}",
            "#[a] pub(crate) const extern \"C\" fn save(..) {}",
            "safe fn save() {}",
            "fn save() {} fn load() {}",
            "fn",
            "fn save",
        ] {
            match parse(tokens(source)) {
                Item::Unparsed { tokens: found, .. } => {
                    assert_eq!(compact(found), compact(tokens(source)));
                }
                _ => panic!("{source}"),
            }
        }
    }

    #[test]
    fn half_typed_functions_have_a_stand_in() {
        for (source, expected) in [
            ("async fn save(Path(id): ) {}", Some("asyncfnsave(){}")),
            (
                "#[a] pub(crate) const extern \"C\" fn save(..) {}",
                Some("#[a]pub(crate)asyncfnsave(){}"),
            ),
            ("fn save", Some("asyncfnsave(){}")),
            ("fn", None),
        ] {
            let Item::Unparsed { stand_in, .. } = parse(tokens(source)) else {
                panic!("{source}");
            };
            let found = stand_in.map(|handler| compact(handler.unchanged()));
            assert_eq!(found.as_deref(), expected, "{source}");
        }
    }
}
