//! Selection among the handlers of a path.

use cors_runtime::{Endpoint, KnownDetails, Policy, Request, RequestOrigin, Vary, select_endpoint};

use crate::grid::{APP, CASES, EVIL, OTHER};

#[derive(Debug)]
struct Handler(Policy, &'static [&'static str]);

impl Endpoint for Handler {
    fn policy(&self) -> &Policy {
        &self.0
    }

    fn handles(&self, method: &[u8]) -> bool {
        self.1.iter().any(|handled| handled.as_bytes() == method)
    }
}

#[test]
fn endpoint_is_selected_by_method_and_else_by_allowed_origin() {
    let handler = |case: usize, methods| Handler(CASES[case].policy(), methods);
    // `GET` lists two origins and `PUT` allows any; the same in reverse; and one policy alone.
    let listed_first = [handler(4, &["GET"]), handler(1, &["PUT"])];
    let public_first = [handler(1, &["PUT"]), handler(4, &["GET"])];
    let both_listed = [handler(0, &["GET"]), handler(4, &["PUT"])];
    let none: [Handler; 0] = [];
    let request = |method, origin, requested_method: Option<&'static str>| Request {
        method,
        origin,
        requested_method: requested_method.map(str::as_bytes),
        may_be_overridden: false,
        details: KnownDetails::default(),
    };
    let app = RequestOrigin::One(APP.as_bytes());
    let other = RequestOrigin::One(OTHER.as_bytes());
    let evil = RequestOrigin::One(EVIL.as_bytes());
    let preflight_for = |origin, method| request("OPTIONS", origin, Some(method));
    let all = Vary::OriginAndRequestMethod;
    for (handlers, request, at, vary) in [
        (
            &listed_first[..],
            preflight_for(app, "GET"),
            0,
            Vary::RequestMethod,
        ),
        (
            &listed_first,
            preflight_for(app, "HEAD"),
            0,
            Vary::RequestMethod,
        ),
        (
            &listed_first,
            preflight_for(evil, "PUT"),
            1,
            Vary::RequestMethod,
        ),
        (&listed_first, preflight_for(app, "DELETE"), 0, all),
        (&listed_first, preflight_for(evil, "DELETE"), 1, all),
        (
            &public_first,
            preflight_for(evil, "DELETE"),
            0,
            Vary::RequestMethod,
        ),
        (&both_listed, preflight_for(other, "DELETE"), 1, all),
        (&both_listed, preflight_for(evil, "DELETE"), 0, all),
        (
            &both_listed,
            preflight_for(RequestOrigin::Multiple, "DELETE"),
            0,
            all,
        ),
        (&both_listed, request("PUT", evil, None), 1, Vary::None),
        (&both_listed, request("HEAD", evil, None), 0, Vary::None),
        (
            &both_listed,
            request("DELETE", other, None),
            1,
            Vary::Origin,
        ),
        (
            &public_first,
            request("DELETE", RequestOrigin::Absent, None),
            0,
            Vary::None,
        ),
        (
            &listed_first,
            request("DELETE", RequestOrigin::Absent, None),
            1,
            Vary::Origin,
        ),
        (&both_listed[..1], preflight_for(evil, "DELETE"), 0, all),
        (&both_listed[..1], preflight_for(evil, "GET"), 0, Vary::None),
    ] {
        let (selected, selection) = select_endpoint(handlers, &request).expect("a handler");
        assert!(
            std::ptr::eq(selected, &raw const handlers[at]),
            "{request:?}"
        );
        assert_eq!(selection.vary, vary, "{request:?}");
        let is_handled = request.effective_method() != b"DELETE";
        assert_eq!(selection.handles_method, is_handled, "{request:?}");
    }
    assert!(select_endpoint(&none, &preflight_for(app, "GET")).is_none());
}
