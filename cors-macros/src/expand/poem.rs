//! `cors::poem::cors`: a poem handler that only `cors::poem` can mount.
//!
//! poem's `#[handler]` makes a type of the function. Its name belongs to the type with the policy, so the
//! function with `#[handler]` goes into a method of the marker type. The value of the name, which is
//! mounted, has a type that tells how.

use cors_policy::Context;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, PatType};

use super::forward::local;
use super::has_policy::{TypeOfName, declare_policy, marker_name};
use super::rocket::glob_marker;
use super::{Annotated, expand_handler};
use crate::parse::{Handler, ItemAttr};
use crate::validate::has_bad_signature;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_handler(Context::Poem, args, item, |annotated| {
        let handler = &annotated.handler;
        if handler.poem_handler_attr().is_none() {
            return without_poem_handler(annotated);
        }
        let cors_handler = impl_cors_handler(annotated);
        if type_params(handler).is_empty() {
            let value = value(annotated);
            let policy = declare_policy(annotated, &TypeOfName::Policy);
            return quote!(#value #cors_handler #policy);
        }
        let ty = generic_type(annotated);
        let policy = declare_policy(annotated, &TypeOfName::Generic);
        quote!(#ty #cors_handler #policy)
    })
}

/// Expands a function without `#[handler]`, which is an error already and must not cause others.
///
/// If `#[handler]` is above `#[cors]`, this is the body of a method of the endpoint, which calls the function,
/// and the name is that of the endpoint in the module around it.
fn without_poem_handler(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let (name, vis) = (handler.name(), &handler.vis);
    let cfg = handler.cfg_attrs();
    let function = handler.without_route_attrs();
    let marker = glob_marker(handler);
    let private = quote!(#facade::__private);
    quote! {
        #function
        #marker

        #cfg
        impl #facade::poem::IntoCorsEndpoint for self::#name {
            type Endpoint = #private::poem::MissingEndpoint;

            fn policy(&self) -> &'static #facade::CompiledPolicy {
                #private::poem::missing_policy()
            }

            fn into_endpoint(self) -> Self::Endpoint {
                #private::poem::MissingEndpoint
            }
        }

        #cfg
        #[allow(dead_code)]
        impl self::#name {
            #vis fn policy() -> &'static #facade::Policy {
                #private::poem::missing_policy().policy()
            }
        }
    }
}

/// The type parameters; poem supports no other parameters.
fn type_params(handler: &Handler) -> Vec<&Ident> {
    let params = handler.sig.generics.type_params();
    params.map(|param| &param.ident).collect()
}

/// The value that is mounted.
fn value(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let (name, vis) = (handler.name(), &handler.vis);
    let marker = marker_name(handler);
    let attrs = handler.const_attrs();
    quote! {
        #attrs
        #[allow(non_upper_case_globals)]
        #vis const #name: #facade::poem::MountWithCorsPoem<#marker> =
            #facade::poem::MountWithCorsPoem::new();
    }
}

/// The type of a generic handler. Its values are made by `handler::<T>::default()`, as in poem, and its `policy()`
/// needs no type arguments.
fn generic_type(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let (name, vis) = (handler.name(), &handler.vis);
    let marker = marker_name(handler);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    let attrs = handler.unit_struct_attrs();
    let params = type_params(handler);
    let units = params.iter().map(|_| quote!(()));
    quote! {
        #cfg
        #[doc(hidden)]
        #[allow(non_camel_case_types, missing_debug_implementations)]
        #vis enum #marker {}

        #attrs
        #[allow(non_camel_case_types, missing_debug_implementations, dead_code)]
        #[allow(clippy::exhaustive_structs)]
        #vis struct #name<#(#params),*>(#(::core::marker::PhantomData<fn() -> #params>),*);

        #cfg
        #[automatically_derived]
        #allow_deprecated
        #[allow(dead_code, clippy::should_implement_trait)]
        impl<#(#params),*> #name<#(#params),*> {
            /// The handler for these type arguments.
            #vis fn default() -> #facade::poem::MountWithCorsPoem<Self> {
                #facade::poem::MountWithCorsPoem::new()
            }
        }

        #cfg
        #[automatically_derived]
        #allow_deprecated
        #[allow(dead_code)]
        impl #name<#(#units),*> {
            /// The CORS policy of this handler.
            #vis fn policy() -> &'static #facade::Policy {
                <#marker as #facade::__private::HasPolicy>::policy()
            }
        }
    }
}

/// From: `#[handler] async fn show_user(id: Path<u64>) -> Json<User> { … }`.
/// Into: a method of the marker type that contains this function, which `#[handler]` makes a type of the same
/// name, and calls the endpoint.
fn impl_cors_handler(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade,
        handler,
        validation,
        ..
    } = annotated;
    let name = handler.name();
    let private = quote!(#facade::__private::poem);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    let marker = marker_name(handler);
    let request = local(handler, "__request");
    let params = type_params(handler);
    let (impl_generics, _, where_clause) = handler.sig.generics.split_for_impl();
    let ty = if params.is_empty() {
        quote!(#marker)
    } else {
        quote!(#name<#(#params),*>)
    };
    let (argument_types, body) = if has_bad_signature(validation) {
        // The function cannot be a handler.
        let function = handler.inner();
        // It is used, although it would have errors of its own.
        let attr = handler.poem_handler_attr().map(ItemAttr::macro_path);
        let body = quote! {
            #[allow(unused_imports)]
            use #attr as _;
            #[allow(dead_code, clippy::unused_async)]
            #function
            let _ = #request;
            ::core::future::pending()
        };
        (Vec::new(), body)
    } else {
        let function = handler.inner_poem_endpoint();
        let called = if params.is_empty() {
            quote!(#private::Endpoint::call(&#name, #request))
        } else {
            quote! {
                async move {
                    let __endpoint = <#name<#(#params),*> as ::core::default::Default>::default();
                    #private::Endpoint::call(&__endpoint, #request).await
                }
            }
        };
        let body = quote! {
            #[allow(clippy::unused_async)]
            #function
            #called
        };
        (argument_types(handler).collect(), body)
    };
    quote! {
        #cfg
        #[automatically_derived]
        #allow_deprecated
        impl #impl_generics #facade::poem::CorsHandler for #ty #where_clause {
            type Policy = #marker;

            const TYPE_NAMES: &'static [fn() -> &'static ::core::primitive::str] =
                &[#(::core::any::type_name::<#argument_types>),*];

            fn call(
                #request: #private::Request,
            ) -> impl ::core::future::Future<Output = #private::Result<#private::Response>>
                + ::core::marker::Send
            {
                #body
            }
        }
    }
}

/// The types of the arguments that always exist.
fn argument_types(handler: &Handler) -> impl Iterator<Item = &syn::Type> {
    let arguments = handler.arguments();
    let unconditional = arguments.filter(|argument: &&PatType| argument.attrs.is_empty());
    unconditional.map(|argument| &*argument.ty)
}
