//! The item below the attribute: its signature read, its body left as it was written.
//!
//! Read without `syn`'s `full`, since a signature needs no expressions: patterns are kept as tokens
//! up to their colon, and the body is one token. So a half-written body never fails the macro, and
//! the tokens that are given back are the user's own.

use cors_runtime::policy::{Function, Item, Part};
use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Generics, ReturnType, Token, Type, Visibility, WhereClause};

use crate::grammar::Place;
use crate::signature::{mentions_in, names_in, place_of, route_of};

/// What the attribute stands on.
pub(crate) enum Target {
    Handler(Box<Handler>),
    /// Not a function: a word for it, its first token, and all of them.
    Other(String, Span, TokenStream),
}

/// A function, in its parts.
pub(crate) struct Handler {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) qualifiers: Vec<(String, Span)>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) name: Ident,
    pub(crate) generics: Generics,
    pub(crate) receiver: Option<Span>,
    pub(crate) arguments: Vec<Argument>,
    pub(crate) output: ReturnType,
    /// From the first attribute to the end of the body, without a second `#[cors]`.
    pub(crate) verbatim: TokenStream,
    pub(crate) other_attribute: Option<Place>,
    pub(crate) routes: Vec<(String, Place)>,
    pub(crate) mentions: Vec<(String, Place)>,
    signature_and_body: TokenStream,
}

/// An argument: the pattern before the colon stays in the function it belongs to.
pub(crate) struct Argument {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) ty: Type,
}

impl Target {
    pub(crate) fn read(item: TokenStream) -> Self {
        if let Ok(handler) = parse.parse2(item.clone()) {
            Target::Handler(Box::new(handler))
        } else {
            let first = item.clone().into_iter().next();
            let span = first.map_or(Span::call_site(), |token| token.span());
            Target::Other(kind_of(item.clone()), span, item)
        }
    }

    /// What the judge has to know of it.
    pub(crate) fn describe(&self) -> Item {
        let handler = match self {
            Target::Other(what, ..) => return Item::Other(what.clone()),
            Target::Handler(handler) => handler,
        };
        Item::Function(Function {
            name: handler.name.unraw().to_string(),
            is_async: handler.asyncness.is_some(),
            qualifiers: handler.qualifiers.iter().map(|(q, _)| q.clone()).collect(),
            has_receiver: handler.receiver.is_some(),
            arguments: handler
                .arguments
                .iter()
                .map(|argument| names_in(&argument.ty))
                .collect(),
            output: names_in(&handler.output_type()),
            routes: handler.routes.iter().map(|(r, _)| r.clone()).collect(),
            mentions: handler.mentions.iter().map(|(m, _)| m.clone()).collect(),
            annotated_again: handler.other_attribute.is_some(),
        })
    }

    /// Where a part of it stands.
    pub(crate) fn place(&self, part: Part) -> Place {
        let handler = match self {
            Target::Other(_, span, _) => return Place::at(*span),
            Target::Handler(handler) => handler,
        };
        let place = match part {
            Part::OtherAttribute => handler.other_attribute,
            Part::Route(at) => handler.routes.get(at).map(|(_, place)| *place),
            Part::Qualifier(at) => handler.qualifiers.get(at).map(|(_, span)| Place::at(*span)),
            Part::Receiver => handler.receiver.map(Place::at),
            Part::Argument(at) => handler
                .arguments
                .get(at)
                .and_then(|argument| place_of(&argument.ty)),
            Part::Output => place_of(&handler.output_type()),
            Part::Mention(at) => handler.mentions.get(at).map(|(_, place)| *place),
            Part::Name => None,
        };
        place.unwrap_or_else(|| Place::at(handler.name.span()))
    }
}

impl Handler {
    /// The function as it was written, with the attributes that belong inside.
    pub(crate) fn inner(&self) -> TokenStream {
        let attributes = self.attributes.iter().filter(|a| belongs_inside(a));
        let rest = &self.signature_and_body;
        quote!(#(#attributes)* #rest)
    }

    /// The attributes that belong onto the function the user's callers meet.
    pub(crate) fn outer_attributes(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|a| belongs_outside(a))
    }

    /// The attributes that decide whether the function is there at all.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|a| a.path().is_ident("cfg"))
    }

    /// The attributes that set the level of a lint.
    pub(crate) fn lint_levels(&self) -> impl Iterator<Item = &Attribute> {
        const LEVELS: [&str; 4] = ["allow", "warn", "deny", "forbid"];
        let sets_level =
            |attribute: &&Attribute| LEVELS.iter().any(|level| attribute.path().is_ident(level));
        self.attributes.iter().filter(sets_level)
    }

    /// `::<T, N>` for the call from outside to inside. Lifetimes are inferred.
    pub(crate) fn turbofish(&self) -> TokenStream {
        let types = self.generics.type_params().map(|p| p.ident.clone());
        let consts = self.generics.const_params().map(|p| p.ident.clone());
        let arguments: Vec<_> = types.chain(consts).collect();
        if arguments.is_empty() {
            TokenStream::new()
        } else {
            quote!(::<#(#arguments),*>)
        }
    }

    /// The type behind `->`.
    pub(crate) fn output_type(&self) -> TokenStream {
        match &self.output {
            ReturnType::Type(_, ty) => ty.to_token_stream(),
            ReturnType::Default => quote!(()),
        }
    }
}

/// Lints hold for both functions; what documents or gates the name belongs outside, and what changes
/// the function (`#[tracing::instrument]`) inside.
fn belongs_outside(attribute: &Attribute) -> bool {
    const OUTSIDE: [&str; 10] = [
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
    ];
    OUTSIDE.iter().any(|name| attribute.path().is_ident(name))
}

fn belongs_inside(attribute: &Attribute) -> bool {
    const OUTSIDE_ONLY: [&str; 4] = ["doc", "cfg", "deprecated", "must_use"];
    let is_outside = OUTSIDE_ONLY
        .iter()
        .any(|name| attribute.path().is_ident(name));
    // Refused, and left out so that nothing else is said about it.
    !is_outside && route_of(attribute).is_none()
}

fn parse(input: ParseStream<'_>) -> syn::Result<Handler> {
    let mut attributes = input.call(Attribute::parse_outer)?;
    let other = attributes.iter().position(is_ours);
    let other_attribute = other.map(|at| {
        let attribute = attributes.remove(at);
        Place {
            start: attribute.pound_token.span,
            end: attribute.bracket_token.span.close(),
        }
    });
    let visibility: Visibility = input.parse()?;
    let (asyncness, qualifiers, qualifier_tokens) = parse_qualifiers(input)?;
    let fn_token: Token![fn] = input.parse()?;
    let name: Ident = input.call(Ident::parse_any)?;
    let mut generics: Generics = input.parse()?;
    let inputs: Group = parse_group(input)?;
    let (receiver, arguments) = parse_arguments.parse2(inputs.stream())?;
    let output: ReturnType = input.parse()?;
    let where_clause: Option<WhereClause> = input.parse()?;
    let body: Group = parse_group(input)?;

    let signature_and_body = quote! {
        #visibility #qualifier_tokens #fn_token #name #generics #inputs #output #where_clause #body
    };
    // The function inside is private to the one outside, whatever that one's visibility.
    let inside = quote! {
        #qualifier_tokens #fn_token #name #generics #inputs #output #where_clause #body
    };
    generics.where_clause = where_clause;
    let verbatim = quote!(#(#attributes)* #signature_and_body);
    Ok(Handler {
        routes: attributes.iter().filter_map(route_of).collect(),
        mentions: mentions_in(body.stream()),
        attributes,
        visibility,
        qualifiers,
        asyncness,
        name,
        generics,
        receiver,
        arguments,
        output,
        verbatim,
        other_attribute,
        signature_and_body: inside,
    })
}

/// `#[cors(…)]`, by whatever path.
fn is_ours(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|segment| segment.ident == "cors")
}

type Qualifiers = (Option<Token![async]>, Vec<(String, Span)>, TokenStream);

/// `const async unsafe extern "C"`, of which only `async` is a handler's.
fn parse_qualifiers(input: ParseStream<'_>) -> syn::Result<Qualifiers> {
    let mut asyncness = None;
    let mut refused = Vec::new();
    let mut tokens = TokenStream::new();
    while !input.peek(Token![fn]) {
        if input.peek(Token![async]) {
            let token: Token![async] = input.parse()?;
            token.to_tokens(&mut tokens);
            asyncness = Some(token);
            continue;
        }
        let word: Ident = input.call(Ident::parse_any)?;
        let text = word.to_string();
        if !matches!(text.as_str(), "const" | "unsafe" | "safe" | "extern") {
            return Err(syn::Error::new(word.span(), "not a function"));
        }
        refused.push((text, word.span()));
        word.to_tokens(&mut tokens);
        if input.peek(syn::LitStr) {
            input.parse::<syn::LitStr>()?.to_tokens(&mut tokens);
        }
    }
    Ok((asyncness, refused, tokens))
}

fn parse_group(input: ParseStream<'_>) -> syn::Result<Group> {
    match input.parse()? {
        TokenTree::Group(group) => Ok(group),
        other => Err(syn::Error::new(other.span(), "not a function")),
    }
}

fn parse_arguments(input: ParseStream<'_>) -> syn::Result<(Option<Span>, Vec<Argument>)> {
    let mut receiver = None;
    let mut arguments = Vec::new();
    while !input.is_empty() {
        let attributes = input.call(Attribute::parse_outer)?;
        if let Some(span) = parse_receiver(input)? {
            receiver = Some(span);
        } else {
            skip_pattern(input)?;
            arguments.push(Argument {
                attributes,
                ty: input.parse()?,
            });
        }
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok((receiver, arguments))
}

/// `self`, `mut self`, `&'a mut self` or `self: Box<Self>`.
fn parse_receiver(input: ParseStream<'_>) -> syn::Result<Option<Span>> {
    let ahead = input.fork();
    if ahead.parse::<Option<Token![&]>>()?.is_some() {
        ahead.parse::<Option<syn::Lifetime>>()?;
    }
    ahead.parse::<Option<Token![mut]>>()?;
    if !ahead.peek(Token![self]) || ahead.peek2(Token![::]) {
        return Ok(None);
    }
    while !input.peek(Token![self]) {
        input.parse::<TokenTree>()?;
    }
    let receiver: Token![self] = input.parse()?;
    if input.parse::<Option<Token![:]>>()?.is_some() {
        input.parse::<Type>()?;
    }
    Ok(Some(receiver.span))
}

/// Everything up to the colon that separates a pattern from its type; `::` is part of a path.
fn skip_pattern(input: ParseStream<'_>) -> syn::Result<()> {
    loop {
        if input.peek(Token![::]) {
            input.parse::<Token![::]>()?;
        } else if input.peek(Token![:]) {
            input.parse::<Token![:]>()?;
            return Ok(());
        } else {
            input.parse::<TokenTree>()?;
        }
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
