//! The item below the attribute: what the judge asks of it, and what of it goes into an expansion.
//!
//! The tokens that are given back are the user's own. How they are read is [`read`]'s business.

mod read;

use cors_runtime::policy::{Function, Item, Part};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::attribute::Attribute;
use crate::grammar::Place;
use crate::signature::{names_in, route_of};

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
        if let Some(handler) = read::function(item.clone()) {
            return Target::Handler(Box::new(handler));
        }
        let first = item.clone().into_iter().next();
        let span = first.map_or(Span::call_site(), |token| token.span());
        Target::Other(read::kind_of(item.clone()), span, item)
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

#[cfg(test)]
mod tests {
    use quote::ToTokens;

    use super::*;

    /// The text of tokens, however they are spaced.
    fn text(tokens: impl ToTokens) -> String {
        tokens.to_token_stream().to_string().replace(' ', "")
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
        let handler = read::function(item.parse().expect(item)).expect(item);
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
        let plain = read::function(quote!(
            fn f() {}
        ))
        .expect("a function");
        assert!(plain.allowing_deprecated().is_none());
    }
}
