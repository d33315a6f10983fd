//! An annotated function. Its body stays a token tree, so that a half-written body compiles or fails
//! as it would without the attribute.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::token::Paren;
use syn::{
    Error, FnArg, GenericParam, PatType, ReturnType, Safety, Signature, Type, TypeTuple, Visibility,
};

use super::attr_role::{self, AttrContext, Role, annotated_mark};
use super::inspect::{cors_header_uses, websocket_calls};
use super::item_attr::ItemAttr;
use super::{SpanRange, ungroup::ungroup};
use crate::tokens::Tokens;

/// A function, with the facts about it that validation needs.
pub(crate) struct Handler {
    pub(crate) attrs: Vec<ItemAttr>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    body: Group,
    /// The whole function, as the compiler prints it. Searching a text is many times faster than reading
    /// tokens, and nearly every function lacks what is searched for.
    text: String,
    /// The calls in the body that open a WebSocket.
    pub(crate) websocket_calls: Vec<(String, SpanRange)>,
    /// The `Access-Control-*` response headers in the body.
    pub(crate) cors_header_uses: Vec<(String, SpanRange)>,
}

impl Handler {
    /// Parses a function, or returns `None` if it has no body.
    pub(super) fn parse(tokens: TokenStream, context: &AttrContext) -> syn::Result<Option<Self>> {
        let text = tokens.to_string();
        // `syn` would read the whole body, which is the longest part of most functions.
        let mut tokens = ungroup(tokens);
        let end = tokens.pop();
        let head = |input: ParseStream| {
            let attrs = ItemAttr::parse_all(input, context)?;
            Ok((attrs, input.parse()?, input.parse()?))
        };
        let (attrs, vis, sig) = head.parse2(tokens.into_iter().collect())?;
        let body = match end {
            Some(TokenTree::Punct(end)) if end.as_char() == ';' => return Ok(None),
            end => block(end).ok_or_else(|| Error::new(Span::call_site(), "expected a block"))?,
        };
        let lower = text.to_ascii_lowercase();
        let body_if = |is_needed: bool| {
            let body = is_needed.then(|| body.stream());
            body.unwrap_or_default()
        };
        Ok(Some(Self {
            attrs,
            vis,
            sig,
            websocket_calls: websocket_calls(body_if(
                mentions(&text, "actix_ws") || mentions(&text, "WsResponseBuilder"),
            )),
            cors_header_uses: cors_header_uses(body_if(mentions(&lower, "access"))),
            body,
            text,
        }))
    }

    pub(crate) fn name(&self) -> &Ident {
        &self.sig.ident
    }

    pub(crate) fn is_async(&self) -> bool {
        self.sig.asyncness.is_some()
    }

    /// The span of the argument `self`.
    pub(crate) fn receiver(&self) -> Option<Span> {
        self.sig.receiver().map(|receiver| receiver.self_token.span)
    }

    /// The arguments without `self`.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &PatType> {
        self.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(argument) => Some(argument),
            FnArg::Receiver(_) => None,
        })
    }

    /// The keywords before `fn` other than `async`.
    pub(crate) fn qualifiers(&self) -> Vec<(&'static str, Span)> {
        let Signature {
            constness,
            safety,
            abi,
            ..
        } = &self.sig;
        let constness = constness.map(|token| ("const", token.span));
        let safety = match safety {
            Safety::Unsafe(token) => Some(("unsafe", token.span)),
            Safety::Safe(token) => Some(("safe", token.span)),
            Safety::Default => None,
        };
        let abi = abi.as_ref().map(|abi| ("extern", abi.extern_token.span));
        constness.into_iter().chain(safety).chain(abi).collect()
    }

    /// The type after `->`.
    pub(crate) fn output_type(&self) -> Cow<'_, Type> {
        match &self.sig.output {
            ReturnType::Default => Cow::Owned(Type::Tuple(TypeTuple {
                attrs: Vec::new(),
                paren_token: Paren::default(),
                elems: Punctuated::new(),
            })),
            ReturnType::Type(_, ty) => Cow::Borrowed(ty),
        }
    }

    /// The attributes that make a route of the function.
    pub(crate) fn route_attrs(&self) -> impl Iterator<Item = &ItemAttr> {
        self.attrs.iter().filter(|attr| attr.role() == Role::Route)
    }

    /// poem's `#[handler]`.
    pub(crate) fn poem_handler_attr(&self) -> Option<&ItemAttr> {
        let mut attrs = self.attrs.iter();
        attrs.find(|attr| attr.role() == Role::PoemHandler)
    }

    /// The other `#[cors(…)]` of the function.
    pub(crate) fn duplicate_attrs(&self) -> impl Iterator<Item = &ItemAttr> {
        self.attrs.iter().filter(|attr| attr.role() == Role::Cors)
    }

    /// The attributes that generate items next to the function.
    pub(crate) fn generating_attrs(&self) -> impl Iterator<Item = &ItemAttr> {
        self.attrs.iter().filter(|attr| attr.role() == Role::Items)
    }

    /// Whether the function is within an expansion of this crate already, so that this attribute is
    /// its second.
    pub(crate) fn is_annotated(&self) -> bool {
        self.attrs.iter().any(|attr| attr.role() == Role::Annotated)
    }

    /// The first `Self`, which only a function of an `impl` or a `trait` can name, except in items of
    /// its body.
    pub(crate) fn self_type(&self) -> Option<Span> {
        if !mentions(&self.text, "Self") {
            return None;
        }
        let Signature {
            generics,
            inputs,
            output,
            ..
        } = &self.sig;
        let where_clause = &generics.where_clause;
        let in_signature = first_self_type(quote!(#generics #inputs #output #where_clause));
        let body = self.body.stream();
        in_signature.or_else(|| {
            let has_items = ["impl", "trait", "struct", "enum", "union"];
            let has_items = has_items
                .iter()
                .any(|word| first_word(body.clone(), word).is_some());
            first_self_type(body).filter(|_| !has_items)
        })
    }

    /// The attributes for everything that an expansion declares.
    pub(crate) fn cfg_attrs(&self) -> Tokens {
        self.attrs_with_roles(attr_role::CFG)
    }

    /// The attributes that set the level of a lint.
    pub(crate) fn lint_levels(&self) -> Tokens {
        self.attrs_with_roles(attr_role::LINT_LEVEL)
    }

    /// The attributes for the item that callers name.
    pub(crate) fn wrapper_attrs(&self) -> Tokens {
        self.attrs_with_roles(attr_role::WRAPPER)
    }

    /// The attributes for a type that callers name in place of the function.
    pub(crate) fn unit_struct_attrs(&self) -> Tokens {
        self.attrs_with_roles(attr_role::UNIT_STRUCT)
    }

    /// The attributes for a constant that callers name in place of the function.
    pub(crate) fn const_attrs(&self) -> Tokens {
        let attrs = self.attrs.iter().filter(|attr| !attr.is("must_use"));
        attrs
            .filter_map(|attr| attr.with_roles(attr_role::UNIT_STRUCT))
            .collect()
    }

    fn attrs_with_roles(&self, roles: &[Role]) -> Tokens {
        let attrs = self.attrs.iter();
        attrs.filter_map(|attr| attr.with_roles(roles)).collect()
    }

    /// An attribute for code that names a handler which may be deprecated.
    pub(crate) fn allow_deprecated(&self) -> Option<TokenStream> {
        let is_deprecated = self.attrs.iter().any(|attr| attr.is("deprecated"));
        is_deprecated.then(|| quote!(#[allow(deprecated)]))
    }

    /// The body of a function that can also be written as an `async` block of a function with the same
    /// signature: one with a type for `return`, without attributes that need a function, and that does not
    /// call itself.
    pub(crate) fn async_body(&self) -> Option<&Group> {
        let is_block = |attr: &ItemAttr| attr.with_roles(&[Role::Annotated, Role::Body]).is_none();
        let has_type = match &self.sig.output {
            ReturnType::Default => true,
            ReturnType::Type(_, ty) => {
                let ty = ty.to_token_stream().to_string();
                !ty.contains("impl") && ty != "!"
            }
        };
        let name = self.name().unraw().to_string();
        let is_block = has_type
            && self.is_async()
            && self.attrs.iter().all(is_block)
            && self.arguments().all(|argument| argument.attrs.is_empty())
            && (self.text.matches(&name).count() == 1
                || first_word(self.body.stream(), &name).is_none());
        is_block.then_some(&self.body)
    }

    /// The user's function within a wrapper. It needs no visibility.
    pub(crate) fn inner(&self) -> TokenStream {
        self.inner_with_routes(|_| None)
    }

    /// The user's function within a wrapper, with poem's `#[handler]`.
    pub(crate) fn inner_poem_endpoint(&self) -> TokenStream {
        let attr = self.poem_handler_attr();
        let function = self.inner();
        quote!(#attr #function)
    }

    /// The user's function within a wrapper, with the result of `rewrite` for each of its routes.
    pub(crate) fn inner_with_routes(
        &self,
        rewrite: impl Fn(&ItemAttr) -> Option<TokenStream>,
    ) -> TokenStream {
        let attrs = self.attrs.iter().filter_map(|attr| match attr.role() {
            Role::Route | Role::RouteList => rewrite(attr),
            _ => attr.with_roles(attr_role::INNER),
        });
        let mark = annotated_mark();
        let Self { sig, body, .. } = self;
        quote!(#(#attrs)* #mark #sig #body)
    }

    /// The function without a wrapper, without what makes a route of it and without other `#[cors]`.
    pub(crate) fn without_route_attrs(&self) -> TokenStream {
        let attrs = self.attrs_with_roles(attr_role::WITHOUT_ROUTE);
        let Self { vis, sig, body, .. } = self;
        quote!(#attrs #vis #sig #body)
    }

    /// The function as it is below this attribute.
    pub(crate) fn unchanged(&self) -> TokenStream {
        let attrs = self.attrs.iter().filter(|attr| attr.role() != Role::Cors);
        let Self { vis, sig, body, .. } = self;
        quote!(#(#attrs)* #vis #sig #body)
    }

    /// The type and constant parameters. Lifetimes are inferred in a call.
    pub(crate) fn turbofish_params(&self) -> impl Iterator<Item = (&Ident, &[syn::Attribute])> {
        let params = self.sig.generics.params.iter();
        params.filter_map(|param| match param {
            GenericParam::Type(param) => Some((&param.ident, &param.attrs[..])),
            GenericParam::Const(param) => Some((&param.ident, &param.attrs[..])),
            GenericParam::Lifetime(_) => None,
        })
    }
}

/// Returns whether a text contains `word`. Where this crate is not optimised, as in debug builds, `contains`
/// takes several times as long.
fn mentions(text: &str, word: &str) -> bool {
    text.matches(word).next().is_some()
}

fn first_self_type(tokens: TokenStream) -> Option<Span> {
    first_word(tokens, "Self")
}

fn first_word(tokens: TokenStream, word: &str) -> Option<Span> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Group(group) => first_word(group.stream(), word),
        TokenTree::Ident(ident) if ident == word => Some(ident.span()),
        _ => None,
    })
}

/// A block in braces, or what `$body:block` arrives in.
fn block(tokens: impl IntoIterator<Item = TokenTree>) -> Option<Group> {
    match &ungroup(tokens)[..] {
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => Some(group.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::test_util::{compact, fragment, handler, tokens};
    use super::*;

    #[test]
    fn functions_are_printed_as_they_were_written() {
        for source in [
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
            "fn f() -> my_type! { u8 } { 7 }",
            "fn f(a: my_type!(u8), b: my_type! { u8 }) -> Vec<my_type![u8]> { 7 }",
            "const unsafe extern \"C\" fn f(a: u8,) {}",
            "fn f(mut self: Box<Self>, a: u8) {}",
            "fn f() { let a = half. ; if }",
        ] {
            let handler = handler(tokens(source));
            assert_eq!(
                compact(handler.without_route_attrs()),
                compact(tokens(source))
            );
        }
    }

    #[test]
    fn fragments_of_macro_rules_are_read_like_their_content() {
        let (vis, body) = (fragment(quote!(pub)), fragment(quote!({ 7 })));
        let (ty, meta) = (fragment(quote!(Json<User>)), fragment(quote!(get("/x"))));
        let pattern = fragment(quote!(mut a));
        let nested = fragment(body.clone());
        let no_vis = fragment(quote!());
        let whole = fragment(quote!(
            pub fn f() {
                7
            }
        ));
        let found = handler(quote!(#[#meta] #vis async fn f(#pattern: #ty) -> #ty #body));
        assert_eq!(compact(&found.vis), "pub");
        assert_eq!(found.route_attrs().count(), 1);
        assert_eq!(compact(found.output_type()), "Json<User>");
        assert_eq!(found.arguments().count(), 1);
        assert!(compact(found.inner()).ends_with("{7}"));
        assert!(compact(handler(quote!(fn f() #nested)).inner()).ends_with("{7}"));
        assert_eq!(compact(handler(quote!(#no_vis fn f() {})).vis), "");
        assert_eq!(compact(handler(whole).without_route_attrs()), "pubfnf(){7}");
    }

    #[test]
    fn receivers_are_no_arguments() {
        for source in [
            "fn f(self) {}",
            "fn f(mut self) {}",
            "fn f(&self) {}",
            "fn f(&'a mut self,) {}",
            "fn f(self: Box<Self>) {}",
        ] {
            let handler = handler(tokens(source));
            assert!(handler.receiver().is_some(), "{source}");
            assert_eq!(handler.arguments().count(), 0, "{source}");
        }
        assert!(
            handler(quote!(
                fn f(a: u8) {}
            ))
            .receiver()
            .is_none()
        );
    }

    #[test]
    fn self_types_are_found_in_the_whole_signature() {
        for (source, is_found) in [
            ("fn f(a: Self) {}", true),
            ("fn f(a: State<Arc<Self>>) {}", true),
            ("fn f() -> Result<Self, ()> {}", true),
            ("fn f<T>() where T: Into<Self> {}", true),
            ("fn f<T: Into<[Self; 2]>>() {}", true),
            ("fn f() { if a { Self::b() } }", true),
            ("fn f(a: u8) { impl A { fn b() -> Self {} } }", false),
            ("fn f() { selfish() }", false),
        ] {
            assert_eq!(
                handler(tokens(source)).self_type().is_some(),
                is_found,
                "{source}"
            );
        }
    }

    #[test]
    fn functions_of_an_expansion_are_known() {
        let outer = handler(quote!(
            #[a]
            fn f() {}
        ));
        assert!(!outer.is_annotated());
        let inner = handler(outer.inner());
        assert!(inner.is_annotated());
        assert_eq!(compact(inner.unchanged()), compact(outer.inner()));
    }

    #[test]
    fn qualifiers_are_in_source_order() {
        let handler = handler(quote!(
            const async unsafe extern "C" fn f() {}
        ));
        let names: Vec<_> = handler.qualifiers().iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["const", "unsafe", "extern"]);
        assert!(handler.is_async());
    }

    #[test]
    fn attributes_go_where_their_role_says() {
        let handler = handler(tokens(
            "#[doc = \"a\"] #[cfg(b)] #[allow(c)] #[d] #[deprecated] #[get(\"/\")] #[cors::cors] \
             #[other::cors(e)] #[trace(\"f\")] #[must_use] #[cfg_attr(g, h, doc = \"i\")] pub fn f() {}",
        ));
        assert_eq!(
            compact(handler.wrapper_attrs().into_token_stream()),
            "#[doc=\"a\"]#[cfg(b)]#[allow(c)]#[deprecated]#[must_use]#[cfg_attr(g,doc=\"i\")]"
        );
        assert_eq!(
            compact(handler.cfg_attrs().into_token_stream()),
            "#[cfg(b)]"
        );
        assert_eq!(
            compact(handler.lint_levels().into_token_stream()),
            "#[allow(c)]"
        );
        assert_eq!(
            compact(handler.inner()),
            "#[allow(c)]#[d]#[other::cors(e)]#[trace(\"f\")]#[cfg_attr(g,h)]#[allow(variant_size_differences,reason=\"annotatedwith#[cors]\")]fnf(){}"
        );
        assert_eq!(
            compact(handler.without_route_attrs()),
            "#[doc=\"a\"]#[cfg(b)]#[allow(c)]#[d]#[deprecated]#[other::cors(e)]#[trace(\"f\")]\
             #[must_use]#[cfg_attr(g,h,doc=\"i\")]pubfnf(){}"
        );
        assert_eq!(
            compact(handler.inner_with_routes(|attr| Some(attr.with_arguments(quote!("/x"))))),
            "#[allow(c)]#[d]#[get(\"/x\")]#[other::cors(e)]#[trace(\"f\")]#[cfg_attr(g,h)]#[allow(variant_size_differences,reason=\"annotatedwith#[cors]\")]fnf(){}"
        );
        assert_eq!(handler.route_attrs().count(), 1);
        assert_eq!(handler.duplicate_attrs().count(), 1);
        assert_eq!(compact(handler.allow_deprecated()), "#[allow(deprecated)]");
    }

    #[test]
    fn functions_that_are_not_deprecated_need_no_allowance() {
        assert!(
            handler(quote!(
                fn f() {}
            ))
            .allow_deprecated()
            .is_none()
        );
    }
}
