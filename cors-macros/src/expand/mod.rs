//! A judged policy and a handler → tokens. One file per door, and here what they share.
//!
//! An expansion is short: it names hidden functions of the facade and decides nothing. Every path in
//! it begins at the facade or at `::core`, so it means the same in every scope; and since the names
//! of its own constants are in the scope of the user's, they are none that a user would choose.

use cors_runtime::policy::{
    Judgement, Origins, Pattern, Policy, Port, Scheme, Subject, Texts, unless_it_enforces,
};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use crate::grammar::Attribute;
use crate::handler::Handler;

#[cfg(any(test, feature = "actix"))]
pub(crate) mod actix;
pub(crate) mod axum;
pub(crate) mod plain;
pub(crate) mod policy;
#[cfg(any(test, feature = "rocket"))]
pub(crate) mod rocket;

/// The path to the facade: `crate = …`, or the name it is published under.
fn facade(attribute: &Attribute) -> TokenStream {
    attribute
        .path("crate")
        .cloned()
        .unwrap_or_else(|| quote!(::cors))
}

/// The type of the handler's name, which stands for its policy.
fn marker(
    facade: &TokenStream,
    handler: &Handler,
    attribute: &Attribute,
    judgement: &Judgement,
) -> TokenStream {
    let Handler {
        name, visibility, ..
    } = handler;
    let conditions = handler.conditions();
    let documentation = documentation(handler);
    let annotation = annotation(facade, handler, attribute, judgement);
    quote! {
        #(#conditions)*
        #[doc = #documentation]
        #[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
        #visibility enum #name {}

        #annotation
    }
}

/// What the documentation says of that type.
fn documentation(handler: &Handler) -> String {
    let name = &handler.name;
    format!(" The CORS policy of the handler [`{name}`](fn@{name}).")
}

/// The policy of the type of that name.
fn annotation(
    facade: &TokenStream,
    handler: &Handler,
    attribute: &Attribute,
    judgement: &Judgement,
) -> TokenStream {
    let Handler {
        name, visibility, ..
    } = handler;
    let conditions = handler.conditions();
    let deprecated = handler.allowing_deprecated();
    let must_enforce = must_enforce(handler, attribute, judgement);
    let policy = match (attribute.path("policy"), &judgement.policy) {
        (_, Some(policy)) => policy_value(facade, attribute, policy),
        (Some(path), None) if judgement.violations.is_empty() => quote!(&#path),
        _ => quote! {
            static __POLICY: #facade::Policy = #facade::Policy::inert();
            &__POLICY
        },
    };
    let must_enforce = must_enforce.map(|assertion| quote!(#(#conditions)* #assertion));
    quote! {
        #must_enforce

        #(#conditions)*
        #[automatically_derived]
        #deprecated
        impl #facade::__private::Annotation for #name {
            #[inline]
            fn policy() -> &'static #facade::Policy {
                #policy
            }

            #[inline]
            fn prepared() -> &'static #facade::__private::Prepared {
                static PREPARED: #facade::__private::LazyLock<#facade::__private::Prepared> =
                    #facade::__private::LazyLock::new(|| {
                        #facade::__private::Prepared::new(#name::policy())
                    });
                &PREPARED
            }
        }

        #(#conditions)*
        #[automatically_derived]
        #[allow(dead_code)]
        #deprecated
        impl #name {
            /// The CORS policy of this handler.
            #visibility fn policy() -> &'static #facade::Policy {
                <#name as #facade::__private::Annotation>::policy()
            }
        }
    }
}

/// For a handler that needs `enforce`, and whose policy is written elsewhere: the compiler asks that
/// policy.
fn must_enforce(
    handler: &Handler,
    attribute: &Attribute,
    judgement: &Judgement,
) -> Option<TokenStream> {
    let policy = attribute.path("policy")?;
    let violation = unless_it_enforces(&handler.describe())?;
    if !judgement.violations.is_empty() {
        return None;
    }
    let Subject::Item(part) = violation.subject() else {
        return None;
    };
    let message = violation.to_string();
    let assertion = quote_spanned! {handler.place(part).start=>
        ::core::assert!(#policy.enforces(), #message)
    };
    Some(quote!(const _: () = #assertion;))
}

/// A policy that is a constant, as a reference to it.
fn policy_value(facade: &TokenStream, attribute: &Attribute, policy: &Policy) -> TokenStream {
    let expression = policy_expression(facade, attribute, policy);
    quote! {
        static __POLICY: #facade::Policy = #expression;
        &__POLICY
    }
}

/// A judged policy as a constant expression.
fn policy_expression(facade: &TokenStream, attribute: &Attribute, policy: &Policy) -> TokenStream {
    let source = attribute
        .path("origins_from")
        .map(|path| quote!(.and_from(&#path)));
    let enforce = policy.enforces().then(|| quote!(.enforcing()));
    let (origins_statics, origins) = origins(facade, policy.origins(), "__PATTERNS");
    let (dev_statics, dev_origins) = origins_in_development(facade, policy.dev_origins());
    let credentials = policy.credentials();
    let methods = policy.methods();
    let headers = policy.headers();
    let expose = policy.expose();
    let max_age = policy.max_age();
    let call = quote! {
        #facade::Policy::judged(
            #origins, #dev_origins, #credentials, #methods, #headers, #expose, #max_age,
        )
        #enforce #source
    };
    if origins_statics.is_empty() && dev_statics.is_empty() {
        call
    } else {
        quote!({ #origins_statics #dev_statics #call })
    }
}

/// Origins as an expression, and the statics it refers to.
fn origins(facade: &TokenStream, origins: &Origins, name: &str) -> (TokenStream, TokenStream) {
    let private = quote!(#facade::__private);
    let Origins::Listed { exact, patterns } = origins else {
        return (TokenStream::new(), quote!(#private::Origins::Any));
    };
    if exact.is_empty() && patterns.is_empty() {
        return (TokenStream::new(), quote!(#private::Origins::NONE));
    }
    let exact = texts(&private, exact);
    let name = format_ident!("{name}");
    let (statics, borrowed) = if patterns.is_empty() {
        (TokenStream::new(), quote!(&[]))
    } else {
        let count = patterns.len();
        let patterns = patterns.iter().map(|p| pattern(&private, p));
        let statics = quote!(static #name: [#private::Pattern; #count] = [#(#patterns),*];);
        (statics, quote!(&#name))
    };
    let expression = quote! {
        #private::Origins::Listed {
            exact: #exact,
            patterns: #private::Cow::Borrowed(#borrowed),
        }
    };
    (statics, expression)
}

/// Exact origins, with the index that the judge made of them: it is one token, and nothing is hashed
/// where the program is compiled or begins.
fn texts(private: &TokenStream, exact: &Texts) -> TokenStream {
    let list = exact.iter();
    match exact.index() {
        None => quote!(#private::Texts::few(&[#(#list),*])),
        Some((seed, slots)) => {
            let slots = Literal::byte_string(slots);
            quote!(#private::Texts::indexed(&[#(#list),*], #seed, #slots))
        }
    }
}

/// The same for origins that release builds leave out.
fn origins_in_development(facade: &TokenStream, listed: &Origins) -> (TokenStream, TokenStream) {
    let (statics, expression) = origins(facade, listed, "__DEV_PATTERNS");
    let none = quote!(#facade::__private::Origins::NONE);
    if expression.to_string() == none.to_string() {
        return (statics, none);
    }
    let statics = (!statics.is_empty()).then(|| quote!(#[allow(dead_code)] #statics));
    (
        quote!(#statics),
        quote!(if ::core::cfg!(debug_assertions) { #expression } else { #none }),
    )
}

fn pattern(private: &TokenStream, pattern: &Pattern) -> TokenStream {
    let scheme = match pattern.scheme() {
        Scheme::Http => quote!(Http),
        Scheme::Https => quote!(Https),
    };
    let port = match pattern.port() {
        Port::Default => quote!(Default),
        Port::Number(port) => quote!(Number(#port)),
        Port::Any => quote!(Any),
    };
    let subdomains = pattern.is_subdomains();
    let host = pattern.host();
    quote! {
        #private::Pattern::judged(
            #private::Scheme::#scheme, #subdomains, #host, #private::Port::#port,
        )
    }
}

/// Names for the arguments of the outer function: those of the inner one may be patterns.
fn argument_names(handler: &Handler) -> Vec<proc_macro2::Ident> {
    (0..handler.arguments.len())
        .map(|at| format_ident!("argument_{at}", span = proc_macro2::Span::mixed_site()))
        .collect()
}
