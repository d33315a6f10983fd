//! A valid policy -> a constant expression. No other file quotes a policy.

use cors_runtime::policy::{Key, Origins, Pattern, Policy, Port, Scheme, Texts};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::parse::CorsArgs;

/// A policy as a reference to a static.
pub(super) fn static_policy(facade: &TokenStream, args: &CorsArgs, policy: &Policy) -> TokenStream {
    let expression = policy_expression(facade, args, policy);
    quote! {
        static __POLICY: #facade::Policy = #expression;
        &__POLICY
    }
}

/// A policy that allows no origin, as a reference to a static: in place of an invalid policy.
pub(super) fn deny_all(facade: &TokenStream) -> TokenStream {
    let expression = deny_all_expression(facade);
    quote! {
        static __POLICY: #facade::Policy = #expression;
        &__POLICY
    }
}

/// A policy that allows no origin, as a constant expression.
pub(super) fn deny_all_expression(facade: &TokenStream) -> TokenStream {
    quote!(#facade::Policy::inert())
}

/// A policy as a constant expression.
pub(super) fn policy_expression(
    facade: &TokenStream,
    args: &CorsArgs,
    policy: &Policy,
) -> TokenStream {
    let source = args
        .path(Key::OriginsFrom)
        .map(|path| quote!(.and_from(&#path)));
    let enforce = policy.enforces().then(|| quote!(.enforcing()));
    let (origins_statics, origins) = origins(facade, policy.origins(), "__PATTERNS");
    let (dev_statics, dev_origins) = dev_origins(facade, policy.dev_origins());
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

/// Origins as an expression, and the statics that it refers to.
fn origins(facade: &TokenStream, origins: &Origins, name: &str) -> (TokenStream, TokenStream) {
    let private = quote!(#facade::__private);
    let Origins::Listed { exact, patterns } = origins else {
        return (TokenStream::new(), quote!(#private::Origins::Any));
    };
    if exact.is_empty() && patterns.is_empty() {
        return (TokenStream::new(), quote!(#private::Origins::NONE));
    }
    let exact = exact_origins(&private, exact);
    let name = format_ident!("{name}");
    let (statics, borrowed) = if patterns.is_empty() {
        (TokenStream::new(), quote!(&[]))
    } else {
        let count = patterns.len();
        let patterns = patterns.iter().map(|p| origin_pattern(&private, p));
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

/// Origins that only debug builds contain, as an expression and its statics.
fn dev_origins(facade: &TokenStream, listed: &Origins) -> (TokenStream, TokenStream) {
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

/// Exact origins with their index as one byte string, so that nothing is hashed while the program
/// compiles or starts.
fn exact_origins(private: &TokenStream, exact: &Texts) -> TokenStream {
    let list = exact.iter();
    match exact.index() {
        None => quote!(#private::Texts::few(&[#(#list),*])),
        Some((seed, slots)) => {
            let slots = Literal::byte_string(slots);
            quote!(#private::Texts::indexed(&[#(#list),*], #seed, #slots))
        }
    }
}

fn origin_pattern(private: &TokenStream, pattern: &Pattern) -> TokenStream {
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
