//! The headers of handlers, and those that a policy adds to them.

use cors_runtime::{CompiledPolicy, CorsHeader, RequestHead, Selection};
use http::{HeaderMap, HeaderName, HeaderValue, Response};

use crate::grid::{APP, CASES, EVIL, compiled, get, requests};
use crate::model::lines;

/// Returns a response with headers that a handler has set.
pub(crate) fn response(set: &[(&'static str, &'static str)]) -> Response<()> {
    let mut response = Response::new(());
    for (name, value) in set {
        response.headers_mut().append(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

fn apply(compiled: &CompiledPolicy, origin: &'static str, mut response: Response<()>) -> HeaderMap {
    let evaluation = compiled.evaluate(RequestHead::from(&get(origin)), Selection::ONLY);
    assert!(compiled.immediate_response(&evaluation).is_none());
    compiled.apply(&evaluation, &mut response);
    response.into_parts().0.headers
}

#[test]
fn cors_headers_of_handlers_are_removed_and_vary_stays() {
    let [fixed, ..] = compiled(&CASES[3]);
    for name in CorsHeader::ALL.map(CorsHeader::name) {
        let headers = response(&[(name, "of the handler"), ("x-own", "stays")]);
        let found = apply(&fixed, EVIL, headers);
        assert_eq!(lines(&found).len(), 2, "{name}: {found:?}");
        assert_eq!(found["x-own"], "stays");
        assert_eq!(found["vary"], "Origin");

        let headers = response(&[
            ("x-own", "stays"),
            (name, "of the handler"),
            (name, "twice"),
        ]);
        let found = lines(&apply(&fixed, APP, headers));
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        let expected_names = [
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers",
            "vary",
        ];
        assert_eq!(names[0], "x-own");
        assert_eq!(names[1..], expected_names, "in order");
        assert!(
            found.iter().all(|(_, value)| value != "of the handler"),
            "{found:?}"
        );
    }
    // Other headers that begin like a CORS header belong to the handler.
    let found = apply(
        &fixed,
        EVIL,
        response(&[("access-control-allow-private-network", "true")]),
    );
    assert_eq!(lines(&found).len(), 2);
}

#[test]
fn vary_gains_missing_tokens_only() {
    let [listed, ..] = compiled(&CASES[0]);
    let [public, ..] = compiled(&CASES[1]);
    for (set, is_extended) in [
        (&["accept-encoding"][..], true),
        (&["accept-encoding", "Origin"], false),
        (&["accept, ORIGIN"], false),
        (&["*"], false),
    ] {
        let set: Vec<_> = set.iter().map(|value| ("vary", *value)).collect();
        let count = |headers: &HeaderMap| headers.get_all("vary").iter().count();
        for origin in [APP, EVIL] {
            let found = apply(&listed, origin, response(&set));
            assert_eq!(
                count(&found),
                set.len() + usize::from(is_extended),
                "{set:?}"
            );
        }
        assert_eq!(count(&apply(&public, APP, response(&set))), set.len());
    }
}

#[test]
fn server_header_is_added_to_immediate_responses_only() {
    let [fixed, ..] = compiled(&CASES[3]);
    let name = HeaderName::from_static("content-length");
    let fixed = fixed.with_extra_header(&name, &HeaderValue::from_static("0"));
    for request in requests() {
        let http_request = request.http_request();
        let evaluation = fixed.evaluate(RequestHead::from(&http_request), Selection::ONLY);
        if let Some(response) = fixed.immediate_response(&evaluation) {
            assert_eq!(response.headers()[&name], "0");
        } else {
            let mut response = Response::new(());
            fixed.apply(&evaluation, &mut response);
            assert!(!response.headers().contains_key(&name));
        }
    }
}
