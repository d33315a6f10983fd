// #[cors(policy = policies::SOCKETS)]
// #[cfg(feature = "chat")]
// async fn chat(upgrade: WebSocketUpgrade) -> Response {
//     respond()
// }

#[cfg(feature = "chat")]
fn chat(
    __argument_0: WebSocketUpgrade,
) -> ::cors::axum::MountWithCorsAxum<
    __cors_policy_of_chat,
    impl ::core::future::Future<Output = Response>,
> {
    ::cors::axum::MountWithCorsAxum::new(async move {
        if false {
            return ::cors::__private::returned::<Response>();
        }
        let upgrade = __argument_0;
        '_body: { respond() }
    })
}
#[cfg(feature = "chat")]
const _: () = ::core::assert!(
    policies::SOCKETS.enforces(),
    "`WebSocketUpgrade` opens a WebSocket: browsers allow every website to connect, with the user's cookies [A16]\nhelp: add `enforce` to the policy: disallowed origins then get a 403 response"
);
::cors::__handler_policy! {
    #[cfg(feature = "chat")] type chat = __cors_policy_of_chat => named(&
    policies::SOCKETS)
}
