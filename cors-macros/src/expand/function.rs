//! `cors::cors`: a function from `http::Request` to `http::Response` that responds to its own
//! preflights.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Signature;
use syn::spanned::Spanned;

use super::forward::{Call, argument_names, declare, forward, local};
use super::has_policy::{TypeOfName, declare_policy, marker_name};
use super::{Annotated, expand_handler};
use crate::validate::has_bad_signature;
use cors_policy::Context;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_handler(Context::Function, args, item, |annotated| {
        let handler = &annotated.handler;
        let has_request = handler.arguments().next().is_some();
        let function = if has_request && !has_bad_signature(&annotated.validation) {
            wrapper_fn(annotated)
        } else {
            handler.without_route_attrs()
        };
        let policy = declare_policy(annotated, &TypeOfName::Policy);
        quote!(#function #policy)
    })
}

/// From: `async fn f(request: Request<B>, …) -> Response<B2> { … }`.
/// Into: the same signature around it, which evaluates the policy before the call and adds the headers
/// after it.
fn wrapper_fn(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let Signature {
        asyncness,
        ident: name,
        generics,
        output,
        ..
    } = &handler.sig;
    let vis = &handler.vis;
    let attrs = handler.wrapper_attrs();
    let inner = handler.inner();
    let marker = marker_name(handler);
    let names = argument_names(handler);
    let arguments = declare(handler, &names);
    let where_clause = &generics.where_clause;
    let dot_await = asyncness.map(|_| quote!(.await));
    let private = quote!(#facade::__private::function);
    // The warning points at the type of the request.
    let request_span = handler
        .arguments()
        .next()
        .map_or_else(Span::call_site, |argument| argument.ty.span());
    let probe = Ident::new("axum_handler_without_preflights", request_span);
    let [policy, evaluation, response] =
        ["__policy", "__evaluation", "__response"].map(|name| local(handler, name));
    let body = forward(handler, &names, |call| {
        let Call {
            turbofish,
            arguments,
        } = call;
        // Without a request, the compiler reports the missing name.
        let missing = names[0].to_token_stream();
        let request = arguments.first().unwrap_or(&missing);
        // A `match` would keep the immediate response while the handler is awaited, and the future would not
        // be `Send` where the response is not.
        //
        // Items that another attribute declares next to the inner function are not in scope where
        // the policy of this attribute is named.
        quote! {
            {
                use #private::AnyRequest as _;
                #private::RequestType::of(&#request).#probe();
            }
            let #policy = #private::compiled_policy::<#marker>();
            let #evaluation = #private::evaluate(#policy, &#request);
            if let ::core::option::Option::Some(#response) =
                #private::immediate_response(#policy, &#evaluation)
            {
                return #response;
            }
            let mut #response = {
                #inner
                #name #turbofish(#(#arguments),*) #dot_await
            };
            #private::apply(#policy, &#evaluation, &mut #response);
            #response
        }
    });
    quote! {
        #attrs
        #vis #asyncness fn #name #generics #arguments #output #where_clause {
            #body
        }
    }
}
