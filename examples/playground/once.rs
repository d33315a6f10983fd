//! `--once`: what a browser does with each scenario, done by hand over real sockets.
//!
//! The checks are the Fetch Standard's, written out once more from its text. Nothing of the library
//! is used here, so that the two cannot be wrong together.

use std::io;
use std::process::ExitCode;

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
    println!("{}observed", heading());
    for (number, scenario) in (1..).zip(table) {
        print_group(table, number);
        let mut differences = Vec::new();
        let observed = match browser.visit(scenario, &mut differences).await {
            Ok(observed) => observed,
            Err(error) => Err(format!("no answer: {error}")),
        };
        let verdict = observed
            .as_ref()
            .map_or(Verdict::Blocked, |status| Verdict::Allowed {
                status: *status,
            });
        if verdict != scenario.expected {
            differences.push(format!("expected `{}`, is `{verdict}`", scenario.expected));
        }
        let mark = if differences.is_empty() { "ok " } else { "!! " };
        let reason = observed
            .err()
            .map_or(String::new(), |reason| format!(": {reason}"));
        println!("{mark}{}  {verdict}{reason}", row(number, scenario));
        for difference in &differences {
            println!("       {difference}");
        }
        differing += usize::from(!differences.is_empty());
    }
    let total = table.len();
    println!("\n{} of {total} scenarios as expected", total - differing);
    ExitCode::from(u8::from(differing > 0))
}

struct Browser {
    page_port: u16,
    api_port: u16,
    cookie: Option<String>,
}

impl Browser {
    /// The status that the script reads, or why it reads nothing.
    async fn visit(
        &mut self,
        scenario: &Scenario,
        differences: &mut Vec<String>,
    ) -> io::Result<Result<u16, String>> {
        let Scenario { ask, asker, .. } = scenario;
        let origin = asker.origin(self.page_port);

        let unsafe_headers = unsafe_header_names(ask);
        let needs_preflight =
            ask.listens || !is_safelisted_method(ask.method) || !unsafe_headers.is_empty();
        if needs_preflight != scenario.preflight.is_some() {
            differences.push("the table is wrong about whether there is a preflight".to_owned());
        }
        if needs_preflight {
            let mut headers = vec![
                pair("origin", &origin),
                pair("access-control-request-method", ask.method),
            ];
            if !unsafe_headers.is_empty() {
                let names = unsafe_headers.join(",");
                headers.push(pair("access-control-request-headers", &names));
            }
            let answer = wire::send(self.api_port, "OPTIONS", ask.path, &headers, None).await?;
            compare(
                "preflight",
                scenario.preflight.as_ref(),
                &answer,
                &origin,
                differences,
            );
            if let Err(reason) = preflight_check(ask, &unsafe_headers, &origin, &answer) {
                if scenario.actual.is_some() {
                    differences.push("the actual request is not sent".to_owned());
                }
                return Ok(Err(reason));
            }
        }

        let answer = self.send_actual(ask, *asker, &origin).await?;
        compare(
            "answer",
            scenario.actual.as_ref(),
            &answer,
            &origin,
            differences,
        );
        if let Err(reason) = cors_check(ask, &origin, &answer) {
            return Ok(Err(reason));
        }
        look(scenario, &answer, differences);
        Ok(Ok(answer.status))
    }

    async fn send_actual(&mut self, ask: &Ask, asker: Asker, origin: &str) -> io::Result<Received> {
        let mut headers = vec![pair("origin", origin)];
        headers.extend(ask.headers.iter().map(|(name, value)| pair(name, value)));
        // What browsers say of a string.
        if ask.body.is_some() && content_type(ask).is_none() {
            headers.push(pair("content-type", "text/plain;charset=UTF-8"));
        }
        // The cookie is `SameSite=Lax`: it stays on pages of the same site, whatever their port.
        let keeps_cookies = ask.include && asker == Asker::Page;
        if let Some(cookie) = self.cookie.as_ref().filter(|_| keeps_cookies) {
            headers.push(pair("cookie", cookie));
        }
        let answer = wire::send(self.api_port, ask.method, ask.path, &headers, ask.body).await?;
        if let Some(cookie) = answer.get("set-cookie").filter(|_| keeps_cookies) {
            let is_kept = !cookie.contains("Max-Age=0");
            self.cookie = cookie
                .split(';')
                .next()
                .map(str::to_owned)
                .filter(|_| is_kept);
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
    let exposed = listed(
        &answer
            .get("access-control-expose-headers")
            .unwrap_or_default(),
    );
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
    expected: Option<&Answer>,
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
    let Some(expected) = expected else {
        differences.push(format!("{which}: there should be none"));
        return;
    };
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
            let say = |value: Option<String>| value.map_or("none".to_owned(), |v| format!("`{v}`"));
            differences.push(format!(
                "{which}: {name}: expected {}, is {}",
                say(wanted),
                say(is)
            ));
        }
    }
}

fn sorted(value: &str) -> Vec<String> {
    let mut tokens = listed(&value.to_ascii_lowercase());
    tokens.sort_unstable();
    tokens
}
