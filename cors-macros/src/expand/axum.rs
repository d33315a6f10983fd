//! `cors::axum::cors`: an axum handler that only `cors::axum` can mount, and that is still called
//! like the function it was.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Signature;

use super::forward::{Call, argument_names, declare, forward};
use super::has_policy::impl_has_policy;
use super::marker::{marker_enum, marker_name};
use super::{Annotated, expand_handler};
use crate::validate::has_bad_qualifier;
use cors_policy::Context;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_handler(Context::Axum, args, item, |annotated| {
        let function = if has_bad_qualifier(&annotated.validation) {
            annotated.handler.without_route_attrs()
        } else {
            wrapper_fn(annotated)
        };
        let marker = marker_enum(&annotated.handler);
        let has_policy = impl_has_policy(annotated);
        quote!(#function #marker #has_policy)
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
    let inner = handler.inner();
    let marker = marker_name(handler);
    let names = argument_names(handler);
    let arguments = declare(handler, &names);
    let where_clause = &generics.where_clause;
    let output = handler.output_type();
    let body = forward(handler, &names, |call| {
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
        #attrs
        #vis fn #name #generics(#arguments) -> #facade::axum::MountWithCorsAxum<
            #marker,
            impl ::core::future::Future<Output = #output>,
        > #where_clause {
            // axum requires `async` of handlers that never wait, too.
            #[allow(clippy::unused_async)]
            #inner
            #body
        }
    }
}
