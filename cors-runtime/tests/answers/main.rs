//! Differential test of responses: a grid of policies and requests, compared with a second, simple
//! implementation of the rules; through the decision alone, and with an `http::HeaderMap`.
//!
//! The conformance tests cover the integrations; these tests need no framework.

mod fallbacks;
mod grid;
mod handler_headers;
mod model;
mod selection;

use cors_runtime::{
    Action, CorsHeader, DangerouslyAllow, FetchMetadata, KnownDetails, Policy, Request,
    RequestDetails, RequestHead, RequestOrigin, RequestTarget, Selection, Vary, decide,
    decide_selected,
};
use http::Response;

use crate::grid::{APP, CASES, EVIL, PLAIN, compiled, requests, selections};
use crate::model::{Lines, expected, lines};

#[test]
fn responses_agree_with_the_second_implementation() {
    let mut count = 0;
    for case in &CASES {
        for compiled in compiled(case) {
            assert_eq!(compiled.methods(), case.methods.join(","));
            for request in requests() {
                for selection in selections() {
                    count += 1;
                    let (status, expected) = expected(case, &request, selection);
                    let http_request = request.http_request();
                    let head = RequestHead::from(&http_request);
                    let evaluation = compiled.evaluate(head, selection);
                    let found = if let Some(response) = compiled.immediate_response(&evaluation) {
                        (Some(response.status().as_u16()), lines(response.headers()))
                    } else {
                        let mut response = Response::new(());
                        compiled.apply(&evaluation, &mut response);
                        (None, lines(response.headers()))
                    };
                    assert_eq!(found, (status, expected), "{:?} {request:?}", case.origins);
                }
            }
        }
    }
    assert_eq!(count, CASES.len() * 3 * 3 * 3 * 7 * 6 * 3);
}

/// The details of a request, which are read only if the policy depends on them. No policy of these tests has
/// a source.
struct DetailsOf<'a> {
    policy: &'a Policy,
    fetch_metadata: FetchMetadata<'a>,
}

impl RequestDetails for DetailsOf<'_> {
    fn fetch_metadata(&self) -> FetchMetadata<'_> {
        assert!(self.policy.enforces(), "{:?}", self.policy);
        self.fetch_metadata
    }

    fn target(&self) -> RequestTarget<'_> {
        unreachable!("a target is read for sources only")
    }
}

#[test]
fn decision_agrees_with_the_second_implementation() {
    for case in &CASES {
        let policy = case.policy();
        for spec in requests() {
            let http_request = spec.http_request();
            let head = RequestHead::from(&http_request);
            let fetch_metadata = FetchMetadata {
                fetch_site: spec.fetch_site.map(str::as_bytes),
                fetch_mode: spec.fetch_mode.map(str::as_bytes),
                authority: spec.host.map(str::as_bytes),
            };
            let read = head.read();
            assert_eq!(read.details.fetch_metadata(), fetch_metadata, "{spec:?}");
            let request = Request {
                method: read.method,
                origin: read.origin,
                requested_method: read.requested_method,
                may_be_overridden: read.may_be_overridden,
                details: DetailsOf {
                    policy: &policy,
                    fetch_metadata,
                },
            };
            let decision = decide(&policy, policy.methods(), &request);
            let headers = decision.header_values(&request);
            let mut found: Lines = headers
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            let vary = decision.vary().as_str();
            found.extend(vary.map(|vary| ("vary".to_owned(), vary.to_owned())));
            let (status, lines) = expected(case, &spec, Selection::ONLY);
            assert_eq!(decision.action().immediate_status(), status, "{spec:?}");
            let [_, selected, _] = selections();
            let selected = decide_selected(&policy, policy.methods(), &request, selected);
            assert_eq!(selected.vary(), decision.vary().union(Vary::RequestMethod));
            assert_eq!(selected.action(), decision.action());
            assert_eq!(found, lines, "{spec:?}");
            let has_origin = lines
                .iter()
                .any(|(name, value)| name == "access-control-allow-origin" && value != "*");
            assert_eq!(decision.has_specific_origin(), has_origin);
            let echoes = has_origin && policy.single_origin().is_none();
            assert_eq!(decision.echoes_origin(), echoes);
            assert_eq!(
                decision.includes(CorsHeader::AllowOrigin),
                lines
                    .iter()
                    .any(|(name, _)| name == CorsHeader::AllowOrigin.name())
            );
            let is_preflight = matches!(decision.action(), Action::Preflight(_));
            assert_eq!(request.is_preflight(), is_preflight);
            let effective = request.effective_method();
            assert_eq!(
                effective,
                spec.requested_method
                    .filter(|_| is_preflight)
                    .unwrap_or(spec.method)
                    .as_bytes()
            );
        }
    }
}

#[test]
fn overridden_method_of_another_origin_is_forbidden_unless_allowed() {
    let overridable = Policy::builder()
        .origins([APP])
        .headers(["x-http-method-override"])
        .dangerously_allow([DangerouslyAllow::MethodOverride])
        .build()
        .expect("a valid policy");
    let forbidden = Action::Forbidden(403);
    for (policy, may_be_overridden, origin, expected) in [
        (&PLAIN.policy(), true, EVIL, forbidden),
        (&PLAIN.policy(), true, APP, Action::Continue),
        (
            &PLAIN.policy(),
            true,
            "https://api.example",
            Action::Continue,
        ),
        (&PLAIN.policy(), false, EVIL, Action::Continue),
        (&overridable, true, EVIL, Action::Continue),
        (&overridable, false, EVIL, Action::Continue),
    ] {
        let request = Request {
            method: "DELETE",
            origin: RequestOrigin::One(origin.as_bytes()),
            requested_method: None,
            may_be_overridden,
            details: KnownDetails {
                fetch_metadata: FetchMetadata {
                    authority: Some(b"api.example"),
                    ..FetchMetadata::default()
                },
                ..KnownDetails::default()
            },
        };
        let action = decide(policy, "DELETE", &request).action();
        assert_eq!(action, expected, "{may_be_overridden} {origin}");
    }
}
