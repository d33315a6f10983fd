// #[cors(policy = policies::API)]
// #[routes]
// #[get("/notes")]
// #[options(r"/notes/{id:\d+}", name = "note")]
// async fn notes() -> String {
//     respond()
// }

#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_structs)]
struct notes;
#[automatically_derived]
impl ::cors::__private::actix::HttpServiceFactory for notes {
    fn register(self, __config: &mut ::cors::__private::actix::AppService) {
        fn __cors_transform() -> ::cors::__private::actix::Cors {
            ::cors::__private::actix::handler_transform::<notes>()
        }
        fn __cors_is_not_preflight(
            __context: &::cors::__private::actix::GuardContext<'_>,
        ) -> bool {
            ::cors::__private::actix::is_not_preflight(__context)
        }
        {
            #[allow(clippy::unused_async)]
            #[routes]
            #[get("/notes", wrap = "__cors_transform()")]
            #[options(
                r"/notes/{id:\d+}",
                name = "note",
                wrap = "__cors_transform()",
                guard = "__cors_is_not_preflight"
            )]
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            async fn notes() -> String {
                respond()
            }
            ::cors::__private::actix::HttpServiceFactory::register(notes, __config);
        }
        ::cors::__private::actix::HttpServiceFactory::register(
            ::cors::__private::actix::preflight_resource::<
                notes,
            >("/notes", &["GET"], ""),
            __config,
        );
        ::cors::__private::actix::HttpServiceFactory::register(
            ::cors::__private::actix::preflight_resource::<
                notes,
            >(r"/notes/{id:\d+}", &["OPTIONS"], "OPTIONS"),
            __config,
        );
    }
}
::cors::__handler_policy! {
    fn notes => named(& policies::API)
}
