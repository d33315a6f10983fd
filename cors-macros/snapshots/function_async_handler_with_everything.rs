// #[cors(
//     crate = my_framework::cors,
//     origins = ["https://b.example", "https://*.example.com", "http://[::1]:*"],
//     dev_origins = ["http://localhost:*"],
//     methods = ["DELETE", "PUT"],
//     headers = ["X-B"],
//     expose = ["ETag"],
//     max_age = 600,
//     protocols = [connect],
// )]
// #[cfg(feature = "api")]
// #[tracing::instrument]
// pub(crate) async fn answer<'c, T: Debug, const N: usize>(
//     Request { .. }: Request<[T; N]>,
//     #[cfg(unix)] context: &'c Context<T, u8>,
// ) -> Result<Response<Body>, Error>
// where
//     T: Send,
// {
//     respond()
// }

#[cfg(feature = "api")]
pub(crate) async fn answer<'c, T: Debug, const N: usize>(
    __argument_0: Request<[T; N]>,
    #[cfg(unix)]
    __argument_1: &'c Context<T, u8>,
) -> Result<Response<Body>, Error>
where
    T: Send,
{
    #[cfg(unix)]
    {
        {
            use my_framework::cors::__private::function::AnyRequest as _;
            my_framework::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __policy = my_framework::cors::__private::function::compiled_policy::<
            __cors_policy_of_answer,
        >();
        let __evaluation = my_framework::cors::__private::function::evaluate(
            __policy,
            &__argument_0,
        );
        if let ::core::option::Option::Some(__response) = my_framework::cors::__private::function::immediate_response(
            __policy,
            &__evaluation,
        ) {
            return __response;
        }
        let mut __response = {
            #[tracing::instrument]
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            async fn answer<'c, T: Debug, const N: usize>(
                Request { .. }: Request<[T; N]>,
                #[cfg(unix)]
                context: &'c Context<T, u8>,
            ) -> Result<Response<Body>, Error>
            where
                T: Send,
            {
                respond()
            }
            answer::<T, { N }>(__argument_0, __argument_1).await
        };
        my_framework::cors::__private::function::apply(
            __policy,
            &__evaluation,
            &mut __response,
        );
        __response
    }
    #[cfg(not(unix))]
    {
        {
            use my_framework::cors::__private::function::AnyRequest as _;
            my_framework::cors::__private::function::RequestType::of(&__argument_0)
                .axum_handler_without_preflights();
        }
        let __policy = my_framework::cors::__private::function::compiled_policy::<
            __cors_policy_of_answer,
        >();
        let __evaluation = my_framework::cors::__private::function::evaluate(
            __policy,
            &__argument_0,
        );
        if let ::core::option::Option::Some(__response) = my_framework::cors::__private::function::immediate_response(
            __policy,
            &__evaluation,
        ) {
            return __response;
        }
        let mut __response = {
            #[tracing::instrument]
            #[allow(variant_size_differences, reason = "annotated with #[cors]")]
            async fn answer<'c, T: Debug, const N: usize>(
                Request { .. }: Request<[T; N]>,
                #[cfg(unix)]
                context: &'c Context<T, u8>,
            ) -> Result<Response<Body>, Error>
            where
                T: Send,
            {
                respond()
            }
            answer::<T, { N }>(__argument_0).await
        };
        my_framework::cors::__private::function::apply(
            __policy,
            &__evaluation,
            &mut __response,
        );
        __response
    }
}
my_framework::cors::__handler_policy! {
    #[cfg(feature = "api")] pub (crate) type answer = __cors_policy_of_answer => new({
    static __PATTERNS : [my_framework::cors::__private::OriginPattern; 2usize] =
    [my_framework::cors::__private::OriginPattern::from_validated_parts(my_framework::cors::__private::Scheme::Https,
    true, "example.com", my_framework::cors::__private::Port::Default,),
    my_framework::cors::__private::OriginPattern::from_validated_parts(my_framework::cors::__private::Scheme::Http,
    false, "[::1]", my_framework::cors::__private::Port::Any,)]; #[allow(dead_code)]
    static __DEV_PATTERNS : [my_framework::cors::__private::OriginPattern; 1usize] =
    [my_framework::cors::__private::OriginPattern::from_validated_parts(my_framework::cors::__private::Scheme::Http,
    false, "localhost", my_framework::cors::__private::Port::Any,)];
    my_framework::cors::Policy::from_validated_parts(my_framework::cors::__private::Origins::List
    { exact : my_framework::cors::__private::ExactOrigins::from_sorted_static(&
    ["https://b.example"]), patterns : my_framework::cors::__private::Cow::Borrowed(&
    __PATTERNS), }, if ::core::cfg!(debug_assertions) {
    my_framework::cors::__private::Origins::List { exact :
    my_framework::cors::__private::ExactOrigins::from_sorted_static(& []), patterns :
    my_framework::cors::__private::Cow::Borrowed(& __DEV_PATTERNS), } } else {
    my_framework::cors::__private::Origins::NONE }, false, & [], "DELETE,GET,POST,PUT",
    "connect-protocol-version,connect-timeout-ms,content-type,x-b,x-user-agent", "etag",
    "600",) })
}
