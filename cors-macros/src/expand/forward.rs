//! Calling the user's function from a generated one of the same signature.

use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Ident;

use crate::parse::Handler;
use crate::parse::attr_role::ARGUMENT;
use crate::parse::cfg_attr::{attr_with_roles, cfg_predicates};

/// More predicates than this are not told apart: the number of calls doubles with each.
const MAX_PREDICATES: usize = 8;

/// A call with the arguments that exist under a condition.
pub(super) struct Call {
    /// `::<T, N>`, or nothing.
    pub(super) turbofish: TokenStream,
    /// The names of the arguments.
    pub(super) arguments: Vec<TokenStream>,
}

/// The arguments of a generated function. Those of the user's function may be patterns.
pub(super) fn argument_names(handler: &Handler) -> Vec<Ident> {
    let names = handler
        .arguments()
        .enumerate()
        .map(|(index, _)| local(handler, &format!("__argument_{index}")));
    names.collect()
}

/// The name of a local variable: `name`, or one that is neither the handler's nor a parameter's. They
/// are items, which hygiene does not tell apart.
pub(super) fn local(handler: &Handler, name: &str) -> Ident {
    let params = handler.turbofish_params().map(|(param, _)| param);
    if params.chain([handler.name()]).any(|item| *item == name) {
        return local(handler, &format!("{name}_"));
    }
    Ident::new(name, Span::mixed_site())
}

/// The declarations of these arguments in parentheses, with their `#[cfg(…)]`.
pub(super) fn declare(handler: &Handler, patterns: &[impl ToTokens]) -> Group {
    let attrs = handler.arguments().map(|argument| {
        let attrs = argument.attrs.iter();
        let attrs = attrs.filter_map(|attr| attr_with_roles(attr, ARGUMENT));
        attrs.collect::<Vec<_>>()
    });
    let types = handler.arguments().map(|argument| &argument.ty);
    let arguments = quote!(#(#(#attrs)* #patterns: #types),*);
    Group::new(Delimiter::Parenthesis, arguments)
}

/// Writes a body that calls the user's function with the arguments `names`.
///
/// An argument or a parameter with `#[cfg(…)]` may not exist, and an expression cannot have such an
/// attribute where it is an argument. So there is one body for each combination that may exist.
pub(super) fn forward(
    handler: &Handler,
    names: &[impl ToTokens],
    body: impl Fn(&Call) -> TokenStream,
) -> TokenStream {
    let params = handler.turbofish_params();
    let params: Vec<_> = params
        .map(|(name, attrs)| {
            // A constant's name alone may be the name of a type too.
            let is_const = handler
                .sig
                .generics
                .const_params()
                .any(|param| param.ident == *name);
            let argument = if is_const {
                quote!({ #name })
            } else {
                quote!(#name)
            };
            Conditional::new(argument, attrs)
        })
        .collect();
    let arguments = handler.arguments().zip(names);
    let arguments: Vec<_> = arguments
        .map(|(argument, name)| Conditional::new(name, &argument.attrs))
        .collect();
    let mut predicates: Vec<&TokenStream> = Vec::new();
    for conditional in params.iter().chain(&arguments) {
        if let Some(predicate) = &conditional.predicate {
            let is_known = predicates.iter().any(|known| is_same(known, predicate));
            if !is_known && predicates.len() < MAX_PREDICATES {
                predicates.push(predicate);
            }
        }
    }
    let bodies = (0..1_u32 << predicates.len()).map(|combination| {
        let holds = |index: usize| combination & (1 << index) == 0;
        let exists = |conditional: &&Conditional| {
            let mut known = predicates.iter();
            let index = known.position(|known| {
                let predicate = conditional.predicate.as_ref();
                predicate.is_some_and(|predicate| is_same(known, predicate))
            });
            index.is_none_or(holds)
        };
        let params: Vec<_> = params.iter().filter(exists).map(|p| &p.name).collect();
        let arguments = arguments.iter().filter(exists);
        let body = body(&Call {
            turbofish: if params.is_empty() {
                TokenStream::new()
            } else {
                quote!(::<#(#params),*>)
            },
            arguments: arguments.map(|argument| argument.name.clone()).collect(),
        });
        if predicates.is_empty() {
            return body;
        }
        let conditions = predicates.iter().enumerate().map(|(index, predicate)| {
            if holds(index) {
                quote!(#predicate)
            } else {
                quote!(not(#predicate))
            }
        });
        let condition = all(&conditions.collect::<Vec<_>>());
        quote!(#[cfg(#condition)] { #body })
    });
    bodies.collect()
}

/// Something that exists under a condition.
struct Conditional {
    name: TokenStream,
    predicate: Option<TokenStream>,
}

impl Conditional {
    fn new(name: impl ToTokens, attrs: &[syn::Attribute]) -> Self {
        let predicates = cfg_predicates(attrs);
        Self {
            name: name.into_token_stream(),
            predicate: (!predicates.is_empty()).then(|| all(&predicates)),
        }
    }
}

fn all(predicates: &[TokenStream]) -> TokenStream {
    if let [predicate] = predicates {
        predicate.clone()
    } else {
        quote!(all(#(#predicates),*))
    }
}

fn is_same(a: &TokenStream, b: &TokenStream) -> bool {
    a.to_string() == b.to_string()
}

/// The name of an argument, if its pattern is only that.
pub(super) fn simple_name(pattern: &syn::Pat) -> Option<&Ident> {
    match pattern {
        syn::Pat::Ident(pattern) if pattern.by_ref.is_none() && pattern.subpat.is_none() => {
            Some(&pattern.ident)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;

    use super::*;
    use crate::parse::test_util::{compact, handler, tokens};

    fn calls(source: &str) -> String {
        let handler = handler(tokens(source));
        let names = argument_names(&handler);
        compact(forward(&handler, &names, |call| {
            let Call {
                turbofish,
                arguments,
            } = call;
            quote!(f #turbofish(#(#arguments),*))
        }))
    }

    #[test]
    fn calls_pass_the_arguments_that_exist() {
        for (source, expected) in [
            ("fn f() {}", "f()"),
            (
                "fn f<'a, T, const N: usize>(a: T, (b, c): [&'a u8; N]) {}",
                "f::<T,{N}>(__argument_0,__argument_1)",
            ),
            ("fn __argument_0(a: u8) {}", "f(__argument_0_)"),
            (
                "fn f<const __argument_0: u8>(a: u8) {}",
                "f::<{__argument_0}>(__argument_0_)",
            ),
            (
                "fn f(a: u8, #[cfg(never)] gone: u8) {}",
                "#[cfg(never)]{f(__argument_0,__argument_1)}#[cfg(not(never))]{f(__argument_0)}",
            ),
            (
                "fn f(#[cfg(x)] a: u8, #[cfg_attr(y, cfg(x), allow(unused))] b: u8) {}",
                "#[cfg(all(x,any(not(y),x)))]{f(__argument_0,__argument_1)}\
                 #[cfg(all(not(x),any(not(y),x)))]{f(__argument_1)}\
                 #[cfg(all(x,not(any(not(y),x))))]{f(__argument_0)}\
                 #[cfg(all(not(x),not(any(not(y),x))))]{f()}",
            ),
            (
                "fn f<#[cfg(x)] T, U>(#[cfg(x)] a: T, #[allow(unused)] b: U) {}",
                "#[cfg(x)]{f::<T,U>(__argument_0,__argument_1)}\
                 #[cfg(not(x))]{f::<U>(__argument_1)}",
            ),
            (
                "fn f(#[cfg(x)] #[cfg(y)] a: u8) {}",
                "#[cfg(all(x,y))]{f(__argument_0)}#[cfg(not(all(x,y)))]{f()}",
            ),
        ] {
            assert_eq!(calls(source), expected, "{source}");
        }
    }

    #[test]
    fn many_conditions_do_not_explode() {
        let arguments = (0..40).map(|index| format!("#[cfg(a{index})] a{index}: u8"));
        let arguments: Vec<_> = arguments.collect();
        let found = calls(&format!("fn f({}) {{}}", arguments.join(", ")));
        assert_eq!(found.matches("#[cfg").count(), 1 << MAX_PREDICATES);
    }

    #[test]
    fn declared_arguments_keep_cfg_and_lint_levels_only() {
        let handler = handler(tokens(
            "fn f(#[cfg(a)] #[allow(b)] #[c] d: u8, #[cfg_attr(e, cfg(f), g)] (h, i): u8) {}",
        ));
        assert_eq!(
            compact(declare(&handler, &argument_names(&handler))),
            "(#[cfg(a)]#[allow(b)]__argument_0:u8,#[cfg_attr(e,cfg(f))]__argument_1:u8)"
        );
    }

    #[test]
    fn only_identifiers_are_simple_names() {
        for (pattern, name) in [
            ("a", Some("a")),
            ("mut a", Some("a")),
            ("r#match", Some("r#match")),
            ("_", None),
            ("ref a", None),
            ("A(b)", None),
            ("mut a @ B", None),
        ] {
            let parsed = syn::Pat::parse_single.parse_str(pattern).expect(pattern);
            let found = simple_name(&parsed).map(ToString::to_string);
            assert_eq!(found.as_deref(), name, "{pattern}");
        }
    }
}
