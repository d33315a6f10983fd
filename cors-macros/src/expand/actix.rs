//! `cors::actix::cors`: a service of actix-web that registers its handler, with CORS around it, and
//! what answers its preflights.

use cors_runtime::policy::{Part, Place, Subject, methods_as_sent};
use proc_macro2::TokenStream;
use quote::quote;

use super::{annotation, facade};
use crate::attribute;
use crate::check::check;
use crate::errors::Errors;
use crate::grammar::Attribute;
use crate::handler::{Handler, Target};
use crate::routing::Routing;

pub(crate) fn expand(attribute: TokenStream, item: TokenStream) -> TokenStream {
    let attribute = Attribute::read(attribute);
    let target = Target::read(item);
    let mut errors = Errors::about(&target);
    let judgement = check(Place::Actix, &attribute, Some(&target), &mut errors);
    let errors = errors.into_tokens();

    let handler = match &target {
        Target::Handler(handler) => handler,
        Target::Other(_, _, item) => return quote!(#item #errors),
    };
    // In an `impl` or a `trait` there is no room for the type beside it.
    if handler.receiver.is_some() {
        let visibility = &handler.visibility;
        let inner = unrouted(handler);
        return quote!(#visibility #inner #errors);
    }
    let facade = facade(&attribute);
    // Without a route, or as a function that cannot be a handler, there is nothing to register;
    // whatever else is wrong, the handler is registered, so that nothing but our own errors is reported.
    let is_misplaced = judgement.violations.iter().any(|violation| {
        matches!(
            violation.subject(),
            Subject::Item(Part::Qualifier(_) | Part::Name)
        )
    });
    let service = if is_misplaced {
        stand_in(&facade, handler)
    } else {
        service(&facade, handler)
    };
    let annotation = annotation(&facade, handler, &attribute, &judgement);
    quote!(#service #annotation #errors)
}

/// From: `#[get("/users/{id}")] async fn f(id: Path<u64>) -> impl Responder { … }`.
/// Into: a unit type that registers this, with CORS for one more `wrap`, and the preflights behind it.
///
/// actix-web makes a type of the same name out of the function, so that one has a block of its own.
fn service(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let Handler { name, .. } = handler;
    let private = quote!(#facade::__private::actix);
    let unit = unit(handler);
    let conditions = handler.conditions();
    let deprecated = handler.allowing_deprecated();
    let inner = handler.inner_with(wrapped);
    let routes: Vec<Routing> = handler
        .attributes
        .iter()
        .filter_map(Routing::read)
        .collect();
    let no_preflight = routes.iter().any(takes_options).then(|| {
        quote! {
            fn __cors_is_no_preflight(__context: &#private::GuardContext<'_>) -> bool {
                #private::is_no_preflight(__context)
            }
        }
    });
    let preflights = routes.iter();
    let preflights = preflights.map(|routing| preflights_of(&private, handler, routing));
    quote! {
        #unit

        #(#conditions)*
        #[automatically_derived]
        #deprecated
        impl #private::HttpServiceFactory for #name {
            fn register(self, __config: &mut #private::AppService) {
                fn __cors_around() -> #private::OfHandler<#name> {
                    #private::around_handler::<#name>()
                }
                #no_preflight
                {
                    // A router takes handlers that are `async`, whether or not they wait for something.
                    #[allow(clippy::unused_async)]
                    #inner
                    #private::HttpServiceFactory::register(#name, __config);
                }
                #(#preflights)*
            }
        }
    }
}

/// The attribute of a route with CORS outermost: of several `wrap`, actix-web puts the last around the
/// others.
fn wrapped(attribute: &attribute::Attribute) -> Option<TokenStream> {
    let routing = Routing::read(attribute)?;
    let mut arguments = attribute.arguments()?;
    let ends_with_comma = arguments
        .clone()
        .into_iter()
        .last()
        .is_some_and(|token| token.to_string() == ",");
    if !ends_with_comma {
        arguments.extend(quote!(,));
    }
    arguments.extend(quote!(wrap = "__cors_around()"));
    if takes_options(&routing) {
        arguments.extend(quote!(, guard = "__cors_is_no_preflight"));
    }
    Some(attribute.with_arguments(arguments))
}

/// Whether a route is for `OPTIONS`: it is the only method that could take a preflight for itself.
fn takes_options(routing: &Routing) -> bool {
    routing.methods.iter().any(|method| method == "OPTIONS")
}

/// Registers what answers the preflights of a route.
fn preflights_of(private: &TokenStream, handler: &Handler, routing: &Routing) -> TokenStream {
    let Handler { name, .. } = handler;
    let Routing {
        path,
        methods,
        guards,
    } = routing;
    let listed: Vec<&str> = methods.iter().map(String::as_str).collect();
    let sent = methods_as_sent(&listed);
    quote! {
        #private::HttpServiceFactory::register(
            #private::preflights::<#name>(#path, &[#(#methods),*], #sent)
                #(.guard(#private::fn_guard(#guards)))*,
            __config,
        );
    }
}

/// The type of the handler's name, which `.service` takes.
fn unit(handler: &Handler) -> TokenStream {
    let Handler {
        name, visibility, ..
    } = handler;
    let attributes = handler.attributes.iter().filter(|attribute| {
        attribute.is(&[
            "doc",
            "cfg",
            "deprecated",
            "allow",
            "warn",
            "deny",
            "forbid",
        ])
    });
    quote! {
        #(#attributes)*
        #[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_structs)]
        #visibility struct #name;
    }
}

/// A service that registers nothing. It may stand where a service does, and where actix-web's own
/// attribute above `#[cors]` has put a handler.
///
/// The attributes of the route stand on another function, so that what they name is in use.
fn stand_in(facade: &TokenStream, handler: &Handler) -> TokenStream {
    let Handler { name, .. } = handler;
    let private = quote!(#facade::__private::actix);
    let unit = unit(handler);
    let conditions = handler.conditions();
    let inner = unrouted(handler);
    let routes = handler.attributes.iter();
    let routes: Vec<_> = routes.filter(|attribute| is_route(attribute)).collect();
    let used = (!routes.is_empty()).then(|| {
        quote! {{
            #(#routes)*
            async fn #name() -> #private::HttpResponse {
                ::core::future::pending().await
            }
            let _ = #name;
        }}
    });
    quote! {
        #[derive(::core::clone::Clone)]
        #unit

        #(#conditions)*
        impl #private::HttpServiceFactory for #name {
            fn register(self, _: &mut #private::AppService) {
                #[allow(dead_code, clippy::unused_async)]
                #inner
                #used
            }
        }

        #(#conditions)*
        impl #private::Handler<()> for #name {
            type Output = #private::HttpResponse;
            type Future = ::core::future::Pending<Self::Output>;

            fn call(&self, (): ()) -> Self::Future {
                ::core::future::pending()
            }
        }
    }
}

/// The function without what makes a route of it.
fn unrouted(handler: &Handler) -> TokenStream {
    handler.inner_with(|attribute| is_route(attribute).then(TokenStream::new))
}

fn is_route(attribute: &attribute::Attribute) -> bool {
    attribute.name() == "routes" || Routing::read(attribute).is_some()
}
