//! `--once`: runs each scenario like a browser, over real sockets, and compares every response with the
//! table.

use std::io;
use std::process::ExitCode;

use crate::fetch::{
    content_type, cors_check, is_safelisted_method, preflight_check, split_list,
    unsafe_header_names,
};
use crate::printed;
use crate::scenario::{ExpectedResponse, Initiator, REQUEST_ORIGIN, Request, Scenario, Verdict};
use crate::wire::{self, Response};

/// Runs the table against the API. Returns a failure if a result differs from the table.
pub(crate) async fn run(table: &[Scenario], page_port: u16, api_port: u16) -> ExitCode {
    let mut browser = Browser {
        page_port,
        api_port,
        cookie: None,
    };
    let mut differing = 0;
    println!("{}observed", printed::heading());
    for (index, scenario) in table.iter().enumerate() {
        printed::print_group(table, index);
        let mut differences = Vec::new();
        let observed = match browser.visit(scenario, &mut differences).await {
            Ok(Outcome::Allowed(status)) => Verdict::Allowed { status }.to_string(),
            Ok(Outcome::Blocked(reason)) => format!("{}: {reason}", Verdict::Blocked),
            // Not the same as blocked: half of the table would pass with an API that does not respond.
            Err(error) => {
                differences.push("no response".to_owned());
                error.to_string()
            }
        };
        let mark = if differences.is_empty() { "ok" } else { "!!" };
        println!("{mark} {}  {observed}", printed::row(index, scenario));
        for difference in &differences {
            println!("       {difference}");
        }
        differing += usize::from(!differences.is_empty());
    }
    let total = table.len();
    println!("\n{} of {total} scenarios as expected", total - differing);
    ExitCode::from(u8::from(differing > 0))
}

/// The result for the script.
enum Outcome {
    Allowed(u16),
    /// No response, for this reason.
    Blocked(String),
}

struct Browser {
    page_port: u16,
    api_port: u16,
    cookie: Option<String>,
}

impl Browser {
    async fn visit(
        &mut self,
        scenario: &Scenario,
        differences: &mut Vec<String>,
    ) -> io::Result<Outcome> {
        let outcome = self.fetch(scenario, differences).await?;
        let verdict = match outcome {
            Outcome::Allowed(status) => Verdict::Allowed { status },
            Outcome::Blocked(_) => Verdict::Blocked,
        };
        if verdict != scenario.expected {
            differences.push(format!("expected {}, is {verdict}", scenario.expected));
        }
        Ok(outcome)
    }

    async fn fetch(
        &mut self,
        scenario: &Scenario,
        differences: &mut Vec<String>,
    ) -> io::Result<Outcome> {
        let Scenario {
            request, initiator, ..
        } = scenario;
        let origin = initiator.origin(self.page_port);

        let unsafe_headers = unsafe_header_names(request);
        let needs_preflight = request.upload_listener
            || !is_safelisted_method(request.method)
            || !unsafe_headers.is_empty();
        match &scenario.preflight {
            None if needs_preflight => differences.push("unexpected preflight".to_owned()),
            Some(_) if !needs_preflight => differences.push("missing preflight".to_owned()),
            _ => {}
        }
        if needs_preflight {
            let response = self
                .send_preflight(request, &unsafe_headers, &origin)
                .await?;
            if let Some(expected) = &scenario.preflight {
                compare("preflight", expected, &response, &origin, differences);
            }
            if let Err(reason) = preflight_check(request, &unsafe_headers, &origin, &response) {
                if scenario.actual.is_some() {
                    differences.push("the actual request is not sent".to_owned());
                }
                return Ok(Outcome::Blocked(reason));
            }
        }

        let response = self.send_actual(request, *initiator, &origin).await?;
        match &scenario.actual {
            None => differences.push("the actual request is sent".to_owned()),
            Some(expected) => compare("response", expected, &response, &origin, differences),
        }
        if let Err(reason) = cors_check(request, &origin, &response) {
            return Ok(Outcome::Blocked(reason));
        }
        check_readable(scenario, &response, differences);
        Ok(Outcome::Allowed(response.status))
    }

    async fn send_preflight(
        &self,
        request: &Request,
        unsafe_headers: &[&str],
        origin: &str,
    ) -> io::Result<Response> {
        let mut headers = vec![
            pair("origin", origin),
            pair("access-control-request-method", request.method),
        ];
        if !unsafe_headers.is_empty() {
            let names = unsafe_headers.join(",");
            headers.push(pair("access-control-request-headers", &names));
        }
        wire::send(self.api_port, "OPTIONS", request.path, &headers, None).await
    }

    async fn send_actual(
        &mut self,
        request: &Request,
        initiator: Initiator,
        origin: &str,
    ) -> io::Result<Response> {
        let mut headers = vec![pair("origin", origin)];
        headers.extend(
            request
                .headers
                .iter()
                .map(|(name, value)| pair(name, value)),
        );
        // Browsers add this content type to a string body.
        if request.body.is_some() && content_type(request).is_none() {
            headers.push(pair("content-type", "text/plain;charset=UTF-8"));
        }
        // The cookie is `SameSite=Lax`: browsers send it from pages of the same site, on any port.
        let has_cookies = request.credentials_include && initiator == Initiator::Page;
        if let Some(cookie) = self.cookie.as_ref().filter(|_| has_cookies) {
            headers.push(pair("cookie", cookie));
        }
        let response = wire::send(
            self.api_port,
            request.method,
            request.path,
            &headers,
            request.body,
        )
        .await?;
        if let Some(cookie) = response.get("set-cookie").filter(|_| has_cookies) {
            let (value, _) = cookie.split_once(';').unwrap_or((&cookie, ""));
            self.cookie = (!cookie.contains("Max-Age=0")).then(|| value.to_owned());
        }
        Ok(response)
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// Compares what the script can read of an allowed response.
fn check_readable(scenario: &Scenario, response: &Response, differences: &mut Vec<String>) {
    if !response.body.contains(scenario.body.unwrap_or_default()) {
        differences.push(format!("the body is `{}`", response.body));
    }
    let exposed = response.get("access-control-expose-headers");
    let exposed = split_list(&exposed.unwrap_or_default());
    let is_any = !scenario.request.credentials_include && exposed.iter().any(|name| name == "*");
    let is_exposed = |name: &str| is_any || exposed.iter().any(|other| other == name);
    for (name, value) in &scenario.visible_headers {
        if !is_exposed(name) || response.get(name).as_deref() != Some(value) {
            differences.push(format!("the script cannot read `{name}: {value}`"));
        }
    }
    for name in &scenario.hidden_headers {
        if is_exposed(name) || response.get(name).is_none() {
            differences.push(format!("`{name}` is exposed, or missing"));
        }
    }
}

/// Compares the status, all CORS headers and `Vary`. An additional header is a difference too.
fn compare(
    label: &str,
    expected: &ExpectedResponse,
    response: &Response,
    origin: &str,
    differences: &mut Vec<String>,
) {
    const COMPARED: [&str; 7] = [
        "access-control-allow-origin",
        "access-control-allow-credentials",
        "access-control-allow-methods",
        "access-control-allow-headers",
        "access-control-max-age",
        "access-control-expose-headers",
        "vary",
    ];
    if expected.status != response.status {
        let (expected, is) = (expected.status, response.status);
        differences.push(format!("{label}: expected status {expected}, is {is}"));
    }
    for name in COMPARED {
        let mut headers = expected.headers.iter();
        let wanted = headers
            .find(|(other, _)| *other == name)
            .map(|(_, value)| value.replace(REQUEST_ORIGIN, origin));
        let is = response.get(name);
        let same = match (&wanted, &is) {
            // `Vary` is a list of header names: case and order do not matter.
            (Some(wanted), Some(is)) if name == "vary" => sorted(wanted) == sorted(is),
            _ => wanted == is,
        };
        if !same {
            let [wanted, is] = [wanted, is].map(|value| match value {
                Some(value) => format!("`{value}`"),
                None => "none".to_owned(),
            });
            differences.push(format!("{label}: {name}: expected {wanted}, is {is}"));
        }
    }
}

fn sorted(value: &str) -> Vec<String> {
    let mut tokens = split_list(&value.to_ascii_lowercase());
    tokens.sort_unstable();
    tokens
}
