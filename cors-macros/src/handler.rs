//! The item below the attribute: its signature read, its body left as it was written.
//!
//! The tokens that are given back are the user's own, so a half-written body never fails the macro.

use cors_runtime::policy::{Function, Item, Part};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::attribute::Attribute;
use crate::grammar::Place;
use crate::signature::{mentions_in, names_in, route_of, web_sockets_in};
use crate::tokens::Walker;

/// What the attribute stands on.
pub(crate) enum Target {
    Handler(Box<Handler>),
    /// Not a function: a word for it, its first token, and all of them.
    Other(String, Span, TokenStream),
}

/// A function, in its parts.
pub(crate) struct Handler {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: TokenStream,
    pub(crate) qualifiers: Vec<(String, Span)>,
    pub(crate) asyncness: Option<Ident>,
    pub(crate) name: Ident,
    /// `<…>`, with its brackets.
    pub(crate) generics: TokenStream,
    /// The names of its types and constants, without the lifetimes.
    parameters: Vec<Ident>,
    pub(crate) receiver: Option<Span>,
    /// Of the parentheses around the arguments.
    pub(crate) parentheses: Span,
    pub(crate) arguments: Vec<Argument>,
    /// `-> T`.
    pub(crate) output: TokenStream,
    output_type: Vec<TokenTree>,
    pub(crate) where_clause: TokenStream,
    /// From the first attribute to the end of the body, without a second `#[cors]`.
    pub(crate) verbatim: TokenStream,
    pub(crate) other_attribute: Option<Place>,
    pub(crate) routes: Vec<(String, Place)>,
    pub(crate) web_sockets: Vec<(String, Place)>,
    pub(crate) mentions: Vec<(String, Place)>,
    signature_and_body: TokenStream,
}

/// An argument: the pattern before the colon stays in the function it belongs to, but where a
/// framework goes by its name.
pub(crate) struct Argument {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) pattern: Vec<TokenTree>,
    pub(crate) ty: Vec<TokenTree>,
}

impl Target {
    pub(crate) fn read(item: TokenStream) -> Self {
        if let Some(handler) = read(item.clone()) {
            return Target::Handler(Box::new(handler));
        }
        let first = item.clone().into_iter().next();
        let span = first.map_or(Span::call_site(), |token| token.span());
        Target::Other(kind_of(item.clone()), span, item)
    }

    /// What the judge has to know of it.
    pub(crate) fn describe(&self) -> Item {
        match self {
            Target::Other(what, ..) => Item::Other(what.clone()),
            Target::Handler(handler) => handler.describe(),
        }
    }

    /// Where a part of it stands.
    pub(crate) fn place(&self, part: Part) -> Place {
        match self {
            Target::Other(_, span, _) => Place::at(*span),
            Target::Handler(handler) => handler.place(part),
        }
    }
}

impl Handler {
    /// What the judge has to know of it.
    pub(crate) fn describe(&self) -> Item {
        Item::Function(Function {
            name: self.name.to_string(),
            is_async: self.asyncness.is_some(),
            qualifiers: self.qualifiers.iter().map(|(q, _)| q.clone()).collect(),
            has_receiver: self.receiver.is_some(),
            arguments: self
                .arguments
                .iter()
                .map(|argument| names_in(&argument.ty))
                .collect(),
            output: names_in(&self.output_type),
            routes: self.routes.iter().map(|(r, _)| r.clone()).collect(),
            web_sockets: self.web_sockets.iter().map(|(w, _)| w.clone()).collect(),
            mentions: self.mentions.iter().map(|(m, _)| m.clone()).collect(),
            annotated_again: self.other_attribute.is_some(),
        })
    }

    /// Where a part of it stands.
    pub(crate) fn place(&self, part: Part) -> Place {
        let place = match part {
            Part::OtherAttribute => self.other_attribute,
            Part::Route(at) => self.routes.get(at).map(|(_, place)| *place),
            Part::Qualifier(at) => self.qualifiers.get(at).map(|(_, span)| Place::at(*span)),
            Part::Receiver => self.receiver.map(Place::at),
            Part::Argument(at) => self
                .arguments
                .get(at)
                .and_then(|argument| Place::of(&argument.ty)),
            Part::Output => Place::of(&self.output_type),
            Part::WebSocket(at) => self.web_sockets.get(at).map(|(_, place)| *place),
            Part::Mention(at) => self.mentions.get(at).map(|(_, place)| *place),
            Part::Name => None,
        };
        place.unwrap_or_else(|| Place::at(self.name.span()))
    }

    /// The function as it was written, with the attributes that belong inside.
    pub(crate) fn inner(&self) -> TokenStream {
        self.inner_with(|_| None)
    }

    /// The same, with what `rewrite` makes of some of its attributes in their place.
    pub(crate) fn inner_with(
        &self,
        rewrite: impl Fn(&Attribute) -> Option<TokenStream>,
    ) -> TokenStream {
        let attributes = self.attributes.iter().filter_map(|attribute| {
            rewrite(attribute).or_else(|| belongs_inside(attribute).then(|| quote!(#attribute)))
        });
        let rest = &self.signature_and_body;
        quote!(#(#attributes)* #rest)
    }

    /// The function as it was written, without what routes it.
    pub(crate) fn unrouted(&self) -> TokenStream {
        let attributes = self.attributes.iter().filter(|a| route_of(a).is_none());
        let (visibility, rest) = (&self.visibility, &self.signature_and_body);
        quote!(#(#attributes)* #visibility #rest)
    }

    /// The attributes that route it, by a framework's own macros.
    pub(crate) fn route_attributes(&self) -> Vec<&Attribute> {
        let routes = self.attributes.iter().filter(|a| route_of(a).is_some());
        routes.collect()
    }

    /// The attributes that belong onto the function the user's callers meet.
    pub(crate) fn outer_attributes(&self) -> Vec<&Attribute> {
        self.with_names(&[
            "doc",
            "cfg",
            "cfg_attr",
            "deprecated",
            "must_use",
            "allow",
            "warn",
            "deny",
            "forbid",
            "automatically_derived",
        ])
    }

    /// The attributes that decide whether the function is there at all.
    pub(crate) fn conditions(&self) -> Vec<&Attribute> {
        self.with_names(&["cfg"])
    }

    /// What an expansion that names a deprecated handler has to say.
    pub(crate) fn allowing_deprecated(&self) -> Option<TokenStream> {
        let is_deprecated = !self.with_names(&["deprecated"]).is_empty();
        is_deprecated.then(|| quote!(#[allow(deprecated)]))
    }

    /// The attributes that set the level of a lint.
    pub(crate) fn lint_levels(&self) -> Vec<&Attribute> {
        self.with_names(&["allow", "warn", "deny", "forbid"])
    }

    fn with_names(&self, names: &[&str]) -> Vec<&Attribute> {
        self.attributes.iter().filter(|a| a.is(names)).collect()
    }

    /// `::<T, N>` for the call from outside to inside. Lifetimes are inferred.
    pub(crate) fn turbofish(&self) -> TokenStream {
        let parameters = &self.parameters;
        if parameters.is_empty() {
            TokenStream::new()
        } else {
            quote!(::<#(#parameters),*>)
        }
    }

    /// The type behind `->`.
    pub(crate) fn output_type(&self) -> TokenStream {
        if self.output_type.is_empty() {
            quote!(())
        } else {
            self.output_type.iter().cloned().collect()
        }
    }
}

/// Lints hold for both functions; what documents or gates the name belongs outside, and what changes
/// the function (`#[tracing::instrument]`) inside.
fn belongs_inside(attribute: &Attribute) -> bool {
    // A foreign route is refused, and left out so that nothing else is said about it.
    !attribute.is(&["doc", "cfg", "deprecated", "must_use"]) && route_of(attribute).is_none()
}

/// Reads a function, or nothing if it is none.
fn read(item: TokenStream) -> Option<Handler> {
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
fn kind_of(item: TokenStream) -> String {
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
    use quote::ToTokens;

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
            let ours = read(tokens.clone()).expect(item);
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
            let handler = read(item.parse().expect(item)).expect(item);
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
            assert!(read(item.parse().expect(item)).is_none(), "{item}");
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
    fn what_the_judge_asks_of_a_function_is_found() {
        let describe = |item: &str| match Target::read(item.parse().expect(item)).describe() {
            Item::Function(function) => function,
            Item::Other(what) => panic!("{item}: {what}"),
        };
        let function = describe(
            "#[get(\"/\")] #[a] #[cors::axum::cors(b)] const async unsafe extern \"C\" fn f() -> A<B> { c(ACCESS_CONTROL_MAX_AGE) }",
        );
        assert_eq!(function.qualifiers, ["const", "unsafe", "extern"]);
        assert_eq!(function.routes, ["get"]);
        assert_eq!(function.output, ["A", "B"]);
        assert_eq!(function.mentions, ["ACCESS_CONTROL_MAX_AGE"]);
        assert!(function.is_async && function.annotated_again && !function.has_receiver);
        let function = describe("#[a] fn f(&self, b: C) { actix_ws::handle() }");
        assert_eq!(function.arguments, [["C"]]);
        assert_eq!(function.web_sockets, ["actix_ws::handle"]);
        assert!(!function.is_async && !function.annotated_again && function.has_receiver);
    }

    #[test]
    fn attributes_go_where_they_belong() {
        let item = "#[doc = \"a\"] #[cfg(b)] #[allow(c)] #[d] #[deprecated] #[get(\"/\")] #[must_use] pub fn f() {}";
        let handler = read(item.parse().expect(item)).expect(item);
        let names = |attributes: Vec<&Attribute>| -> Vec<String> {
            let names = attributes.iter().map(|attribute| attribute.name());
            names.map(str::to_owned).collect()
        };
        assert_eq!(
            names(handler.outer_attributes()),
            ["doc", "cfg", "allow", "deprecated", "must_use"]
        );
        assert_eq!(names(handler.conditions()), ["cfg"]);
        assert_eq!(names(handler.lint_levels()), ["allow"]);
        assert_eq!(names(handler.route_attributes()), ["get"]);
        assert_eq!(text(handler.inner()), "#[allow(c)]#[d]fnf(){}");
        assert_eq!(
            text(handler.unrouted()),
            "#[doc=\"a\"]#[cfg(b)]#[allow(c)]#[d]#[deprecated]#[must_use]pubfnf(){}"
        );
        assert_eq!(text(handler.allowing_deprecated()), "#[allow(deprecated)]");
        let plain = read(quote!(
            fn f() {}
        ))
        .expect("a function");
        assert!(plain.allowing_deprecated().is_none());
    }

    #[test]
    fn a_visibility_that_a_macro_passes_on_is_one() {
        let passed_on = TokenTree::Group(proc_macro2::Group::new(Delimiter::None, quote!(pub)));
        let handler = read(quote!(#passed_on fn f() {})).expect("a function");
        assert_eq!(text(&handler.visibility), "pub");
    }
}
