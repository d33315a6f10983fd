// #[cors(policy = policies::SOCKETS)]
// #[cfg(feature = "chat")]
// async fn chat(upgrade: WebSocketUpgrade) -> Response {
//     respond()
// }

#[cfg(feature = "chat")]
fn chat(
    __argument_0: WebSocketUpgrade,
) -> ::cors::axum::MountWithCorsAxum<
    chat,
    impl ::core::future::Future<Output = Response>,
> {
    #[allow(clippy::unused_async)]
    #[allow(variant_size_differences, reason = "annotated with #[cors]")]
    async fn chat(upgrade: WebSocketUpgrade) -> Response {
        respond()
    }
    ::cors::axum::MountWithCorsAxum::new(chat(__argument_0))
}
#[cfg(feature = "chat")]
/// The CORS policy of the handler [`chat`](fn@chat).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
enum chat {}
#[cfg(feature = "chat")]
const _: () = ::core::assert!(
    policies::SOCKETS.enforces(),
    "`WebSocketUpgrade` opens a WebSocket: browsers allow every website to connect, with the user's cookies [A16]\nhelp: add `enforce` to the policy: disallowed origins then get a 403 response"
);
#[cfg(feature = "chat")]
#[automatically_derived]
impl ::cors::__private::HasPolicy for chat {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        &policies::SOCKETS
    }
    #[inline]
    fn compiled() -> &'static ::cors::__private::CompiledPolicy {
        static COMPILED: ::cors::__private::LazyLock<
            ::cors::__private::CompiledPolicy,
        > = ::cors::__private::LazyLock::new(|| {
            ::cors::__private::CompiledPolicy::new(chat::policy())
        });
        &COMPILED
    }
}
#[cfg(feature = "chat")]
#[automatically_derived]
#[allow(dead_code)]
impl chat {
    /// The CORS policy of this handler.
    fn policy() -> &'static ::cors::Policy {
        <chat as ::cors::__private::HasPolicy>::policy()
    }
}
