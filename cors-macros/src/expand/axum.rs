//! `cors::axum::cors`: an axum handler that only `cors::axum` can mount, and that is still called
//! like the function it was.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::quote;
use syn::{Lifetime, Signature, Type};

use super::forward::{Call, argument_names, declare, forward, simple_name};
use super::has_policy::{TypeOfName, declare_policy, marker_name};
use super::{Annotated, expand_handler};
use crate::parse::Handler;
use crate::tokens::Tokens;
use crate::validate::has_bad_qualifier;
use cors_policy::Context;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_handler(Context::Axum, args, item, |annotated| {
        let function = if has_bad_qualifier(&annotated.validation) {
            annotated.handler.without_route_attrs()
        } else {
            wrapper_fn(annotated)
        };
        let policy = declare_policy(annotated, &TypeOfName::Policy);
        quote!(#function #policy)
    })
}

/// From: `async fn f(id: Path<u64>) -> Json<User> { … }`.
/// Into: `fn f(id: Path<u64>) -> MountWithCorsAxum<f, impl Future<Output = Json<User>>>` around it.
///
/// The tokens of `impl Future` have the edition of this crate, so it captures the lifetimes of the
/// arguments whatever the edition of the user's crate is.
fn wrapper_fn(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let Signature {
        ident: name,
        generics,
        ..
    } = &handler.sig;
    let vis = &handler.vis;
    let attrs = handler.wrapper_attrs();
    let marker = marker_name(handler);
    let names = argument_names(handler);
    let arguments = declare(handler, &names);
    let where_clause = &generics.where_clause;
    let output = handler.output_type();
    let body = match handler.async_body() {
        Some(body) => {
            let future = async_block(facade, handler, &names, &output, body);
            let future = Group::new(Delimiter::Parenthesis, future);
            quote!(#facade::axum::MountWithCorsAxum::new #future)
        }
        None => call_inner(annotated, &names),
    };
    let body = Group::new(Delimiter::Brace, body);
    quote! {
        #attrs
        #vis fn #name #generics #arguments -> #facade::axum::MountWithCorsAxum<
            #marker,
            impl ::core::future::Future<Output = #output>,
        > #where_clause #body
    }
}

/// The body of an `async fn` as a block, like the compiler's own: all arguments are moved into the future, are
/// dropped in reverse order, and `return` has the type of the function. The compiler needs half the time for
/// it that a second function takes.
fn async_block(
    facade: &Tokens,
    handler: &Handler,
    names: &[Ident],
    output: &Type,
    body: &Group,
) -> TokenStream {
    let patterns: Vec<_> = handler.arguments().map(|argument| &argument.pat).collect();
    // A pattern may leave out a part, which is dropped with the argument.
    let wholes = patterns.iter().zip(names).map(|(pattern, name)| {
        let whole = simple_name(pattern).is_none().then_some(name);
        whole.into_iter().collect::<Vec<_>>()
    });
    // The label keeps the compiler from calling the braces of the body unnecessary.
    let label = Lifetime::new("'_body", Span::mixed_site());
    quote! {
        async move {
            if false {
                return #facade::__private::returned::<#output>();
            }
            #(#(let #wholes = #wholes;)* let #patterns = #names;)*
            #label: #body
        }
    }
}

/// The user's function as it is, and a call of it.
fn call_inner(annotated: &Annotated, names: &[Ident]) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let name = handler.name();
    let inner = handler.inner();
    let calls = forward(handler, names, |call| {
        let Call {
            turbofish,
            arguments,
        } = call;
        let called = quote!(#name #turbofish(#(#arguments),*));
        // A missing `async` is an error already, and must not cause another.
        let future = if handler.is_async() {
            called
        } else {
            quote!(async move { #called })
        };
        quote!(#facade::axum::MountWithCorsAxum::new(#future))
    });
    quote! {
        // axum requires `async` of handlers that never wait, too.
        #[allow(clippy::unused_async)]
        #inner
        #calls
    }
}
