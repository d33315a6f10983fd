//! `cors::rocket::cors`: a Rocket handler that only `cors::rocket::routes!` can mount, and that is
//! still called like the function it was.
//!
//! Rocket's attribute declares a type of the handler's name, by which Rocket's `routes!` finds the
//! route. That name belongs to the marker type, so Rocket's attribute goes onto a function of another
//! name, which calls the handler. Whatever refers to the result of Rocket's attribute is written by a
//! second attribute below it: if Rocket rejects a route, it drops the function with the second
//! attribute, and Rocket's error is the only one.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::Signature;
use syn::ext::IdentExt;

use super::forward::{declare, forward, simple_name};
use super::has_policy::{TypeOfName, declare_policy};
use super::{Annotated, expand_handler};
use crate::parse::Handler;
use crate::parse::ItemAttr;
use crate::parse::attr_role::annotated_mark;
use crate::tokens::Tokens;
use crate::validate::{has_bad_qualifier, has_no_route};
use cors_policy::Context;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_handler(Context::Rocket, args, item, |annotated| {
        let Annotated {
            facade,
            handler,
            validation,
            ..
        } = annotated;
        let mark = annotated_mark();
        let function = handler.without_route_attrs();
        let has_route = !has_no_route(validation);
        let marker = if has_route {
            unconstructible_marker(facade, handler)
        } else {
            glob_marker(handler)
        };
        let policy = declare_policy(annotated, &TypeOfName::Declared);
        let cors_route = impl_cors_route(facade, handler);
        let used_routes = (!has_route).then(|| use_routes(handler));
        let routed_fn =
            (has_route && !has_bad_qualifier(validation)).then(|| routed_fn(facade, handler));
        quote!(#mark #function #marker #policy #cors_route #routed_fn #used_routes)
    })
}

/// The marker type. Rocket's `routes!` writes `name {}` and calls `into_route`: the struct has a field,
/// so that the compiler names the missing field, and the method, so that it reports nothing else.
fn unconstructible_marker(facade: &Tokens, handler: &Handler) -> TokenStream {
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let documentation = documentation(handler);
    quote! {
        #cfg
        #[doc = #documentation]
        #[allow(non_camel_case_types, missing_debug_implementations, dead_code, clippy::exhaustive_structs)]
        #vis struct #name {
            #[doc(hidden)]
            #vis mount_with_cors_rocket_routes: #facade::__private::rocket::Never,
        }

        #cfg
        #[automatically_derived]
        #[allow(dead_code)]
        impl #name {
            #[doc(hidden)]
            #vis fn into_route(self) -> #facade::__private::rocket::Route {
                self.mount_with_cors_rocket_routes.into_route()
            }
        }
    }
}

/// The marker type of a handler without the framework's attribute. If that is above `#[cors]`, it has
/// declared a type of that name already, which takes precedence over a glob import.
pub(super) fn glob_marker(handler: &Handler) -> TokenStream {
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let documentation = documentation(handler);
    let module = format_ident!("__cors_without_route_{}", name.unraw());
    quote! {
        #cfg
        mod #module {
            #[doc = #documentation]
            #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
            pub struct #name {}
        }
        #cfg
        #[allow(unused_imports)]
        #vis use #module::*;
    }
}

/// The documentation of the marker type.
fn documentation(handler: &Handler) -> String {
    let name = handler.name();
    format!(" The CORS policy of the handler [`{name}`](fn@{name}).")
}

/// Uses the names of the routes of a handler whose signature is being typed. Their attributes would
/// have errors of their own.
fn use_routes(handler: &Handler) -> TokenStream {
    let routes = handler.route_attrs().map(ItemAttr::macro_path);
    quote! {
        #(
            const _: () = {
                #[allow(unused_imports)]
                use #routes as _;
            };
        )*
    }
}

/// Implements the trait that `cors::rocket::routes!` requires.
fn impl_cors_route(facade: &Tokens, handler: &Handler) -> TokenStream {
    let name = handler.name();
    let cfg = handler.cfg_attrs();
    let text = name.unraw().to_string();
    quote! {
        #cfg
        #[automatically_derived]
        impl #facade::rocket::CorsRoute for #name {
            const NAME: &'static ::core::primitive::str = #text;

            fn route() -> #facade::__private::rocket::Route {
                #[allow(unused_imports)]
                use #facade::__private::rocket::MissingRoute as _;
                <#name>::routed_by_rocket()
            }
        }
    }
}

/// From: `#[get("/users/<id>")] async fn show_user(id: u64) -> Json<User> { … }`.
/// Into: `#[get("/users/<id>")] async fn __cors_show_user(id: u64) -> Json<User> { show_user(id).await }`.
///
/// Rocket matches arguments by name, so they keep theirs.
fn routed_fn(facade: &Tokens, handler: &Handler) -> TokenStream {
    let Signature {
        asyncness,
        ident: name,
        generics,
        paren_token,
        output,
        ..
    } = &handler.sig;
    let cfg = handler.cfg_attrs();
    let lint_levels = handler.lint_levels();
    let routes = handler.route_attrs();
    let routed_name = routed_fn_name(name);
    let where_clause = &generics.where_clause;
    let dot_await = asyncness.map(|_| quote!(.await));
    // `mut` is of use in the handler only. An argument without a name is rejected by Rocket.
    let patterns = handler.arguments().map(|argument| &argument.pat);
    let patterns: Vec<_> = patterns
        .map(|pattern| match simple_name(pattern) {
            Some(name) => name.to_token_stream(),
            None => pattern.to_token_stream(),
        })
        .collect();
    // At the span of the user's parentheses, where Rocket reports a missing argument.
    let mut arguments = declare(handler, &patterns);
    arguments.set_span(paren_token.span.join());
    // Hygiene: in `fn user(user: User)`, a name of this span is not the argument.
    let mut called = name.clone();
    called.set_span(name.span().resolved_at(Span::mixed_site()));
    let names = handler.arguments().map(|argument| {
        let name = simple_name(&argument.pat);
        name.map(ToTokens::to_token_stream).unwrap_or_default()
    });
    let names: Vec<_> = names.collect();
    let body = forward(handler, &names, |call| {
        let arguments = call.arguments.iter().filter(|name| !name.is_empty());
        quote!(#called(#(#arguments),*) #dot_await)
    });
    quote! {
        #cfg
        #(#routes)*
        #[#facade::__private::rocket::routed(#name, #facade)]
        #lint_levels
        #[doc(hidden)]
        #[allow(deprecated, clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #asyncness fn #routed_name #generics #arguments #output #where_clause {
            #body
        }
    }
}

/// Expands the second attribute, on the function that Rocket's attribute has accepted.
///
/// `uri!(show_user(…))` calls a macro whose name Rocket derives from the name of the function.
pub(crate) fn expand_routed(args: TokenStream, function: &TokenStream) -> TokenStream {
    let mut args = args.into_iter();
    let Some(TokenTree::Ident(name)) = args.next() else {
        return function.clone();
    };
    // After the comma.
    let facade: TokenStream = args.skip(1).collect();
    let routed = routed_fn_name(&name);
    let uri_macro = format_ident!("rocket_uri_macro_{routed}");
    let expected_uri_macro = format_ident!("rocket_uri_macro_{}", name.unraw());
    quote! {
        #function

        #[automatically_derived]
        impl #name {
            fn routed_by_rocket() -> #facade::__private::rocket::Route {
                #routed {}.into_route()
            }
        }

        #[doc(hidden)]
        #[allow(unused_imports)]
        pub use #uri_macro as #expected_uri_macro;
    }
}

/// The name of the function that gets Rocket's attribute.
fn routed_fn_name(handler: &Ident) -> Ident {
    format_ident!("__cors_{}", handler.unraw(), span = handler.span())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_names_lose_their_prefix() {
        for (handler, name) in [("user", "user"), ("r#match", "match")] {
            let handler: Ident = syn::parse_str(handler).expect(handler);
            assert_eq!(
                routed_fn_name(&handler).to_string(),
                format!("__cors_{name}")
            );
        }
    }
}
