//! `cors::actix::cors`: a service of actix-web that registers its handler, wrapped in CORS, and the
//! resources for its preflights.

use cors_policy::names::header_value::methods_header_value;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::forward::local;
use super::has_policy::{TypeOfName, declare_policy};
use super::{Annotated, expand_handler};
use crate::parse::ItemAttr;
use crate::parse::attr_role::Role;
use crate::parse::comma_separated::ends_with_comma;
use crate::parse::{ActixRoute, Handler};
use crate::validate::has_bad_signature;
use cors_policy::Context;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    expand_handler(Context::Actix, args, item, |annotated| {
        // Without a route, or with a function that cannot be a handler, there is nothing to register.
        let service = if has_bad_signature(&annotated.validation) {
            placeholder_service(annotated)
        } else {
            service(annotated)
        };
        let policy = declare_policy(annotated, &TypeOfName::Declared);
        quote!(#service #policy)
    })
}

/// From: `#[get("/users/{id}")] async fn f(id: Path<u64>) -> impl Responder { … }`.
/// Into: a unit struct that registers this function with one more `wrap`, and then the preflights.
///
/// actix-web turns the function into a type of the same name, which is why it is in a block.
fn service(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let name = handler.name();
    let private = quote!(#facade::__private::actix);
    let unit_struct = unit_struct(handler);
    let cfg = handler.cfg_attrs();
    let allow_deprecated = handler.allow_deprecated();
    let inner = handler.inner_with_routes(wrap_route);
    let routes: Vec<_> = handler
        .route_attrs()
        .filter_map(ActixRoute::parse)
        .collect();
    let is_not_preflight = routes.iter().any(takes_options).then(|| {
        quote! {
            fn __cors_is_not_preflight(__context: &#private::GuardContext<'_>) -> bool {
                #private::is_not_preflight(__context)
            }
        }
    });
    let config = local(handler, "__config");
    let preflights = routes.iter();
    let preflights = preflights.map(|route| register_preflight(&private, handler, &config, route));
    quote! {
        #unit_struct

        #cfg
        #[automatically_derived]
        #allow_deprecated
        impl #private::HttpServiceFactory for #name {
            fn register(self, #config: &mut #private::AppService) {
                fn __cors_transform() -> #private::Cors {
                    #private::handler_transform::<#name>()
                }
                #is_not_preflight
                {
                    // Items that another attribute declares next to the inner function are in scope only here.
                    // actix-web requires `async` of handlers that never wait, too.
                    #[allow(clippy::unused_async)]
                    #inner
                    #private::HttpServiceFactory::register(#name, #config);
                }
                #(#preflights)*
            }
        }
    }
}

/// Adds CORS to the attribute of a route as the last `wrap`, which actix-web makes the outermost.
fn wrap_route(attr: &ItemAttr) -> Option<TokenStream> {
    let Some(route) = ActixRoute::parse(attr) else {
        return Some(quote!(#attr));
    };
    let mut arguments = attr.arguments()?;
    if !ends_with_comma(&arguments) {
        arguments.extend(quote!(,));
    }
    arguments.extend(quote!(wrap = "__cors_transform()"));
    if takes_options(&route) {
        arguments.extend(quote!(, guard = "__cors_is_not_preflight"));
    }
    Some(attr.with_arguments(arguments))
}

/// Returns whether a route is for `OPTIONS`, the only method with which it could receive a preflight.
fn takes_options(route: &ActixRoute) -> bool {
    route.methods.iter().any(|method| method == "OPTIONS")
}

/// Registers the resource that responds to the preflights of a route.
fn register_preflight(
    private: &TokenStream,
    handler: &Handler,
    config: &Ident,
    route: &ActixRoute,
) -> TokenStream {
    let name = handler.name();
    let ActixRoute {
        path,
        methods,
        guards,
    } = route;
    let listed: Vec<&str> = methods.iter().map(String::as_str).collect();
    let header_value = methods_header_value(&listed);
    quote! {
        #private::HttpServiceFactory::register(
            #private::preflight_resource::<#name>(#path, &[#(#methods),*], #header_value)
                #(.guard(#private::fn_guard(#guards)))*,
            #config,
        );
    }
}

/// The type of the handler's name, which `.service` takes.
fn unit_struct(handler: &Handler) -> TokenStream {
    let (name, vis) = (handler.name(), &handler.vis);
    let attrs = handler.unit_struct_attrs();
    quote! {
        #attrs
        #[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_structs)]
        #vis struct #name;
    }
}

/// A service that registers nothing. It compiles wherever a service does, and also where actix-web's
/// attribute above `#[cors]` has put a handler.
///
/// The attributes of the routes go onto another function, so that whatever they name is used.
fn placeholder_service(annotated: &Annotated) -> TokenStream {
    let Annotated {
        facade, handler, ..
    } = annotated;
    let name = handler.name();
    let private = quote!(#facade::__private::actix);
    let unit_struct = unit_struct(handler);
    let cfg = handler.cfg_attrs();
    let inner = handler.inner();
    let routes = handler.attrs.iter();
    let mut routes = routes
        .filter(|attr| matches!(attr.role(), Role::Route | Role::RouteList))
        .peekable();
    let used = routes.peek().is_some().then(|| {
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
        #unit_struct

        #cfg
        impl #private::HttpServiceFactory for #name {
            fn register(self, _: &mut #private::AppService) {
                #[allow(dead_code, clippy::unused_async)]
                #inner
                #used
            }
        }

        #cfg
        impl #private::Handler<()> for #name {
            type Output = #private::HttpResponse;
            type Future = ::core::future::Pending<Self::Output>;

            fn call(&self, (): ()) -> Self::Future {
                ::core::future::pending()
            }
        }
    }
}
