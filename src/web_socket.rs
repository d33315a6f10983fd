//! WebSocket extractors under other names, which the attribute cannot recognise: aliases of an import, of a type.

use cors_runtime::{AnnotatedItem, HandlerInfo, Policy, websocket_without_enforce};

/// Checks the types of a handler's arguments.
///
/// # Panics
///
/// If one of them opens a WebSocket and the policy does not enforce.
pub(crate) fn check(policy: &Policy, handler: &str, type_names: &[fn() -> &'static str]) {
    if policy.enforces() {
        return;
    }
    let arguments = type_names.iter().map(|type_name| {
        let names = type_name().split(|c: char| !c.is_alphanumeric() && c != '_');
        names.map(str::to_owned).collect()
    });
    let item = AnnotatedItem::Function(HandlerInfo {
        arguments: arguments.collect(),
        ..HandlerInfo::default()
    });
    if let Some(violation) = websocket_without_enforce(&item) {
        panic!("the policy of `{handler}` is invalid: {violation}");
    }
}
