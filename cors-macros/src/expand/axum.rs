//! `cors::axum::cors`: an axum handler that only `cors::axum` can mount, and that is still called
//! like the function it was.

use cors_runtime::policy::{Part, Place, Subject};
use proc_macro2::TokenStream;
use quote::quote;

use super::{argument_names, facade, marker};
use crate::check::check;
use crate::errors::Errors;
use crate::grammar::Attribute;
use crate::handler::{Handler, Target};

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let attribute = Attribute::read(attribute);
    let target = Target::read(item);
    let mut errors = Errors::about(&target);
    let judgement = check(Place::Axum, &attribute, Some(&target), &mut errors);
    let errors = errors.into_tokens();

    let handler = match &target {
        Target::Handler(handler) => handler,
        Target::Other(_, _, item) => return quote!(#item #errors),
    };
    // In an `impl` or a `trait` there is no room for the type beside it.
    if handler.receiver.is_some() {
        let verbatim = &handler.verbatim;
        return quote!(#verbatim #errors);
    }
    let facade = facade(&attribute);
    // A method, or an `unsafe fn`, comes back as it is; whatever else is wrong, the handler keeps the
    // shape by which it is mounted, so that nothing but our own errors is reported.
    let is_misplaced = judgement
        .violations
        .iter()
        .any(|violation| matches!(violation.subject(), Subject::Item(Part::Qualifier(_))));
    let function = if is_misplaced {
        handler.verbatim.clone()
    } else {
        wrapped(&facade, handler)
    };
    let marker = marker(&facade, handler, &attribute, &judgement);
    quote!(#function #marker #errors)
}

/// From: `async fn f(id: Path<u64>) -> Json<User> { … }`.
/// Into: `fn f(id: Path<u64>) -> MountWithCorsAxum<f, impl Future<Output = Json<User>>>` around it.
///
/// The tokens of `impl Future` are of this crate's edition, so it captures the lifetimes of the
/// arguments whatever the edition of the user's crate.
fn wrapped(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let Handler {
        visibility,
        asyncness,
        name,
        generics,
        arguments,
        where_clause,
        ..
    } = handler;
    let attributes = handler.outer_attributes();
    let inner = handler.inner();
    let names = argument_names(handler);
    let types = arguments.iter().map(|argument| {
        let ty = &argument.ty;
        quote!(#(#ty)*)
    });
    let conditions = arguments.iter().map(|argument| &argument.attributes);
    let turbofish = handler.turbofish();
    let output = handler.output_type();
    let called = quote!(#name #turbofish(#(#names),*));
    // Without `async` it is refused, and stands in as if it had been there.
    let future = if asyncness.is_some() {
        called
    } else {
        quote!(async move { #called })
    };
    quote! {
        #(#attributes)*
        #visibility fn #name #generics(
            #(#(#conditions)* #names: #types),*
        ) -> #facade::axum::MountWithCorsAxum<
            #name,
            impl ::core::future::Future<Output = #output>,
        > #where_clause {
            // A router takes handlers that are `async`, whether or not they wait for something.
            #[allow(clippy::unused_async)]
            #inner
            #facade::axum::MountWithCorsAxum::new(#future)
        }
    }
}
