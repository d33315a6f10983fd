//! `--once`: what a browser does with each scenario, done by hand over real sockets, and every
//! answer compared with the table.

use std::io;
use std::process::ExitCode;

use crate::fetch::{
    content_type, cors_check, is_safelisted_method, listed, preflight_check, unsafe_header_names,
};
use crate::printed;
use crate::scenario::{ASKING_ORIGIN, Answer, Ask, Asker, Scenario, Verdict};
use crate::wire::{self, Received};

/// Runs the table against the API. Fails if anything is not as expected.
pub(crate) async fn run(table: &[Scenario], page_port: u16, api_port: u16) -> ExitCode {
    let mut browser = Browser {
        page_port,
        api_port,
        cookie: None,
    };
    let mut differing = 0;
    println!("{}observed", printed::heading());
    for (at, scenario) in table.iter().enumerate() {
        printed::print_group(table, at);
        let mut differences = Vec::new();
        let observed = match browser.visit(scenario, &mut differences).await {
            Ok(Seen::Allowed(status)) => Verdict::Allowed { status }.to_string(),
            Ok(Seen::Blocked(reason)) => format!("{}: {reason}", Verdict::Blocked),
            // Not the same as blocked: an API that is gone would be right about half of the table.
            Err(error) => {
                differences.push("nothing was answered".to_owned());
                error.to_string()
            }
        };
        let mark = if differences.is_empty() { "ok" } else { "!!" };
        println!("{mark} {}  {observed}", printed::row(at, scenario));
        for difference in &differences {
            println!("       {difference}");
        }
        differing += usize::from(!differences.is_empty());
    }
    let total = table.len();
    println!("\n{} of {total} scenarios as expected", total - differing);
    ExitCode::from(u8::from(differing > 0))
}

/// What the script gets.
enum Seen {
    Allowed(u16),
    /// Nothing, for this reason.
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
    ) -> io::Result<Seen> {
        let seen = self.fetch(scenario, differences).await?;
        let verdict = match seen {
            Seen::Allowed(status) => Verdict::Allowed { status },
            Seen::Blocked(_) => Verdict::Blocked,
        };
        if verdict != scenario.expected {
            differences.push(format!("expected {}, is {verdict}", scenario.expected));
        }
        Ok(seen)
    }

    async fn fetch(&mut self, scenario: &Scenario, found: &mut Vec<String>) -> io::Result<Seen> {
        let Scenario { ask, asker, .. } = scenario;
        let origin = asker.origin(self.page_port);

        let unsafe_headers = unsafe_header_names(ask);
        let needs_preflight =
            ask.listens || !is_safelisted_method(ask.method) || !unsafe_headers.is_empty();
        match &scenario.preflight {
            None if needs_preflight => found.push("there is a preflight".to_owned()),
            Some(_) if !needs_preflight => found.push("there is no preflight".to_owned()),
            _ => {}
        }
        if needs_preflight {
            let answer = self.send_preflight(ask, &unsafe_headers, &origin).await?;
            if let Some(expected) = &scenario.preflight {
                compare("preflight", expected, &answer, &origin, found);
            }
            if let Err(reason) = preflight_check(ask, &unsafe_headers, &origin, &answer) {
                if scenario.actual.is_some() {
                    found.push("the actual request is not sent".to_owned());
                }
                return Ok(Seen::Blocked(reason));
            }
        }

        let answer = self.send_actual(ask, *asker, &origin).await?;
        match &scenario.actual {
            None => found.push("the actual request is sent".to_owned()),
            Some(expected) => compare("answer", expected, &answer, &origin, found),
        }
        if let Err(reason) = cors_check(ask, &origin, &answer) {
            return Ok(Seen::Blocked(reason));
        }
        look(scenario, &answer, found);
        Ok(Seen::Allowed(answer.status))
    }

    async fn send_preflight(
        &self,
        ask: &Ask,
        unsafe_headers: &[&str],
        origin: &str,
    ) -> io::Result<Received> {
        let mut headers = vec![
            pair("origin", origin),
            pair("access-control-request-method", ask.method),
        ];
        if !unsafe_headers.is_empty() {
            let names = unsafe_headers.join(",");
            headers.push(pair("access-control-request-headers", &names));
        }
        wire::send(self.api_port, "OPTIONS", ask.path, &headers, None).await
    }

    async fn send_actual(&mut self, ask: &Ask, asker: Asker, origin: &str) -> io::Result<Received> {
        let mut headers = vec![pair("origin", origin)];
        headers.extend(ask.headers.iter().map(|(name, value)| pair(name, value)));
        // What browsers say of a string.
        if ask.body.is_some() && content_type(ask).is_none() {
            headers.push(pair("content-type", "text/plain;charset=UTF-8"));
        }
        // The cookie is `SameSite=Lax`: it stays on pages of the same site, whatever their port.
        let has_cookies = ask.include && asker == Asker::Page;
        if let Some(cookie) = self.cookie.as_ref().filter(|_| has_cookies) {
            headers.push(pair("cookie", cookie));
        }
        let answer = wire::send(self.api_port, ask.method, ask.path, &headers, ask.body).await?;
        if let Some(cookie) = answer.get("set-cookie").filter(|_| has_cookies) {
            let (value, _) = cookie.split_once(';').unwrap_or((&cookie, ""));
            self.cookie = (!cookie.contains("Max-Age=0")).then(|| value.to_owned());
        }
        Ok(answer)
    }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// What the script gets to see of a response that it may read.
fn look(scenario: &Scenario, answer: &Received, differences: &mut Vec<String>) {
    if !answer.body.contains(scenario.body.unwrap_or_default()) {
        differences.push(format!("the body is `{}`", answer.body));
    }
    let exposed = answer.get("access-control-expose-headers");
    let exposed = listed(&exposed.unwrap_or_default());
    let is_any = !scenario.ask.include && exposed.iter().any(|name| name == "*");
    let is_exposed = |name: &str| is_any || exposed.iter().any(|one| one == name);
    for (name, value) in &scenario.sees {
        if !is_exposed(name) || answer.get(name).as_deref() != Some(value) {
            differences.push(format!("the script does not see `{name}: {value}`"));
        }
    }
    for name in &scenario.hides {
        if is_exposed(name) || answer.get(name).is_none() {
            differences.push(format!("`{name}` is exposed, or not there at all"));
        }
    }
}

/// Status, CORS headers and `Vary`, all of them: one too many differs as one too few does.
fn compare(
    which: &str,
    expected: &Answer,
    answer: &Received,
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
    if expected.status != answer.status {
        let (expected, is) = (expected.status, answer.status);
        differences.push(format!("{which}: expected status {expected}, is {is}"));
    }
    for name in COMPARED {
        let mut stated = expected.headers.iter();
        let wanted = stated
            .find(|(one, _)| *one == name)
            .map(|(_, value)| value.replace(ASKING_ORIGIN, origin));
        let is = answer.get(name);
        let same = match (&wanted, &is) {
            // Names of header fields, in any case and order.
            (Some(wanted), Some(is)) if name == "vary" => sorted(wanted) == sorted(is),
            _ => wanted == is,
        };
        if !same {
            let [wanted, is] = [wanted, is].map(|value| match value {
                Some(value) => format!("`{value}`"),
                None => "none".to_owned(),
            });
            differences.push(format!("{which}: {name}: expected {wanted}, is {is}"));
        }
    }
}

fn sorted(value: &str) -> Vec<String> {
    let mut tokens = listed(&value.to_ascii_lowercase());
    tokens.sort_unstable();
    tokens
}
