//! A policy as an extension of an operation in an `OpenAPI` document.

use cors_runtime::{Origins, Policy};
use serde_json::{Map, Value};

/// Returns the value of the extension `x-cors`: the keys of the attribute, without those that the policy does
/// not set. `dev_origins` is not among them, so that a document does not depend on the build.
pub(crate) fn x_cors(policy: &Policy) -> Value {
    let mut keys = Map::new();
    let mut set = |key: &str, value: Value| {
        if value != Value::Bool(false) && value != Value::Array(Vec::new()) {
            keys.insert(key.to_owned(), value);
        }
    };
    let origins = match policy.origins() {
        Origins::Any => Value::from(vec!["*"]),
        Origins::List { exact, patterns } => {
            let exact = exact.iter().map(str::to_owned);
            let patterns = patterns.iter().map(ToString::to_string);
            exact.chain(patterns).collect()
        }
    };
    set("origins", origins);
    // The origins themselves may change at any time, and belong to customers.
    set("origins_from", policy.source().is_some().into());
    set("credentials", policy.credentials().into());
    set("headers", list(policy.headers()));
    set("expose", list(policy.exposed_headers()));
    if let Ok(seconds) = policy.max_age().parse::<u32>() {
        set("max_age", seconds.into());
    }
    set("enforce", policy.enforces().into());
    let hosts = policy.hosts().iter().map(ToString::to_string);
    set("hosts", hosts.collect());
    Value::Object(keys)
}

fn list(value: &str) -> Value {
    let names = value.split(',').filter(|name| !name.is_empty());
    names.collect()
}

#[cfg(test)]
mod tests {
    use cors_runtime::{LiveOrigins, Policy};
    use serde_json::json;

    use super::x_cors;

    static LIVE: LiveOrigins = LiveOrigins::empty();

    #[test]
    fn extension_has_the_keys_that_are_set() {
        static ALL: Policy = crate::policy! {
            origins = ["https://*.example.org", "https://app.example.com"],
            dev_origins = ["http://localhost:3000"],
            origins_from = LIVE,
            credentials,
            methods = ["PUT"],
            headers = ["x-b", "x-a"],
            expose = ["etag"],
            max_age = 600,
            enforce,
            hosts = ["api.example.com"],
        };
        static ANY: Policy =
            crate::policy! { origins = ["*"], headers = ["*", "authorization"], max_age = 0 };
        static NONE: Policy = crate::policy! { origins = [], enforce };
        for (policy, expected) in [
            (
                &ALL,
                json!({
                    "origins": ["https://app.example.com", "https://*.example.org"],
                    "origins_from": true,
                    "credentials": true,
                    "headers": ["x-a", "x-b"],
                    "expose": ["etag"],
                    "max_age": 600,
                    "enforce": true,
                    "hosts": ["api.example.com"],
                }),
            ),
            (
                &ANY,
                json!({ "origins": ["*"], "headers": ["*", "authorization"], "max_age": 0 }),
            ),
            (&NONE, json!({ "enforce": true })),
        ] {
            assert_eq!(x_cors(policy), expected);
        }
    }
}
