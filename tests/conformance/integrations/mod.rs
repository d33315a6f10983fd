//! A row through a door: translation there and back. One file for each framework's server.

mod actix;
mod axum;
mod rocket;
mod served;
mod tower;

use std::net::SocketAddr;

use cors_runtime::protocol::resource::choose;
use cors_runtime::protocol::{self, Outcome, RequestOrigin, Site, decide};
use cors_tests::raw_http as raw;
use http::{HeaderName, HeaderValue, Request};

pub(crate) use self::served::{Exception, Served};
use crate::case::{By, Row};
use crate::fixtures::{Function, Judged, Subject};
use crate::spy;

/// What came out of a door; what a door cannot say is `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: Option<u16>,
    /// The `Access-Control-*` lines, in their order.
    pub(crate) cors: Vec<(String, String)>,
    /// The tokens of `Vary`, in their order.
    pub(crate) vary: Vec<String>,
    /// The lines of other names.
    pub(crate) others: Option<Vec<(String, String)>>,
    pub(crate) body: Option<String>,
    /// What was reached on the way.
    pub(crate) reached: Option<Vec<&'static str>>,
    /// Whether CORS answered by itself.
    pub(crate) is_preflight: Option<bool>,
}

impl Answer {
    fn from_lines(lines: Vec<(String, Vec<u8>)>) -> Self {
        let mut answer = Self {
            status: None,
            cors: Vec::new(),
            vary: Vec::new(),
            others: None,
            body: None,
            reached: None,
            is_preflight: None,
        };
        let mut others = Vec::new();
        for (name, value) in lines {
            let value = value.escape_ascii().to_string();
            if name.starts_with("access-control-") {
                answer.cors.push((name, value));
            } else if name == "vary" {
                answer.vary.extend(tokens(&value));
            } else {
                others.push((name, value));
            }
        }
        answer.others = Some(others);
        answer
    }
}

fn tokens(line: &str) -> impl Iterator<Item = String> {
    line.split(',').map(|token| token.trim().to_owned())
}

/// Whom every request is for.
const HOST: &str = "api.test";

/// `decide`, among the handlers of the subject.
pub(crate) fn through_decide(subject: &Subject, row: &Row) -> Answer {
    let lines = |name: &'static str| {
        let lines = row.lines.iter().filter(move |line| line.0 == name);
        lines.map(|line| line.1.as_slice())
    };
    let request = protocol::Request {
        method: &row.method,
        origin: RequestOrigin::from_lines(lines("origin")),
        asked_method: lines("access-control-request-method").next(),
        site: Site {
            fetch_site: lines("sec-fetch-site").next(),
            authority: lines("host").next().or(Some(HOST.as_bytes())),
        },
    };
    let choice = choose(&subject.endpoints, || request).expect("a subject has a policy");
    let Judged {
        policy, methods, ..
    } = choice.endpoint;
    let decision = decide(policy, methods, &request).chosen_by(choice.vary);
    let fields = decision.fields(policy, methods, &request);
    let cors = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));

    let set = row.handler.lines.iter().filter(|(name, _)| *name == "vary");
    let set: Vec<&str> = match decision.outcome() {
        Outcome::Actual => set.map(|(_, value)| *value).collect(),
        Outcome::Preflight(_) | Outcome::Refused(_) => Vec::new(),
    };
    let vary = decision.vary();
    let ours = vary.is_missing_from(set.iter().map(|line| line.as_bytes()));
    let ours = vary.as_sent().filter(|_| ours);
    Answer {
        status: decision.outcome().answered(),
        cors: cors.collect(),
        vary: set.into_iter().chain(ours).flat_map(tokens).collect(),
        others: None,
        body: None,
        reached: None,
        is_preflight: Some(decision.outcome() != Outcome::Actual),
    }
}

/// A function of the plain door.
pub(crate) fn through_function(function: Function, row: &Row) -> Answer {
    let mut request = Request::new(row.body.to_owned());
    *request.method_mut() = row.method.parse().expect("a row names a method");
    // What `raw::Request` says by itself.
    let host = HeaderValue::from_static(HOST);
    request.headers_mut().insert("host", host);
    for (name, value) in lines_of(row) {
        let value = HeaderValue::from_bytes(&value).expect("a row for this door has a value");
        request
            .headers_mut()
            .append(HeaderName::from_static(name), value);
    }
    spy::take_marks();
    let response = function(request).expect("the handlers of the table do not fail here");
    let lines = response.headers().iter();
    let lines = lines.map(|(name, value)| (name.to_string(), value.as_bytes().to_owned()));
    Answer {
        status: Some(response.status().as_u16()),
        reached: Some(spy::take_marks()),
        body: Some(response.body().clone()),
        ..Answer::from_lines(lines.collect())
    }
}

/// Every server there is, each running until the test ends.
pub(crate) fn serve(subjects: &[Subject]) -> Vec<Served> {
    let mut served = axum::serve(subjects);
    served.extend(actix::serve());
    served.extend(rocket::serve());
    served.extend(tower::serve(subjects));
    served
}

/// A running server; the error is what went wrong instead of an answer.
pub(crate) fn through_server(
    server: SocketAddr,
    base: &str,
    row: &Row,
) -> Result<Answer, std::io::Error> {
    let target = format!("{base}/{}{}", row.subject, row.path);
    let mut request = if row.is_handshake {
        raw::Request::handshake(&target)
    } else {
        raw::Request::new(&row.method, &target)
    };
    for (name, value) in lines_of(row) {
        request = request.line(name, &value);
    }
    spy::take_marks();
    let request = request.body(row.body.as_bytes());
    let answer = if row.is_handshake {
        raw::exchange_handshake(server, &request)?
    } else {
        raw::exchange(server, &request)?
    };
    Ok(Answer {
        status: Some(answer.status),
        reached: Some(spy::take_marks()),
        body: Some(String::from_utf8_lossy(&answer.body).into_owned()),
        ..Answer::from_lines(answer.lines)
    })
}

/// A request of any client to a running server.
pub(crate) fn ask(
    server: SocketAddr,
    request: &Request<Vec<u8>>,
) -> Result<raw::Answer, std::io::Error> {
    let mut sent = raw::Request::new(request.method().as_str(), request.uri().path());
    for (name, value) in request.headers() {
        // The two that the raw request says by itself, and the one that comes with the body.
        if !["host", "connection", "content-length"].contains(&name.as_str()) {
            sent = sent.line(name.as_str(), value.as_bytes());
        }
    }
    raw::exchange(server, &sent.body(request.body()))
}

/// The request's lines, and those that tell the handler what to answer.
fn lines_of(row: &Row) -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    let told = row.handler.lines.iter();
    let told = told.map(|(name, value)| (spy::ANSWER, format!("{name}: {value}").into_bytes()));
    let status = row.handler.status.to_string().into_bytes();
    let told = told.chain([(spy::STATUS, status)]);
    // A preflight carries them too: that nobody hears them is part of the row.
    row.lines
        .clone()
        .into_iter()
        .chain(told.collect::<Vec<_>>())
}

/// Everything in which `answer` is not what the row expects, in words.
pub(crate) fn differences(row: &Row, answer: &Answer) -> Vec<String> {
    let expected = &row.expected;
    let mut found = Vec::new();
    let mut differ = |what: &str, expected: &dyn std::fmt::Debug, got: &dyn std::fmt::Debug| {
        found.push(format!("{what}: expected {expected:?}, got {got:?}"));
    };
    match answer.status {
        Some(status) if status != expected.status => differ("status", &expected.status, &status),
        _ => {}
    }
    if answer.cors != expected.cors {
        differ("Access-Control", &expected.cors, &answer.cors);
    }
    if answer.vary != expected.vary {
        differ("Vary", &expected.vary, &answer.vary);
    }
    let is_preflight = expected.by == By::Cors;
    match answer.is_preflight {
        Some(got) if got != is_preflight => differ("a preflight", &is_preflight, &got),
        _ => {}
    }
    if let Some(reached) = &answer.reached {
        // Middleware that lets everything pass may be reached by what it lets pass, not by preflights.
        let mut reached = reached.clone();
        reached.retain(|place| is_preflight || *place != spy::PASSED);
        if reached != expected.reached {
            differ("reached", &expected.reached, &reached);
        }
    }
    if let Some(others) = &answer.others {
        let of_handler = |line: &&(&str, &str)| expected.by == By::Handler && !is_ours(line.0);
        let wanted = row.handler.lines.iter().filter(of_handler);
        for (name, value) in wanted.chain(&expected.besides) {
            let is_there = others.iter().any(|(n, v)| n == name && v == value);
            if !is_there {
                differ("a line besides", &(name, value), others);
            }
        }
    }
    match (&answer.body, expected.body) {
        // Whether a body goes with an answer to `HEAD` is a router's business.
        (Some(got), Some(body)) if got != body && row.method != "HEAD" => {
            differ("body", &body, got);
        }
        _ => {}
    }
    found
}

fn is_ours(name: &str) -> bool {
    name.starts_with("access-control-") || name == "vary"
}

/// A comparison that sees no difference would make every row right.
#[test]
fn every_part_of_an_answer_is_compared() {
    let row = Row::actual("listed", "GET", "a row").vary(["Origin"]);
    let row = row
        .cors([("a", "b")])
        .sets("etag", "7")
        .besides("allow", "GET");
    let text = |text: &str| text.to_owned();
    let right = Answer {
        status: Some(200),
        cors: vec![(text("a"), text("b"))],
        vary: vec![text("Origin")],
        others: Some(vec![
            (text("etag"), text("7")),
            (text("allow"), text("GET")),
        ]),
        body: Some(text(spy::BODY)),
        reached: Some(vec![spy::PASSED, "handler"]),
        is_preflight: Some(false),
    };
    assert_eq!(differences(&row, &right), Vec::<String>::new());
    let spoilers: [fn(&mut Answer); 11] = [
        |answer| answer.status = Some(204),
        |answer| answer.cors.clear(),
        |answer| answer.cors.push((String::new(), String::new())),
        |answer| answer.vary.clear(),
        |answer| answer.vary.push("Origin".to_owned()),
        |answer| answer.others = Some(vec![("etag".to_owned(), "7".to_owned())]),
        |answer| answer.others = Some(vec![("allow".to_owned(), "GET".to_owned())]),
        |answer| answer.body = Some(String::new()),
        |answer| answer.reached = Some(Vec::new()),
        |answer| answer.reached = Some(vec!["handler", "handler"]),
        |answer| answer.is_preflight = Some(true),
    ];
    for (at, spoil) in spoilers.into_iter().enumerate() {
        let mut wrong = right.clone();
        spoil(&mut wrong);
        assert_eq!(differences(&row, &wrong).len(), 1, "spoiler {at}");
    }
    // No preflight gets anywhere, not even through middleware that lets everything pass.
    let preflight = Answer {
        status: Some(204),
        reached: Some(vec![spy::PASSED]),
        ..Answer::from_lines(Vec::new())
    };
    let row = Row::preflight("listed", "PUT", "a row");
    assert_eq!(differences(&row, &preflight).len(), 1);
}
