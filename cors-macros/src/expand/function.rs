//! `cors::cors`: a function from `http::Request` to `http::Response` that answers its own
//! preflights.

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
    let judgement = check(Place::Function, &attribute, Some(&target), &mut errors);
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
    // A function that cannot be a handler comes back as it is; a handler under a wrong policy keeps
    // the shape that its callers rely on.
    let is_misplaced = judgement.violations.iter().any(|violation| {
        matches!(
            violation.subject(),
            Subject::Item(Part::Qualifier(_) | Part::Name)
        )
    });
    let function = if is_misplaced {
        handler.verbatim.clone()
    } else {
        wrapped(&facade, handler)
    };
    let marker = marker(&facade, handler, &attribute, &judgement);
    quote!(#function #marker #errors)
}

/// From: `async fn f(request: Request<B>, …) -> Response<B2> { … }`.
/// Into: the same signature around it, which decides before and finishes after.
fn wrapped(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let Handler {
        visibility,
        asyncness,
        name,
        generics,
        arguments,
        where_clause,
        output,
        ..
    } = handler;
    let attributes = handler.outer_attributes();
    let inner = handler.inner();
    let names = argument_names(handler);
    let Some(request) = names.first() else {
        return handler.verbatim.clone();
    };
    let types = arguments.iter().map(|argument| {
        let ty = &argument.ty;
        quote!(#(#ty)*)
    });
    let conditions = arguments.iter().map(|argument| &argument.attributes);
    let turbofish = handler.turbofish();
    let wait = asyncness.as_ref().map(|_| quote!(.await));
    quote! {
        #(#attributes)*
        #visibility #asyncness fn #name #generics(
            #(#(#conditions)* #names: #types),*
        ) #output #where_clause {
            #inner
            match #facade::__private::plain::receive::<#name, _>(&#request) {
                #facade::__private::plain::Received::Answered(answer) => {
                    #facade::__private::plain::answered(answer)
                }
                #facade::__private::plain::Received::Actual(actual) => {
                    let mut response = #name #turbofish(#(#names),*) #wait;
                    #facade::__private::plain::finish::<#name, _>(actual, &mut response);
                    response
                }
            }
        }
    }
}
