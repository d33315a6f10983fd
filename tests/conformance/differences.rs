//! The comparison of an observed with the expected response.

use crate::case::{Case, RespondedBy};
use crate::observed::Observed;
use crate::spy;

/// Describes every difference between the observed response and the expected response.
pub(crate) fn differences(case: &Case, response: &Observed) -> Vec<String> {
    let expected = &case.expected;
    let mut found = Vec::new();
    let mut differ = |what: &str, expected: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        found.push(format!("{what}: expected {expected:?}, got {got:?}"));
    };
    match response.status {
        Some(status) if status != expected.status => differ("status", &expected.status, &status),
        _ => {}
    }
    if response.cors != expected.cors {
        differ("Access-Control", &expected.cors, &response.cors);
    }
    if response.vary != expected.vary {
        differ("Vary", &expected.vary, &response.vary);
    }
    let is_preflight = expected.by == RespondedBy::Cors;
    match response.is_preflight {
        Some(got) if got != is_preflight => differ("responder is CORS", &is_preflight, &got),
        _ => {}
    }
    if let Some(reached) = &response.reached {
        // `pass_through` may see other requests, but no preflight.
        let mut reached = reached.clone();
        reached.retain(|place| is_preflight || *place != spy::PASS_THROUGH);
        if reached != expected.reached {
            differ("reached", &expected.reached, &reached);
        }
    }
    if let Some(others) = &response.others {
        let is_from_handler =
            |line: &&(&str, &str)| expected.by == RespondedBy::Handler && !is_cors_or_vary(line.0);
        let required = case.handler.headers.iter().filter(is_from_handler);
        for (name, value) in required.chain(&expected.other_headers) {
            let is_there = others.iter().any(|(n, v)| n == name && v == value);
            if !is_there {
                differ("another header", &(name, value), others);
            }
        }
    }
    match (&response.body, expected.body) {
        // Routers differ in whether a response to `HEAD` has a body.
        (Some(got), Some(body)) if got != body && case.method != "HEAD" => {
            differ("body", &body, got);
        }
        _ => {}
    }
    found
}

fn is_cors_or_vary(name: &str) -> bool {
    name.starts_with("access-control-") || name == "vary"
}

/// Guards against a comparison that accepts every response.
#[test]
fn differences_covers_every_part_of_a_response() {
    let case = Case::actual("listed", "GET", "a case").vary(["Origin"]);
    let case = case
        .cors([("a", "b")])
        .handler_sets("etag", "7")
        .other_header("allow", "GET");
    let text = |text: &str| text.to_owned();
    let observed = Observed {
        status: Some(200),
        cors: vec![(text("a"), text("b"))],
        vary: vec![text("Origin")],
        others: Some(vec![
            (text("etag"), text("7")),
            (text("allow"), text("GET")),
        ]),
        body: Some(text(spy::BODY)),
        reached: Some(vec![spy::PASS_THROUGH, "handler"]),
        is_preflight: Some(false),
    };
    assert_eq!(differences(&case, &observed), Vec::<String>::new());
    let mutations: [fn(&mut Observed); 11] = [
        |response| response.status = Some(204),
        |response| response.cors.clear(),
        |response| response.cors.push((String::new(), String::new())),
        |response| response.vary.clear(),
        |response| response.vary.push("Origin".to_owned()),
        |response| response.others = Some(vec![("etag".to_owned(), "7".to_owned())]),
        |response| response.others = Some(vec![("allow".to_owned(), "GET".to_owned())]),
        |response| response.body = Some(String::new()),
        |response| response.reached = Some(Vec::new()),
        |response| response.reached = Some(vec!["handler", "handler"]),
        |response| response.is_preflight = Some(true),
    ];
    for (index, mutate) in mutations.into_iter().enumerate() {
        let mut mutated = observed.clone();
        mutate(&mut mutated);
        assert_eq!(differences(&case, &mutated).len(), 1, "mutation {index}");
    }
    // A preflight must not reach even `pass_through`.
    let preflight = Observed {
        status: Some(204),
        reached: Some(vec![spy::PASS_THROUGH]),
        ..Observed::from_headers(Vec::new())
    };
    let case = Case::preflight("listed", "PUT", "a case");
    assert_eq!(differences(&case, &preflight).len(), 1);
}
