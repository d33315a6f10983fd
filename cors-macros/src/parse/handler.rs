//! Reading a function: its signature in parts, its body left as it was written.
//!
//! A half-written body never fails the macro, so no parser of Rust looks into it.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use super::{Argument, Handler};
use crate::attribute::Attribute;
use crate::signature::{mentions_in, route_of, web_sockets_in};
use crate::tokens::Walker;

/// A function in its parts, or nothing if the item is none.
pub(super) fn function(item: TokenStream) -> Option<Handler> {
    let mut walker = Walker::new(item);
    let mut attributes = Attribute::read_all(&mut walker);
    let other = attributes.iter().position(|a| a.name() == "cors");
    let other_attribute = other.map(|at| attributes.remove(at).place());
    let visibility = read_visibility(&mut walker);
    let (asyncness, qualifiers, qualifier_tokens) = read_qualifiers(&mut walker)?;
    let fn_token = walker.word("fn")?;
    let name = walker.any_word()?;
    let generics: TokenStream = walker.take_angles().into_iter().collect();
    let inputs = walker.group(Delimiter::Parenthesis)?;
    let (receiver, arguments) = read_arguments(Walker::new(inputs.stream()))?;
    let mut output = Vec::new();
    let mut output_type = Vec::new();
    if walker.is_arrow() {
        output.extend([walker.next()?, walker.next()?]);
        output_type = walker.take_until(|at| is_word(at, "where") || is_body(at));
        output.extend(output_type.iter().cloned());
    }
    let where_clause: TokenStream = walker.take_until(is_body).into_iter().collect();
    let body = walker.group(Delimiter::Brace)?;
    if !walker.is_at_end() {
        return None;
    }

    let output: TokenStream = output.into_iter().collect();
    // The function inside is private to the one outside, whatever that one's visibility.
    let signature_and_body = quote! {
        #qualifier_tokens #fn_token #name #generics #inputs #output #where_clause #body
    };
    let verbatim = quote!(#(#attributes)* #visibility #signature_and_body);
    Some(Handler {
        routes: attributes.iter().filter_map(route_of).collect(),
        web_sockets: web_sockets_in(body.stream()),
        mentions: mentions_in(body.stream()),
        parameters: read_parameters(generics.clone()),
        attributes,
        visibility,
        qualifiers,
        asyncness,
        name,
        generics,
        receiver,
        parentheses: inputs.span(),
        arguments,
        output,
        output_type,
        where_clause,
        verbatim,
        other_attribute,
        signature_and_body,
    })
}

fn is_word(walker: &Walker, wanted: &str) -> bool {
    matches!(walker.peek(), Some(TokenTree::Ident(word)) if word == wanted)
}

fn is_body(walker: &Walker) -> bool {
    matches!(walker.peek(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

/// `pub`, `pub(crate)` and the like, or what `$visibility:vis` arrives in.
fn read_visibility(walker: &mut Walker) -> TokenStream {
    if let Some(group) = walker.group(Delimiter::None) {
        return group.stream();
    }
    let Some(public) = walker.word("pub") else {
        return TokenStream::new();
    };
    let scope = walker.group(Delimiter::Parenthesis);
    quote!(#public #scope)
}

type Qualifiers = (Option<Ident>, Vec<(String, Span)>, TokenStream);

/// `const async unsafe extern "C"`, of which only `async` is a handler's.
fn read_qualifiers(walker: &mut Walker) -> Option<Qualifiers> {
    let mut asyncness = None;
    let mut refused = Vec::new();
    let mut tokens = TokenStream::new();
    while !is_word(walker, "fn") {
        let word = walker.any_word()?;
        let text = word.to_string();
        match text.as_str() {
            "async" => asyncness = Some(word.clone()),
            "const" | "unsafe" | "safe" | "extern" => refused.push((text, word.span())),
            _ => return None,
        }
        word.to_tokens(&mut tokens);
        if let Some(TokenTree::Literal(abi)) = walker.peek() {
            abi.to_tokens(&mut tokens);
            walker.next();
        }
    }
    Some((asyncness, refused, tokens))
}

/// The names of the types and constants in `<…>`.
fn read_parameters(generics: TokenStream) -> Vec<Ident> {
    let mut walker = Walker::new(generics);
    walker.next();
    let inside = walker
        .take_until(|at| at.is_punct('>'))
        .into_iter()
        .collect();
    let mut parameters = Vec::new();
    for mut parameter in Walker::new(inside).take_list() {
        Attribute::read_all(&mut parameter);
        let _ = parameter.word("const");
        // A lifetime begins with its own sign, and is no word.
        parameters.extend(parameter.any_word());
    }
    parameters
}

fn read_arguments(inputs: Walker) -> Option<(Option<Span>, Vec<Argument>)> {
    let mut receiver = None;
    let mut arguments = Vec::new();
    for mut argument in inputs.take_list() {
        let attributes = Attribute::read_all(&mut argument);
        let pattern = argument.take_until(|at| at.is_punct(':') && !at.is_path_separator());
        if let Some(span) = receiver_in(&pattern) {
            receiver = Some(span);
            continue;
        }
        // The colon; without it and a type, it is no argument.
        argument.next()?;
        let ty = argument.rest();
        if ty.is_empty() {
            return None;
        }
        arguments.push(Argument {
            attributes,
            pattern,
            ty,
        });
    }
    Some((receiver, arguments))
}

/// `self`, `mut self`, `&'a mut self`: a pattern that ends with the word.
fn receiver_in(pattern: &[TokenTree]) -> Option<Span> {
    match pattern.last() {
        Some(TokenTree::Ident(word)) if word == "self" => Some(word.span()),
        _ => None,
    }
}

/// What an item that is not a function is, in words.
pub(super) fn kind_of(item: TokenStream) -> String {
    for token in item {
        let TokenTree::Ident(word) = token else {
            continue;
        };
        let article = match word.to_string().as_str() {
            "struct" | "trait" | "mod" | "const" | "static" | "type" | "union" | "use" => "a",
            "enum" | "impl" | "extern" => "an",
            "fn" => return "a function without a body".to_owned(),
            _ => continue,
        };
        return format!("{article} `{word}`");
    }
    "this".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of tokens, however they are spaced.
    fn text(tokens: impl ToTokens) -> String {
        tokens.to_token_stream().to_string().replace(' ', "")
    }

    /// A whole parser of Rust reads the same out of a signature.
    #[test]
    fn signatures_are_read_as_a_parser_reads_them() {
        for item in [
            "fn f() {}",
            "pub async fn f(a: u8) -> u8 { a }",
            "pub(crate) fn f(Path(id): Path<u64>, State(app): State<Arc<App>>,) {}",
            "pub(in crate::a) async fn r#match(_: HashMap<String, Vec<u8>>) -> Result<(), Box<dyn Error + 'static>> {}",
            "fn f<'a, T, const N: usize>(a: &'a [T; N], b: &mut dyn Fn(u8, u8) -> T) -> impl Iterator<Item = &'a T> + use<'a, T, N> where T: Clone + 'a, [T; N]: Sized {}",
            "fn f<T: Into<Option<u8>> + ?Sized, U>(a: <T as Trait<U>>::Type, b: Wrapper<{ 1 + 2 }, fn(A<B>) -> C<D>>) -> <T as Trait<U>>::Type {}",
            "fn f<#[b(c, d)] 'a, #[cfg(a)] T>(#[cfg(x)] a: T, #[y] (b, c): (T, &'a str)) {}",
            "fn f(self::A(b): a::b::C<D>, Foo::<A, B> { c, d: [e, ..] }: Foo<A, B>, f: r#type) {}",
            "fn f<T>() -> [T; { const fn g() -> usize { 3 } g() }] where for<'a> &'a T: Fn(&'a str) -> Vec<Vec<T>>, T: A<{ 1 }> {}",
            "fn f(a: impl Into<String>, b: !, c: *const u8, d: <A>::B) -> ! { loop {} }",
            "fn f(a: A<'static, 'static>, b: [u8; 1 << 2]) {}",
            "fn f<T: Fn(A) -> B, U, const N: usize>(a: A<fn(B) -> C, D>, e: E) -> F<fn() -> G, H> where T: X<dyn Fn() -> Y, Z> {}",
        ] {
            let tokens: TokenStream = item.parse().expect(item);
            let ours = function(tokens.clone()).expect(item);
            let theirs: syn::ItemFn = syn::parse2(tokens).expect(item);
            let signature = &theirs.sig;
            assert_eq!(ours.name, signature.ident, "{item}");
            assert_eq!(
                ours.asyncness.is_some(),
                signature.asyncness.is_some(),
                "{item}"
            );
            assert_eq!(text(&ours.visibility), text(&theirs.vis), "{item}");
            assert_eq!(text(&ours.output), text(&signature.output), "{item}");
            assert_eq!(
                text(&ours.where_clause),
                text(&signature.generics.where_clause),
                "{item}"
            );
            assert_eq!(text(&ours.generics), text(&signature.generics), "{item}");
            let types = signature
                .generics
                .type_params()
                .map(|p| p.ident.to_string());
            let consts = signature
                .generics
                .const_params()
                .map(|p| p.ident.to_string());
            let ours_named: Vec<_> = ours.parameters.iter().map(ToString::to_string).collect();
            assert_eq!(
                ours_named,
                types.chain(consts).collect::<Vec<_>>(),
                "{item}"
            );
            let arguments: Vec<_> = signature
                .inputs
                .iter()
                .map(|argument| match argument {
                    syn::FnArg::Typed(one) => (text(&one.ty), one.attrs.len()),
                    syn::FnArg::Receiver(_) => (String::new(), 0),
                })
                .collect();
            let ours: Vec<_> = ours
                .arguments
                .iter()
                .map(|argument| {
                    let ty: TokenStream = argument.ty.iter().cloned().collect();
                    (text(ty), argument.attributes.len())
                })
                .collect();
            assert_eq!(ours, arguments, "{item}");
        }
    }

    #[test]
    fn receivers_are_found_and_other_items_are_not_functions() {
        for item in [
            "fn f(self) {}",
            "fn f(mut self, a: u8) {}",
            "fn f(&self) {}",
            "fn f(&'a mut self,) {}",
            "fn f(self: Box<Self>) {}",
        ] {
            let handler = function(item.parse().expect(item)).expect(item);
            assert!(handler.receiver.is_some(), "{item}");
        }
        for item in [
            "struct A;",
            "fn f();",
            "fn f(a) {}",
            "impl A { fn f() {} }",
            "fn f() {} fn g() {}",
            "",
        ] {
            assert!(function(item.parse().expect(item)).is_none(), "{item}");
        }
    }

    #[test]
    fn what_is_not_a_function_is_named() {
        for (item, kind) in [
            ("struct A;", "a `struct`"),
            ("pub trait A {}", "a `trait`"),
            ("#[b] mod a {}", "a `mod`"),
            ("static A: u8 = 0;", "a `static`"),
            ("enum A {}", "an `enum`"),
            ("impl A { fn f() {} }", "an `impl`"),
            ("extern crate a;", "an `extern`"),
            ("async fn f();", "a function without a body"),
            ("a!{}", "this"),
            ("", "this"),
        ] {
            assert_eq!(kind_of(item.parse().expect(item)), kind, "{item}");
        }
    }

    #[test]
    fn a_visibility_that_a_macro_passes_on_is_one() {
        let passed_on = TokenTree::Group(proc_macro2::Group::new(Delimiter::None, quote!(pub)));
        let handler = function(quote!(#passed_on fn f() {})).expect("a function");
        assert_eq!(text(&handler.visibility), "pub");
    }
}
