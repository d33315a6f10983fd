//! Policies around services that have policies of their own.

use cors_runtime::{MarkDecision, Mode, RequestHead, Selection, Wrapper};
use http::Response;

use crate::grid::{APP, CASES, compiled, get, requests, selections};
use crate::handler_headers::response;

const LAYER: Wrapper = Wrapper {
    name: "Layer",
    help: "mount it elsewhere",
};

#[test]
fn fallback_applies_only_without_a_decision() {
    let preflight = || {
        let request = http::Request::builder().method("OPTIONS").uri("/");
        let request = request.header("origin", APP);
        let request = request.header("access-control-request-method", "PUT");
        request.body(()).expect("a request")
    };
    let outer = get(APP);
    let [fixed, ..] = compiled(&CASES[3]);
    let [inner, ..] = compiled(&CASES[1]);
    for request in [get(APP), preflight()] {
        let mut request = request;
        request.extensions_mut().insert(MarkDecision);
        let head = RequestHead::from(&request);
        let evaluation = inner.evaluate(head, Selection::ONLY);
        let mut decided = Response::new(());
        match inner.immediate_response(&evaluation) {
            Some(response) => decided = response,
            None => inner.apply(&evaluation, &mut decided),
        }
        let before = decided.headers().clone();
        let evaluation = fixed.evaluate(head, Selection::ONLY);
        let replacement =
            fixed.apply_if_undecided(&evaluation, &mut decided, Mode::Fallback, &LAYER);
        assert!(replacement.is_none());
        assert_eq!(*decided.headers(), before);
    }
    // Headers alone are not a decision.
    for set in [
        ("access-control-allow-origin", "https://b.example"),
        ("vary", "Origin"),
    ] {
        let mut found = response(&[set]);
        let evaluation = fixed.evaluate(RequestHead::from(&outer), Selection::ONLY);
        let replacement = fixed.apply_if_undecided(&evaluation, &mut found, Mode::Fallback, &LAYER);
        assert!(replacement.is_none());
        assert_eq!(found.headers()["access-control-allow-origin"], APP);
    }
    let mut found = response(&[("allow", "GET"), ("vary", "accept")]);
    let evaluation = fixed.evaluate(RequestHead::from(&preflight()), Selection::ONLY);
    let replacement = fixed.apply_if_undecided(&evaluation, &mut found, Mode::Fallback, &LAYER);
    let replacement = replacement.expect("a response to the preflight");
    assert_eq!(replacement.status().as_u16(), 204);
    assert_eq!(replacement.headers().len(), 6);
    assert!(!replacement.headers().contains_key("allow"));

    let mut found = response(&[("etag", "a"), ("vary", "accept")]);
    let evaluation = fixed.evaluate(RequestHead::from(&outer), Selection::ONLY);
    let replacement = fixed.apply_if_undecided(&evaluation, &mut found, Mode::Fallback, &LAYER);
    assert!(replacement.is_none());
    assert_eq!(found.headers()["etag"], "a");
    assert_eq!(found.headers()["access-control-allow-origin"], APP);
    assert_eq!(found.headers().get_all("vary").iter().count(), 2);
}

#[test]
fn decisions_are_marked_on_request_only() {
    let [policy, ..] = compiled(&CASES[0]);
    let mark_of = |request: &http::Request<()>, selection| {
        let evaluation = policy.evaluate(RequestHead::from(request), selection);
        let mut response = Response::new(());
        match policy.immediate_response(&evaluation) {
            Some(immediate) => response = immediate,
            None => policy.apply(&evaluation, &mut response),
        }
        response.extensions().len()
    };
    for spec in requests() {
        let mut request = spec.http_request();
        let [only, _, unhandled] = selections();
        assert_eq!(mark_of(&request, only), 0);
        request.extensions_mut().insert(MarkDecision);
        assert_eq!(mark_of(&request, only), 1, "{spec:?}");
        let is_preflight = RequestHead::from(&request).read().is_preflight();
        let expected = usize::from(!is_preflight);
        assert_eq!(mark_of(&request, unhandled), expected, "{spec:?}");
    }
}
