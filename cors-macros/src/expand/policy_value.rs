//! A valid policy -> a constant expression. No other file quotes a policy.

use cors_policy::{HostPattern, Key, OriginPattern, Port, Scheme, ValidOrigins, ValidPolicy};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::parse::CorsArgs;
use crate::tokens::Tokens;

/// A policy that allows no origin, as a constant expression.
pub(super) fn deny_all_expression(facade: &Tokens) -> TokenStream {
    quote!(#facade::Policy::deny_all())
}

/// A policy as the call of a constructor of `LazyPolicy`.
pub(super) fn lazy_policy(facade: &Tokens, args: &CorsArgs, policy: &ValidPolicy) -> TokenStream {
    let ValidPolicy {
        origins,
        dev_origins,
        credentials,
        enforce,
        hosts,
        method_override,
        methods,
        headers,
        exposed_headers,
        max_age,
        ..
    } = policy;
    match origins {
        ValidOrigins::List { exact, patterns }
            if patterns.is_empty()
                && *dev_origins == ValidOrigins::default()
                && hosts.is_empty()
                && !enforce
                && !method_override
                && args.path(Key::OriginsFrom).is_none() =>
        {
            quote! {
                exact(&[#(#exact),*], #credentials, [#methods, #headers, #exposed_headers, #max_age])
            }
        }
        _ => {
            let policy = policy_expression(facade, args, policy);
            quote!(new(#policy))
        }
    }
}

/// A policy as a constant expression.
pub(super) fn policy_expression(
    facade: &Tokens,
    args: &CorsArgs,
    policy: &ValidPolicy,
) -> TokenStream {
    let source = args
        .path(Key::OriginsFrom)
        .map(|path| quote!(.with_origin_source(&#path)));
    let enforce = policy.enforce.then(|| quote!(.with_enforce()));
    let method_override = policy
        .method_override
        .then(|| quote!(.with_method_override()));
    let (hosts_statics, hosts) = hosts(facade, &policy.hosts);
    let (origins_statics, origins) = origins(facade, &policy.origins, "__PATTERNS");
    let (dev_statics, dev_origins) = dev_origins(facade, &policy.dev_origins);
    let ValidPolicy {
        credentials,
        methods,
        headers,
        exposed_headers,
        max_age,
        ..
    } = policy;
    let call = quote! {
        #facade::Policy::from_validated_parts(
            #origins, #dev_origins, #credentials, #hosts,
            #methods, #headers, #exposed_headers, #max_age,
        )
        #enforce #method_override #source
    };
    if origins_statics.is_empty() && dev_statics.is_empty() && hosts_statics.is_empty() {
        call
    } else {
        quote!({ #origins_statics #dev_statics #hosts_statics #call })
    }
}

/// Origins as an expression, and the statics that it refers to.
fn origins(facade: &Tokens, origins: &ValidOrigins, name: &str) -> (TokenStream, TokenStream) {
    let private = quote!(#facade::__private);
    let ValidOrigins::List { exact, patterns } = origins else {
        return (TokenStream::new(), quote!(#private::Origins::Any));
    };
    if exact.is_empty() && patterns.is_empty() {
        return (TokenStream::new(), quote!(#private::Origins::NONE));
    }
    let name = format_ident!("{name}");
    let (statics, borrowed) = if patterns.is_empty() {
        (TokenStream::new(), quote!(&[]))
    } else {
        let count = patterns.len();
        let patterns = patterns.iter().map(|p| origin_pattern(&private, p));
        let statics = quote!(static #name: [#private::OriginPattern; #count] = [#(#patterns),*];);
        (statics, quote!(&#name))
    };
    let expression = quote! {
        #private::Origins::List {
            exact: #private::ExactOrigins::from_sorted_static(&[#(#exact),*]),
            patterns: #private::Cow::Borrowed(#borrowed),
        }
    };
    (statics, expression)
}

/// Origins that only debug builds contain, as an expression and its statics.
fn dev_origins(facade: &Tokens, listed: &ValidOrigins) -> (TokenStream, TokenStream) {
    let (statics, expression) = origins(facade, listed, "__DEV_PATTERNS");
    let none = quote!(#facade::__private::Origins::NONE);
    if *listed == ValidOrigins::default() {
        return (statics, none);
    }
    let statics = (!statics.is_empty()).then(|| quote!(#[allow(dead_code)] #statics));
    (
        quote!(#statics),
        quote!(if ::core::cfg!(debug_assertions) { #expression } else { #none }),
    )
}

/// Hosts as an expression, and the static that it refers to. A constant expression cannot borrow them
/// otherwise, because they have a destructor.
fn hosts(facade: &Tokens, hosts: &[HostPattern]) -> (TokenStream, TokenStream) {
    if hosts.is_empty() {
        return (TokenStream::new(), quote!(&[]));
    }
    let private = quote!(#facade::__private);
    let count = hosts.len();
    let hosts = hosts.iter().map(|pattern| {
        let (host, port) = (pattern.host(), port(&private, pattern.port()));
        quote!(#private::HostPattern::from_validated_parts(#host, #port))
    });
    (
        quote!(static __HOSTS: [#private::HostPattern; #count] = [#(#hosts),*];),
        quote!(&__HOSTS),
    )
}

fn origin_pattern(private: &TokenStream, pattern: &OriginPattern) -> TokenStream {
    let scheme = match pattern.scheme() {
        Scheme::Http => quote!(Http),
        Scheme::Https => quote!(Https),
    };
    let port = port(private, pattern.port());
    let subdomains = pattern.matches_subdomains();
    let host = pattern.host();
    if let Some(label) = pattern.label() {
        let (prefix, suffix) = (label.prefix(), label.suffix());
        return quote! {
            #private::OriginPattern::from_validated_label(
                #private::Scheme::#scheme, #prefix, #suffix, #host, #port,
            )
        };
    }
    quote! {
        #private::OriginPattern::from_validated_parts(
            #private::Scheme::#scheme, #subdomains, #host, #port,
        )
    }
}

fn port(private: &TokenStream, port: Port) -> TokenStream {
    let variant = match port {
        Port::Default => quote!(Default),
        Port::Number(port) => quote!(Number(#port)),
        Port::Any => quote!(Any),
    };
    quote!(#private::Port::#variant)
}
