// #[cors(policy = policies::SOCKETS)]
// #[cfg(feature = "chat")]
// async fn chat(upgrade: WebSocketUpgrade) -> Response {
//     respond()
// }

#[cfg(feature = "chat")]
fn chat(
    argument_0: WebSocketUpgrade,
) -> ::cors::axum::MountWithCorsAxum<
    chat,
    impl ::core::future::Future<Output = Response>,
> {
    #[allow(clippy::unused_async)]
    async fn chat(upgrade: WebSocketUpgrade) -> Response {
        respond()
    }
    ::cors::axum::MountWithCorsAxum::new(chat(argument_0))
}
#[cfg(feature = "chat")]
/// The CORS policy of the handler [`chat`](fn@chat).
#[allow(non_camel_case_types, missing_debug_implementations, clippy::exhaustive_enums)]
enum chat {}
#[cfg(feature = "chat")]
const _: () = ::core::assert!(
    policies::SOCKETS.enforces(),
    "`WebSocketUpgrade` opens a WebSocket, and browsers do that for every site without asking, cookies included [A16]\nhelp: write `enforce`: foreign origins then get 403 and no socket"
);
#[cfg(feature = "chat")]
#[automatically_derived]
impl ::cors::__private::HasPolicy for chat {
    #[inline]
    fn policy() -> &'static ::cors::Policy {
        &policies::SOCKETS
    }
    #[inline]
    fn compiled_policy() -> &'static ::cors::__private::CompiledPolicy {
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
